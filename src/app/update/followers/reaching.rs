//! A filter without a mirror that finds too few among those loaded: more profiles are loaded, a few hundred at most, and
//! further where somebody goes on beyond the last row.

use crate::app::followers::{AT_ONCE, Followers, Reach};
use crate::app::{Effect, State};

use super::{live, loaded};

/// The operator goes on beyond the last row.
pub fn go_beyond(state: &mut State) {
    let followers = &mut state.followers;
    if followers.is_reaching() || !followers.can_reach() {
        return;
    }
    if let Some(picked) = &mut followers.picked {
        picked.reach = Reach::beyond(picked.places.len());
    }
    if let Some(listing) = live::listing_mut(state) {
        listing.retry();
    }
}

/// Asks about the next hundred, one after the other: the first may do.
pub(super) fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    while state.followers.asked.is_empty() && state.followers.wants_more() {
        let Some(listing) = state.followers.listing() else {
            return;
        };
        let hundred = listing.first_unanswered();
        let start = hundred * AT_ONCE;
        if start >= listing.len() {
            return live::ask_for_page(state, start, effects);
        }
        let ids = live::unknown_of(&state.followers, hundred);
        if ids.is_empty() {
            // Another list has brought them.
            take_in(state, hundred);
            loaded::settle(state);
            continue;
        }
        if let Some(picked) = &mut state.followers.picked {
            picked.reach.left -= 1;
        }
        live::ask_about(state, hundred, ids, effects);
    }
}

/// A hundred was asked about. Where nothing came of it the next would fare no better: somebody has to say so.
pub(super) fn note_end(state: &mut State, hundred: usize, is_whole: bool) {
    let mut places = hundred * AT_ONCE..(hundred + 1) * AT_ONCE;
    if is_whole && places.any(|place| state.followers.is_known(place)) {
        take_in(state, hundred);
    } else if let Some(picked) = &mut state.followers.picked {
        picked.reach.left = 0;
    }
}

/// Whoever is known of a hundred may be picked.
fn take_in(state: &mut State, hundred: usize) {
    if let Some(listing) = live::listing_mut(state) {
        listing.seen.insert(hundred);
        listing.answered.insert(hundred);
    }
    let Followers { picked, table, .. } = &mut state.followers;
    if picked.is_some() {
        table.demand_anew();
    }
}
