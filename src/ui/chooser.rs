//! The chooser of columns.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::columns::{Chooser, Entry};
use crate::app::layout::centred;
use crate::app::line::{Line, Tone};
use crate::app::{State, viewer};
use crate::text;

use super::paint;
use super::theme::Theme;

/// Widest window that is needed.
const WIDTH: u16 = 44;
/// At whose right edge it stands, so that the table is seen beside it.
const WIDEST: u16 = 76;

/// All columns, those shown first.
pub fn draw(state: &State, chooser: &Chooser, frame: &mut Frame<'_>, theme: Theme) {
    let size = state.setup.size;
    let area = beside(centred(size, (WIDEST, viewer::box_height(size, chooser.entries.len()))));
    let inner = paint::window(frame.buffer_mut(), area, state.texts().lists.columns, theme);
    let labels = chooser
        .entries
        .iter()
        .map(|entry| label(state, *entry))
        .map(text::width);
    let labels = labels.max().unwrap_or(0);
    let buffer = frame.buffer_mut();
    let entries = chooser.entries.iter().enumerate().skip(chooser.offset);
    for ((place, entry), row) in entries.zip(inner.rows()) {
        paint::line(buffer, row, &line(state, *entry, labels), theme);
        if place == chooser.cursor {
            buffer.set_style(row, theme.selected(true));
        }
    }
    let shown = usize::from(inner.height);
    paint::scrollbar(buffer, area, chooser.entries.len(), chooser.offset, shown, theme);
}

/// At the right, so that the list shows what becomes of it.
fn beside(area: Rect) -> Rect {
    let width = area.width.min(WIDTH);
    Rect {
        x: area.right() - width,
        width,
        ..area
    }
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
