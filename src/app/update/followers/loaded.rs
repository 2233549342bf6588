//! Filter, order, matches and files where the platform lists: of the people whose profile is at hand.

use crate::app::followers::{Followers, Listing, Picked, Reach};
use crate::app::notes::Notes;
use crate::app::table::{Demand, LentRows, Row, Total, in_order};
use crate::app::update::hits;
use crate::app::{Screen, State};
use crate::model::{Snapshot, Source};
use crate::query::{Beside, Query};

/// Shows those who fit in their order; without filter and order, everybody who is listed.
pub(super) fn settle(state: &mut State) {
    let Some(demand) = state.followers.table.take_demand() else {
        return;
    };
    let is_plain = demand == Demand::default();
    let followers = &mut state.followers;
    if is_plain && followers.picked.is_none() {
        return followers.table.keep_view();
    }
    let selected = followers.table.cursor().and_then(|place| followers.listed_place(place));
    let reach = followers
        .picked
        .as_ref()
        .map_or(Reach::beyond(0), |picked| picked.reach);
    followers.picked = (!is_plain).then(|| Picked {
        places: pick(followers, &state.notes, &demand),
        of: followers.loaded().count(),
        reach,
    });
    let total = match &followers.picked {
        Some(picked) => picked.places.len(),
        None => followers.listing().map_or(0, Listing::len),
    };
    followers.table.show_view(Total::Exactly(total), 0, Vec::new());
    if let Some(key) = followers.table.seeks().cloned() {
        let place = match &followers.picked {
            Some(picked) => picked.places.iter().position(|place| Some(*place) == selected),
            None => selected,
        };
        followers.table.found(&key, place);
    }
}

fn pick(followers: &Followers, notes: &Notes, demand: &Demand) -> Vec<usize> {
    let fitting: Vec<(usize, &Snapshot)> = fitting(followers, notes, &demand.query).collect();
    let places = |(place, _): &(usize, &Snapshot)| *place;
    let Some(sort) = demand.sort else {
        return fitting.iter().map(places).collect();
    };
    let rows = fitting.iter().map(|(_, found)| row(notes, without_reply(found)));
    let order = in_order(rows.collect(), sort);
    order.into_iter().filter_map(|at| fitting.get(at).map(places)).collect()
}

/// People whose profile is at hand and who fit, by their places in the platform's list.
fn fitting<'a>(
    followers: &'a Followers,
    notes: &'a Notes,
    query: &'a Query,
) -> impl Iterator<Item = (usize, &'a Snapshot)> {
    followers.loaded().filter(move |(_, found)| {
        let note = notes.get(&found.record.openid).map(|note| note.text.as_str());
        query.matches(&found.record, Beside { note, left: false })
    })
}

/// Nothing is ordered by it, and it is the largest part.
fn without_reply(found: &Snapshot) -> Snapshot {
    Snapshot {
        record: found.record.clone(),
        app_id: found.app_id.clone(),
        lang: found.lang,
        host: found.host.clone(),
        raw: Vec::new(),
    }
}

fn row(notes: &Notes, snapshot: Snapshot) -> Row {
    let note = notes.get(&snapshot.record.openid).map(|note| note.text.clone());
    Row {
        note: note.filter(|note| !note.is_empty()),
        ..Row::known(snapshot)
    }
}

/// Goes to the next person who fits what was searched for last, or to the one before, round the end.
pub(super) fn go_to_match(state: &mut State, forward: bool) {
    let followers = &state.followers;
    let Some(cursor) = followers.table.cursor() else {
        return hits::say_no_match(state);
    };
    let fits: Vec<usize> = fitting(followers, &state.notes, followers.table.filter.searched())
        .map(|(place, _)| place)
        .collect();
    let found: Vec<usize> = match &followers.picked {
        Some(picked) => {
            let fits = |at: &usize| fits.binary_search(&picked.places[*at]).is_ok();
            (0..picked.places.len()).filter(fits).collect()
        }
        None => fits,
    };
    let next = if forward {
        found.iter().find(|place| **place > cursor).or(found.first())
    } else {
        found.iter().rev().find(|place| **place < cursor).or(found.last())
    };
    match next {
        Some(place) => hits::show_match(state, Screen::Followers, *place),
        None => hits::say_no_match(state),
    }
}

/// How many of the rows shown, and how many of the marked ones, have a profile to be written.
pub fn counts(state: &State) -> (usize, usize) {
    let followers = &state.followers;
    let shown = match &followers.picked {
        Some(picked) => picked.places.len(),
        None => followers.loaded().count(),
    };
    let has_profile = |(openid, _): &(String, Source)| followers.answers.get(openid).is_some();
    let marked = followers.table.marked_keys().into_iter().filter(has_profile);
    (shown, marked.count())
}

/// The rows shown whose profile is at hand, or the marked ones, in the list's order.
pub fn lend(state: &State, marked: bool) -> LentRows {
    let followers = &state.followers;
    let of = |openid: &str| followers.answers.get(openid).cloned();
    let found: Vec<Snapshot> = if marked {
        let keys = followers.table.marked_keys();
        keys.iter().filter_map(|(openid, _)| of(openid)).collect()
    } else if let Some(picked) = &followers.picked {
        let shown = 0..picked.places.len();
        shown.filter_map(|place| of(followers.listed_at(place)?)).collect()
    } else {
        followers.loaded().map(|(_, found)| found.clone()).collect()
    };
    LentRows::of(found.into_iter().map(|found| row(&state.notes, found)).collect())
}
