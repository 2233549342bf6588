//! The Stats screen: asking for figures, moving, and what bars lead to.

use ratatui::layout::Position;

use crate::app::field::Field;
use crate::app::layout::{Areas, Pane};
use crate::app::overlay::{Choice, MenuEntry};
use crate::app::stats::chart::Chart;
use crate::app::stats::layout::{self, Charts, Columns, Week};
use crate::app::stats::leads::query_of_selected;
use crate::app::stats::sheet::{self, tabbed};
use crate::app::stats::time::Unit;
use crate::app::{Action, Effect, Focus, Purpose, Screen, State};
use crate::job::{Charted, Job, JobId, Sheet};
use crate::query::{Query, Term};

use super::{followers, perform, screens};

/// Asks for the figures that the filter calls for, where they are not asked for yet. The question before is given up.
pub fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    if state.screen != Screen::Stats {
        return;
    }
    let Some(query) = state.stats.wanted() else { return };
    let job = state.jobs.start(Purpose::Figures);
    if let Some(superseded) = state.stats.ask(job, query.clone()) {
        effects.push(Effect::Cancel(superseded));
    }
    effects.push(Effect::Submit(job, Job::Figures { query }));
}

/// Figures have come.
pub fn on_figures(state: &mut State, job: JobId, charted: Option<Charted>) {
    let time_zone = &state.setup.time_zone;
    // A filter for a period shows that period.
    let is_period = Query::parse(state.stats.query(), time_zone).is_ok_and(|query| {
        let mut conditions = query.conditions().iter();
        conditions.any(|condition| matches!(condition.term, Term::Since(_)))
    });
    let today = state.now.to_zoned(time_zone.clone()).date();
    state.stats.take(job, charted, (!is_period).then_some(today));
}

/// Moves within the chart that has the keys.
pub fn move_by(state: &mut State, motion: Action) {
    let page = focused_height(state);
    state.stats.move_by(motion, page);
}

/// Lines of bars that one page covers.
fn focused_height(state: &State) -> usize {
    let pane = Areas::of(state).and_then(|areas| {
        let charts = Charts::of(state, areas.charts?, areas.is_roomy);
        charts.focused(state)
    });
    pane.map_or(1, |pane| usize::from(pane.inner.height).saturating_sub(1))
}

/// The next chart or the one before.
pub fn next_chart(state: &mut State, step: isize) {
    state.focus = Focus::List;
    state.stats.chart = state.stats.chart.step(step);
}

/// Shorter or longer columns over time.
pub fn change_unit(state: &mut State, action: Action) {
    let change = if action == Action::Finer {
        Unit::finer
    } else {
        Unit::coarser
    };
    state.stats.change_unit(change);
}

/// Shows the people whom the selected bar counts.
pub fn open(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(query) = query_of_selected(state) else { return };
    screens::show(state, Screen::Followers, effects);
    followers::find(state, &query, effects);
}

/// Charts of the people that the Followers screen lists: its filter goes along.
pub fn of_followers(state: &mut State, effects: &mut Vec<Effect>) {
    let part = state.followers.sidebar.chosen.query();
    let query = format!("{part} {}", state.followers.table.filter.field.text());
    let time_zone = state.setup.time_zone.clone();
    state.stats.list.filter.field = Field::holding(query.trim());
    state.stats.list.rebuild(&time_zone);
    screens::show(state, Screen::Stats, effects);
    state.focus = Focus::List;
}

/// A click on a chart gives it the keys; one on a bar or a name selects that, and one on the selected bar lists its
/// people.
pub fn click(state: &mut State, areas: &Areas, place: Position, effects: &mut Vec<Effect>) {
    let Some(charts) = areas.charts.map(|main| Charts::of(state, main, areas.is_roomy)) else {
        return;
    };
    if charts.filter.is_some_and(|filter| filter.contains(place)) {
        state.focus = Focus::Filter;
        return;
    }
    if let Some(chart) = charts.name_at(state, place) {
        state.stats.chart = chart;
        state.focus = Focus::List;
    }
    let Some((chart, pane)) = charts.panes.into_iter().find(|(_, pane)| pane.outer.contains(place)) else {
        return;
    };
    let had_keys = state.focus == Focus::List && state.stats.chart == chart;
    state.focus = Focus::List;
    state.stats.chart = chart;
    let Some(bar) = place_at(state, chart, pane, areas.is_roomy, place) else {
        return;
    };
    if had_keys && bar == state.stats.place(chart) {
        perform(state, Action::Open, effects);
    } else {
        state.stats.select(chart, bar);
    }
}

/// What of a chart stands below the mouse: a bar, a column, an hour.
fn place_at(state: &State, chart: Chart, pane: Pane, is_roomy: bool, mouse: Position) -> Option<usize> {
    let area = layout::canvas(pane, is_roomy);
    let (unit, selected) = (state.stats.unit(), state.stats.place(chart));
    let count = state.stats.ready()?.len(chart, unit);
    let place = match chart {
        _ if !pane.inner.contains(mouse) => return None,
        Chart::Time => {
            let width = area.width.saturating_sub(layout::AXIS);
            let x = mouse.x.checked_sub(area.x + layout::AXIS)?;
            Columns::of(unit, count, width, selected).at(x)?
        }
        Chart::Week => Week::of(area, layout::day_label(state), selected)?.at(mouse)?,
        _ => {
            let first = layout::first_shown(selected, count, usize::from(pane.inner.height));
            first + usize::from(mouse.y - pane.inner.y)
        }
    };
    (place < count).then_some(place)
}

/// The wheel moves within the chart below the pointer.
pub fn wheel(state: &mut State, areas: &Areas, place: Position, step: isize) {
    let charts = areas.charts.map(|main| Charts::of(state, main, areas.is_roomy));
    let panes = charts.map(|charts| charts.panes).unwrap_or_default();
    if let Some((chart, _)) = panes.into_iter().find(|(_, pane)| pane.outer.contains(place)) {
        let moved = state.stats.place(chart).saturating_add_signed(step);
        state.stats.select(chart, moved);
    }
}

/// The numbers of the chart that has the keys.
pub fn sheet(state: &State) -> Option<Sheet> {
    let ready = state.stats.ready()?;
    let words = &state.texts().stats;
    Some(sheet::sheet(
        ready,
        state.stats.chart,
        state.stats.unit(),
        words,
        state.setup.lang,
    ))
}

/// What of the chart can be copied.
pub fn copyable(state: &State) -> Vec<MenuEntry> {
    let Some(sheet) = sheet(state) else { return Vec::new() };
    let words = &state.texts().stats;
    let place = state.stats.place(state.stats.chart);
    let line = sheet.rows.get(place).map(|row| tabbed(row));
    let lines: Vec<String> = sheet.rows.iter().map(|row| tabbed(row)).collect();
    let whole = format!("{}\n{}", sheet.columns.join("\t"), lines.join("\n"));
    let entries = [
        line.map(|line| ('i', words.copy_line, line)),
        query_of_selected(state).map(|query| ('f', words.copy_query, query)),
        Some(('r', words.copy_chart, whole)),
        Some(('s', words.copy_json, sheet.to_json().to_string())),
    ];
    let entry = |(letter, label, text): (char, &str, String)| MenuEntry {
        letter: Some(letter),
        label: label.to_owned(),
        value: text.clone(),
        choice: Choice::Copy(text),
    };
    entries.into_iter().flatten().map(entry).collect()
}
