//! The key table: no gaps, no doubles, words for everything.

use std::collections::BTreeSet;
use std::path::Path;

use fanscope::app::bindings::BINDINGS;
use fanscope::app::{Action, Chord, Context, Keymap, chrome};
use fanscope::config::KeyOverride;
use fanscope::locale::texts;
use fanscope::model::UiLang;

use super::people::band;
use super::stage::Stage;

fn overrides(entries: &[(&str, &[&str])]) -> Vec<KeyOverride> {
    let entry = |(line, (action, chords)): (usize, &(&str, &[&str]))| KeyOverride {
        action: (*action).to_owned(),
        chords: chords.iter().map(ToString::to_string).collect(),
        place: format!("config.toml:{}:1", line + 1),
    };
    entries.iter().enumerate().map(entry).collect()
}

fn problems(entries: &[(&str, &[&str])]) -> Vec<String> {
    let found = Keymap::new(&overrides(entries), &texts(UiLang::En).screen)
        .err()
        .unwrap_or_default();
    found
        .into_iter()
        .map(|problem| format!("{}: {}", problem.place, problem.message))
        .collect()
}

#[test]
fn every_action_stands_once_with_words_and_readable_keys() {
    let mut names = BTreeSet::new();
    for binding in BINDINGS {
        assert!(
            names.insert(binding.action.name()),
            "{} stands twice",
            binding.action.name()
        );
        assert!(!binding.contexts.is_empty());
        for chord in binding.chords {
            assert!(Chord::parse(chord).is_some(), "{chord}");
        }
        for lang in [UiLang::En, UiLang::Zh] {
            let phrase = (binding.phrase)(&texts(lang).screen.actions);
            assert!(!phrase.help.is_empty() && !phrase.hint.is_empty());
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_context() {
    for context in Context::ALL {
        let mut taken = BTreeSet::new();
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(&context)) {
            for chord in binding.chords.iter().filter_map(|text| Chord::parse(text)) {
                if !(context.is_text() && chord.is_printable()) {
                    assert!(taken.insert(chord.to_string()), "{chord} in {context:?}");
                }
            }
        }
    }
}

#[test]
fn help_lists_every_action_of_its_context() {
    let mut stage = Stage::new(UiLang::En, (120, 120)).started(vec![band()]);
    for (context, to) in [(Context::Input, ""), (Context::Results, "\u{1b}")] {
        to.chars().for_each(|_| stage.key(crossterm::event::KeyCode::Esc));
        assert_eq!(stage.state.context(), context);
        stage.key(crossterm::event::KeyCode::F(1));
        let screen = stage.screen();
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(&context)) {
            if !stage.state.keymap.shown(binding.action, context).is_empty() {
                assert!(
                    screen.contains(binding.action.name()),
                    "{} is missing in\n{screen}",
                    binding.action.name()
                );
            }
        }
        stage.key(crossterm::event::KeyCode::F(1));
    }
}

#[test]
fn every_footer_names_a_way_to_quit() {
    for width in [32, 40, 80, 120] {
        for keys in ["", "y", "?", "o", "d", "a", "w", "/"] {
            for lang in [UiLang::En, UiLang::Zh] {
                let mut stage = Stage::new(lang, (width, 24)).started(vec![band()]);
                if !keys.is_empty() {
                    stage.key(crossterm::event::KeyCode::Esc);
                }
                stage.keys(keys);
                let hints = chrome::hints(&stage.state, usize::from(width) - 2);
                let last = hints.last().unwrap();
                assert_eq!(last.label, lang.pick("quit", "退出"), "{keys} at {width}");
            }
        }
    }
}

#[test]
fn overrides_change_dispatch_footer_and_help() {
    let texts = &texts(UiLang::En).screen;
    let keymap = Keymap::new(&overrides(&[("refresh", &["Ctrl-R", "R"])]), texts).unwrap();
    let chord = |text| Chord::parse(text).unwrap();
    assert_eq!(keymap.action(Context::Results, chord("R")), Some(Action::Refresh));
    assert_eq!(keymap.action(Context::Results, chord("r")), None);
    assert_eq!(keymap.shown(Action::Refresh, Context::Results), ["Ctrl-R", "R"]);
}

#[test]
fn wrong_overrides_are_all_named_with_their_place() {
    let found = problems(&[
        ("refesh", &["R"]),
        ("copy", &["Hyper-Y"]),
        ("raw", &["y"]),
        ("submit", &["s"]),
        ("interrupt", &[]),
    ]);
    let expect = [
        "config.toml:1:1: unknown action \"refesh\"; did you mean \"refresh\"?",
        "config.toml:2:1: \"Hyper-Y\" is no key",
        "config.toml:4:1: action \"submit\" works in text fields only",
        "config.toml:5:1: action \"interrupt\" needs at least one key",
        "config.toml:3:1: key y of action \"raw\" is taken by \"copy\", whose default it is",
    ];
    assert_eq!(found.len(), expect.len(), "{found:#?}");
    for (found, start) in found.iter().zip(expect) {
        assert!(found.starts_with(start), "{found}");
    }
    assert_eq!(
        problems(&[("sort", &[])]),
        Vec::<String>::new(),
        "an action may have no key"
    );
}

#[test]
fn a_conflict_of_two_overrides_names_both_places() {
    let found = problems(&[("copy", &["F11"]), ("sort", &["F11"])]);
    let expected = "config.toml:2:1: key F11 of action \"sort\" is taken by \"copy\" at config.toml:1:1; give one of them another key";
    assert_eq!(found, [expected]);
}

#[test]
fn every_action_is_in_the_help_and_in_both_readmes() {
    for lang in [UiLang::En, UiLang::Zh] {
        let texts = &texts(lang).screen;
        let table = fanscope::app::keymap::markdown(texts);
        let readme = lang.pick("README.md", "README.zh-CN.md");
        let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join(readme);
        let readme = std::fs::read_to_string(readme).unwrap();
        let mut stage = Stage::new(lang, (140, 50)).started(vec![band()]);
        for action in Action::all() {
            let name = action.name();
            let row = table.lines().find(|line| line.contains(&format!("| `{name}` |")));
            let row = row.unwrap_or_else(|| panic!("{name} is not in the table"));
            assert!(readme.contains(row), "{name} is not in the README");
            let contexts = fanscope::app::keymap::binding(action).unwrap().contexts;
            let shown = contexts.iter().any(|context| {
                let lines = fanscope::app::viewer::help(&stage.state, *context, 130);
                lines.iter().any(|line| line.plain().ends_with(&format!(" {name}")))
            });
            assert!(shown, "{name} is in no help");
        }
        // The help on the screen is made of these lines.
        stage.key(crossterm::event::KeyCode::F(1));
        let first = fanscope::app::viewer::help(&stage.state, Context::Input, 96)
            .remove(1)
            .plain();
        assert!(stage.screen().contains(first.trim()), "{}", stage.screen());
    }
}

/// Screens as an operator meets them: with people and without, below what lies on top.
fn situations() -> Vec<(&'static str, Stage)> {
    use crossterm::event::KeyCode;
    let opened = |keys: &str| {
        let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![band()]);
        stage.key(KeyCode::Esc);
        stage.keys(keys);
        stage
    };
    let empty = |key: KeyCode| {
        let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![]);
        stage.key(key);
        stage
    };
    let history = || Stage::new(UiLang::En, (120, 40)).started(vec![]);
    vec![
        ("results", opened("")),
        ("results, marked", opened(" ")),
        ("results, searched", {
            let mut stage = opened("/o");
            stage.key(KeyCode::Enter);
            stage.key(KeyCode::Esc);
            stage
        }),
        ("detail", opened("l")),
        ("filter", opened("/o")),
        ("no results", empty(KeyCode::Esc)),
        ("input", empty(KeyCode::F(2))),
        ("followers", empty(KeyCode::F(3))),
        ("history", history().with_history(vec![(band(), 2)])),
        ("no history", history().with_history(vec![])),
        ("stats", empty(KeyCode::F(5))),
        ("help", opened("?")),
        ("raw", opened("o")),
        ("changes", opened("d")),
        ("messages", opened("M")),
        ("menu", opened("y")),
        ("columns", opened("c")),
        ("export", opened("e")),
        ("note", opened("m")),
        ("go to", opened("%")),
        ("token", opened("w")),
        ("palette", opened(":")),
    ]
}

