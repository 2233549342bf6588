//! Finding those who fit: two connections share the chunks.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError};

use tokio_util::sync::CancellationToken;

use super::bits::{ChunkBits, Places};
use super::order::Order;
use super::packing::Packed;
use super::plan::{Chunk, Noted, Plan};
use super::view::Hits;
use super::{Ask, Error, Inner, Result};
use crate::query::Query;
use crate::store::{CHUNK, ReadResult, Reading};

/// Chunks read before their mapped pages are let go of: some megabytes.
const CHUNKS_MAPPED: u32 = 8;

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
            let work = |place: usize| {
                let search = search.clone();
                async move {
                    self.readers().await?[place]
                        .run(move |reading| search.places(&reading))
                        .await
                        .map_err(Error::from)
                }
            };
            let (one, other) = tokio::join!(work(0), work(1));
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            // Where somebody packed rows meanwhile, the two may have seen different ones.
            let (Some(one), Some(other)) = (one?, other?) else {
                continue;
            };
            let both = one.iter().zip(other).map(|(one, other)| one | other).collect();
            let places = Places::new(both);
            return Ok(Some(Hits {
                packed,
                valued: places.count_before(packed.valued),
                places: Some(places),
            }));
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
        let (mirror, query, last) = (packed.mirror, query.clone(), self.noted.clone());
        let make = move |reading: Reading<'_>| {
            let naming = reading.naming(&account, &labels)?;
            let only = changed_since
                .map(|since| reading.changed_since(mirror, since))
                .transpose()?;
            let only = only.map(|mut ordinals| {
                ordinals.sort_unstable();
                ordinals
            });
            let seen = reading.data_version()?;
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            let notes = match last.as_ref().filter(|(version, _)| *version == seen) {
                Some((_, kept)) => kept.clone(),
                None => Arc::new(reading.notes(&account.app_id, mirror)?),
            };
            *last = Some((seen, notes.clone()));
            Ok(Plan::new(&query, &notes, only, naming))
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

    /// Places in the order where those stand whom this worker found.
    fn places(&self, reading: &Reading<'_>) -> ReadResult<Option<Vec<u64>>> {
        let mut words = vec![0_u64; (self.packed.people as usize).div_ceil(64)];
        let is_whole = self.each_chunk(reading, |chunk, found| {
            let places = chunk.read_number(self.order.places())?.as_chunks().0;
            for row in found.rows() {
                let Some(bytes) = places.get(row) else { break };
                let place = u32::from_le_bytes(*bytes);
                if let Some(word) = words.get_mut(place as usize / 64) {
                    *word |= 1 << (place % 64);
                }
            }
            Ok(())
        })?;
        Ok(is_whole.then_some(words))
    }
}
