//! What crosses for the Followers screen.

use std::collections::BTreeMap;

use crate::mirror::{Ask, MirrorCard};
use crate::model::{ChangePlace, Follower, FollowerChange, OpenId, Tag, Timestamp};
use crate::query::Query;
use crate::store::SavedView;

use super::JobId;

/// A list that the platform itself keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Roll {
    /// Everybody who follows (`user/get`).
    All,
    /// Those with a tag (`user/tag/get`).
    Tag(u64),
    /// Those who are blacklisted (`getblacklist`).
    Blacklist,
}

/// Work for the Followers screen.
#[derive(Clone, Debug)]
pub enum FollowersJob {
    /// What is at hand of the account's followers, without a call. Answered by [`FollowersEvent::Opened`].
    Open,
    /// The account's tags, at most one call a day. Answered by [`FollowersEvent::Tags`].
    Tags,
    /// One page of ids: one call. Answered by [`FollowersEvent::Listed`].
    List {
        /// Which list.
        roll: Roll,
        /// Where the page begins; `None` for the first one.
        after: Option<String>,
    },
    /// Profiles for rows in view, nothing of it is kept. Waits a moment first, so that rows scrolled past cost nothing.
    /// Answered by [`super::Event::Rows`].
    Profiles {
        /// At most a hundred, distinct: one call.
        ids: Vec<OpenId>,
    },
    /// Finds people in the mirror; the view stays until the next one is found. Answered by [`FollowersEvent::Viewed`].
    View {
        /// Who, in which order.
        ask: Ask,
        /// The rows to bring at once.
        window: Window,
        /// Where does this person stand? The window is moved there.
        seek: Option<String>,
    },
    /// Rows of the view that this job found. Answered by [`FollowersEvent::Page`], unless there is another view by now.
    Page {
        /// Whose view.
        view: JobId,
        /// The rows.
        window: Window,
    },
    /// Goes through those of a view whom a query finds. Answered by [`FollowersEvent::Matched`], unless there is another
    /// view by now.
    Match {
        /// Whose view.
        view: JobId,
        /// Whom to look for.
        query: Query,
        /// The place to go on from, counted from 0.
        from: u64,
        /// How many of them to go on; backwards where it is negative.
        steps: i64,
    },
    /// The openids of rows of a view, however many. Answered by [`FollowersEvent::Keys`] many times, with some of them
    /// each, unless there is another view by now. Goes on with its view where another one is found meanwhile.
    Keys {
        /// Whose view.
        view: JobId,
        /// The rows.
        window: Window,
    },
    /// How many people the parts of the mirror hold. Answered by [`FollowersEvent::Counted`].
    Count,
    /// One person of the mirror with what changed. Answered by [`FollowersEvent::Person`].
    Person {
        /// Who.
        openid: String,
    },
    /// What syncs saw change. Answered by [`FollowersEvent::Changes`].
    Changes {
        /// At or after this moment.
        since: Timestamp,
        /// Going on behind this one.
        after: Option<ChangePlace>,
    },
    /// Keeps a view under a name. Answered by [`FollowersEvent::Saved`].
    SaveView(SavedView),
    /// Forgets a view. Answered by [`FollowersEvent::Saved`].
    DeleteView(String),
}

/// Rows of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The place of the first one, counted from 0.
    pub at: u64,
    /// How many.
    pub len: usize,
}

/// Answers for the Followers screen.
#[derive(Clone, Debug)]
pub enum FollowersEvent {
    /// What is at hand.
    Opened {
        /// The mirror at a glance.
        card: MirrorCard,
        /// The tags as last fetched.
        tags: Vec<Tag>,
        /// The saved views, by name.
        views: Vec<SavedView>,
    },
    /// The tags.
    Tags(Vec<Tag>),
    /// A page of ids.
    Listed(ListedPage),
    /// The people whom a view found.
    Viewed(Viewed),
    /// A search that takes a moment: how many it has found so far, and rows of those from the place `at` on.
    SoFar {
        /// People found so far.
        total: u64,
        /// The place of the first row among them.
        at: u64,
        /// Rows from there on.
        rows: Vec<Follower>,
    },
    /// Rows of the view shown.
    Page {
        /// The place of the first one.
        at: u64,
        /// The rows.
        rows: Vec<Follower>,
    },
    /// The place of the person gone to; `None` where the query finds nobody.
    Matched(Option<u64>),
    /// Openids of rows of a view, as they follow each other.
    Keys(Vec<String>),
    /// How many people the parts of the mirror hold.
    Counted(PartCounts),
    /// One person of the mirror; `None` for somebody it never listed.
    Person(String, Option<Box<MirrorPerson>>),
    /// A page of changes, newest first; the last one where it is not full.
    Changes {
        /// The changes.
        changes: Vec<FollowerChange>,
        /// There are more behind them.
        more: bool,
    },
    /// The saved views as they are now.
    Saved(Vec<SavedView>),
}

/// What a view found.
#[derive(Clone, Debug, Default)]
pub struct Viewed {
    /// How many people.
    pub total: u64,
    /// The place of the first row.
    pub at: u64,
    /// Rows from there on.
    pub rows: Vec<Follower>,
    /// Where the person stands who was sought; `None` for one who is not in the view, and where nobody was.
    pub place: Option<u64>,
}

/// People in the parts of the mirror; without those who left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartCounts {
    /// By tag id.
    pub tags: BTreeMap<u64, u64>,
    /// Without any tag.
    pub untagged: u64,
}

/// One person of the mirror.
#[derive(Clone, Debug, PartialEq)]
pub struct MirrorPerson {
    /// What the mirror knows.
    pub follower: Follower,
    /// What changed, newest first.
    pub changes: Vec<FollowerChange>,
}

/// A page of a [`Roll`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListedPage {
    /// The openids, in the platform's order.
    pub ids: Vec<OpenId>,
    /// How many there are in all, where the reply says so.
    pub total: Option<u64>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}
