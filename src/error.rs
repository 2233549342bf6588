//! The top error: what went wrong, in words, and the exit code it means.

mod exit;

use std::io;
use std::path::PathBuf;

use crate::config::{AccountChoice, Problem};
use crate::errcode;
use crate::locale::{CommandTexts, fill, texts};
use crate::model::{Failure, Note, UiLang};
use crate::query::QueryError;
use crate::store;
use crate::text::sanitize;

pub use exit::Exit;

/// Why the program ends without having done what was asked.
#[derive(Debug)]
pub enum Error {
    /// The command line asks for something that cannot be.
    Usage(Usage),
    /// The configuration has these problems.
    Config(Vec<Problem>),
    /// No account can be chosen.
    Account(AccountChoice),
    /// A call failed, or this machine did.
    Failure(Failure),
    /// A file or stream could not be used.
    Io {
        /// What was tried, e.g. a path or an address.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// The reader of our output has gone: nothing to say, and nothing is wrong.
    ClosedPipe,
    /// The operator pressed Ctrl-C.
    Interrupted,
}

/// What is wrong with a command line that clap could read.
#[derive(Clone, Debug, PartialEq)]
pub enum Usage {
    /// The interface needs a terminal on both sides.
    NotATerminal,
    /// `lookup` without any openid.
    NoIds,
    /// A spreadsheet file was given.
    Spreadsheet,
    /// An input file cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// `explain` without a text.
    NoText,
    /// A prompt for a code or token that got nothing.
    NothingEntered,
    /// A filter word cannot be understood.
    Query(QueryError),
    /// Deleting needs a yes, and nobody can be asked.
    NeedsYes,
    /// There is no secret or token for the account.
    NoCredentials {
        /// The account's name.
        account: String,
        /// What is missing, without its value.
        detail: String,
    },
    /// `--source web` without a token for it.
    NoWebToken,
    /// `FANSCOPE_LOG` names no level.
    LogLevel(String),
    /// The file to write exists.
    OutputExists(PathBuf),
    /// What stands where a file is to be written is no regular file.
    OutputNoFile(PathBuf),
    /// The folder to write into is missing.
    NoFolder(PathBuf),
    /// The name of the file to write does not tell its format.
    OutputFormat(PathBuf),
    /// A note is too long.
    NoteTooLong,
    /// A table of notes cannot be read; the words say which and why.
    NoteFile(String),
    /// No home directory, so no place for a configuration file.
    NoHome,
}

impl Error {
    /// The exit code (product contract, "Exit").
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::Config(_) | Self::Account(_) => Exit::Usage,
            Self::Failure(failure) => Exit::of_kind(failure.kind),
            Self::Io { .. } => Exit::Unavailable,
            Self::ClosedPipe => Exit::Done,
            Self::Interrupted => Exit::Interrupted,
        }
    }

    /// The lines for stderr, clean; none where there is nothing to say.
    pub fn lines(&self, lang: UiLang) -> Vec<String> {
        let words = &texts(lang).command;
        let lines = match self {
            Self::Usage(usage) => vec![usage.text(words, lang)],
            Self::Config(problems) => problems.iter().map(|p| format!("{}: {}", p.place, p.message)).collect(),
            Self::Account(choice) => vec![choice_text(choice, words)],
            Self::Failure(failure) => vec![failure_text(failure, lang)],
            Self::Io { what, source } => vec![format!("{what}: {source}")],
            Self::ClosedPipe | Self::Interrupted => Vec::new(),
        };
        lines.iter().map(|line| sanitize(line)).collect()
    }

    /// A fault of the output: a pipe that was closed is none.
    pub fn output(source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Io {
                what: "stdout".to_owned(),
                source,
            },
        }
    }
}

