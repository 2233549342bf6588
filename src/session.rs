//! One account in use: its client, its store, its settings. Built from the configuration.

mod tag_book;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use crate::api::{Client, Credentials, Settings};
use crate::config::{Account, Config, Env, TokenSource};
use crate::model::{AccountKey, CallCounts, Lang, QrLabels, Timestamp};
use crate::store::{self, Store};

pub use tag_book::TagBook;

/// What an operation needs. Clones share the client, the tag names and the call counters.
#[derive(Clone, Debug)]
pub struct Session {
    /// Name and app id of the account.
    pub key: AccountKey,
    /// The API client.
    pub client: Client,
    /// The local file; `None` with `--no-history`, `[history] enabled = false`, or when it cannot be opened.
    pub store: Option<Store>,
    /// Names for QR scenes.
    pub qr_labels: QrLabels,
    /// Language sent to the platform.
    pub lang: Lang,
    /// How old a stored answer may be to be reused.
    pub max_age: Duration,
    /// Tag names known so far.
    pub tags: Arc<Mutex<TagBook>>,
    /// Calls already written to the store, so that only the rest is added.
    counted: Arc<Mutex<CallCounts>>,
}

/// What a command line says about one run, over the configuration.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overrides {
    /// `--lang`.
    pub lang: Option<Lang>,
    /// `--max-age`.
    pub max_age: Option<Duration>,
    /// `--max-calls`.
    pub max_calls: Option<u64>,
    /// `--force-refresh`.
    pub force_refresh: bool,
}

impl Session {
    /// Puts a session together; nothing is sent yet. `credentials` come from [`credentials`].
    pub fn new(
        config: &Config,
        account: &Account,
        credentials: Credentials,
        store: Option<Store>,
        overrides: Overrides,
    ) -> Self {
        let client = Client::new(Settings {
            web_token: config.web_token.clone(),
            timeout: config.lookup.timeout,
            concurrency: config.lookup.concurrency,
            retries: config.lookup.retries,
            calls_per_minute: config.lookup.calls_per_minute,
            max_calls: overrides.max_calls,
            force_refresh: overrides.force_refresh,
            ..Settings::new(account.api_base.clone(), credentials)
        });
        Self {
            key: account.key.clone(),
            client,
            store,
            qr_labels: account.qr_labels.clone(),
            lang: overrides.lang.unwrap_or(account.lang),
            max_age: overrides.max_age.unwrap_or(config.lookup.max_age),
            tags: Arc::default(),
            counted: Arc::default(),
        }
    }

    /// Calls of this machine today, those not yet stored included.
    pub async fn calls_today(&self) -> CallCounts {
        // Held over both reads, so that no call is counted twice or missed while another task stores it.
        let counted = self.counted.lock().await;
        let mut today = match &self.store {
            Some(store) => store
                .calls_on(&self.key.app_id, &platform_day(Timestamp::now()))
                .await
                .unwrap_or_default(),
            None => CallCounts::default(),
        };
        for (endpoint, n) in self.client.calls().since(&counted).0 {
            today.add(endpoint, n);
        }
        today
    }

    /// Adds the calls spent since the last time to today's stored counters.
    pub async fn save_calls(&self, now: Timestamp) -> store::Result<()> {
        let Some(store) = &self.store else { return Ok(()) };
        let mut counted = self.counted.lock().await;
        let spent = self.client.calls();
        let news = spent.since(&counted);
        if news.total() > 0 {
            store.add_calls(&self.key.app_id, &platform_day(now), news).await?;
            *counted = spent;
        }
        Ok(())
    }
}

/// The access token's source with its secret fetched. May run a command or read a file, which happens off the runtime.
pub async fn credentials(account: &Account, env: &Env) -> Credentials {
    let app_id = account.key.app_id.clone();
    match &account.token {
        TokenSource::Given(token) => return Credentials::Given(token.clone()),
        TokenSource::EnvMissing(variable) => return Credentials::Missing(variable.clone()),
        TokenSource::Command(argv) => return Credentials::Command(argv.clone()),
        TokenSource::Stable | TokenSource::Classic => {}
    }
    let (source, env) = (account.secret.clone(), env.clone());
    let resolved = tokio::task::spawn_blocking(move || source.resolve(&env)).await;
    match resolved.unwrap_or_else(|error| Err(error.to_string())) {
        Err(detail) => Credentials::Missing(detail),
        Ok(secret) if account.token == TokenSource::Classic => Credentials::Classic { app_id, secret },
        Ok(secret) => Credentials::Stable { app_id, secret },
    }
}

/// The day that the platform's daily quota counts: midnight to midnight, UTC+8.
pub fn platform_day(now: Timestamp) -> String {
    let beijing = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    now.to_zoned(beijing).date().to_string()
}

/// When the platform's next day begins, and with it a new quota.
pub fn next_platform_day(now: Timestamp) -> Timestamp {
    let beijing = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let today = now.to_zoned(beijing.clone()).date();
    let next = today.tomorrow().and_then(|day| day.to_zoned(beijing));
    next.map_or(Timestamp::MAX, |next| next.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_quota_comes_at_the_next_midnight_in_beijing() {
        let next = |text: &str| next_platform_day(text.parse().unwrap()).to_string();
        assert_eq!(next("2026-11-21T15:59:59Z"), "2026-11-21T16:00:00Z");
        assert_eq!(next("2026-11-21T16:00:00Z"), "2026-11-22T16:00:00Z");
    }

    #[test]
    fn the_platform_day_changes_at_sixteen_hours_utc() {
        let day = |text: &str| platform_day(text.parse().unwrap());
        assert_eq!(day("2026-11-21T15:59:59Z"), "2026-11-21");
        assert_eq!(day("2026-11-21T16:00:00Z"), "2026-11-22");
    }
}
