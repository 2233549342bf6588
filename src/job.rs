//! What crosses between the interface and the background task: jobs one way, events the other. Closed enums.

mod followers;
mod inputs;
mod layout;
mod set_up;
mod stats;
mod sync;

use std::fmt;
use std::sync::Arc;

use crate::mirror::Ask;
use crate::model::{
    AccountKey, CallCounts, Failure, Note, NotesKept, OpenId, Record, Secret, Snapshot, Source, Timestamp, UiLang,
};
use crate::picture::{Canvas, Fault, Picture};
use crate::store::{HistoryRow, Person};

pub use followers::{FollowersEvent, FollowersJob, ListedPage, MirrorPerson, PartCounts, Roll, Viewed, Window};
pub use inputs::InputKind;
pub use layout::LayoutJob;
pub use set_up::{Again, Checked, Proposal, SecretPlan, SetUp};
pub use stats::{Charted, Sheet};
pub use sync::{SyncEvent, SyncJob};

/// Number of a piece of work; given by the interface, never used twice in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u64);

/// Work that the interface asks for.
#[derive(Clone, Debug)]
pub enum Job {
    /// The newest people of the account's history, for the table at start. Answered by [`Event::Rows`].
    Recent {
        /// At most this many.
        limit: usize,
    },
    /// Look openids up. Answered by [`Event::Rows`] as answers come, one row per openid.
    Lookup {
        /// Distinct openids.
        ids: Vec<OpenId>,
        /// Which API.
        source: Source,
        /// Never reuse a stored answer.
        fresh: bool,
    },
    /// The account's whole history. Answered by [`Event::History`].
    History,
    /// The figures behind the charts, of everybody in the mirror whom a query finds. Answered by [`Event::Figures`].
    Figures {
        /// The query's words; they have been understood.
        query: String,
    },
    /// Everything stored about one openid. Answered by [`Event::Person`].
    Person {
        /// The openid as in the row.
        openid: String,
    },
    /// Delete people from the account's history. Answered by [`Event::Forgotten`].
    Forget {
        /// Source and openid of each.
        people: Vec<(Source, String)>,
    },
    /// Work for the Followers screen.
    Followers(FollowersJob),
    /// The columns of tables.
    Layout(LayoutJob),
    /// A step of a sync of the mirror.
    Sync(SyncJob),
    /// Fetch somebody's picture. Answered by [`Event::Picture`].
    Picture(PictureOrder),
    /// Keep a local note, the same on each of them; an empty text deletes. Answered by [`Event::NotesKept`].
    KeepNotes {
        /// On whom.
        openids: Vec<String>,
        /// The text.
        text: String,
    },
    /// Write rows to a file. Answered by [`Event::Exported`], unless it is cancelled.
    Export(Export),
    /// Go over to another account of the configuration. Answered by [`Event::Account`].
    SwitchAccount {
        /// Its name.
        name: String,
    },
    /// Use this web token from now on; kept in memory only.
    SetWebToken(Secret),
    /// Remember an input.
    KeepInput {
        /// Its field.
        kind: InputKind,
        /// What was typed.
        text: String,
    },
    /// The inputs of a field, newest first. Answered by [`Event::Inputs`].
    Inputs {
        /// The field.
        kind: InputKind,
    },
    /// Try an account that is not in the configuration yet. Answered by [`Event::Checked`], step by step.
    CheckSetUp(Proposal),
    /// Write that account into the configuration. Answered by [`Event::SetUp`].
    SaveSetUp(Proposal),
    /// Write the sample configuration where there is none. Answered by [`Event::SetUp`].
    WriteSample,
}

/// A picture to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureOrder {
    /// The address as the profile has it.
    pub address: String,
    /// The place it is for.
    pub canvas: Canvas,
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// The person has another picture since: the address is dead.
    Gone,
    /// The address is no web address, or its host is not on the list; the host, where there is one.
    Host(String),
    /// What came is no picture.
    Unreadable,
    /// What came is larger than any avatar.
    TooLarge,
    /// It did not come; what the network or the host said.
    Failed(String),
}

impl From<Fault> for PictureFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unreadable => Self::Unreadable,
            Fault::TooLarge => Self::TooLarge,
        }
    }
}

/// Rows for a file.
#[derive(Clone, Debug)]
pub struct Export {
    /// The path as typed: relative to the current directory, `~/` at its start is the home directory.
    pub target: String,
    /// The format.
    pub format: ExportFormat,
    /// What is written.
    pub rows: ExportRows,
    /// Names of the fields to be written; `None` for all of them.
    pub fields: Option<Vec<&'static str>>,
    /// Language of the labels, where the format has any.
    pub lang: UiLang,
    /// Replace a file that is there.
    pub overwrite: bool,
}

/// Rows that stay where they are until they are written one by one: there may be a hundred thousand of them.
pub trait Lent: fmt::Debug + Send + Sync {
    /// How many places there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place; `None` for one that has nothing to be written.
    fn row(&self, place: usize) -> Option<ExportRow>;
}

