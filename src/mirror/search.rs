//! Finding those who fit: two connections share the chunks.

use std::pin::pin;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::bits::{ChunkBits, Places};
use super::narrowing::{FEW, State};
use super::order::Order;
use super::packing::Packed;
use super::plan::{Chunk, Noted, Plan};
use super::view::Hits;
use super::{Ask, Error, Inner, Result};
use crate::query::Query;
use crate::store::{CHUNK, ReadResult, Reading};

/// Chunks read before their mapped pages are let go of: some megabytes.
const CHUNKS_MAPPED: u32 = 8;

/// How long everybody is looked for before those found so far are worth showing.
const PATIENCE: Duration = Duration::from_millis(10);

/// Connections, and threads, that share a search.
const WORKERS: usize = 2;

/// A search under way, shared by those who work on it.
pub(super) struct Search {
    pub(super) packed: Packed,
    pub(super) order: Order,
    pub(super) plan: Plan,
    cancel: CancellationToken,
    next: AtomicU32,
}

impl Inner {
    /// Everybody who fits; `None` where there is no mirror.
    pub(super) async fn search(&self, ask: &Ask, cancel: &CancellationToken) -> Result<Option<Hits>> {
        self.search_early(ask, cancel, drop).await
    }

    /// As [`Inner::search`]; where that takes long, those found until then are handed to `early`.
    pub(super) async fn search_early(
        &self,
        ask: &Ask,
        cancel: &CancellationToken,
        early: impl FnOnce(Hits),
    ) -> Result<Option<Hits>> {
        let mut early = Some(early);
        loop {
            let Some(packed) = self.packed(ask.order).await? else {
                return Ok(None);
            };
            if ask.query.is_empty() && ask.changed_since.is_none() {
                return Ok(Some(Hits {
                    packed,
                    places: None,
                    valued: packed.valued,
                }));
            }
            let plan = self.plan(&packed, &ask.query, ask.changed_since).await?;
            let search = Arc::new(Search::new(packed, ask.order, plan, cancel));
            let found = Arc::new(Found::new(packed.people));
            let work = |worker: usize| {
                let (search, found) = (search.clone(), found.clone());
                async move {
                    self.readers().await?[worker]
                        .run(move |reading| search.places(&reading, &found, worker))
                        .await
                        .map_err(Error::from)
                }
            };
            let mut all = pin!(async { tokio::join!(work(0), work(1)) });
            let (one, other) = tokio::select! {
                biased;
                ended = &mut all => ended,
                () = tokio::time::sleep(PATIENCE) => {
                    let so_far = found.hits(packed);
                    if let Some(early) = early.take().filter(|_| so_far.total() > 0) {
                        early(so_far);
                    }
                    all.await
                }
            };
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            // Where somebody packed rows meanwhile, the two may have seen different ones.
            let few = match (one?, other?) {
                (Share::Void, _) | (_, Share::Void) => continue,
                (Share::Few(one), Share::Few(other)) => Some([one, other].concat()),
                (Share::Many, _) | (_, Share::Many) => None,
            };
            let state = State::new(&packed, search.plan.data_version);
            self.note_found(ask, state, few.filter(|few| few.len() <= FEW));
            return Ok(Some(found.hits(packed)));
        }
    }

    /// The query made ready with today's names and notes.
    pub(super) async fn plan(
        &self,
        packed: &Packed,
        query: &Query,
        changed_since: Option<jiff::Timestamp>,
    ) -> Result<Plan> {
        let (account, labels) = (self.account.clone(), self.qr_labels.clone());
        let (packed, query, last, among) = (*packed, query.clone(), self.noted.clone(), self.among());
        let make = move |reading: Reading<'_>| {
            let naming = reading.naming(&account, &labels)?;
            let seen = reading.data_version()?;
            let only = match (among(State::new(&packed, seen), &query, changed_since), changed_since) {
                (Some(found), _) => Some(found),
                (None, Some(since)) => {
                    let mut ordinals = reading.changed_since(packed.mirror, since)?;
                    ordinals.sort_unstable();
                    Some(Arc::new(ordinals))
                }
                (None, None) => None,
            };
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            let notes = match last.as_ref().filter(|(version, _)| *version == seen) {
                Some((_, kept)) => kept.clone(),
                None => Arc::new(reading.notes(&account.app_id, packed.mirror)?),
            };
            *last = Some((seen, notes.clone()));
            Ok(Plan::new(&query, &notes, only, naming, seen))
        };
        Ok(self.readers().await?[0].run(make).await?)
    }
}

/// Notes by ordinal, and when they were read.
pub(super) type Notes = Option<(i64, Arc<Vec<Noted>>)>;

