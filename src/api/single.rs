//! The single calls: tags, and what `doctor` and `web` ask (API reference, sections 4, 6, 7).

use serde::Serialize;
use serde_json::{Map, Value};
use tokio_util::sync::CancellationToken;

use super::Client;
use super::ask::{Ask, Auth};
use super::redact::redact;
use super::wire::{bad_reply, id, integer, list, read_object, text, unsigned};
use crate::model::{Cause, Endpoint, Failure, OpenId, Secret, Tag, Timestamp};

/// The day's quota of one endpoint (API reference, section 7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Calls a day.
    pub daily_limit: Option<u64>,
    /// Calls made today; may be off by one per cent.
    pub used: Option<u64>,
    /// Calls left today.
    pub remain: Option<u64>,
    /// The short-term limit, where one is sent.
    pub rate_limit: Option<RateLimit>,
}

/// A short-term limit: so many calls in so many seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    /// Calls.
    pub call_count: Option<u64>,
    /// Seconds.
    pub refresh_second: Option<u64>,
}

/// What the platform recorded about one request (API reference, section 7); tokens and secrets are cut out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RidRecord {
    /// When it came.
    pub invoke_time: Option<Timestamp>,
    /// How long it took, in milliseconds.
    pub cost_in_ms: Option<u64>,
    /// Address with query, redacted.
    pub request_url: Option<String>,
    /// Body, redacted.
    pub request_body: Option<String>,
    /// Reply, redacted.
    pub response_body: Option<String>,
    /// Address it came from.
    pub client_ip: Option<String>,
}

/// A web token with what came along (API reference, section 4).
#[derive(Clone, Debug, PartialEq)]
pub struct WebGrant {
    /// The web token.
    pub access_token: Secret,
    /// Its lifetime in seconds.
    pub expires_in: Option<u64>,
    /// Good for 30 days.
    pub refresh_token: Option<Secret>,
    /// Whose token it is.
    pub openid: Option<String>,
    /// `snsapi_base` or `snsapi_userinfo`.
    pub scope: Option<String>,
    /// Only with scope `snsapi_userinfo`.
    pub unionid: Option<String>,
    /// A virtual user of a snapshot page.
    pub is_snapshotuser: bool,
}

/// A JSON object of a reply.
pub(super) type Object = Map<String, Value>;

impl Client {
    /// All tags of the account, `tags/get` (API reference, section 6); the counts are the platform's.
    pub async fn tags(&self, cancel: &CancellationToken) -> Result<Vec<Tag>, Failure> {
        let ask = Ask::get(Endpoint::TagsGet, Auth::Account);
        self.single(ask, cancel, read_tags).await
    }

    /// Whether the host answers at all: a call without a token, to which any errcode is an answer.
    pub async fn reach(&self, cancel: &CancellationToken) -> Result<(), Failure> {
        let ask = Ask::get(Endpoint::DomainIp, Auth::Inside);
        match self.single(ask, cancel, |_| Some(())).await {
            Err(failure) if failure.errcode.is_some() => Ok(()),
            answered => answered,
        }
    }

