//! The arguments as clap reads them. What they mean is decided by the command that gets them.
//!
//! Help texts stand in [`crate::locale`], by command and argument: see [`super::help`].

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::format::Format;
use crate::config::{Flags, parse_duration};
use crate::demo::Setup;
use crate::model::{Lang, Source, UiLang};

#[derive(Debug, Parser)]
#[command(name = "fanscope", bin_name = "fanscope", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that may stand before or after the command.
#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME")]
    pub account: Option<String>,
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL")]
    pub api_base: Option<String>,
    #[arg(long, global = true)]
    pub demo: bool,
    #[arg(
        long,
        global = true,
        value_name = "auto|en|zh",
        value_enum,
        hide_possible_values = true
    )]
    pub ui_lang: Option<Speech>,
    #[arg(
        long,
        global = true,
        value_name = "auto|always|never",
        value_enum,
        hide_possible_values = true
    )]
    pub color: Option<Color>,
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

impl Global {
    /// The part that the configuration takes into account.
    pub fn flags(&self) -> Flags {
        Flags {
            config: self.config.clone(),
            account: self.account.clone(),
            data_dir: self.data_dir.clone(),
            api_base: self.api_base.clone(),
            demo: self.demo,
            ui_lang: self.ui_lang.and_then(Speech::language),
        }
    }
}

/// `--ui-lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Speech {
    Auto,
    En,
    Zh,
}

impl Speech {
    /// The language named; `None` for `auto`.
    pub fn language(self) -> Option<UiLang> {
        match self {
            Self::Auto => None,
            Self::En => Some(UiLang::En),
            Self::Zh => Some(UiLang::Zh),
        }
    }
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Lookup(Lookup),
    #[command(subcommand_required = true)]
    History {
        #[command(subcommand)]
        action: History,
    },
    Followers(Followers),
    Stats(Stats),
    Export(Export),
    Sync(Sync),
    #[command(subcommand_required = true)]
    Notes {
        #[command(subcommand)]
        action: Jottings,
    },
    Tags(Listing),
    #[command(subcommand_required = true)]
    Web {
        #[command(subcommand)]
        action: Web,
    },
    Doctor(Doctor),
    Explain(Explain),
    #[command(subcommand_required = true)]
    Config {
        #[command(subcommand)]
        action: Config,
    },
    DemoServer(DemoServer),
    Completions {
        #[arg(
            value_enum,
            value_name = "bash|elvish|fish|powershell|zsh",
            hide_possible_values = true
        )]
        shell: Shell,
    },
    Man,
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub struct Lookup {
    #[arg(value_name = "OPENID")]
    pub openids: Vec<String>,
    #[arg(long, value_name = "FILE|-")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "follower|web", value_parser = sources(), hide_possible_values = true)]
    pub source: Option<Source>,
    #[arg(long, value_name = "zh_CN|zh_TW|en", value_parser = languages(), hide_possible_values = true)]
    pub lang: Option<Lang>,
    #[arg(long, value_name = "table|json|jsonl|csv", value_parser = formats(&Format::ALL), hide_possible_values = true)]
    pub format: Option<Format>,
    #[arg(long)]
    pub fresh: bool,
    #[arg(long, value_name = "DUR", value_parser = duration)]
    pub max_age: Option<Duration>,
    #[arg(long)]
    pub no_history: bool,
    #[arg(long, value_name = "N")]
    pub max_calls: Option<u64>,
    #[arg(long)]
    pub force_refresh: bool,
    #[arg(long)]
    pub keep_rows: bool,
}

#[derive(Debug, Subcommand)]
pub enum History {
    List(HistoryList),
    Show(HistoryShow),
    Export(HistoryExport),
    Clear(HistoryClear),
}

