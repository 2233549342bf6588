//! The local file `fanscope.db`: lookups, changes, tags, call counters. One blocking thread owns the connection;
//! the handle is cheap to clone and its methods never block the caller's runtime.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::model::{CallCounts, Lang, OpenId, Record, Snapshot, Source, Tag, Timestamp};

/// Why the file could not serve.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file or its directory cannot be made or opened.
    #[error("{path}: {reason}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system or SQLite said.
        reason: String,
    },
    /// A newer fanscope wrote the file.
    #[error("{path} was written by a newer fanscope (schema {found}, this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema number.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// A statement failed: locked, full, damaged or read-only.
    #[error("{0}")]
    Statement(String),
}

/// Result of a storage operation.
pub type Result<T> = std::result::Result<T, Error>;

/// Which stored lookups a list wants.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only this app id; `None` for all accounts.
    pub app_id: Option<String>,
    /// At most this many, newest first.
    pub limit: Option<usize>,
}

/// One person in history: per account, source and openid.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// The newest answered snapshot, or the newest failed one where none was answered.
    pub latest: Snapshot,
    /// How many lookups are stored.
    pub lookups: u64,
    /// When the first was made.
    pub first_at: Timestamp,
}

/// One field that differs between two consecutive answered snapshots.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Fetch time of the later snapshot.
    pub at: Timestamp,
    /// Wire name of the field, or `status`.
    pub field: String,
    /// Value before, as in the record's JSON.
    pub from: Value,
    /// Value after.
    pub to: Value,
    /// Source of both.
    pub source: Source,
}

/// Everything stored about one openid of one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// All snapshots of all sources, newest first.
    pub snapshots: Vec<Snapshot>,
    /// All changes, newest first.
    pub changes: Vec<Change>,
}

/// Which lookups to delete.
#[derive(Clone, Debug, Default)]
pub struct Doomed {
    /// Only this app id; `None` for all accounts.
    pub app_id: Option<String>,
    /// Only these openids; empty for all.
    pub openids: Vec<String>,
    /// Only this source.
    pub source: Option<Source>,
    /// Only those fetched before.
    pub before: Option<Timestamp>,
}

/// Handle to the file.
#[derive(Clone, Debug)]
pub struct Store {}

impl Store {
    /// Opens or makes the file: directory 0700, file 0600, WAL, migrations.
    pub async fn open(path: &Path) -> Result<Self> {
        let _ = path;
        Ok(Self {})
    }

    /// Answers of these openids that are `following` or `authorized` and fetched after `newer_than`; the newest each.
    pub async fn reusable(
        &self,
        app_id: &str,
        source: Source,
        lang: Lang,
        ids: &[OpenId],
        newer_than: Timestamp,
    ) -> Result<Vec<Snapshot>> {
        let _ = (app_id, source, lang, ids, newer_than);
        Ok(Vec::new())
    }

    /// Keeps lookups and the changes they show, in one transaction.
    pub async fn keep(&self, snapshots: Vec<Snapshot>) -> Result<()> {
        let _ = snapshots;
        Ok(())
    }

    /// People in history, newest first.
    pub async fn history(&self, wanted: Wanted) -> Result<Vec<HistoryRow>> {
        let _ = wanted;
        Ok(Vec::new())
    }

    /// Every stored lookup, oldest first, for `history export`.
    pub async fn lookups(&self, wanted: Wanted) -> Result<Vec<Snapshot>> {
        let _ = wanted;
        Ok(Vec::new())
    }

    /// Everything about one openid.
    pub async fn person(&self, app_id: &str, openid: &str) -> Result<Person> {
        let _ = (app_id, openid);
        Ok(Person::default())
    }

    /// How many lookups `doomed` covers.
    pub async fn count(&self, doomed: Doomed) -> Result<u64> {
        let _ = doomed;
        Ok(0)
    }

    /// Deletes lookups for good; returns how many.
    pub async fn forget(&self, doomed: Doomed) -> Result<u64> {
        let _ = doomed;
        Ok(0)
    }

    /// Deletes lookups older than `keep_days` days (0: none).
    pub async fn expire(&self, keep_days: u32, now: Timestamp) -> Result<u64> {
        let _ = (keep_days, now);
        Ok(0)
    }

    /// The account's tag list and when it was fetched.
    pub async fn tags(&self, app_id: &str) -> Result<Option<(Vec<Tag>, Timestamp)>> {
        let _ = app_id;
        Ok(None)
    }

    /// Replaces the account's tag list.
    pub async fn keep_tags(&self, app_id: &str, tags: Vec<Tag>, fetched_at: Timestamp) -> Result<()> {
        let _ = (app_id, tags, fetched_at);
        Ok(())
    }

    /// Adds calls spent to the counters of `day` (platform day, UTC+8, `YYYY-MM-DD`).
    pub async fn add_calls(&self, app_id: &str, day: &str, calls: CallCounts) -> Result<()> {
        let _ = (app_id, day, calls);
        Ok(())
    }

    /// Calls spent on `day`.
    pub async fn calls_on(&self, app_id: &str, day: &str) -> Result<CallCounts> {
        let _ = (app_id, day);
        Ok(CallCounts::default())
    }

    /// Which of these openids are known from other accounts' history only: the openid and that account's name.
    pub async fn known_elsewhere(&self, app_id: &str, ids: &[OpenId]) -> Result<Vec<(OpenId, String)>> {
        let _ = (app_id, ids);
        Ok(Vec::new())
    }

    /// Closes the file after all writes asked for are done.
    pub async fn close(self) {}
}

/// The differences between two answered records, field by field in record order.
pub fn differences(before: &Record, after: &Record) -> Vec<(String, Value, Value)> {
    let _ = (before, after);
    Vec::new()
}
