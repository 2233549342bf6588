//! The Followers screen: a sidebar of parts, the list of the chosen part, and the work behind both.

mod answers;
mod roll;
mod sidebar;

use std::collections::HashMap;

use crate::job::{JobId, Roll};
use crate::locale::fill;
use crate::model::Tag;
use crate::text;

use super::line::{Line, Tone};
use super::state::State;
use super::table::Table;

pub use answers::Answers;
pub use roll::{Listing, Next};
pub use sidebar::{Part, Sidebar, SidebarEntry};

/// Rows that one call answers for; calls are made for whole hundreds of the list.
pub const AT_ONCE: usize = 100;

/// Everything of the Followers screen.
#[derive(Clone, Debug, Default)]
pub struct Followers {
    /// The rows.
    pub table: Table,
    /// The parts to choose from.
    pub sidebar: Sidebar,
    /// What the platform has listed in this run.
    pub rolls: HashMap<Roll, Listing>,
    /// Profiles looked at without a mirror.
    pub(super) answers: Answers,
    /// Hundreds of the list that are being asked about.
    pub(super) asked: Vec<Asked>,
    /// Hundreds in view that were asked about and got no answer: not asked again until they are scrolled away.
    pub(super) given_up: Vec<usize>,
    /// The tags as last fetched.
    pub tags: Vec<Tag>,
    /// How far the screen is open.
    pub opening: Opening,
}

/// A hundred of the list that is being asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) job: JobId,
    pub(super) hundred: usize,
}

/// How far the screen is open: nothing is asked for before somebody comes here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// Nobody came yet.
    #[default]
    Closed,
    /// What is at hand is being read.
    Reading(JobId),
    /// It is known.
    Open,
}

impl Followers {
    /// The list that the chosen part is, where the platform keeps one.
    pub fn listing(&self) -> Option<&Listing> {
        self.rolls.get(&self.sidebar.chosen.roll()?)
    }

    /// The hundred that a place of the list belongs to.
    pub(super) const fn hundred_of(place: usize) -> usize {
        place / AT_ONCE
    }
}

/// How complete the list is.
pub fn status(state: &State) -> Line {
    let texts = &state.texts().followers;
    let Some(listing) = state.followers.listing() else {
        return Line::default();
    };
    let listed = text::grouped(listing.len() as u64);
    if listing.is_empty() && matches!(listing.next, Next::Page(_) | Next::Asked { .. }) {
        return Line::of(texts.listing, Tone::Quiet);
    }
    let words = match listing.total {
        Some(total) => fill(texts.listed, &[&listed, &text::grouped(total)]),
        None => fill(texts.listed_some, &[&listed]),
    };
    let line = Line::of(&words, Tone::Quiet);
    match listing.next {
        Next::Failed { .. } => line.and("  ", Tone::Plain).and(texts.list_failed, Tone::Warning),
        _ => line,
    }
}

/// What a line of the sidebar is called; remote text where it is a tag's name.
pub fn part_name(state: &State, entry: &SidebarEntry) -> String {
    let texts = &state.texts().followers;
    match (&entry.part, &entry.name) {
        (Part::All, _) => texts.all.to_owned(),
        (part, _) if part.is_starred() => texts.starred.to_owned(),
        (Part::Blacklist, _) => texts.blacklist.to_owned(),
        (Part::Tag(_), Some(name)) => name.clone(),
        (Part::Tag(id), None) => format!("#{id}"),
    }
}
