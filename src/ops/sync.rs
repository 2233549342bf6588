//! Sync: the mirror of an account's followers is brought up to date, by a full list of ids and a look at every profile.
//!
//! Whatever has come is kept with the place it came to, in one transaction, so that a sync goes on after anything. A
//! caller prepares a sync, sees what it needs, and runs it; one account is synced by one process at a time.

mod fetching;
mod listing;

use std::collections::BTreeSet;
use std::time::Instant;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::api::BATCH;
use crate::mirror::Mirror;
use crate::model::{CallCounts, Cause, Endpoint, Failure, Kind, SyncNeed, SyncProgress, SyncStage, SyncSummary};
use crate::ops::lookup::now;
use crate::ops::tags;
use crate::session::Session;
use crate::store::{self, Store, SyncLock, SyncState};
use listing::Listing;

/// What a sync is to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Begin anew, even where one was interrupted.
    pub full: bool,
    /// List ids and ask for no profile.
    pub ids_only: bool,
    /// Leave out asking what is left of the day's quota: for a run with a limit of its own.
    pub spare_quota: bool,
}

/// What a sync reports while it runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// Where it stands.
    Progress(SyncProgress),
    /// Something failed that stops nothing.
    Warning(Failure),
}

/// How a running sync is steered.
#[derive(Clone, Debug)]
pub struct Control {
    /// Stops it; it goes on in another run.
    pub cancel: CancellationToken,
    /// While true it rests between two calls. Where the sender is gone it does not.
    pub paused: watch::Receiver<bool>,
}

impl Control {
    /// Steered by a token alone.
    pub fn by(cancel: CancellationToken) -> Self {
        let (_, paused) = watch::channel(false);
        Self { cancel, paused }
    }

    /// Waits as long as somebody wants it to rest.
    async fn rest(&self) {
        let mut paused = self.paused.clone();
        tokio::select! {
            () = self.cancel.cancelled() => {}
            // A sender that is gone wants nothing any more.
            _ = paused.wait_for(|paused| !paused) => {}
        }
    }
}

/// Why a sync did not run to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// Another process, or another part of this one, is syncing this account.
    Busy,
    /// A call or this machine failed, the quota is used up, or the operator cancelled. It can go on later.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Failed(Failure::local(error))
    }
}

/// From where a stage's progress in this run is measured.
#[derive(Clone, Copy, Debug)]
struct Start {
    at: Instant,
    done: u64,
}

type Reporter<'a> = &'a mut (dyn FnMut(Report) + Send);

/// A sync that may begin: nobody else runs one for this account until it is dropped.
#[derive(Debug)]
pub struct Sync {
    session: Session,
    store: Store,
    state: SyncState,
    listing: Listing,
    need: SyncNeed,
    _lock: SyncLock,
}

impl Sync {
    /// Finds out what a sync needs. A new one asks for its first page, whose total is the only way to know.
    pub async fn prepare(session: &Session, options: Options, cancel: &CancellationToken) -> Result<Self, Stop> {
        // Others may call meanwhile.
        let mut session = session.clone();
        session.client = session.client.counted_apart();
        let store = session.store.clone();
        let store = store.ok_or_else(|| Failure::local("no local file"))?;
        let mirror = store.mirror_id(&session.key).await?;
        let lock = store.lock_sync(mirror).await?.ok_or(Stop::Busy)?;
        let state = store.begin_sync(mirror, options.full, options.ids_only, now()).await?;
        let continues = state.pages > 0;
        let (pages_left, batches_left) = if options.spare_quota {
            (None, None)
        } else {
            tokio::join!(
                left(&session, Endpoint::UserGet, cancel),
                left(&session, Endpoint::BatchGet, cancel)
            )
        };
        for (endpoint, left) in [(Endpoint::UserGet, pages_left), (Endpoint::BatchGet, batches_left)] {
            if let Some(left) = left {
                session.client.allow(endpoint, left);
            }
        }
        let need = SyncNeed {
            continues,
            people: 0,
            pages: 0,
            batches: 0,
            others: 0,
            pages_left,
            batches_left,
        };
        let mut sync = Self {
            session,
            store,
            state,
            listing: Listing::default(),
            need,
            _lock: lock,
        };
        let listed = if continues {
            Ok(())
        } else {
            sync.list_page(cancel).await
        };
        // Asking what is left costs calls, too, whether or not the sync is run.
        sync.save_calls().await;
        if let Err(stop) = listed {
            // Nothing has come that a later one could go on with.
            sync.decline().await?;
            return Err(stop);
        }
        sync.estimate().await;
        Ok(sync)
    }

    /// What it is going to cost, with what finding that out has cost.
    pub const fn need(&self) -> &SyncNeed {
        &self.need
    }

    /// It is not wanted: one that was begun for its question leaves nothing behind, an interrupted one stays as it is.
    pub async fn decline(self) -> Result<(), Failure> {
        self.save_calls().await;
        if self.need.continues {
            return Ok(());
        }
        self.store.abandon_sync(self.state.mirror).await.map_err(Failure::local)
    }