impl From<Usage> for Error {
    fn from(usage: Usage) -> Self {
        Self::Usage(usage)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<AccountChoice> for Error {
    fn from(choice: AccountChoice) -> Self {
        Self::Account(choice)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Failure(Failure::local(error))
    }
}

/// What the platform or this machine said, and our advice: `48001 api unauthorized (rid: …): …`.
pub fn failure_text(failure: &Failure, lang: UiLang) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(failure.errcode.map(|code| code.to_string()));
    said.extend(failure.errmsg.clone().filter(|errmsg| !errmsg.is_empty()));
    said.extend(failure.rid.as_ref().map(|rid| format!("(rid: {rid})")));
    let hint = errcode::hint(failure, lang);
    match (said.is_empty(), hint.is_empty()) {
        (true, true) => failure.kind.as_str().to_owned(),
        (true, false) => hint,
        (false, true) => said.join(" "),
        (false, false) => format!("{}{}{hint}", said.join(" "), lang.pick(": ", "：")),
    }
}

fn choice_text(choice: &AccountChoice, words: &CommandTexts) -> String {
    match choice {
        AccountChoice::None => words.no_account.to_owned(),
        AccountChoice::Ambiguous(names) => fill(words.ambiguous_account, &[&names.join(words.list_separator)]),
        AccountChoice::Unknown { name, known } if known.is_empty() => fill(words.unknown_account_none, &[name]),
        AccountChoice::Unknown { name, known } => {
            fill(words.unknown_account, &[name, &known.join(words.list_separator)])
        }
    }
}

impl Usage {
    fn text(&self, words: &CommandTexts, lang: UiLang) -> String {
        match self {
            Self::NotATerminal => words.not_a_terminal.to_owned(),
            Self::NoIds => words.no_ids.to_owned(),
            Self::Spreadsheet => words.spreadsheet.to_owned(),
            Self::Unreadable { path, reason } => fill(words.unreadable, &[&path.display(), reason]),
            Self::NoText => words.no_text.to_owned(),
            Self::NothingEntered => words.nothing_entered.to_owned(),
            Self::Query(error) => error.message(lang),
            Self::NeedsYes => words.needs_yes.to_owned(),
            Self::NoCredentials { account, detail } => fill(words.no_credentials, &[account, detail]),
            Self::NoWebToken => words.no_web_token.to_owned(),
            Self::LogLevel(word) => fill(words.log_level, &[word]),
            Self::OutputExists(path) => fill(texts(lang).mirror.exists, &[&path.display()]),
            Self::OutputNoFile(path) => fill(texts(lang).mirror.no_file, &[&path.display()]),
            Self::NoFolder(path) => fill(texts(lang).mirror.no_folder, &[&path.display()]),
            Self::OutputFormat(path) => fill(texts(lang).mirror.no_format, &[&path.display()]),
            Self::NoteTooLong => fill(texts(lang).jottings.too_long, &[&Note::LONGEST]),
            Self::NoteFile(why) => why.clone(),
            Self::NoHome => words.no_home.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cause, Kind};

    #[test]
    fn a_closed_pipe_is_no_error() {
        let error = Error::output(io::ErrorKind::BrokenPipe.into());
        assert_eq!((error.exit(), error.lines(UiLang::En)), (Exit::Done, Vec::new()));
        assert_eq!(
            Error::output(io::ErrorKind::StorageFull.into()).exit(),
            Exit::Unavailable
        );
    }

    #[test]
    fn accounts_to_choose_from_are_listed() {
        let names = vec!["main".to_owned(), "second".to_owned()];
        let error = Error::from(AccountChoice::Ambiguous(names.clone()));
        assert_eq!(error.exit(), Exit::Usage);
        for lang in [UiLang::En, UiLang::Zh] {
            let unknown = Error::from(AccountChoice::Unknown {
                name: "mian".to_owned(),
                known: names.clone(),
            });
            for text in [error.lines(lang).concat(), unknown.lines(lang).concat()] {
                assert!(text.contains("main") && text.contains("second"), "{text}");
            }
        }
    }

    #[test]
    fn remote_text_cannot_reach_the_terminal_raw() {
        let mut failure = Failure::new(Kind::Platform, Cause::Errcode);
        failure.errcode = Some(-1);
        failure.errmsg = Some("system\u{1b}[31m error\r\n".to_owned());
        let text = Error::from(failure).lines(UiLang::En).concat();
        assert!(
            text.starts_with("-1 system") && !text.contains(['\u{1b}', '\r', '\n']),
            "{text:?}"
        );
    }
}