impl Search {
    pub(super) fn new(packed: Packed, order: Order, plan: Plan, cancel: &CancellationToken) -> Self {
        Self {
            packed,
            order,
            plan,
            cancel: cancel.clone(),
            next: AtomicU32::new(0),
        }
    }

    /// Takes chunks until there are no more and hands on who fits in each; `false` where the columns are not those
    /// that were to be searched, or the asker took the question back.
    pub(super) fn each_chunk(
        &self,
        reading: &Reading<'_>,
        mut each: impl FnMut(&mut Chunk<'_, '_>, &ChunkBits) -> ReadResult<()>,
    ) -> ReadResult<bool> {
        let Packed {
            mirror,
            version,
            people,
            ..
        } = self.packed;
        if reading.packing_version(mirror)? != version {
            return Ok(false);
        }
        let mut columns = reading.columns();
        let mut read = 0;
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= people.div_ceil(CHUNK) || self.cancel.is_cancelled() {
                break;
            }
            let mut chunk = Chunk::new(&mut columns, mirror, number, people);
            let found = self.plan.search(&mut chunk)?;
            if !found.is_empty() {
                each(&mut chunk, &found)?;
            }
            read += 1;
            if read % CHUNKS_MAPPED == 0 {
                columns.rest();
                reading.unmap()?;
            }
        }
        columns.rest();
        reading.unmap()?;
        Ok(!self.cancel.is_cancelled())
    }

    /// Notes the places in the order where those stand whom this worker found.
    fn places(&self, reading: &Reading<'_>, found: &Found, worker: usize) -> ReadResult<Share> {
        let mut share = Share::Few(Vec::new());
        let is_whole = self.each_chunk(reading, |chunk, rows| {
            share.add(chunk.number * CHUNK, rows);
            let places = chunk.read_number(self.order.places())?.as_chunks().0;
            for row in rows.rows() {
                let Some(bytes) = places.get(row) else { break };
                found.set(worker, u32::from_le_bytes(*bytes));
            }
            Ok(())
        })?;
        Ok(if is_whole { share } else { Share::Void })
    }
}

/// Whom a worker found.
enum Share {
    /// The search came to nothing, see [`Search::each_chunk`].
    Void,
    /// Their ordinals.
    Few(Vec<u32>),
    /// More than [`FEW`].
    Many,
}

impl Share {
    /// Adds rows of the chunk that begins at this ordinal.
    fn add(&mut self, first: u32, rows: &ChunkBits) {
        match self {
            Self::Few(few) if few.len() + rows.count() <= FEW => {
                few.extend(rows.rows().filter_map(|row| Some(first + u32::try_from(row).ok()?)));
            }
            _ => *self = Self::Many,
        }
    }
}

/// A bit for each place in the order, for each worker: what is found so far can be read while they go on.
#[derive(Debug)]
struct Found([Vec<AtomicU64>; WORKERS]);

impl Found {
    fn new(people: u32) -> Self {
        let words = (people as usize).div_ceil(64);
        Self([(); WORKERS].map(|()| (0..words).map(|_| AtomicU64::new(0)).collect()))
    }

    fn set(&self, worker: usize, place: u32) {
        if let Some(word) = self.0.get(worker).and_then(|words| words.get(place as usize / 64)) {
            // Nobody else writes here, so that reading and writing need not be one step.
            word.store(word.load(Ordering::Relaxed) | 1 << (place % 64), Ordering::Relaxed);
        }
    }

    fn hits(&self, packed: Packed) -> Hits {
        let [one, other] = &self.0;
        let read = |word: &AtomicU64| word.load(Ordering::Relaxed);
        let both = one.iter().zip(other).map(|(one, other)| read(one) | read(other));
        let places = Places::new(both.collect());
        Hits {
            packed,
            valued: places.count_before(packed.valued),
            places: Some(places),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_workers_have_found_so_far_can_be_told_at_any_time() {
        let packed = Packed {
            mirror: 1,
            version: 1,
            people: 200,
            valued: 100,
        };
        let found = Found::new(packed.people);
        assert_eq!(found.hits(packed).total(), 0);
        for (worker, place, total, valued) in [(0, 7, 1, 1), (1, 7, 1, 1), (1, 99, 2, 2), (0, 100, 3, 2), (0, 64, 4, 3)]
        {
            found.set(worker, place);
            let hits = found.hits(packed);
            assert_eq!((hits.total(), hits.valued), (total, valued), "{worker} {place}");
        }
        found.set(0, 500);
        assert_eq!(found.hits(packed).total(), 4, "nobody stands there");
    }
}
