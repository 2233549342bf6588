//! From configuration to session: demo server, store, credentials.

use crate::api::Credentials;
use crate::cli::context::Context;
use crate::cli::notes::Notes;
use crate::config::{Account, Config};
use crate::demo::Demo;
use crate::error::{Error, Usage};
use crate::locale::fill;
use crate::model::Source;
use crate::ops::{self, lookup::now};
use crate::session::{Overrides, Session, credentials};
use crate::store::Store;

/// A session and what must live as long as it does.
#[derive(Debug)]
pub struct Opened {
    /// The account in use.
    pub session: Session,
    /// The configuration; under `--demo` pointed to the demo server.
    pub config: Config,
    demo: Option<Demo>,
}

impl Opened {
    /// Waits until all is written; then the demo server may stop, too.
    pub async fn close(self) {
        if let Some(store) = self.session.store {
            store.close().await;
        }
        drop(self.demo);
    }
}

/// Opens the chosen account for calls. `keep`: history may be read and written.
/// Without usable credentials for `source` nothing is sent (exit 2).
pub async fn open(
    context: &Context,
    config: Config,
    source: Source,
    overrides: Overrides,
    keep: bool,
) -> Result<Opened, Error> {
    open_if(context, config, overrides, keep, |account, config, credentials| {
        check(account, config, credentials, source)
    })
    .await
}

/// Opens the chosen account whatever its credentials are: for `doctor`, which says what is wrong with them.
pub async fn open_unchecked(context: &Context, config: Config) -> Result<Opened, Error> {
    open_if(context, config, Overrides::default(), true, |_, _, _| Ok(())).await
}

async fn open_if(
    context: &Context,
    mut config: Config,
    overrides: Overrides,
    keep: bool,
    accept: impl FnOnce(&Account, &Config, &Credentials) -> Result<(), Error>,
) -> Result<Opened, Error> {
    let demo = start_demo(&mut config).await?;
    let account = account(&config)?;
    let credentials = credentials(account, &context.env).await;
    accept(account, &config, &credentials)?;
    let store = if keep {
        store(&config, context.notes()).await
    } else {
        None
    };
    let session = Session::new(&config, account, credentials, store, overrides);
    Ok(Opened { session, config, demo })
}

/// Adds the calls spent to today's. That the file cannot be written is worth a warning and changes nothing else.
pub async fn save_calls(context: &Context, session: &Session) {
    if let Err(error) = session.save_calls(now()).await {
        let notes = context.notes();
        notes.warn(&fill(notes.words().history_unusable, &[&error]));
    }
}

/// The chosen account.
pub fn account(config: &Config) -> Result<&Account, Error> {
    config.account().map_err(|choice| Error::Account(choice.clone()))
}

/// Starts the demo server under `--demo` and points the demo's account to it.
pub async fn start_demo(config: &mut Config) -> Result<Option<Demo>, Error> {
    if !config.demo {
        return Ok(None);
    }
    let started = ops::demo::start(config.clone(), false).await;
    let (started, demo) = started.map_err(|source| Error::Io {
        what: "127.0.0.1".to_owned(),
        source,
    })?;
    *config = started;
    Ok(Some(demo))
}

/// The web source needs its own token and nothing else.
fn check(account: &Account, config: &Config, credentials: &Credentials, source: Source) -> Result<(), Error> {
    let account = account.key.name.clone();
    match (source, credentials) {
        (Source::Web, _) if config.web_token.is_some() => Ok(()),
        (Source::Web, _) => Err(Usage::NoWebToken.into()),
        (Source::Follower, Credentials::Missing(detail)) => Err(Usage::NoCredentials {
            account,
            detail: detail.clone(),
        }
        .into()),
        (Source::Follower, _) => Ok(()),
    }
}

/// The local file, where history is kept. That it cannot be used is worth a warning and changes nothing else.
async fn store(config: &Config, notes: Notes) -> Option<Store> {
    if !config.history.enabled {
        return None;
    }
    let unusable = |error: crate::store::Error| notes.warn(&fill(notes.words().history_unusable, &[&error]));
    let store = Store::open(&config.db).await.map_err(unusable).ok()?;
    if let Err(error) = store.expire(config.history.keep_days, now()).await {
        notes.warn(&fill(notes.words().history_unusable, &[&error]));
    }
    Some(store)
}
