//! The embedded API server: invented followers, the platform's behaviour. Shares no type with [`crate::api`].
//!
//! It speaks plain HTTP on loopback and answers as the API reference (sections 1 to 8, 10) says, so that any client
//! of the platform works against it unchanged. What goes wrong is a script ([`Fault`]), never chance.
//!
//! An account of N followers has exactly N in `user/get`, the two following examples of the documentation among them
//! (for N below 2 they have unfollowed), and some more people who do not follow. Nobody is stored: everyone is derived
//! from an index, which an openid encodes.

mod cgi;
mod churn;
mod cipher;
mod endpoint;
mod examples;
mod follower;
mod gzip;
mod journal;
mod lists;
mod names;
mod oauth;
mod people;
mod picture;
mod profile;
mod quota;
mod refusal;
mod request;
mod route;
mod script;
mod serve;
mod sns;
mod special;
mod suggest;
mod tags;
mod tokens;
mod wire;
mod world;

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use endpoint::Endpoint;
pub use journal::Call;
pub use oauth::Scope;
pub use people::Change;
use quota::Meter;
pub use script::{Act, Fault};
use serve::Shared;
pub use suggest::{DemoHint, suggestions};
use world::World;

/// How a demo server is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// Followers; `None` for the default set of some 300.
    pub followers: Option<u64>,
    /// Seed of everything invented.
    pub seed: u64,
    /// Openids in a page of `user/get`; the platform's is 10 000.
    pub page_size: usize,
    /// Seconds that a global access token lives; the platform's are 7200.
    pub token_seconds: u64,
    /// How long every answer waits.
    pub latency: Duration,
    /// Whether a few people leave, come, or get another remark or tag before each sweep of `user/get` but the first: a
    /// request without `next_openid` after a list was read to its end. Never the documentation's examples.
    pub churn: bool,
    /// What goes wrong, from the first call on.
    pub faults: Vec<Fault>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            port: 0,
            followers: None,
            seed: 1,
            page_size: 10_000,
            token_seconds: 7200,
            latency: Duration::ZERO,
            churn: false,
            faults: Vec::new(),
        }
    }
}

/// A running server; dropping it stops it.
pub struct Demo {
    /// Where it listens.
    pub address: SocketAddr,
    /// App id; the same for the same seed, so that a history stays of use.
    pub app_id: String,
    /// App secret (worthless: of the demo only).
    pub app_secret: String,
    /// A web token that answers `sns/userinfo` for every openid of the account.
    pub web_token: String,
    shared: Arc<Shared>,
}

impl Demo {
    /// Binds and starts serving on the current tokio runtime.
    pub async fn start(setup: Setup) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, setup.port)).await?;
        let address = listener.local_addr()?;
        let latency = setup.latency;
        let world = World::new(setup);
        let (app_id, app_secret) = (world.app_id.clone(), world.app_secret.clone());
        let web_token = oauth::master(world.seed);
        let shared = Arc::new(Shared::new(world, latency));
        tokio::spawn(serve::run(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            app_id,
            app_secret,
            web_token,
            shared,
        })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Adds a fault after those still to come.
    pub fn script(&self, fault: Fault) {
        self.shared.world().script.add(fault);
    }

    /// Forgets all faults still to come.
    pub fn clear_script(&self) {
        self.shared.world().script.clear();
    }

    /// How often a path such as `/cgi-bin/user/info` was called so far, refused calls included; all pictures are counted
    /// under `/picture`.
    pub fn requests(&self, path: &str) -> u64 {
        self.shared.world().journal.count(path)
    }

    /// How many calls there were so far.
    pub fn total_requests(&self) -> u64 {
        self.shared.world().journal.total()
    }

    /// The most calls that were running at one time.
    pub fn peak_requests(&self) -> u64 {
        self.shared.world().journal.peak()
    }

    /// The calls answered lately, oldest first; at most 512.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.world().journal.recent()
    }

    /// All global tokens run out (42001).
    pub fn expire_tokens(&self) {
        self.shared.world().expire_tokens();
    }

    /// All global tokens are displaced, as by another server that forces a new one (40001).
    pub fn revoke_tokens(&self) {
        self.shared.world().revoke_tokens();
    }

    /// Puts the server's clock forward: tokens, codes and quotas run out as if so much time had passed.
    pub fn advance(&self, by: Duration) {
        self.shared.world().advance(by);
    }

    /// Sets the calls a day of a path; false for an unknown one.
    pub fn limit_per_day(&self, path: &str, calls: u64) -> bool {
        self.limit(path, |meter, endpoint, now| meter.limit_day(endpoint, calls, now))
    }

    /// Sets the calls a minute of a path; false for an unknown one.
    pub fn limit_per_minute(&self, path: &str, calls: u64) -> bool {
        self.limit(path, |meter, endpoint, now| meter.limit_minute(endpoint, calls, now))
    }

    /// Changes one person; false for an openid of another account.
    pub fn change(&self, openid: &str, change: Change) -> bool {
        self.shared.world().people.change(openid, change)
    }

    /// The account has been listed before, and what was seen then has been told by [`Demo::change`]: with
    /// [`Setup::churn`] the next sweep finds something new, as it follows from this number.
    pub fn go_on(&self, sweep: u64) {
        if let Some(churn) = &mut self.shared.world().churn {
            churn.go_on(sweep);
        }
    }

    /// Up to `count` openids in the order of `user/get`, from the start.
    pub fn openids(&self, count: usize) -> Vec<String> {
        self.shared.world().people.page(None, count)
    }

    /// A code for `sns/oauth2/access_token`, as if this person had just consented; works once, for five minutes.
    pub fn code(&self, openid: &str, scope: Scope) -> String {
        let mut world = self.shared.world();
        let now = world.now();
        world.consents.consent(openid, scope, now)
    }

    fn limit(&self, path: &str, set: impl FnOnce(&mut Meter, Endpoint, u64)) -> bool {
        let Some(endpoint) = Endpoint::at(path) else {
            return false;
        };
        let mut world = self.shared.world();
        let now = world.now();
        set(&mut world.meter, endpoint, now);
        true
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.shared.stop.cancel();
    }
}

/// Without the secret and the web token: a debug line may end in a log.
impl fmt::Debug for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Demo")
            .field("address", &self.address)
            .field("app_id", &self.app_id)
            .finish_non_exhaustive()
    }
}
