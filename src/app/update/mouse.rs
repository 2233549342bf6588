use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use crate::app::layout::Areas;
use crate::app::{Effect, Focus, Screen, State, chrome};

use super::{charting, first_run, folding, followers, list_mouse, moving, pointing, screens};

/// Rows per step of the wheel.
const WHEEL: isize = 3;

/// Whether anything can come of it: plain movement draws nothing.
pub fn matters(event: MouseEvent) -> bool {
    matches!(
        event.kind,
        MouseEventKind::Down(MouseButton::Left)
            | MouseEventKind::Drag(MouseButton::Left)
            | MouseEventKind::Up(MouseButton::Left)
            | MouseEventKind::ScrollUp
            | MouseEventKind::ScrollDown
    )
}

/// A click or a step of the wheel.
pub fn on_mouse(state: &mut State, event: MouseEvent, effects: &mut Vec<Effect>) {
    let Some(areas) = Areas::of(state) else { return };
    if list_mouse::drags(state, &areas, event) {
        return;
    }
    if pointing::on_mouse(state, event, &areas, effects) {
        return;
    }
    let place = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::ScrollUp => wheel(state, &areas, place, -WHEEL),
        MouseEventKind::ScrollDown => wheel(state, &areas, place, WHEEL),
        _ if state.overlays.is_empty() && state.first_run.is_some() => first_run::click(state, place, effects),
        _ if state.overlays.is_empty() => click(state, &areas, event, effects),
        _ => {}
    }
}

fn wheel(state: &mut State, areas: &Areas, place: Position, step: isize) {
    if !state.overlays.is_empty() {
        moving::step_by(state, step);
    } else if let Some(first) = state.first_run.as_mut() {
        first_run::scroll(first, step);
    } else if areas.detail.is_some_and(|pane| pane.outer.contains(place)) {
        moving::scroll_detail(state, step);
    } else if areas.charts.is_some() {
        charting::wheel(state, areas, place, step.signum());
    } else if areas.list.is_some_and(|pane| pane.outer.contains(place)) {
        moving::step_in_list(state, step);
    } else if areas.sidebar.is_some_and(|pane| pane.outer.contains(place)) {
        state.followers.sidebar.entries.move_by(step);
    }
}

fn click(state: &mut State, areas: &Areas, event: MouseEvent, effects: &mut Vec<Effect>) {
    let place = Position::new(event.column, event.row);
    if areas.tabs.contains(place) {
        if let Some(screen) = tab_at(state, place.x) {
            screens::show(state, screen, effects);
        }
    } else if areas.charts.is_some() {
        charting::click(state, areas, place, effects);
    } else if areas.input.is_some_and(|pane| pane.outer.contains(place)) {
        state.focus = Focus::Input;
    } else if let Some(detail) = areas
        .detail
        .filter(|pane| pane.outer.contains(place) && state.selected().is_some())
    {
        state.focus = Focus::Detail;
        if let Some(line) = place.y.checked_sub(detail.inner.y) {
            folding::click(state, usize::from(line) + state.detail_offset);
        }
    } else if let Some(pane) = areas.sidebar.filter(|pane| pane.outer.contains(place)) {
        state.focus = Focus::Sidebar;
        let height = usize::from(pane.inner.height);
        let parts = &mut state.followers.sidebar.entries;
        if pane.inner.contains(place) && pointing::point(parts, place, pane.inner.y, height) {
            followers::choose(state, effects);
        }
    } else if let Some(list) = areas.list.filter(|pane| pane.outer.contains(place)) {
        list_mouse::click(state, list, event, effects);
    }
}

fn tab_at(state: &State, column: u16) -> Option<Screen> {
    let tabs = chrome::tabs(state);
    tabs.into_iter()
        .find(|tab| tab.columns.contains(&column))
        .map(|tab| tab.screen)
}
