use ratatui::Frame;

use crate::app::State;
use crate::app::first_run::{FirstRun, Page, area, body, columns, height};

use super::overlay::typed;
use super::paint;
use super::theme::Theme;

/// The page of the first run.
pub fn draw(state: &State, first: &FirstRun, frame: &mut Frame<'_>, theme: Theme) {
    let size = state.setup.size;
    let area = area(size);
    let texts = &state.texts().welcome;
    let title = match first.page {
        Page::Welcome => texts.title,
        Page::Check => texts.checking,
        Page::AppId | Page::Ways | Page::Place => texts.account,
    };
    let inner = paint::window(frame.buffer_mut(), area, title, theme);
    let body = body(state, first, columns(size));
    let selected = match first.page {
        Page::Welcome => body.entries.get(first.offer),
        Page::Ways => body.entries.get(first.way),
        _ => None,
    };
    let lines = body.lines.iter().enumerate().skip(first.offset);
    for ((place, line), row) in lines.zip(inner.rows()) {
        paint::line(frame.buffer_mut(), row, line, theme);
        if selected.is_some_and(|lines| lines.start == place) {
            frame.buffer_mut().set_style(row, theme.selected(true));
        }
        if body.field == Some(place)
            && let Some(field) = first.field()
        {
            let used = paint::text(frame.buffer_mut(), row, "› ", theme.accent());
            let has_focus = state.overlays.is_empty();
            typed(
                field,
                paint::skip(row, used),
                first.is_masked(),
                has_focus,
                frame,
                theme,
            );
        }
    }
    paint::scrollbar(
        frame.buffer_mut(),
        area,
        body.lines.len(),
        first.offset,
        height(size),
        theme,
    );
}
