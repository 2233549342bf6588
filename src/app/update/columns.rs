//! Columns and orders of lists: the chooser, the menu of orders, and what the local file keeps of them.

use crate::app::columns::{
    Chooser, Column, Columns, MARKS, Placement, Sort, Wanted, from_text, placement, to_text, usual_width, wanted,
    within_limits,
};
use crate::app::overlay::{Choice, Menu, MenuEntry, MenuKind, Overlay};
use crate::app::{Action, Effect, Purpose, Screen, State};
use crate::job::{Job, JobId, LayoutJob};

use super::followers;

/// How much wider or narrower one key makes a column.
const STEP: u16 = 2;

/// Opens the chooser, or closes it.
pub fn open(state: &mut State) {
    let chooser = Chooser::new(&wanted(state));
    state.overlays.push(Overlay::Columns(chooser));
}

/// Carries an action of the chooser out; the list follows at once.
pub fn change(state: &mut State, action: Action) {
    if action == Action::ResetColumns {
        keep(state, None);
        let chooser = Chooser::new(&wanted(state));
        if let Some(Overlay::Columns(open)) = state.overlays.last_mut() {
            *open = chooser;
        }
        return;
    }
    let usual = |state: &State, wanted: Wanted| wanted.width.unwrap_or_else(|| usual_width(state, wanted.column));
    let Some(Overlay::Columns(chooser)) = state.overlays.last() else {
        return;
    };
    let width = chooser.selected().map_or(0, |entry| usual(state, entry.wanted));
    let Some(Overlay::Columns(chooser)) = state.overlays.last_mut() else {
        return;
    };
    let changed = match action {
        Action::ToggleColumn => chooser.toggle(),
        Action::ColumnUp => chooser.carry(-1),
        Action::ColumnDown => chooser.carry(1),
        Action::Wider => {
            chooser.set_width(within_limits(width + STEP));
            true
        }
        Action::Narrower => {
            chooser.set_width(within_limits(width.saturating_sub(STEP)));
            true
        }
        _ => false,
    };
    if changed {
        let chosen = chooser.chosen();
        keep(state, Some(chosen));
    }
}

fn keep(state: &mut State, chosen: Option<Vec<Wanted>>) {
    let columns = &mut state.table_mut().columns;
    columns.is_new |= columns.chosen != chosen;
    columns.chosen = chosen;
    columns.first = 0;
}

/// Scrolls the columns behind the first one.
pub fn scroll(state: &mut State, step: isize) {
    let first = state.table().columns.first.saturating_add_signed(step);
    state.table_mut().columns.first = first.min(wanted(state).len().saturating_sub(2));
}

/// Opens the menu of orders; the present one is selected, and choosing it turns it round.
pub fn open_orders(state: &mut State) {
    let present = state.table().sort;
    let lists = &state.texts().lists;
    let arrival = MenuEntry {
        letter: Some('a'),
        label: lists.arrival.to_owned(),
        value: String::new(),
        choice: Choice::Sort(None),
    };
    let entry = |column: Column| {
        let is_present = present.filter(|sort| sort.column == column);
        let direction = is_present.map_or(String::new(), |sort| {
            let words = if sort.descending {
                lists.descending
            } else {
                lists.ascending
            };
            format!("{} {words}", sort.arrow())
        });
        MenuEntry {
            letter: letter(column),
            label: column.label(state.texts()).to_owned(),
            value: direction,
            choice: Choice::Sort(Some(sort_by(present, column))),
        }
    };
    let entries: Vec<MenuEntry> = std::iter::once(arrival)
        .chain(
            Column::ALL
                .into_iter()
                .filter(|column| has_order(state, *column))
                .map(entry),
        )
        .collect();
    let is_present = |entry: &MenuEntry| matches!(entry.choice, Choice::Sort(Some(sort)) if present.is_some_and(|present| present.column == sort.column));
    let cursor = entries.iter().position(is_present).unwrap_or_default();
    state.overlays.push(Menu::overlay(MenuKind::Sort, entries, cursor));
}

/// Letters of the orders that are wanted most; none that moves in menus.
const fn letter(column: Column) -> Option<char> {
    Some(match column {
        Column::Openid => 'o',
        Column::Status => 't',
        Column::Name => 'n',
        Column::Since => 's',
        Column::Scene => 'c',
        Column::Qr => 'r',
        Column::Lookups => 'l',
        Column::Fetched => 'f',
        _ => return None,
    })
}

