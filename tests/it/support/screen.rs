//! Looking at a terminal's cells.

use vt100::Screen;

/// Rows and columns.
pub fn size(screen: &Screen) -> (u16, u16) {
    let (rows, cols) = screen.size();
    (rows.get(), cols.get())
}

/// Row and first column of a text that stands in one row.
pub fn row_of(screen: &Screen, text: &str) -> Option<(u16, u16)> {
    let (rows, cols) = size(screen);
    (0..rows).find_map(|row| {
        let cells: Vec<(u16, &str)> = (0..cols)
            .filter_map(|col| Some((col, screen.cell(row, col)?.contents())))
            .filter(|(_, contents)| !contents.is_empty())
            .collect();
        (0..cells.len()).find_map(|start| {
            let rest: String = cells[start..].iter().map(|(_, contents)| *contents).collect();
            rest.starts_with(text).then(|| (row, cells[start].0))
        })
    })
}

/// Every box on the screen is closed: below each upper corner there is border down to a lower corner.
pub fn assert_borders(screen: &Screen) {
    let (rows, cols) = size(screen);
    let at = |row: u16, col: u16| screen.cell(row, col).map_or("", vt100::Cell::contents);
    let mut boxes = 0;
    for (row, col) in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
        if !["┌", "┐", "╭", "╮"].contains(&at(row, col)) {
            continue;
        }
        boxes += 1;
        let below = (row + 1..rows)
            .map(|row| at(row, col))
            .find(|cell| !["│", "┃", "├", "┤", "█", "║", "▲", "▼"].contains(cell));
        assert!(
            below.is_some_and(|cell| ["└", "┘", "╰", "╯"].contains(&cell)),
            "the border below row {row}, column {col} is broken by {below:?}\n{}",
            screen.contents()
        );
    }
    assert!(boxes > 0, "no box at all\n{}", screen.contents());
}
