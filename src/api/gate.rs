//! The gate before each endpoint: closed for a while after 45011, closed for good after what cannot get better.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::Notice;
use crate::model::{Cause, Endpoint, Failure, Timestamp};

/// Failures in a row after which an endpoint is left alone.
pub(super) const MOST_FAILURES: u32 = 5;

/// How often in a row 45011 is waited for.
const MOST_WAITS: u32 = 2;

/// Which operation a call belongs to. What stopped an endpoint holds for the operations begun before, so that
/// the operator can try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Run(pub(super) u64);

/// What the gate says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Passage {
    /// Go on; remember the number of the last wait.
    Open(u32),
    /// Not before.
    Wait(Instant),
    /// Never in this run.
    Closed(Failure),
}

/// All gates, and the notice board beside them.
#[derive(Debug)]
pub(super) struct Gates {
    minute: Duration,
    states: Mutex<BTreeMap<Endpoint, State>>,
    newest_run: AtomicU64,
    waiting: AtomicU64,
    notice: watch::Sender<Option<Notice>>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    closed: Option<(Run, Failure)>,
    /// Waits in a row, and how many there ever were.
    waits: u32,
    wait: u32,
    until: Option<Instant>,
}

impl Gates {
    pub(super) fn new(minute: Duration) -> Self {
        Self {
            minute,
            states: Mutex::default(),
            newest_run: AtomicU64::new(0),
            waiting: AtomicU64::new(0),
            notice: watch::Sender::new(None),
        }
    }

    /// Begins an operation.
    pub(super) fn begin(&self) -> Run {
        Run(self.newest_run.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// The operation begun last: whatever is stopped now is stopped for it and for all before.
    pub(super) fn newest(&self) -> Run {
        Run(self.newest_run.load(Ordering::SeqCst))
    }

    pub(super) fn notices(&self) -> watch::Receiver<Option<Notice>> {
        self.notice.subscribe()
    }

    pub(super) fn passage(&self, endpoint: Endpoint, run: Run) -> Passage {
        let mut states = self.lock();
        let state = states.entry(endpoint).or_default();
        match (&state.closed, state.until) {
            (Some((last, failure)), _) if run <= *last => Passage::Closed(failure.clone()),
            (_, Some(until)) if until > Instant::now() => Passage::Wait(until),
            _ => Passage::Open(state.wait),
        }
    }

    /// Waits for a moment that [`Passage::Wait`] named. The notice is taken back when the last one stops waiting,
    /// also when that is because its operation was cancelled.
    pub(super) async fn wait(&self, until: Instant) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let _waiter = Waiter(self);
        tokio::time::sleep_until(until).await;
    }

    /// The endpoint answered.
    pub(super) fn answered(&self, endpoint: Endpoint, wait: u32) {
        let mut states = self.lock();
        let state = states.entry(endpoint).or_default();
        state.failures = 0;
        if wait == state.wait {
            state.waits = 0;
        }
    }

    /// The endpoint failed; closes the gate when that happens too often in a row.
    pub(super) fn failed(&self, endpoint: Endpoint, failure: &Failure) {
        let mut states = self.lock();
        let state = states.entry(endpoint).or_default();
        state.failures += 1;
        if state.failures >= MOST_FAILURES {
            let failures = state.failures;
            let stopped = Failure {
                web: failure.web,
                ..Failure::new(failure.kind, Cause::EndpointStopped { failures })
            };
            self.shut(state, stopped);
        }
    }

    /// Closes the gate for every operation begun so far.
    pub(super) fn close(&self, endpoint: Endpoint, failure: &Failure) {
        let mut states = self.lock();
        self.shut(states.entry(endpoint).or_default(), failure.clone());
    }

    fn shut(&self, state: &mut State, failure: Failure) {
        *state = State {
            closed: Some((self.newest(), failure)),
            wait: state.wait,
            until: state.until,
            ..State::default()
        };
    }

    /// 45011 came back for a call that had passed after wait number `wait`. True: pass the gate again; it waits.
    /// False: enough waited.
    pub(super) fn rate_limited(&self, endpoint: Endpoint, wait: u32) -> bool {
        let mut states = self.lock();
        let state = states.entry(endpoint).or_default();
        if wait != state.wait {
            return true;
        }
        if state.waits >= MOST_WAITS {
            return false;
        }
        let pause = until_next_minute(Timestamp::now(), self.minute);
        state.waits += 1;
        state.wait += 1;
        state.until = Some(Instant::now() + pause);
        let until = Timestamp::now() + pause;
        self.notice
            .send_replace(Some(Notice::WaitingForMinute { endpoint, until }));
        true
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Endpoint, State>> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Waiter<'a>(&'a Gates);

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        if self.0.waiting.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.notice.send_if_modified(|notice| {
                let is_waiting = matches!(notice, Some(Notice::WaitingForMinute { .. }));
                if is_waiting {
                    *notice = Some(Notice::Resumed);
                }
                is_waiting
            });
        }
    }
}

