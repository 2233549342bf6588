//! Which of a record's columns are written.

use super::csv::{CSV_COLUMNS, csv_cells};
use crate::model::{Record, UiLang};

/// Columns of a file: all of the record's, or some of them in an order of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields(Vec<usize>);

impl Default for Fields {
    fn default() -> Self {
        Self((0..CSV_COLUMNS.len()).collect())
    }
}

impl Fields {
    /// Those of these names that a record has.
    pub fn named(names: &[&str]) -> Self {
        let place = |name: &&str| CSV_COLUMNS.iter().position(|known| known == name);
        Self(names.iter().filter_map(place).collect())
    }

    /// Their names.
    pub fn names(&self) -> Vec<&'static str> {
        let names = self.0.iter().filter_map(|place| CSV_COLUMNS.get(*place));
        names.copied().collect()
    }

    /// The record's cells, before any guard.
    pub fn cells(&self, record: &Record, lang: UiLang) -> Vec<String> {
        let mut all = csv_cells(record, lang);
        let cell = |place: &usize| all.get_mut(*place).map(std::mem::take).unwrap_or_default();
        self.0.iter().map(cell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_picked_by_name_in_their_order() {
        let some = Fields::named(&["remark", "tags", "openid"]);
        assert_eq!(some.names(), ["remark", "openid"]);
        assert_eq!(Fields::default().names(), CSV_COLUMNS);
    }
}
