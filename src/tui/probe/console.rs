use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::{Answers, Question, Raw};
use crate::config::Background;

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_millis(200);

/// Asks for the ground only: pictures follow what the environment says.
pub(super) fn question(asked: Question) -> (Answers, Option<Raw>) {
    let mut answers = Answers::default();
    if asked.ground {
        let mut options = QueryOptions::default();
        options.timeout = PATIENCE;
        answers.background = theme_mode(options).ok().map(|mode| match mode {
            ThemeMode::Light => Background::Light,
            ThemeMode::Dark => Background::Dark,
        });
    }
    (answers, None)
}
