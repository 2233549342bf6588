use ratatui::Frame;

use crate::app::State;
use crate::app::input_history::{InputSearch, flat};
use crate::app::line::{Line, Tone};
use crate::job::InputKind;

use super::finder::{self, Finder, emphasised};
use super::theme::Theme;

/// The search among inputs: its field, and below it those that fit.
pub fn draw(state: &State, open: &InputSearch, frame: &mut Frame<'_>, theme: Theme) {
    let texts = &state.texts().inputs;
    let finder = Finder {
        title: match open.kind {
            InputKind::Lookup => texts.lookups,
            InputKind::Filter => texts.filters,
            InputKind::Search => texts.searches,
            InputKind::Export => texts.exports,
        },
        field: &open.field,
        placeholder: "",
        found: &open.found,
        nothing: if open.field.is_empty() {
            texts.none
        } else {
            texts.nothing
        },
    };
    finder::draw(&finder, state.setup.size, frame, theme, |found, columns| {
        emphasised(Line::default(), &flat(&found.text), &found.places, columns, Tone::Plain)
    });
}
