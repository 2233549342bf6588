//! Entries of which one is selected, seen through a window that follows the selection.

/// Entries to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker<T> {
    /// Every entry, top to bottom.
    pub all: Vec<T>,
    /// Place of the selected one.
    pub cursor: usize,
    /// Place of the first one drawn.
    pub offset: usize,
}

impl<T> Default for Picker<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Picker<T> {
    /// The first is selected.
    pub const fn new(all: Vec<T>) -> Self {
        Self::at(all, 0)
    }

    /// The one at `cursor` is selected.
    pub const fn at(all: Vec<T>, cursor: usize) -> Self {
        Self { all, cursor, offset: 0 }
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<&T> {
        self.all.get(self.cursor)
    }

    /// The selected entry, to be changed.
    pub fn selected_mut(&mut self) -> Option<&mut T> {
        self.all.get_mut(self.cursor)
    }

    /// The selected entry, the others are not wanted any more.
    pub fn into_selected(self) -> Option<T> {
        self.all.into_iter().nth(self.cursor)
    }

    /// Moves the selection; ends stop it.
    pub fn move_by(&mut self, step: isize) {
        let last = self.all.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(step).min(last);
    }

    /// Keeps the selection within a window of `height` lines.
    pub fn scroll_to_selection(&mut self, height: usize) {
        self.offset = offset_to_show(self.offset, self.cursor, self.all.len(), height);
    }

    /// Place of the entry on a line of a window of `height` lines; `None` where none is drawn there.
    pub fn place_at(&self, line: usize, height: usize) -> Option<usize> {
        let place = self.offset.checked_add(line)?;
        (line < height && place < self.all.len()).then_some(place)
    }
}

/// The offset at which one of `len` lines is within a window of `height` lines, with the least scrolling; the window is
/// full where there are enough lines. Without any height the line is the one that would be drawn.
pub fn offset_to_show(offset: usize, line: usize, len: usize, height: usize) -> usize {
    let lowest = line.saturating_sub(height.saturating_sub(1));
    offset.min(len.saturating_sub(height)).min(line).max(lowest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_with_the_least_scrolling() {
        for (offset, line, len, height, expected, why) in [
            (0, 0, 10, 4, 0, "the top"),
            (0, 3, 10, 4, 0, "the last line of the window"),
            (0, 4, 10, 4, 1, "one below it"),
            (5, 4, 10, 4, 4, "one above it"),
            (5, 6, 10, 4, 5, "within it"),
            (0, 9, 10, 4, 6, "the end"),
            (6, 9, 10, 20, 0, "the window has become larger than the list"),
            (6, 7, 8, 4, 4, "the list has become shorter"),
            (9, 0, 0, 4, 0, "nothing to show"),
            (3, 5, 10, 0, 5, "no window: the line itself"),
            (7, 5, 10, 0, 5, "no window, from below"),
            (0, 5, 10, 1, 5, "a window of one line"),
            (0, usize::MAX - 1, usize::MAX, 3, usize::MAX - 3, "no overflow"),
        ] {
            assert_eq!(offset_to_show(offset, line, len, height), expected, "{why}");
        }
    }

    #[test]
    fn the_selection_moves_within_the_entries_and_the_window_with_it() {
        let mut picker = Picker::at(vec!['a', 'b', 'c', 'd'], 2);
        picker.scroll_to_selection(2);
        assert_eq!((picker.offset, picker.selected()), (1, Some(&'c')));
        picker.move_by(isize::MAX);
        picker.scroll_to_selection(2);
        assert_eq!((picker.offset, picker.selected()), (2, Some(&'d')));
        picker.move_by(-9);
        picker.scroll_to_selection(2);
        assert_eq!((picker.offset, picker.cursor), (0, 0));
        assert_eq!(picker.into_selected(), Some('a'));
        let mut none = Picker::<char>::default();
        none.move_by(3);
        assert_eq!((none.cursor, none.selected()), (0, None));
    }

    #[test]
    fn only_a_line_that_is_drawn_has_an_entry() {
        let mut picker = Picker::at(vec!['a', 'b', 'c', 'd'], 3);
        picker.scroll_to_selection(2);
        let places = [0, 1, 2].map(|line| picker.place_at(line, 2));
        assert_eq!(places, [Some(2), Some(3), None], "below is the frame");
        assert_eq!(Picker::new(vec!['a']).place_at(1, 5), None, "below the last entry");
    }
}
