//! Marks on rows of the mirror that are not in memory: their openids are brought by work that one sees and can cancel.

use crate::app::{Effect, Mood, Purpose, State};
use crate::job::{FollowersJob, JobId, Window};
use crate::locale::fill;
use crate::model::{Failure, Kind, Source};
use crate::text;

use super::{complain, submit};

/// Asks for the rows that are to be marked; what was asked for before is not wanted any more.
pub(super) fn settle(state: &mut State, shown: JobId, effects: &mut Vec<Effect>) {
    if !state.followers.table.awaits_marks() {
        return stop(state, effects);
    }
    let Some(places) = state.followers.table.take_places_to_mark() else {
        return;
    };
    let window = Window {
        at: places.start as u64,
        len: places.len(),
    };
    stop(state, effects);
    let job = submit(
        state,
        Purpose::Marks,
        FollowersJob::Keys { view: shown, window },
        effects,
    );
    state.jobs.report(job, 0, Some(places.len() as u64));
    state.followers.view.keys = Some(job);
    state.remark(&fill(
        state.texts().lists.marking,
        &[&text::grouped(places.len() as u64)],
    ));
}

/// Nobody waits for marks any more.
pub(super) fn stop(state: &mut State, effects: &mut Vec<Effect>) {
    effects.extend(state.followers.view.keys.take().map(Effect::Cancel));
}

/// Some of the openids.
pub(super) fn on_keys(state: &mut State, job: JobId, openids: Vec<String>) {
    if state.followers.view.keys != Some(job) {
        return;
    }
    state.jobs.advance(job, openids.len());
    let keys = openids.into_iter().map(|openid| (openid, Source::Follower));
    state.followers.table.mark_keys(keys.collect());
}

/// All have come, or no more will.
pub fn end(state: &mut State, job: JobId, result: Result<(), Failure>) {
    if state.followers.view.keys != Some(job) {
        return;
    }
    state.followers.view.keys = None;
    state.followers.table.end_marking();
    let marked = text::grouped(state.followers.table.marks() as u64);
    let lists = &state.texts().lists;
    match result {
        Ok(()) => state.say(Mood::Good, fill(lists.marked_all, &[&marked])),
        Err(failure) if failure.kind == Kind::Cancelled => {
            state.say(Mood::Plain, fill(lists.marking_stopped, &[&marked]));
        }
        Err(failure) => complain(state, Err(failure)),
    }
}
