use ratatui::Frame;

use crate::app::command_palette::{CommandPalette, Found};
use crate::app::line::{Line, Tone};
use crate::app::{State, keymap, viewer, why_not};
use crate::text;

use super::finder::{self, Finder, emphasised};
use super::theme::Theme;

/// From here on the names of `[keys]` are shown.
const WITH_NAMES: usize = 72;
/// Columns of a name.
const NAMES: usize = 16;
/// Columns between two parts of a line.
const GAP: usize = 2;

/// The command palette: its field, and below it the actions that fit.
pub fn draw(state: &State, open: &CommandPalette, frame: &mut Frame<'_>, theme: Theme) {
    let texts = &state.texts().palette;
    let finder = Finder {
        title: &format!("{} · {}", texts.title, viewer::context_title(state, open.about)),
        field: &open.field,
        placeholder: texts.placeholder,
        found: &open.found,
        nothing: texts.nothing,
    };
    let keys = keys_width(state, open);
    finder::draw(&finder, state.setup.size, frame, theme, |found, columns| {
        entry(state, open, found, keys, columns)
    });
}

/// Columns of the longest keys of the list, so that the names stand below each other.
fn keys_width(state: &State, open: &CommandPalette) -> usize {
    let width = |found: &Found| text::width(&keys(state, open, found));
    open.found.all.iter().map(width).max().unwrap_or_default()
}

fn keys(state: &State, open: &CommandPalette, found: &Found) -> String {
    state.keymap.shown(found.action, open.about).join(" ")
}

/// What it does, why it does nothing now, its name and its keys.
fn entry(state: &State, open: &CommandPalette, found: &Found, widest: usize, columns: usize) -> Line {
    let Some(binding) = keymap::binding(found.action) else {
        return Line::default();
    };
    let keys = keys(state, open, found);
    let (names, keys) = if columns >= WITH_NAMES {
        (NAMES + GAP, text::pad_left(&keys, widest))
    } else {
        (0, keys)
    };
    let room = columns.saturating_sub(names + text::width(&keys) + GAP);
    let phrase = (binding.phrase)(&state.texts().actions).help;
    let reason = why_not(state, found.action).map(|reason| format!(" · {reason}"));
    let tone = if reason.is_some() { Tone::Quiet } else { Tone::Plain };
    // The reason is never pushed out by a long phrase, nor the phrase by a long reason.
    let reason = reason.unwrap_or_default();
    let kept = text::width(&reason).min(room.saturating_sub(text::width(phrase)).max(room * 3 / 5));
    let line = emphasised(Line::default(), phrase, &found.in_phrase, room - kept, tone);
    let line = line.and(&text::truncate(&reason, kept), Tone::Warning);
    let line = fill_to(line, room + GAP);
    let line = if names > 0 {
        let line = emphasised(line, found.action.name(), &found.in_name, NAMES, Tone::Quiet);
        fill_to(line, room + GAP + names)
    } else {
        line
    };
    line.and(&keys, Tone::Strong)
}

fn fill_to(line: Line, columns: usize) -> Line {
    let blank = columns.saturating_sub(line.width());
    line.and(&" ".repeat(blank), Tone::Plain)
}
