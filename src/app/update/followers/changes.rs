//! What the last sync saw change, as a list to go to people from.

use crate::app::followers::Part;
use crate::app::overlay::{Choice, Menu, MenuEntry, MenuKind, Overlay};
use crate::app::{Effect, Focus, Mood, Purpose, Screen, State};
use crate::job::{FollowersJob, JobId};
use crate::model::{FollowerChange, Source};

use super::{show_part, submit};

/// Asks for the changes since the last sync began.
pub fn show(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(since) = state.followers.card.began_at else {
        return;
    };
    let changes = FollowersJob::Changes { since, after: None };
    submit(state, Purpose::Changes, changes, effects);
}

/// Lists them; where there are none it says so.
pub(super) fn on_changes(state: &mut State, job: JobId, changes: &[FollowerChange], more: bool) {
    if state.jobs.purpose(job) != Some(&Purpose::Changes) || state.screen != Screen::Followers {
        return;
    }
    if changes.is_empty() {
        return state.say(Mood::Plain, state.texts().followers.nothing_changed);
    }
    let mut entries: Vec<MenuEntry> = changes.iter().map(|change| entry(state, change)).collect();
    if more {
        entries.push(MenuEntry {
            letter: None,
            label: "…".to_owned(),
            value: state.texts().followers.more_changes.to_owned(),
            choice: Choice::Changed,
        });
    }
    state.overlays.push(Overlay::Menu(Menu {
        kind: MenuKind::Changes,
        entries,
        cursor: 0,
        offset: 0,
    }));
}

fn entry(state: &State, change: &FollowerChange) -> MenuEntry {
    let what = crate::app::followers::change_words(state, change);
    MenuEntry {
        letter: None,
        label: change.openid.clone(),
        value: what,
        choice: Choice::Person(change.openid.clone()),
    }
}

/// Goes to a person of the mirror: they are the selected row, whatever was listed before.
pub fn go_to_person(state: &mut State, openid: &str, effects: &mut Vec<Effect>) {
    show_part(state, Part::All, effects);
    let key = (openid.to_owned(), Source::Follower);
    state.followers.table.seek(key);
    state.focus = Focus::List;
}

/// Lists everybody who changed.
pub fn list(state: &mut State, effects: &mut Vec<Effect>) {
    show_part(state, Part::Changed, effects);
}
