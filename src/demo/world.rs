//! The account and everything that changes while the server runs; no network here.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;

use super::churn::Churn;
use super::cipher::{Draw, Seed};
use super::journal::{Call, Journal, body_text, response_text};
use super::oauth::{Consents, master};
use super::people::People;
use super::quota::Meter;
use super::refusal::Refusal;
use super::request::Request;
use super::script::Script;
use super::tokens::Tokens;
use super::{Setup, wire};

/// All state of a running server.
#[derive(Debug)]
pub(super) struct World {
    pub(super) seed: Seed,
    pub(super) app_id: String,
    pub(super) app_secret: String,
    /// Every caller comes from here: the server listens on loopback only.
    pub(super) caller: IpAddr,
    pub(super) people: People,
    /// Where the account changes by itself.
    pub(super) churn: Option<Churn>,
    pub(super) tokens: Tokens,
    pub(super) consents: Consents,
    pub(super) meter: Meter,
    pub(super) journal: Journal,
    pub(super) script: Script,
    /// Openids in a page of `user/get`.
    pub(super) page_size: usize,
    /// How far the server's clock was put forward.
    ahead: Duration,
}

/// An answer before a fault has touched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// The parameter is `encoding`, not `charset`: as captured (API reference, section 8).
pub(super) const JSON: &str = "application/json; encoding=utf-8";
pub(super) const PLAIN: &str = "text/plain";

impl World {
    pub(super) fn new(setup: Setup) -> Self {
        let seed = Seed::new(setup.seed);
        // Tokens of an earlier run are unknown to this one.
        let serial = seed.draw(
            Draw::Token,
            u64::try_from(since_epoch().as_nanos() & u128::from(u64::MAX)).unwrap_or(0),
        );
        let people = People::new(seed, setup.followers);
        Self {
            seed,
            app_id: format!("wx{}", seed.hex(Draw::AppId, 0, 16)),
            app_secret: seed.hex(Draw::Secret, 0, 32),
            caller: IpAddr::V4(Ipv4Addr::LOCALHOST),
            tokens: Tokens::new(seed, setup.token_seconds, serial),
            consents: Consents::new(seed, master(seed), serial),
            meter: Meter::new(people.total()),
            journal: Journal::new(seed, serial),
            script: Script::new(setup.faults),
            page_size: setup.page_size.max(1),
            ahead: Duration::ZERO,
            people,
            churn: setup.churn.then(|| Churn::new(seed)),
        }
    }

    /// The server's Unix time.
    pub(super) fn now(&self) -> u64 {
        (since_epoch() + self.ahead).as_secs()
    }

    pub(super) fn advance(&mut self, by: Duration) {
        self.ahead += by;
    }

    /// All global tokens run out.
    pub(super) fn expire_tokens(&mut self) {
        self.tokens.expire(self.now());
    }

    /// All global tokens are displaced.
    pub(super) fn revoke_tokens(&mut self) {
        self.tokens.revoke(self.now());
    }

    /// Refuses a call; `text` replaces the platform's own.
    pub(super) fn refuse(&mut self, request: &Request, refusal: Refusal, text: Option<&str>) -> Answer {
        let is_web = request.path.starts_with("/sns/");
        let rid = self.rid();
        let mut message = text.map_or_else(|| refusal.text(self.caller), str::to_owned);
        if is_web {
            message.push(',');
        } else if refusal.has_hint() && text.is_none() {
            message = format!("{message} hint: [{}]", self.journal.hint());
        }
        message = format!("{message} rid: {rid}");
        let answer = Answer {
            status: 200,
            content_type: if is_web || refusal.is_plain() { PLAIN } else { JSON },
            location: None,
            body: wire::write(&json!({"errcode": refusal.0, "errmsg": message})),
        };
        self.remember(request, rid, refusal.0, &answer);
        answer
    }

    /// Remembers a call whose answer a fault has replaced.
    pub(super) fn note(&mut self, request: &Request) {
        let rid = self.rid();
        self.remember(
            request,
            rid,
            0,
            &Answer {
                status: 200,
                content_type: PLAIN,
                location: None,
                body: Vec::new(),
            },
        );
    }

    /// Checks what a token call carries, in the platform's order: an unknown app id is reported before a wrong grant
    /// type, that before a wrong secret.
    pub(super) fn check_app(
        &self,
        app_id: Option<&str>,
        (given, wanted): (Option<&str>, &str),
        secret: Option<&str>,
    ) -> Result<(), Refusal> {
        self.check_app_id(app_id)?;
        if given != Some(wanted) {
            return Err(Refusal::GRANT_TYPE);
        }
        match secret {
            None | Some("") => Err(Refusal::SECRET_MISSING),
            Some(secret) if secret == self.app_secret => Ok(()),
            Some(_) => Err(Refusal::SECRET),
        }
    }

    /// Checks an app id.
    pub(super) fn check_app_id(&self, app_id: Option<&str>) -> Result<(), Refusal> {
        match app_id {
            None | Some("") => Err(Refusal::APP_ID_MISSING),
            Some(app_id) if app_id == self.app_id => Ok(()),
            Some(_) => Err(Refusal::APP_ID),
        }
    }

    /// The id of the next reply.
    pub(super) fn rid(&mut self) -> String {
        let now = self.now();
        self.journal.rid(now)
    }

    /// Keeps a call for `rid/get` and for tests.
    pub(super) fn remember(&mut self, request: &Request, rid: String, errcode: i64, answer: &Answer) {
        let call = Call {
            path: request.path.clone(),
            query: request.raw_query.clone(),
            body: body_text(&request.body),
            errcode,
            rid,
            response: response_text(&answer.body),
            at: self.now(),
            cost_ms: 1 + answer.body.len() as u64 / 1000,
        };
        self.journal.remember(call);
    }
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
