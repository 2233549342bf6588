//! Whether an action can be carried out now.

mod going;

use std::ops::ControlFlow::{self, Break, Continue};

use going::of_going;

use crate::app::first_run::Trial;
use crate::app::followers::{Part, Syncing};
use crate::app::overlay::{Overlay, Viewer};
use crate::app::pictures::Undrawn;
use crate::app::stats::leads;
use crate::app::table::Row;
use crate::app::{Action, Depth, Focus, Screen, State, columns, viewer};
use crate::model::OpenId;

/// What one group of rules says: a reason, that nothing stands in the way, or nothing at all.
type Ruling = ControlFlow<Option<&'static str>>;

/// Why an action cannot be carried out now, in words; `None` where it can.
pub fn why_not(state: &State, action: Action) -> Option<&'static str> {
    for rule in [of_screen, of_marks, of_going] {
        if let Break(known) = rule(state, action) {
            return known;
        }
    }
    in_general(state, action)
}

const fn reason(is_missing: bool, reason: &'static str) -> Option<&'static str> {
    if is_missing { Some(reason) } else { None }
}

fn no_row(state: &State) -> Option<&'static str> {
    reason(state.selected().is_none(), state.texts().why_not.no_row)
}

/// What differs on the screen shown.
fn of_screen(state: &State, action: Action) -> Ruling {
    let why = &state.texts().why_not;
    match state.screen {
        Screen::Stats => leads::why_not(state, action),
        Screen::Followers => of_followers(state, action),
        Screen::Lookup => match action {
            Action::Open if state.focus == Focus::Detail => Break(Some(why.already_open)),
            _ => Continue(()),
        },
        Screen::History => match action {
            Action::Refresh | Action::Source => Break(Some(why.lookup_only)),
            _ => Continue(()),
        },
    }
}

fn of_followers(state: &State, action: Action) -> Ruling {
    let why = &state.texts().why_not;
    let followers = &state.followers;
    let is_mirrored = followers.is_mirrored();
    Break(match action {
        Action::Filter | Action::Sort | Action::Export if !is_mirrored && followers.roll().is_none() => {
            Some(why.needs_mirror)
        }
        Action::SaveView | Action::Charts if !is_mirrored && followers.has_mirror() => {
            Some(state.texts().lists.not_mirrored)
        }
        Action::SaveView | Action::Charts if !is_mirrored => Some(why.needs_mirror),
        Action::SaveView | Action::Charts if followers.sidebar.chosen == Part::Changed => {
            Some(state.texts().stats.no_query)
        }
        Action::Delete if state.focus == Focus::Sidebar => {
            let selected = followers.sidebar.entries.selected();
            let is_saved = selected.is_some_and(|entry| matches!(entry.part, Part::Saved(_)));
            reason(!is_saved, why.not_a_view)
        }
        Action::Open | Action::Right if state.focus == Focus::Sidebar => None,
        Action::Open if state.focus == Focus::Detail => Some(why.already_open),
        Action::Raw if is_mirrored => no_row(state),
        _ => return Continue(()),
    })
}

/// What rows that are marked, or are being marked, have to do with it.
fn of_marks(state: &State, action: Action) -> Ruling {
    let (why, lists) = (&state.texts().why_not, &state.texts().lists);
    let table = state.table();
    let in_range = table.range().is_some();
    Break(match action {
        Action::Copy | Action::Delete | Action::Note | Action::Refresh | Action::Export
            if lacks_marks(state).is_some() =>
        {
            lacks_marks(state)
        }
        // Whether any of the marked rows can be asked about is found out when it is wanted: they may be many.
        Action::Copy | Action::Delete | Action::Note | Action::Refresh if state.means_marked() => None,
        Action::MarkAll | Action::InvertMarks if table.awaits_marks() => Some(lists.still_marking),
        Action::MarkAll | Action::InvertMarks if table.is_stale() => None,
        Action::MarkAll | Action::InvertMarks => reason(table.shown() == 0, why.empty_table),
        Action::Mark | Action::Range if in_range && table.is_stale() => Some(lists.still_arranging),
        Action::Mark | Action::Range if in_range && table.awaits_marks() => Some(lists.still_marking),
        // Also where the row is still on its way.
        Action::Mark | Action::Range => reason(table.shown() == 0, why.no_row),
        Action::MarkNone => reason(!table.has_marks() && !table.awaits_marks(), lists.no_marks),
        _ => return Continue(()),
    })
}

