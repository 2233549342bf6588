//! The thread that owns the connection: work comes in by a channel and is done in order.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::{Error, Result};

/// Work on the connection; it sends its own answer.
type Work = Box<dyn FnOnce(&mut Connection) + Send>;

/// The handle's end of the channel. Dropping it ends the thread after all work asked for.
#[derive(Debug)]
pub(super) struct Owner {
    path: PathBuf,
    thread: Mutex<Option<(Sender<Work>, JoinHandle<()>)>>,
}

impl Owner {
    /// Starts the thread and waits until it has opened the file by `open`.
    pub(super) async fn start(path: PathBuf, open: fn(&Path) -> Result<Connection>) -> Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let (opened, answer) = oneshot::channel();
        let file = path.clone();
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(move || {
            let (result, connection) = match open(&file) {
                Ok(connection) => (Ok(()), Some(connection)),
                Err(error) => (Err(error), None),
            };
            // Nobody waits any more where the opening was cancelled; the closed channel ends the thread then.
            let _ = opened.send(result);
            if let Some(connection) = connection {
                serve(connection, &receiver);
            }
        });
        let thread = thread.map_err(|error| Error::Open {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        answer.await.unwrap_or_else(|_| Err(closed(&path)))?;
        Ok(Self {
            path,
            thread: Mutex::new(Some((sender, thread))),
        })
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` outside any transaction of its own.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(|connection| work(connection)).await
    }

    /// Runs `work` in a transaction that takes the write lock at its start, so that it never has to give way in
    /// its middle to another process.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let in_transaction = |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        self.run(in_transaction).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, answer) = oneshot::channel();
        let work: Work = Box::new(move |connection| {
            // The asker may have been cancelled; the work is done all the same.
            let _ = sender.send(work(connection));
        });
        let sent = self.thread.lock().is_ok_and(|thread| match thread.as_ref() {
            Some((channel, _)) => channel.send(work).is_ok(),
            None => false,
        });
        if !sent {
            return Err(closed(&self.path));
        }
        let result = answer.await.map_err(|_| closed(&self.path))?;
        result.map_err(|error| fault(&self.path, &error))
    }

    /// Waits until all work asked for is done and the file is closed.
    pub(super) async fn close(&self) {
        let Some(thread) = self.end() else { return };
        // A thread that panicked has closed the file by unwinding.
        let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    }

    /// Closes the channel; the thread ends after the work in it.
    fn end(&self) -> Option<JoinHandle<()>> {
        let (_, thread) = self.thread.lock().ok()?.take()?;
        Some(thread)
    }
}

impl Drop for Owner {
    /// Without this a program that ends could cut off writes already asked for.
    fn drop(&mut self) {
        if let Some(thread) = self.end() {
            let _ = thread.join();
        }
    }
}

fn serve(mut connection: Connection, work: &Receiver<Work>) {
    for work in work {
        work(&mut connection);
    }
    // The last process to close merges the WAL; where that fails, the next opening does it.
    let _ = connection.close();
}

fn closed(path: &Path) -> Error {
    Error::Statement(format!("{}: closed", path.display()))
}

/// Sorts an error of SQLite by what the user can do about it.
pub(super) fn fault(path: &Path, error: &rusqlite::Error) -> Error {
    let path = path.to_owned();
    match error {
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..) => Error::Damaged {
            path,
            reason: error.to_string(),
        },
        _ => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged {
                path,
                reason: error.to_string(),
            },
            Some(ErrorCode::ReadOnly) => Error::ReadOnly { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked { path },
            Some(ErrorCode::CannotOpen) => Error::Open {
                path,
                reason: error.to_string(),
            },
            _ => Error::Statement(format!("{}: {error}", path.display())),
        },
    }
}
