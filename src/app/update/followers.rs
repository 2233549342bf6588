//! The Followers screen: opening it, choosing a part, and what the background task answers.

mod changes;
mod live;
mod loaded;
mod marking;
mod matching;
mod mirrored;
mod reaching;
mod reply;
mod syncing;
mod views;

use crate::app::field::Field;
use crate::app::followers::{Followers, Opening, Part};
use crate::app::table::{Row, Total};
use crate::app::{Effect, Focus, Mood, Purpose, Screen, State};
use crate::errcode;
use crate::job::{FollowersEvent, FollowersJob, Job, JobId};
use crate::mirror::MirrorCard;
use crate::model::{Failure, Kind, Tag};
use crate::store::SavedView;

use super::hits;

pub use changes::{go_to_person, list as list_changed, show as show_changes};
pub use live::{end_listing, end_profiles, on_rows};
pub use loaded::{counts as loaded_counts, lend as lend_loaded};
pub use marking::end as end_marks;
pub use mirrored::{ask_of_list, end_view, has_order};
pub use reaching::go_beyond;
pub use reply::{ask_for_reply, fetch_reply, on_reply, wants_reply};
pub use syncing::{
    ask as sync, begin as begin_sync, ended as sync_ended, leave as leave_sync, on_event as on_sync, rest,
};
pub use views::{ask_to_delete, delete as delete_view, save as save_view};

/// The screen is shown: what is at hand is read, the first time and again, since another process may have synced.
pub fn open(state: &mut State, effects: &mut Vec<Effect>) {
    let is_first = match state.followers.opening {
        Opening::Reading(_) | Opening::Again(_) => return,
        Opening::Closed => true,
        Opening::Open => false,
    };
    let job = submit(state, Purpose::Followers, FollowersJob::Open, effects);
    state.followers.opening = if is_first {
        Opening::Reading(job)
    } else {
        Opening::Again(job)
    };
    state.followers.refill_sidebar();
}

/// Everything belongs to an account.
pub fn close(state: &mut State) {
    state.followers = Followers::default();
}

fn submit(state: &mut State, purpose: Purpose, job: FollowersJob, effects: &mut Vec<Effect>) -> JobId {
    let id = state.jobs.start(purpose);
    effects.push(Effect::Submit(id, Job::Followers(job)));
    id
}

/// Lists the part that the sidebar's line names; what the platform lists is listed anew where it is shown already.
pub fn choose(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(entry) = state.followers.sidebar.entries.selected() else {
        return;
    };
    let part = entry.part.clone();
    if let Part::Saved(name) = &part {
        return views::open(state, name.clone(), effects);
    }
    if state.followers.sidebar.chosen == part
        && let Some(roll) = state.followers.roll()
    {
        state.followers.rolls.remove(&roll);
        state.followers.answers.clear();
    }
    show_part(state, part, effects);
}

/// Goes to the next person who holds the words searched for last, or to the one before, round the end.
pub fn to_match(state: &mut State, forward: bool, effects: &mut Vec<Effect>) {
    let table = &state.followers.table;
    if let Some(cursor) = table.cursor().filter(|_| table.filter.is_active()) {
        // Whoever is shown holds them.
        let (last, step) = (table.shown() - 1, if forward { 1 } else { -1 });
        let next = cursor
            .checked_add_signed(step)
            .map_or(last, |next| if next > last { 0 } else { next });
        hits::show_match(state, Screen::Followers, next);
    } else if state.followers.is_mirrored() {
        matching::go(state, forward, effects);
    } else {
        loaded::go_to_match(state, forward);
    }
}

/// Shows everybody whom a query finds, wherever it was made.
pub fn find(state: &mut State, query: &str, effects: &mut Vec<Effect>) {
    show_part(state, Part::All, effects);
    let time_zone = state.setup.time_zone.clone();
    state.followers.table.filter.field = Field::holding(query);
    state.followers.table.rebuild(&time_zone);
}

/// Lists a part from its first row; a filter belongs to what was listed before.
fn show_part(state: &mut State, part: Part, effects: &mut Vec<Effect>) {
    live::stop_asking(state, effects);
    marking::stop(state, effects);
    state.followers.sidebar.chosen = part;
    let table = &mut state.followers.table;
    table.filter.field.clear();
    table.rebuild(&state.setup.time_zone);
    table.clear_marks();
    if state.followers.roll().is_some() {
        // Ordered it would begin with those few whose profile is at hand.
        state.followers.table.sort = None;
    }
    start_list(state);
    state.focus = Focus::List;
}

