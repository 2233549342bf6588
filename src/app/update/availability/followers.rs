//! Why an action about the followers, their mirror or their parts cannot be carried out.

use std::ops::ControlFlow::{self, Break, Continue};

use crate::app::followers::{Part, Syncing};
use crate::app::{Action, Focus, Screen, State};

/// Goes on where it is as everywhere.
pub(super) fn why_not(state: &State, action: Action) -> ControlFlow<Option<&'static str>> {
    let why = &state.texts().why_not;
    let reason = |is_missing: bool, reason: &'static str| Break(is_missing.then_some(reason));
    let followers = &state.followers;
    let on_followers = state.screen == Screen::Followers;
    match action {
        Action::Filter | Action::Sort | Action::Export
            if on_followers && !followers.is_mirrored() && followers.roll().is_none() =>
        {
            Break(Some(why.needs_mirror))
        }
        Action::SaveView | Action::Charts if on_followers && !followers.is_mirrored() => {
            let lists = &state.texts().lists;
            Break(Some(if followers.has_mirror() {
                lists.not_mirrored
            } else {
                why.needs_mirror
            }))
        }
        Action::SaveView | Action::Charts if on_followers && followers.sidebar.chosen == Part::Changed => {
            Break(Some(state.texts().stats.no_query))
        }
        Action::Changed => reason(followers.card.began_at.is_none(), why.needs_mirror),
        Action::Sync => reason(matches!(followers.syncing, Syncing::Preparing(_)), why.is_preparing),
        Action::Rest => reason(!matches!(followers.syncing, Syncing::Running { .. }), why.nothing_runs),
        Action::Delete if state.focus == Focus::Sidebar => {
            let selected = followers.sidebar.entries.selected();
            let is_saved = selected.is_some_and(|entry| matches!(entry.part, Part::Saved(_)));
            reason(!is_saved, why.not_a_view)
        }
        _ => Continue(()),
    }
}
