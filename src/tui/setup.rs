//! From configuration, environment and flags to what the interface's core is told at start.

use super::ColorChoice;
use super::depth::depth;
use super::images::drawing;
use super::links::has_links;
use super::probe::Answers;
use crate::app::columns::Column;
use crate::app::{self, Looks, Setup, Suggestion};
use crate::config::{AccountChoice, Background, Config, Env, config_file};
use crate::demo::{DemoHint, suggestions};
use crate::locale::{TerminalTexts, texts};

/// Everything the core is told at start; `size` in columns and rows.
pub(super) fn of(config: &Config, env: &Env, color: ColorChoice, answers: &Answers, size: (u16, u16)) -> Setup {
    let lang = config.ui.language;
    Setup {
        lang,
        time_zone: config.ui.time_zone.clone(),
        demo: config.demo,
        suggestions: if config.demo {
            suggested(&texts(lang).terminal)
        } else {
            Vec::new()
        },
        accounts: config
            .accounts
            .iter()
            .map(|account| app::AccountChoice {
                name: account.key.name.clone(),
                label: account.label.clone(),
            })
            .collect(),
        columns: config
            .ui
            .columns
            .iter()
            .filter_map(|name| Column::from_name(name))
            .collect(),
        keys: config.keys.clone(),
        mouse: config.ui.mouse,
        looks: looks(config, env, color, answers),
        has_links: has_links(env),
        drawing: drawing(config.ui.images, depth(color, env), env, answers),
        // The demo brings its own.
        web_token_given: config.demo || config.web_token.is_some(),
        data_file: config.db.display().to_string(),
        first_run: (config.account() == Err(&AccountChoice::None)).then(|| {
            let file = config_file(&config.flags, env);
            file.map(|path| path.display().to_string()).unwrap_or_default()
        }),
        variables: variables(env),
        greeting: None,
        size,
    }
}

fn variables(env: &Env) -> Vec<String> {
    let names = env.0.keys().filter(|name| env.get(name).is_some());
    names.cloned().collect()
}

fn looks(config: &Config, env: &Env, color: ColorChoice, answers: &Answers) -> Looks {
    Looks {
        themes: config.ui.themes.clone(),
        choice: config.ui.theme.clone(),
        depth: depth(color, env),
        background: answers.background.unwrap_or_else(|| said_ground(env)),
    }
}

/// The ground as `COLORFGBG` has it, which ends in its colour: 7 or 15 for white. Without it dark.
fn said_ground(env: &Env) -> Background {
    let background = env.get("COLORFGBG").and_then(|colours| colours.rsplit(';').next());
    match background {
        Some("7" | "15") => Background::Light,
        _ => Background::Dark,
    }
}

fn suggested(words: &TerminalTexts) -> Vec<Suggestion> {
    suggestions()
        .into_iter()
        .map(|(text, hint)| Suggestion {
            text,
            about: about(hint, words).to_owned(),
        })
        .collect()
}

const fn about(hint: DemoHint, words: &TerminalTexts) -> &'static str {
    match hint {
        DemoHint::OldFilled => words.demo_old,
        DemoHint::Today => words.demo_today,
        DemoHint::NotFollowing => words.demo_not_following,
        DemoHint::HostileName => words.demo_hostile,
        DemoHint::UnknownScene => words.demo_unknown_scene,
        DemoHint::Malformed => words.demo_malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_empty_is_not_set() {
        let pairs = [("EMPTY", ""), ("WX_SECRET", "s3cret")];
        let env = Env(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        assert_eq!(variables(&env), ["WX_SECRET"]);
    }

    #[test]
    fn the_variable_tells_light_from_dark() {
        let (dark, light) = (Background::Dark, Background::Light);
        for (colours, expected) in [("15;0", dark), ("0;15", light), ("0;default;7", light), ("", dark)] {
            let env = Env([("COLORFGBG".to_owned(), colours.to_owned())].into());
            assert_eq!(said_ground(&env), expected, "{colours}");
        }
    }
}
