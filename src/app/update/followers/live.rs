//! Without a mirror: ids by pages of the platform, profiles for the rows looked at.

use crate::app::followers::{AT_ONCE, Asked, Followers, Listing, Next};
use crate::app::notes::Notes;
use crate::app::table::{Row, Total};
use crate::app::{Effect, Mood, Purpose, State};
use crate::errcode;
use crate::job::{FollowersJob, Job, JobId, ListedPage, Roll};
use crate::model::{Failure, Kind, OpenId, Snapshot, Source};

use super::{loaded, reaching, submit};

/// Puts what is listed into the table.
pub(super) fn list_rows(state: &mut State) {
    let followers = &mut state.followers;
    if followers.picked.is_some() {
        return;
    }
    let Some(listing) = followers.listing() else { return };
    let total = if listing.is_empty() && !is_ended(listing) {
        Total::Unknown
    } else {
        Total::Exactly(listing.len())
    };
    followers.table.set_total(total);
}

const fn is_ended(listing: &Listing) -> bool {
    matches!(listing.next, Next::End | Next::Failed { .. })
}

fn row(followers: &Followers, notes: &Notes, openid: &str) -> Row {
    let row = match followers.answers.get(openid) {
        Some(snapshot) => Row::known(snapshot.clone()),
        None => Row::listed(openid.to_owned()),
    };
    let note = notes.get(openid).map(|note| note.text.clone());
    Row {
        note: note.filter(|note| !note.is_empty()),
        ..row
    }
}

/// A page of ids has come.
pub(super) fn on_listed(state: &mut State, job: JobId, page: ListedPage) {
    let Some(Purpose::List { roll }) = state.jobs.purpose(job).cloned() else {
        return;
    };
    // The platform does not say how many carry a tag where it lists them, but where it lists the tags.
    let tags = &state.followers.tags;
    let counted = tags.iter().find(|tag| roll == Roll::Tag(tag.id)).map(|tag| tag.count);
    let total = page.total.or(counted);
    let Some(listing) = state.followers.rolls.get_mut(&roll) else {
        return;
    };
    if !listing.is_asked_by(job) {
        return;
    }
    listing.take(ListedPage { total, ..page });
    state.followers.refill_sidebar();
    if state.followers.roll() == Some(roll) {
        list_rows(state);
    }
}

/// Profiles of rows in view.
pub fn on_rows(state: &mut State, snapshots: Vec<Snapshot>) {
    for snapshot in snapshots {
        let is_cancelled = |failure: &Failure| failure.kind == Kind::Cancelled;
        if snapshot.record.error.as_ref().is_some_and(is_cancelled) {
            continue;
        }
        let key = (snapshot.record.openid.clone(), Source::Follower);
        if !state.followers.is_mirrored()
            && let Some(row) = state.followers.table.get_mut(&key)
        {
            row.snapshot = Some(snapshot.clone());
        }
        state.followers.answers.put(snapshot);
    }
    if state.followers.picked.is_some() {
        // They may belong to those who are shown.
        state.followers.table.demand_anew();
    }
}

/// A page that did not come is told, and asked for again only when somebody says so.
pub fn end_listing(state: &mut State, job: JobId, roll: Roll, result: Result<(), Failure>) {
    let Some(listing) = state.followers.rolls.get_mut(&roll) else {
        return;
    };
    if !listing.is_asked_by(job) {
        return;
    }
    let failure = result.err().unwrap_or_else(Failure::cancelled);
    listing.fail(failure.clone());
    if failure.kind != Kind::Cancelled {
        state.say(Mood::Bad, errcode::hint(&failure, state.setup.lang));
    }
    if state.followers.roll() == Some(roll) {
        list_rows(state);
    }
}

/// A hundred was asked about; what it lacks still is not asked for again while it is in view.
pub fn end_profiles(state: &mut State, job: JobId, is_whole: bool) {
    let followers = &mut state.followers;
    let ended = followers.asked.iter().position(|asked| asked.job == job);
    if let Some(place) = ended {
        let asked = followers.asked.swap_remove(place);
        followers.given_up.push(asked.hundred);
        reaching::note_end(state, asked.hundred, is_whole);
    }
}

/// After every event: rows made of what is listed, the next page of ids, profiles of the rows in view.
pub(super) fn settle(state: &mut State, rows: usize, effects: &mut Vec<Effect>) {
    loaded::settle(state);
    let offset = state.followers.table.offset;
    // Who is picked is at hand.
    let is_plain = state.followers.picked.is_none();
    if is_plain {
        ask_for_page(state, offset + rows, effects);
    } else {
        reaching::settle(state, effects);
    }
    fill_window(state, rows);
    mark_range(state);
    if is_plain {
        ask_for_profiles(state, offset, rows, effects);
    }
}

