//! The second column of wide characters, where terminals differ.
//!
//! When a narrow character overwrites the first column of a wide one, most terminals blank the second column by
//! themselves, and ratatui relies on it. Those that do not keep half a character on the screen. So every column that a
//! wide character covered in the last frame and none covers now is written again.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Position;

use crate::text;

/// Columns that the last frame covered by the second half of a wide character, in reading order.
#[derive(Debug, Default)]
pub(super) struct Trailing(Vec<Position>);

impl Trailing {
    /// Marks what the frame about to be written must write in any case.
    pub(super) fn refresh(&mut self, buffer: &mut Buffer) {
        let covered = covered(buffer);
        for place in &self.0 {
            let is_covered = covered.binary_search_by_key(&key(*place), |place| key(*place)).is_ok();
            if !is_covered && let Some(cell) = buffer.cell_mut(*place) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        self.0 = covered;
    }
}

/// Reading order: line by line.
const fn key(place: Position) -> (u16, u16) {
    (place.y, place.x)
}

/// A picture's cell holds the sequence that draws it, which takes no columns.
fn columns(symbol: &str) -> u16 {
    if symbol.starts_with('\u{1b}') {
        return 1;
    }
    u16::try_from(text::width(symbol)).unwrap_or(1).max(1)
}

fn covered(buffer: &Buffer) -> Vec<Position> {
    let area = buffer.area;
    let mut covered = Vec::new();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let columns = columns(buffer[(x, y)].symbol());
            covered.extend((x + 1..(x + columns).min(area.right())).map(|x| Position { x, y }));
            x += columns;
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_column_is_written_when_its_wide_character_goes() {
        let mut trailing = Trailing::default();
        let mut before = Buffer::with_lines(["宽ab宽", "宽宽  "]);
        trailing.refresh(&mut before);
        for (lines, written) in [
            (["a ab宽", "宽宽  "], vec![(0, 0), (1, 0)]),
            ([" 宽b宽", "宽宽  "], vec![(0, 0), (1, 0)]),
            (["宽ab宽", "宽    "], vec![(2, 1), (3, 1)]),
            (["宽ab宽", "宽宽  "], vec![]),
        ] {
            let mut after = Buffer::with_lines(lines);
            Trailing(trailing.0.clone()).refresh(&mut after);
            let found: Vec<(u16, u16)> = before.diff(&after).into_iter().map(|(x, y, _)| (x, y)).collect();
            assert_eq!(found, written, "{lines:?}");
        }
    }
}
