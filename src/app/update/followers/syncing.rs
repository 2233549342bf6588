//! A sync: the question before it, its progress, its end.

use crate::app::followers::{Syncing, with_key};
use crate::app::overlay::{Overlay, Question};
use crate::app::{Effect, Mood, Purpose, State};
use crate::job::{Job, JobId, SyncEvent, SyncJob};
use crate::locale::texts;
use crate::model::{Failure, Kind, SyncSummary};

use super::complain;

fn submit(state: &mut State, purpose: Purpose, job: SyncJob, effects: &mut Vec<Effect>) -> JobId {
    let id = state.jobs.start(purpose);
    effects.push(Effect::Submit(id, Job::Sync(job)));
    id
}

/// Finds out what a sync needs; shows the progress where one runs.
pub fn ask(state: &mut State, effects: &mut Vec<Effect>) {
    match state.followers.syncing {
        Syncing::Idle => {
            let job = submit(state, Purpose::PrepareSync, SyncJob::Prepare, effects);
            state.followers.syncing = Syncing::Preparing(job);
        }
        Syncing::Running { .. } if matches!(state.overlays.last(), Some(Overlay::Sync)) => drop(state.overlays.pop()),
        Syncing::Running { .. } => state.overlays.push(Overlay::Sync),
        Syncing::Preparing(_) | Syncing::Asked => {}
    }
}

/// The operator wants it.
pub fn begin(state: &mut State, effects: &mut Vec<Effect>) {
    let job = submit(state, Purpose::Sync, SyncJob::Run, effects);
    state.followers.syncing = Syncing::Running {
        job,
        progress: None,
        rests: false,
    };
}

/// The operator does not.
pub fn leave(state: &mut State, effects: &mut Vec<Effect>) {
    submit(state, Purpose::Followers, SyncJob::Leave, effects);
    state.followers.syncing = Syncing::Idle;
}

/// It rests, or goes on.
pub fn rest(state: &mut State, effects: &mut Vec<Effect>) {
    let Syncing::Running { rests, .. } = &mut state.followers.syncing else {
        return;
    };
    *rests = !*rests;
    let rests = *rests;
    submit(state, Purpose::Followers, SyncJob::Rest(rests), effects);
}

/// What comes of it.
pub fn on_event(state: &mut State, job: JobId, event: SyncEvent, effects: &mut Vec<Effect>) {
    match event {
        SyncEvent::Needs(need) => {
            if state.followers.syncing == Syncing::Preparing(job) {
                state.followers.syncing = Syncing::Asked;
                state.overlays.push(Overlay::Question(Question::Sync(need)));
            }
        }
        SyncEvent::Busy => state.say(Mood::Warning, state.texts().followers.busy),
        SyncEvent::Progress(now) => {
            if let Syncing::Running { progress, .. } = &mut state.followers.syncing {
                *progress = Some(now);
                state.jobs.report(job, now.done, Some(now.people));
            }
        }
        SyncEvent::Done(summary) => on_done(state, &summary, effects),
    }
}

fn on_done(state: &mut State, summary: &SyncSummary, effects: &mut Vec<Effect>) {
    let words = &texts(state.setup.lang).sync;
    state.say(Mood::Good, words.found(summary));
    for lacking in words.lacking(summary) {
        state.say(Mood::Warning, lacking);
    }
    super::open(state, effects);
}

/// The job is over: the way it was prepared, asked about or run.
pub fn ended(state: &mut State, job: JobId, result: Result<(), Failure>, effects: &mut Vec<Effect>) {
    let was_running = match state.followers.syncing {
        Syncing::Preparing(preparing) if preparing == job => false,
        Syncing::Running { job: running, .. } if running == job => true,
        _ => return,
    };
    state.followers.syncing = Syncing::Idle;
    state.overlays.retain(|overlay| !matches!(overlay, Overlay::Sync));
    if was_running && result.is_err() {
        // It may have left something to go on with: the line on the list says so.
        super::open(state, effects);
    }
    let is_cancelled = result.as_ref().is_err_and(|failure| failure.kind == Kind::Cancelled);
    if was_running && is_cancelled {
        let words = with_key(state, state.texts().followers.stopped);
        return state.say(Mood::Plain, words);
    }
    complain(state, result);
}
