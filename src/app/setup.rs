use jiff::tz::TimeZone;

use super::columns::Column;
use crate::config::KeyOverride;
use crate::model::UiLang;

use super::looks::Looks;
use super::pictures::{Drawing, Undrawn};

/// What the interface is told at start. Plain data: nothing here is read from a file or the environment.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is told at start and means something of its own"
)]
pub struct Setup {
    /// Language of every word.
    pub lang: UiLang,
    /// Zone of clock times.
    pub time_zone: TimeZone,
    /// Show the DEMO badge and what to paste.
    pub demo: bool,
    /// What to paste in the demo; shown where the table is empty.
    pub suggestions: Vec<Suggestion>,
    /// Accounts that can be switched to.
    pub accounts: Vec<AccountChoice>,
    /// `[ui] columns` of the configuration; none shows the usual ones.
    pub columns: Vec<Column>,
    /// `[keys]` of the configuration.
    pub keys: Vec<KeyOverride>,
    /// Mouse is captured: clicks and the wheel arrive as events.
    pub mouse: bool,
    /// Theme and colours.
    pub looks: Looks,
    /// Addresses can be clicked (OSC 8).
    pub has_links: bool,
    /// How pictures are drawn, or why they are not.
    pub drawing: Result<Drawing, Undrawn>,
    /// A web token was given by the environment.
    pub web_token_given: bool,
    /// The local file, as shown where history is empty.
    pub data_file: String,
    /// Nothing is configured, so begin with the first run: the configuration's file, as shown there.
    pub first_run: Option<String>,
    /// Names of the environment variables that hold something, for the first run; never their values.
    pub variables: Vec<String>,
    /// Said at once.
    pub greeting: Option<String>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

/// Something to paste in the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text to paste.
    pub text: String,
    /// What it shows.
    pub about: String,
}

/// An account to switch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountChoice {
    /// Name in the configuration.
    pub name: String,
    /// Label, else the name.
    pub label: String,
}

impl Setup {
    /// A plain set-up for `lang` at `size`: UTC, no demo, no overrides.
    pub fn plain(lang: UiLang, size: (u16, u16)) -> Self {
        Self {
            lang,
            time_zone: TimeZone::UTC,
            demo: false,
            suggestions: Vec::new(),
            accounts: Vec::new(),
            columns: Vec::new(),
            keys: Vec::new(),
            mouse: true,
            looks: Looks::default(),
            has_links: false,
            drawing: Err(Undrawn::Off),
            web_token_given: false,
            data_file: String::new(),
            first_run: None,
            variables: Vec::new(),
            greeting: None,
            size,
        }
    }
}