/// Begins the list of the chosen part anew.
fn start_list(state: &mut State) {
    let followers = &mut state.followers;
    followers.table.show_view(Total::Unknown, 0, Vec::new());
    followers.table.select(0);
    followers.table.offset = 0;
    followers.view = crate::app::followers::Viewing::default();
    followers.picked = None;
    followers.table.demand_anew();
    if let Some(roll) = followers.roll() {
        followers.rolls.entry(roll).or_default().retry();
        live::list_rows(state);
    } else if !followers.is_mirrored() {
        followers.table.show_view(Total::Exactly(0), 0, Vec::new());
    }
}

/// An answer for this screen.
pub fn on_event(state: &mut State, job: JobId, event: FollowersEvent, effects: &mut Vec<Effect>) {
    match event {
        FollowersEvent::Opened { card, tags, views } => on_opened(state, job, card, tags, views, effects),
        FollowersEvent::Tags(tags) => {
            state.followers.tags = tags;
            state.followers.refill_sidebar();
        }
        FollowersEvent::Listed(page) => live::on_listed(state, job, page),
        FollowersEvent::Viewed(viewed) => mirrored::on_viewed(state, job, viewed),
        FollowersEvent::SoFar { total, at, rows } => mirrored::on_so_far(state, job, (total, at), rows),
        FollowersEvent::Page { at, rows } => mirrored::on_page(state, job, at, rows),
        FollowersEvent::Matched(place) => matching::on_matched(state, job, place),
        FollowersEvent::Keys(openids) => marking::on_keys(state, job, openids),
        FollowersEvent::Counted(counts) => {
            state.followers.counts = Some(counts);
            state.followers.refill_sidebar();
        }
        FollowersEvent::Person(openid, found) => mirrored::on_person(state, &openid, found),
        FollowersEvent::Changes { changes, more } => changes::on_changes(state, job, &changes, more),
        FollowersEvent::Saved(views) => {
            state.followers.saved = views;
            state.followers.refill_sidebar();
        }
    }
}

fn on_opened(
    state: &mut State,
    job: JobId,
    card: MirrorCard,
    tags: Vec<Tag>,
    views: Vec<SavedView>,
    effects: &mut Vec<Effect>,
) {
    let followers = &mut state.followers;
    let is_first = match followers.opening {
        Opening::Reading(reading) if reading == job => true,
        Opening::Again(reading) if reading == job => false,
        _ => return,
    };
    let had_mirror = followers.has_mirror();
    let is_new = card.synced_at != followers.card.synced_at;
    followers.opening = Opening::Open;
    followers.card = card;
    followers.saved = views;
    if is_first || is_new {
        followers.tags = tags;
    }
    if is_first || (is_new && !had_mirror) {
        let selected = followers.table.selected().map(Row::key);
        start_list(state);
        if let Some(key) = selected {
            state.followers.table.seek(key);
        }
    } else if is_new {
        // The same people are looked for in the new mirror; the selection stays with its person.
        followers.table.demand_anew();
        followers.person = None;
    }
    if state.followers.has_mirror() {
        if is_first || is_new {
            submit(state, Purpose::Followers, FollowersJob::Count, effects);
        }
    } else if is_first {
        submit(state, Purpose::Followers, FollowersJob::Tags, effects);
    }
    state.followers.refill_sidebar();
}

/// The job is over.
pub fn end(state: &mut State, job: JobId, result: Result<(), Failure>) {
    let followers = &mut state.followers;
    // A file that cannot be read is told; the screen lists what the platform lists all the same.
    let was_reading =
        matches!(followers.opening, Opening::Reading(reading) | Opening::Again(reading) if reading == job);
    if was_reading {
        followers.opening = Opening::Open;
        start_list(state);
    }
    complain(state, result);
}

fn complain(state: &mut State, result: Result<(), Failure>) {
    if let Err(failure) = result
        && failure.kind != Kind::Cancelled
    {
        state.say(Mood::Bad, errcode::hint(&failure, state.setup.lang));
    }
}

/// After every event on this screen: rows in view, the next page of ids, what is known about the selected person.
pub fn settle(state: &mut State, rows: usize, effects: &mut Vec<Effect>) {
    let is_open = matches!(state.followers.opening, Opening::Open | Opening::Again(_));
    if state.screen != Screen::Followers || !is_open {
        return;
    }
    if state.followers.is_mirrored() {
        mirrored::settle(state, rows, effects);
    } else {
        live::settle(state, rows, effects);
    }
    if state.followers.has_mirror() {
        mirrored::ask_about_selected(state, effects);
    }
}
