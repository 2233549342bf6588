use crate::app::overlay::{Choice, Menu, MenuEntry, MenuKind};
use crate::app::{Mood, State};
use crate::config::{Background, Theme, ThemeChoice};
use crate::locale::fill;

/// Offers the themes; the one pointed at is shown at once.
pub fn open(state: &mut State) {
    let texts = &state.texts().looks;
    let auto = MenuEntry {
        letter: None,
        label: name(&ThemeChoice::Auto).to_owned(),
        value: texts.auto.to_owned(),
        choice: Choice::Theme(ThemeChoice::Auto),
    };
    let entry = |theme: &Theme| MenuEntry {
        letter: None,
        label: theme.name.clone(),
        value: match theme.background {
            Background::Dark => texts.for_dark,
            Background::Light => texts.for_light,
        }
        .to_owned(),
        choice: Choice::Theme(ThemeChoice::Named(theme.name.clone())),
    };
    let looks = &state.setup.looks;
    let entries: Vec<MenuEntry> = std::iter::once(auto).chain(looks.themes.iter().map(entry)).collect();
    let current = name(&looks.choice);
    let cursor = entries.iter().position(|entry| entry.label == current);
    let menu = Menu::overlay(MenuKind::Theme, entries, cursor.unwrap_or_default());
    state.overlays.push(menu);
}

/// Keeps a theme for this run.
pub fn choose(state: &mut State, choice: ThemeChoice) {
    let text = fill(state.texts().looks.chosen, &[&name(&choice), &name(&choice)]);
    state.setup.looks.choice = choice;
    state.say(Mood::Good, text);
}

fn name(choice: &ThemeChoice) -> &str {
    match choice {
        ThemeChoice::Auto => "auto",
        ThemeChoice::Named(name) => name,
    }
}