    /// Runs it to its end, or until something stops it.
    pub async fn run(mut self, control: &Control, report: Reporter<'_>) -> Result<SyncSummary, Stop> {
        let ended = self.go(control, report).await;
        self.save_calls().await;
        ended?;
        let state = &self.state;
        Ok(SyncSummary {
            people: state.listed,
            counts: state.counts,
            first: state.first,
            short_of: (!state.whole).then_some(state.total),
            calls: self.spent(),
            began_at: state.began_at,
        })
    }

    async fn go(&mut self, control: &Control, report: Reporter<'_>) -> Result<(), Stop> {
        let start = self.start();
        while self.state.stage == SyncStage::Listing {
            control.rest().await;
            report(Report::Progress(self.progress(start)));
            self.list_page(&control.cancel).await?;
        }
        let tag_ids = self.fetch(control, report).await?;
        self.store.end_sync(self.state.mirror, now()).await?;
        self.freshen(report).await;
        self.name_tags(&tag_ids, control, report).await;
        Ok(())
    }

    /// Brings up to date what questions are answered from, so that nobody waits for it later. That it fails loses
    /// nothing: whoever asks first does it then.
    async fn freshen(&self, report: Reporter<'_>) {
        let (key, labels) = (&self.session.key, self.session.qr_labels.clone());
        if let Err(error) = Mirror::new(&self.store, key, labels).freshen().await {
            report(Report::Warning(Failure::local(error)));
        }
        if let Err(error) = self.store.shrink().await {
            report(Report::Warning(Failure::local(error)));
        }
    }

    /// Names for the tags that were seen. That there are none spoils nothing.
    async fn name_tags(&self, ids: &BTreeSet<u64>, control: &Control, report: Reporter<'_>) {
        let ids: Vec<u64> = ids.iter().copied().collect();
        let Err(failure) = tags::prepare(&self.session, &ids, now(), &control.cancel).await else {
            return;
        };
        if failure.kind != Kind::Cancelled && !matches!(failure.cause, Cause::CallLimit { .. }) {
            report(Report::Warning(failure));
        }
    }

    /// Where the stage stands as this run takes it up.
    fn start(&self) -> Start {
        let state = &self.state;
        Start {
            at: Instant::now(),
            done: match state.stage {
                SyncStage::Listing => state.listed,
                SyncStage::Fetching => state.done,
            },
        }
    }

    fn progress(&self, start: Start) -> SyncProgress {
        let state = &self.state;
        let (people, done, calls_left) = match state.stage {
            SyncStage::Listing => (
                // Ids may come twice, and more of them than the platform has spoken of.
                state.total.max(state.listed),
                state.listed,
                self.left_now(Endpoint::UserGet, self.need.pages_left),
            ),
            SyncStage::Fetching => (
                state.listed,
                state.done,
                self.left_now(Endpoint::BatchGet, self.need.batches_left),
            ),
        };
        SyncProgress {
            stage: state.stage,
            people,
            done,
            done_now: done.saturating_sub(start.done),
            elapsed: start.at.elapsed(),
            calls: self.spent().total(),
            calls_left,
        }
    }

    /// Calls of this run.
    fn spent(&self) -> CallCounts {
        self.session.client.own_calls()
    }

    /// What was left, less what this run has spent since.
    fn left_now(&self, endpoint: Endpoint, left: Option<u64>) -> Option<u64> {
        let spent = self.spent().of(endpoint);
        left.map(|left| left.saturating_sub(spent))
    }

    /// Calls spent so far and those still to come. How large pages are is known from those that came.
    async fn estimate(&mut self) {
        let spent = self.spent();
        let state = &self.state;
        let people = match state.stage {
            SyncStage::Listing => state.total.max(state.listed),
            SyncStage::Fetching => state.listed,
        };
        let asked = spent.of(Endpoint::UserGet);
        self.need.people = people;
        self.need.pages = asked
            + match state.stage {
                SyncStage::Fetching => 0,
                SyncStage::Listing => {
                    let page = state.listed.checked_div(state.pages).unwrap_or(0).max(1);
                    // The one that says that nobody is left.
                    people.saturating_sub(state.listed).div_ceil(page) + 1
                }
            };
        self.need.batches = if state.ids_only {
            0
        } else {
            batches_of(people.saturating_sub(state.done))
        };
        let needs_token = self.session.client.needs_token_call();
        let needs_tags = self.need.batches > 0 && tags::may_ask(&self.session, now()).await;
        self.need.others = spent.total() - asked + u64::from(needs_token) + u64::from(needs_tags);
    }

    /// That the counters cannot be written is found out by the rows, too.
    async fn save_calls(&self) {
        if let Err(error) = self.session.save_calls(now()).await {
            tracing::warn!(%error, "calls were not counted");
        }
    }
}

/// Batches that so many people need.
fn batches_of(people: u64) -> u64 {
    people.div_ceil(u64::try_from(BATCH).unwrap_or(u64::MAX))
}

/// What is left of an endpoint's quota; `None` where the platform does not say.
async fn left(session: &Session, endpoint: Endpoint, cancel: &CancellationToken) -> Option<u64> {
    session.client.quota(endpoint, cancel).await.ok()?.remain
}
