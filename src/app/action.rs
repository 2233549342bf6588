/// What the operator can want. The names are the vocabulary of `[keys]` and of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Open or close the help.
    Help,
    /// Open or close the command palette.
    Palette,
    /// Open or close the log of messages.
    Messages,
    /// Search the inputs typed before.
    InputHistory,
    /// Let the mouse work, or leave it to the terminal.
    Mouse,
    /// Go on to the next question of the set-up.
    SetUpNext,
    /// Keep the account that was set up.
    SaveSetUp,
    /// Try the account again.
    CheckAgain,
    /// Go to the Lookup screen.
    LookupScreen,
    /// Go to the Followers screen.
    FollowersScreen,
    /// Go to the History screen.
    HistoryScreen,
    /// Go to the Stats screen.
    StatsScreen,
    /// Charts of the people listed.
    Charts,
    /// Shorter columns of the chart over time.
    Finer,
    /// Longer columns of the chart over time.
    Coarser,
    /// One chart, or all of them.
    OneChart,
    /// Focus the next pane.
    NextPane,
    /// Focus the pane before.
    PreviousPane,
    /// Cancel what runs; with nothing to cancel, quit.
    Interrupt,
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// Leave the program.
    Quit,
    /// Put the cursor into the input.
    Input,
    /// Look up what the input holds.
    Submit,
    /// Bring an earlier input back.
    OlderInput,
    /// Go back towards the present input.
    NewerInput,
    /// Leave the field, the filter or the pane.
    Leave,
    /// One up.
    Up,
    /// One down.
    Down,
    /// To the pane on the left.
    Left,
    /// To the pane on the right.
    Right,
    /// First row or line.
    Top,
    /// Last row or line.
    Bottom,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Half a page up.
    HalfPageUp,
    /// Half a page down.
    HalfPageDown,
    /// Open what is selected.
    Open,
    /// Type a filter.
    Filter,
    /// Keep the filter and go back to the list.
    Accept,
    /// Another order of rows.
    Sort,
    /// Choose the list's columns.
    Columns,
    /// Show the chooser's column, or hide it.
    ToggleColumn,
    /// Move the chooser's column towards the front.
    ColumnUp,
    /// Move the chooser's column towards the end.
    ColumnDown,
    /// Make the chooser's column wider.
    Wider,
    /// Make the chooser's column narrower.
    Narrower,
    /// Show the usual columns again.
    ResetColumns,
    /// Scroll to the columns at the left.
    ColumnsLeft,
    /// Scroll to the columns at the right.
    ColumnsRight,
    /// Mark all rows that pass the filter.
    MarkAll,
    /// Take all marks away.
    MarkNone,
    /// Turn the marks of the rows that pass the filter over.
    InvertMarks,
    /// Take the filter's last word away.
    DropWord,
    /// Export the columns shown, or all fields.
    ExportColumns,
    /// Open the copy menu.
    Copy,
    /// Ask the platform again.
    Refresh,
    /// Show the reply as it came.
    Raw,
    /// Show what changed between lookups.
    Changes,
    /// Switch between the follower and the web source.
    Source,
    /// Fold what is pointed at, or open it.
    Fold,
    /// Fold everything, or open it.
    FoldAll,
    /// Point at the next thing that folds.
    NextFold,
    /// Point at the one before.
    PreviousFold,
    /// Delete from history.
    Delete,
    /// Write a local note.
    Note,
    /// Keep the note.
    SaveNote,
    /// Begin another line of the note.
    NewLine,
    /// Leave the note.
    LeaveNote,
    /// Switch the account.
    Account,
    /// Show or hide pictures of people.
    Picture,
    /// Choose a theme.
    Theme,
    /// Go over to the other language.
    Language,
    /// Cancel what runs.
    Cancel,
    /// Clear the table.
    Clear,
    /// Close what lies on top.
    Close,
    /// Choose the menu's entry.
    Choose,
    /// Yes.
    Confirm,
    /// No.
    Decline,
    /// Mark the row, or take its mark away.
    Mark,
    /// Begin a range of marks, or end it.
    Range,
    /// Write rows to a file.
    Export,
    /// Write the file of the export dialog.
    Write,
    /// The next file format.
    NextFormat,
    /// The file format before.
    PreviousFormat,
    /// Filtered or marked rows.
    ExportRows,
    /// Sync the mirror; show how far it is.
    Sync,
    /// Let the sync rest, or go on.
    Rest,
    /// What the last sync saw change.
    Changed,
    /// Keep the view under a name.
    SaveView,
    /// Go to a row by its number or by a percentage.
    GoTo,
    /// Take what was typed.
    Answer,
    /// Search within the text on top.
    Search,
    /// Next place that the search found.
    NextMatch,
    /// The place before.
    PreviousMatch,
}

