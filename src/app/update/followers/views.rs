//! Saved views: a query and an order under a name.

use crate::app::columns::{Column, Sort};
use crate::app::followers::Part;
use crate::app::overlay::{Overlay, Question};
use crate::app::{Effect, Mood, Purpose, State};
use crate::job::FollowersJob;
use crate::locale::fill;
use crate::store::SavedView;

use super::{show_part, submit};

/// Shows a saved view.
pub(super) fn open(state: &mut State, name: String, effects: &mut Vec<Effect>) {
    let Some(view) = state.followers.saved.iter().find(|view| view.name == name).cloned() else {
        return;
    };
    show_part(state, Part::Saved(name), effects);
    let time_zone = state.setup.time_zone.clone();
    let table = &mut state.followers.table;
    table.filter.field = crate::app::field::Field::holding(&view.query);
    table.sort = read_sort(&view.sort);
    table.rebuild(&time_zone);
}

/// Keeps what is listed under a name; the words of the part go into the query.
pub fn save(state: &mut State, name: &str, effects: &mut Vec<Effect>) {
    let table = &state.followers.table;
    let of_part = state.followers.sidebar.chosen.query();
    let query = format!("{of_part} {}", table.filter.field.text()).trim().to_owned();
    let view = SavedView {
        name: name.to_owned(),
        query,
        sort: table.sort.map(write_sort).unwrap_or_default(),
    };
    submit(state, Purpose::Followers, FollowersJob::SaveView(view), effects);
    state.say(Mood::Good, fill(state.texts().followers.saved, &[&name]));
}

/// Asks before a saved view is deleted.
pub fn ask_to_delete(state: &mut State) {
    if let Some(Part::Saved(name)) = state
        .followers
        .sidebar
        .entries
        .selected()
        .map(|entry| entry.part.clone())
    {
        state.overlays.push(Overlay::Question(Question::DeleteView(name)));
    }
}

/// Deletes it; what is listed stays.
pub fn delete(state: &mut State, name: String, effects: &mut Vec<Effect>) {
    if state.followers.sidebar.chosen == Part::Saved(name.clone()) {
        state.followers.sidebar.chosen = Part::All;
    }
    state.say(Mood::Good, fill(state.texts().followers.deleted, &[&name]));
    submit(state, Purpose::Followers, FollowersJob::DeleteView(name), effects);
}

/// `since`, or `-since` for the largest first; empty for the list's own order.
fn write_sort(sort: Sort) -> String {
    let sign = if sort.descending { "-" } else { "" };
    format!("{sign}{}", sort.column.name())
}

fn read_sort(words: &str) -> Option<Sort> {
    let name = words.strip_prefix('-').unwrap_or(words);
    Some(Sort {
        column: Column::from_name(name)?,
        descending: words.starts_with('-'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_as_they_were_written() {
        for column in Column::ALL {
            for descending in [false, true] {
                let sort = Sort { column, descending };
                assert_eq!(read_sort(&write_sort(sort)), Some(sort));
            }
        }
        assert_eq!(read_sort(""), None);
        assert_eq!(read_sort("-shoes"), None);
    }
}
