//! Why an action cannot be carried out now: what a key says instead of doing nothing.

mod followers;
mod going;
mod marks;

use crate::app::first_run::Trial;
use crate::app::overlay::{Overlay, Viewer};
use crate::app::pictures::Undrawn;
use crate::app::table::Row;
use crate::app::{Action, Depth, Focus, Screen, State};
use crate::model::OpenId;

use super::{charting, columns, folding};

/// Why an action cannot be carried out now, in words; `None` where it can.
pub fn why_not(state: &State, action: Action) -> Option<&'static str> {
    let why = &state.texts().why_not;
    let reason = |is_missing: bool, reason: &'static str| is_missing.then_some(reason);
    let no_row = || reason(state.selected().is_none(), why.no_row);
    let on_followers = state.screen == Screen::Followers;
    let parts = [charting::why_not, going::why_not, followers::why_not, marks::why_not];
    let of_part = parts.iter().find_map(|part| part(state, action).break_value());
    if let Some(known) = of_part {
        return known;
    }
    match action {
        Action::Raw if on_followers && state.followers.is_mirrored() => no_row(),
        Action::SaveSetUp => reason(trial(state) != Some(Trial::Ended), why.not_tested),
        Action::CheckAgain => reason(matches!(trial(state), Some(Trial::Running(_))), why.is_waiting),
        Action::ResetColumns => reason(
            state.table().columns.chosen.is_none(),
            state.texts().lists.usual_columns,
        ),
        Action::Submit => reason(state.input.is_empty(), why.empty_input),
        Action::Cancel => reason(!state.jobs.can_cancel(), why.nothing_runs),
        Action::Open if state.screen == Screen::Lookup && state.focus == Focus::Detail => Some(why.already_open),
        Action::Open | Action::Right if state.focus == Focus::Sidebar => None,
        Action::Open if on_followers && state.focus == Focus::Detail => Some(why.already_open),
        Action::Refresh | Action::Source if state.screen == Screen::History => Some(why.lookup_only),
        // Whether any of the marked rows can be asked about is found out when it is wanted: they may be many.
        Action::Copy | Action::Delete | Action::Note | Action::Refresh if state.means_marked() => None,
        Action::Open | Action::Copy | Action::Changes | Action::Delete | Action::Note | Action::Right => no_row(),
        Action::Export => reason(
            state.table().shown() == 0 && !state.table().has_marks(),
            why.empty_table,
        ),
        Action::ExportColumns => reason(is_chart(state), state.texts().lists.chart_has_all),
        Action::ExportRows => reason(!has_marked_to_export(state), why.nothing_marked),
        Action::Raw => no_row().or_else(|| reason(raw_is_missing(state), why.no_raw)),
        Action::Refresh => no_row().or_else(|| cannot_be_asked(state, state.selected()?)),
        Action::Fold | Action::FoldAll | Action::NextFold | Action::PreviousFold => {
            reason(!folding::has_folds(state), state.texts().looks.nothing_folds)
        }
        Action::Picture => no_row().or_else(|| {
            let texts = &state.texts().looks;
            state.pictures.drawing.err().map(|undrawn| match undrawn {
                Undrawn::NotBuilt => texts.images_not_built,
                Undrawn::Off => texts.images_off,
                Undrawn::Colours => texts.images_need_colours,
            })
        }),
        Action::Theme => reason(state.setup.looks.depth == Depth::Mono, state.texts().looks.no_colours),
        Action::Account => reason(state.setup.accounts.len() < 2, why.one_account),
        Action::ColumnsLeft | Action::ColumnsRight if state.table().shown() == 0 => Some(why.empty_table),
        Action::ColumnsLeft => reason(!columns::has_more(state, false), state.texts().lists.no_more_columns),
        Action::ColumnsRight => reason(!columns::has_more(state, true), state.texts().lists.no_more_columns),
        Action::DropWord => reason(state.table().filter.field.is_empty(), state.texts().lists.no_filter),
        Action::NextMatch | Action::PreviousMatch if searches_list(state) => {
            let filter = &state.table().filter;
            reason(filter.remembered().is_empty(), state.texts().lists.no_words)
        }
        Action::Clear | Action::Filter | Action::Sort | Action::GoTo => {
            reason(state.table().is_empty(), why.empty_table)
        }
        Action::NextMatch | Action::PreviousMatch => reason(!has_search(state), why.no_search),
        _ => None,
    }
}

fn trial(state: &State) -> Option<Trial> {
    state.first_run.as_ref().map(|first| first.trial)
}

fn raw_is_missing(state: &State) -> bool {
    let newest = state
        .selected()
        .and_then(|row| row.snapshot.as_ref().or(row.earlier.as_deref()));
    newest.is_none_or(|found| found.raw.is_empty())
}

fn is_chart(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Export(form)) if form.chart.is_some())
}

fn has_marked_to_export(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Export(form)) if form.marked > 0)
}

fn cannot_be_asked(state: &State, row: &Row) -> Option<&'static str> {
    let why = &state.texts().why_not;
    if OpenId::parse(&row.openid).is_err() {
        return Some(why.malformed);
    }
    row.awaits.is_some().then_some(why.is_waiting)
}

fn searches_list(state: &State) -> bool {
    // The palette offers what works below it.
    let is_palette = |overlay: &Overlay| matches!(overlay, Overlay::Palette(_));
    state.overlays.iter().all(is_palette)
}

fn has_search(state: &State) -> bool {
    let searched = |viewer: &Viewer| !viewer.search.is_empty();
    // The palette offers what the text below it offers.
    let below = state
        .overlays
        .iter()
        .rfind(|overlay| !matches!(overlay, Overlay::Palette(_)));
    matches!(below, Some(Overlay::Viewer(viewer)) if searched(viewer))
}