impl Action {
    /// All actions, in the order of the binding table.
    pub fn all() -> impl Iterator<Item = Self> {
        super::bindings::BINDINGS.iter().map(|binding| binding.action)
    }

    /// The name in `[keys]`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Messages => "messages",
            Self::InputHistory => "input_history",
            Self::Mouse => "mouse",
            Self::SetUpNext => "set_up_next",
            Self::SaveSetUp => "save_set_up",
            Self::CheckAgain => "check_again",
            Self::LookupScreen => "lookup_screen",
            Self::FollowersScreen => "followers_screen",
            Self::HistoryScreen => "history_screen",
            Self::StatsScreen => "stats_screen",
            Self::Charts => "charts",
            Self::Finer => "finer",
            Self::Coarser => "coarser",
            Self::OneChart => "one_chart",
            Self::NextPane => "next_pane",
            Self::PreviousPane => "previous_pane",
            Self::Interrupt => "interrupt",
            Self::Suspend => "suspend",
            Self::Quit => "quit",
            Self::Input => "input",
            Self::Submit => "submit",
            Self::OlderInput => "older_input",
            Self::NewerInput => "newer_input",
            Self::Leave => "leave",
            Self::Up => "up",
            Self::Down => "down",
            Self::Left => "left",
            Self::Right => "right",
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::PageUp => "page_up",
            Self::PageDown => "page_down",
            Self::HalfPageUp => "half_page_up",
            Self::HalfPageDown => "half_page_down",
            Self::Open => "open",
            Self::Filter => "filter",
            Self::Accept => "accept_filter",
            Self::Columns => "columns",
            Self::ToggleColumn => "toggle_column",
            Self::ColumnUp => "column_up",
            Self::ColumnDown => "column_down",
            Self::Wider => "wider",
            Self::Narrower => "narrower",
            Self::ResetColumns => "reset_columns",
            Self::ColumnsLeft => "columns_left",
            Self::ColumnsRight => "columns_right",
            Self::MarkAll => "mark_all",
            Self::MarkNone => "mark_none",
            Self::InvertMarks => "invert_marks",
            Self::DropWord => "drop_word",
            Self::ExportColumns => "export_columns",
            Self::Sort => "sort",
            Self::Copy => "copy",
            Self::Refresh => "refresh",
            Self::Raw => "raw",
            Self::Changes => "changes",
            Self::Source => "source",
            Self::Fold => "fold",
            Self::FoldAll => "fold_all",
            Self::NextFold => "next_fold",
            Self::PreviousFold => "previous_fold",
            Self::Delete => "delete",
            Self::Note => "note",
            Self::SaveNote => "save_note",
            Self::NewLine => "new_line",
            Self::LeaveNote => "leave_note",
            Self::Account => "account",
            Self::Picture => "picture",
            Self::Theme => "theme",
            Self::Language => "language",
            Self::Cancel => "cancel",
            Self::Clear => "clear",
            Self::Close => "close",
            Self::Choose => "choose",
            Self::Confirm => "confirm",
            Self::Decline => "decline",
            Self::Mark => "mark",
            Self::Range => "range",
            Self::Export => "export",
            Self::Write => "write",
            Self::NextFormat => "next_format",
            Self::PreviousFormat => "previous_format",
            Self::ExportRows => "export_rows",
            Self::Sync => "sync",
            Self::Rest => "pause",
            Self::Changed => "changed",
            Self::SaveView => "save_view",
            Self::GoTo => "go_to",
            Self::Answer => "answer",
            Self::Search => "search",
            Self::NextMatch => "next_match",
            Self::PreviousMatch => "previous_match",
        }
    }
}
