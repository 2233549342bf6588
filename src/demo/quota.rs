//! Calls counted per path, by day and minute.

use std::collections::HashMap;

use super::endpoint::Endpoint;
use super::refusal::Refusal;

/// Counters of every path (API reference, sections 0 and 7).
#[derive(Debug)]
pub(super) struct Meter {
    /// Day quotas grow with the account (API reference, section 0, "Quota facts"); the steps are ours.
    scale: u64,
    usage: HashMap<Endpoint, Usage>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    daily_limit: Option<u64>,
    minute_limit: Option<u64>,
    day: u64,
    used: u64,
    minute: u64,
    in_minute: u64,
}

/// What `quota/get` tells of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) daily_limit: u64,
    pub(super) used: u64,
    pub(super) minute_limit: Option<u64>,
}

const HOUR: u64 = 3600;

impl Meter {
    pub(super) fn new(followers: u64) -> Self {
        let scale = match followers {
            0..100_000 => 1,
            100_000..1_000_000 => 2,
            1_000_000..10_000_000 => 10,
            _ => 40,
        };
        Self {
            scale,
            usage: HashMap::new(),
        }
    }

    /// Counts a call at this Unix time, or refuses it: 45009 for the day, 45011 for the minute.
    pub(super) fn spend(&mut self, endpoint: Endpoint, now: u64) -> Result<(), Refusal> {
        let usage = self.usage(endpoint, now);
        if usage.minute_limit.is_some_and(|limit| usage.in_minute >= limit) {
            return Err(Refusal::MINUTE_QUOTA);
        }
        if usage.daily_limit.is_some_and(|limit| usage.used >= limit) {
            return Err(Refusal::DAY_QUOTA);
        }
        usage.used += 1;
        usage.in_minute += 1;
        Ok(())
    }

    pub(super) fn read(&mut self, endpoint: Endpoint, now: u64) -> Reading {
        let usage = self.usage(endpoint, now);
        Reading {
            daily_limit: usage.daily_limit.unwrap_or(0),
            used: usage.used,
            minute_limit: usage.minute_limit,
        }
    }

    pub(super) fn limit_day(&mut self, endpoint: Endpoint, limit: u64, now: u64) {
        self.usage(endpoint, now).daily_limit = Some(limit);
    }

    pub(super) fn limit_minute(&mut self, endpoint: Endpoint, limit: u64, now: u64) {
        self.usage(endpoint, now).minute_limit = Some(limit);
    }

    fn usage(&mut self, endpoint: Endpoint, now: u64) -> &mut Usage {
        let usage = self.usage.entry(endpoint).or_insert_with(|| Usage {
            daily_limit: endpoint.daily_limit().map(|limit| limit * self.scale),
            minute_limit: endpoint.minute_limit(),
            ..Usage::default()
        });
        // The platform's day begins at midnight in China.
        let (day, minute) = ((now + 8 * HOUR) / (24 * HOUR), now / 60);
        if usage.day != day {
            (usage.day, usage.used) = (day, 0);
        }
        if usage.minute != minute {
            (usage.minute, usage.in_minute) = (minute, 0);
        }
        usage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_788_235_200;

    #[test]
    fn a_used_up_day_ends_at_midnight_in_china() {
        let mut meter = Meter::new(300);
        meter.limit_day(Endpoint::UserInfo, 2, NOON);
        assert_eq!(meter.spend(Endpoint::UserInfo, NOON), Ok(()));
        assert_eq!(meter.spend(Endpoint::UserInfo, NOON), Ok(()));
        assert_eq!(meter.spend(Endpoint::UserInfo, NOON), Err(Refusal::DAY_QUOTA));
        assert_eq!(meter.spend(Endpoint::BatchGet, NOON), Ok(()), "paths are counted apart");
        assert_eq!(meter.read(Endpoint::UserInfo, NOON).used, 2);
        assert_eq!(meter.read(Endpoint::UserInfo, NOON + 24 * HOUR).used, 0);
    }

    #[test]
    fn a_used_up_minute_ends_with_the_minute() {
        let mut meter = Meter::new(300);
        meter.limit_minute(Endpoint::UserInfo, 1, NOON);
        assert_eq!(meter.spend(Endpoint::UserInfo, NOON), Ok(()));
        assert_eq!(meter.spend(Endpoint::UserInfo, NOON + 59), Err(Refusal::MINUTE_QUOTA));
        assert_eq!(meter.spend(Endpoint::UserInfo, NOON + 60), Ok(()));
    }

    #[test]
    fn a_big_account_may_page_through_all_its_followers_in_a_day() {
        for followers in [300, 4_000_000, 50_000_000_u64] {
            let limit = Meter::new(followers).read(Endpoint::UserGet, NOON).daily_limit;
            assert!(limit * 10_000 >= followers);
        }
    }
}
