use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::input_history::{InputSearch, area, flat};
use crate::app::line::{Line, Tone};
use crate::app::{State, command_palette};
use crate::job::InputKind;

use super::overlay::typed;
use super::paint;
use super::palette::emphasised;
use super::theme::Theme;

/// The search among inputs: its field, and below it those that fit.
pub fn draw(state: &State, open: &InputSearch, frame: &mut Frame<'_>, theme: Theme) {
    let texts = &state.texts().inputs;
    let area = area(state.setup.size);
    let title = match open.kind {
        InputKind::Lookup => texts.lookups,
        InputKind::Filter => texts.filters,
        InputKind::Search => texts.searches,
        InputKind::Export => texts.exports,
    };
    let inner = paint::window(frame.buffer_mut(), area, title, theme);
    let Some(first) = inner.rows().next() else { return };
    let used = paint::text(frame.buffer_mut(), first, "› ", theme.accent());
    typed(&open.field, paint::skip(first, used), false, true, frame, theme);
    let buffer = frame.buffer_mut();
    let shown = open.found.iter().enumerate().skip(open.offset);
    for ((place, found), row) in shown.zip(inner.rows().skip(1)) {
        let columns = usize::from(row.width);
        let words = flat(&found.text);
        let line = emphasised(Line::default(), &words, &found.places, columns, Tone::Plain);
        paint::line(buffer, row, &line, theme);
        if place == open.cursor {
            buffer.set_style(row, theme.selected(true));
        }
    }
    if let (true, Some(row)) = (open.found.is_empty(), inner.rows().nth(1)) {
        let words = if open.field.is_empty() {
            texts.none
        } else {
            texts.nothing
        };
        paint::text(buffer, row, words, theme.quiet());
    }
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let height = command_palette::height(state.setup.size);
    paint::scrollbar(buffer, list, open.found.len(), open.offset, height, theme);
}
