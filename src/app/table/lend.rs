//! Rows for a file: shared, not copied, until they are written.

use std::sync::Arc;

use super::Row;
use crate::job::{ExportRow, Lent};

/// Rows of a list in their order.
#[derive(Clone, Debug)]
pub struct LentRows {
    pub(super) rows: Arc<Vec<Arc<Row>>>,
    /// Places among them; `None` for all.
    pub(super) places: Option<Arc<[u32]>>,
}

impl LentRows {
    /// These, in this order.
    pub fn of(rows: Vec<Row>) -> Self {
        Self {
            rows: Arc::new(rows.into_iter().map(Arc::new).collect()),
            places: None,
        }
    }

    fn get(&self, place: usize) -> Option<&Row> {
        let index = match &self.places {
            Some(places) => *places.get(place)? as usize,
            None => place,
        };
        self.rows.get(index).map(AsRef::as_ref)
    }

    /// Whether the row at a place has something to be written.
    pub fn has(&self, place: usize) -> bool {
        self.get(place).is_some_and(|row| row.newest().is_some())
    }
}

impl Lent for LentRows {
    fn len(&self) -> usize {
        self.places.as_ref().map_or(self.rows.len(), |places| places.len())
    }

    /// The newest answer or failure, else the answer before.
    fn row(&self, place: usize) -> Option<ExportRow> {
        let row = self.get(place)?;
        Some(ExportRow {
            record: row.newest()?.record.clone(),
            stored: row.first_at.map(|first_at| (row.lookups, first_at)),
        })
    }
}
