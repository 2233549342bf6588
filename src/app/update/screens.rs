use crate::app::overlay::{Overlay, Question, Subject, Viewer};
use crate::app::state::Loading;
use crate::app::table::Row;
use crate::app::{Effect, Focus, Purpose, Screen, State, panes};
use crate::job::Job;

use super::{charting, followers};

/// Closes everything on top; whoever waits for an answer gets a no.
pub fn uncover(state: &mut State, effects: &mut Vec<Effect>) {
    for overlay in std::mem::take(&mut state.overlays) {
        if let Overlay::Question(Question::Sync(_)) = overlay {
            followers::leave_sync(state, effects);
        }
    }
}

/// Shows a screen; what lay on top closes.
pub fn show(state: &mut State, screen: Screen, effects: &mut Vec<Effect>) {
    uncover(state, effects);
    if state.screen != screen {
        state.kept_focus[state.screen as usize] = state.focus;
        state.focus = state.kept_focus[screen as usize];
        state.screen = screen;
    }
    load(state, effects);
}

/// Asks for what the screen shown lists, where it is not at hand.
pub fn load(state: &mut State, effects: &mut Vec<Effect>) {
    match state.screen {
        Screen::Lookup => {}
        Screen::Followers => followers::open(state, effects),
        Screen::History => load_history(state, effects),
        Screen::Stats => state.stats.expire(),
    }
}

/// Asks for the list of history; what is shown stays until the answer comes.
pub fn load_history(state: &mut State, effects: &mut Vec<Effect>) {
    let id = state.jobs.start(Purpose::History);
    state.history_loading = Loading::Running(id);
    effects.push(Effect::Submit(id, Job::History));
}

/// Puts the cursor into the input, from wherever it is.
pub fn go_to_input(state: &mut State, effects: &mut Vec<Effect>) {
    uncover(state, effects);
    if state.screen != Screen::Lookup {
        state.kept_focus[state.screen as usize] = Focus::List;
        state.screen = Screen::Lookup;
    }
    state.focus = Focus::Input;
}

/// Goes round the panes of the screen.
pub fn next_pane(state: &mut State, step: isize, effects: &mut Vec<Effect>) {
    uncover(state, effects);
    if state.screen == Screen::Stats {
        return charting::next_chart(state, step);
    }
    state.focus = panes::after(state, step);
}

/// `Enter` on a row: its detail; in history, the row on the Lookup screen.
pub fn open(state: &mut State, effects: &mut Vec<Effect>) {
    match (state.screen, state.focus) {
        (Screen::Followers, Focus::Sidebar) => return followers::choose(state, effects),
        (Screen::Lookup | Screen::Followers, _) => {
            state.focus = Focus::Detail;
            return;
        }
        (Screen::Stats, _) => return charting::open(state, effects),
        (Screen::History, _) => {}
    }
    let Some(snapshot) = state.selected().and_then(|row| row.snapshot.clone()) else {
        return;
    };
    let key = (snapshot.record.openid.clone(), snapshot.record.source);
    let time_zone = state.setup.time_zone.clone();
    // A row that is listed may be newer, or wait for an answer: it moves up as it is.
    let row = state.results.get(&key).cloned().unwrap_or_else(|| Row::known(snapshot));
    state.results.filter.clear();
    state.results.put_on_top(vec![row], &time_zone);
    state.results.select_key(&key);
    show(state, Screen::Lookup, effects);
    state.focus = Focus::Detail;
}

/// Opens the help, or closes it.
pub fn toggle_help(state: &mut State) {
    toggle_viewer(state, Subject::Help);
}

/// Opens the log of messages at its end, or closes it.
pub fn toggle_messages(state: &mut State) {
    toggle_viewer(state, Subject::Messages);
    if let Some(Overlay::Viewer(viewer)) = state.overlays.last_mut()
        && viewer.subject == Subject::Messages
    {
        // The end is found when everything settles.
        viewer.offset = usize::MAX;
    }
}

/// Opens a viewer, or closes it where it is uppermost.
pub fn toggle_viewer(state: &mut State, subject: Subject) {
    if matches!(state.overlays.last(), Some(Overlay::Viewer(viewer)) if viewer.subject == subject) {
        state.overlays.pop();
        return;
    }
    let row = state.selected().map(Row::key);
    let viewer = Viewer::new(subject, state.context(), row);
    state.overlays.push(Overlay::Viewer(viewer));
}

/// Opens the raw reply; where it is open, shows it exactly as received, and back.
pub fn raw(state: &mut State) {
    if let Some(Overlay::Viewer(viewer)) = state.overlays.last_mut()
        && let Subject::Raw { as_received } = &mut viewer.subject
    {
        *as_received = !*as_received;
        viewer.offset = 0;
        viewer.pointed = None;
        return;
    }
    toggle_viewer(state, Subject::Raw { as_received: false });
}

/// Asks before anything is deleted.
pub fn ask_to_delete(state: &mut State) {
    let rows = if state.means_marked() {
        state.table().marked()
    } else {
        state.selected().into_iter().collect()
    };
    if rows.is_empty() {
        return;
    }
    let question = Overlay::Delete {
        people: rows.iter().map(|row| row.key()).collect(),
        lookups: rows.iter().map(|row| row.lookups).sum(),
    };
    state.overlays.push(question);
}
