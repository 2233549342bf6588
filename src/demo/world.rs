//! The account and everything that changes while the server runs; no network here.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;

use super::churn::Churn;
use super::cipher::{Draw, Seed};
use super::endpoint::{Endpoint, Guard};
use super::journal::{Call, Journal, body_text, response_text};
use super::oauth::Consents;
use super::people::People;
use super::quota::Meter;
use super::refusal::Refusal;
use super::request::Request;
use super::script::Script;
use super::tokens::Tokens;
use super::{Setup, cgi, picture, sns, wire};

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
    page_size: usize,
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
const JSON: &str = "application/json; encoding=utf-8";
const PLAIN: &str = "text/plain";

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
            consents: Consents::new(seed, sns::master(seed), serial),
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

    /// Answers a call and remembers it.
    pub(super) fn answer(&mut self, request: &Request) -> Answer {
        let outcome = self.route(request);
        match outcome {
            Ok(answer) => {
                let rid = self.rid();
                self.remember(request, rid, 0, &answer);
                answer
            }
            Err(refusal) => self.refuse(request, refusal, None),
        }
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

    fn route(&mut self, request: &Request) -> Result<Answer, Refusal> {
        let endpoint = Endpoint::at(&request.kind).ok_or(Refusal::URL)?;
        match (endpoint.is_post(), request.is_post) {
            (true, false) => return Err(Refusal::REQUIRE_POST),
            (false, true) => return Err(Refusal::REQUIRE_GET),
            _ => {}
        }
        let now = self.now();
        match endpoint.guard() {
            // Token calls check the app before they count.
            Guard::Secret => {}
            Guard::Global => {
                self.tokens.check(request.query("access_token"), now)?;
                self.meter.spend(endpoint, now)?;
            }
            Guard::Web => self.meter.spend(endpoint, now)?,
            Guard::Open => return Ok(self.picture(request)),
        }
        if endpoint == Endpoint::Authorize {
            let location = sns::authorize(self, request, now)?;
            return Ok(Answer {
                status: 302,
                content_type: PLAIN,
                location: Some(location),
                body: Vec::new(),
            });
        }
        let content_type = if endpoint.guard() == Guard::Web { PLAIN } else { JSON };
        let body = self.body(endpoint, request, now)?;
        Ok(Answer {
            status: 200,
            content_type,
            location: None,
            body,
        })
    }

    /// An avatar; as gone as the platform's where there is none.
    fn picture(&self, request: &Request) -> Answer {
        let path = request.path.strip_prefix(picture::PREFIX).unwrap_or_default();
        let picture = picture::at(self.seed, path);
        Answer {
            status: if picture.is_some() { 200 } else { 404 },
            content_type: if picture.is_some() { "image/png" } else { PLAIN },
            location: None,
            body: picture.unwrap_or_default(),
        }
    }

    fn body(&mut self, endpoint: Endpoint, request: &Request, now: u64) -> Result<Vec<u8>, Refusal> {
        let value = match endpoint {
            Endpoint::UserInfo => return cgi::user_info(&self.people, request),
            Endpoint::BatchGet => return cgi::batchget(&self.people, request),
            Endpoint::UserGet => return cgi::user_get(self, self.page_size, request, now),
            Endpoint::TagMembers => return cgi::tag_members(&self.people, self.page_size, request),
            Endpoint::Blacklist => return cgi::blacklist(&self.people, self.page_size, request),
            Endpoint::WebUserInfo => return sns::user_info(self, request, now),
            Endpoint::Token => cgi::token(self, request, now),
            Endpoint::StableToken => cgi::stable_token(self, request, now),
            Endpoint::Tags => Ok(cgi::tags(&self.people)),
            Endpoint::TagIds => cgi::tag_ids(&self.people, request),
            Endpoint::DomainIp => Ok(cgi::domain_ip()),
            Endpoint::Quota => cgi::quota(self, request, now),
            Endpoint::Rid => cgi::rid(self, request),
            Endpoint::WebToken => sns::token(self, request, now),
            Endpoint::WebRefresh => sns::refresh(self, request, now),
            Endpoint::WebAuth => sns::auth(self, request, now),
            // Answered with a redirect or a picture before.
            Endpoint::Authorize | Endpoint::Picture => Err(Refusal::URL),
        };
        value.map(|value| wire::write(&value))
    }

    fn rid(&mut self) -> String {
        let now = self.now();
        self.journal.rid(now)
    }

    fn remember(&mut self, request: &Request, rid: String, errcode: i64, answer: &Answer) {
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
