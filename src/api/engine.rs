//! One call from beginning to end: gate, pace, token, exchange, retries. Decides nothing itself.

use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;
use tokio::time::Instant;
use tracing::debug;

use super::ask::{Ask, Auth};
use super::coalesce::Pool;
use super::fault::{Fault, Reply, now};
use super::gate::{Gates, Passage, Run};
use super::http::Transport;
use super::pace::{Budget, PerMinute};
use super::retry::{self, Next};
use super::settings::{Credentials, Rhythm, Settings};
use super::token::{Ticket, Tokens};
use crate::model::{Failure, Secret};

/// What all clones of a client share.
pub(super) struct Engine {
    pub(super) settings: Settings,
    pub(super) rhythm: Rhythm,
    pub(super) transport: Transport,
    pub(super) gates: Gates,
    pub(super) budget: Budget,
    pub(super) tokens: Tokens,
    pub(super) web_token: Mutex<Option<Secret>>,
    /// The user's forced refresh, until it is used.
    pub(super) force_refresh: Mutex<bool>,
    pub(super) pool: Pool,
    permits: Semaphore,
    per_minute: Mutex<PerMinute>,
}

/// What a passed call remembers of its way.
struct Passed {
    wait: u32,
    ticket: Option<Ticket>,
}

enum Attempt<T> {
    Answered(Reply<T>),
    Failed(Passed, Fault),
    /// A gate closed meanwhile, or nothing may be sent any more.
    Barred(Fault),
    /// The gate must be passed again.
    Again,
    NeedsToken,
}

impl Engine {
    pub(super) fn new(settings: Settings, rhythm: Rhythm) -> Self {
        Self {
            transport: Transport::new(&settings.base, settings.timeout),
            gates: Gates::new(rhythm.minute),
            budget: Budget::new(settings.max_calls),
            tokens: Tokens::new(matches!(settings.credentials, Credentials::Given(_))),
            web_token: Mutex::new(settings.web_token.clone()),
            force_refresh: Mutex::new(settings.force_refresh),
            pool: Pool::default(),
            permits: Semaphore::new(settings.concurrency.clamp(1, Semaphore::MAX_PERMITS)),
            per_minute: Mutex::new(PerMinute::new(settings.calls_per_minute, rhythm.minute)),
            settings,
            rhythm,
        }
    }

    /// How many calls of one operation are kept under way or ready to go.
    pub(super) fn at_once(&self) -> usize {
        self.settings.concurrency.clamp(1, 1024) * 2
    }

    /// Makes a call, with everything that may follow from a failure. `read` makes a value of the body.
    pub(super) async fn call<T>(
        &self,
        run: Run,
        ask: &Ask,
        read: impl Fn(&[u8]) -> Result<T, Failure>,
    ) -> Result<Reply<T>, Fault> {
        let account = matches!(ask.auth, Auth::Account);
        let mut retries = 0;
        let mut sent = 0;
        let mut replayed = false;
        let mut last = None;
        loop {
            let (passed, fault) = match self.attempt(run, ask, &mut sent, &read).await {
                Attempt::Answered(reply) => return Ok(reply),
                Attempt::Barred(barred) => return Err(last.unwrap_or(barred)),
                Attempt::Again => continue,
                Attempt::NeedsToken => {
                    self.obtain_token(run).await;
                    continue;
                }
                Attempt::Failed(passed, fault) => (passed, fault),
            };
            let endpoint = ask.endpoint;
            match retry::next(&fault.failure, account) {
                Next::NewToken => {
                    self.token_refused(&passed, &mut replayed, fault)?;
                    continue;
                }
                Next::AwaitMinute if ask.retriable && self.gates.rate_limited(endpoint, passed.wait) => {}
                Next::AwaitMinute | Next::Stop => {
                    self.gates.close(endpoint, &fault.failure);
                    return Err(fault);
                }
                Next::Settle => {
                    self.note(&passed, ask, &fault);
                    return Err(fault);
                }
                Next::Retry => {
                    self.note(&passed, ask, &fault);
                    if retries >= self.settings.retries || !ask.retriable {
                        return Err(fault);
                    }
                    let pause = retry::pause(self.rhythm.backoff, retries, fastrand::f64());
                    retries += 1;
                    debug!(path = endpoint.path(), retries, ?pause, "trying again");
                    tokio::time::sleep(pause).await;
                }
            }
            last = Some(fault);
        }
    }

