//! The one table of keys, and the contexts in which they work.

use crate::locale::{ActionTexts, Phrase};

use super::Action;

/// Where the keys go at present: what has the focus, or what lies on top of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The input of the Lookup screen.
    Input,
    /// The results table.
    Results,
    /// The list of followers.
    Followers,
    /// The sidebar of the Followers screen.
    Sidebar,
    /// The list of people in history.
    History,
    /// The charts of the Stats screen.
    Stats,
    /// The detail view of any screen.
    Detail,
    /// The filter field of a list.
    Filter,
    /// The help.
    Help,
    /// A reply as it came.
    Raw,
    /// Changes between lookups.
    Changes,
    /// The log of messages.
    Messages,
    /// The search field of help, raw reply or changes.
    Search,
    /// The copy or the account menu.
    Menu,
    /// A question.
    Confirm,
    /// The masked field for a web token.
    Token,
    /// The export dialog.
    Export,
    /// A line to be typed: a name, a row.
    Prompt,
    /// The note editor.
    Note,
    /// How far the sync is.
    Sync,
    /// The command palette.
    Palette,
    /// The chooser of columns.
    Columns,
    /// The search among inputs typed before.
    Inputs,
    /// A list of the first run.
    Welcome,
    /// A question of the first run.
    SetUp,
    /// The trial of an account.
    SetUpCheck,
}

impl Context {
    /// All contexts, in the order in which the help and the README list them.
    pub const ALL: [Self; 26] = [
        Self::Input,
        Self::Results,
        Self::Detail,
        Self::Followers,
        Self::Sidebar,
        Self::History,
        Self::Stats,
        Self::Filter,
        Self::Raw,
        Self::Changes,
        Self::Messages,
        Self::Help,
        Self::Search,
        Self::Menu,
        Self::Columns,
        Self::Confirm,
        Self::Token,
        Self::Export,
        Self::Prompt,
        Self::Note,
        Self::Sync,
        Self::Palette,
        Self::Inputs,
        // Last: see `WITH_SCREENS`.
        Self::Welcome,
        Self::SetUp,
        Self::SetUpCheck,
    ];

    /// Whether printable keys type here.
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Input
                | Self::Filter
                | Self::Search
                | Self::Token
                | Self::Export
                | Self::Note
                | Self::Palette
                | Self::Prompt
                | Self::SetUp
                | Self::Inputs
        )
    }
}

/// Whether an action with these contexts works wherever there are screens at all.
pub const fn is_everywhere(contexts: &[Context]) -> bool {
    contexts.len() >= WITH_SCREENS.len()
}

/// One row of the binding table: everything about an action's keys.
#[derive(Debug)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// Where it works.
    pub contexts: &'static [Context],
    /// Default keys, as [`super::Chord::parse`] reads them; the first one is shown in the footer.
    pub chords: &'static [&'static str],
    /// Its words.
    pub phrase: fn(&ActionTexts) -> &Phrase,
    /// Place in the footer, smaller comes first; `None` keeps it out.
    pub hint: Option<u8>,
}

use Context::{
    Changes, Columns, Confirm, Detail, Export, Filter, Followers, Help, History, Input, Inputs, Menu, Messages, Note,
    Palette, Prompt, Raw, Results, Search, SetUp, SetUpCheck, Sidebar, Stats, Sync, Token, Welcome,
};

const EVERYWHERE: &[Context] = &Context::ALL;
/// Not in the first run, where there are neither screens nor panes.
const WITH_SCREENS: &[Context] = Context::ALL.split_at(Context::ALL.len() - 3).0;
const BROWSING: &[Context] = &[Results, Followers, Sidebar, History, Detail, Stats];
const LISTS: &[Context] = &[Results, Followers, History];
const SEARCHED: &[Context] = &[Help, Raw, Changes, Messages, Results, Followers, History];
const FILTERED: &[Context] = &[Results, Followers, History, Stats];
const LEFTWARD: &[Context] = &[Results, Followers, History, Detail, Stats];
const FOLDING: &[Context] = &[Detail, Raw];
const MIRRORED: &[Context] = &[Followers, Sidebar];
const VIEWERS: &[Context] = &[Help, Raw, Changes, Messages];
const MOVING: &[Context] = &[
    Results, Followers, Sidebar, History, Detail, Stats, Help, Raw, Changes, Messages, Menu, Columns, Welcome,
    SetUpCheck,
];
const STEPPING: &[Context] = &[
    Results, Followers, Sidebar, History, Detail, Stats, Help, Raw, Changes, Messages, Menu, Columns, Palette, Inputs,
    Welcome, SetUpCheck,
];
const PAGING: &[Context] = &[
    Results, Followers, Sidebar, History, Detail, Stats, Help, Raw, Changes, Messages, Menu, Columns, Palette, Inputs,
    Input, Welcome, SetUpCheck,
];

