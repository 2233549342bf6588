//! The note editor.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::line::Tone;
use crate::app::notes::NoteForm;
use crate::app::overlay::place;
use crate::app::{Action, Context, State, detail};
use crate::locale::fill;
use crate::text;

use super::paint;
use super::theme::Theme;

/// The text with the real cursor in it, how old it is, and the keys.
pub fn draw(state: &State, form: &NoteForm, frame: &mut Frame<'_>, theme: Theme) {
    let words = &state.texts().jotting;
    let title = match form.openids.as_slice() {
        [_] => words.title.to_owned(),
        many => fill(words.title_many, &[&text::grouped(many.len() as u64)]),
    };
    let inner = paint::window(frame.buffer_mut(), place::area(state), &title, theme);
    let foot = inner.height.saturating_sub(1).min(2);
    let body = Rect {
        height: inner.height - foot,
        ..inner
    };
    write(form, body, frame, theme);
    let lines = [age(state, form), keys(state)];
    let below = Rect {
        y: body.bottom(),
        height: foot,
        ..inner
    };
    for (row, words) in below.rows().zip(lines) {
        paint::text(frame.buffer_mut(), row, &words, theme.quiet());
    }
}

fn write(form: &NoteForm, body: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let (lines, cursor) = form.field.lines(usize::from(body.width));
    let offset = (cursor.0 + 1).saturating_sub(usize::from(body.height));
    for (row, line) in body.rows().zip(lines.iter().skip(offset)) {
        paint::text(frame.buffer_mut(), row, line, theme.tone(Tone::Plain));
    }
    let at = |base: u16, cells: usize, end: u16| {
        let place = base.saturating_add(u16::try_from(cells).unwrap_or(u16::MAX));
        place.min(end.saturating_sub(1))
    };
    let column = at(body.x, cursor.1, body.right());
    frame.set_cursor_position((column, at(body.y, cursor.0 - offset, body.bottom())));
}

fn age(state: &State, form: &NoteForm) -> String {
    let words = &state.texts().jotting;
    match &form.before {
        Some(note) => fill(words.written, &[&detail::note_age(state, note)]),
        None if form.openids.len() == 1 => words.new.to_owned(),
        None => String::new(),
    }
}

fn keys(state: &State) -> String {
    let key = |action| {
        let shown = state.keymap.shown(action, Context::Note);
        shown.into_iter().next().unwrap_or_default()
    };
    let [save, line, leave] = [Action::SaveNote, Action::NewLine, Action::LeaveNote].map(key);
    fill(state.texts().jotting.keys, &[&save, &line, &leave])
}
