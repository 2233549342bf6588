use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::text;

/// Writes a text where some of its characters take two columns that ratatui counts as one: their second column is left
/// to the terminal. Returns the columns used.
pub fn write(buffer: &mut Buffer, area: Rect, words: &str, style: Style) -> u16 {
    let mut x = area.x;
    for grapheme in words.graphemes(true) {
        let columns = u16::try_from(text::width(grapheme)).unwrap_or(u16::MAX);
        let end = x.saturating_add(columns);
        if columns == 0 || end > area.right() {
            continue;
        }
        if let Some(cell) = buffer.cell_mut((x, area.y)) {
            cell.set_symbol(grapheme).set_style(style);
        }
        for second in x + 1..end {
            if let Some(cell) = buffer.cell_mut((second, area.y)) {
                cell.reset();
                cell.set_style(style).set_diff_option(CellDiffOption::Skip);
            }
        }
        x = end;
    }
    x - area.x
}

/// Puts the stand-ins in place of signs that the terminal would draw two columns wide.
pub fn settle(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut chars = cell.symbol().chars();
        if let (Some(only), None) = (chars.next(), chars.next())
            && let Some(stand_in) = text::stand_in(only)
        {
            cell.set_char(stand_in);
        }
    }
}
