//! Questions to the local mirror of all followers: views that can be paged, figures, one person, what changed.
//! Offline: nothing here calls the platform, and nothing here changes what a sync wrote.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use crate::model::{AccountKey, ChangePlace, Figures, Follower, FollowerChange, QrLabels, Timestamp};
use crate::query::{Beside, Query};
use crate::store::{self, Found, Reader, Store, Way};

mod bits;
mod chunk;
mod column;
mod figures;
mod letters;
mod narrowing;
mod order;
mod packing;
mod plan;
mod search;
mod view;

pub use order::Order;
pub use view::View;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file could not serve.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The asker took it back.
    #[error("cancelled")]
    Cancelled,
}

/// Result of a question.
pub type Result<T> = std::result::Result<T, Error>;

/// What a view shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// Who.
    pub query: Query,
    /// In which order.
    pub order: Order,
    /// Largest first. People without a value in the order's column stand at the end either way.
    pub descending: bool,
    /// Only those of whom a sync saw a change at or after this moment.
    pub changed_since: Option<Timestamp>,
}

impl Ask {
    /// Everybody whom the query finds, newest follow first: the order of every list without another wish.
    pub fn newest_first(query: Query) -> Self {
        Self {
            query,
            order: Order::Since,
            descending: true,
            changed_since: None,
        }
    }
}

/// The mirror at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MirrorCard {
    /// Everybody ever listed; 0 where the account was never synced.
    pub people: u64,
    /// Those listed now.
    pub listed: u64,
    /// Those of whom a profile is stored.
    pub with_profile: u64,
    /// Those who left.
    pub left: u64,
    /// When the newest sync that ended began: what it saw change, changed since.
    pub began_at: Option<Timestamp>,
    /// When it ended.
    pub synced_at: Option<Timestamp>,
    /// A sync has begun and not ended.
    pub unfinished: bool,
}

/// One account's mirror. Clones are cheap and share connections and answers.
#[derive(Clone, Debug)]
pub struct Mirror {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    account: AccountKey,
    qr_labels: QrLabels,
    readers: OnceCell<[Reader; 2]>,
    pages: OnceCell<Reader>,
    /// One packs at a time.
    packing: tokio::sync::Mutex<()>,
    /// When rows were last packed while a sync was under way.
    packed_at: Mutex<Option<Instant>>,
    noted: Arc<Mutex<search::Notes>>,
    /// The last question that found few people.
    last: Arc<Mutex<Option<narrowing::Last>>>,
    figures: Mutex<Vec<figures::Kept>>,
}

impl Inner {
    /// Connections for searching.
    async fn readers(&self) -> Result<&[Reader; 2]> {
        let mapped = || self.store.reader(Way::Mapped);
        let open = || async { tokio::try_join!(mapped(), mapped()).map(|(one, other)| [one, other]) };
        Ok(self.readers.get_or_try_init(open).await?)
    }

    /// The connection for what is read row by row: it never waits for a search.
    async fn pages(&self) -> Result<&Reader> {
        Ok(self.pages.get_or_try_init(|| self.store.reader(Way::Paged)).await?)
    }

    /// Rows that a sync under way keeps changing are packed now and then only; it packs all of them at its end.
    fn is_freshening_due(&self, found: &Found) -> bool {
        let mut packed_at = self.packed_at.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = !found.unfinished || packed_at.is_none_or(|at| at.elapsed() >= BETWEEN_PACKINGS);
        if is_due {
            *packed_at = Some(Instant::now());
        }
        is_due
    }
}

/// While a sync is under way.
const BETWEEN_PACKINGS: Duration = Duration::from_secs(30);

