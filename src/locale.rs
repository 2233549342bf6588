//! Every word the program says, in both languages: one struct field per phrase, so a missing text does not compile.
//!
//! Each area of the program has its own file with its struct and the two constants of it.

use crate::model::UiLang;

mod advice;
mod command;
mod config;
mod doctor;
mod explain;
mod jottings;
mod mirror;
mod person;
mod query;
mod screen;
mod sync;
mod terminal;
mod web;

pub use advice::AdviceTexts;
pub use command::{CommandTexts, HelpTexts, UsageTexts};
pub use config::ConfigTexts;
pub use doctor::DoctorTexts;
pub use explain::ExplainTexts;
pub use jottings::JottingTexts;
pub use mirror::MirrorTexts;
pub use person::PersonTexts;
pub use query::QueryTexts;
pub use screen::{ActionTexts, Phrase, ScreenTexts, StatsTexts, WelcomeTexts};
pub use sync::SyncTexts;
pub use terminal::TerminalTexts;
pub use web::WebTexts;

/// All phrases of one language.
#[derive(Debug)]
pub struct Texts {
    /// The terminal interface.
    pub screen: ScreenTexts,
    /// The shell around it.
    pub terminal: TerminalTexts,
    /// The command line.
    pub command: CommandTexts,
    /// Configuration problems.
    pub config: ConfigTexts,
    /// Web tokens on the command line.
    pub web: WebTexts,
    /// The local mirror on the command line.
    pub mirror: MirrorTexts,
    /// The check of the set-up.
    pub doctor: DoctorTexts,
    /// Local notes on the command line.
    pub jottings: JottingTexts,
    /// The decoded person.
    pub person: PersonTexts,
    /// Failures and what to do about them.
    pub advice: AdviceTexts,
    /// Filter queries that cannot be understood.
    pub query: QueryTexts,
    /// Codes, replies and rids explained.
    pub explain: ExplainTexts,
    /// The mirror brought up to date.
    pub sync: SyncTexts,
}

static EN: Texts = Texts {
    screen: screen::EN,
    terminal: terminal::EN,
    command: command::EN,
    config: config::EN,
    web: web::EN,
    mirror: mirror::EN,
    doctor: doctor::EN,
    jottings: jottings::EN,
    person: person::EN,
    advice: advice::EN,
    query: query::EN,
    explain: explain::EN,
    sync: sync::EN,
};
static ZH: Texts = Texts {
    screen: screen::ZH,
    terminal: terminal::ZH,
    command: command::ZH,
    config: config::ZH,
    web: web::ZH,
    mirror: mirror::ZH,
    doctor: doctor::ZH,
    jottings: jottings::ZH,
    person: person::ZH,
    advice: advice::ZH,
    query: query::ZH,
    explain: explain::ZH,
    sync: sync::ZH,
};

/// The phrases of a language.
pub fn texts(lang: UiLang) -> &'static Texts {
    lang.pick(&EN, &ZH)
}

/// A phrase around a number; English says one thing otherwise than several.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    one: &'static str,
    many: &'static str,
}

impl Counted {
    /// Differs for one. The number goes into the `{}`.
    const fn new(one: &'static str, many: &'static str) -> Self {
        Self { one, many }
    }

    /// The same for every number.
    const fn same(phrase: &'static str) -> Self {
        Self::new(phrase, phrase)
    }

    /// The phrase with the number, its digits grouped.
    pub fn of(self, n: u64) -> String {
        fill(self.phrase(n), &[&crate::text::grouped(n)])
    }

    /// The phrase for the number, with its places: for one that has more values than the number.
    pub fn phrase(self, n: u64) -> &'static str {
        if n == 1 { self.one } else { self.many }
    }
}

/// Puts values into the `{}` places of a phrase, in order.
pub fn fill(phrase: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut parts = phrase.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        if let Some(value) = values.next() {
            text.push_str(&value.to_string());
        }
        text.push_str(part);
    }
    text
}
