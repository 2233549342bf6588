//! One row of a list.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::State;
use crate::app::columns::{self, Column, MARKS, Placed};
use crate::app::table::{self, Row};
use crate::text;
use crate::ui::cells::{self, Instead, cell};
use crate::ui::paint;
use crate::ui::theme::Theme;

/// The marks of a row and its cells, or what is said in the place of some of them.
pub fn draw(state: &State, row: &Row, area: Rect, placed: &[Placed], buffer: &mut Buffer, theme: Theme) {
    let (mark, tone) = cells::mark(state, row);
    let marks = paint::skip(area, 1);
    paint::text(buffer, marks, mark, theme.tone(tone));
    paint::text(
        buffer,
        paint::skip(marks, 1),
        cells::history_mark(state, row),
        theme.quiet(),
    );
    let instead = cells::instead(state, row);
    let room = instead
        .as_ref()
        .map(|instead| room_for(instead, row, placed, area.width));
    let gives_way = |placed: &Placed| room.as_ref().is_some_and(|room| room.contains(&placed.x));
    for column in placed.iter().filter(|placed| !gives_way(placed)) {
        let place = slot(area, *column);
        let line = cell(state, row, column.column, usize::from(place.width));
        paint::line(buffer, place, &line, theme);
    }
    if let (Some(instead), Some(room)) = (&instead, room) {
        let place = Rect {
            x: area.x + room.start,
            width: room.end - room.start,
            ..area
        };
        paint::text(buffer, place, &text::sanitize(&instead.words), theme.tone(instead.tone));
    }
}

/// The columns that give way: also the name's, where there is none and the words are long.
fn room_for(instead: &Instead, row: &Row, placed: &[Placed], width: u16) -> Range<u16> {
    let room = span(placed, width, instead.from);
    if text::width(&instead.words) > usize::from(room.end - room.start) && table::name(row).is_empty() {
        return span(placed, width, Column::Name);
    }
    room
}

/// From a column to the next one that does not give way, or to the right edge.
fn span(placed: &[Placed], width: u16, from: Column) -> Range<u16> {
    // What is known of a person only: of one who does not follow, or has no answer, there is nothing of it.
    let gives_way = |column: Column| match column {
        Column::Openid
        | Column::Status
        | Column::Note
        | Column::Source
        | Column::Account
        | Column::Lookups
        | Column::Fetched
        | Column::First
        | Column::Left => false,
        Column::Name | Column::Nickname | Column::Remark => from == Column::Name,
        _ => true,
    };
    let Some(first) = placed.iter().position(|placed| gives_way(placed.column)) else {
        return MARKS.min(width)..MARKS.min(width);
    };
    let next = placed[first..].iter().find(|placed| !gives_way(placed.column));
    let end = next.map_or(width, |next| next.x.saturating_sub(columns::GAP));
    placed[first].x..end.max(placed[first].x)
}

/// Where a column stands on a line.
pub fn slot(area: Rect, placed: Placed) -> Rect {
    let from = paint::skip(area, placed.x);
    Rect {
        width: placed.width.min(from.width),
        ..from
    }
}

/// Makes the words of the filter visible in what was drawn on a line.
pub fn highlight(buffer: &mut Buffer, line: Rect, words: &[&str], theme: Theme) {
    if words.is_empty() {
        return;
    }
    // Cells, not texts: so that nothing has to be known of how the cells were cut.
    let mut shown = String::new();
    let mut columns = Vec::new();
    let mut x = line.left() + MARKS.min(line.width);
    while let Some(cell) = buffer.cell((x, line.y)).filter(|_| x < line.right()) {
        let lower = cell.symbol().to_lowercase();
        columns.extend(std::iter::repeat_n(x, lower.len()));
        // A wide character leaves an empty cell behind it.
        x += u16::try_from(text::width(cell.symbol()).max(1)).unwrap_or(1);
        shown.push_str(&lower);
    }
    let matches = words.iter().flat_map(|word| shown.match_indices(*word));
    let places: Vec<u16> = matches
        .flat_map(|(start, found)| columns[start..start + found.len()].iter().copied())
        .collect();
    for x in places {
        if let Some(cell) = buffer.cell_mut((x, line.y)) {
            cell.set_style(theme.found());
        }
    }
}
