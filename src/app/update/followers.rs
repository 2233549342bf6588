//! The Followers screen: opening it, choosing a part, listing without a mirror.

use crate::app::followers::{AT_ONCE, Asked, Followers, Listing, Next, Opening};
use crate::app::table::Row;
use crate::app::{Effect, Mood, Purpose, Screen, State};
use crate::errcode;
use crate::job::{FollowersEvent, FollowersJob, Job, JobId, ListedPage, Roll};
use crate::model::{Failure, Kind, OpenId, Snapshot, Source};

/// The screen is shown: the first time something is asked for.
pub fn open(state: &mut State, effects: &mut Vec<Effect>) {
    if state.followers.opening == Opening::Closed {
        let job = submit(state, Purpose::Followers, FollowersJob::Open, effects);
        state.followers.opening = Opening::Reading(job);
        state.followers.refill_sidebar();
    }
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

/// Lists the part that the sidebar's line names; the one listed already anew.
pub fn choose(state: &mut State, effects: &mut Vec<Effect>) {
    let sidebar = &mut state.followers.sidebar;
    let Some(entry) = sidebar.entries.get(sidebar.cursor) else {
        return;
    };
    let part = entry.part.clone();
    if sidebar.chosen == part
        && let Some(roll) = part.roll()
    {
        state.followers.rolls.remove(&roll);
        state.followers.answers.clear();
    }
    state.followers.sidebar.chosen = part;
    show_part(state, effects);
}

fn show_part(state: &mut State, effects: &mut Vec<Effect>) {
    give_up_asking(state, effects, |_| true);
    state.followers.table.filter.field.clear();
    list_rows(state);
    state.followers.table.select(0);
    if let Some(roll) = state.followers.sidebar.chosen.roll()
        && !state.followers.rolls.contains_key(&roll)
    {
        state.followers.rolls.insert(roll, Listing::new());
    }
}

/// Puts what is listed into the table.
fn list_rows(state: &mut State) {
    let followers = &state.followers;
    let rows = followers.listing().map(|listing| {
        let ids = (0..listing.len()).filter_map(|place| listing.id(place));
        ids.map(|id| row(followers, id)).collect()
    });
    let time_zone = state.setup.time_zone.clone();
    state.followers.table.replace(rows.unwrap_or_default(), &time_zone);
}

fn row(followers: &Followers, openid: &str) -> Row {
    match followers.answers.get(openid) {
        Some(snapshot) => Row::known(snapshot.clone()),
        None => Row::listed(openid.to_owned()),
    }
}

/// An answer for this screen.
pub fn on_event(state: &mut State, job: JobId, event: FollowersEvent, effects: &mut Vec<Effect>) {
    match event {
        FollowersEvent::Opened { tags } => {
            if state.followers.opening == Opening::Reading(job) {
                on_opened(state, effects);
                on_tags(state, tags);
            }
        }
        FollowersEvent::Tags(tags) => on_tags(state, tags),
        FollowersEvent::Listed(page) => on_listed(state, job, page),
    }
}

fn on_opened(state: &mut State, effects: &mut Vec<Effect>) {
    state.followers.opening = Opening::Open;
    submit(state, Purpose::Followers, FollowersJob::Tags, effects);
    show_part(state, effects);
}

fn on_tags(state: &mut State, tags: Vec<crate::model::Tag>) {
    state.followers.tags = tags;
    state.followers.refill_sidebar();
}

fn on_listed(state: &mut State, job: JobId, page: ListedPage) {
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
    let page = ListedPage { total, ..page };
    listing.take(page);
    state.followers.refill_sidebar();
    if state.followers.sidebar.chosen.roll() == Some(roll) {
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
        if let Some(row) = state.followers.table.get_mut(&key) {
            row.snapshot = Some(snapshot.clone());
        }
        state.followers.answers.put(snapshot);
    }
    let time_zone = state.setup.time_zone.clone();
    state.followers.table.rebuild(&time_zone);
}

/// A page that did not come is told, and asked for again only when somebody says so.
pub fn end_listing(state: &mut State, job: JobId, roll: Roll, result: Result<(), Failure>) {
    let Some(listing) = state.followers.rolls.get_mut(&roll) else {
        return;
    };
    if listing.is_asked_by(job) {
        let failure = result.err().unwrap_or_else(Failure::cancelled);
        if failure.kind != Kind::Cancelled {
            state.say(Mood::Bad, errcode::hint(&failure, state.setup.lang));
        }
        if let Some(listing) = state.followers.rolls.get_mut(&roll) {
            listing.fail(failure);
        }
    }
}

/// A hundred was asked about; what it lacks still is not asked for again while it is in view.
pub fn end_profiles(state: &mut State, job: JobId) {
    let followers = &mut state.followers;
    let ended = followers.asked.iter().position(|asked| asked.job == job);
    if let Some(place) = ended {
        let asked = followers.asked.swap_remove(place);
        followers.given_up.push(asked.hundred);
    }
}

/// After every event on this screen: the next page of ids, and profiles of the rows in view.
pub fn settle(state: &mut State, rows: usize, effects: &mut Vec<Effect>) {
    if state.screen != Screen::Followers {
        return;
    }
    let offset = state.followers.table.offset;
    ask_for_page(state, offset + rows, effects);
    ask_for_profiles(state, offset, rows, effects);
}

fn ask_for_page(state: &mut State, end: usize, effects: &mut Vec<Effect>) {
    let Some(roll) = state.followers.sidebar.chosen.roll() else {
        return;
    };
    if !state.followers.listing().is_some_and(|listing| listing.wants_page(end)) {
        return;
    }
    let job = state.jobs.start(Purpose::List { roll });
    if let Some(listing) = state.followers.rolls.get_mut(&roll) {
        let after = listing.ask(job);
        effects.push(Effect::Submit(job, Job::Followers(FollowersJob::List { roll, after })));
    }
}

fn ask_for_profiles(state: &mut State, offset: usize, rows: usize, effects: &mut Vec<Effect>) {
    let Some(listing) = state.followers.listing() else {
        return;
    };
    let end = (offset + rows).min(listing.len());
    let in_view: Vec<usize> = (offset..end).collect();
    let hundreds = Followers::hundred_of(offset)..=Followers::hundred_of(end.saturating_sub(1));
    give_up_asking(state, effects, |hundred| !hundreds.contains(&hundred));
    state.followers.given_up.retain(|hundred| hundreds.contains(hundred));
    for place in &in_view {
        if let Some(id) = state.followers.listing().and_then(|listing| listing.id(*place)) {
            let id = id.to_owned();
            state.followers.answers.touch(&id);
        }
    }
    for hundred in hundreds {
        let followers = &state.followers;
        let is_asked = followers.asked.iter().any(|asked| asked.hundred == hundred);
        let lacks = |place: &&usize| Followers::hundred_of(**place) == hundred && !followers.is_known(**place);
        if is_asked || followers.given_up.contains(&hundred) || in_view.iter().find(lacks).is_none() {
            continue;
        }
        let places = hundred * AT_ONCE..(hundred + 1) * AT_ONCE;
        let unknown = places.filter(|place| !followers.is_known(*place));
        let ids: Vec<OpenId> = unknown
            .filter_map(|place| OpenId::parse(followers.listing()?.id(place)?).ok())
            .collect();
        let job = submit(state, Purpose::Profiles, FollowersJob::Profiles { ids }, effects);
        state.followers.asked.push(Asked { job, hundred });
    }
}

/// Stops asking about hundreds that nobody looks at any more.
fn give_up_asking(state: &mut State, effects: &mut Vec<Effect>, is_past: impl Fn(usize) -> bool) {
    let (past, kept): (Vec<Asked>, Vec<Asked>) = std::mem::take(&mut state.followers.asked)
        .into_iter()
        .partition(|asked| is_past(asked.hundred));
    state.followers.asked = kept;
    effects.extend(past.into_iter().map(|asked| Effect::Cancel(asked.job)));
}

impl Followers {
    fn is_known(&self, place: usize) -> bool {
        let id = self.listing().and_then(|listing| listing.id(place));
        id.is_some_and(|id| self.answers.get(id).is_some())
    }

    fn refill_sidebar(&mut self) {
        let count = |roll| {
            let listing = self.rolls.get(&roll)?;
            let is_whole = matches!(listing.next, Next::End).then(|| listing.len() as u64);
            listing.total.or(is_whole)
        };
        let (everybody, blacklisted) = (count(Roll::All), count(Roll::Blacklist));
        self.sidebar.fill(everybody, &self.tags, blacklisted);
    }
}
