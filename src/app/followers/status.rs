//! One line on where the rows come from and how complete they are.

use crate::app::line::{Line, Tone};
use crate::app::{Action, State};
use crate::locale::fill;
use crate::{person, text};

use super::{Listing, Next, Opening, Part, SidebarEntry, Syncing};

/// How complete the list is, or how far a sync has come.
pub fn status(state: &State) -> Line {
    let followers = &state.followers;
    let texts = &state.texts().followers;
    match &followers.syncing {
        Syncing::Running { progress, rests, .. } => return super::syncing::line(state, progress.as_ref(), *rests),
        Syncing::Preparing(_) => return Line::of(texts.preparing, Tone::Quiet),
        Syncing::Idle | Syncing::Asked => {}
    }
    if matches!(followers.opening, Opening::Closed | Opening::Reading(_)) {
        return Line::default();
    }
    match followers.listing() {
        Some(listing) => of_listing(state, listing),
        None if followers.is_mirrored() => of_mirror(state),
        None => Line::of(&with_key(state, texts.needs_sync), Tone::Warning),
    }
}

fn of_listing(state: &State, listing: &Listing) -> Line {
    let texts = &state.texts().followers;
    if listing.is_empty() && matches!(listing.next, Next::Page(_) | Next::Asked { .. }) {
        return Line::of(texts.listing, Tone::Quiet);
    }
    let listed = text::grouped(listing.len() as u64);
    let words = match listing.total {
        Some(total) => fill(texts.listed, &[&listed, &text::grouped(total)]),
        None => fill(texts.listed_some, &[&listed]),
    };
    let line = Line::of(&words, Tone::Plain);
    let (more, tone) = match listing.next {
        Next::Failed { .. } => (texts.list_failed.to_owned(), Tone::Warning),
        _ if state.followers.has_mirror() => return line,
        _ if state.followers.card.unfinished => (with_key(state, texts.unfinished), Tone::Warning),
        _ => (with_key(state, texts.syncs_all), Tone::Quiet),
    };
    line.and(" · ", Tone::Quiet).and(&more, tone)
}

fn of_mirror(state: &State) -> Line {
    let texts = &state.texts().followers;
    let card = &state.followers.card;
    let at = card.synced_at.map(|at| person::clock(at, &state.setup.time_zone));
    let people = fill(texts.people, &[&text::grouped(card.people), &text::grouped(card.left)]);
    let mut line = Line::of(&people, Tone::Plain).and(" · ", Tone::Quiet);
    line = line.and(&fill(texts.synced, &[&at.unwrap_or_default()]), Tone::Quiet);
    if card.unfinished {
        line = line
            .and(" · ", Tone::Quiet)
            .and(&with_key(state, texts.unfinished), Tone::Warning);
    }
    line
}

/// A phrase with the key of the sync in it.
pub fn with_key(state: &State, phrase: &str) -> String {
    let key = state.keymap.all(Action::Sync).first().map(ToString::to_string);
    fill(phrase, &[&key.unwrap_or_default()])
}

/// What a line of the sidebar is called; remote text where it is a tag's name.
pub fn part_name(state: &State, entry: &SidebarEntry) -> String {
    let texts = &state.texts().followers;
    match (&entry.part, &entry.name) {
        (Part::All, _) => texts.all.to_owned(),
        (Part::Changed, _) => texts.changed.to_owned(),
        (Part::Left, _) => texts.left.to_owned(),
        (Part::Untagged, _) => texts.untagged.to_owned(),
        (Part::Blacklist, _) => texts.blacklist.to_owned(),
        (part, _) if part.is_starred() => texts.starred.to_owned(),
        (Part::Tag(_), Some(name)) => name.clone(),
        (Part::Tag(id), None) => format!("#{id}"),
        (Part::Saved(name), _) => format!("/ {name}"),
    }
}
