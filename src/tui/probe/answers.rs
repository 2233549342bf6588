//! What a terminal has said of itself.

use crate::config::Background;

/// How much of the answers has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) enum Told {
    /// It was not asked.
    #[default]
    Nothing,
    /// Some, or all, may come yet.
    Part,
    /// All: what it did not say it has not.
    All,
}

/// What the terminal said of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct Answers {
    /// Its ground.
    pub background: Option<Background>,
    /// Its name and version, in small letters.
    pub name: Option<String>,
    /// It took a picture by kitty's protocol.
    pub has_kitty: bool,
    /// It lists sixel among its abilities.
    pub has_sixel: bool,
    /// Width and height of a cell in pixels.
    pub cell: Option<(u16, u16)>,
    /// How much of the answers has come.
    pub state: Told,
    /// What was typed in the meantime.
    pub typed: String,
}
