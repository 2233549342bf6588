use crate::app::layout::Areas;
use crate::app::overlay::{Overlay, Viewer};
use crate::app::{Action, Context, Focus, Mood, Screen, State, viewer, windows};
use crate::locale::fill;

use super::{charting, first_run, followers};

/// Farther than any list or text is long.
const FAR: isize = isize::MAX / 2;

/// Moves whatever has the keys.
pub fn move_by(state: &mut State, motion: Action) {
    if state.context() == Context::Stats {
        return charting::move_by(state, motion);
    }
    let page = page(state);
    let step = match motion {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -page,
        Action::PageDown => page,
        Action::HalfPageUp => -(page / 2).max(1),
        Action::HalfPageDown => (page / 2).max(1),
        Action::Top => -FAR,
        Action::Bottom => FAR,
        _ => return,
    };
    let pages = matches!(
        motion,
        Action::PageUp | Action::PageDown | Action::HalfPageUp | Action::HalfPageDown
    );
    match state.first_run.as_mut().filter(|_| pages && state.overlays.is_empty()) {
        Some(first) => first_run::scroll(first, step),
        None => step_by(state, step),
    }
}

/// Moves whatever has the keys by lines or rows.
pub fn step_by(state: &mut State, step: isize) {
    match state.overlays.last_mut() {
        Some(Overlay::Viewer(viewer)) => viewer.offset = viewer.offset.saturating_add_signed(step),
        Some(Overlay::Menu(menu)) => menu.entries.move_by(step),
        Some(Overlay::Palette(palette)) => palette.found.move_by(step),
        Some(Overlay::Columns(chooser)) => chooser.entries.move_by(step),
        Some(Overlay::Inputs(search)) => search.found.move_by(step),
        Some(
            Overlay::Delete { .. }
            | Overlay::Token { .. }
            | Overlay::Export(_)
            | Overlay::Overwrite(_)
            | Overlay::Question(_)
            | Overlay::Prompt(_)
            | Overlay::Note(_)
            | Overlay::Sync,
        ) => {}
        None if state.first_run.is_some() => {
            if let Some(first) = state.first_run.as_mut() {
                first_run::step_by(first, step);
            }
        }
        None if matches!(state.focus, Focus::Detail | Focus::Input) => scroll_detail(state, step),
        None if state.focus == Focus::Sidebar => state.followers.sidebar.entries.move_by(step),
        None => step_in_list(state, step),
    }
}

/// Moves the selection; beyond the last row of those loaded there may be more.
pub fn step_in_list(state: &mut State, step: isize) {
    let before = state.table().cursor();
    state.table_mut().move_by(step);
    if step > 0 && state.screen == Screen::Followers && state.table().cursor() == before {
        followers::go_beyond(state);
    }
}

/// Scrolls the detail; the end is found when everything settles.
pub fn scroll_detail(state: &mut State, step: isize) {
    state.detail_offset = state.detail_offset.saturating_add_signed(step);
}

/// Lines that one page covers where the keys go.
fn page(state: &State) -> isize {
    let areas = Areas::of(state);
    let lines = match (&areas, state.overlays.last()) {
        (None, _) => 1,
        (Some(_), Some(Overlay::Palette(_) | Overlay::Inputs(_))) => windows::finder_height(state.setup.size),
        (Some(_), Some(_)) => usize::from(windows::viewer(state.setup.size).height).saturating_sub(3),
        (Some(areas), None) if matches!(state.focus, Focus::Detail | Focus::Input) => {
            areas.detail.map_or(1, |pane| usize::from(pane.inner.height))
        }
        (Some(areas), None) if state.focus == Focus::Sidebar => {
            areas.sidebar.map_or(1, |pane| usize::from(pane.inner.height))
        }
        (Some(areas), None) => areas.list_rows(state),
    };
    lines.saturating_sub(1).max(1).cast_signed()
}

/// Goes to the next or the previous line that holds what is searched for, round the end.
pub fn to_match(state: &mut State, forward: bool) {
    let lines = viewer::lines(state);
    let size = state.setup.size;
    let Some(Overlay::Viewer(open)) = state.overlays.last_mut() else {
        return;
    };
    let found = matches(&lines, open, windows::viewer_height(size, open));
    let next = if forward {
        found.iter().find(|place| **place > open.offset).or(found.first())
    } else {
        found.iter().rev().find(|place| **place < open.offset).or(found.last())
    };
    match next {
        Some(place) => open.offset = *place,
        None => say_not_found(state),
    }
}

/// While it is typed: stays where a match is in view already, else goes to the nearest one below, round the end.
pub fn to_typed(state: &mut State) {
    // What is searched for may be within something folded.
    if let Some(Overlay::Viewer(open)) = state.overlays.last_mut() {
        open.folded.clear();
    }
    let lines = viewer::lines(state);
    let size = state.setup.size;
    let Some(Overlay::Viewer(open)) = state.overlays.last_mut() else {
        return;
    };
    let height = windows::viewer_height(size, open);
    let hits = hits(&lines, open);
    let in_view = open.offset..open.offset + height;
    if open.search.is_empty() || hits.iter().any(|place| in_view.contains(place)) {
        return;
    }
    match hits.iter().find(|place| **place >= in_view.end).or(hits.first()) {
        Some(place) => open.offset = *place,
        None => say_not_found(state),
    }
}

fn say_not_found(state: &mut State) {
    let Some(Overlay::Viewer(open)) = state.overlays.last() else {
        return;
    };
    let text = fill(state.texts().notes.not_found, &[&open.search.text()]);
    state.say(Mood::Plain, text);
}

/// Offsets at which a match is in view: those on the last page share the last one, or the search would never leave it.
fn matches(lines: &[viewer::Line], open: &Viewer, height: usize) -> Vec<usize> {
    let last = lines.len().saturating_sub(height);
    let mut places: Vec<usize> = hits(lines, open).into_iter().map(|place| place.min(last)).collect();
    places.dedup();
    places
}

fn hits(lines: &[viewer::Line], open: &Viewer) -> Vec<usize> {
    let wanted = open.search.text().to_lowercase();
    let hits = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.plain().to_lowercase().contains(&wanted));
    hits.map(|(place, _)| place).collect()
}
