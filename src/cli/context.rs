//! What every command knows: global options, environment, streams.

use std::cell::Cell;
use std::future::Future;
use std::io::{self, IsTerminal};
use std::time::Duration;

use tracing::Level;

use super::args::{Arguments, Color};
use super::format::Format;
use super::notes::Notes;
use super::rows::Look;
use crate::app::{Keymap, KeymapProblem};
use crate::config::{AmbiguousWidth, Config, Env, Flags, KeyOverride, Problem};
use crate::error::{Error, Usage};
use crate::export::Layout;
use crate::locale::texts;
use crate::model::UiLang;
use crate::ops::lookup::now;
use crate::person::Wording;
use crate::text::set_ambiguous_wide;
use crate::tui::ColorChoice;

/// What every command knows.
#[derive(Debug)]
pub struct Context {
    /// Global options that the configuration takes into account.
    pub flags: Flags,
    /// The environment.
    pub env: Env,
    /// `--color`.
    pub color: ColorChoice,
    /// How often `-v` was given.
    pub verbose: u8,
    /// stdin is a terminal, so somebody can be asked.
    pub in_is_terminal: bool,
    /// stdout is a terminal, so somebody reads along.
    pub out_is_terminal: bool,
    /// Guessed first, then as the configuration says.
    lang: Cell<UiLang>,
}

impl Context {
    /// Of the process's own streams.
    pub fn new(arguments: &Arguments, env: Env, lang: UiLang) -> Self {
        let global = &arguments.global;
        Self {
            flags: global.flags(),
            env,
            color: match global.color.unwrap_or_default() {
                Color::Auto => ColorChoice::Auto,
                Color::Always => ColorChoice::Always,
                Color::Never => ColorChoice::Never,
            },
            verbose: global.verbose,
            in_is_terminal: io::stdin().is_terminal(),
            out_is_terminal: io::stdout().is_terminal(),
            lang: Cell::new(lang),
        }
    }

    /// The interface language as far as it is known.
    pub fn lang(&self) -> UiLang {
        self.lang.get()
    }

    /// What goes to stderr.
    pub fn notes(&self) -> Notes {
        Notes::new(self.lang())
    }

    /// The merged configuration, whose language is used from now on. Its warnings go to stderr.
    pub fn config(&self) -> Result<Config, Error> {
        let config =
            Config::load(&self.flags, &self.env).map_err(|problems| Error::Config(self.with_keys(problems)))?;
        self.lang.set(config.ui.language);
        set_ambiguous_wide(config.ui.ambiguous_width == AmbiguousWidth::Two);
        let problems = key_problems(&config.keys, config.ui.language);
        if !problems.is_empty() {
            return Err(Error::Config(problems));
        }
        config.warnings.iter().for_each(|warning| self.notes().warn(warning));
        Ok(config)
    }

    /// Problems of the configuration together with those of its `[keys]`, which only the interface can judge.
    pub fn with_keys(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        problems.extend(key_problems(&Config::keys(&self.flags, &self.env), self.lang()));
        problems
    }

    /// The form of the output: as asked, else a table for a reader and `otherwise` for a program.
    pub fn format(&self, asked: Option<Format>, otherwise: Format) -> Format {
        asked.unwrap_or(if self.out_is_terminal { Format::Table } else { otherwise })
    }

    /// How rows are to look on stdout.
    pub fn look(&self, config: &Config, format: Format) -> Look {
        let wording = Wording {
            lang: self.lang(),
            now: now(),
            time_zone: config.ui.time_zone.clone(),
        };
        Look {
            format,
            wording,
            layout: self.layout(),
        }
    }

    /// Width and colours of stdout.
    pub fn layout(&self) -> Layout {
        // A terminal that does not know its size says 0.
        let known = crossterm::terminal::size().ok().filter(|(columns, _)| *columns > 0);
        let columns = known.map_or(80, |(columns, _)| usize::from(columns));
        Layout {
            columns: self.out_is_terminal.then_some(columns),
            color: self.colors(),
        }
    }

    /// Whether stdout gets colours.
    fn colors(&self) -> bool {
        self.color.allows(&self.env, self.out_is_terminal)
    }

    /// The level of the log: `-v` beats `FANSCOPE_LOG`; `None` for no log.
    pub fn log_level(&self) -> Result<Option<Level>, Error> {
        let asked = self.env.get("FANSCOPE_LOG");
        match self.verbose {
            0 => asked.map(level).transpose(),
            1 => Ok(Some(Level::INFO)),
            _ => Ok(Some(Level::DEBUG)),
        }
    }
}

/// `[keys]` is the interface's to check, and as wrong for every command as any other entry.
fn key_problems(keys: &[KeyOverride], lang: UiLang) -> Vec<Problem> {
    let found = Keymap::new(keys, &texts(lang).screen).err().unwrap_or_default();
    let problem = |problem: KeymapProblem| Problem {
        place: problem.place,
        message: problem.message,
    };
    found.into_iter().map(problem).collect()
}

fn level(word: &str) -> Result<Level, Error> {
    let levels = [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG, Level::TRACE];
    let named = levels
        .into_iter()
        .find(|level| level.as_str().eq_ignore_ascii_case(word));
    named.ok_or_else(|| Usage::LogLevel(word.to_owned()).into())
}

/// Runs a command that waits for something. What still runs in the background does not hold up the end.
pub fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|source| Error::Io {
        what: "tokio".to_owned(),
        source,
    })?;
    let output = runtime.block_on(future);
    runtime.shutdown_timeout(Duration::from_millis(100));
    Ok(output)
}
