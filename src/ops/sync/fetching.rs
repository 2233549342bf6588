//! Profiles by concurrent batches, taken over in the order of openids.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use futures_util::stream::{self, Stream, StreamExt};
use tokio::task::JoinHandle;

use super::{Control, Report, Reporter, Stop, Sync, batches_of};
use crate::api::{BATCH, Bulk, Found};
use crate::model::{Failure, OpenId, SyncStage};
use crate::ops::lookup::now;
use crate::store::{Group, Result as Stored, Seen, Staged, Store, SyncState};

/// People taken over in one transaction: what dying may cost is this, what is being written and what is under way,
/// together less than a page of ids.
const GROUP: usize = 2_000;

/// Where calls take long, what has come is taken over after so long.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long calls under way may take to come back once the operator cancels.
const GRACE: Duration = Duration::from_secs(2);

/// How often the calls of a long run are counted.
const COUNTED: Duration = Duration::from_secs(10);

/// Ids read ahead from the list.
const READ: usize = 5_000;

impl Sync {
    /// Takes over everybody on the list, and says which tags were seen.
    pub(super) async fn fetch(&mut self, control: &Control, report: Reporter<'_>) -> Result<BTreeSet<u64>, Stop> {
        let left = self.state.listed.saturating_sub(self.state.done);
        let asking = Asking {
            store: self.store.clone(),
            control: control.clone(),
            // Nothing to ask for where only ids are wanted.
            bulk: (!self.state.ids_only).then(|| self.session.client.bulk(self.session.lang, batches_of(left))),
        };
        let mut answers = Box::pin(asking.answers(&self.state, self.session.client.at_once()));
        let mut taking = Taking::new(self.store.clone());
        let start = self.start();
        let mut failed = None;
        while failed.is_none() {
            let next = tokio::select! {
                biased;
                () = grace(control) => break,
                next = answers.next() => next,
            };
            match next {
                Some(Ok(people)) => taking.add(people),
                Some(Err(stop)) => failed = Some(stop),
                None => break,
            }
            if taking.is_due() {
                self.take(&mut taking, false).await?;
                report(Report::Progress(self.progress(start)));
            }
            if taking.counted.elapsed() > COUNTED {
                taking.counted = Instant::now();
                self.save_calls().await;
            }
        }
        let is_over = failed.is_none() && !control.cancel.is_cancelled();
        if is_over {
            taking.believe();
        }
        self.take(&mut taking, is_over).await?;
        self.settle(&mut taking).await?;
        report(Report::Progress(self.progress(start)));
        match failed {
            Some(stop) => Err(stop),
            None if is_over => Ok(taking.tag_ids),
            None => Err(Failure::cancelled().into()),
        }
    }

    /// Hands a group to be written, once the one before is.
    async fn take(&mut self, taking: &mut Taking, last: bool) -> Result<(), Stop> {
        self.settle(taking).await?;
        if taking.people.is_empty() && !last {
            return Ok(());
        }
        let people = std::mem::take(&mut taking.people);
        taking.tag_ids.extend(people.iter().flat_map(|(_, seen)| tag_ids(seen)));
        taking.latest = Instant::now();
        let (store, mirror) = (taking.store.clone(), self.state.mirror);
        let group = Group { people, last };
        taking.writing = Some(tokio::spawn(async move { store.keep_people(mirror, group).await }));
        Ok(())
    }

    async fn settle(&mut self, taking: &mut Taking) -> Result<(), Stop> {
        if let Some(writing) = taking.writing.take() {
            self.state = writing.await.map_err(Failure::local)??;
        }
        Ok(())
    }
}

