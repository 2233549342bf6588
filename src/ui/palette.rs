use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::command_palette::{self, CommandPalette, Found};
use crate::app::line::{Line, Tone};
use crate::app::{State, keymap, viewer, why_not};
use crate::text;

use super::overlay::typed;
use super::paint;
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
    let area = command_palette::area(state.setup.size);
    let title = format!("{} · {}", texts.title, viewer::context_title(state, open.about));
    let inner = paint::window(frame.buffer_mut(), area, &title, theme);
    let Some(first) = inner.rows().next() else { return };
    let used = paint::text(frame.buffer_mut(), first, "› ", theme.accent());
    let field = paint::skip(first, used);
    if open.field.is_empty() {
        paint::text(frame.buffer_mut(), field, texts.placeholder, theme.quiet());
    }
    typed(&open.field, field, false, true, frame, theme);
    let buffer = frame.buffer_mut();
    let keys = keys_width(state, open);
    let shown = open.found.iter().enumerate().skip(open.offset);
    for ((place, found), row) in shown.zip(inner.rows().skip(1)) {
        paint::line(
            buffer,
            row,
            &entry(state, open, found, keys, usize::from(row.width)),
            theme,
        );
        if place == open.cursor {
            buffer.set_style(row, theme.selected(true));
        }
    }
    if let (true, Some(row)) = (open.found.is_empty(), inner.rows().nth(1)) {
        paint::text(buffer, row, texts.nothing, theme.quiet());
    }
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let height = command_palette::height(state.setup.size);
    paint::scrollbar(buffer, list, open.found.len(), open.offset, height, theme);
}

/// Columns of the longest keys of the list, so that the names stand below each other.
fn keys_width(state: &State, open: &CommandPalette) -> usize {
    let width = |found: &Found| text::width(&keys(state, open, found));
    open.found.iter().map(width).max().unwrap_or_default()
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

/// Adds a text cut to `columns`, the graphemes that match standing out.
pub fn emphasised(mut line: Line, words: &str, places: &[usize], columns: usize, tone: Tone) -> Line {
    let cut = text::truncate(words, columns);
    let mut run = String::new();
    let mut is_match = false;
    for (place, grapheme) in cut.graphemes(true).enumerate() {
        if places.contains(&place) != is_match {
            line = line.and(&std::mem::take(&mut run), if is_match { Tone::Accent } else { tone });
            is_match = !is_match;
        }
        run.push_str(grapheme);
    }
    line.and(&run, if is_match { Tone::Accent } else { tone })
}

fn fill_to(line: Line, columns: usize) -> Line {
    let blank = columns.saturating_sub(line.width());
    line.and(&" ".repeat(blank), Tone::Plain)
}
