//! One account as the background task uses it: the store at once, the client when a lookup first needs it.

use tokio::sync::{Mutex, OnceCell, mpsc};
use tokio_util::task::AbortOnDropHandle;

use crate::api::Notice;
use crate::config::{Account, Config, Env};
use crate::job::{AccountCard, Event, Spent};
use crate::mirror::Mirror;
use crate::model::{CallCounts, Endpoint, Failure, Secret};
use crate::ops::lookup::now;
use crate::session::{Overrides, Session, credentials, platform_day};
use crate::store::Store;

use super::followers::Viewing;
use super::sync::Syncing;

/// Endpoints whose quota bounds what can still be looked up today.
const OF_LOOKUPS: [Endpoint; 2] = [Endpoint::UserInfo, Endpoint::BatchGet];

/// Opens the local file, unless history is switched off; forgets what is older than `keep_days`.
pub(super) async fn open_store(config: &Config) -> Result<Option<Store>, Failure> {
    if !config.history.enabled {
        return Ok(None);
    }
    let store = Store::open(&config.db).await.map_err(Failure::local)?;
    store
        .expire(config.history.keep_days, now())
        .await
        .map_err(Failure::local)?;
    Ok(Some(store))
}

/// An account at work.
pub(super) struct Desk {
    account: Option<Account>,
    store: Option<Store>,
    mirror: Option<Mirror>,
    web_token: Mutex<Option<Secret>>,
    /// Made at the first lookup: a secret command must not run before anybody asked for anything.
    session: OnceCell<Session>,
    /// Passes on the client's notices for as long as the desk is there.
    listener: Mutex<Option<AbortOnDropHandle<()>>>,
    /// The view of the mirror that the interface pages through.
    pub(super) viewed: Viewing,
    /// The sync that is asked about or runs.
    pub(super) syncing: Syncing,
}

impl Desk {
    pub(super) fn new(config: &Config, index: Option<usize>, store: Option<Store>, web_token: Option<Secret>) -> Self {
        let account = index.and_then(|index| config.accounts.get(index)).cloned();
        let mirror = store.as_ref().zip(account.as_ref());
        let mirror = mirror.map(|(store, account)| Mirror::new(store, &account.key, account.qr_labels.clone()));
        let (session, listener) = (OnceCell::new(), Mutex::new(None));
        Self {
            account,
            store,
            mirror,
            web_token: Mutex::new(web_token),
            session,
            listener,
            viewed: Viewing::default(),
            syncing: Syncing::default(),
        }
    }

    pub(super) fn store(&self) -> Option<Store> {
        self.store.clone()
    }

    pub(super) async fn web_token(&self) -> Option<Secret> {
        self.web_token.lock().await.clone()
    }

    pub(super) async fn set_web_token(&self, token: Secret) {
        if let Some(session) = self.session.get() {
            session.client.set_web_token(token.clone());
        }
        *self.web_token.lock().await = Some(token);
    }

    /// The account's mirror, where there is a local file.
    pub(super) fn mirror(&self) -> Option<&Mirror> {
        self.mirror.as_ref()
    }

    pub(super) fn account(&self) -> Option<&Account> {
        self.account.as_ref()
    }

    /// The account for the header. A token just being set reads as there.
    pub(super) fn card(&self) -> Option<AccountCard> {
        let account = self.account.as_ref()?;
        let base = account.api_base.as_str();
        Some(AccountCard {
            key: account.key.clone(),
            label: account.label.clone(),
            host: base.split_once("://").map_or(base, |(_, host)| host).to_owned(),
            has_web_token: self.web_token.try_lock().map_or(true, |token| token.is_some()),
        })
    }

    /// Calls of this run, of today with those not yet written to the file, and what is left of the quota.
    pub(super) async fn spent(&self) -> Spent {
        let day = platform_day(now());
        let stored = self.store.as_ref().zip(self.account.as_ref());
        let (run, today) = match (self.session.get(), stored) {
            (Some(session), _) => (session.client.calls(), session.calls_today().await),
            (None, Some((store, account))) => {
                let today = store.calls_on(&account.key.app_id, &day).await;
                (CallCounts::default(), today.unwrap_or_default())
            }
            (None, None) => Default::default(),
        };
        let marks = match stored {
            Some((store, account)) => store.quotas_on(&account.key.app_id, &day).await.unwrap_or_default(),
            None => Vec::new(),
        };
        let of_lookups = marks.iter().filter(|mark| OF_LOOKUPS.contains(&mark.endpoint));
        let left = of_lookups.map(|mark| mark.left(&today)).min();
        Spent { run, today, left }
    }

    /// The session, made at first use.
    pub(super) async fn session(&self, config: &Config, env: &Env, outbox: &mpsc::Sender<Event>) -> Option<&Session> {
        let account = self.account.as_ref()?;
        let session = self.session.get_or_init(|| async {
            let credentials = credentials(account, env).await;
            let session = Session::new(config, account, credentials, self.store.clone(), Overrides::default());
            if let Some(token) = self.web_token().await {
                session.client.set_web_token(token);
            }
            let listener = tokio::spawn(listen(session.client.notices(), outbox.clone()));
            *self.listener.lock().await = Some(AbortOnDropHandle::new(listener));
            session
        });
        Some(session.await)
    }
}

/// Turns the client's notices into events.
async fn listen(mut notices: tokio::sync::watch::Receiver<Option<Notice>>, outbox: mpsc::Sender<Event>) {
    while notices.changed().await.is_ok() {
        let until = match &*notices.borrow_and_update() {
            Some(Notice::WaitingForMinute { until, .. }) => Some(*until),
            Some(Notice::Resumed) | None => None,
        };
        if outbox.send(Event::Waiting(until)).await.is_err() {
            return;
        }
    }
}
