//! Drawing only: reads the state of [`crate::app`] and changes nothing in it.
//!
//! One file per part of the screen. Words and places come from `app`, looks from [`theme`]. The real cursor is set in
//! text fields and nowhere else, so that input methods open there and it is hidden elsewhere.

use ratatui::Frame;

use crate::app::State;
use crate::app::layout::{Areas, SMALLEST};
use crate::app::line::wrap;
use crate::locale::fill;
use crate::text;

mod ambiguous;
mod bars;
mod cells;
mod chooser;
mod detail;
mod export;
mod filter_line;
mod finder;
mod followers;
mod input;
mod input_history;
mod jotting;
mod links;
mod list;
mod overlay;
mod paint;
mod palette;
mod picture;
mod stats;
pub mod theme;
mod welcome;

use theme::{Roles, Theme};

/// Draws the whole screen.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    draw_all(state, frame);
    if text::is_ambiguous_wide() {
        ambiguous::settle(frame.buffer_mut());
    }
}

fn draw_all(state: &State, frame: &mut Frame<'_>) {
    let roles = Roles::of(state);
    let theme = roles.theme();
    paint_all(state, frame, theme);
    theme.fill(frame.buffer_mut());
}

fn paint_all(state: &State, frame: &mut Frame<'_>, theme: Theme) {
    let size = (frame.area().width, frame.area().height);
    // Between a resize and its event the state's size is the old one: drawing outside would panic.
    let fits = size.0 >= state.setup.size.0 && size.1 >= state.setup.size.1;
    let Some(areas) = Areas::of(state).filter(|_| fits) else {
        return too_small(state, frame, theme);
    };
    bars::header(state, areas.header, frame, theme);
    if let Some(first) = &state.first_run {
        welcome::draw(state, first, frame, theme);
        bars::footer(state, areas.footer, frame, theme);
        overlay::draw(state, frame, theme);
        return bars::message(state, areas.message, frame, theme);
    }
    bars::tabs(state, areas.tabs, frame, theme);
    if let Some(pane) = areas.input {
        input::draw(state, pane, areas.is_roomy, frame, theme);
    }
    if let Some(line) = areas.status {
        followers::status(state, line, frame, theme);
    }
    if let Some(pane) = areas.sidebar {
        followers::sidebar(state, pane, areas.is_roomy, frame, theme);
    }
    if let Some(pane) = areas.list {
        list::draw(state, pane, areas.is_roomy, frame, theme);
    }
    if let Some(pane) = areas.detail {
        detail::draw(state, pane, areas.is_roomy, frame, theme);
        picture::draw(state, frame);
    }
    if let Some(main) = areas.charts {
        stats::draw(state, main, areas.is_roomy, frame, theme);
    }
    bars::footer(state, areas.footer, frame, theme);
    overlay::draw(state, frame, theme);
    // Above everything: a key that does nothing has to say why, whatever lies on top.
    bars::message(state, areas.message, frame, theme);
}

/// Never cut where there is any room: broken into lines, in the middle.
fn too_small(state: &State, frame: &mut Frame<'_>, theme: Theme) {
    let area = frame.area();
    let (width, height) = SMALLEST;
    let words = fill(state.texts().chrome.too_small, &[&width, &height]);
    let lines = wrap(&words, usize::from(area.width));
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = area.height.saturating_sub(count) / 2;
    for (row, line) in area.rows().skip(usize::from(top)).zip(&lines) {
        let left = usize::from(area.width).saturating_sub(text::width(line)) / 2;
        let place = paint::skip(row, u16::try_from(left).unwrap_or_default());
        paint::text(frame.buffer_mut(), place, line, theme.strong());
    }
}
