//! Packed columns of a mirror: what is in them is not this module's business, when they are whole is.
//!
//! Pieces of columns and of orders are blobs. A piece of a column is written in the transaction that takes its chunk
//! from `dirty_chunks`, so that a crash leaves every chunk either packed or dirty.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rusqlite::blob::Blob;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, Transaction, params};

use super::Store;
use super::reader::{ReadResult, Reading};
use super::unstored::Unstored;

/// Rows that a piece covers.
pub const CHUNK: u32 = 16_384;

/// One column of one mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnId {
    /// The mirror.
    pub mirror: i64,
    /// Which column: below 256.
    pub column: u8,
}

impl ColumnId {
    fn row(self, chunk: u32) -> i64 {
        (self.mirror << 40) | (i64::from(self.column) << 32) | i64::from(chunk)
    }
}

/// A chunk as packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// A piece for each of the first columns, in their order.
    pub columns: Vec<Vec<u8>>,
    /// Rows in the chunk.
    pub people: u32,
}

/// How a mirror's packed columns stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packing {
    /// Counts what was packed.
    pub version: i64,
    /// Chunks whose rows have changed since.
    pub dirty: Vec<u32>,
}

/// An order that is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoredOrder {
    /// Its number among the orders.
    pub number: u8,
    /// [`Packing::version`] that it was made of.
    pub version: i64,
    /// Rows in it.
    pub people: u32,
    /// Rows with a value: they stand in front.
    pub valued: u32,
}

/// Reads pieces one after the other, each into the place of the last.
pub struct ColumnReader<'a> {
    db: &'a Connection,
    /// Where it has anything at all.
    unstored: Option<&'a Unstored>,
    blob: Option<Blob<'a>>,
    /// Which piece the blob is.
    open: i64,
    /// As long as the longest piece so far: clearing it for each would take as long as reading.
    buffer: Vec<u8>,
}

impl std::fmt::Debug for ColumnReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ColumnReader")
    }
}

impl ColumnReader<'_> {
    /// A piece, or the part of it that is asked for, as far as it goes.
    pub fn read(&mut self, id: ColumnId, chunk: u32, part: Range<usize>) -> ReadResult<&[u8]> {
        let row = id.row(chunk);
        if let Some(unstored) = self.unstored
            && let Some(length) = unstored.read(row, &part, &mut self.buffer)
        {
            return Ok(&self.buffer[..length]);
        }
        let blob = match self.blob.take() {
            Some(blob) if self.open == row => blob,
            Some(mut blob) => {
                blob.reopen(row)?;
                blob
            }
            None => self.db.blob_open(MAIN_DB, "packed", "data", row, true)?,
        };
        let blob = self.blob.insert(blob);
        self.open = row;
        let start = part.start.min(blob.len());
        let length = blob.len().min(part.end).saturating_sub(start);
        if self.buffer.len() < length {
            self.buffer.resize(length, 0);
        }
        let piece = &mut self.buffer[..length];
        blob.read_at_exact(piece, start)?;
        Ok(piece)
    }

    /// Ends the reading of the last piece: its pages can be let go of.
    pub fn rest(&mut self) {
        self.blob = None;
    }
}

impl<'a> Reading<'a> {
    /// How the packed columns stand.
    pub fn packing(&self, mirror: i64) -> ReadResult<Packing> {
        let sql = "SELECT chunk FROM dirty_chunks WHERE mirror = ?1 ORDER BY chunk";
        let mut statement = self.db.prepare_cached(sql)?;
        let dirty = statement.query_map([mirror], |row| row.get(0))?;
        Ok(Packing {
            version: self.packing_version(mirror)?,
            dirty: dirty.collect::<ReadResult<_>>()?,
        })
    }

    /// [`Packing::version`] alone.
    pub fn packing_version(&self, mirror: i64) -> ReadResult<i64> {
        let sql = "SELECT version FROM packings WHERE mirror = ?1";
        let version = self.db.prepare_cached(sql)?.query_row([mirror], |row| row.get(0));
        Ok(version.optional()?.unwrap_or_default())
    }

    /// A stored order, where it is of the columns as they are.
    pub fn order(&self, mirror: i64, number: u8) -> ReadResult<Option<StoredOrder>> {
        // A mirror without anybody has packed nothing yet: its version is 0, as `packing_version` has it.
        let sql = "SELECT number, version, people, valued FROM packed_orders WHERE mirror = ?1 AND number = ?2
             AND version = coalesce((SELECT version FROM packings WHERE mirror = ?1), 0)";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(StoredOrder {
                number: row.get(0)?,
                version: row.get(1)?,
                people: row.get(2)?,
                valued: row.get(3)?,
            })
        };
        let mut statement = self.db.prepare_cached(sql)?;
        if let Some(stored) = statement.query_row(params![mirror, number], read).optional()? {
            return Ok(Some(stored));
        }
        Ok(self.unstored.order(mirror, number, self.packing_version(mirror)?))
    }

    /// Rows packed.
    pub fn packed_people(&self, mirror: i64) -> ReadResult<u32> {
        let sql = "SELECT coalesce(sum(people), 0) FROM packed_chunks WHERE mirror = ?1";
        self.db.prepare_cached(sql)?.query_row([mirror], |row| row.get(0))
    }

    /// Reads pieces.
    pub fn columns(&self) -> ColumnReader<'a> {
        ColumnReader {
            db: self.db,
            unstored: Some(self.unstored).filter(|unstored| !unstored.is_empty()),
            blob: None,
            open: 0,
            buffer: Vec::new(),
        }
    }

    /// Lets go of the file's pages that are mapped: they count as this process's memory. No piece may be being read.
    pub fn unmap(&self) -> ReadResult<()> {
        super::reader::map(self.db)
    }
}

