//! The mouse on a list: rows, the columns' names and edges, the filter's words.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::chips;
use crate::app::columns::placement;
use crate::app::layout::{Areas, Pane, has_filter_line};
use crate::app::{Effect, Focus, State};

use super::{columns, refilter, screens};

/// A click within the list's pane.
pub fn click(state: &mut State, list: Pane, event: MouseEvent, effects: &mut Vec<Effect>) {
    let had_focus = state.focus == Focus::List;
    let Some(x) = event.column.checked_sub(list.inner.x) else {
        state.focus = Focus::List;
        return;
    };
    let filter_line = u16::from(has_filter_line(state));
    let labels = list.inner.y + filter_line;
    if filter_line > 0 && event.row == list.inner.y {
        return click_on_filter(state, list, x);
    }
    state.focus = Focus::List;
    if event.row == labels && state.table().shown() > 0 {
        click_on_label(state, x);
    } else if event.row > labels {
        let row = usize::from(event.row - labels - 1) + state.table().offset;
        if row < state.table().shown() {
            click_on_row(state, row, had_focus, event.modifiers, effects);
        }
    }
}

/// The cross behind a word takes it away; anywhere else the filter is edited.
fn click_on_filter(state: &mut State, list: Pane, x: u16) {
    let chips = chips::chips(state, usize::from(list.inner.width));
    let cross = |chip: &&chips::Chip| usize::from(x) + 1 == chip.columns.end;
    let hit = chips.shown.iter().find(cross).map(|chip| chip.word);
    match hit.filter(|_| chips::are_shown(state)) {
        Some(word) => {
            state.table_mut().filter.drop_word(word);
            refilter(state);
        }
        None => state.focus = Focus::Filter,
    }
}

/// A name orders by its column; the edge behind it can be dragged.
fn click_on_label(state: &mut State, x: u16) {
    let Some(placement) = placement(state) else {
        return;
    };
    if let Some(column) = columns::label_at(&placement, x) {
        columns::sort_by_label(state, column);
    } else {
        columns::grasp(state, x);
    }
}

/// With Shift a range, with Ctrl a mark; a click on the selected row opens it.
fn click_on_row(state: &mut State, row: usize, had_focus: bool, with: KeyModifiers, effects: &mut Vec<Effect>) {
    let table = state.table_mut();
    if with.contains(KeyModifiers::SHIFT) {
        if table.range().is_none() {
            table.toggle_range();
        }
        table.select(row);
    } else if with.contains(KeyModifiers::CONTROL) {
        table.select(row);
        table.toggle_mark();
        table.select(row);
    } else if had_focus && table.cursor() == Some(row) {
        screens::open(state, effects);
    } else {
        table.select(row);
    }
}

/// Drags the edge of a column that was grasped, until the button is let go; `false` where none was.
pub fn drags(state: &mut State, areas: &Areas, event: MouseEvent) -> bool {
    if state.table().columns.dragged.is_none() {
        return false;
    }
    match (event.kind, areas.list) {
        (MouseEventKind::Drag(MouseButton::Left), Some(list)) => {
            columns::drag(state, event.column.saturating_sub(list.inner.x));
        }
        _ => state.table_mut().columns.dragged = None,
    }
    true
}
