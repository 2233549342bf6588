//! The access token: fetched by one caller at a time, renewed before its end, given up after a second refusal.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tracing::debug;

use super::fault::Fault;
use super::gate::Run;
use crate::model::{Cause, Kind, Secret};

/// A token as one call uses it: the number says which one was refused.
#[derive(Clone)]
pub(super) struct Ticket {
    pub(super) secret: Secret,
    pub(super) number: u64,
}

/// A token as the platform, a command or the user gave it.
pub(super) struct Grant {
    pub(super) secret: Secret,
    /// Seconds it lives, as far as the reply said so in a usable way.
    pub(super) lives: Option<u64>,
}

/// The one token of an account. Kept in memory only.
pub(super) struct Tokens {
    state: Mutex<State>,
    /// Held while a token is being fetched: whoever waited looks again before fetching.
    pub(super) flight: tokio::sync::Mutex<()>,
    is_given: bool,
}

#[derive(Default)]
struct State {
    current: Option<Token>,
    number: u64,
    /// The last token was refused: the next one is the second chance.
    refused: bool,
    /// No token is to be had, for the operations begun so far.
    given_up: Option<(Run, Fault)>,
}

struct Token {
    ticket: Ticket,
    renew_at: Option<Instant>,
    fetched: Instant,
    is_second_chance: bool,
    accepted: bool,
}

/// Between two renewals at least, whatever lifetime a reply claims: a token that lives a second must not cost a
/// call a second.
const SHORTEST_LIFE: Duration = Duration::from_secs(10);

/// The longest lifetime believed.
const LONGEST_LIFE: u64 = 24 * 60 * 60;

/// For how long a second refusal counts against the token fetched last.
const DISPLACED_WITHIN: Duration = Duration::from_secs(60);

impl Tokens {
    pub(super) fn new(is_given: bool) -> Self {
        Self {
            state: Mutex::default(),
            flight: tokio::sync::Mutex::const_new(()),
            is_given,
        }
    }

    /// The token to use now; `None` where one must be fetched first.
    pub(super) fn current(&self, run: Run) -> Result<Option<Ticket>, Fault> {
        let state = self.lock();
        if let Some((last, fault)) = &state.given_up
            && run <= *last
        {
            return Err(fault.clone());
        }
        let now = Instant::now();
        let token = state.current.as_ref();
        let usable = token.filter(|token| token.renew_at.is_none_or(|renew_at| now < renew_at));
        Ok(usable.map(|token| token.ticket.clone()))
    }

    /// Takes a fetched token.
    pub(super) fn store(&self, grant: Grant) {
        let mut state = self.lock();
        let now = Instant::now();
        state.number += 1;
        state.current = Some(Token {
            ticket: Ticket {
                secret: grant.secret,
                number: state.number,
            },
            renew_at: renewal(grant.lives).map(|pause| now + pause),
            fetched: now,
            is_second_chance: state.refused,
            accepted: false,
        });
        state.refused = false;
        state.given_up = None;
    }

    /// No token could be fetched. A token that is due for renewal but was not refused goes on being used after
    /// faults that pass; otherwise the operations begun so far fail with this.
    pub(super) fn not_fetched(&self, newest: Run, fault: Fault) {
        let mut state = self.lock();
        let passes = matches!(
            fault.failure.kind,
            Kind::Network | Kind::Timeout | Kind::BadReply | Kind::Platform | Kind::RateLimit | Kind::Quota
        );
        match &mut state.current {
            Some(token) if passes => token.renew_at = Some(Instant::now() + DISPLACED_WITHIN),
            _ => state.given_up = Some((newest, fault)),
        }
    }

    /// A call with this token was not refused for it.
    pub(super) fn accepted(&self, number: u64) {
        if let Some(token) = &mut self.lock().current
            && token.ticket.number == number
        {
            token.accepted = true;
        }
    }

    /// A call with this token was refused for it. `Ok`: play it again with the next token. `Err`: no more tokens.
    pub(super) fn refused(&self, number: u64, newest: Run, fault: Fault) -> Result<(), Fault> {
        let mut state = self.lock();
        let Some(token) = state.current.as_ref().filter(|token| token.ticket.number == number) else {
            // Another call was refused first; the next token is there or on its way.
            return Ok(());
        };
        let cause = if self.is_given {
            Cause::GivenTokenRefused
        } else if token.is_second_chance && !token.accepted && token.fetched.elapsed() < DISPLACED_WITHIN {
            Cause::TokenRefusedAgain
        } else {
            debug!(errcode = fault.failure.errcode, "token refused; asking once more");
            state.current = None;
            state.refused = true;
            return Ok(());
        };
        let fault = with_cause(fault, cause);
        state.given_up = Some((newest, fault.clone()));
        Err(fault)
    }