    /// Whether an access token is to be had; asks for one where none is at hand.
    pub async fn check_token(&self, cancel: &CancellationToken) -> Result<(), Failure> {
        let run = self.begin();
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Failure::cancelled()),
            () = self.engine.obtain_token(run) => {
                self.engine.tokens.current(run).map(drop).map_err(|fault| *fault.failure)
            }
        }
    }

    /// Addresses of the platform, `get_api_domain_ip` (API reference, section 7): the cheapest check of a token, open to
    /// every kind of account.
    pub async fn domain_ips(&self, cancel: &CancellationToken) -> Result<Vec<String>, Failure> {
        let ask = Ask::get(Endpoint::DomainIp, Auth::Account);
        self.single(ask, cancel, |map| {
            map.get("ip_list").and_then(|value| list(value, text))
        })
        .await
    }

    /// The day's quota of an endpoint, `openapi/quota/get` (API reference, section 7).
    ///
    /// # Errors
    /// 76022 for an endpoint below `/sns`: those have none.
    pub async fn quota(&self, endpoint: Endpoint, cancel: &CancellationToken) -> Result<Quota, Failure> {
        #[derive(Serialize)]
        struct Body {
            cgi_path: &'static str,
        }
        let cgi_path = endpoint.path();
        let ask = Ask::post(Endpoint::QuotaGet, Auth::Account, &Body { cgi_path });
        self.single(ask, cancel, read_quota).await
    }

    /// What the platform recorded under a rid, `openapi/rid/get` (API reference, section 7): of this account, at most 7
    /// days old, not of `/sns`.
    pub async fn rid(&self, rid: &str, cancel: &CancellationToken) -> Result<RidRecord, Failure> {
        #[derive(Serialize)]
        struct Body<'a> {
            rid: &'a str,
        }
        let ask = Ask::post(Endpoint::RidGet, Auth::Account, &Body { rid });
        self.single(ask, cancel, read_rid).await
    }

    /// Exchanges a code of web authorisation, `sns/oauth2/access_token` (API reference, section 4). Asked once only: a
    /// code is gone after its first use.
    pub async fn web_code(
        &self,
        app_id: &str,
        secret: &Secret,
        code: &Secret,
        cancel: &CancellationToken,
    ) -> Result<WebGrant, Failure> {
        let ask = Ask::get(Endpoint::SnsAccessToken, Auth::Inside)
            .with("appid", app_id)
            .with("secret", secret.expose())
            .with("code", code.expose())
            .with("grant_type", "authorization_code");
        let ask = Ask {
            retriable: false,
            ..ask
        };
        self.single(ask, cancel, read_web_grant).await
    }

    /// Renews a web token, `sns/oauth2/refresh_token` (API reference, section 4). The answer has the shape of
    /// [`Client::web_code`], without a unionid.
    pub async fn web_refresh(
        &self,
        app_id: &str,
        refresh_token: &Secret,
        cancel: &CancellationToken,
    ) -> Result<WebGrant, Failure> {
        let ask = Ask::get(Endpoint::SnsRefreshToken, Auth::Inside)
            .with("appid", app_id)
            .with("grant_type", "refresh_token")
            .with("refresh_token", refresh_token.expose());
        self.single(ask, cancel, read_web_grant).await
    }

    /// Whether a web token is good for this openid, `sns/auth` (API reference, section 4).
    ///
    /// # Errors
    /// The platform's errcode where it is not, such as 40001 or 40003.
    pub async fn web_check(&self, token: &Secret, openid: &OpenId, cancel: &CancellationToken) -> Result<(), Failure> {
        let ask = Ask::get(Endpoint::SnsAuth, Auth::Web(token.clone())).with("openid", openid.as_str());
        // Success is `errcode: 0`, and that must be there: an empty object proves nothing.
        self.single(ask, cancel, |map| map.contains_key("errcode").then_some(()))
            .await
    }

    /// One call outside of a lookup. `read` gives `None` for an object of another shape.
    pub(super) async fn single<T>(
        &self,
        ask: Ask,
        cancel: &CancellationToken,
        read: impl Fn(&Object) -> Option<T>,
    ) -> Result<T, Failure> {
        let run = self.begin();
        let read = |bytes: &[u8]| read(&read_object(bytes)?.value).ok_or(bad_reply(Cause::WrongShape));
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Failure::cancelled()),
            outcome = self.engine.call(run, &ask, read) => match outcome {
                Ok(reply) => Ok(reply.value),
                Err(fault) => Err(*fault.failure),
            },
        }
    }
}

fn read_tags(map: &Object) -> Option<Vec<Tag>> {
    let tags = match map.get("tags")? {
        Value::Null => return Some(Vec::new()),
        tags => tags.as_array()?,
    };
    let tag = |value: &Value| {
        Some(Tag {
            id: value.get("id").and_then(unsigned)?,
            name: value.get("name").and_then(text).unwrap_or_default(),
            count: value.get("count").and_then(unsigned).unwrap_or_default(),
        })
    };
    Some(tags.iter().filter_map(tag).collect())
}

fn read_quota(map: &Object) -> Option<Quota> {
    let quota = map.get("quota")?.as_object()?;
    let number = |object: &Object, name: &str| object.get(name).and_then(unsigned);
    Some(Quota {
        daily_limit: number(quota, "daily_limit"),
        used: number(quota, "used"),
        remain: number(quota, "remain"),
        rate_limit: map.get("rate_limit").and_then(Value::as_object).map(|limit| RateLimit {
            call_count: number(limit, "call_count"),
            refresh_second: number(limit, "refresh_second"),
        }),
    })
}

fn read_rid(map: &Object) -> Option<RidRecord> {
    let request = map.get("request")?.as_object()?;
    let clean = |name| request.get(name).and_then(text).map(|text| redact(&text));
    let invoked = request.get("invoke_time").and_then(integer);
    Some(RidRecord {
        invoke_time: invoked.and_then(|seconds| Timestamp::from_second(seconds).ok()),
        cost_in_ms: request.get("cost_in_ms").and_then(unsigned),
        request_url: clean("request_url"),
        request_body: clean("request_body"),
        response_body: clean("response_body"),
        client_ip: clean("client_ip"),
    })
}

fn read_web_grant(map: &Object) -> Option<WebGrant> {
    let secret = |name| {
        map.get(name)
            .and_then(text)
            .map(Secret::new)
            .filter(|secret| !secret.is_empty())
    };
    Some(WebGrant {
        access_token: secret("access_token")?,
        expires_in: map.get("expires_in").and_then(unsigned),
        refresh_token: secret("refresh_token"),
        openid: map.get("openid").and_then(id),
        scope: map.get("scope").and_then(text),
        unionid: map.get("unionid").and_then(id),
        is_snapshotuser: map.get("is_snapshotuser").and_then(integer) == Some(1),
    })
}
