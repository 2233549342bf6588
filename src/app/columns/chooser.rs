//! Choosing the columns of a list: which, in which order, how wide.

use super::{Column, Wanted};

/// The open chooser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chooser {
    /// All columns: those shown in their order, then the others.
    pub entries: Vec<Entry>,
    /// The selected one.
    pub cursor: usize,
    /// First one drawn.
    pub offset: usize,
}

/// One column that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The column, as it would be shown.
    pub wanted: Wanted,
    /// It is shown.
    pub is_shown: bool,
}

impl Chooser {
    /// Over the columns that are shown now.
    pub fn new(shown: &[Wanted]) -> Self {
        let is_hidden = |column: &Column| shown.iter().all(|wanted| wanted.column != *column);
        let entry = |wanted: Wanted, is_shown| Entry { wanted, is_shown };
        let hidden = Column::ALL.into_iter().filter(is_hidden);
        let entries = shown
            .iter()
            .map(|wanted| entry(*wanted, true))
            .chain(hidden.map(|column| entry(column.into(), false)));
        Self {
            entries: entries.collect(),
            cursor: 0,
            offset: 0,
        }
    }

    /// The columns to be shown.
    pub fn chosen(&self) -> Vec<Wanted> {
        let shown = self.entries.iter().filter(|entry| entry.is_shown);
        shown.map(|entry| entry.wanted).collect()
    }

    /// Moves the selection.
    pub fn move_by(&mut self, step: isize) {
        let last = self.entries.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(step).min(last);
    }

    /// Keeps the selection within `height` lines.
    pub fn scroll_to_selection(&mut self, height: usize) {
        let last = self.entries.len().saturating_sub(height);
        let lowest = (self.cursor + 1).saturating_sub(height);
        self.offset = self.offset.min(self.cursor).min(last).max(lowest);
    }

    /// Shows the selected column or hides it; the last one stays. `false` where nothing changed.
    pub fn toggle(&mut self) -> bool {
        let is_last = self.entries.iter().filter(|entry| entry.is_shown).count() == 1;
        match self.entries.get_mut(self.cursor) {
            Some(entry) if entry.is_shown && is_last => false,
            Some(entry) => {
                entry.is_shown = !entry.is_shown;
                true
            }
            None => false,
        }
    }

    /// Moves the selected column, and the selection with it.
    pub fn carry(&mut self, step: isize) -> bool {
        let Some(to) = self
            .cursor
            .checked_add_signed(step)
            .filter(|to| *to < self.entries.len())
        else {
            return false;
        };
        self.entries.swap(self.cursor, to);
        self.cursor = to;
        true
    }

    /// Gives the selected column a width.
    pub fn set_width(&mut self, width: u16) {
        if let Some(entry) = self.entries.get_mut(self.cursor) {
            entry.wanted.width = Some(width);
        }
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<Entry> {
        self.entries.get(self.cursor).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_shown_hidden_and_carried() {
        let shown = [Column::Openid, Column::Name].map(Wanted::from);
        let mut chooser = Chooser::new(&shown);
        assert_eq!(chooser.entries.len(), Column::ALL.len());
        assert!(chooser.carry(1) && !chooser.carry(isize::MAX));
        let columns = |chooser: &Chooser| chooser.chosen().iter().map(|wanted| wanted.column).collect::<Vec<_>>();
        assert_eq!(columns(&chooser), [Column::Name, Column::Openid]);
        assert!(chooser.toggle());
        chooser.move_by(-1);
        assert!(!chooser.toggle(), "a list without columns is none");
        chooser.move_by(isize::MAX / 2);
        assert!(chooser.toggle());
        chooser.set_width(12);
        assert_eq!(chooser.chosen().last().map(|wanted| wanted.width), Some(Some(12)));
    }
}
