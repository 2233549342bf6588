/// What a piece of the screen is meant as. A theme gives each of them a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text, and the ground of the whole screen.
    Text,
    /// What matters most.
    Strong,
    /// What only helps: labels, units, why something is empty.
    Quiet,
    /// Keys, headings.
    Accent,
    /// As it should be.
    Good,
    /// To be noticed.
    Warning,
    /// Wrong.
    Bad,
    /// The frame of a pane.
    Border,
    /// The frame of the pane with the focus, and of what lies on top.
    BorderFocus,
    /// The title of a pane.
    Title,
    /// The title of the pane with the focus.
    TitleFocus,
    /// The selected row, tab or entry.
    Selected,
    /// The selected row of a pane without the focus.
    SelectedBlur,
    /// Where a search has found something.
    Match,
    /// The DEMO badge.
    Badge,
    /// A name in JSON.
    JsonName,
    /// A text in JSON.
    JsonText,
    /// A number in JSON.
    JsonNumber,
    /// `true`, `false` and `null` in JSON.
    JsonWord,
    /// A value before a change.
    Before,
    /// A value after a change.
    After,
    /// An address that can be opened.
    Link,
}

impl Role {
    /// All roles, in the order of the sample file.
    pub const ALL: [Self; 22] = [
        Self::Text,
        Self::Strong,
        Self::Quiet,
        Self::Accent,
        Self::Good,
        Self::Warning,
        Self::Bad,
        Self::Border,
        Self::BorderFocus,
        Self::Title,
        Self::TitleFocus,
        Self::Selected,
        Self::SelectedBlur,
        Self::Match,
        Self::Badge,
        Self::JsonName,
        Self::JsonText,
        Self::JsonNumber,
        Self::JsonWord,
        Self::Before,
        Self::After,
        Self::Link,
    ];

    /// The key below `[roles]`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Quiet => "quiet",
            Self::Accent => "accent",
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
            Self::Border => "border",
            Self::BorderFocus => "border_focus",
            Self::Title => "title",
            Self::TitleFocus => "title_focus",
            Self::Selected => "selected",
            Self::SelectedBlur => "selected_blur",
            Self::Match => "match",
            Self::Badge => "badge",
            Self::JsonName => "json_name",
            Self::JsonText => "json_text",
            Self::JsonNumber => "json_number",
            Self::JsonWord => "json_word",
            Self::Before => "before",
            Self::After => "after",
            Self::Link => "link",
        }
    }
}
