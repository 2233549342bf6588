//! Asking the terminal for its background, before anything else reads from it.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::ColorChoice;
use super::depth::depth;
use crate::app::Depth;
use crate::config::{Config, Env, ThemeChoice};

/// How long the answer may take; without it the ground is dark.
const PATIENCE: Duration = Duration::from_millis(200);

/// Variables that terminals set which are known to answer. Others are not asked: where nothing answers, the first frame
/// would come late for nothing.
const ANSWERING: [&str; 9] = [
    "COLORTERM",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "XTERM_VERSION",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "WT_SESSION",
    "LC_TERMINAL",
    "ALACRITTY_WINDOW_ID",
];

/// Asks, where the answer matters, and notes it where terminals that say it by themselves do: in `COLORFGBG`.
pub(super) fn ask(config: &Config, color: ColorChoice, env: &mut Env) {
    if !is_worth_asking(config, color, env) {
        return;
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    let said = match theme_mode(options) {
        Ok(ThemeMode::Light) => "0;15",
        Ok(ThemeMode::Dark) => "15;0",
        Err(_) => return,
    };
    env.0.insert("COLORFGBG".to_owned(), said.to_owned());
}

fn is_worth_asking(config: &Config, color: ColorChoice, env: &Env) -> bool {
    config.ui.theme == ThemeChoice::Auto
        && depth(color, env) > Depth::Mono
        && env.get("COLORFGBG").is_none()
        && ANSWERING.iter().any(|name| env.get(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    #[test]
    fn only_terminals_that_answer_are_asked_and_only_where_it_matters() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().display().to_string();
        let flags = Flags {
            data_dir: Some(home.path().to_owned()),
            demo: true,
            ..Flags::default()
        };
        for (choice, theme, pairs, expected) in [
            (
                ColorChoice::Auto,
                ThemeChoice::Auto,
                &[("COLORTERM", "truecolor")][..],
                true,
            ),
            (
                ColorChoice::Auto,
                ThemeChoice::Auto,
                &[("TERM", "xterm-256color")],
                false,
            ),
            (
                ColorChoice::Auto,
                ThemeChoice::Auto,
                &[("VTE_VERSION", "7600"), ("COLORFGBG", "15;0")],
                false,
            ),
            (
                ColorChoice::Auto,
                ThemeChoice::Auto,
                &[("VTE_VERSION", "7600"), ("NO_COLOR", "1")],
                false,
            ),
            (
                ColorChoice::Never,
                ThemeChoice::Auto,
                &[("COLORTERM", "truecolor")],
                false,
            ),
            (
                ColorChoice::Auto,
                ThemeChoice::Named("nord".to_owned()),
                &[("COLORTERM", "truecolor")],
                false,
            ),
        ] {
            let base = [("HOME", folder.as_str()), ("XDG_CONFIG_HOME", folder.as_str())];
            let env = Env(base
                .iter()
                .chain(pairs)
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect());
            let mut config = Config::load(&flags, &env).unwrap();
            config.ui.theme = theme;
            assert_eq!(is_worth_asking(&config, choice, &env), expected, "{choice:?} {pairs:?}");
        }
    }
}
