//! Going through the rows of a list that hold what was searched for.

use crate::app::{Effect, Mood, Screen, State};
use crate::locale::fill;

use super::followers;

/// Goes to the next or the previous row that holds the words searched for last, round the end.
pub fn to_match(state: &mut State, forward: bool, effects: &mut Vec<Effect>) {
    let table = state.table();
    if table.is_held() {
        match table.match_from(forward) {
            Some(place) => show_match(state, state.screen, place),
            None => say_no_match(state),
        }
    } else {
        followers::to_match(state, forward, effects);
    }
}

/// Goes to a match of a screen's list.
pub fn show_match(state: &mut State, screen: Screen, place: usize) {
    let table = state.table_of_mut(screen);
    let is_same = table.cursor() == Some(place);
    table.select(place);
    table.filter.is_searching = true;
    let words = table.filter.remembered().to_owned();
    if is_same {
        state.remark(&fill(state.texts().lists.only_match, &[&words]));
    }
}

/// There is none.
pub fn say_no_match(state: &mut State) {
    let words = state.table().filter.remembered().to_owned();
    state.say(Mood::Plain, fill(state.texts().lists.no_match, &[&words]));
}
