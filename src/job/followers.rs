//! What crosses for the Followers screen.

use crate::model::{OpenId, Tag};

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
}

/// Answers for the Followers screen.
#[derive(Clone, Debug)]
pub enum FollowersEvent {
    /// What is at hand.
    Opened {
        /// The tags as last fetched.
        tags: Vec<Tag>,
    },
    /// The tags.
    Tags(Vec<Tag>),
    /// A page of ids.
    Listed(ListedPage),
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
