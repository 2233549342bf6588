//! What crosses for a sync of the mirror.

use crate::model::{SyncNeed, SyncProgress, SyncSummary};

/// Steps of a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncJob {
    /// Finds out what it needs, and keeps others from beginning one. Answered by [`SyncEvent::Needs`] or
    /// [`SyncEvent::Busy`].
    Prepare,
    /// Runs what was prepared. Answered by [`SyncEvent::Progress`] and, at its end, [`SyncEvent::Done`].
    Run,
    /// Leaves it: others may begin one.
    Leave,
    /// The running one rests, or goes on.
    Rest(bool),
}

/// What comes of them.
#[derive(Clone, Debug, PartialEq)]
pub enum SyncEvent {
    /// What it needs.
    Needs(SyncNeed),
    /// Another process is syncing this account.
    Busy,
    /// Where it stands.
    Progress(SyncProgress),
    /// It ran to its end.
    Done(Box<SyncSummary>),
}
