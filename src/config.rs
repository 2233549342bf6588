//! Configuration: the file's shape, its strict check, environment and flags on top, paths. Reads files, writes none.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::model::{AccountKey, Lang, QrLabels, Secret, UiLang};

mod accounts;
mod file;
mod language;
mod load;
mod nearest;
mod paths;
mod reader;
mod secret;
mod show;
mod theme;
mod value;

pub use file::is_app_id;
pub use nearest::nearest;
pub use paths::{config_file, data_dir};
pub use theme::{Background, Colour, Look, Role, THEME_EXAMPLE, Theme, ThemeChoice, built_in as built_in_themes};
pub use value::{BaseFault, parse_api_base, parse_duration, show_duration};

/// Name of the account made of environment variables, and its app id where none is known.
pub const ENV_ACCOUNT: &str = "env";

/// Name of the only account under `--demo`.
pub const DEMO_ACCOUNT: &str = "demo";

/// Where the platform's API is.
pub const DEFAULT_API_BASE: &str = "https://api.weixin.qq.com";

/// Hosts of avatars, where `[ui] picture_hosts` names no others: the platform's own.
pub const PICTURE_HOSTS: [&str; 4] = ["wx.qlogo.cn", "thirdwx.qlogo.cn", "mmbiz.qlogo.cn", "mmbiz.qpic.cn"];

/// Columns that `[ui] columns` may name.
pub const COLUMNS: [&str; 21] = [
    "openid",
    "status",
    "name",
    "nickname",
    "remark",
    "since",
    "scene",
    "qr",
    "tags",
    "note",
    "unionid",
    "sex",
    "region",
    "language",
    "groupid",
    "source",
    "account",
    "lookups",
    "fetched_at",
    "first_at",
    "left_at",
];

/// Global options of the command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flags {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--account`.
    pub account: Option<String>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--api-base`.
    pub api_base: Option<String>,
    /// `--demo`.
    pub demo: bool,
    /// `--ui-lang`; `None` for `auto` or not given.
    pub ui_lang: Option<UiLang>,
}

/// The environment, captured once so that tests can give their own.
#[derive(Clone, Debug, Default)]
pub struct Env(pub BTreeMap<String, String>);

impl Env {
    /// The process's environment; values that are not UTF-8 are left out.
    pub fn capture() -> Self {
        let pairs =
            std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        Self(pairs.collect())
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Where the app secret is found.
#[derive(Clone, Debug, PartialEq)]
pub enum SecretSource {
    /// In the file or in `FANSCOPE_APP_SECRET`.
    Inline(Secret),
    /// In this variable.
    Env(String),
    /// Printed by this command.
    Command(Vec<String>),
    /// In this file.
    File(PathBuf),
    /// Nowhere.
    Missing,
}

/// Where the access token comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenSource {
    /// `stable_token`.
    Stable,
    /// This token, given by `FANSCOPE_ACCESS_TOKEN` or found in the variable the account names.
    Given(Secret),
    /// The variable the account names is not set.
    EnvMissing(String),
    /// Printed by this command.
    Command(Vec<String>),
    /// `/cgi-bin/token`.
    Classic,
}

/// One account, complete with what flags and environment say.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Name and app id.
    pub key: AccountKey,
    /// What the header shows.
    pub label: String,
    /// The app secret's place.
    pub secret: SecretSource,
    /// The access token's source.
    pub token: TokenSource,
    /// API base without a trailing slash, checked: https, or http on loopback.
    pub api_base: String,
    /// Language sent to the platform.
    pub lang: Lang,
    /// Names for QR scenes.
    pub qr_labels: QrLabels,
}

/// `[lookup]`. Its default is the product contract's.
#[derive(Clone, Debug, PartialEq)]
pub struct LookupSettings {
    /// Calls at once.
    pub concurrency: usize,
    /// Whole time for one call.
    pub timeout: Duration,
    /// How old a stored answer may be to be reused.
    pub max_age: Duration,
    /// Retries per call.
    pub retries: u32,
    /// Own limit; 0 for none.
    pub calls_per_minute: u32,
}

impl Default for LookupSettings {
    fn default() -> Self {
        Self {
            concurrency: 8,
            timeout: Duration::from_secs(15),
            max_age: Duration::from_secs(600),
            retries: 3,
            calls_per_minute: 0,
        }
    }
}

/// `[history]`. Its default is the product contract's.
#[derive(Clone, Debug, PartialEq)]
pub struct HistorySettings {
    /// Keep lookups at all.
    pub enabled: bool,
    /// Days to keep; 0 for ever.
    pub keep_days: u32,
}

impl Default for HistorySettings {
    fn default() -> Self {
        Self {
            enabled: true,
            keep_days: 0,
        }
    }
}

/// `[ui]`.
#[derive(Clone, Debug, PartialEq)]
pub struct UiSettings {
    /// Interface language after flags, file and `LC_ALL`/`LC_MESSAGES`/`LANG`.
    pub language: UiLang,
    /// The theme asked for.
    pub theme: ThemeChoice,
    /// All themes that can be chosen, the built-in ones first.
    pub themes: Vec<Theme>,
    /// Mouse capture.
    pub mouse: bool,
    /// Time zone for clock times.
    pub time_zone: jiff::tz::TimeZone,
    /// Columns of the tables in order, of [`COLUMNS`]; empty for those that fit.
    pub columns: Vec<String>,
    /// How avatars are drawn.
    pub images: ImageMode,
    /// Hosts that pictures may be fetched from.
    pub picture_hosts: Vec<String>,
    /// Width of characters that terminals disagree about.
    pub ambiguous_width: AmbiguousWidth,
    /// How copying works.
    pub clipboard: ClipboardMode,
}

/// `[ui] clipboard`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClipboardMode {
    /// Native first, OSC 52 where that fails; OSC 52 first over SSH.
    #[default]
    Auto,
    /// Native only.
    Native,
    /// OSC 52 only.
    Osc52,
}

impl ClipboardMode {
    /// Every value with its word in the file.
    pub const WORDS: [(&str, Self); 3] = [("auto", Self::Auto), ("native", Self::Native), ("osc52", Self::Osc52)];
}

/// `[ui] images`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImageMode {
    /// What the terminal can do.
    #[default]
    Auto,
    /// Kitty's graphics protocol.
    Kitty,
    /// Sixel.
    Sixel,
    /// iTerm2's inline images.
    Iterm2,
    /// Half-block characters.
    Halfblocks,
    /// None.
    Off,
}

impl ImageMode {
    /// Every value with its word in the file.
    pub const WORDS: [(&str, Self); 6] = [
        ("auto", Self::Auto),
        ("kitty", Self::Kitty),
        ("sixel", Self::Sixel),
        ("iterm2", Self::Iterm2),
        ("halfblocks", Self::Halfblocks),
        ("off", Self::Off),
    ];
}

/// `[ui] ambiguous_width`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmbiguousWidth {
    /// One column, as in most terminals.
    #[default]
    One,
    /// Two columns, as in some East Asian set-ups.
    Two,
}

/// `[ui] time_zone`.
#[derive(Clone, Debug, Default, PartialEq)]
enum Zone {
    /// The system's.
    #[default]
    System,
    /// One by its IANA name.
    Named(jiff::tz::TimeZone),
}

/// Everything, merged and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The flags it was loaded with, so that it can be loaded again.
    pub flags: Flags,
    /// The file read, where there was one.
    pub file: Option<PathBuf>,
    /// All accounts that can be chosen, by name order; under `--demo` exactly one.
    pub accounts: Vec<Account>,
    /// Index into `accounts` of the chosen one, or why none could be chosen.
    pub chosen: Result<usize, AccountChoice>,
    /// `[lookup]`.
    pub lookup: LookupSettings,
    /// `[history]`.
    pub history: HistorySettings,
    /// `[ui]`.
    pub ui: UiSettings,
    /// `[keys]`: action to chords, unchecked names kept for the keymap to check, with the place of each in the file.
    pub keys: Vec<KeyOverride>,
    /// `FANSCOPE_WEB_TOKEN`.
    pub web_token: Option<Secret>,
    /// The database.
    pub db: PathBuf,
    /// Data directory (the UI's log lies here too).
    pub data_dir: PathBuf,
    /// `--demo`.
    pub demo: bool,
    /// Things worth a warning on stderr, e.g. a secret readable by others.
    pub warnings: Vec<String>,
}

/// One line of `[keys]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOverride {
    /// Action name as written.
    pub action: String,
    /// Chords as written.
    pub chords: Vec<String>,
    /// `file:line:column` of the entry.
    pub place: String,
}