#[derive(Debug, Args)]
pub struct HistoryList {
    /// A word such as `-tag:VIP` comes marked, see [`mark_negations`].
    #[arg(value_name = "QUERY", value_parser = unmarked)]
    pub query: Vec<String>,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[arg(long)]
    pub all_accounts: bool,
    #[arg(long, value_name = "table|json|jsonl|csv", value_parser = formats(&Format::ALL), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct HistoryShow {
    #[arg(value_name = "OPENID")]
    pub openid: String,
    #[arg(long, value_name = "table|json", value_parser = formats(&[Format::Table, Format::Json]), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct HistoryExport {
    #[arg(long, value_name = "csv|jsonl", value_parser = formats(&[Format::Csv, Format::Jsonl]), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct HistoryClear {
    #[arg(value_name = "OPENID")]
    pub openids: Vec<String>,
    #[arg(long, value_name = "DUR", value_parser = duration)]
    pub before: Option<Duration>,
    #[arg(long)]
    pub all_accounts: bool,
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct Followers {
    #[arg(value_name = "QUERY", value_parser = unmarked)]
    pub query: Vec<String>,
    #[arg(long, value_name = "DUR", value_parser = duration)]
    pub changed_since: Option<Duration>,
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    #[arg(long, value_name = "table|json|jsonl|csv", value_parser = formats(&Format::ALL), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct Stats {
    #[arg(value_name = "QUERY", value_parser = unmarked)]
    pub query: Vec<String>,
    #[arg(long, value_name = "table|json", value_parser = formats(&[Format::Table, Format::Json]), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_name = "QUERY", value_parser = unmarked)]
    pub query: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
    #[arg(long, value_name = "csv|jsonl|xlsx", value_enum, hide_possible_values = true)]
    pub format: Option<FileFormat>,
    #[arg(long)]
    pub force: bool,
}

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FileFormat {
    Csv,
    Jsonl,
    Xlsx,
}

impl FileFormat {
    /// By the file's name.
    pub fn of(file: &Path) -> Option<Self> {
        let extension = file.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
pub struct Sync {
    #[arg(long)]
    pub full: bool,
    #[arg(long)]
    pub ids_only: bool,
    #[arg(long, value_name = "N")]
    pub max_calls: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub enum Jottings {
    List(Listing),
    Set(NoteSet),
    Import(NoteImport),
    Export,
}

#[derive(Debug, Args)]
pub struct NoteSet {
    #[arg(value_name = "OPENID")]
    pub openid: String,
    /// Several words are one text, so that a short note needs no quotes.
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

#[derive(Debug, Args)]
pub struct NoteImport {
    #[arg(value_name = "FILE|-")]
    pub file: PathBuf,
}

/// A list without options of its own.
#[derive(Debug, Args)]
pub struct Listing {
    #[arg(long, value_name = "table|json|jsonl|csv", value_parser = formats(&Format::ALL), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Subcommand)]
pub enum Web {
    Code(WebGranted),
    Refresh(WebGranted),
    Check(WebCheck),
}

#[derive(Debug, Args)]
pub struct WebGranted {
    #[arg(long, value_name = "table|json", value_parser = formats(&[Format::Table, Format::Json]), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct WebCheck {
    #[arg(value_name = "OPENID")]
    pub openid: String,
}

#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long, value_name = "RID")]
    pub rid: Option<String>,
    #[arg(long, value_name = "table|json", value_parser = formats(&[Format::Table, Format::Json]), hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// Several words are one text, so that an errmsg needs no quotes; `-1` is an errcode.
    #[arg(value_name = "TEXT", allow_negative_numbers = true)]
    pub text: Vec<String>,
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Config {
    Path,
    Check,
    Example {
        #[arg(long)]
        theme: bool,
    },
    Show,
}

#[derive(Debug, Args)]
pub struct DemoServer {
    #[arg(long, value_name = "P", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    #[arg(long, value_name = "N")]
    pub followers: Option<u64>,
    #[arg(long, value_name = "S", default_value_t = Setup::default().seed, hide_default_value = true)]
    pub seed: u64,
    #[arg(long)]
    pub churn: bool,
}

/// The value of a long option as it stands in the raw words: for what must be known before clap has read them.
pub fn raw_value(words: &[OsString], option: &str) -> Option<String> {
    let mut words = words
        .iter()
        .filter_map(|word| word.to_str())
        .take_while(|word| *word != "--");
    let mut found = None;
    while let Some(word) = words.next() {
        if word == option {
            found = words.next().or(found);
        } else if let Some(value) = word.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value);
        }
    }
    found.map(str::to_owned)
}

/// Stands in front of a query word that begins with a hyphen while clap reads.
const MARK: char = '\u{1}';

/// Marks query words such as `-tag:VIP`: clap's own `allow_hyphen_values` would swallow every option behind them.
/// `-v`, `-vv`, `-h` and numbers are left alone.
pub fn mark_negations(words: &[OsString]) -> Vec<OsString> {
    let has = |name: &str| words.iter().any(|word| word == name);
    let asks_mirror = ["followers", "stats", "export"].into_iter().any(has) && !has("history");
    if !(asks_mirror || has("history") && has("list")) {
        return words.to_vec();
    }
    let marked = |word: &str| format!("{MARK}{word}").into();
    words
        .iter()
        .map(|word| {
            word.to_str()
                .filter(|word| is_negation(word))
                .map_or_else(|| word.clone(), marked)
        })
        .collect()
}

fn is_negation(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|rest| {
        let is_flag = rest.chars().all(|c| "vhV".contains(c));
        let is_number = rest.chars().all(|c| c.is_ascii_digit());
        !rest.starts_with('-') && !is_flag && !is_number
    })
}

#[expect(clippy::unnecessary_wraps, reason = "the form that clap asks for")]
fn unmarked(word: &str) -> Result<String, std::convert::Infallible> {
    Ok(word.strip_prefix(MARK).unwrap_or(word).to_owned())
}

/// The error shows the form; clap puts the value in front of it.
fn duration(text: &str) -> Result<Duration, String> {
    parse_duration(text).ok_or_else(|| "30s, 10m, 24h, 7d".to_owned())
}

fn sources() -> impl TypedValueParser<Value = Source> {
    PossibleValuesParser::new([Source::Follower, Source::Web].map(Source::as_str))
        .map(|word| Source::from_word(&word).unwrap_or_default())
}

fn languages() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::as_str)).map(|word| Lang::from_word(&word).unwrap_or_default())
}

