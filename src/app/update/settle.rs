use crate::app::layout::Areas;
use crate::app::overlay::Overlay;
use crate::app::table::Row;
use crate::app::{Effect, Focus, Purpose, Screen, State, detail, viewer, windows};
use crate::job::Job;
use crate::model::{OpenId, Status};

use super::{charting, columns, first_run, followers, picturing};

/// Questions about people that wait for the local file at once.
const ASKED_AT_ONCE: usize = 4;

/// After every event: offsets within bounds, the selection in view, people looked at asked for.
pub fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    state.dirty = true;
    hand_out(state, effects);
    columns::settle(state, effects);
    state.jobs.stamp(state.now);
    if state.selected().is_none() && state.focus == Focus::Detail {
        state.focus = Focus::List;
    }
    let key = state.selected().map(Row::key);
    if state.detail_of != key {
        if let Some(before) = state.detail_of.take() {
            state.detail_view.keep(before, state.detail_offset);
        }
        state.detail_offset = key.as_ref().map_or(0, |key| state.detail_view.offset(key));
        state.detail_of = key;
    }
    charting::settle(state, effects);
    let Some(areas) = Areas::of(state) else { return };
    let rows = areas.list_rows(state);
    if areas.list.is_some() {
        state.table_mut().scroll_to_selection(rows);
    }
    if let Some(pane) = areas.detail {
        let lines = detail::body(state, pane.inner).lines.len();
        state.detail_offset = state
            .detail_offset
            .min(lines.saturating_sub(usize::from(pane.inner.height)));
    }
    if let Some(pane) = areas.sidebar {
        state
            .followers
            .sidebar
            .entries
            .scroll_to_selection(usize::from(pane.inner.height));
    }
    settle_overlay(state);
    picturing::settle(state, effects);
    first_run::settle(state);
    ask_about_people(state, rows, effects);
    followers::settle(state, rows, effects);
}

/// Rows that take longer to arrange, or to let go of, than a frame may take.
fn hand_out(state: &mut State, effects: &mut Vec<Effect>) {
    for screen in Screen::ALL {
        let table = state.table_of_mut(screen);
        let work = table.take_work();
        let leftovers = table.take_leftovers();
        effects.extend(work.map(|work| Effect::Arrange(screen, Box::new(work))));
        effects.extend(leftovers.map(|leftovers| Effect::LetGo(Box::new(leftovers))));
    }
}

fn settle_overlay(state: &mut State) {
    let lines = viewer::lines(state).len();
    let size = state.setup.size;
    match state.overlays.last_mut() {
        Some(Overlay::Viewer(open)) => {
            open.offset = open
                .offset
                .min(lines.saturating_sub(windows::viewer_height(size, open)));
        }
        Some(Overlay::Menu(menu)) => {
            let height = windows::menu_height(size, menu.entries.all.len());
            menu.entries.scroll_to_selection(height);
        }
        Some(Overlay::Columns(chooser)) => {
            let height = windows::menu_height(size, chooser.entries.all.len());
            chooser.entries.scroll_to_selection(height);
        }
        Some(Overlay::Palette(palette)) => palette.found.scroll_to_selection(windows::finder_height(size)),
        Some(Overlay::Inputs(search)) => search.found.scroll_to_selection(windows::finder_height(size)),
        _ => {}
    }
}

/// History is asked about the selected person, and about those in view who do not follow: did they once?
fn ask_about_people(state: &mut State, rows: usize, effects: &mut Vec<Effect>) {
    let is_person = |purpose: &Purpose| matches!(purpose, Purpose::Person { .. });
    let free = ASKED_AT_ONCE.saturating_sub(state.jobs.count(is_person));
    let table = state.table();
    let in_view = (table.offset..table.offset + rows).filter_map(|place| table.row_at(place));
    let gone = in_view.filter(|row| row.status() == Some(Status::NotFollowing));
    let mut wanted: Vec<String> = Vec::new();
    for row in table.selected().into_iter().chain(gone) {
        let is_new = !state.people.is_asked(&row.openid) && !wanted.contains(&row.openid);
        if is_new && row.snapshot.is_some() && OpenId::parse(&row.openid).is_ok() {
            wanted.push(row.openid.clone());
        }
    }
    for openid in wanted.into_iter().take(free) {
        let job = state.jobs.start(Purpose::Person { openid: openid.clone() });
        state.people.ask(&openid, job);
        effects.push(Effect::Submit(job, Job::Person { openid }));
    }
}