pub(super) fn ask_for_page(state: &mut State, end: usize, effects: &mut Vec<Effect>) {
    let Some(roll) = state.followers.roll() else { return };
    if !state.followers.listing().is_some_and(|listing| listing.wants_page(end)) {
        return;
    }
    let job = state.jobs.start(Purpose::List { roll });
    if let Some(listing) = state.followers.rolls.get_mut(&roll) {
        let after = listing.ask(job);
        let list = FollowersJob::List { roll, after };
        effects.push(Effect::Submit(job, Job::Followers(list)));
    }
}

/// The rows that the table lacks are at hand: no work for anybody else.
fn fill_window(state: &mut State, rows: usize) {
    let followers = &mut state.followers;
    while let Some(wanted) = followers.table.wanted(rows) {
        let ids = wanted.clone().filter_map(|place| followers.listed_at(place));
        let made: Vec<Row> = ids.map(|id| row(followers, &state.notes, id)).collect();
        if made.is_empty() {
            return;
        }
        followers.table.put_page(wanted.start, made);
    }
}

/// Rows to be marked that are not in the window.
fn mark_range(state: &mut State) {
    let followers = &mut state.followers;
    if let Some(places) = followers.table.take_places_to_mark() {
        let ids = places.filter_map(|place| followers.listed_at(place));
        let keys = ids.map(|id| (id.to_owned(), Source::Follower)).collect();
        followers.table.mark_keys(keys);
        followers.table.end_marking();
    }
}

fn ask_for_profiles(state: &mut State, offset: usize, rows: usize, effects: &mut Vec<Effect>) {
    let Some(listing) = state.followers.listing() else {
        return;
    };
    let in_view = offset..(offset + rows).min(listing.len());
    if in_view.is_empty() {
        return;
    }
    let ids: Vec<String> = in_view
        .clone()
        .filter_map(|place| Some(listing.id(place)?.to_owned()))
        .collect();
    for id in &ids {
        state.followers.answers.touch(id);
    }
    let hundreds = Followers::hundred_of(in_view.start)..=Followers::hundred_of(in_view.end.saturating_sub(1));
    give_up(state, effects, |hundred| !hundreds.contains(&hundred));
    state.followers.given_up.retain(|hundred| hundreds.contains(hundred));
    for hundred in hundreds {
        let followers = &state.followers;
        let is_asked = followers.asked.iter().any(|asked| asked.hundred == hundred);
        let lacks = |place: usize| Followers::hundred_of(place) == hundred && !followers.is_known(place);
        let is_done = followers.given_up.contains(&hundred) || !in_view.clone().any(lacks);
        if is_done && let Some(listing) = listing_mut(state) {
            listing.seen.insert(hundred);
        }
        if is_asked || is_done {
            continue;
        }
        let ids = unknown_of(&state.followers, hundred);
        ask_about(state, hundred, ids, effects);
    }
}

/// Asks about people of a hundred.
pub(super) fn ask_about(state: &mut State, hundred: usize, ids: Vec<OpenId>, effects: &mut Vec<Effect>) {
    let job = submit(state, Purpose::Profiles, FollowersJob::Profiles { ids }, effects);
    state.followers.asked.push(Asked { job, hundred });
    if let Some(listing) = listing_mut(state) {
        listing.seen.insert(hundred);
    }
}

pub(super) fn listing_mut(state: &mut State) -> Option<&mut Listing> {
    let roll = state.followers.roll()?;
    state.followers.rolls.get_mut(&roll)
}

/// The people of a hundred about whom nothing is known.
pub(super) fn unknown_of(followers: &Followers, hundred: usize) -> Vec<OpenId> {
    let places = hundred * AT_ONCE..(hundred + 1) * AT_ONCE;
    let unknown = places.filter(|place| !followers.is_known(*place));
    let id = |place: usize| OpenId::parse(followers.listing()?.id(place)?).ok();
    unknown.filter_map(id).collect()
}

/// Stops asking about hundreds that nobody looks at any more.
fn give_up(state: &mut State, effects: &mut Vec<Effect>, is_past: impl Fn(usize) -> bool) {
    let (past, kept): (Vec<Asked>, Vec<Asked>) = std::mem::take(&mut state.followers.asked)
        .into_iter()
        .partition(|asked| is_past(asked.hundred));
    state.followers.asked = kept;
    effects.extend(past.into_iter().map(|asked| Effect::Cancel(asked.job)));
}

/// Another list is to be shown: nothing of this one is wanted any more.
pub(super) fn stop_asking(state: &mut State, effects: &mut Vec<Effect>) {
    give_up(state, effects, |_| true);
    state.followers.given_up.clear();
}
