use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Borders, Clear, Widget};

use crate::app::layout::Pane;
use crate::app::line::Line;
use crate::app::picker::Picker;
use crate::text;

use super::ambiguous;
use super::theme::Theme;

/// Writes cleaned text on the first line of an area, cut to it; returns the columns used.
pub fn text(buffer: &mut Buffer, area: Rect, words: &str, style: Style) -> u16 {
    if area.width == 0 || area.height == 0 {
        return 0;
    }
    let cut = text::truncate(words, usize::from(area.width));
    if text::is_ambiguous_wide() {
        return ambiguous::write(buffer, area, &cut, style);
    }
    let (end, _) = buffer.set_stringn(area.x, area.y, &cut, usize::from(area.width), style);
    end.saturating_sub(area.x)
}

/// Writes a line of pieces.
pub fn line(buffer: &mut Buffer, area: Rect, line: &Line, theme: Theme) {
    let mut rest = area;
    for span in &line.spans {
        let used = text(buffer, rest, &span.text, theme.tone(span.tone));
        rest = skip(rest, used);
    }
}

/// Writes lines below each other, as many as fit.
pub fn lines<'a>(buffer: &mut Buffer, area: Rect, lines: impl Iterator<Item = &'a Line>, theme: Theme) {
    for (row, content) in area.rows().zip(lines) {
        line(buffer, row, content, theme);
    }
}

/// The area without its first columns.
pub fn skip(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// The area without its first rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The first row of an area, where it has one.
pub fn first_row(area: Rect) -> Rect {
    Rect {
        height: area.height.min(1),
        ..area
    }
}

/// The last row of an area, where it has one.
pub fn last_row(area: Rect) -> Rect {
    below(area, area.height.saturating_sub(1))
}

/// The area without a column at each side.
pub fn padded(area: Rect) -> Rect {
    let inner = skip(area, 1);
    Rect {
        width: inner.width.saturating_sub(1),
        ..inner
    }
}

/// A pane's frame, or its title line where there is no room for frames.
pub fn pane(buffer: &mut Buffer, pane: Pane, is_roomy: bool, title: &str, has_focus: bool, theme: Theme) {
    let room = usize::from(pane.outer.width.saturating_sub(4));
    let title = format!(" {} ", text::truncate(title, room.saturating_sub(2)));
    let borders = if is_roomy { Borders::ALL } else { Borders::TOP };
    Block::new()
        .borders(borders)
        .border_type(BorderType::Rounded)
        .border_style(theme.border(has_focus))
        .render(pane.outer, buffer);
    let place = skip(pane.outer, if is_roomy { 2 } else { 1 });
    text(buffer, place, &title, theme.title(has_focus));
}

/// A framed window on top of everything; returns what it can fill.
pub fn window(buffer: &mut Buffer, area: Rect, title: &str, theme: Theme) -> Rect {
    Clear.render(clear_of_halves(buffer, area), buffer);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.border(true));
    let inner = block.inner(area);
    block.render(area, buffer);
    let room = usize::from(area.width.saturating_sub(6));
    text(
        buffer,
        skip(area, 2),
        &format!(" {} ", text::truncate(title, room)),
        theme.accent(),
    );
    padded(inner)
}

/// A wide character cut by a window's left edge would leave half of itself: it is blanked.
fn clear_of_halves(buffer: &mut Buffer, area: Rect) -> Rect {
    if let Some(left) = area.x.checked_sub(1) {
        for row in area.rows() {
            if let Some(cell) = buffer.cell_mut((left, row.y))
                && text::width(cell.symbol()) > 1
            {
                cell.reset();
            }
        }
    }
    area
}

/// The entries of a picker that fit into an area, the selected one marked where it has the focus; `line` makes an
/// entry's line for so many columns.
pub fn entries<T>(
    buffer: &mut Buffer,
    area: Rect,
    picker: &Picker<T>,
    has_focus: bool,
    theme: Theme,
    content: impl Fn(&T, usize) -> Line,
) {
    let shown = picker.all.iter().enumerate().skip(picker.offset);
    for ((place, entry), row) in shown.zip(area.rows()) {
        line(buffer, row, &content(entry, usize::from(row.width)), theme);
        if place == picker.cursor && has_focus {
            buffer.set_style(row, theme.selected(true));
        }
    }
}

/// Shows on a frame's right side which part of a long text is seen.
pub fn scrollbar(buffer: &mut Buffer, frame: Rect, total: usize, offset: usize, shown: usize, theme: Theme) {
    let height = usize::from(frame.height).saturating_sub(2);
    if total <= shown || height == 0 {
        return;
    }
    let length = (height * shown / total).max(1);
    let furthest = total - shown;
    let start = (height - length) * offset.min(furthest) / furthest;
    let x = frame.right().saturating_sub(1);
    for step in 0..length {
        let y = frame.y + 1 + u16::try_from(start + step).unwrap_or(0);
        buffer.set_string(x, y, "┃", theme.border(true));
    }
}
