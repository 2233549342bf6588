//! Bringing packed columns up to date with the rows, and the orders up to date with them.

use super::chunk::ChunkPacker;
use super::order::{self, Order};
use super::{Inner, Result};
use crate::store::{self, CHUNK, Found, Naming, Packing, Pieces, ReadResult, Reading};

/// A mirror whose packed columns and one order belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) mirror: i64,
    pub(super) version: i64,
    /// Rows packed.
    pub(super) people: u32,
    /// Rows that have a value in the order: they stand in front.
    pub(super) valued: u32,
}

impl Inner {
    /// Packs what is dirty and makes the order by follow time anew. Another process may do the same at the same time:
    /// each chunk is packed by one of them, in one transaction, and an order is kept only where it is of all of them.
    pub(super) async fn freshen(&self) -> Result<()> {
        let _alone = self.packing.lock().await;
        loop {
            let Some((found, packing)) = self.standing().await? else {
                return Ok(());
            };
            for chunk in packing.dirty {
                let naming = self.plain_naming();
                let pack = move |reading: &Reading<'_>| pack(reading, found.id, chunk, &naming);
                match self.store.repack(found.id, chunk, pack).await {
                    // What was packed before a file became read-only can still be read.
                    Err(store::Error::ReadOnly { .. }) if packing.version > 0 => break,
                    packed => packed?,
                }
            }
            if self.order(found.id, Order::Since).await?.is_some() {
                return Ok(());
            }
        }
    }

    /// A sync moves the fetch times of everybody whom it found as they were, without touching a row.
    pub(super) async fn forget_fetch_times(&self) -> Result<()> {
        if let Some((found, _)) = self.standing().await? {
            self.store.forget_order(found.id, Order::Fetched.number()).await?;
        }
        Ok(())
    }

    /// The mirror and how its packed columns stand.
    async fn standing(&self) -> Result<Option<(Found, Packing)>> {
        let app_id = self.account.app_id.clone();
        let look = move |reading: Reading<'_>| match reading.mirror(&app_id)? {
            Some(found) => Ok(Some((found, reading.packing(found.id)?))),
            None => Ok(None),
        };
        Ok(self.readers().await?[0].run(look).await?)
    }

    /// The packed mirror with an order, brought up to date where that is due; `None` where there is no mirror.
    pub(super) async fn packed(&self, order: Order) -> Result<Option<Packed>> {
        let Some((found, packing)) = self.standing().await? else {
            return Ok(None);
        };
        if !packing.dirty.is_empty() && self.is_freshening_due(&found) {
            self.freshen().await?;
        }
        loop {
            if let Some(packed) = self.order(found.id, order).await? {
                return Ok(Some(packed));
            }
            self.freshen().await?;
        }
    }

    /// An order of the columns as they are, made where it is not there; `None` where rows were packed meanwhile.
    async fn order(&self, mirror: i64, order: Order) -> Result<Option<Packed>> {
        let readers = self.readers().await?;
        let look = move |reading: Reading<'_>| reading.order(mirror, order.number());
        let stored = readers[0].run(look).await?;
        let stored = if let Some(stored) = stored {
            stored
        } else {
            let naming = self.plain_naming();
            let make = move |reading: Reading<'_>| order::make(&reading, mirror, order, &naming);
            let Some(fresh) = readers[1].run(make).await? else {
                return Ok(None);
            };
            if !self.store.keep_order(mirror, fresh.stored, fresh.columns).await? {
                return Ok(None);
            }
            fresh.stored
        };
        Ok(Some(Packed {
            mirror,
            version: stored.version,
            people: stored.people,
            valued: stored.valued,
        }))
    }

    /// Names do not matter for packing.
    fn plain_naming(&self) -> Naming {
        Naming {
            account: self.account.clone(),
            qr_labels: crate::model::QrLabels::default(),
            tags: Vec::new(),
        }
    }
}

/// Packs the rows of a chunk.
fn pack(reading: &Reading<'_>, mirror: i64, chunk: u32, naming: &Naming) -> ReadResult<Pieces> {
    let mut packer = ChunkPacker::new();
    let rows = chunk * CHUNK..(chunk + 1).saturating_mul(CHUNK);
    reading.each_follower(mirror, rows, naming, |follower| packer.push(follower))?;
    Ok(packer.finish())
}
