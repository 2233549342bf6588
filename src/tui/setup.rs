//! From configuration, environment and flags to what the interface's core is told at start.

use super::ColorChoice;
use crate::app::{self, Palette, Setup, Suggestion};
use crate::config::{AccountChoice, Config, Env, Theme, config_file};
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
            .map(|account| app::AccountChoice {
                name: account.key.name.clone(),
                label: account.label.clone(),
            })
            .collect(),
        keys: config.keys.clone(),
        mouse: config.ui.mouse,
        palette: palette(color, config.ui.theme, env),
        // The demo brings its own.
        web_token_given: config.demo || config.web_token.is_some(),
        data_file: config.db.display().to_string(),
        first_run: (config.account() == Err(&AccountChoice::None)).then(|| {
            let file = config_file(&config.flags, env);
            file.map(|path| path.display().to_string()).unwrap_or_default()
        }),
        greeting: None,
        size,
    }
}

fn palette(color: ColorChoice, theme: Theme, env: &Env) -> Palette {
    let is_light = match theme {
        Theme::Light => true,
        Theme::Dark => false,
        Theme::Auto => is_light(env),
    };
    match (color.allows(env), is_light) {
        (false, _) => Palette::Mono,
        (true, true) => Palette::Light,
        (true, false) => Palette::Colour,
    }
}

/// What the terminal says of its background: `COLORFGBG` ends in its colour, 7 or 15 for white.
fn is_light(env: &Env) -> bool {
    let background = env.get("COLORFGBG").and_then(|colours| colours.rsplit(';').next());
    matches!(background, Some("7" | "15"))
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
    fn the_palette_follows_the_file_then_the_terminal() {
        let env = |colours: &str| Env([("COLORFGBG".to_owned(), colours.to_owned())].into());
        for (theme, colours, expected) in [
            (Theme::Auto, "15;0", Palette::Colour),
            (Theme::Auto, "0;15", Palette::Light),
            (Theme::Auto, "0;default;7", Palette::Light),
            (Theme::Auto, "", Palette::Colour),
            (Theme::Light, "15;0", Palette::Light),
            (Theme::Dark, "0;15", Palette::Colour),
        ] {
            assert_eq!(
                palette(ColorChoice::Auto, theme, &env(colours)),
                expected,
                "{theme:?} {colours}"
            );
            assert_eq!(palette(ColorChoice::Never, theme, &env(colours)), Palette::Mono);
        }
    }
}
