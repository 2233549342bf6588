//! The mouse where no row of a list is meant: the border between panes, what lies on top, the keys of the footer.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Margin, Position, Rect};

use crate::app::layout::{Areas, Split};
use crate::app::overlay::{self, Overlay};
use crate::app::picker::Picker;
use crate::app::{Action, Context, Effect, State, chrome, windows};

use super::{folding, perform};

/// Takes an event that is meant for one of them; `false` leaves it to the list.
pub fn on_mouse(state: &mut State, event: MouseEvent, areas: &Areas, effects: &mut Vec<Effect>) -> bool {
    let place = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Up(MouseButton::Left) => {
            state.dragged = None;
            true
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            drag(state, place, areas);
            true
        }
        MouseEventKind::Down(MouseButton::Left) => press(state, place, areas, effects),
        _ => false,
    }
}

fn press(state: &mut State, place: Position, areas: &Areas, effects: &mut Vec<Effect>) -> bool {
    state.dragged = None;
    if areas.footer.contains(place) {
        if let Some(action) = hint_at(state, areas.footer, place) {
            perform(state, action, effects);
        }
        return true;
    }
    if !state.overlays.is_empty() {
        press_on_top(state, place, effects);
        return true;
    }
    if state.first_run.is_none()
        && let Some(split) = areas.split.filter(|_| areas.is_roomy)
        && is_border(areas, split, place)
    {
        state.dragged = Some(split);
        return true;
    }
    false
}

/// The line where list and detail touch: the frames of both.
fn is_border(areas: &Areas, split: Split, place: Position) -> bool {
    let (Some(list), Some(detail)) = (areas.list, areas.detail) else {
        return false;
    };
    match split {
        Split::Beside => {
            let columns = list.outer.right().saturating_sub(1)..=detail.outer.x;
            columns.contains(&place.x) && list.outer.rows().any(|row| row.y == place.y)
        }
        Split::Below => {
            let rows = list.outer.bottom().saturating_sub(1)..=detail.outer.y;
            rows.contains(&place.y) && list.outer.columns().any(|column| column.x == place.x)
        }
    }
}

/// The border follows the pointer; the layout keeps it within bounds.
fn drag(state: &mut State, place: Position, areas: &Areas) {
    let (Some(split), Some(list), Some(detail)) = (state.dragged, areas.list, areas.detail) else {
        return;
    };
    let (at, from, whole) = match split {
        Split::Beside => (place.x, list.outer.x, list.outer.width + detail.outer.width),
        Split::Below => (place.y, list.outer.y, list.outer.height + detail.outer.height),
    };
    let share = u32::from((at + 1).saturating_sub(from)) * 1000 / u32::from(whole.max(1));
    let share = u16::try_from(share).unwrap_or(1000);
    match split {
        Split::Beside => state.shares.beside = Some(share),
        Split::Below => state.shares.below = Some(share),
    }
}

fn hint_at(state: &State, footer: Rect, place: Position) -> Option<Action> {
    let hints = chrome::hints(state, usize::from(footer.width).saturating_sub(2));
    let column = usize::from(place.x.checked_sub(footer.x + 1)?);
    let mut start = 0;
    hints.into_iter().find_map(|hint| {
        let columns = start..start + hint.width();
        start = columns.end + chrome::HINT_GAP;
        columns.contains(&column).then_some(hint.action)
    })
}

/// A click on an entry chooses it, one beside what lies on top does what `Esc` does there.
fn press_on_top(state: &mut State, place: Position, effects: &mut Vec<Effect>) {
    let size = state.setup.size;
    let area = overlay::place::area(state);
    if !area.contains(place) {
        // The search of a viewer ends with the viewer.
        if let Some(Overlay::Viewer(viewer)) = state.overlays.last_mut() {
            viewer.is_searching = false;
        }
        let way_out = match state.context() {
            Context::Confirm | Context::Token => Action::Decline,
            Context::Note => Action::LeaveNote,
            _ => Action::Close,
        };
        return perform(state, way_out, effects);
    }
    if !area.inner(Margin::new(1, 1)).contains(place) {
        return;
    }
    let listed = windows::finder_height(size);
    let is_hit = match state.overlays.last_mut() {
        Some(Overlay::Menu(menu)) => {
            let height = windows::menu_height(size, menu.entries.all.len());
            point(&mut menu.entries, place, area.y + 1, height)
        }
        Some(Overlay::Columns(chooser)) => {
            let height = windows::menu_height(size, chooser.entries.all.len());
            point(&mut chooser.entries, place, area.y + 1, height)
        }
        Some(Overlay::Palette(palette)) => point(&mut palette.found, place, area.y + 2, listed),
        Some(Overlay::Inputs(inputs)) => point(&mut inputs.found, place, area.y + 2, listed),
        Some(Overlay::Viewer(viewer)) => {
            let line = usize::from(place.y - area.y - 1);
            let (shown, offset) = (windows::viewer_height(size, viewer), viewer.offset);
            if line < shown {
                folding::click_on_text(state, line + offset);
            }
            false
        }
        _ => false,
    };
    if is_hit {
        let choose = match state.context() {
            Context::Columns => Action::ToggleColumn,
            _ => Action::Choose,
        };
        perform(state, choose, effects);
    }
}

/// Selects the entry under the mouse, of a list that begins at row `first`; `false` where there is none.
pub fn point<T>(picker: &mut Picker<T>, mouse: Position, first: u16, height: usize) -> bool {
    let line = mouse.y.checked_sub(first).map(usize::from);
    let hit = line.and_then(|line| picker.place_at(line, height));
    picker.cursor = hit.unwrap_or(picker.cursor);
    hit.is_some()
}
