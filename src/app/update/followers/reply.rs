//! The raw reply about a person of the mirror, which keeps none: fetched when the operator agrees.

use crate::app::overlay::{Overlay, Question, Subject, Viewer};
use crate::app::table::{Key, Row};
use crate::app::{Effect, Purpose, Screen, State};
use crate::job::{Job, JobId};
use crate::model::{OpenId, Snapshot, Source};

/// Whether the selected row is one of the mirror of which no reply is at hand.
pub fn wants_reply(state: &State) -> bool {
    let is_covered = !state.overlays.is_empty();
    state.screen == Screen::Followers
        && !is_covered
        && state.followers.is_mirrored()
        && state.selected().is_some_and(|row| !has_reply(state, &row.key()))
}

/// A lookup of this run may have brought one.
fn has_reply(state: &State, key: &Key) -> bool {
    let newest = state.results.get(key).and_then(|row| row.snapshot.as_ref());
    newest.is_some_and(|found| !found.raw.is_empty())
}

/// Asks first: it costs a call.
pub fn ask_for_reply(state: &mut State) {
    if let Some(openid) = state.selected().map(|row| row.openid.clone()) {
        state.overlays.push(Overlay::Question(Question::Reply { openid }));
    }
}

/// Asks the platform: a lookup like any other.
pub fn fetch_reply(state: &mut State, openid: String, effects: &mut Vec<Effect>) {
    let Ok(id) = OpenId::parse(&openid) else { return };
    let job = state.jobs.start(Purpose::Reply { openid });
    let (ids, source, fresh) = (vec![id], Source::Follower, true);
    effects.push(Effect::Submit(job, Job::Lookup { ids, source, fresh }));
}

/// The reply is a row of the Lookup screen; it is shown where the person is selected still.
pub fn on_reply(state: &mut State, job: JobId, snapshots: Vec<Snapshot>) {
    let Some(Purpose::Reply { openid }) = state.jobs.purpose(job).cloned() else {
        return;
    };
    state.people.forget(&openid);
    let rows = snapshots.into_iter().map(Row::known).collect();
    let time_zone = state.setup.time_zone.clone();
    state.results.put_on_top(rows, &time_zone);
    let key = (openid, Source::Follower);
    let is_selected = state.selected().is_some_and(|row| row.key() == key);
    if state.screen == Screen::Followers && is_selected && state.overlays.is_empty() && has_reply(state, &key) {
        let subject = Subject::Raw { as_received: false };
        let viewer = Viewer::new(subject, state.context(), Some(key));
        state.overlays.push(Overlay::Viewer(viewer));
    }
}
