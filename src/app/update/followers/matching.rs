//! Going from match to match through the whole mirror: the search runs elsewhere, and of several keys in a row the last
//! place counts.

use crate::app::followers::{Matching, Viewing};
use crate::app::update::hits;
use crate::app::{Effect, Purpose, Screen, State};
use crate::job::{FollowersJob, JobId};

use super::submit;

/// The operator wants the next match, or the one before.
pub(super) fn go(state: &mut State, forward: bool, effects: &mut Vec<Effect>) {
    let cursor = state.followers.table.cursor();
    let view = &mut state.followers.view;
    let before = view.matching.take();
    let asked = before.and_then(|matching| matching.asked);
    effects.extend(asked.map(|(job, _)| Effect::Cancel(job)));
    // Whoever has moved meanwhile goes on from there.
    let is_there = |matching: &Matching| matching.asked.is_none_or(|(_, from)| Some(from) == cursor);
    let steps = before.filter(is_there).map_or(0, |matching| matching.steps) + if forward { 1 } else { -1 };
    view.matching = (steps != 0).then_some(Matching { steps, asked: None });
}

/// Asks for the place, once the view to go through is there.
pub(super) fn settle(state: &mut State, shown: JobId, effects: &mut Vec<Effect>) {
    let table = &state.followers.table;
    let Some(Matching { steps, asked: None }) = state.followers.view.matching else {
        return;
    };
    let Some(from) = table.cursor() else {
        state.followers.view.matching = None;
        return hits::say_no_match(state);
    };
    let look = FollowersJob::Match {
        view: shown,
        query: table.filter.searched().clone(),
        from: from as u64,
        steps,
    };
    let job = submit(state, Purpose::View, look, effects);
    let asked = Some((job, from));
    state.followers.view.matching = Some(Matching { steps, asked });
}

/// The place is found; it comes too late where the operator has moved since.
pub(super) fn on_matched(state: &mut State, job: JobId, place: Option<u64>) {
    let Some((asked, from)) = state.followers.view.matching.and_then(|matching| matching.asked) else {
        return;
    };
    if asked != job {
        return;
    }
    state.followers.view.matching = None;
    if state.followers.table.cursor() != Some(from) {
        return;
    }
    match place {
        Some(place) => {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            hits::show_match(state, Screen::Followers, place);
        }
        None => hits::say_no_match(state),
    }
}

/// The job is over.
pub(super) fn end(view: &mut Viewing, job: JobId) {
    let is_of = |matching: &Matching| matching.asked.is_some_and(|(asked, _)| asked == job);
    view.matching = view.matching.take_if(|matching| !is_of(matching));
}
