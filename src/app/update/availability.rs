use std::ops::ControlFlow;

use crate::app::first_run::Trial;
use crate::app::followers::{Part, Syncing};
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
    let followers = &state.followers;
    let on_followers = state.screen == Screen::Followers;
    if state.screen == Screen::Stats
        && let ControlFlow::Break(known) = charting::why_not(state, action)
    {
        return known;
    }
    match action {
        Action::Filter | Action::Sort | Action::Export
            if on_followers && !followers.is_mirrored() && followers.roll().is_none() =>
        {
            Some(why.needs_mirror)
        }
        Action::SaveView | Action::Charts if on_followers && !followers.is_mirrored() => {
            let lists = &state.texts().lists;
            Some(if followers.has_mirror() {
                lists.not_mirrored
            } else {
                why.needs_mirror
            })
        }
        Action::SaveView | Action::Charts if on_followers && followers.sidebar.chosen == Part::Changed => {
            Some(state.texts().stats.no_query)
        }
        Action::Changed => reason(followers.card.began_at.is_none(), why.needs_mirror),
        Action::Sync => reason(matches!(followers.syncing, Syncing::Preparing(_)), why.is_preparing),
        Action::Rest => reason(!matches!(followers.syncing, Syncing::Running { .. }), why.nothing_runs),
        Action::Delete if state.focus == Focus::Sidebar => {
            let selected = followers.sidebar.entries.selected();
            let is_saved = selected.is_some_and(|entry| matches!(entry.part, Part::Saved(_)));
            reason(!is_saved, why.not_a_view)
        }
        Action::Raw if on_followers && followers.is_mirrored() => no_row(),
        Action::SaveSetUp => reason(trial(state) != Some(Trial::Ended), why.not_tested),
        Action::CheckAgain => reason(matches!(trial(state), Some(Trial::Running(_))), why.is_waiting),
        Action::NextPane | Action::PreviousPane => waits_for_answer(state),
        Action::LookupScreen
        | Action::FollowersScreen
        | Action::HistoryScreen
        | Action::StatsScreen
        | Action::Input => reason(has_typed_note(state), state.texts().lists.note_first),
        Action::Submit => reason(state.input.is_empty(), why.empty_input),
        Action::Cancel => reason(!state.jobs.can_cancel(), why.nothing_runs),
        Action::Open if state.screen == Screen::Lookup && state.focus == Focus::Detail => Some(why.already_open),
        Action::Open | Action::Right if state.focus == Focus::Sidebar => None,
        Action::Open if on_followers && state.focus == Focus::Detail => Some(why.already_open),
        Action::Refresh | Action::Source if state.screen == Screen::History => Some(why.lookup_only),
        Action::Copy | Action::Delete | Action::Note | Action::Refresh | Action::Export
            if lacks_marks(state).is_some() =>
        {
            lacks_marks(state)
        }
        Action::MarkAll | Action::InvertMarks if state.table().awaits_marks() => {
            Some(state.texts().lists.still_marking)
        }
        Action::MarkAll | Action::InvertMarks if state.table().is_stale() => None,
        Action::Mark | Action::Range if state.table().range().is_some() && state.table().is_stale() => {
            Some(state.texts().lists.still_arranging)
        }
        Action::Mark | Action::Range if state.table().range().is_some() && state.table().awaits_marks() => {
            Some(state.texts().lists.still_marking)
        }
        // Whether any of the marked rows can be asked about is found out when it is wanted: they may be many.
        Action::Copy | Action::Delete | Action::Note | Action::Refresh if state.means_marked() => None,
        Action::Open | Action::Copy | Action::Changes | Action::Delete | Action::Note | Action::Right => no_row(),
        // Also where the row is still on its way.
        Action::Mark | Action::Range => reason(state.table().shown() == 0, why.no_row),
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
        Action::ColumnsLeft => reason(!columns::has_more(state, false), state.texts().lists.no_more_columns),
        Action::ColumnsRight => reason(!columns::has_more(state, true), state.texts().lists.no_more_columns),
        Action::MarkNone => {
            let has_marks = state.table().has_marks() || state.table().awaits_marks();
            reason(!has_marks, state.texts().lists.no_marks)
        }
        Action::DropWord => reason(state.table().filter.field.is_empty(), state.texts().lists.no_filter),
        Action::MarkAll | Action::InvertMarks => reason(state.table().shown() == 0, why.empty_table),
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

/// Why the keys stay where they are: an answer is asked for, or a line is being typed. The palette on top of it changes
/// nothing.
fn waits_for_answer(state: &State) -> Option<&'static str> {
    let lists = &state.texts().lists;
    let is_palette = |overlay: &&Overlay| matches!(overlay, Overlay::Palette(_));
    let top = state.overlays.iter().rev().find(|overlay| !is_palette(overlay))?;
    if top.is_question() {
        Some(lists.answer_first)
    } else {
        top.is_typed_in().then_some(lists.leave_first)
    }
}

/// A note that would be lost without a question.
fn has_typed_note(state: &State) -> bool {
    let is_changed = |overlay: &Overlay| matches!(overlay, Overlay::Note(form) if form.is_changed());
    state.overlays.iter().any(is_changed)
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