macro_rules! bind {
    ($action:ident, $phrase:ident, $contexts:expr, [$($chord:literal),*], $hint:expr) => {
        Binding {
            action: Action::$action,
            contexts: $contexts,
            chords: &[$($chord),*],
            phrase: |texts| &texts.$phrase,
            hint: $hint,
        }
    };
}

/// The one table of keys: dispatch, footer, help, README and `[keys]` all read it.
///
/// In a text context printable chords are left out, because there they type: `?` is help in the table and a question
/// mark in the input, where `F1` still works.
pub const BINDINGS: &[Binding] = &[
    bind!(Submit, submit, &[Input], ["Enter"], Some(10)),
    bind!(OlderInput, older_input, &[Input], ["Up"], None),
    bind!(NewerInput, newer_input, &[Input], ["Down"], None),
    bind!(Accept, accept, &[Filter, Search], ["Enter"], Some(10)),
    bind!(Open, open, BROWSING, ["Enter"], Some(10)),
    bind!(Choose, choose, &[Menu, Palette, Inputs, Welcome], ["Enter"], Some(10)),
    bind!(Confirm, confirm, &[Confirm, Token], ["Enter", "y"], Some(10)),
    bind!(Decline, decline, &[Confirm, Token], ["Esc", "n", "q"], Some(11)),
    bind!(
        Leave,
        leave,
        &[
            Input, Results, Followers, Sidebar, History, Detail, Stats, Filter, Search, Welcome, SetUp, SetUpCheck,
        ],
        ["Esc"],
        Some(14)
    ),
    bind!(
        Close,
        close,
        &[
            Help, Raw, Changes, Messages, Menu, Columns, Export, Palette, Prompt, Sync, Inputs,
        ],
        ["Esc", "q"],
        Some(11)
    ),
    bind!(
        InputHistory,
        input_history,
        &[Input, Filter, Search, Export, Inputs],
        ["Ctrl-R"],
        Some(16)
    ),
    bind!(Answer, answer, &[Prompt], ["Enter"], Some(10)),
    bind!(Note, note, &[Results, Followers, History, Detail], ["m"], Some(37)),
    bind!(SaveNote, save_note, &[Note], ["Enter"], Some(10)),
    bind!(NewLine, new_line, &[Note], ["Alt-Enter", "Ctrl-J"], Some(20)),
    bind!(LeaveNote, leave_note, &[Note], ["Esc"], Some(11)),
    bind!(SetUpNext, set_up_next, &[SetUp], ["Enter"], Some(10)),
    bind!(SaveSetUp, save_set_up, &[SetUpCheck], ["Enter"], Some(10)),
    bind!(CheckAgain, check_again, &[SetUpCheck], ["r"], Some(20)),
    bind!(
        Cancel,
        cancel,
        &[Results, Followers, Sidebar, History, Detail, Stats, Sync, SetUpCheck],
        ["x"],
        Some(12)
    ),
    bind!(Rest, rest, &[Sync], ["p"], Some(13)),
    bind!(Sync, sync, &[Followers, Sidebar, Stats, Sync], ["S"], Some(21)),
    bind!(
        Copy,
        copy,
        &[Results, Followers, History, Detail, Stats, Raw],
        ["y"],
        Some(20)
    ),
    bind!(Refresh, refresh, &[Results, Followers, Detail], ["r"], Some(22)),
    bind!(
        Filter,
        filter,
        &[Results, Followers, History, Detail, Stats],
        ["/"],
        Some(24)
    ),
    bind!(Export, export, FILTERED, ["e"], Some(25)),
    bind!(Mark, mark, LISTS, ["space"], Some(27)),
    bind!(Range, range, LISTS, ["v"], Some(29)),
    bind!(MarkAll, mark_all, LISTS, ["*"], None),
    bind!(InvertMarks, invert_marks, LISTS, ["!"], None),
    bind!(MarkNone, mark_none, LISTS, ["u"], None),
    bind!(DropWord, drop_word, LISTS, ["Backspace"], None),
    bind!(Write, write, &[Export], ["Enter"], Some(10)),
    bind!(NextFormat, next_format, &[Export], ["Down"], Some(20)),
    bind!(PreviousFormat, previous_format, &[Export], ["Up"], None),
    bind!(ExportRows, export_rows, &[Export], ["Ctrl-T"], Some(22)),
    bind!(ExportColumns, export_columns, &[Export], ["Ctrl-O"], Some(23)),
    bind!(Search, search, VIEWERS, ["/"], Some(24)),
    bind!(NextMatch, next_match, SEARCHED, ["n"], Some(26)),
    bind!(PreviousMatch, previous_match, SEARCHED, ["N"], None),
    bind!(Raw, raw, &[Results, Followers, History, Detail, Raw], ["o"], Some(28)),
    bind!(
        Changes,
        changes,
        &[Results, Followers, History, Detail, Changes],
        ["d"],
        Some(30)
    ),
    bind!(Charts, charts, MIRRORED, ["F"], Some(37)),
    bind!(Finer, finer, &[Stats], ["+", "="], Some(27)),
    bind!(Coarser, coarser, &[Stats], ["-"], Some(27)),
    bind!(OneChart, one_chart, &[Stats], ["z"], Some(28)),
    bind!(Fold, fold, FOLDING, ["z"], Some(31)),
    bind!(FoldAll, fold_all, FOLDING, ["Z"], None),
    bind!(NextFold, next_fold, FOLDING, ["]"], None),
    bind!(PreviousFold, previous_fold, FOLDING, ["["], None),
    bind!(Changed, changed, MIRRORED, ["D"], Some(31)),
    bind!(SaveView, save_view, &[Followers], ["b"], Some(33)),
    bind!(GoTo, go_to, LISTS, ["Ctrl-G", "%"], Some(38)),
    bind!(Sort, sort, LISTS, ["s"], Some(34)),
    bind!(Columns, columns, LISTS, ["c"], Some(35)),
    bind!(ColumnsLeft, columns_left, LISTS, ["<", "Shift-Left"], None),
    bind!(ColumnsRight, columns_right, LISTS, [">", "Shift-Right"], None),
    bind!(ToggleColumn, toggle_column, &[Columns], ["space", "Enter"], Some(10)),
    bind!(ColumnUp, column_up, &[Columns], ["K", "Shift-Up", "Alt-Up"], Some(20)),
    bind!(
        ColumnDown,
        column_down,
        &[Columns],
        ["J", "Shift-Down", "Alt-Down"],
        Some(21)
    ),
    bind!(Wider, wider, &[Columns], ["+", "]", "="], Some(22)),
    bind!(Narrower, narrower, &[Columns], ["-", "["], Some(23)),
    bind!(ResetColumns, reset_columns, &[Columns], ["r"], Some(24)),
    bind!(Source, source, &[Results, Detail], ["w"], Some(36)),
    bind!(Delete, delete, &[History, Sidebar], ["Del"], Some(32)),
    bind!(Account, account, BROWSING, ["a"], Some(44)),
    bind!(
        Picture,
        picture,
        &[Results, Followers, History, Detail],
        ["p"],
        Some(38)
    ),
    bind!(Theme, theme, BROWSING, ["T"], None),
    bind!(
        Language,
        language,
        &[Results, Followers, Sidebar, History, Detail, Stats, Welcome, SetUpCheck],
        ["L"],
        None
    ),
    bind!(Input, input, BROWSING, ["i"], Some(26)),
    bind!(Clear, clear, &[Results], ["Ctrl-L"], None),
    bind!(Up, up, STEPPING, ["Up", "k", "Ctrl-P"], None),
    bind!(Down, down, STEPPING, ["Down", "j", "Ctrl-N"], None),
    bind!(Left, left, LEFTWARD, ["Left", "h"], None),
    bind!(Right, right, BROWSING, ["Right", "l"], None),
    bind!(Top, top, MOVING, ["Home", "g"], None),
    bind!(Bottom, bottom, MOVING, ["End", "G"], None),
    bind!(PageUp, page_up, PAGING, ["PgUp"], None),
    bind!(PageDown, page_down, PAGING, ["PgDn"], None),
    bind!(HalfPageUp, half_page_up, MOVING, ["Ctrl-U"], None),
    bind!(HalfPageDown, half_page_down, MOVING, ["Ctrl-D"], None),
    bind!(NextPane, next_pane, WITH_SCREENS, ["Tab"], Some(50)),
    bind!(PreviousPane, previous_pane, WITH_SCREENS, ["Shift-Tab"], None),
    bind!(LookupScreen, lookup_screen, WITH_SCREENS, ["1", "F2"], Some(60)),
    bind!(FollowersScreen, followers_screen, WITH_SCREENS, ["2", "F3"], Some(60)),
    bind!(HistoryScreen, history_screen, WITH_SCREENS, ["3", "F4"], Some(60)),
    bind!(StatsScreen, stats_screen, WITH_SCREENS, ["4", "F5"], Some(60)),
    bind!(Help, help, EVERYWHERE, ["?", "F1"], Some(2)),
    bind!(Palette, palette, EVERYWHERE, [":", "F9"], Some(46)),
    bind!(Messages, messages, EVERYWHERE, ["M", "F8"], None),
    bind!(Mouse, mouse, EVERYWHERE, ["F6"], None),
    bind!(Suspend, suspend, EVERYWHERE, ["Ctrl-Z"], None),
    bind!(
        Quit,
        quit,
        &[Results, Followers, Sidebar, History, Detail, Stats, Welcome, SetUpCheck],
        ["q"],
        Some(1)
    ),
    bind!(Interrupt, interrupt, EVERYWHERE, ["Ctrl-C"], Some(1)),
];
