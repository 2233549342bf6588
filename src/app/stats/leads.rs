//! What the selected bar leads to, and what cannot be done with the charts.

use std::ops::ControlFlow;

use super::chart::Chart;
use super::layout;
use super::time::Unit;
use crate::app::{Action, State};

/// The filter's words and those of the selected bar, day or month: they find the people it counts. `None` where no
/// query can.
pub fn query_of_selected(state: &State) -> Option<String> {
    let ready = state.stats.ready()?;
    let chart = state.stats.chart;
    let place = state.stats.place(chart);
    let words = match chart {
        Chart::Week => return None,
        Chart::Time => {
            let unit = state.stats.unit();
            let series = ready.series(unit);
            if series.is_empty() {
                return None;
            }
            let bucket = series.bucket(place);
            match unit {
                Unit::Day => format!("since:{}", bucket.from),
                Unit::Week => format!("since:{}..{}", bucket.from, bucket.to),
                Unit::Month => format!("since:{:04}-{:02}", bucket.from.year(), bucket.from.month()),
            }
        }
        _ => {
            let words = &state.texts().stats;
            let bar = ready
                .bars
                .bar(&ready.charted.figures, chart, place, words, state.setup.lang)?;
            if chart.is_of_left() {
                format!("{} status:left", bar.query?)
            } else {
                bar.query?
            }
        }
    };
    Some([state.stats.query(), &words].join(" ").trim().to_owned())
}

/// What differs on this screen of why an action does nothing now; goes on where it is as everywhere.
pub fn why_not(state: &State, action: Action) -> ControlFlow<Option<&'static str>> {
    use ControlFlow::{Break, Continue};
    let words = &state.texts().stats;
    let reason = |is_missing: bool, reason: &'static str| Break(is_missing.then_some(reason));
    let has_none = state.stats.ready().is_none();
    match action {
        Action::Open | Action::Finer | Action::Coarser if has_none => Break(Some(words.no_figures)),
        Action::Open => reason(query_of_selected(state).is_none(), words.no_query),
        Action::Copy | Action::Export | Action::Filter => reason(has_none, words.no_figures),
        Action::NextPane | Action::PreviousPane if has_none && state.overlays.is_empty() => {
            Break(Some(words.no_figures))
        }
        Action::Finer | Action::Coarser => reason(state.stats.chart != Chart::Time, words.no_units),
        Action::OneChart => reason(!layout::has_room_for_all(state.setup.size), words.no_room),
        Action::Right => Break(None),
        _ => Continue(()),
    }
}
