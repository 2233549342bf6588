//! The terminal: guard, input, the loop, effects. The only module that touches raw mode.
//!
//! The loop sleeps until something happens: an input, an event of the background task, or, only while something
//! moves on the screen, the spinner's next step. It takes everything that waits, then draws once.

mod burst;
mod clipboard;
mod depth;
mod guard;
mod images;
mod input;
mod late;
mod links;
mod log;
mod probe;
mod screen;
mod setup;
mod shell;
mod signals;
mod trailing;

use std::io;

use crate::app::{self, Depth, Effect, KeymapProblem, State};
use crate::config::{AmbiguousWidth, Config, Env, Flags, Problem};
use crate::demo::Demo;
use crate::error::Error;
use crate::job::Again;
use crate::locale::texts;
use crate::model::Timestamp;
use crate::ops;
use crate::picture;
use crate::text;
use crate::worker;
use probe::Answers;
use shell::{Copying, Ended, Pace, Shell};

pub use clipboard::{OSC52_LONGEST, Way, ways};
pub use guard::{TerminalGuard, restore};
pub use input::{Input, InputQueue, queue};
pub use screen::{RealScreen, Screen};
pub use signals::Signal;

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// Unless `NO_COLOR` is set, `TERM` is `dumb`, `CLICOLOR` is 0 or nobody reads along; the last two give way to
    /// `CLICOLOR_FORCE`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// Whether to write colours, on a terminal or elsewhere.
    pub fn allows(self, env: &Env, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if env.get("NO_COLOR").is_some() || env.get("TERM") == Some("dumb") => false,
            Self::Auto if env.get("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Self::Auto => is_terminal && env.get("CLICOLOR") != Some("0"),
        }
    }
}

/// What the interface needs from the command line.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The merged configuration. Under `--demo` the interface starts the demo server itself.
    pub config: Config,
    /// The environment.
    pub env: Env,
    /// `--color`.
    pub color: ColorChoice,
    /// Write a log at this level.
    pub log: Option<tracing::Level>,
}

/// Runs the interface until the operator leaves or a signal ends it; the exit code (0, or 128 and the signal's number).
/// The terminal is restored when it returns, whatever it returns. Needs a multi-threaded tokio runtime.
///
/// # Errors
/// Everything wrong in `[keys]`, found before the screen is taken over; a terminal, log file or demo server that cannot
/// be set up.
pub async fn run(setup: Setup) -> Result<u8, Error> {
    let inputs = input::queue();
    input::listen_to_system(&inputs.0).map_err(terminal)?;
    let (answers, raw) = probe::ask(&setup.config, setup.color, &setup.env);
    let heard = input::Heard::of(&answers);
    let size = crossterm::terminal::size().map_err(terminal)?;
    let prepared = Prepared::new(setup, answers, size)?;
    let screen = RealScreen::open(prepared.setup.config.ui.mouse, prepared.keeps_pictures()).map_err(terminal)?;
    if let Some(raw) = raw {
        raw.hand_over();
    }
    input::listen_to_terminal(&inputs.0, heard).map_err(terminal)?;
    Box::pin(run_again(prepared, screen, inputs)).await
}

/// As [`run`], on another screen and with inputs from elsewhere.
pub async fn run_on<S: Screen>(screen: S, inputs: InputQueue, setup: Setup) -> Result<u8, Error> {
    let size = screen.size().map_err(terminal)?;
    Box::pin(run_again(
        Prepared::new(setup, Answers::default(), size)?,
        screen,
        inputs,
    ))
    .await
}

/// Runs until the operator leaves; what begins again does so on the same terminal.
async fn run_again<S: Screen>(mut prepared: Prepared, mut screen: S, mut inputs: InputQueue) -> Result<u8, Error> {
    loop {
        let answers = prepared.answers.clone();
        let (config, env, color) = {
            let setup = &prepared.setup;
            (setup.config.clone(), setup.env.clone(), setup.color)
        };
        let (again, said, lang) = match prepared.run(screen, inputs).await? {
            Ended::Exit(code) => return Ok(code),
            Ended::Again {
                again,
                screen: kept,
                inputs: queue,
                said,
                lang,
            } => {
                (screen, inputs) = (kept, queue);
                (again, said, lang)
            }
        };
        let greeting = match again {
            Again::Demo => Some(texts(lang).screen.welcome.in_demo.to_owned()),
            Again::Configured => said,
        };
        let flags = Flags {
            demo: again == Again::Demo,
            ui_lang: Some(lang),
            ..config.flags
        };
        let config = Config::load(&flags, &env).map_err(Error::Config)?;
        // The log of the first run goes on.
        let setup = Setup {
            config,
            env,
            color,
            log: None,
        };
        let size = screen.size().map_err(terminal)?;
        prepared = Prepared::greeting(setup, answers, size, greeting)?;
    }
}

