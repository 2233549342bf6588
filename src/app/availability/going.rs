//! Why the keys cannot go elsewhere.

use std::ops::ControlFlow::{Break, Continue};

use super::{Ruling, reason, searches_list};
use crate::app::followers::Opening;
use crate::app::overlay::Overlay;
use crate::app::{Action, Focus, Screen, State, panes};

/// What there is to say of going to another pane, screen, input, or back.
pub(super) fn of_going(state: &State, action: Action) -> Ruling {
    let lists = &state.texts().lists;
    let is_bare = searches_list(state);
    Break(match action {
        Action::NextPane | Action::PreviousPane => {
            let step = if action == Action::NextPane { 1 } else { -1 };
            let is_alone = state.screen != Screen::Stats && panes::after(state, step) == state.focus;
            waits_for_answer(state).or(reason(is_alone && is_bare, lists.one_pane))
        }
        Action::LookupScreen if state.screen == Screen::Lookup && is_bare => Some(lists.shown_already),
        Action::FollowersScreen if state.screen == Screen::Followers && is_being_read(state) && is_bare => {
            Some(lists.shown_already)
        }
        Action::LookupScreen
        | Action::FollowersScreen
        | Action::HistoryScreen
        | Action::StatsScreen
        | Action::Input => reason(has_typed_note(state), lists.note_first),
        Action::Leave if state.focus == Focus::List && state.first_run.is_none() && is_bare => {
            let table = state.table();
            let has_marks = table.has_marks() || table.awaits_marks();
            let is_filtered = !table.filter.field.is_empty() || table.filter.is_searching;
            reason(!has_marks && !is_filtered, lists.nothing_to_leave)
        }
        Action::OlderInput => reason(!state.input.has_older(), lists.no_older),
        Action::NewerInput => reason(!state.input.has_newer(), lists.no_newer),
        _ => return Continue(()),
    })
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

fn is_being_read(state: &State) -> bool {
    matches!(state.followers.opening, Opening::Reading(_) | Opening::Again(_))
}
