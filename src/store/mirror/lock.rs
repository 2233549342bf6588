//! One sync at a time for each mirror, across processes.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::MirrorId;
use crate::private;
use crate::store::{Error, Result};

/// The right to sync a mirror. An advisory lock of the system on a file beside the database, which stays: who removed
/// it could let two processes lock two files of one name.
#[derive(Debug)]
pub struct SyncLock {
    _file: File,
}

/// `fanscope.db.sync-1.lock`.
pub(super) fn path(database: &Path, MirrorId(mirror): MirrorId) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(format!(".sync-{mirror}.lock"));
    PathBuf::from(name)
}

/// Takes the lock without waiting; `None` where somebody else has it.
pub(super) async fn take(path: PathBuf) -> Result<Option<SyncLock>> {
    let taken = tokio::task::spawn_blocking(move || take_now(&path)).await;
    taken.unwrap_or_else(|error| Err(Error::Statement(error.to_string())))
}

fn take_now(path: &Path) -> Result<Option<SyncLock>> {
    let unusable = |error: std::io::Error| Error::Open {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let file = private::open(OpenOptions::new().write(true).create(true).truncate(false), path).map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(SyncLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(unusable(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_by_one_and_free_again_when_dropped() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("fanscope.db");
        let (one, other) = (path(&database, MirrorId(1)), path(&database, MirrorId(2)));
        let held = take_now(&one).unwrap();
        assert!(held.is_some() && take_now(&one).unwrap().is_none());
        assert!(take_now(&other).unwrap().is_some(), "another account's");
        drop(held);
        assert!(take_now(&one).unwrap().is_some());
    }
}
