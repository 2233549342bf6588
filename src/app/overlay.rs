//! What can lie on top of a screen.

pub mod place;

use std::collections::BTreeSet;

use crate::config::ThemeChoice;
use crate::job::{Export, ExportFormat};
use crate::model::{Source, SyncNeed};

use super::bindings::Context;
use super::columns::{Chooser, Column, Sort};
use super::command_palette::CommandPalette;
use super::field::Field;
use super::input_history::InputSearch;
use super::notes::NoteForm;
use super::picker::Picker;
use super::stats::chart::Chart;
use super::table::Key;

/// What lies on top.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Text to read.
    Viewer(Viewer),
    /// Entries to choose from.
    Menu(Menu),
    /// Delete these people from history?
    Delete {
        /// The rows.
        people: Vec<Key>,
        /// Lookups stored of them.
        lookups: u64,
    },
    /// Actions by name.
    Palette(CommandPalette),
    /// Inputs typed before.
    Inputs(InputSearch),
    /// A masked field for a web token.
    Token {
        /// What is typed; never shown.
        field: Field,
    },
    /// Where to write rows, and how.
    Export(ExportForm),
    /// Replace the file that is there?
    Overwrite(Pending),
    /// Which columns the list has.
    Columns(Chooser),
    /// Something else to be said yes to.
    Question(Question),
    /// A line to be typed.
    Prompt(Prompt),
    /// A note being written.
    Note(NoteForm),
    /// How far the sync is.
    Sync,
}

/// What is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A sync that needs this.
    Sync(SyncNeed),
    /// A call for a reply that the mirror does not keep.
    Reply {
        /// Whose.
        openid: String,
    },
    /// Many calls, to ask about the marked rows again.
    Refresh {
        /// People to be asked about.
        people: usize,
        /// Calls that takes at least.
        calls: usize,
    },
    /// The saved view of this name is to go.
    DeleteView(String),
    /// The same note for so many people; the editor lies below.
    NoteForMany {
        /// How many.
        people: usize,
        /// The text is empty.
        deletes: bool,
    },
    /// What was typed into the editor below is to be dropped.
    DropNote,
}

/// A line to be typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// What is typed.
    pub field: Field,
}

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// The name of a view.
    SaveView,
    /// A row or a percentage.
    GoTo,
}

/// The export dialog.
#[derive(Clone, Debug)]
pub struct ExportForm {
    /// The file's name.
    pub field: Field,
    /// The format.
    pub format: ExportFormat,
    /// The marked rows instead of the filtered ones.
    pub takes_marked: bool,
    /// The fields of the columns shown instead of all.
    pub only_shown: bool,
    /// Rows with an answer that pass the filter, when the dialog was opened.
    pub shown: usize,
    /// Marked rows with an answer, when the dialog was opened.
    pub marked: usize,
    /// The numbers of this chart instead of rows.
    pub chart: Option<Chart>,
}

/// An export under way or asked about: the work, and the dialog to come back to.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The dialog as it was left.
    pub form: ExportForm,
    /// The work.
    pub export: Export,
}

/// What a viewer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The keys.
    Help,
    /// A reply.
    Raw {
        /// Byte for byte instead of indented.
        as_received: bool,
    },
    /// Changes between lookups.
    Changes,
    /// What was said in this run.
    Messages,
}

/// Text to read, with a search.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// What is shown.
    pub subject: Subject,
    /// Where the keys went when it was opened: help is about that.
    pub about: Context,
    /// Whose text it is.
    pub row: Option<Key>,
    /// First line drawn.
    pub offset: usize,
    /// Numbers of objects and arrays that are folded.
    pub folded: BTreeSet<usize>,
    /// The object or array that folding means.
    pub pointed: Option<usize>,
    /// What is searched for.
    pub search: Field,
    /// The search field has the focus.
    pub is_searching: bool,
}

/// Entries to choose from.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What it is for.
    pub kind: MenuKind,
    /// Its entries.
    pub entries: Picker<MenuEntry>,
}

/// What a menu is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// What to copy.
    Copy,
    /// Which account to use.
    Account,
    /// In which order the rows stand.
    Sort,
    /// What the last sync saw change.
    Changes,
    /// Which theme to use.
    Theme,
}

/// One entry of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    /// A letter that chooses it at once.
    pub letter: Option<char>,
    /// What it is.
    pub label: String,
    /// What it holds, shown beside it.
    pub value: String,
    /// What choosing it does.
    pub choice: Choice,
}

/// What choosing a menu entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Copy this text.
    Copy(String),
    /// Copy the marked rows; the text is made when it is wanted, since there may be many.
    Marked(MarkedAs),
    /// Use this account.
    Account(String),
    /// Order the rows so.
    Sort(Option<Sort>),
    /// Go to this person of the mirror.
    Person(String),
    /// List everybody of whom the last sync saw a change.
    Changed,
    /// Use this theme.
    Theme(ThemeChoice),
}

/// How marked rows are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedAs {
    /// Openids, one a line.
    Openids,
    /// Tab-separated cells, a row a line.
    Rows,
    /// A JSON array of records.
    Json,
    /// What one column shows, a row a line.
    Column(Column),
}

impl Menu {
    /// A menu to be put on top, its entry at `cursor` selected.
    pub const fn overlay(kind: MenuKind, entries: Vec<MenuEntry>, cursor: usize) -> Overlay {
        Overlay::Menu(Self {
            kind,
            entries: Picker::at(entries, cursor),
        })
    }
}

impl Viewer {
    /// A viewer at its top.
    pub fn new(subject: Subject, about: Context, row: Option<Key>) -> Self {
        Self {
            subject,
            about,
            row,
            offset: 0,
            folded: BTreeSet::new(),
            pointed: None,
            search: Field::default(),
            is_searching: false,
        }
    }
}

impl Overlay {
    /// Where keys go while it is uppermost.
    pub const fn context(&self) -> Context {
        match self {
            Self::Viewer(viewer) if viewer.is_searching => Context::Search,
            Self::Viewer(viewer) => match viewer.subject {
                Subject::Help => Context::Help,
                Subject::Raw { .. } => Context::Raw,
                Subject::Changes => Context::Changes,
                Subject::Messages => Context::Messages,
            },
            Self::Menu(_) => Context::Menu,
            Self::Palette(_) => Context::Palette,
            Self::Inputs(_) => Context::Inputs,
            Self::Delete { .. } | Self::Overwrite(_) | Self::Question(_) => Context::Confirm,
            Self::Prompt(_) => Context::Prompt,
            Self::Note(_) => Context::Note,
            Self::Sync => Context::Sync,
            Self::Export(_) => Context::Export,
            Self::Columns(_) => Context::Columns,
            Self::Token { .. } => Context::Token,
        }
    }
}

impl Overlay {
    /// Whether something is asked that is to be answered before anything else.
    pub const fn is_question(&self) -> bool {
        matches!(self, Self::Delete { .. } | Self::Overwrite(_) | Self::Question(_))
    }

    /// Whether something is typed in it that would be lost with it.
    pub fn is_typed_in(&self) -> bool {
        matches!(
            self,
            Self::Export(_) | Self::Prompt(_) | Self::Note(_) | Self::Token { .. }
        )
    }
}

/// The other source of the same person.
pub const fn other(source: Source) -> Source {
    match source {
        Source::Follower => Source::Web,
        Source::Web => Source::Follower,
    }
}
