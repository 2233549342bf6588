//! Where the windows on top of a screen of `(columns, rows)` stand, frame included, and how much of their content they
//! show at once.

use ratatui::layout::Rect;

use super::overlay::Viewer;

/// Widest text that reads well.
const WIDEST_TEXT: u16 = 100;
/// Widest list beside which nothing is lost from sight.
const WIDEST_FINDER: u16 = 84;
/// Highest finder.
const HIGHEST_FINDER: u16 = 21;

/// Columns that have to be left beside a box for it to stand in the middle.
const BESIDE: u16 = 12;

/// A box of this size in the middle of the screen, no larger than the screen; slivers of what is below it would only
/// disturb, so it takes them.
pub fn centred(size: (u16, u16), wanted: (u16, u16)) -> Rect {
    let is_narrow = size.0 < wanted.0.saturating_add(BESIDE);
    let width = if is_narrow { size.0 } else { wanted.0 };
    let height = wanted.1.min(size.1);
    Rect::new((size.0 - width) / 2, (size.1 - height) / 2, width, height)
}

/// A viewer: between the tabs and the footer, over everything where there is little room.
pub fn viewer(size: (u16, u16)) -> Rect {
    let (above, below) = if size.1 >= 16 { (2, 1) } else { (0, 1) };
    Rect {
        y: above,
        height: size.1.saturating_sub(above + below),
        ..centred(size, (WIDEST_TEXT, 0))
    }
}

/// Lines of text that a viewer shows: without its search line.
pub fn viewer_height(size: (u16, u16), open: &Viewer) -> usize {
    let search = usize::from(open.is_searching || !open.search.is_empty());
    usize::from(viewer(size).height).saturating_sub(2 + search)
}

/// Rows of a box of so many entries.
pub fn box_height(size: (u16, u16), entries: usize) -> u16 {
    let most = size.1.saturating_sub(2).max(3);
    u16::try_from(entries).unwrap_or(most).saturating_add(2).clamp(3, most)
}

/// Entries that a menu of so many shows.
pub fn menu_height(size: (u16, u16), entries: usize) -> usize {
    usize::from(box_height(size, entries)).saturating_sub(2)
}

/// A field above what it finds: always at the same place, so that nothing jumps while the list gets shorter.
pub fn finder(size: (u16, u16)) -> Rect {
    let above = if size.1 >= 16 { 2 } else { 0 };
    Rect {
        y: above,
        height: size.1.saturating_sub(above + 1).min(HIGHEST_FINDER),
        ..centred(size, (WIDEST_FINDER, 0))
    }
}

/// Entries that a finder shows: without its field.
pub fn finder_height(size: (u16, u16)) -> usize {
    usize::from(finder(size).height).saturating_sub(3)
}
