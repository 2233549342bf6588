use ratatui::Frame;

use crate::app::layout::Pane;
use crate::app::line::wrap;
use crate::app::{Focus, State, detail};
use crate::text;

use super::theme::Theme;
use super::{links, paint};

/// The detail of the selected row.
pub fn draw(state: &State, pane: Pane, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let has_focus = state.is_at(Focus::Detail);
    let texts = &state.texts().detail;
    let title = state.selected().map_or_else(
        || texts.title.to_owned(),
        |row| text::sanitize(&row.openid.chars().take(64).collect::<String>()),
    );
    let buffer = frame.buffer_mut();
    paint::pane(buffer, pane, is_roomy, &title, has_focus, theme);
    let area = paint::padded(pane.inner);
    if state.selected().is_none() {
        for (row, words) in area.rows().zip(wrap(texts.empty, usize::from(area.width))) {
            paint::text(buffer, row, &words, theme.quiet());
        }
        return;
    }
    let body = detail::body(state, pane.inner);
    let lines = &body.lines;
    paint::lines(buffer, area, lines.iter().skip(state.detail_offset), theme);
    let current = body
        .headings
        .iter()
        .find(|heading| Some(heading.title) == state.detail_view.current);
    let place = current.and_then(|heading| heading.line.checked_sub(state.detail_offset));
    if let (true, Some(row)) = (has_focus, place.and_then(|place| area.rows().nth(place))) {
        buffer.set_style(row, theme.selected(true));
    }
    // Below a window links would show through.
    if state.setup.has_links && state.overlays.is_empty() {
        links::mark(&body.links, state.detail_offset, area, buffer);
    }
    if is_roomy {
        let shown = usize::from(area.height);
        paint::scrollbar(buffer, pane.outer, lines.len(), state.detail_offset, shown, theme);
    }
}