impl Mirror {
    /// The mirror of an account; nothing is opened yet.
    pub fn new(store: &Store, account: &AccountKey, qr_labels: QrLabels) -> Self {
        let inner = Inner {
            store: store.clone(),
            account: account.clone(),
            qr_labels,
            readers: OnceCell::new(),
            pages: OnceCell::new(),
            packing: tokio::sync::Mutex::default(),
            packed_at: Mutex::default(),
            noted: Arc::default(),
            last: Arc::default(),
            figures: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Brings everything that questions are answered from up to date with the rows: at the end of a sync.
    pub async fn freshen(&self) -> Result<()> {
        self.inner.freshen().await?;
        self.inner.forget_fetch_times().await
    }

    /// The mirror at a glance.
    pub async fn card(&self) -> Result<MirrorCard> {
        let inner = self.inner.clone();
        let count = move |reading: store::Reading<'_>| {
            let Some(found) = reading.mirror(&inner.account.app_id)? else {
                return Ok(MirrorCard::default());
            };
            let card = MirrorCard {
                people: found.rows.into(),
                listed: found.listed.into(),
                with_profile: found.profiles.into(),
                left: found.rows.saturating_sub(found.listed).into(),
                began_at: found.began_at,
                synced_at: found.synced_at,
                unfinished: found.unfinished,
            };
            Ok(card)
        };
        Ok(self.inner.pages().await?.run(count).await?)
    }

    /// Everybody who fits, in order. Cheap to page through; what is asked for later of it sees the same people.
    ///
    /// # Errors
    /// [`Error::Cancelled`] soon after `cancel` is tripped.
    pub async fn view(&self, ask: Ask, cancel: &CancellationToken) -> Result<View> {
        self.view_early(ask, cancel, drop).await
    }

    /// As [`Mirror::view`]; where that takes longer than somebody who types should wait, a view of those found until
    /// then is handed to `early`, once.
    pub async fn view_early(&self, ask: Ask, cancel: &CancellationToken, early: impl FnOnce(View)) -> Result<View> {
        View::find(self.inner.clone(), ask, cancel, early).await
    }

    /// The figures behind the charts, of everybody whom the query finds. Days and hours are of `time_zone`.
    pub async fn figures(
        &self,
        query: &Query,
        time_zone: &jiff::tz::TimeZone,
        cancel: &CancellationToken,
    ) -> Result<Figures> {
        self.inner.figures(query, time_zone, cancel).await
    }

    /// One person and everything that changed about them, newest first.
    pub async fn person(&self, openid: &str) -> Result<Option<(Follower, Vec<FollowerChange>)>> {
        let (inner, openid) = (self.inner.clone(), openid.to_owned());
        let find = move |reading: store::Reading<'_>| {
            let Some(found) = reading.mirror(&inner.account.app_id)? else {
                return Ok(None);
            };
            let naming = reading.naming(&inner.account, &inner.qr_labels)?;
            let Some(person) = reading.follower(found.id, &openid, &naming)? else {
                return Ok(None);
            };
            let changes = reading.changes_of(found.id, person.ordinal, &openid)?;
            Ok(Some((person, changes)))
        };
        Ok(self.inner.pages().await?.run(find).await?)
    }

    /// These people in their order, as far as the mirror knows them.
    pub async fn people(&self, openids: Vec<String>) -> Result<Vec<Follower>> {
        let inner = self.inner.clone();
        let find = move |reading: store::Reading<'_>| {
            let Some(found) = reading.mirror(&inner.account.app_id)? else {
                return Ok(Vec::new());
            };
            let naming = reading.naming(&inner.account, &inner.qr_labels)?;
            let mut people = Vec::with_capacity(openids.len());
            for openid in &openids {
                people.extend(reading.follower(found.id, openid, &naming)?);
            }
            Ok(people)
        };
        Ok(self.inner.pages().await?.run(find).await?)
    }

    /// At most `limit` changes at or after `since`, newest first, going on behind `after`. A page that is not full is
    /// the last.
    pub async fn changes(
        &self,
        since: Timestamp,
        after: Option<ChangePlace>,
        limit: usize,
    ) -> Result<Vec<FollowerChange>> {
        let inner = self.inner.clone();
        let find = move |reading: store::Reading<'_>| match reading.mirror(&inner.account.app_id)? {
            Some(found) => reading.changes(found.id, since, after, limit),
            None => Ok(Vec::new()),
        };
        Ok(self.inner.pages().await?.run(find).await?)
    }
}

/// Whether a query finds a follower of the mirror.
pub fn fits(query: &Query, follower: &Follower) -> bool {
    let beside = Beside {
        note: follower.note.as_deref(),
        left: !follower.listed,
    };
    query.matches(&follower.record, beside)
}

#[cfg(test)]
mod tests;