/// By this column; by the same again, the other way round.
fn sort_by(present: Option<Sort>, column: Column) -> Sort {
    match present {
        Some(sort) if sort.column == column => sort.reversed(),
        _ => Sort::by(column),
    }
}

/// Orders the list.
pub fn sort(state: &mut State, sort: Option<Sort>) {
    state.table_mut().sort = sort;
    super::refilter(state);
}

/// Whether the list shown can be ordered by a column: the mirror knows nothing of some.
fn has_order(state: &State, column: Column) -> bool {
    let is_mirrored = state.screen == Screen::Followers && state.followers.is_mirrored();
    !is_mirrored || followers::has_order(column)
}

/// A click on a column's label.
pub fn sort_by_label(state: &mut State, column: Column) {
    if !has_order(state, column) {
        return state.remark(state.texts().lists.no_order);
    }
    let sort = sort_by(state.table().sort, column);
    self::sort(state, Some(sort));
}

/// The column whose label stands at a column of the list; `None` beside them.
pub fn label_at(placement: &Placement, x: u16) -> Option<Column> {
    let is_at = |placed: &&crate::app::columns::Placed| (placed.x..placed.x + placed.width).contains(&x);
    placement.placed.iter().find(is_at).map(|placed| placed.column)
}

/// Grasps the right edge of the column that ends at `x`, where there is one.
pub fn grasp(state: &mut State, x: u16) -> bool {
    let Some(placement) = placement(state).filter(|_| x >= MARKS) else {
        return false;
    };
    let ends = |placed: &&crate::app::columns::Placed| placed.x + placed.width == x;
    let Some(found) = placement.placed.iter().find(ends).copied() else {
        return false;
    };
    state.table_mut().columns.dragged = Some((found.column, found.width, x));
    true
}

/// Drags the grasped edge.
pub fn drag(state: &mut State, x: u16) {
    let Some((column, width, from)) = state.table().columns.dragged else {
        return;
    };
    let width = within_limits((width + x).saturating_sub(from));
    let mut chosen = wanted(state);
    if let Some(wanted) = chosen.iter_mut().find(|wanted| wanted.column == column) {
        wanted.width = Some(width);
    }
    let first = state.table().columns.first;
    keep(state, Some(chosen));
    state.table_mut().columns.first = first;
}

/// Another account has other columns: forgets those shown and asks for what the local file keeps.
pub fn load(state: &mut State, effects: &mut Vec<Effect>) {
    for screen in Screen::ALL {
        state.table_of_mut(screen).columns = Columns::default();
    }
    submit(state, LayoutJob::Load, effects);
}

fn submit(state: &mut State, job: LayoutJob, effects: &mut Vec<Effect>) {
    let id = state.jobs.start(Purpose::Layout);
    effects.push(Effect::Submit(id, Job::Layout(job)));
}

/// What the local file keeps; columns chosen meanwhile stay.
pub fn on_layouts(state: &mut State, job: JobId, layouts: &[(String, String)]) {
    if state.jobs.purpose(job) != Some(&Purpose::Layout) {
        return;
    }
    for screen in Screen::ALL {
        let kept = layouts.iter().find(|(table, _)| table == name(screen));
        let columns = &mut state.table_of_mut(screen).columns;
        if let Some((_, text)) = kept.filter(|_| !columns.is_new) {
            columns.chosen = from_text(text);
        }
    }
}

/// After every event: columns that are settled are remembered.
pub fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    let is_choosing = state
        .overlays
        .iter()
        .any(|overlay| matches!(overlay, Overlay::Columns(_)));
    for screen in Screen::ALL {
        let columns = &mut state.table_of_mut(screen).columns;
        if is_choosing || columns.dragged.is_some() || !std::mem::take(&mut columns.is_new) {
            continue;
        }
        let table = name(screen);
        let columns = columns.chosen.as_deref().map(to_text);
        submit(state, LayoutJob::Keep { table, columns }, effects);
    }
}

/// What a screen's list is called in the local file.
const fn name(screen: Screen) -> &'static str {
    match screen {
        Screen::Lookup => "lookup",
        Screen::Followers => "followers",
        Screen::History => "history",
        Screen::Stats => "stats",
    }
}
