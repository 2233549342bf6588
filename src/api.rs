//! The client of the platform: tokens, pace, retries, batching, and the reading of any reply.
//!
//! Knows nothing of configuration, storage or screens; shares no type with [`crate::demo`].

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::model::{CallCounts, Endpoint, Failure, Lang, OpenId, Profile, Secret, Tag, Timestamp};

/// Where the access token comes from.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// `stable_token` with `force_refresh:false`.
    Stable {
        /// App id.
        app_id: String,
        /// App secret.
        secret: Secret,
    },
    /// `/cgi-bin/token`: every call displaces the token that other servers of the account use.
    Classic {
        /// App id.
        app_id: String,
        /// App secret.
        secret: Secret,
    },
    /// A given token: none is fetched; refused means failed.
    Given(Secret),
    /// A command that prints a token (the user's own token server).
    Command(Vec<String>),
    /// Nothing usable: calls that need a token fail with [`crate::model::Cause::NoCredentials`] and this detail.
    Missing(String),
}

/// How the client behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `https://api.weixin.qq.com` or another base without a trailing slash; already validated.
    pub base: String,
    /// The access token's source.
    pub credentials: Credentials,
    /// Token for `/sns/*`.
    pub web_token: Option<Secret>,
    /// Whole time one call may take.
    pub timeout: Duration,
    /// Calls under way at once.
    pub concurrency: usize,
    /// Retries per call, for faults that a retry can mend.
    pub retries: u32,
    /// Own limit; 0 for none.
    pub calls_per_minute: u32,
    /// Calls in this run at the most.
    pub max_calls: Option<u64>,
    /// The user typed `--force-refresh`: the first token is forced, once a run.
    pub force_refresh: bool,
}

impl Settings {
    /// The product's defaults for this base and these credentials.
    pub fn new(base: impl Into<String>, credentials: Credentials) -> Self {
        Self {
            base: base.into(),
            credentials,
            web_token: None,
            timeout: Duration::from_secs(15),
            concurrency: 8,
            retries: 3,
            calls_per_minute: 0,
            max_calls: None,
            force_refresh: false,
        }
    }
}

/// One openid's outcome, with what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The profile, or why there is none.
    pub result: Result<Profile, Failure>,
    /// The reply as it came; for a batch this openid's element. Empty where nothing came.
    pub raw: Vec<u8>,
    /// The reply had to be mended before it could be read.
    pub repaired: bool,
    /// When it came (or failed); `None` where nothing was sent for it.
    pub fetched_at: Option<Timestamp>,
}

/// Something the operator should know while calls run.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// 45011: waiting for the next minute.
    WaitingForMinute {
        /// The endpoint that was refused.
        endpoint: Endpoint,
        /// When it goes on.
        until: Timestamp,
    },
    /// A wait is over.
    Resumed,
}

/// The client. Cheap to clone; clones share token, pace and counters.
#[derive(Clone, Debug)]
pub struct Client {}

/// Receives each openid's answer as soon as it is known, in any order.
pub type Sink<'a> = &'a mut (dyn FnMut(OpenId, Answer) + Send);

impl Client {
    /// Makes a client; nothing is sent and no TLS is set up before the first call.
    pub fn new(settings: Settings) -> Self {
        let _ = settings;
        Self {}
    }

    /// The host asked, e.g. `api.weixin.qq.com` or `127.0.0.1:4711`.
    pub fn host(&self) -> String {
        String::new()
    }

    /// Calls spent since the client was made.
    pub fn calls(&self) -> CallCounts {
        CallCounts::default()
    }

    /// The newest notice; changes as calls run.
    pub fn notices(&self) -> tokio::sync::watch::Receiver<Option<Notice>> {
        tokio::sync::watch::channel(None).1
    }

    /// Replaces the web token.
    pub fn set_web_token(&self, token: Secret) {
        let _ = token;
    }

    /// Asks for follower profiles: batched, bisected, retried. Every id is answered exactly once, also after a cancel.
    /// Ids are expected to be distinct.
    pub async fn followers(&self, ids: &[OpenId], lang: Lang, cancel: &CancellationToken, sink: Sink<'_>) {
        let _ = (ids, lang, cancel, sink);
    }

    /// Asks the web source, one call per openid.
    pub async fn web_profiles(&self, ids: &[OpenId], lang: Lang, cancel: &CancellationToken, sink: Sink<'_>) {
        let _ = (ids, lang, cancel, sink);
    }

    /// All tags of the account.
    pub async fn tags(&self, cancel: &CancellationToken) -> Result<Vec<Tag>, Failure> {
        let _ = cancel;
        Ok(Vec::new())
    }
}
