use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::detail::source_words;
use crate::app::layout::Pane;
use crate::app::line::{Line, Tone};
use crate::app::{Focus, State};
use crate::locale::fill;
use crate::text;

use super::cells::fault_words;
use super::paint;
use super::theme::Theme;

/// The input: what is typed, what it would mean, and what is wrong in it.
pub fn draw(state: &State, pane: Pane, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let has_focus = state.is_at(Focus::Input);
    let texts = &state.texts().input;
    let area = if is_roomy {
        let title = format!("{} · {} ▾", texts.title, source_words(state, state.source));
        paint::pane(frame.buffer_mut(), pane, true, &title, has_focus, theme);
        faults(state, pane.outer, frame, theme);
        paint::padded(pane.inner)
    } else {
        paint::text(frame.buffer_mut(), pane.inner, " ›", theme.border(has_focus));
        paint::padded(paint::skip(pane.inner, 2))
    };
    let counts = counts(state);
    let wide = u16::try_from(counts.width()).unwrap_or(0);
    let gap = if wide == 0 { 0 } else { 2 };
    // A narrow terminal keeps room for what is typed.
    let shows_counts = area.width >= wide + gap + 10;
    let field = Rect {
        width: if shows_counts {
            area.width - wide - gap
        } else {
            area.width
        },
        ..area
    };
    if shows_counts {
        paint::line(frame.buffer_mut(), paint::skip(area, area.width - wide), &counts, theme);
    }
    let window = state.input.window(usize::from(field.width));
    if state.input.is_empty() {
        paint::text(frame.buffer_mut(), field, texts.placeholder, theme.quiet());
    } else {
        paint::text(frame.buffer_mut(), field, &window.text, theme.tone(Tone::Plain));
    }
    if has_focus {
        let x = field.x + u16::try_from(window.cursor).unwrap_or(0);
        frame.set_cursor_position((x.min(field.right().saturating_sub(1)), field.y));
    }
}

/// `3 new · 1 repeated · 1 malformed`, before a call is spent.
fn counts(state: &State) -> Line {
    let texts = &state.texts().input;
    let reading = state.input.reading();
    if reading.is_spreadsheet {
        return Line::of(texts.spreadsheet, Tone::Bad);
    }
    let (new, repeated) = state.input_counts();
    let parts = [
        (new, texts.new, Tone::Good),
        (repeated, texts.repeated, Tone::Quiet),
        (reading.malformed.len(), texts.malformed, Tone::Bad),
    ];
    let mut line = Line::default();
    for (count, phrase, tone) in parts.into_iter().filter(|(count, ..)| *count > 0) {
        if !line.spans.is_empty() {
            line = line.and(" · ", Tone::Quiet);
        }
        line = line.and(&fill(phrase, &[&count]), tone);
    }
    if line.spans.is_empty() && !state.input.text().trim().is_empty() {
        line = Line::of(texts.nothing, Tone::Quiet);
    }
    line
}

/// Names the malformed texts on the frame's lower side, as many as fit.
fn faults(state: &State, outer: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let malformed = &state.input.reading().malformed;
    if malformed.is_empty() {
        return;
    }
    let name = |(text, fault): &(String, crate::model::Malformed)| {
        let start: String = text.chars().take(40).collect();
        let shown = text::truncate(&text::sanitize(&start), 20);
        format!("{shown} {}", fault_words(state, fault))
    };
    let words = malformed.iter().take(4).map(name).collect::<Vec<_>>().join(" · ");
    let place = paint::skip(paint::last_row(outer), 2);
    let place = Rect {
        width: place.width.saturating_sub(2),
        ..place
    };
    let words = text::truncate(&words, usize::from(place.width).saturating_sub(2));
    paint::text(frame.buffer_mut(), place, &format!(" {words} "), theme.tone(Tone::Bad));
}