/// How long until the clock's next minute, and a little more, for clocks that differ.
fn until_next_minute(now: Timestamp, minute: Duration) -> Duration {
    let minute_ms = minute.as_millis().max(1);
    let into_minute = u128::try_from(now.as_millisecond()).unwrap_or_default() % minute_ms;
    let rest = u64::try_from(minute_ms - into_minute).unwrap_or(u64::MAX);
    Duration::from_millis(rest) + minute / 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn outage() -> Failure {
        Failure::new(Kind::Network, Cause::NameResolution)
    }

    const INFO: Endpoint = Endpoint::UserInfo;

    #[test]
    fn five_failures_in_a_row_close_the_gate_for_operations_begun_before() {
        let gates = Gates::new(Duration::from_secs(60));
        let (first, second) = (gates.begin(), gates.begin());
        for _ in 0..4 {
            gates.failed(INFO, &outage());
        }
        gates.answered(INFO, 0);
        for _ in 0..4 {
            gates.failed(INFO, &outage());
            assert_eq!(gates.passage(INFO, second), Passage::Open(0));
        }
        gates.failed(INFO, &outage());
        let stopped = Failure::new(Kind::Network, Cause::EndpointStopped { failures: 5 });
        assert_eq!(gates.passage(INFO, first), Passage::Closed(stopped.clone()));
        assert_eq!(gates.passage(INFO, second), Passage::Closed(stopped));
        assert_eq!(gates.passage(Endpoint::TagsGet, second), Passage::Open(0));
        let third = gates.begin();
        assert_eq!(gates.passage(INFO, third), Passage::Open(0));
    }

    #[test]
    fn the_next_minute_is_waited_for_twice_in_a_row() {
        let gates = Gates::new(Duration::from_secs(60));
        let notices = gates.notices();
        let run = gates.begin();
        assert!(gates.rate_limited(INFO, 0));
        assert!(gates.rate_limited(INFO, 0), "sent before that wait");
        assert!(matches!(gates.passage(INFO, run), Passage::Wait(_)));
        assert!(matches!(
            *notices.borrow(),
            Some(Notice::WaitingForMinute { endpoint: INFO, .. })
        ));
        assert!(gates.rate_limited(INFO, 1));
        assert!(!gates.rate_limited(INFO, 2));
        gates.answered(INFO, 1);
        assert!(
            !gates.rate_limited(INFO, 2),
            "an answer to a call of before proves nothing"
        );
        gates.answered(INFO, 2);
        assert!(gates.rate_limited(INFO, 2));
    }

    #[tokio::test(start_paused = true)]
    async fn the_notice_is_taken_back_when_nobody_waits_any_more() {
        let gates = Gates::new(Duration::from_secs(60));
        gates.rate_limited(INFO, 0);
        gates.wait(Instant::now() + Duration::from_secs(3)).await;
        assert_eq!(*gates.notices().borrow(), Some(Notice::Resumed));
    }

    #[test]
    fn the_next_minute_begins_a_little_after_the_clocks() {
        let at = |seconds: i64| Timestamp::from_second(1_800_000_000 + seconds).unwrap();
        let minute = Duration::from_secs(60);
        assert_eq!(until_next_minute(at(0), minute), Duration::from_secs(61));
        assert_eq!(until_next_minute(at(59), minute), Duration::from_secs(2));
    }
}