#[test]
fn an_action_that_cannot_be_carried_out_says_why_and_does_nothing() {
    let mut refused = BTreeSet::new();
    for (name, stage) in situations() {
        let context = stage.state.context();
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(&context)) {
            let Some(reason) = fanscope::app::why_not(&stage.state, binding.action) else {
                continue;
            };
            assert!(!reason.is_empty());
            refused.insert(binding.action.name());
            let after = stage.after(binding.action);
            let said = after.state.message.as_ref().map(|message| message.text.as_str());
            assert_eq!(said, Some(reason), "{} in {name}", binding.action.name());
            let overlays = (stage.state.overlays.len(), after.state.overlays.len());
            assert_eq!(overlays.0, overlays.1, "{} in {name}", binding.action.name());
            assert!(after.effects.is_empty(), "{} in {name}", binding.action.name());
            // Help and palette say the same beforehand.
            let help = fanscope::app::viewer::help(&stage.state, context, 300);
            let said = help.iter().any(|line| line.plain().contains(reason));
            assert!(said, "{} in the help of {name}: {reason}", binding.action.name());
        }
    }
    assert!(refused.len() > 25, "{refused:?}");
}

#[test]
fn an_action_that_can_be_carried_out_shows_or_does_something() {
    // Where they are already at the end, motions have nowhere to go.
    let is_motion = |action: Action| {
        matches!(
            action,
            Action::Up
                | Action::Down
                | Action::Left
                | Action::Right
                | Action::Top
                | Action::Bottom
                | Action::PageUp
                | Action::PageDown
                | Action::HalfPageUp
                | Action::HalfPageDown
                | Action::ColumnUp
                | Action::ColumnDown
        )
    };
    let mut silent = Vec::new();
    for (name, stage) in situations() {
        let context = stage.state.context();
        let before = (stage.buffer(), stage.cursor());
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(&context)) {
            let action = binding.action;
            let is_possible = fanscope::app::why_not(&stage.state, action).is_none();
            if !is_possible || is_motion(action) {
                continue;
            }
            let after = stage.after(action);
            if after.effects.is_empty() && (after.buffer(), after.cursor()) == before {
                silent.push(format!("{} in {name}", action.name()));
            }
        }
    }
    assert_eq!(silent, [""; 0], "neither does anything nor says why not");
}

#[test]
fn every_action_has_a_key_that_reaches_it() {
    let stage = Stage::new(UiLang::En, (120, 40)).started(vec![]);
    for binding in BINDINGS {
        let keymap = &stage.state.keymap;
        let reached = binding.contexts.iter().any(|context| {
            let keys = keymap.shown(binding.action, *context);
            let chords = keys.iter().filter_map(|key| Chord::parse(key));
            let mut reached = chords.map(|chord| keymap.action(*context, chord));
            reached.any(|found| found == Some(binding.action))
        });
        assert!(reached, "{}", binding.action.name());
    }
}