    /// The same call was refused with two tokens.
    pub(super) fn refused_twice(&self, newest: Run, fault: Fault) -> Fault {
        let cause = if self.is_given {
            Cause::GivenTokenRefused
        } else {
            Cause::TokenRefusedAgain
        };
        let fault = with_cause(fault, cause);
        self.lock().given_up = Some((newest, fault.clone()));
        fault
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn with_cause(mut fault: Fault, cause: Cause) -> Fault {
    fault.failure.cause = cause;
    fault
}

/// When to renew: after four fifths of the lifetime; `None` where none is known, then only after a refusal.
fn renewal(lives: Option<u64>) -> Option<Duration> {
    let lives = lives.filter(|seconds| *seconds > 0)?.min(LONGEST_LIFE);
    Some(Duration::from_secs(lives).mul_f64(0.8).max(SHORTEST_LIFE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Failure;

    const RUN: Run = Run(1);

    fn grant(lives: Option<u64>) -> Grant {
        Grant {
            secret: Secret::new("t"),
            lives,
        }
    }

    fn refusal() -> Fault {
        Fault::unsent(Failure {
            errcode: Some(40001),
            ..Failure::new(Kind::Credential, Cause::Errcode)
        })
    }

    fn number(tokens: &Tokens) -> Option<u64> {
        tokens.current(RUN).unwrap().map(|ticket| ticket.number)
    }

    #[test]
    fn renewal_comes_before_the_end_and_never_in_a_busy_loop() {
        let cases = [
            (Some(7200), Some(5760)),
            (Some(345), Some(276)),
            (Some(1), Some(10)),
            (Some(0), None),
            (None, None),
            (Some(u64::MAX), Some(69_120)),
        ];
        for (lives, pause) in cases {
            assert_eq!(renewal(lives), pause.map(Duration::from_secs), "{lives:?}");
        }
    }

    #[test]
    fn a_second_refusal_ends_it_for_everyone_waiting() {
        let tokens = Tokens::new(false);
        assert_eq!(number(&tokens), None);
        tokens.store(grant(None));
        assert!(tokens.refused(1, RUN, refusal()).is_ok());
        assert_eq!(number(&tokens), None);
        assert!(
            tokens.refused(1, RUN, refusal()).is_ok(),
            "a late refusal of the same token"
        );
        tokens.store(grant(None));
        let fault = tokens.refused(2, RUN, refusal()).unwrap_err();
        assert_eq!(
            (fault.failure.cause.clone(), fault.failure.errcode),
            (Cause::TokenRefusedAgain, Some(40001))
        );
        assert_eq!(tokens.current(RUN).err(), Some(fault));
        assert!(
            tokens.current(Run(2)).unwrap().is_some(),
            "a later operation may try the token it has"
        );
        assert!(tokens.refused(2, Run(2), refusal()).is_err(), "but fetches none");
    }

    #[test]
    fn a_token_that_worked_gets_its_second_chance_again() {
        let tokens = Tokens::new(false);
        tokens.store(grant(None));
        tokens.refused(1, RUN, refusal()).unwrap();
        tokens.store(grant(None));
        tokens.accepted(2);
        assert!(tokens.refused(2, RUN, refusal()).is_ok());
    }

    #[test]
    fn a_given_token_is_never_replaced() {
        let tokens = Tokens::new(true);
        tokens.store(grant(None));
        let fault = tokens.refused(1, RUN, refusal()).unwrap_err();
        assert_eq!(fault.failure.cause, Cause::GivenTokenRefused);
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_due_for_renewal_is_used_on_when_renewal_fails_for_now() {
        let tokens = Tokens::new(false);
        tokens.store(grant(Some(100)));
        tokio::time::advance(Duration::from_secs(81)).await;
        assert_eq!(number(&tokens), None);
        let outage = Failure::new(Kind::Network, Cause::NameResolution);
        tokens.not_fetched(RUN, Fault::unsent(outage.clone()));
        assert_eq!(number(&tokens), Some(1));
        tokens.refused(1, RUN, refusal()).unwrap();
        tokens.not_fetched(RUN, Fault::unsent(outage));
        assert!(tokens.current(RUN).is_err());
    }
}
