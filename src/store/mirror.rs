//! The mirror of an account's followers: what a sync writes.
//!
//! A sync is a row of `syncs` with what it has staged: it is begun or found again by [`Store::begin_sync`], lists ids
//! page by page ([`Store::stage_page`]), takes them over in the order of openids
//! ([`Store::next_staged`], [`Store::keep_people`]) and ends ([`Store::end_sync`]). Every step is one transaction that
//! moves the sync's cursor together with the rows, so that a process may die at any moment.

use crate::model::{AccountKey, OpenId, Profile, SyncCounts, SyncStage, Timestamp};

use super::{Result, Store};

mod lock;
mod people;
mod row;
mod scene;
mod staged;
mod sync;

pub use lock::SyncLock;
pub(super) use scene::scene;
pub use staged::Staged;

/// Which mirror of the file: one for each account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MirrorId(i64);

/// A sync under way, as the file keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncState {
    /// Whose.
    pub mirror: MirrorId,
    /// When it was begun.
    pub began_at: Timestamp,
    /// Profiles are not asked for.
    pub ids_only: bool,
    /// No list of this account was ever complete: nobody can be called new.
    pub first: bool,
    /// How far it is.
    pub stage: SyncStage,
    /// Where the next page begins; `None` at the start.
    pub cursor: Option<String>,
    /// Pages staged.
    pub pages: u64,
    /// Followers, as the platform said last.
    pub total: u64,
    /// Ids staged; once the list is complete, without repetitions.
    pub listed: u64,
    /// The list covers everybody, so who is not in it has left.
    pub whole: bool,
    /// People are taken over up to this openid; empty at the start.
    pub done_to: String,
    /// How many these are.
    pub done: u64,
    /// What was found among them.
    pub counts: SyncCounts,
}

/// One page of ids as it came.
#[derive(Clone, Debug)]
pub struct StagedPage {
    /// The ids, in any order.
    pub ids: Vec<OpenId>,
    /// Where the next page begins.
    pub cursor: String,
    /// Followers the reply spoke of.
    pub total: Option<u64>,
    /// It is the last, for this reason: the list is counted and judged.
    pub end: Option<ListEnd>,
}

/// What is known of a listed person by now.
#[derive(Clone, Debug)]
pub enum Seen {
    /// The profile as it came.
    Profile {
        /// The fields.
        profile: Box<Profile>,
        /// The reply had to be mended.
        repaired: bool,
        /// When it came.
        at: Timestamp,
    },
    /// It was asked for in vain.
    Missed,
    /// It was not asked for.
    Unasked,
}

/// The next people of the list, in the order of openids and without gaps.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Them.
    pub people: Vec<(OpenId, Seen)>,
    /// Nobody comes after them.
    pub last: bool,
}

/// How a list came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEnd {
    /// The platform said so.
    Said,
    /// It went round in a circle or brought nothing new.
    Circle,
    /// It went on far beyond what the platform says there are, and was left.
    Endless,
}

impl Store {
    /// Begins a sync, or goes on with an interrupted one unless `full` or it began more than three days before. Whoever calls it holds the [`SyncLock`].
    pub async fn begin_sync(&self, mirror: MirrorId, full: bool, ids_only: bool, now: Timestamp) -> Result<SyncState> {
        self.owner
            .write(move |db| sync::begin(db, mirror, full, ids_only, now))
            .await
    }

    /// Keeps a page of ids and the cursor behind it; after the last one the list counts as read at `now`.
    pub async fn stage_page(&self, mirror: MirrorId, page: StagedPage, now: Timestamp) -> Result<SyncState> {
        self.owner.write(move |db| sync::stage(db, mirror, page, now)).await
    }

    /// Forgets the pages staged, because the platform no longer knows their cursor.
    pub async fn restart_listing(&self, mirror: MirrorId) -> Result<SyncState> {
        self.owner.write(move |db| sync::restart(db, mirror)).await
    }

    /// At most `limit` of the ids staged behind those that `staged` gave before, in order and without repetitions.
    pub async fn next_staged(&self, mut staged: Staged, limit: usize) -> Result<(Staged, Vec<OpenId>)> {
        let read = move |db: &rusqlite::Connection| {
            let ids = staged.next(db, limit)?;
            Ok((staged, ids))
        };
        self.owner.read(read).await
    }

    /// Takes people over: writes what differs, records changes, finds who left among them.
    pub async fn keep_people(&self, mirror: MirrorId, group: Group) -> Result<SyncState> {
        self.owner.write(move |db| people::keep(db, mirror, &group)).await
    }

    /// Ends a sync whose people are all taken over, and lets go of what it had staged.
    pub async fn end_sync(&self, mirror: MirrorId, now: Timestamp) -> Result<()> {
        self.owner.write(move |db| sync::end(db, mirror, now)).await
    }

    /// Forgets a sync under way with what it has staged; the mirror is as before it. Whoever calls it holds the
    /// [`SyncLock`].
    pub async fn abandon_sync(&self, mirror: MirrorId) -> Result<()> {
        self.owner.write(move |db| sync::abandon(db, mirror)).await
    }

    /// Gives back the space of what a sync had staged, and moves the WAL, by then as large as what was written, to the
    /// file, as far as others who read allow.
    pub async fn shrink(&self) -> Result<()> {
        self.owner.read(super::forget::scrub).await
    }

    /// The account's mirror, made where there is none.
    pub async fn mirror_id(&self, account: &AccountKey) -> Result<MirrorId> {
        let (app_id, name) = (account.app_id.clone(), account.name.clone());
        self.owner.write(move |db| sync::mirror_id(db, &app_id, &name)).await
    }

    /// Makes sure that nobody else syncs this mirror; `None` where somebody does. Held until dropped; the system lets
    /// go of it when the process dies.
    pub async fn lock_sync(&self, mirror: MirrorId) -> Result<Option<SyncLock>> {
        let path = lock::path(self.owner.path(), mirror);
        lock::take(path).await
    }
}
