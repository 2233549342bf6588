//! Asking the terminal what it is: its ground, its ways of drawing pictures, the size of its cells. One question with
//! one time limit, before anything else reads from the terminal.

mod answers;
#[cfg(windows)]
mod console;
// Consoles are asked by calls of the system.
#[cfg(any(unix, test))]
mod replies;
#[cfg(unix)]
mod unix;

use crossterm::terminal::disable_raw_mode;

use super::ColorChoice;
use super::depth::depth;
use super::images::is_in_tmux;
use crate::app::Depth;
use crate::config::{Config, Env, ImageMode, ThemeChoice};

pub(super) use answers::{Answers, Told};
#[cfg(windows)]
use console::question;
#[cfg(unix)]
use unix::question;

/// Variables that terminals set which are known to answer, and that of a remote shell: behind it sits a person before a
/// terminal. Others are not asked: where nothing answers, the first frame would come late for nothing.
const ANSWERING: [&str; 10] = [
    "COLORTERM",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "XTERM_VERSION",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "WT_SESSION",
    "LC_TERMINAL",
    "ALACRITTY_WINDOW_ID",
    "SSH_TTY",
];

/// What is worth knowing here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Question {
    /// Whether the ground is light or dark.
    ground: bool,
    /// How pictures can be drawn.
    pictures: bool,
}

impl Question {
    fn of(config: &Config, color: ColorChoice, env: &Env) -> Self {
        let is_silent = matches!(env.get("TERM"), Some("dumb" | "linux"));
        let answers = !is_silent && ANSWERING.iter().any(|name| env.get(name).is_some());
        if !answers || depth(color, env) == Depth::Mono {
            return Self::default();
        }
        Self {
            ground: config.ui.theme == ThemeChoice::Auto && env.get("COLORFGBG").is_none(),
            pictures: cfg!(feature = "images") && config.ui.images == ImageMode::Auto && !is_in_tmux(env),
        }
    }
}

/// The terminal is in raw mode since it was asked, so that no answer shows as text. Dropping this gives it back.
#[derive(Debug)]
pub(super) struct Raw(());

impl Raw {
    /// From now on somebody else minds the mode.
    pub(super) fn hand_over(self) {
        std::mem::forget(self);
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nobody is left to tell.
        let _ = disable_raw_mode();
    }
}

/// Asks what is worth knowing. Where the terminal was asked, it is left in raw mode.
pub(super) fn ask(config: &Config, color: ColorChoice, env: &Env) -> (Answers, Option<Raw>) {
    let asked = Question::of(config, color, env);
    if asked == Question::default() {
        return (Answers::default(), None);
    }
    question(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    #[test]
    fn only_terminals_that_answer_are_asked_and_only_what_matters() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().display().to_string();
        let flags = Flags {
            data_dir: Some(home.path().to_owned()),
            demo: true,
            ..Flags::default()
        };
        let with_images = cfg!(feature = "images");
        for (variables, theme, images, ground, pictures) in [
            ("COLORTERM=truecolor", "", ImageMode::Auto, true, true),
            ("TERM=xterm-256color", "", ImageMode::Auto, false, false),
            ("SSH_TTY=/dev/pts/1", "", ImageMode::Auto, true, true),
            ("VTE_VERSION=7600 COLORFGBG=15;0", "", ImageMode::Off, false, false),
            ("VTE_VERSION=7600 NO_COLOR=1", "", ImageMode::Auto, false, false),
            ("COLORTERM=truecolor", "nord", ImageMode::Kitty, false, false),
            ("COLORTERM=truecolor", "nord", ImageMode::Auto, false, true),
            ("TERM_PROGRAM=tmux TMUX=/t", "", ImageMode::Auto, true, false),
            ("COLORTERM=truecolor TERM=linux", "", ImageMode::Auto, false, false),
        ] {
            let variables = format!("HOME={folder} XDG_CONFIG_HOME={folder} {variables}");
            let pairs = variables.split_whitespace().map(|pair| pair.split_once('=').unwrap());
            let env = Env(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
            let mut config = Config::load(&flags, &env).unwrap();
            config.ui.images = images;
            if !theme.is_empty() {
                config.ui.theme = ThemeChoice::Named(theme.to_owned());
            }
            let expected = Question {
                ground,
                pictures: pictures && with_images,
            };
            assert_eq!(Question::of(&config, ColorChoice::Auto, &env), expected, "{variables}");
            assert_eq!(Question::of(&config, ColorChoice::Never, &env), Question::default());
        }
    }
}
