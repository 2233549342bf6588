//! From configuration, environment and flags to what the interface's core is told at start.

use super::ColorChoice;
use crate::app::{AccountChoice, Palette, Setup, Suggestion};
use crate::config::{Config, Env};
use crate::demo::{DemoHint, suggestions};
use crate::locale::{TerminalTexts, texts};

/// Everything the core is told at start; `size` in columns and rows.
pub(super) fn of(config: &Config, env: &Env, color: ColorChoice, size: (u16, u16)) -> Setup {
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
            .map(|account| AccountChoice {
                name: account.key.name.clone(),
                label: account.label.clone(),
            })
            .collect(),
        keys: config.keys.clone(),
        mouse: config.ui.mouse,
        palette: if color.allows(env) {
            Palette::Colour
        } else {
            Palette::Mono
        },
        // The demo brings its own.
        web_token_given: config.demo || config.web_token.is_some(),
        data_file: config.db.display().to_string(),
        size,
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