/// Ends some time after the operator has cancelled.
async fn grace(control: &Control) {
    control.cancel.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

/// People on their way into the file.
struct Taking {
    store: Store,
    people: People,
    /// Of batches in which nobody's profile came. Where the sync stops behind them it was not about these people, so
    /// they are to be asked for again.
    doubtful: People,
    writing: Option<JoinHandle<Stored<SyncState>>>,
    tag_ids: BTreeSet<u64>,
    latest: Instant,
    counted: Instant,
}

impl Taking {
    fn new(store: Store) -> Self {
        let now = Instant::now();
        Self {
            store,
            people: Vec::new(),
            doubtful: Vec::new(),
            writing: None,
            tag_ids: BTreeSet::new(),
            latest: now,
            counted: now,
        }
    }

    fn add(&mut self, batch: People) {
        let is_in_vain = batch.iter().all(|(_, seen)| matches!(seen, Seen::Missed));
        if !is_in_vain {
            self.believe();
        }
        let place = if is_in_vain {
            &mut self.doubtful
        } else {
            &mut self.people
        };
        place.extend(batch);
    }

    /// The platform does answer: those whose profiles did not come are missed.
    fn believe(&mut self) {
        self.people.append(&mut self.doubtful);
    }

    fn is_due(&self) -> bool {
        self.people.len() >= GROUP || !self.people.is_empty() && self.latest.elapsed() >= PATIENCE
    }
}

/// Where profiles come from.
#[derive(Clone)]
struct Asking {
    store: Store,
    control: Control,
    bulk: Option<Bulk>,
}

type People = Vec<(OpenId, Seen)>;

impl Asking {
    /// Everybody on the list behind the sync's cursor, batch by batch in order, with so many batches under way.
    fn answers(self, state: &SyncState, at_once: usize) -> impl Stream<Item = Result<People, Stop>> + use<> {
        let cancelled = self.control.cancel.clone().cancelled_owned();
        let staged = Staged::new(state.mirror, state.pages, state.done_to.clone());
        debug_assert_eq!(state.stage, SyncStage::Fetching);
        self.clone()
            .batches(staged)
            .take_until(cancelled)
            .map(move |batch| {
                let bulk = self.bulk.clone();
                async move { see(bulk, batch?).await }
            })
            .buffered(at_once)
    }

    /// The list in batches.
    fn batches(self, staged: Staged) -> impl Stream<Item = Result<Vec<OpenId>, Stop>> {
        stream::try_unfold(
            (self, Some(staged), VecDeque::new()),
            |(asking, mut staged, mut ahead)| async {
                asking.control.rest().await;
                while ahead.len() < BATCH
                    && let Some(list) = staged.take()
                {
                    let (list, ids) = asking.store.next_staged(list, READ).await?;
                    staged = Some(list).filter(|_| !ids.is_empty());
                    ahead.extend(ids);
                }
                let batch: Vec<OpenId> = ahead.drain(..ahead.len().min(BATCH)).collect();
                Ok((!batch.is_empty()).then_some((batch, (asking, staged, ahead))))
            },
        )
    }
}

async fn see(bulk: Option<Bulk>, ids: Vec<OpenId>) -> Result<People, Stop> {
    let Some(bulk) = bulk else {
        return Ok(ids.into_iter().map(|id| (id, Seen::Unasked)).collect());
    };
    let found = bulk.fetch(&ids).await?;
    Ok(found.into_iter().map(seen).collect())
}

/// An answer about a person that says whether they follow; anything else tells nothing.
fn seen(found: Found) -> (OpenId, Seen) {
    let seen = match found.result {
        Ok(profile) if matches!(profile.subscribe, Some(0 | 1)) => Seen::Profile {
            profile: Box::new(profile),
            repaired: found.repaired,
            at: found.at.unwrap_or_else(now),
        },
        Ok(_) | Err(_) => Seen::Missed,
    };
    (found.openid, seen)
}

fn tag_ids(seen: &Seen) -> impl Iterator<Item = u64> {
    let tags = match seen {
        Seen::Profile { profile, .. } => profile.tagid_list.as_deref(),
        Seen::Missed | Seen::Unasked => None,
    };
    tags.unwrap_or_default().iter().copied()
}
