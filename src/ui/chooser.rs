//! The chooser of columns.

use ratatui::Frame;

use crate::app::State;
use crate::app::columns::{Chooser, Entry};
use crate::app::line::{Line, Tone};
use crate::app::overlay::place;
use crate::text;

use super::paint;
use super::theme::Theme;

/// All columns, those shown first.
pub fn draw(state: &State, chooser: &Chooser, frame: &mut Frame<'_>, theme: Theme) {
    let entries = &chooser.entries;
    let area = place::area(state);
    let inner = paint::window(frame.buffer_mut(), area, state.texts().lists.columns, theme);
    let labels = entries.all.iter().map(|entry| label(state, *entry)).map(text::width);
    let labels = labels.max().unwrap_or(0);
    let buffer = frame.buffer_mut();
    paint::entries(buffer, inner, entries, true, theme, |entry, _| {
        line(state, *entry, labels)
    });
    let shown = usize::from(inner.height);
    paint::scrollbar(buffer, area, entries.all.len(), entries.offset, shown, theme);
}

fn label(state: &State, entry: Entry) -> &'static str {
    entry.wanted.column.label(state.texts())
}

/// Shown or not, by shape; the label, the width, the name that the configuration uses.
fn line(state: &State, entry: Entry, labels: usize) -> Line {
    let (mark, tone) = if entry.is_shown {
        ("[x] ", Tone::Plain)
    } else {
        ("[ ] ", Tone::Quiet)
    };
    let width = entry
        .wanted
        .width
        .map_or_else(|| state.texts().lists.auto_width.to_owned(), |width| width.to_string());
    Line::of(mark, Tone::Accent)
        .and(&text::pad_right(label(state, entry), labels + 2), tone)
        .and(&text::pad_right(&width, 6), Tone::Quiet)
        .and(entry.wanted.column.name(), Tone::Quiet)
}