    /// One way through the gate: at most one exchange.
    async fn attempt<T>(
        &self,
        run: Run,
        ask: &Ask,
        sent: &mut u32,
        read: impl Fn(&[u8]) -> Result<T, Failure>,
    ) -> Attempt<T> {
        if let Passage::Wait(until) = self.gates.passage(ask.endpoint, run) {
            self.gates.wait(until).await;
        }
        let Ok(_permit) = self.permits.acquire().await else {
            return Attempt::Barred(Fault::unsent(Failure::local("the client was closed")));
        };
        // While it queued, the gate may have closed and the token may have gone; and again while it kept the pace.
        let passed = match self.pass(run, ask) {
            Ok(passed) => passed,
            Err(attempt) => return attempt,
        };
        let place = self.reserve();
        let passed = if place > Instant::now() {
            tokio::time::sleep_until(place).await;
            match self.pass(run, ask) {
                Ok(passed) => passed,
                Err(attempt) => return attempt,
            }
        } else {
            passed
        };
        if let Err(failure) = self.budget.spend(run, ask.endpoint) {
            return Attempt::Barred(Fault::unsent(failure));
        }
        let outcome = self
            .transport
            .exchange(ask, ask.body_of(*sent), passed.token(ask))
            .await;
        *sent += 1;
        match outcome.and_then(|raw| match read(&raw) {
            Ok(value) => Ok(Reply { value, raw, at: now() }),
            Err(failure) => Err(Fault::now(failure, raw)),
        }) {
            Ok(reply) => {
                self.answered(&passed, ask);
                Attempt::Answered(reply)
            }
            Err(mut fault) => {
                fault.failure.web = ask.is_web();
                let failure = &fault.failure;
                debug!(
                    path = ask.endpoint.path(),
                    kind = failure.kind.as_str(),
                    errcode = failure.errcode,
                    rid = failure.rid,
                    "failed"
                );
                Attempt::Failed(passed, fault)
            }
        }
    }

    /// Whether the call may go out right now, and with which token.
    fn pass<T>(&self, run: Run, ask: &Ask) -> Result<Passed, Attempt<T>> {
        let wait = match self.gates.passage(ask.endpoint, run) {
            Passage::Open(wait) => wait,
            Passage::Wait(_) => return Err(Attempt::Again),
            Passage::Closed(failure) => return Err(Attempt::Barred(Fault::unsent(failure))),
        };
        let ticket = match &ask.auth {
            Auth::Account => match self.tokens.current(run) {
                Ok(Some(ticket)) => Some(ticket),
                Ok(None) => return Err(Attempt::NeedsToken),
                Err(fault) => return Err(Attempt::Barred(fault)),
            },
            Auth::Inside | Auth::Web(_) => None,
        };
        Ok(Passed { wait, ticket })
    }

    fn reserve(&self) -> Instant {
        let mut per_minute = self.per_minute.lock().unwrap_or_else(PoisonError::into_inner);
        per_minute.reserve(Instant::now())
    }

    fn answered(&self, passed: &Passed, ask: &Ask) {
        self.gates.answered(ask.endpoint, passed.wait);
        if let Some(ticket) = &passed.ticket {
            self.tokens.accepted(ticket.number);
        }
    }

    /// Books a failure that is no refusal of the token and closes no gate by itself.
    fn note(&self, passed: &Passed, ask: &Ask, fault: &Fault) {
        if retry::is_outage(&fault.failure) {
            self.gates.failed(ask.endpoint, &fault.failure);
        } else {
            self.answered(passed, ask);
        }
    }

    /// Ok: play the call again with the token that comes next.
    fn token_refused(&self, passed: &Passed, replayed: &mut bool, fault: Fault) -> Result<(), Fault> {
        let newest = self.gates.newest();
        match &passed.ticket {
            Some(ticket) if !std::mem::replace(replayed, true) => self.tokens.refused(ticket.number, newest, fault),
            _ => Err(self.tokens.refused_twice(newest, fault)),
        }
    }
}

impl Passed {
    fn token<'a>(&'a self, ask: &'a Ask) -> Option<&'a Secret> {
        match &ask.auth {
            Auth::Web(secret) => Some(secret),
            Auth::Account | Auth::Inside => self.ticket.as_ref().map(|ticket| &ticket.secret),
        }
    }
}
