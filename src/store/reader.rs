//! Connections that only read, each on a thread of its own: a question never waits for a sync's writes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

use super::owner::Owner;
use super::unstored::Unstored;
use super::{Result, open};

/// One reading connection. What is asked of it is done in order.
#[derive(Debug)]
pub struct Reader {
    owner: Owner,
    unstored: Arc<Unstored>,
}

/// The file as it was when the question began: what others write meanwhile is not seen.
#[derive(Debug)]
pub struct Reading<'a> {
    pub(super) db: &'a Connection,
    pub(super) unstored: &'a Unstored,
}

/// Bytes of the file that are read through a map, where the system has one.
const MAPPED: i64 = 1 << 40;

/// What a question to the file gives; the one who runs it gets a [`super::Error`] that names the file.
pub type ReadResult<T> = rusqlite::Result<T>;

/// Page cache of a reading connection, in KiB: packed columns are read once each and gain nothing by a large one.
const CACHE_KIB: i64 = 1024;

/// How a connection reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Through a map, where the system has one: packed columns, a quarter of the time. Pages once mapped count as this
    /// process's memory until [`Reading::unmap`].
    Mapped,
    /// Page by page: rows here and there, in bounded memory.
    Paged,
}

impl Reader {
    pub(super) async fn start(path: PathBuf, way: Way, unstored: Arc<Unstored>) -> Result<Self> {
        let open = match way {
            Way::Mapped => open_mapped,
            Way::Paged => open_small,
        };
        Ok(Self {
            owner: Owner::start(path, open).await?,
            unstored,
        })
    }

    /// Runs a question in one read transaction.
    pub async fn run<T: Send + 'static>(
        &self,
        question: impl FnOnce(Reading<'_>) -> ReadResult<T> + Send + 'static,
    ) -> Result<T> {
        let unstored = self.unstored.clone();
        let in_transaction = move |db: &Connection| {
            let transaction = db.unchecked_transaction()?;
            let answer = question(Reading {
                db: &transaction,
                unstored: &unstored,
            })?;
            transaction.finish()?;
            Ok(answer)
        };
        self.owner.read(in_transaction).await
    }
}

fn open_small(path: &Path) -> Result<Connection> {
    let connection = open::open_to_read(path)?;
    let small = connection.pragma_update(None, "cache_size", -CACHE_KIB);
    small.map_err(|error| super::owner::fault(path, &error))?;
    Ok(connection)
}

fn open_mapped(path: &Path) -> Result<Connection> {
    let connection = open_small(path)?;
    map(&connection).map_err(|error| super::owner::fault(path, &error))?;
    Ok(connection)
}

/// Maps the file anew, with none of its pages in memory yet.
pub(super) fn map(connection: &Connection) -> rusqlite::Result<()> {
    for size in [0, MAPPED] {
        connection.pragma_update_and_check(None, "mmap_size", size, |_| Ok(()))?;
    }
    Ok(())
}