impl Lent for Vec<ExportRow> {
    fn len(&self) -> usize {
        self.len()
    }

    fn row(&self, place: usize) -> Option<ExportRow> {
        self.get(place).cloned()
    }
}

/// What a file is made of.
#[derive(Clone, Debug)]
pub enum ExportRows {
    /// People, in their order.
    People(Arc<dyn Lent>),
    /// People of the mirror: read while they are written, however many they are.
    Followers(Arc<FollowersToExport>),
    /// A chart.
    Chart(Arc<Sheet>),
}

/// People of the mirror for a file.
#[derive(Clone, Debug)]
pub struct FollowersToExport {
    /// Who, in which order.
    pub ask: Ask,
    /// These openids instead.
    pub openids: Option<Vec<String>>,
    /// How many the list said they are.
    pub count: usize,
}

impl ExportRows {
    /// How many lines they make, without a header.
    pub fn len(&self) -> usize {
        match self {
            Self::People(rows) => rows.len(),
            Self::Followers(followers) => followers.count,
            Self::Chart(sheet) => sheet.rows.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One row for a file.
#[derive(Clone, Debug)]
pub struct ExportRow {
    /// The record.
    pub record: Record,
    /// Rows of history: how many lookups are stored, and when the first was made.
    pub stored: Option<(u64, Timestamp)>,
}

/// Formats of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// CSV that begins with a byte order mark, without which Excel misreads Chinese.
    #[default]
    CsvForExcel,
    /// CSV without one.
    Csv,
    /// One JSON record a line.
    JsonLines,
    /// A workbook.
    Xlsx,
}

impl ExportFormat {
    /// All formats, in the order in which keys go through them.
    pub const ALL: [Self; 4] = [Self::CsvForExcel, Self::Csv, Self::JsonLines, Self::Xlsx];

    /// How its files end, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::CsvForExcel | Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The file is there.
    Written {
        /// Its whole path.
        path: String,
        /// Rows in it, the header not counted.
        rows: usize,
    },
    /// There is such a file already; nothing was touched.
    Exists,
    /// The directory is missing.
    NoFolder {
        /// Its path.
        folder: String,
    },
    /// The path names a directory.
    IsFolder,
    /// Something else stands there that is no regular file, e.g. a device.
    NotAFile,
    /// The system refused.
    Refused {
        /// What it said.
        reason: String,
    },
}

/// What the header shows of the account in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCard {
    /// Name and app id.
    pub key: AccountKey,
    /// Label of the configuration, else the name.
    pub label: String,
    /// API host.
    pub host: String,
    /// A web token is there.
    pub has_web_token: bool,
}

/// What the background task reports.
#[derive(Clone, Debug)]
pub enum Event {
    /// The account in use, at start and after a switch.
    Account(AccountCard),
    /// Rows of a `Recent` or `Lookup` job, as soon as they are known, in any order.
    Rows(JobId, Vec<Snapshot>),
    /// Answer of a `History` job.
    History(JobId, Vec<HistoryRow>),
    /// Answer of a `Figures` job; `None` where nothing is mirrored.
    Figures(JobId, Option<Box<Charted>>),
    /// Answer of a `Person` job.
    Person(JobId, Box<Person>),
    /// Answer of [`LayoutJob::Load`]: names of tables and their columns.
    Layouts(JobId, Vec<(String, String)>),
    /// How many stored lookups were deleted.
    Forgotten(JobId, u64),
    /// Local notes on people whom a job has told of; on those without one nothing is said.
    Notes(JobId, Vec<Note>),
    /// Notes of a `KeepNotes` job are kept, since this time.
    NotesKept(JobId, Timestamp, NotesKept),
    /// Answer of an `Export` job.
    Exported(JobId, Exported),
    /// Answer of an `Inputs` job, newest first.
    Inputs(JobId, InputKind, Vec<String>),
    /// One step of a `CheckSetUp` job has ended.
    Checked(JobId, Checked),
    /// Answer of a `SaveSetUp` or `WriteSample` job.
    SetUp(JobId, SetUp),
    /// An answer for the Followers screen.
    Followers(JobId, FollowersEvent),
    /// What comes of a step of a sync.
    Sync(JobId, SyncEvent),
    /// Answer of a `Picture` job.
    Picture(JobId, Result<Picture, PictureFault>),
    /// Calls spent.
    Calls(Spent),
    /// The minute's limit was reached; work goes on at this time. `None` when it does.
    Waiting(Option<Timestamp>),
    /// Openids of a lookup that are known from another account's history only (openid, account name).
    KnownElsewhere(JobId, Vec<(OpenId, String)>),
    /// Something went wrong that spoils no row: history could not be written, tags could not be read.
    Warning(Failure),
    /// The job is over. Sent exactly once per job, last.
    Finished(JobId, Result<(), Failure>),
}

/// Calls spent, for the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// In this run.
    pub run: CallCounts,
    /// Today (platform day), all runs of this machine.
    pub today: CallCounts,
    /// Left of the quota that lookups use, where the platform told it today.
    pub left: Option<u64>,
}
