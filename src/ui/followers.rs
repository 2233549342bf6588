//! What stands beside the list of the Followers screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::followers::SidebarEntry;
use crate::app::layout::Pane;
use crate::app::line::{Line, Tone};
use crate::app::overlay::{Prompt, PromptKind, place};
use crate::app::{Focus, State, followers};
use crate::text;

use super::overlay::typed;
use super::paint;
use super::theme::Theme;

/// How complete the list is.
pub fn status(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let line = followers::status(state);
    paint::line(frame.buffer_mut(), paint::skip(area, 1), &line, theme);
}

/// The parts to choose from.
pub fn sidebar(state: &State, pane: Pane, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let has_focus = state.is_at(Focus::Sidebar);
    let sidebar = &state.followers.sidebar;
    let buffer = frame.buffer_mut();
    paint::pane(buffer, pane, is_roomy, state.texts().followers.parts, has_focus, theme);
    let entries = &sidebar.entries;
    paint::entries(buffer, pane.inner, entries, has_focus, theme, |entry, columns| {
        entry_line(state, entry, entry.part == sidebar.chosen, columns)
    });
    if is_roomy {
        let shown = usize::from(pane.inner.height);
        paint::scrollbar(buffer, pane.outer, entries.all.len(), entries.offset, shown, theme);
    }
}

/// A name on the left, its count on the right.
fn entry_line(state: &State, entry: &SidebarEntry, is_chosen: bool, columns: usize) -> Line {
    let count = entry.count.map(text::grouped).unwrap_or_default();
    let room = columns.saturating_sub(3 + text::width(&count) + 1);
    let name = text::truncate(&text::sanitize(&followers::part_name(state, entry)), room);
    let (mark, tone) = if is_chosen {
        ("▸ ", Tone::Strong)
    } else {
        ("  ", Tone::Plain)
    };
    Line::of(mark, Tone::Accent)
        .and(&text::pad_right(&name, room + 1), tone)
        .and(&count, Tone::Quiet)
}

/// A line to be typed.
pub fn prompt(state: &State, prompt: &Prompt, frame: &mut Frame<'_>, theme: Theme) {
    let texts = &state.texts().followers;
    let title = match prompt.kind {
        PromptKind::SaveView => texts.save_title,
        PromptKind::GoTo => texts.goto_title,
    };
    let inner = paint::window(frame.buffer_mut(), place::area(state), title, theme);
    typed(&prompt.field, inner, false, true, frame, theme);
}

/// How far the sync is.
pub fn progress(state: &State, frame: &mut Frame<'_>, theme: Theme) {
    let area = place::area(state);
    let lines = followers::progress_lines(state, place::sync_columns(state.setup.size));
    let inner = paint::window(frame.buffer_mut(), area, state.texts().followers.sync, theme);
    paint::lines(frame.buffer_mut(), inner, lines.iter(), theme);
}