impl Store {
    /// Packs a chunk: `pack` makes its pieces of the rows as they are.
    pub async fn repack(
        &self,
        mirror: i64,
        chunk: u32,
        pack: impl FnOnce(&Reading<'_>) -> ReadResult<Pieces> + Send + 'static,
    ) -> super::Result<()> {
        let unstored = self.unstored.clone();
        let write = move |db: &Transaction<'_>| {
            let pieces = pack(&Reading {
                db,
                unstored: &unstored,
            })?;
            keep(db, mirror, chunk, &pieces)
        };
        self.owner.write(write).await
    }

    /// Keeps an order as two columns: who stands where, and where each stands. `false` where rows were packed since.
    /// Where the file cannot be written it is kept in memory.
    pub async fn keep_order(
        &self,
        mirror: i64,
        order: StoredOrder,
        columns: [(u8, Vec<u32>); 2],
    ) -> super::Result<bool> {
        let pieces = Arc::new(pieces_of(mirror, &columns));
        let written = pieces.clone();
        let write = move |db: &Transaction<'_>| {
            let sql = "SELECT coalesce((SELECT version FROM packings WHERE mirror = ?1), 0) = ?2";
            if !db.query_row(sql, [mirror, order.version], |row| row.get::<_, bool>(0))? {
                return Ok(false);
            }
            for (id, piece) in written.iter() {
                put(db, *id, piece)?;
            }
            let sql = "INSERT OR REPLACE INTO packed_orders (mirror, number, version, people, valued)
                 VALUES (?1, ?2, ?3, ?4, ?5)";
            db.execute(
                sql,
                params![mirror, order.number, order.version, order.people, order.valued],
            )?;
            Ok(true)
        };
        let is_kept = match self.owner.write(write).await {
            Err(super::Error::ReadOnly { .. }) => {
                self.unstored.keep(mirror, order, Arc::unwrap_or_clone(pieces));
                return Ok(true);
            }
            kept => kept?,
        };
        // What stands in the file itself is read through the map; what stands in the WAL is not.
        let checkpoint = |db: &Connection| db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        self.owner.read(checkpoint).await?;
        Ok(is_kept)
    }

    /// Forgets an order, because what it compares has changed without any row.
    pub async fn forget_order(&self, mirror: i64, number: u8) -> super::Result<()> {
        let write = move |db: &Transaction<'_>| {
            let sql = "DELETE FROM packed_orders WHERE mirror = ?1 AND number = ?2";
            db.execute(sql, params![mirror, number]).map(drop)
        };
        self.owner.write(write).await
    }
}

/// The pieces of columns of numbers, by their rows, in the order in which they are best written.
fn pieces_of(mirror: i64, columns: &[(u8, Vec<u32>)]) -> BTreeMap<i64, Vec<u8>> {
    let pieces = columns.iter().flat_map(|(column, numbers)| {
        let id = ColumnId {
            mirror,
            column: *column,
        };
        let bytes = |piece: &[u32]| piece.iter().flat_map(|number| number.to_le_bytes()).collect();
        (0..)
            .zip(numbers.chunks(CHUNK as usize))
            .map(move |(chunk, piece)| (id.row(chunk), bytes(piece)))
    });
    pieces.collect()
}

fn keep(db: &Transaction<'_>, mirror: i64, chunk: u32, pieces: &Pieces) -> rusqlite::Result<()> {
    for (column, piece) in (0..).zip(&pieces.columns) {
        put(db, ColumnId { mirror, column }.row(chunk), piece)?;
    }
    let sql = "INSERT OR REPLACE INTO packed_chunks (mirror, chunk, people) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?.execute(params![mirror, chunk, pieces.people])?;
    let sql = "INSERT INTO packings (mirror, version) VALUES (?1, 1)
         ON CONFLICT DO UPDATE SET version = version + 1";
    db.prepare_cached(sql)?.execute([mirror])?;
    let sql = "DELETE FROM dirty_chunks WHERE mirror = ?1 AND chunk = ?2";
    db.prepare_cached(sql)?.execute(params![mirror, chunk])?;
    Ok(())
}

fn put(db: &Transaction<'_>, id: i64, piece: &[u8]) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO packed (id, data) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute(params![id, piece])?;
    Ok(())
}
