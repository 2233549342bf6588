//! The command palette: everything is in it, found by its words in both languages, and run where it was opened.

use std::collections::BTreeSet;

use crossterm::event::KeyCode;
use fanscope::app::bindings::BINDINGS;
use fanscope::app::overlay::Overlay;
use fanscope::app::{Action, CommandPalette, Context, Effect, Screen, command_palette, why_not, windows};
use fanscope::locale::texts;
use fanscope::model::UiLang;
use ratatui::style::Modifier;

use super::people::{band, gone, regular};
use super::stage::Stage;

fn stage(lang: UiLang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(lang, size).started(vec![band(), regular(), gone()]);
    stage.key(KeyCode::Esc);
    stage
}

fn palette(stage: &Stage) -> &CommandPalette {
    match stage.state.overlays.last() {
        Some(Overlay::Palette(open)) => open,
        other => panic!("no palette on top: {other:?}"),
    }
}

fn best(stage: &Stage) -> Option<Action> {
    palette(stage).found.all.first().map(|found| found.action)
}

#[test]
fn every_action_is_in_the_palette_of_its_contexts_and_first_under_its_name() {
    let stage = stage(UiLang::En, (80, 24));
    for context in Context::ALL {
        let listed: BTreeSet<Action> = command_palette::search(&stage.state, context, "")
            .iter()
            .map(|found| found.action)
            .collect();
        let there: BTreeSet<Action> = BINDINGS
            .iter()
            .filter(|binding| binding.contexts.contains(&context))
            .map(|binding| binding.action)
            .collect();
        assert_eq!(listed, there, "{context:?}");
    }
    for binding in BINDINGS {
        let context = binding.contexts[0];
        let name = binding.action.name();
        let found = command_palette::search(&stage.state, context, name);
        assert_eq!(found.first().map(|found| found.action), Some(binding.action), "{name}");
        for lang in [UiLang::En, UiLang::Zh] {
            let phrase = (binding.phrase)(&texts(lang).screen.actions).help;
            let found = command_palette::search(&stage.state, context, phrase);
            let is_found = found.iter().any(|found| found.action == binding.action);
            assert!(is_found, "{name} by {phrase}");
        }
    }
}

#[test]
fn the_palette_opens_wherever_the_keys_go() {
    let reach: [(Context, &str); 9] = [
        (Context::Results, ""),
        (Context::Input, "i"),
        (Context::Filter, "/"),
        (Context::Raw, "o"),
        (Context::Search, "o/"),
        (Context::Changes, "d"),
        (Context::Help, "?"),
        (Context::Menu, "y"),
        (Context::Token, "w"),
    ];
    for (context, keys) in reach {
        let mut stage = stage(UiLang::En, (80, 24));
        stage.keys(keys);
        assert_eq!(stage.state.context(), context);
        stage.key(KeyCode::F(9));
        assert_eq!(palette(&stage).about, context);
        stage.key(KeyCode::Esc);
        assert_eq!(stage.state.context(), context, "Esc goes back to where it was opened");
    }
    let mut stage = stage(UiLang::En, (80, 24));
    stage.keys(":");
    assert_eq!(palette(&stage).about, Context::Results);
    stage.keys(":");
    assert_eq!(palette(&stage).field.text(), ":", "in the field it types");
}

#[test]
fn enter_runs_the_best_in_both_languages() {
    for (lang, wanted, action) in [
        (UiLang::En, "srt", Action::Sort),
        (UiLang::En, "排序", Action::Sort),
        (UiLang::Zh, "by a column", Action::Sort),
        (UiLang::Zh, "sort", Action::Sort),
    ] {
        let mut stage = stage(lang, (80, 24));
        stage.keys(":");
        stage.keys(wanted);
        assert_eq!(best(&stage), Some(action), "{wanted}");
        stage.key(KeyCode::Enter);
        assert_eq!(stage.state.context(), Context::Menu, "{wanted}");
    }
}

