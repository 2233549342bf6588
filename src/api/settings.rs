use std::time::Duration;

use crate::model::Secret;

/// Where the access token comes from.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// `stable_token` with `force_refresh:false`: it gives the token that is in force to all who ask (API reference,
    /// section 5).
    Stable {
        /// App id.
        app_id: String,
        /// App secret.
        secret: Secret,
    },
    /// `/cgi-bin/token`: every call displaces the token that other servers of the account use (API reference,
    /// section 5).
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
    /// Whole time one call may take, from connecting to the reply's last byte.
    pub timeout: Duration,
    /// Calls under way at once.
    pub concurrency: usize,
    /// Retries per call, for faults that a retry can mend; the first try is none.
    pub retries: u32,
    /// Own limit beside the platform's (45011), calls that begin within a minute; 0 for none.
    pub calls_per_minute: u32,
    /// Calls of this client at the most, retries and calls for a token among them; `None` for no limit.
    pub max_calls: Option<u64>,
    /// The user typed `--force-refresh`: the first token is forced, once a run.
    pub force_refresh: bool,
}

impl Settings {
    /// Settings with the product contract's defaults ("Configuration").
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

/// The client's sense of time. Only tests need another than the default.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    /// Longest pause before the first retry; doubled for each further one.
    pub backoff: Duration,
    /// How long a minute is, for 45011 and for the calls-per-minute limit.
    pub minute: Duration,
    /// How long a lookup waits for others to share its batch.
    pub gather: Duration,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            backoff: Duration::from_millis(500),
            minute: Duration::from_secs(60),
            gather: Duration::from_millis(15),
        }
    }
}
