//! The local file `fanscope.db`: lookups, changes, tags, call counters. One blocking thread owns the connection;
//! the handle is cheap to clone and its methods never block the caller's runtime.
//!
//! Several processes may use one file at once: it is in WAL mode, every write takes its lock at the start and
//! waits its turn. Never holds a token or secret.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use crate::model::{
    CallCounts, Lang, Note, NotesKept, OpenId, QuotaMark, Record, Snapshot, Source, Tag, Timestamp, UiLang,
};

mod difference;
mod follower;
mod forget;
mod history;
mod history_pages;
mod inputs;
mod keep;
mod layouts;
mod mirror;
mod notes;
mod open;
mod owner;
mod packed;
mod reader;
mod row;
mod saved;
mod schema;
mod side;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod unstored;

pub use difference::differences;
pub use follower::{Found, Naming, SortColumn};
pub use history_pages::HistoryPages;
pub use mirror::{Group, ListEnd, MirrorId, Seen, Staged, StagedPage, SyncLock, SyncState};
use owner::Owner;
pub use packed::{CHUNK, ColumnId, ColumnReader, Packing, Pieces, StoredOrder};
pub use reader::{ReadResult, Reader, Reading, Way};
pub use saved::SavedView;
use unstored::Unstored;

/// Why the file could not serve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// The file is damaged or holds something else.
    #[error("{path} is damaged or no file of fanscope ({reason}); move it away and a new one is made")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// The file or its directory cannot be written; reading works.
    #[error("{path} cannot be written: it is read-only")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another process kept the file locked for too long.
    #[error("{path} is locked by another process")]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// A statement failed: disk full, input/output error and the like. Names the file.
    #[error("{0}")]
    Statement(String),
}

impl Error {
    /// What happened and what to do next.
    pub fn message(&self, lang: UiLang) -> String {
        let zh = match self {
            Self::Open { path, reason } => format!("无法打开 {}：{reason}", path.display()),
            Self::Newer { path, found, known } => format!(
                "{} 由更新版本的 fanscope 写入（结构版本 {found}，本程序只认识 {known}）；请升级 fanscope",
                path.display()
            ),
            Self::Damaged { path, reason } => format!(
                "{} 已损坏，或不是 fanscope 的文件（{reason}）；把它移走后会自动新建",
                path.display()
            ),
            Self::ReadOnly { path } => format!("{} 是只读的，无法写入", path.display()),
            Self::Locked { path } => format!("{} 被另一个进程锁住了，请稍后再试", path.display()),
            Self::Statement(text) => text.clone(),
        };
        lang.pick(self.to_string(), zh)
    }
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

/// A place between two stored lookups, in the order of their fetch times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: i64,
    id: i64,
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
    /// The same person in other accounts, as far as whoever knows the configuration has looked.
    pub elsewhere: Vec<Record>,
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
pub struct Store {
    owner: Arc<Owner>,
    unstored: Arc<Unstored>,
}

impl Store {
    /// Opens or makes the file: directory 0700, file 0600, WAL, migrations. A file that cannot be written is opened
    /// for reading.
    pub async fn open(path: &Path) -> Result<Self> {
        Self::open_by(path, open::open).await
    }

    async fn open_by(path: &Path, open: fn(&Path) -> Result<rusqlite::Connection>) -> Result<Self> {
        Ok(Self {
            owner: Arc::new(Owner::start(path.to_owned(), open).await?),
            unstored: Arc::default(),
        })
    }

    /// As [`Store::open`] opens a file that cannot be written: root, who runs tests, may write anything.
    #[cfg(test)]
    pub(crate) async fn open_unwritable(path: &Path) -> Result<Self> {
        Self::open_by(path, open::open_to_read).await
    }

    /// Answers of these openids that are `following` or `authorized` and fetched after `newer_than`; the newest each,
    /// and only where nothing newer about the person says otherwise.
    pub async fn reusable(
        &self,
        app_id: &str,
        source: Source,
        lang: Lang,
        ids: &[OpenId],
        newer_than: Timestamp,
    ) -> Result<Vec<Snapshot>> {
        let (app_id, ids) = (app_id.to_owned(), ids.to_vec());
        let read = move |db: &rusqlite::Connection| history::reusable(db, &app_id, source, lang, &ids, newer_than);
        self.owner.read(read).await
    }

    /// Keeps lookups and the changes they show, in one transaction. Records that came from history and those for
    /// which nothing was sent are left out.
    pub async fn keep(&self, snapshots: Vec<Snapshot>) -> Result<()> {
        self.owner.write(move |db| keep::keep(db, &snapshots)).await
    }

