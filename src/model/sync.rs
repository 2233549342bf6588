use std::time::Duration;

use super::{CallCounts, Timestamp};

/// How far a sync has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncStage {
    /// Pages of ids are listed.
    Listing,
    /// The list is there; people are taken from it, with their profiles.
    Fetching,
}

impl SyncStage {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Fetching => "fetching",
        }
    }

    /// The inverse of [`SyncStage::as_str`].
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Listing, Self::Fetching]
            .into_iter()
            .find(|stage| stage.as_str() == word)
    }
}

/// What a sync has found, its earlier runs included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncCounts {
    /// Listed for the first time; always 0 in an account's first sync.
    pub new: u64,
    /// No longer listed.
    pub left: u64,
    /// Listed again after having left.
    pub back: u64,
    /// With other tags, another remark, scene or follow time than before.
    pub changed: u64,
    /// Listed, but no usable profile came; what was known of them is kept.
    pub missed: u64,
}

/// What a sync is going to cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncNeed {
    /// It goes on with an interrupted one.
    pub continues: bool,
    /// People the platform says there are.
    pub people: u64,
    /// Pages of ids still to ask for, about.
    pub pages: u64,
    /// Batches of profiles still to ask for, about.
    pub batches: u64,
    /// Calls beside these, spent already or to come: for a token, the quotas, the names of tags.
    pub others: u64,
    /// Calls of `user/get` left today; `None` where the platform did not say.
    pub pages_left: Option<u64>,
    /// Calls of `user/info/batchget` left today.
    pub batches_left: Option<u64>,
}

impl SyncNeed {
    /// All calls: a limit of so many lets it end, unless some must be repeated.
    pub const fn calls(&self) -> u64 {
        self.pages + self.batches + self.others
    }

    /// Whether today's quota is known to be too small: the sync will stop and go on another day.
    pub fn exceeds_quota(&self) -> bool {
        let short = |need: u64, left: Option<u64>| left.is_some_and(|left| left < need);
        short(self.pages, self.pages_left) || short(self.batches, self.batches_left)
    }
}

/// Where a running sync stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncProgress {
    /// What it is doing.
    pub stage: SyncStage,
    /// People there are: as the platform says while they are listed, then as counted.
    pub people: u64,
    /// People listed, or those taken over with their profiles.
    pub done: u64,
    /// People of `done` who are this run's: with `elapsed`, the rate.
    pub done_now: u64,
    /// Since this run began its stage.
    pub elapsed: Duration,
    /// Calls spent in this run.
    pub calls: u64,
    /// Calls left today of the endpoint in use; `None` where the platform did not say.
    pub calls_left: Option<u64>,
}

impl SyncProgress {
    /// People a second; 0 where it is too early to say.
    pub fn rate(&self) -> u64 {
        let millis = u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX);
        self.done_now.saturating_mul(1_000).checked_div(millis).unwrap_or(0)
    }

    /// How long this stage will still take at this rate.
    pub fn time_left(&self) -> Option<Duration> {
        let left = self.people.saturating_sub(self.done);
        left.checked_div(self.rate()).map(Duration::from_secs)
    }

    /// Done, in per mille.
    pub fn permille(&self) -> u64 {
        self.done
            .saturating_mul(1_000)
            .checked_div(self.people)
            .map_or(0, |part| part.min(1_000))
    }
}

/// What a sync that ran to its end has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncSummary {
    /// People listed.
    pub people: u64,
    /// What was found.
    pub counts: SyncCounts,
    /// It was the account's first.
    pub first: bool,
    /// The list did not cover everybody, of so many as the platform says there are: nobody was taken for having left.
    pub short_of: Option<u64>,
    /// Calls of this run.
    pub calls: CallCounts,
    /// When it began, its earlier runs included.
    pub began_at: Timestamp,
}

impl SyncSummary {
    /// Whether everybody was listed and every profile came.
    pub const fn is_complete(&self) -> bool {
        self.short_of.is_none() && self.counts.missed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_rest_need_something_done() {
        let start = SyncProgress {
            stage: SyncStage::Fetching,
            people: 1_000,
            done: 500,
            done_now: 0,
            elapsed: Duration::ZERO,
            calls: 0,
            calls_left: None,
        };
        assert_eq!((start.rate(), start.time_left(), start.permille()), (0, None, 500));
        let later = SyncProgress {
            done: 700,
            done_now: 200,
            elapsed: Duration::from_secs(2),
            ..start
        };
        assert_eq!(
            (later.rate(), later.time_left(), later.permille()),
            (100, Some(Duration::from_secs(3)), 700)
        );
        let more = SyncProgress { done: 1_200, ..later };
        assert_eq!((more.time_left(), more.permille()), (Some(Duration::ZERO), 1_000));
    }

    #[test]
    fn a_quota_that_is_not_known_is_not_exceeded() {
        let need = SyncNeed {
            continues: false,
            people: 1_000_000,
            pages: 101,
            batches: 10_000,
            others: 4,
            pages_left: None,
            batches_left: Some(10_000),
        };
        assert_eq!((need.calls(), need.exceeds_quota()), (10_105, false));
        let short = SyncNeed {
            pages_left: Some(100),
            ..need
        };
        assert!(short.exceeds_quota());
    }
}
