//! Typing a word letter by letter asks for fewer and fewer people: where the question before found few, the next is asked
//! among those alone.

use std::sync::{Arc, PoisonError};

use super::packing::Packed;
use super::{Ask, Inner};
use crate::model::Timestamp;
use crate::query::Query;

/// People who count as few: as many numbers are kept at most.
pub(super) const FEW: usize = 20_000;

/// A question that found few people, and of which state of the file.
#[derive(Debug)]
pub(super) struct Last {
    state: State,
    query: Query,
    changed_since: Option<Timestamp>,
    /// Ordinals, ascending.
    found: Arc<Vec<u32>>,
}

/// What an answer depends on besides its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) mirror: i64,
    /// Of the packed columns.
    pub(super) version: i64,
    /// Of the whole file: notes and names stand beside the columns.
    pub(super) data_version: i64,
}

impl State {
    pub(super) fn new(packed: &Packed, data_version: i64) -> Self {
        Self {
            mirror: packed.mirror,
            version: packed.version,
            data_version,
        }
    }
}

impl Inner {
    /// Those whom the last question found, where this one finds nobody else.
    pub(super) fn among(&self) -> impl Fn(State, &Query, Option<Timestamp>) -> Option<Arc<Vec<u32>>> + use<> {
        let last = self.last.clone();
        move |state, query, changed_since| {
            let last = last.lock().unwrap_or_else(PoisonError::into_inner);
            let last = last.as_ref()?;
            let narrows = last.state == state && last.changed_since == changed_since && query.narrows(&last.query);
            narrows.then(|| last.found.clone())
        }
    }

    /// Keeps whom a question found; `None` where they were too many.
    pub(super) fn note_found(&self, ask: &Ask, state: State, found: Option<Vec<u32>>) {
        let last = found.map(|mut found| {
            found.sort_unstable();
            Last {
                state,
                query: ask.query.clone(),
                changed_since: ask.changed_since,
                found: Arc::new(found),
            }
        });
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = last;
    }
}