    /// People in history, newest first.
    pub async fn history(&self, wanted: Wanted) -> Result<Vec<HistoryRow>> {
        self.owner.read(move |db| history::people(db, &wanted)).await
    }

    /// As [`Store::history`], page by page while they are read: all of them may be more than memory holds. They are
    /// those of one moment, whatever is looked up meanwhile.
    pub async fn history_pages(&self, wanted: Wanted) -> Result<HistoryPages> {
        Ok(HistoryPages::begin(self.reader(Way::Paged).await?, wanted))
    }

    /// Stored lookups, oldest first, for `history export`: at most `limit` of them from `after` on, and where to go on.
    /// Page by page, because all of them may be more than memory holds.
    pub async fn lookups(
        &self,
        app_id: Option<&str>,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<(Vec<Snapshot>, Option<Cursor>)> {
        let app_id = app_id.map(str::to_owned);
        let read = move |db: &rusqlite::Connection| history::lookups(db, app_id.as_deref(), after, limit);
        self.owner.read(read).await
    }

    /// Everything about one openid.
    pub async fn person(&self, app_id: &str, openid: &str) -> Result<Person> {
        let (app_id, openid) = (app_id.to_owned(), openid.to_owned());
        self.owner.read(move |db| history::person(db, &app_id, &openid)).await
    }

    /// The newest answer about each person of the account with this unionid.
    pub async fn of_unionid(&self, app_id: &str, unionid: &str) -> Result<Vec<Record>> {
        let (app_id, unionid) = (app_id.to_owned(), unionid.to_owned());
        self.owner
            .read(move |db| history::of_unionid(db, &app_id, &unionid))
            .await
    }

    /// How many lookups `doomed` covers.
    pub async fn count(&self, doomed: Doomed) -> Result<u64> {
        self.owner.read(move |db| forget::count(db, &doomed)).await
    }

    /// Deletes lookups for good, with the changes they show; returns how many.
    pub async fn forget(&self, doomed: Doomed) -> Result<u64> {
        self.remove(doomed).await
    }

    /// Deletes lookups older than `keep_days` days (0: none).
    pub async fn expire(&self, keep_days: u32, now: Timestamp) -> Result<u64> {
        let before = now.as_second().saturating_sub(i64::from(keep_days) * 86_400);
        let (false, Ok(before)) = (keep_days == 0, Timestamp::from_second(before)) else {
            return Ok(0);
        };
        let doomed = Doomed {
            before: Some(before),
            ..Doomed::default()
        };
        // Looking first costs nothing and takes no lock: on most days nothing is due.
        match self.count(doomed.clone()).await? {
            0 => Ok(0),
            _ => self.remove(doomed).await,
        }
    }

    /// The account's notes, newest first.
    pub async fn notes(&self, app_id: &str) -> Result<Vec<Note>> {
        let app_id = app_id.to_owned();
        self.owner.read(move |db| notes::list(db, &app_id)).await
    }

    /// The notes on these people of the account; without those on whom there is none.
    pub async fn notes_on(&self, app_id: &str, openids: Vec<String>) -> Result<Vec<Note>> {
        let app_id = app_id.to_owned();
        self.owner.read(move |db| notes::on(db, &app_id, &openids)).await
    }

    /// Keeps notes (openid and text) as written at `at`, all or none; an empty text deletes. A note whose text is the
    /// same keeps its time.
    pub async fn keep_notes(&self, app_id: &str, notes: Vec<(String, String)>, at: Timestamp) -> Result<NotesKept> {
        let app_id = app_id.to_owned();
        self.owner.write(move |db| notes::keep(db, &app_id, &notes, at)).await
    }

    /// The account's tag list and when it was fetched.
    pub async fn tags(&self, app_id: &str) -> Result<Option<(Vec<Tag>, Timestamp)>> {
        let app_id = app_id.to_owned();
        self.owner.read(move |db| side::tags(db, &app_id)).await
    }

    /// The columns chosen for the account's tables: name and columns of each, in the words of whoever kept them.
    pub async fn layouts(&self, app_id: &str) -> Result<Vec<(String, String)>> {
        let app_id = app_id.to_owned();
        self.owner.read(move |db| layouts::all(db, &app_id)).await
    }

    /// Keeps the columns of a table of the account; `None` forgets them.
    pub async fn keep_layout(&self, app_id: &str, name: &str, columns: Option<String>) -> Result<()> {
        let (app_id, name) = (app_id.to_owned(), name.to_owned());
        self.owner
            .write(move |db| layouts::keep(db, &app_id, &name, columns.as_deref()))
            .await
    }

    /// Replaces the account's tag list.
    pub async fn keep_tags(&self, app_id: &str, tags: Vec<Tag>, fetched_at: Timestamp) -> Result<()> {
        let app_id = app_id.to_owned();
        self.owner
            .write(move |db| side::keep_tags(db, &app_id, &tags, fetched_at))
            .await
    }

    /// Adds calls spent to the counters of `day` (platform day, UTC+8, `YYYY-MM-DD`).
    pub async fn add_calls(&self, app_id: &str, day: &str, calls: CallCounts) -> Result<()> {
        if calls.total() == 0 {
            return Ok(());
        }
        let (app_id, day) = (app_id.to_owned(), day.to_owned());
        self.owner
            .write(move |db| side::add_calls(db, &app_id, &day, &calls))
            .await
    }

    /// Keeps what the platform said on `day` is left of endpoints' quotas.
    pub async fn keep_quotas(&self, app_id: &str, day: &str, marks: Vec<QuotaMark>) -> Result<()> {
        let (app_id, day) = (app_id.to_owned(), day.to_owned());
        self.owner
            .write(move |db| side::keep_quotas(db, &app_id, &day, &marks))
            .await
    }

    /// What was last said on `day`; quotas of another day say nothing.
    pub async fn quotas_on(&self, app_id: &str, day: &str) -> Result<Vec<QuotaMark>> {
        let (app_id, day) = (app_id.to_owned(), day.to_owned());
        self.owner.read(move |db| side::quotas_on(db, &app_id, &day)).await
    }

    /// Calls spent on `day`.
    pub async fn calls_on(&self, app_id: &str, day: &str) -> Result<CallCounts> {
        let (app_id, day) = (app_id.to_owned(), day.to_owned());
        self.owner.read(move |db| side::calls_on(db, &app_id, &day)).await
    }

    /// Which of these openids are known from other accounts' history only: the openid and that account's name.
    pub async fn known_elsewhere(&self, app_id: &str, ids: &[OpenId]) -> Result<Vec<(OpenId, String)>> {
        let (app_id, ids) = (app_id.to_owned(), ids.to_vec());
        self.owner
            .read(move |db| history::known_elsewhere(db, &app_id, &ids))
            .await
    }

    /// A connection of its own for reading, on its own thread: it never waits for what others write.
    pub async fn reader(&self, way: Way) -> Result<Reader> {
        Reader::start(self.owner.path().to_owned(), way, self.unstored.clone()).await
    }

    /// The account's saved views, by name.
    pub async fn views(&self, app_id: &str) -> Result<Vec<SavedView>> {
        let app_id = app_id.to_owned();
        self.owner.read(move |db| saved::list(db, &app_id)).await
    }

    /// Saves a view; one of the same name is replaced.
    pub async fn save_view(&self, app_id: &str, view: SavedView) -> Result<()> {
        let app_id = app_id.to_owned();
        self.owner.write(move |db| saved::save(db, &app_id, &view)).await
    }

    /// Deletes a saved view; `false` where there is none of this name.
    pub async fn delete_view(&self, app_id: &str, name: &str) -> Result<bool> {
        let (app_id, name) = (app_id.to_owned(), name.to_owned());
        self.owner.write(move |db| saved::delete(db, &app_id, &name)).await
    }

    /// Remembers an input of a field as its newest; a field's oldest inputs go. Never for tokens.
    pub async fn keep_input(&self, field: &str, text: &str, at: Timestamp) -> Result<()> {
        let (field, text) = (field.to_owned(), text.to_owned());
        self.owner.write(move |db| inputs::keep(db, &field, &text, at)).await
    }

    /// The inputs of a field, newest first.
    pub async fn inputs(&self, field: &str) -> Result<Vec<String>> {
        let field = field.to_owned();
        self.owner.read(move |db| inputs::newest(db, &field)).await
    }

    /// Closes the file after all writes asked for are done. Dropping the last handle does the same.
    pub async fn close(self) {
        self.owner.close().await;
    }

    async fn remove(&self, doomed: Doomed) -> Result<u64> {
        let removed = self.owner.write(move |db| forget::forget(db, &doomed)).await?;
        if removed > 0 {
            self.owner.read(forget::scrub).await?;
        }
        Ok(removed)
    }
}