/// The core is there, the terminal not yet touched.
struct Prepared {
    setup: Setup,
    answers: Answers,
    state: State,
    effects: Vec<Effect>,
}

impl Prepared {
    fn new(setup: Setup, answers: Answers, size: (u16, u16)) -> Result<Self, Error> {
        Self::greeting(setup, answers, size, None)
    }

    fn greeting(setup: Setup, answers: Answers, size: (u16, u16), greeting: Option<String>) -> Result<Self, Error> {
        text::set_ambiguous_wide(setup.config.ui.ambiguous_width == AmbiguousWidth::Two);
        let told = app::Setup {
            greeting,
            ..setup::of(&setup.config, &setup.env, setup.color, &answers, size)
        };
        let (state, effects) = State::new(told, Timestamp::now()).map_err(keys)?;
        // crossterm itself writes no colours where NO_COLOR is set, also when colours were asked for.
        crossterm::style::force_color_output(state.setup.looks.depth > Depth::Mono);
        Ok(Self {
            setup,
            answers,
            state,
            effects,
        })
    }

    /// Whether the terminal keeps pictures in its memory until it is told to forget them.
    fn keeps_pictures(&self) -> bool {
        let drawing = self.state.setup.drawing;
        drawing.is_ok_and(|drawing| drawing.way == picture::Way::Kitty)
    }

    async fn run<S: Screen>(self, screen: S, (outcomes, inputs): InputQueue) -> Result<Ended<S>, Error> {
        let Setup { config, env, log, .. } = self.setup;
        let mut shell = Shell {
            screen,
            state: self.state,
            inputs,
            outcomes,
            copying: Copying::new(config.ui.clipboard, &env, config.ui.language),
            pace: Pace::default(),
        };
        // The first frame comes before anything slow: log, demo server, store, TLS.
        shell.draw().map_err(terminal)?;
        if let Some(level) = log {
            log::start(&config.data_dir, level).map_err(|source| Error::Io {
                what: config.data_dir.display().to_string(),
                source,
            })?;
        }
        let (config, demo) = with_demo(config).await?;
        let ended = shell.run(worker::spawn(config, env), self.effects).await;
        // Answers until the background task has ended.
        drop(demo);
        Ok(ended)
    }
}

/// Starts the demo server where it is asked for.
async fn with_demo(config: Config) -> Result<(Config, Option<Demo>), Error> {
    if !config.demo {
        return Ok((config, None));
    }
    let started = ops::demo::start(config, true).await;
    let (config, demo) = started.map_err(|source| Error::Io {
        what: "127.0.0.1".to_owned(),
        source,
    })?;
    Ok((config, Some(demo)))
}

fn terminal(source: io::Error) -> Error {
    Error::Io {
        what: "terminal".to_owned(),
        source,
    }
}

fn keys(problems: Vec<KeymapProblem>) -> Error {
    let problems = problems.into_iter().map(|found| Problem {
        place: found.place,
        message: found.message,
    });
    Error::Config(problems.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_flag_variables_and_stream() {
        let env = |pairs: &[(&str, &str)]| {
            Env(pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect())
        };
        for (choice, is_terminal, pairs, expected) in [
            (ColorChoice::Auto, true, &[][..], true),
            (ColorChoice::Auto, false, &[], false),
            (ColorChoice::Auto, true, &[("NO_COLOR", "1")], false),
            (ColorChoice::Auto, true, &[("NO_COLOR", "")], true),
            (ColorChoice::Auto, true, &[("TERM", "dumb")], false),
            (ColorChoice::Auto, true, &[("TERM", "xterm")], true),
            (ColorChoice::Auto, true, &[("CLICOLOR", "0")], false),
            (ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "1")], true),
            (ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "0")], false),
            (
                ColorChoice::Auto,
                false,
                &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
                false,
            ),
            (ColorChoice::Always, false, &[("NO_COLOR", "1"), ("TERM", "dumb")], true),
            (ColorChoice::Never, true, &[("CLICOLOR_FORCE", "1")], false),
        ] {
            assert_eq!(
                choice.allows(&env(pairs), is_terminal),
                expected,
                "{choice:?} {is_terminal} {pairs:?}"
            );
        }
    }
}
