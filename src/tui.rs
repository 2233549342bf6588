//! The terminal: guard, input, the loop, effects. The only module that touches raw mode.
//!
//! The loop sleeps until something happens: an input, an event of the background task, or, only while something
//! moves on the screen, the spinner's next step. It takes everything that waits, then draws once.

mod burst;
mod clipboard;
mod guard;
mod input;
mod log;
mod screen;
mod signals;

use crate::config::{Config, Env};

pub use clipboard::{OSC52_LONGEST, Way, ways};
pub use guard::{TerminalGuard, restore};
pub use input::Input;
pub use screen::{RealScreen, Screen};
pub use signals::Signal;

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// Unless `NO_COLOR` is set or `TERM` is `dumb`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// Whether to write colours on a terminal.
    pub fn allows(self, env: &Env) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => env.get("NO_COLOR").is_none() && env.get("TERM") != Some("dumb"),
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
pub async fn run(setup: Setup) -> std::io::Result<u8> {
    let _ = setup;
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_flag_variable_and_terminal() {
        let env = |pairs: &[(&str, &str)]| {
            Env(pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect())
        };
        for (choice, pairs, expected) in [
            (ColorChoice::Auto, &[][..], true),
            (ColorChoice::Auto, &[("NO_COLOR", "1")], false),
            (ColorChoice::Auto, &[("NO_COLOR", "")], true),
            (ColorChoice::Auto, &[("TERM", "dumb")], false),
            (ColorChoice::Auto, &[("TERM", "xterm")], true),
            (ColorChoice::Always, &[("NO_COLOR", "1"), ("TERM", "dumb")], true),
            (ColorChoice::Never, &[], false),
        ] {
            assert_eq!(choice.allows(&env(pairs)), expected, "{choice:?} {pairs:?}");
        }
    }
}
