//! The panes of each screen, in the order in which the keys go round.

use super::state::{Focus, Screen, State};

/// The pane that the keys would go to, so many steps on.
pub fn after(state: &State, step: isize) -> Focus {
    let panes: &[Focus] = match state.screen {
        Screen::Lookup => &[Focus::Input, Focus::List, Focus::Detail],
        Screen::Followers => &[Focus::Sidebar, Focus::List, Focus::Detail],
        Screen::History => &[Focus::List, Focus::Detail],
        Screen::Stats => &[Focus::List],
    };
    let shown = if state.focus == Focus::Filter {
        Focus::List
    } else {
        state.focus
    };
    let beyond = |place: usize| {
        (place.cast_signed() + step)
            .rem_euclid(panes.len().cast_signed())
            .cast_unsigned()
    };
    let place = panes.iter().position(|pane| *pane == shown).unwrap_or_default();
    let next = beyond(place);
    // With nothing selected there is no detail to stand in.
    let is_missing = panes[next] == Focus::Detail && state.selected().is_none();
    panes[if is_missing { beyond(next) } else { next }]
}
