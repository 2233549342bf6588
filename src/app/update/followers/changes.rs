//! What the last sync saw change, as a list to go to people from.

use crate::app::followers::{Part, kind_words, values_words, with_key};
use crate::app::overlay::{Choice, Menu, MenuEntry, MenuKind};
use crate::app::{Effect, Focus, Mood, Purpose, Screen, State};
use crate::job::{FollowersJob, JobId};
use crate::model::{FollowerChange, Source};
use crate::text;

use super::{show_part, submit};

/// From this terminal width on openids are shown in full.
const FULL_OPENIDS: u16 = 80;

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
        let words = with_key(state, state.texts().followers.nothing_changed);
        return state.say(Mood::Plain, words);
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
    state.overlays.push(Menu::overlay(MenuKind::Changes, entries, 0));
}

fn entry(state: &State, change: &FollowerChange) -> MenuEntry {
    let openid = if state.setup.size.0 < FULL_OPENIDS {
        text::cut_middle(&change.openid, 8, 6)
    } else {
        change.openid.clone()
    };
    let values = values_words(state, change).unwrap_or_default();
    MenuEntry {
        letter: None,
        label: kind_words(state, change.kind).to_owned(),
        value: format!("{openid}  {values}").trim_end().to_owned(),
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