/// Why no account is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountChoice {
    /// No account and no credentials at all.
    None,
    /// Several accounts and nothing says which.
    Ambiguous(Vec<String>),
    /// The name given is not among these.
    Unknown {
        /// As given.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
}

/// One problem of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `file:line:column`, or the variable or flag.
    pub place: String,
    /// What is wrong, what is allowed, and "did you mean", in the interface language.
    pub message: String,
}

impl Config {
    /// Reads and merges everything; all problems at once, in file order.
    pub fn load(flags: &Flags, env: &Env) -> Result<Self, Vec<Problem>> {
        load::load(flags, env)
    }

    /// As [`Config::load`], with this text in the file's place: what the file would mean before it is written.
    pub fn proposed(flags: &Flags, env: &Env, text: &str) -> Result<Self, Vec<Problem>> {
        load::proposed(flags, env, text)
    }

    /// The entries of `[keys]` whatever else the file holds: so that their faults are told with all others.
    pub fn keys(flags: &Flags, env: &Env) -> Vec<KeyOverride> {
        load::keys(flags, env)
    }

    /// What `config check` reports: accounts are checked also under `--demo`.
    pub fn check(flags: &Flags, env: &Env) -> Check {
        load::check(flags, env)
    }

    /// The chosen account.
    pub fn account(&self) -> Result<&Account, &AccountChoice> {
        self.chosen.as_ref().map(|index| &self.accounts[*index])
    }

    /// Under `--demo`: the running demo server's address and credentials for the account `demo`, once it is started.
    #[must_use]
    pub fn with_demo(mut self, base: &str, app_id: &str, app_secret: Secret, web_token: Secret) -> Self {
        self.accounts = vec![accounts::demo(base, app_id, SecretSource::Inline(app_secret))];
        self.chosen = Ok(0);
        self.web_token = Some(web_token);
        self
    }

    /// The effective values as TOML, secrets masked; loads again but for them.
    pub fn effective(&self) -> String {
        show::effective(self)
    }
}

/// What `config check` found.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The file looked at; `None` where no home directory is known.
    pub file: Option<PathBuf>,
    /// Whether it is there.
    pub exists: bool,
    /// Every problem.
    pub problems: Vec<Problem>,
    /// Things worth a warning.
    pub warnings: Vec<String>,
}

/// Language of the interface as far as flags and environment tell: for messages before a file is read.
pub fn language_hint(flags: &Flags, env: &Env) -> UiLang {
    language::choose(flags.ui_lang, None, env)
}

/// The sample file `config.example.toml`, as shipped.
pub const EXAMPLE: &str = include_str!("../config.example.toml");

#[cfg(test)]
mod tests;
