//! How many calls, and how fast.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::model::{CallCounts, Cause, Endpoint, Failure, Kind};

/// Calls spent, and the most that may be.
#[derive(Debug)]
pub(super) struct Budget {
    limit: Option<u64>,
    spent: Mutex<CallCounts>,
}

impl Budget {
    pub(super) fn new(limit: Option<u64>) -> Self {
        Self {
            limit,
            spent: Mutex::default(),
        }
    }

    pub(super) fn spent(&self) -> CallCounts {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes one call, if there is one left.
    pub(super) fn spend(&self, endpoint: Endpoint) -> Result<(), Failure> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        match self.limit {
            Some(limit) if spent.total() >= limit => Err(Failure::new(Kind::Quota, Cause::CallLimit { limit })),
            _ => {
                spent.add(endpoint, 1);
                Ok(())
            }
        }
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
        assert_eq!(budget.spend(Endpoint::StableToken), Ok(()));
        assert_eq!(budget.spend(Endpoint::UserInfo), Ok(()));
        let refused = budget.spend(Endpoint::UserInfo).unwrap_err();
        assert_eq!(
            (refused.kind, refused.cause),
            (Kind::Quota, Cause::CallLimit { limit: 2 })
        );
        assert_eq!(budget.spent().total(), 2);
        assert!((0..100).all(|_| Budget::new(None).spend(Endpoint::UserInfo).is_ok()));
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
