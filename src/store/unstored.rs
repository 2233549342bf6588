//! Orders for which the file has no place because it cannot be written: kept in memory, the newest few.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::StoredOrder;

/// Orders kept: the one by follow time, which stands behind every other, the one asked for, and the one before it.
const MOST: usize = 3;

/// Orders and the pieces of their columns, by `packed.id`.
#[derive(Debug, Default)]
pub(super) struct Unstored(Mutex<VecDeque<Held>>);

#[derive(Debug)]
struct Held {
    mirror: i64,
    order: StoredOrder,
    pieces: BTreeMap<i64, Vec<u8>>,
}

impl Unstored {
    fn held(&self) -> MutexGuard<'_, VecDeque<Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an order in the place of an older one of its number.
    pub(super) fn keep(&self, mirror: i64, order: StoredOrder, pieces: BTreeMap<i64, Vec<u8>>) {
        let mut held = self.held();
        held.retain(|held| (held.mirror, held.order.number) != (mirror, order.number));
        held.truncate(MOST - 1);
        held.push_front(Held { mirror, order, pieces });
    }

    /// An order, if it is of this version.
    pub(super) fn order(&self, mirror: i64, number: u8, version: i64) -> Option<StoredOrder> {
        let held = self.held();
        let wanted = |held: &&Held| (held.mirror, held.order.number, held.order.version) == (mirror, number, version);
        held.iter().find(wanted).map(|held| held.order)
    }

    /// Puts a part of a piece, as far as it goes, into `buffer`, and says how long it is.
    pub(super) fn read(&self, id: i64, part: &Range<usize>, buffer: &mut Vec<u8>) -> Option<usize> {
        let held = self.held();
        let piece = held.iter().find_map(|held| held.pieces.get(&id))?;
        let end = piece.len().min(part.end);
        let piece = &piece[part.start.min(end)..end];
        if buffer.len() < piece.len() {
            buffer.resize(piece.len(), 0);
        }
        buffer[..piece.len()].copy_from_slice(piece);
        Some(piece.len())
    }

    /// Nothing is kept, as with every file that can be written.
    pub(super) fn is_empty(&self) -> bool {
        self.held().is_empty()
    }
}