fn formats(allowed: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let words: Vec<&'static str> = allowed.iter().map(|format| format.as_str()).collect();
    PossibleValuesParser::new(words).map(|word| Format::from_word(&word).unwrap_or(Format::Jsonl))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn read(line: &str) -> Result<Arguments, clap::Error> {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        Arguments::try_parse_from(mark_negations(&words))
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in [
            "fanscope --account main --ui-lang zh -vv lookup abc",
            "fanscope lookup abc --account main --ui-lang zh -vv",
            "fanscope lookup -v --account=main abc -v --ui-lang=zh",
        ] {
            let global = read(line).unwrap().global;
            assert_eq!(global.account.as_deref(), Some("main"), "{line}");
            assert_eq!(global.flags().ui_lang, Some(UiLang::Zh), "{line}");
            assert_eq!(global.verbose, 2, "{line}");
        }
    }

    #[test]
    fn hyphens_lead_query_words_and_errcodes() {
        let Some(Command::History {
            action: History::List(list),
        }) = read("fanscope history list -tag:VIP --limit 3 -has:unionid")
            .unwrap()
            .command
        else {
            panic!("history list")
        };
        assert_eq!(
            (list.query, list.limit),
            (vec!["-tag:VIP".to_owned(), "-has:unionid".to_owned()], Some(3))
        );
        let Some(Command::Explain(explain)) = read("fanscope explain -1 -v").unwrap().command else {
            panic!("explain")
        };
        assert_eq!(explain.text, ["-1"]);
    }

    #[test]
    fn each_format_list_is_the_commands_own() {
        assert!(read("fanscope history show x --format csv").is_err());
        assert!(read("fanscope history export --format table").is_err());
        assert!(read("fanscope lookup x --format csv").is_ok());
        assert!(read("fanscope lookup x --max-age 10").is_err());
        assert!(read("fanscope lookup -x").is_err());
        assert!(read("fanscope history list --limt 3").is_err());
    }

    #[test]
    fn raw_values_are_found_before_clap_reads() {
        let found = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            raw_value(&words, "--ui-lang")
        };
        assert_eq!(found("fanscope lookup --ui-lang zh").as_deref(), Some("zh"));
        assert_eq!(found("fanscope --ui-lang=en").as_deref(), Some("en"));
        assert_eq!(found("fanscope lookup -- --ui-lang zh"), None);
        assert_eq!(found("fanscope --ui-lang"), None);
    }
}
