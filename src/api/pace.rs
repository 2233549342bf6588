//! How many calls, and how fast.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::time::Instant;

use super::gate::Run;
use crate::model::{CallCounts, Cause, Endpoint, Failure, Kind};

/// Calls spent, and the most that may be.
#[derive(Debug)]
pub(super) struct Budget {
    limit: Option<u64>,
    spent: Mutex<CallCounts>,
    /// Operations whose calls are counted apart, too.
    followed: Mutex<HashMap<Run, Weak<Tally>>>,
}

/// Calls of some operations.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Mutex<CallCounts>,
    /// The most that they may spend of an endpoint.
    most: Mutex<HashMap<Endpoint, u64>>,
}

impl Tally {
    pub(super) fn counts(&self) -> CallCounts {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, endpoint: Endpoint) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.add(endpoint, 1);
    }

    /// Allows so many calls of an endpoint in all.
    pub(super) fn allow(&self, endpoint: Endpoint, most: u64) {
        let mut limits = self.most.lock().unwrap_or_else(PoisonError::into_inner);
        limits.insert(endpoint, most);
    }

    fn check(&self, endpoint: Endpoint) -> Result<(), Failure> {
        let most = self.most.lock().unwrap_or_else(PoisonError::into_inner);
        match most.get(&endpoint) {
            Some(&left) if self.counts().of(endpoint) >= left => {
                Err(Failure::new(Kind::Quota, Cause::QuotaSpent { left }))
            }
            _ => Ok(()),
        }
    }
}

impl Budget {
    pub(super) fn new(limit: Option<u64>) -> Self {
        Self {
            limit,
            spent: Mutex::default(),
            followed: Mutex::default(),
        }
    }

    pub(super) fn spent(&self) -> CallCounts {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Counts the calls of an operation apart, for as long as somebody has the tally.
    pub(super) fn follow(&self, run: Run, tally: &Arc<Tally>) {
        let mut followed = self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        followed.retain(|_, tally| tally.strong_count() > 0);
        followed.insert(run, Arc::downgrade(tally));
    }

    /// Takes one call of an operation, if there is one left.
    pub(super) fn spend(&self, run: Run, endpoint: Endpoint) -> Result<(), Failure> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(limit) = self.limit.filter(|limit| spent.total() >= *limit) {
            return Err(Failure::new(Kind::Quota, Cause::CallLimit { limit }));
        }
        let followed = self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tally) = followed.get(&run).and_then(Weak::upgrade) {
            tally.check(endpoint)?;
            tally.add(endpoint);
        }
        spent.add(endpoint, 1);
        Ok(())
    }
}

/// At most so many calls in any one minute; the first ones of a quiet minute go out at once.
#[derive(Debug)]
pub(super) struct PerMinute {
    limit: usize,
    minute: Duration,
    latest: VecDeque<Instant>,
}

impl PerMinute {
    /// `limit` 0 is no limit.
    pub(super) fn new(limit: u32, minute: Duration) -> Self {
        Self {
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            minute,
            latest: VecDeque::new(),
        }
    }

    /// Takes the next free place and says when it is.
    pub(super) fn reserve(&mut self, now: Instant) -> Instant {
        if self.limit == 0 {
            return now;
        }
        let is_full = self.latest.len() >= self.limit;
        let oldest = is_full.then(|| self.latest.pop_front()).flatten();
        let place = oldest.map_or(now, |oldest| now.max(oldest + self.minute));
        self.latest.push_back(place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_never_exceeded_and_every_call_counts() {
        let budget = Budget::new(Some(2));
        let run = Run(1);
        assert_eq!(budget.spend(run, Endpoint::StableToken), Ok(()));
        assert_eq!(budget.spend(run, Endpoint::UserInfo), Ok(()));
        let refused = budget.spend(run, Endpoint::UserInfo).unwrap_err();
        assert_eq!(
            (refused.kind, refused.cause),
            (Kind::Quota, Cause::CallLimit { limit: 2 })
        );
        assert_eq!(budget.spent().total(), 2);
        assert!((0..100).all(|_| Budget::new(None).spend(run, Endpoint::UserInfo).is_ok()));
    }

    #[test]
    fn what_is_counted_apart_is_counted_with_all_too() {
        let budget = Budget::new(Some(4));
        let tally = Arc::new(Tally::default());
        budget.follow(Run(2), &tally);
        budget.follow(Run(4), &tally);
        for run in 1..=5 {
            // The last one is not spent.
            let _ = budget.spend(Run(run), Endpoint::UserGet);
        }
        assert_eq!((budget.spent().total(), tally.counts().of(Endpoint::UserGet)), (4, 2));
        drop(tally);
        budget.follow(Run(6), &Arc::default());
        assert_eq!(
            budget.followed.lock().unwrap().len(),
            1,
            "nobody looks at the others any more"
        );
    }

    #[test]
    fn what_an_operation_may_spend_of_an_endpoint_limits_no_other() {
        let budget = Budget::new(None);
        let tally = Arc::new(Tally::default());
        tally.allow(Endpoint::UserGet, 1);
        budget.follow(Run(1), &tally);
        assert_eq!(budget.spend(Run(1), Endpoint::UserGet), Ok(()));
        let refused = budget.spend(Run(1), Endpoint::UserGet).unwrap_err();
        assert_eq!(
            (refused.kind, refused.cause),
            (Kind::Quota, Cause::QuotaSpent { left: 1 })
        );
        assert_eq!(budget.spend(Run(1), Endpoint::BatchGet), Ok(()));
        assert_eq!(budget.spend(Run(2), Endpoint::UserGet), Ok(()));
        assert_eq!((budget.spent().total(), tally.counts().total()), (3, 2));
    }

    #[test]
    fn no_minute_holds_more_than_its_share() {
        let minute = Duration::from_secs(60);
        let start = Instant::now();
        let mut pace = PerMinute::new(3, minute);
        let places: Vec<_> = (0..7).map(|_| pace.reserve(start)).collect();
        let minutes: Vec<_> = places.iter().map(|place| (*place - start).as_secs() / 60).collect();
        assert_eq!(minutes, [0, 0, 0, 1, 1, 1, 2]);
        let later = start + minute * 10;
        assert_eq!(pace.reserve(later), later);
        assert_eq!(PerMinute::new(0, minute).reserve(start), start);
    }
}