#[test]
fn actions_of_what_lies_below_run_there() {
    let mut stage = stage(UiLang::En, (80, 24));
    stage.keys("y");
    stage.key(KeyCode::F(9));
    stage.paste("choose");
    stage.key(KeyCode::Enter);
    let is_copy = |effect: &Effect| matches!(effect, Effect::Copy { .. });
    assert!(stage.effects.iter().any(is_copy), "the menu's entry was chosen");
    stage.keys("o/su");
    stage.key(KeyCode::Enter);
    stage.keys(":next_match");
    assert_eq!(best(&stage), Some(Action::NextMatch));
    assert_eq!(
        why_not(&stage.state, Action::NextMatch),
        None,
        "the text below is searched"
    );
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.context(), Context::Raw);
    stage.keys(":history_screen");
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.screen, Screen::History);
}

#[test]
fn a_disabled_action_stays_listed_says_why_and_does_nothing() {
    let mut stage = stage(UiLang::En, (120, 40));
    stage.keys(":cancel");
    assert_eq!(best(&stage), Some(Action::Cancel));
    assert!(stage.screen().contains("nothing is running"), "{}", stage.screen());
    stage.key(KeyCode::Enter);
    assert!(stage.state.overlays.is_empty());
    assert_eq!(stage.state.message.as_ref().unwrap().text, "nothing is running");
    let possible = |found: &command_palette::Found| why_not(&stage.state, found.action).is_none();
    let found = command_palette::search(&stage.state, Context::Results, "");
    let split = found.iter().position(|found| !possible(found)).unwrap();
    assert!(!found[split..].iter().any(possible), "what is possible comes first");
}

#[test]
fn a_key_that_does_nothing_says_why_over_a_text_too() {
    let mut stage = stage(UiLang::En, (80, 24));
    stage.keys("on");
    assert!(stage.screen().contains("nothing is searched for"), "{}", stage.screen());
}

#[test]
fn arrows_control_keys_and_pages_move() {
    let mut stage = stage(UiLang::En, (40, 10));
    stage.keys(":");
    stage.key(KeyCode::Down);
    stage.control('n');
    assert_eq!(palette(&stage).found.cursor, 2);
    stage.control('p');
    stage.key(KeyCode::Up);
    stage.key(KeyCode::Up);
    assert_eq!(palette(&stage).found.cursor, 0);
    let height = windows::finder_height((40, 10));
    stage.key(KeyCode::PageDown);
    assert_eq!(palette(&stage).found.cursor, height - 1);
    stage.key(KeyCode::Down);
    assert_eq!(palette(&stage).found.offset, 1, "the selection stays in view");
    stage.key(KeyCode::PageUp);
    assert_eq!((palette(&stage).found.cursor, palette(&stage).found.offset), (1, 1));
    stage.key(KeyCode::Down);
    stage.keys("quit");
    assert_eq!(palette(&stage).found.cursor, 0, "typing starts at the best");
    stage.keys(" no such thing 没有");
    assert!(palette(&stage).found.all.is_empty());
    assert!(stage.screen().contains("No command fits"));
    stage.key(KeyCode::Enter);
    assert!(palette(&stage).found.all.is_empty(), "nothing to run: it stays open");
}

#[test]
fn matches_stand_out_and_the_cursor_is_in_the_field() {
    let mut stage = stage(UiLang::En, (80, 24));
    stage.keys(":sort");
    let buffer = stage.buffer();
    let cursor = stage.cursor().unwrap();
    assert_eq!(buffer[(cursor.0 - 1, cursor.1)].symbol(), "t");
    let bold: String = (0..30)
        .map(|x| &buffer[(x, cursor.1 + 1)])
        .filter(|cell| cell.modifier.contains(Modifier::BOLD))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(bold, "Sort", "{}", stage.screen());
}

#[test]
fn help_and_palette_never_pile_up() {
    let mut stage = stage(UiLang::En, (80, 24));
    for _ in 0..9 {
        stage.key(KeyCode::F(9));
        stage.key(KeyCode::F(1));
        assert!(stage.state.overlays.len() <= 3);
    }
}
