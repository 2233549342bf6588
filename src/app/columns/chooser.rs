//! Choosing the columns of a list: which, in which order, how wide.

use super::{Column, Wanted};
use crate::app::picker::Picker;

/// The open chooser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chooser {
    /// All columns: those shown in their order, then the others.
    pub entries: Picker<Entry>,
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
            entries: Picker::new(entries.collect()),
        }
    }

    /// The columns to be shown.
    pub fn chosen(&self) -> Vec<Wanted> {
        let shown = self.entries.all.iter().filter(|entry| entry.is_shown);
        shown.map(|entry| entry.wanted).collect()
    }

    /// Shows the selected column or hides it; the last one stays. `false` where nothing changed.
    pub fn toggle(&mut self) -> bool {
        let is_last = self.chosen().len() == 1;
        match self.entries.selected_mut() {
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
        let picker = &mut self.entries;
        let to = picker.cursor.checked_add_signed(step);
        let Some(to) = to.filter(|to| *to < picker.all.len()) else {
            return false;
        };
        picker.all.swap(picker.cursor, to);
        picker.cursor = to;
        true
    }

    /// Gives the selected column a width.
    pub fn set_width(&mut self, width: u16) {
        if let Some(entry) = self.entries.selected_mut() {
            entry.wanted.width = Some(width);
        }
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<Entry> {
        self.entries.selected().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_shown_hidden_and_carried() {
        let shown = [Column::Openid, Column::Name].map(Wanted::from);
        let mut chooser = Chooser::new(&shown);
        assert_eq!(chooser.entries.all.len(), Column::ALL.len());
        assert!(chooser.carry(1) && !chooser.carry(isize::MAX));
        let columns = |chooser: &Chooser| chooser.chosen().iter().map(|wanted| wanted.column).collect::<Vec<_>>();
        assert_eq!(columns(&chooser), [Column::Name, Column::Openid]);
        assert!(chooser.toggle());
        chooser.entries.move_by(-1);
        assert!(!chooser.toggle(), "a list without columns is none");
        chooser.entries.move_by(isize::MAX / 2);
        assert!(chooser.toggle());
        chooser.set_width(12);
        assert_eq!(chooser.chosen().last().map(|wanted| wanted.width), Some(Some(12)));
    }
}
