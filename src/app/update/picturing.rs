use crate::app::layout::Areas;
use crate::app::{Effect, Focus, Mood, State, pictures};
use crate::job::Job;

/// Shows pictures from now on, or hides them.
pub fn toggle(state: &mut State) {
    state.pictures.is_wanted = !state.pictures.is_wanted;
    if !state.pictures.is_wanted {
        return;
    }
    state.pictures.forget_failed();
    state.detail_offset = 0;
    // Where the detail has no place beside the list, the picture would be nowhere.
    if Areas::of(state).is_some_and(|areas| areas.detail.is_none()) {
        state.focus = Focus::Detail;
    }
    let told = state.texts().looks.pictures_on;
    state.say(Mood::Plain, told);
}

/// After every event: asks for the picture of the person shown, and lets no picture stay where it was.
pub fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some((order, job)) = pictures::order(state) {
        effects.push(Effect::Submit(job, Job::Picture(order)));
    }
    let painted = pictures::shown(state).map(|(place, _, address)| (place, address));
    let has_gone = state.pictures.painted.is_some() && state.pictures.painted != painted;
    let leaves_traces = state.pictures.drawing.is_ok_and(|drawing| drawing.way.leaves_traces());
    if has_gone && leaves_traces {
        effects.push(Effect::Redraw);
    }
    state.pictures.painted = painted;
}
