//! Going through the rows of a list that hold what was searched for.

use crate::app::{Mood, State};
use crate::locale::fill;

/// Goes to the next or the previous row that holds the words searched for last, round the end.
pub fn to_match(state: &mut State, forward: bool) {
    if let Some(place) = state.table().match_from(forward) {
        let table = state.table_mut();
        table.select(place);
        table.filter.is_searching = true;
    } else {
        let words = state.table().filter.remembered().to_owned();
        state.say(Mood::Plain, fill(state.texts().lists.no_match, &[&words]));
    }
}
