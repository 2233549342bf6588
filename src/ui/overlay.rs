use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::field::Field;
use crate::app::line::{Line, Tone};
use crate::app::overlay::{Menu, MenuEntry, MenuKind, Overlay, Subject, Viewer, place};
use crate::app::{Context, State, questions, viewer, windows};
use crate::text;

use super::theme::Theme;
use super::{chooser, export, followers, input_history, jotting, paint, palette};

/// What lies on top; only the uppermost is drawn, the screen stays visible around it.
pub fn draw(state: &State, frame: &mut Frame<'_>, theme: Theme) {
    match state.overlays.last() {
        None => {}
        Some(Overlay::Viewer(open)) => text_viewer(state, open, frame, theme),
        Some(Overlay::Menu(open)) => menu(state, open, frame, theme),
        Some(Overlay::Palette(open)) => palette::draw(state, open, frame, theme),
        Some(Overlay::Inputs(open)) => input_history::draw(state, open, frame, theme),
        Some(Overlay::Export(form)) => export::draw(state, form, frame, theme),
        Some(Overlay::Columns(open)) => chooser::draw(state, open, frame, theme),
        Some(Overlay::Prompt(prompt)) => followers::prompt(state, prompt, frame, theme),
        Some(Overlay::Note(form)) => jotting::draw(state, form, frame, theme),
        Some(Overlay::Sync) => followers::progress(state, frame, theme),
        Some(Overlay::Delete { .. } | Overlay::Overwrite(_) | Overlay::Question(_) | Overlay::Token { .. }) => {
            question(state, frame, theme);
        }
    }
}

fn text_viewer(state: &State, open: &Viewer, frame: &mut Frame<'_>, theme: Theme) {
    let area = place::area(state);
    let lines = viewer::lines(state);
    let inner = paint::window(frame.buffer_mut(), area, &title(state, open), theme);
    let shown = windows::viewer_height(state.setup.size, open);
    let body = Rect {
        height: inner.height.min(u16::try_from(shown).unwrap_or(u16::MAX)),
        ..inner
    };
    let wanted = open.search.text().to_lowercase();
    for (row, line) in body.rows().zip(lines.iter().skip(open.offset)) {
        paint::line(frame.buffer_mut(), row, line, theme);
        if !wanted.is_empty() && line.plain().to_lowercase().contains(&wanted) {
            frame.buffer_mut().set_style(row, theme.found());
        }
    }
    if let Some(row) = pointed(state, open).and_then(|place| body.rows().nth(place)) {
        frame.buffer_mut().set_style(row, theme.selected(true));
    }
    paint::scrollbar(frame.buffer_mut(), area, lines.len(), open.offset, shown, theme);
    if body.height < inner.height {
        search(state, open, inner, frame, theme);
    }
}

/// The line in view that folding means.
fn pointed(state: &State, open: &Viewer) -> Option<usize> {
    let number = open.pointed?;
    let fold = viewer::folds(state).into_iter().find(|fold| fold.number == number)?;
    fold.line.checked_sub(open.offset)
}

fn search(state: &State, open: &Viewer, inner: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let row = paint::last_row(inner);
    let used = paint::text(frame.buffer_mut(), row, state.texts().viewer.search, theme.accent());
    let field = paint::skip(row, used + 1);
    typed(&open.search, field, false, open.is_searching, frame, theme);
}

/// A text field with the real cursor where it has the focus.
pub fn typed(field: &Field, area: Rect, is_masked: bool, has_focus: bool, frame: &mut Frame<'_>, theme: Theme) {
    let columns = usize::from(area.width);
    let window = if is_masked {
        field.masked_window(columns)
    } else {
        field.window(columns)
    };
    paint::text(frame.buffer_mut(), area, &window.text, theme.tone(Tone::Plain));
    if has_focus {
        let x = area.x + u16::try_from(window.cursor).unwrap_or(0);
        frame.set_cursor_position((x.min(area.right().saturating_sub(1)), area.y));
    }
}

fn title(state: &State, open: &Viewer) -> String {
    let openid = open
        .row
        .as_ref()
        .map(|(openid, _)| text::sanitize(&openid.chars().take(64).collect::<String>()));
    let openid = openid.unwrap_or_default();
    match open.subject {
        Subject::Help => state.texts().help.title.to_owned(),
        Subject::Raw { as_received } => {
            let name = viewer::context_title(state, Context::Raw);
            let how = if as_received {
                format!(" · {}", state.texts().viewer.as_received)
            } else {
                String::new()
            };
            format!("{name}{how} · {openid}")
        }
        Subject::Messages => state.texts().feedback.log.to_owned(),
        Subject::Changes => format!("{} · {openid}", viewer::context_title(state, Context::Changes)),
    }
}

fn menu(state: &State, open: &Menu, frame: &mut Frame<'_>, theme: Theme) {
    let entries = &open.entries;
    let area = place::area(state);
    let copy = &state.texts().copy;
    let title = match open.kind {
        MenuKind::Copy => copy.title,
        MenuKind::Account => copy.accounts,
        MenuKind::Sort => state.texts().lists.sort,
        MenuKind::Changes => state.texts().followers.changes_title,
        MenuKind::Theme => state.texts().looks.themes,
    };
    let inner = paint::window(frame.buffer_mut(), area, title, theme);
    let labels = entries
        .all
        .iter()
        .map(|entry| text::width(&entry.label))
        .max()
        .unwrap_or(0)
        .min(place::MENU_LABELS);
    let buffer = frame.buffer_mut();
    paint::entries(buffer, inner, entries, true, theme, |entry, _| menu_line(entry, labels));
    let shown = usize::from(inner.height);
    paint::scrollbar(buffer, area, entries.all.len(), entries.offset, shown, theme);
}

fn menu_line(entry: &MenuEntry, labels: usize) -> Line {
    let letter = entry.letter.map(String::from).unwrap_or_default();
    let value: String = entry.value.chars().take(200).collect();
    Line::of(&text::pad_right(&letter, place::MENU_LETTERS), Tone::Accent)
        .and(&text::pad_right(&text::sanitize(&entry.label), labels + 2), Tone::Plain)
        .and(&value, Tone::Quiet)
}

fn question(state: &State, frame: &mut Frame<'_>, theme: Theme) {
    let Some(asked) = questions::asked(state) else { return };
    let area = place::area(state);
    let inner = paint::window(frame.buffer_mut(), area, asked.title, theme);
    for (row, part) in inner.rows().zip(place::question_lines(state.setup.size, &asked)) {
        paint::text(frame.buffer_mut(), row, &part, theme.tone(Tone::Plain));
    }
    if let Some(field) = asked.field {
        let row = paint::last_row(inner);
        let used = paint::text(frame.buffer_mut(), row, "› ", theme.accent());
        typed(field, paint::skip(row, used), true, true, frame, theme);
    }
}