fn in_general(state: &State, action: Action) -> Option<&'static str> {
    let (why, lists, looks) = (&state.texts().why_not, &state.texts().lists, &state.texts().looks);
    let table = state.table();
    match action {
        Action::Changed => reason(state.followers.card.began_at.is_none(), why.needs_mirror),
        Action::Sync => {
            let is_preparing = matches!(state.followers.syncing, Syncing::Preparing(_));
            reason(is_preparing, why.is_preparing)
        }
        Action::Rest => reason(
            !matches!(state.followers.syncing, Syncing::Running { .. }),
            why.nothing_runs,
        ),
        Action::SaveSetUp => reason(trial(state) != Some(Trial::Ended), why.not_tested),
        Action::CheckAgain => reason(matches!(trial(state), Some(Trial::Running(_))), why.is_waiting),
        Action::Submit => reason(state.input.is_empty(), why.empty_input),
        Action::Cancel => reason(!state.jobs.can_cancel(), why.nothing_runs),
        Action::Open | Action::Copy | Action::Changes | Action::Delete | Action::Note | Action::Right => no_row(state),
        Action::Export => reason(table.shown() == 0 && !table.has_marks(), why.empty_table),
        Action::ExportColumns => reason(is_chart(state), lists.chart_has_all),
        Action::ExportRows => reason(!has_marked_to_export(state), why.nothing_marked),
        Action::Raw => no_row(state).or_else(|| reason(raw_is_missing(state), why.no_raw)),
        Action::Refresh => no_row(state).or_else(|| cannot_be_asked(state, state.selected()?)),
        Action::Fold | Action::FoldAll | Action::NextFold | Action::PreviousFold => {
            reason(!has_folds(state), looks.nothing_folds)
        }
        Action::Picture => no_row(state).or_else(|| {
            state.pictures.drawing.err().map(|undrawn| match undrawn {
                Undrawn::NotBuilt => looks.images_not_built,
                Undrawn::Off => looks.images_off,
                Undrawn::Colours => looks.images_need_colours,
            })
        }),
        Action::Theme => reason(state.setup.looks.depth == Depth::Mono, looks.no_colours),
        Action::Account => reason(state.setup.accounts.len() < 2, why.one_account),
        Action::ResetColumns => reason(table.columns.chosen.is_none(), lists.usual_columns),
        Action::ColumnsLeft | Action::ColumnsRight if table.shown() == 0 => Some(why.empty_table),
        Action::ColumnsLeft => reason(!columns::has_more(state, false), lists.no_more_columns),
        Action::ColumnsRight => reason(!columns::has_more(state, true), lists.no_more_columns),
        Action::DropWord => reason(table.filter.field.is_empty(), lists.no_filter),
        Action::NextMatch | Action::PreviousMatch if searches_list(state) => {
            reason(table.filter.remembered().is_empty(), lists.no_words)
        }
        Action::NextMatch | Action::PreviousMatch => reason(!has_search(state), why.no_search),
        Action::Clear | Action::Filter | Action::Sort | Action::GoTo => reason(table.is_empty(), why.empty_table),
        _ => None,
    }
}

/// Why what is done with the marked rows would be done with some of them only.
fn lacks_marks(state: &State) -> Option<&'static str> {
    // The palette offers what works below it.
    let means_rows = state.focus == Focus::List && searches_list(state);
    let (table, lists) = (state.table(), &state.texts().lists);
    if !means_rows {
        None
    } else if table.awaits_marks() {
        Some(lists.still_marking)
    } else {
        table.range_is_unknown().then_some(lists.open_range)
    }
}

/// Whether anything folds where the keys go.
fn has_folds(state: &State) -> bool {
    match state.overlays.last() {
        Some(_) => !viewer::folds(state).is_empty(),
        None => state.focus == Focus::Detail && state.selected().is_some(),
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
