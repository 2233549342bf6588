//! The client of the platform: tokens, pace, retries, batching, and the reading of any reply.
//!
//! Knows nothing of configuration, storage or screens; shares no type with [`crate::demo`].
//!
//! | File | Its job |
//! |---|---|
//! | `decode`, `mend`, `wire`, `records`, `errmsg`, `lenient`, `redact` | pure: from bytes to model types |
//! | `retry`, `pace`, `gate`, `token` | decisions: what follows a failure, how fast, whether at all, with which token |
//! | `http` | one exchange |
//! | `engine`, `credentials` | one call, with everything that may follow from a failure |
//! | `batch`, `coalesce`, `lookup` | many openids |
//! | `bulk`, `lean` | millions of openids |
//! | `pages` | openids page by page: followers, members of a tag, the blacklist |
//! | `single` | tags, and what `doctor` and `web` ask |

mod ask;
mod batch;
mod bulk;
mod coalesce;
mod credentials;
mod decode;
mod engine;
mod errmsg;
mod fault;
mod gate;
mod http;
mod lean;
pub mod lenient;
mod lookup;
mod mend;
mod pace;
mod pages;
mod records;
mod redact;
mod refusals;
mod retry;
mod settings;
mod single;
mod token;
mod wire;

use std::fmt;
use std::sync::{Arc, PoisonError};

use tokio::sync::watch;

pub use bulk::{BATCH, Bulk, Found};
pub use decode::{Reading, read_json};
pub use errmsg::split_errmsg;
pub use lean::{LeanRecord, read_lean};
pub use pages::{FollowerPage, read_page};
pub use records::{BatchRecord, read_batch};
pub use redact::redact;
pub use settings::{Credentials, Rhythm, Settings};
pub use single::{Quota, RateLimit, RidRecord, WebGrant};
pub use wire::read_profile;

use crate::model::{CallCounts, Endpoint, Failure, OpenId, Profile, Secret, Timestamp};
use engine::Engine;
use gate::Run;
use pace::Tally;

/// One openid's outcome, with what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The profile, or why there is none.
    pub result: Result<Profile, Failure>,
    /// The reply as it came; for a batch this openid's element. Empty where nothing came. An unusable reply is
    /// cut at 64 KiB.
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
#[derive(Clone)]
pub struct Client {
    engine: Arc<Engine>,
    /// Calls of this clone, where they are counted apart.
    tally: Option<Arc<Tally>>,
}

/// Receives each openid's answer as soon as it is known, in any order.
pub type Sink<'a> = &'a mut (dyn FnMut(OpenId, Answer) + Send);

impl Client {
    /// Makes a client; nothing is sent and no TLS is set up before the first call.
    pub fn new(settings: Settings) -> Self {
        Self::with_rhythm(settings, Rhythm::default())
    }

    /// A client with another sense of time, for tests.
    pub fn with_rhythm(settings: Settings, rhythm: Rhythm) -> Self {
        Self {
            engine: Arc::new(Engine::new(settings, rhythm)),
            tally: None,
        }
    }

    /// A clone that knows which calls were its own, all but those of lookups, which share batches.
    #[must_use]
    pub fn counted_apart(&self) -> Self {
        Self {
            engine: Arc::clone(&self.engine),
            tally: Some(Arc::default()),
        }
    }

    /// Calls that were this clone's own, those for a token included; of a clone that is not counted apart there are
    /// none.
    pub fn own_calls(&self) -> CallCounts {
        self.tally.as_ref().map(|tally| tally.counts()).unwrap_or_default()
    }

    /// Lets this clone spend so many calls of an endpoint in all; one that is not counted apart has no limit.
    pub fn allow(&self, endpoint: Endpoint, most: u64) {
        if let Some(tally) = &self.tally {
            tally.allow(endpoint, most);
        }
    }

    /// Begins an operation.
    fn begin(&self) -> Run {
        let run = self.engine.gates.begin();
        if let Some(tally) = &self.tally {
            self.engine.budget.follow(run, tally);
        }
        run
    }

    /// The host asked, e.g. `api.weixin.qq.com` or `127.0.0.1:4711`.
    pub fn host(&self) -> String {
        self.engine.transport.host()
    }

    /// Calls spent since the client was made.
    pub fn calls(&self) -> CallCounts {
        self.engine.budget.spent()
    }

    /// Whether the next call costs another first, for a token.
    pub fn needs_token_call(&self) -> bool {
        let engine = &self.engine;
        let is_bought = matches!(
            engine.settings.credentials,
            Credentials::Stable { .. } | Credentials::Classic { .. }
        );
        is_bought && matches!(engine.tokens.current(engine.gates.newest()), Ok(None))
    }

    /// The newest notice; changes as calls run.
    pub fn notices(&self) -> watch::Receiver<Option<Notice>> {
        self.engine.gates.notices()
    }

    /// Replaces the web token.
    pub fn set_web_token(&self, token: Secret) {
        let mut web_token = self.engine.web_token.lock().unwrap_or_else(PoisonError::into_inner);
        *web_token = Some(token).filter(|token| !token.is_empty());
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("host", &self.host())
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}
