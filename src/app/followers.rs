//! The Followers screen: a sidebar of parts, the list of the chosen part, and the work behind both.

mod answers;
mod changes;
mod roll;
mod sidebar;
mod status;
mod syncing;

use std::collections::HashMap;

use crate::job::{JobId, MirrorPerson, PartCounts, Roll};
use crate::mirror::MirrorCard;
use crate::model::{Snapshot, Tag};
use crate::store::SavedView;

use super::table::Table;

pub use answers::Answers;
pub use changes::{change_words, kind_words, values_words};
pub use roll::{Listing, Next};
pub use sidebar::{Known, Part, Sidebar, SidebarEntry};
pub use status::{part_name, status, with_key};
pub use syncing::{Syncing, progress_lines};

/// Rows that one call answers for; calls are made for whole hundreds of the list.
pub const AT_ONCE: usize = 100;

/// Everything of the Followers screen.
#[derive(Clone, Debug)]
pub struct Followers {
    /// The rows.
    pub table: Table,
    /// The parts to choose from.
    pub sidebar: Sidebar,
    /// How far the screen is open.
    pub opening: Opening,
    /// The mirror at a glance.
    pub card: MirrorCard,
    /// How many people the parts of the mirror hold, once they are counted.
    pub counts: Option<PartCounts>,
    /// The tags as last fetched.
    pub tags: Vec<Tag>,
    /// The saved views, by name.
    pub saved: Vec<SavedView>,
    /// What the platform has listed in this run.
    pub rolls: HashMap<Roll, Listing>,
    /// The view of the mirror that is shown, and what is asked of it.
    pub(super) view: Viewing,
    /// What the mirror knows about the selected person.
    pub(super) person: Option<Person>,
    /// Profiles looked at without a mirror.
    pub(super) answers: Answers,
    /// Places of the platform's list that are shown, where it is filtered or ordered: only of those whose profile is at
    /// hand. `None` shows all of it.
    pub(super) picked: Option<Picked>,
    /// Hundreds of the list that are being asked about.
    pub(super) asked: Vec<Asked>,
    /// Hundreds in view that were asked about and got no answer: not asked again until they are scrolled away.
    pub(super) given_up: Vec<usize>,
    /// The sync.
    pub syncing: Syncing,
}

/// Those who fit a filter, in an order, of the people whose profile is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picked {
    /// Their places in the platform's list.
    pub(super) places: Vec<usize>,
    /// Of how many.
    pub(super) of: usize,
    /// How far more profiles are loaded for it.
    pub(super) reach: Reach,
}

/// How far profiles are loaded for a filter that finds too few: that costs calls, so it ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// Hundreds that may still be asked about.
    pub(super) left: usize,
    /// It is over with more rows than these.
    pub(super) rows: usize,
}

impl Reach {
    /// Looks for more than so many rows.
    pub(super) const fn beyond(rows: usize) -> Self {
        Self { left: 3, rows }
    }
}

/// A hundred of the list that is being asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) job: JobId,
    pub(super) hundred: usize,
}

/// What is asked of the mirror for the list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Viewing {
    /// The job whose view is shown.
    pub(super) shown: Option<JobId>,
    /// The newest job that looks for another one.
    pub(super) asked: Option<JobId>,
    /// The job that brings rows of the view shown.
    pub(super) page: Option<JobId>,
    /// The job that brings openids to be marked.
    pub(super) keys: Option<JobId>,
    /// The match that is being gone to.
    pub(super) matching: Option<Matching>,
}

/// Going to a match: of several wishes one after the other, the last place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Matching {
    /// Matches to go on; backwards where it is negative.
    pub(super) steps: i64,
    /// The job that looks for it, and the place it goes on from.
    pub(super) asked: Option<(JobId, usize)>,
}

/// What the mirror knows about somebody.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) openid: String,
    /// `None` while it is asked for, and for somebody the mirror never listed.
    pub(super) known: Option<Box<MirrorPerson>>,
}

/// How far the screen is open: nothing is asked for before somebody comes here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// Nobody came yet.
    #[default]
    Closed,
    /// What is at hand is being read for the first time.
    Reading(JobId),
    /// It is known.
    Open,
    /// It is known, and being read anew.
    Again(JobId),
}

impl Default for Followers {
    fn default() -> Self {
        Self {
            table: Table::paged(),
            sidebar: Sidebar::default(),
            opening: Opening::default(),
            card: MirrorCard::default(),
            counts: None,
            tags: Vec::new(),
            saved: Vec::new(),
            rolls: HashMap::new(),
            view: Viewing::default(),
            person: None,
            answers: Answers::default(),
            picked: None,
            asked: Vec::new(),
            given_up: Vec::new(),
            syncing: Syncing::default(),
        }
    }
}

impl Followers {
    /// Whether a sync has ever run to its end here.
    pub const fn has_mirror(&self) -> bool {
        self.card.synced_at.is_some()
    }

    /// The platform's list that is shown; `None` where the mirror is.
    pub fn roll(&self) -> Option<Roll> {
        match self.sidebar.chosen {
            Part::Blacklist => Some(Roll::Blacklist),
            _ if self.has_mirror() => None,
            Part::All => Some(Roll::All),
            Part::Tag(id) => Some(Roll::Tag(id)),
            Part::Untagged | Part::Left | Part::Changed | Part::Saved(_) => None,
        }
    }

    /// Whether the rows come from the mirror, so that they can be filtered and sorted.
    pub const fn is_mirrored(&self) -> bool {
        self.has_mirror() && !matches!(self.sidebar.chosen, Part::Blacklist)
    }

    /// What is listed so far, where the platform lists.
    pub fn listing(&self) -> Option<&Listing> {
        self.rolls.get(&self.roll()?)
    }

    /// Whether what is shown is all there is for now.
    pub fn is_loaded(&self) -> bool {
        let is_open = matches!(self.opening, Opening::Open | Opening::Again(_));
        let is_ended = |listing: &Listing| matches!(listing.next, Next::End | Next::Failed { .. });
        is_open
            && !self.is_reaching()
            && self.listing().is_none_or(is_ended)
            && (!self.is_mirrored() || self.view.shown.is_some())
    }

    /// The place in the platform's list of what is shown at a place of the table.
    pub(super) fn listed_place(&self, place: usize) -> Option<usize> {
        match &self.picked {
            Some(picked) => picked.places.get(place).copied(),
            None => Some(place),
        }
    }

    /// Who is shown at a place of the table, where the platform lists.
    pub(super) fn listed_at(&self, place: usize) -> Option<&str> {
        self.listing()?.id(self.listed_place(place)?)
    }

    /// Places of the platform's list whose profile is at hand, ascending.
    pub(super) fn loaded(&self) -> impl Iterator<Item = (usize, &Snapshot)> {
        let hundreds = self.listing().into_iter().flat_map(|listing| &listing.seen);
        let places = hundreds.flat_map(|hundred| hundred * AT_ONCE..(hundred + 1) * AT_ONCE);
        places.filter_map(|place| Some((place, self.answers.get(self.listing()?.id(place)?)?)))
    }

    /// Of how many people the rows shown were picked; `None` where all are shown.
    pub fn picked_of(&self) -> Option<usize> {
        self.picked.as_ref().map(|picked| picked.of)
    }

    /// Whether more profiles are to be loaded for a filter.
    pub(super) fn wants_more(&self) -> bool {
        let wants = |picked: &Picked| picked.reach.left > 0 && picked.places.len() <= picked.reach.rows;
        self.picked.as_ref().is_some_and(wants)
    }

    /// Whether more profiles are being loaded for a filter.
    pub fn is_reaching(&self) -> bool {
        let goes_on = |listing: &Listing| has_unanswered(listing) || listing.goes_on();
        self.picked.is_some() && (!self.asked.is_empty() || (self.wants_more() && self.listing().is_some_and(goes_on)))
    }

    /// Whether there are people whose profile could be loaded for a filter.
    pub fn can_reach(&self) -> bool {
        let has_more = |listing: &Listing| has_unanswered(listing) || !matches!(listing.next, Next::End);
        self.picked.is_some() && self.listing().is_some_and(has_more)
    }

    /// The hundred that a place of the list belongs to.
    pub(super) const fn hundred_of(place: usize) -> usize {
        place / AT_ONCE
    }

    /// Whether the answer about the person at a place of the platform's list is at hand.
    pub(super) fn is_known(&self, place: usize) -> bool {
        let id = self.listing().and_then(|listing| listing.id(place));
        id.is_some_and(|id| self.answers.get(id).is_some())
    }

    /// What the mirror knows about a person, where it is at hand.
    pub(super) fn person(&self, openid: &str) -> Option<&MirrorPerson> {
        let person = self.person.as_ref().filter(|person| person.openid == openid)?;
        person.known.as_deref()
    }

    /// Makes the lines of the sidebar anew.
    pub(super) fn refill_sidebar(&mut self) {
        let listed = |roll| {
            let listing = self.rolls.get(&roll)?;
            let is_whole = matches!(listing.next, Next::End).then_some(listing.len() as u64);
            listing.total.or(is_whole)
        };
        let known = Known {
            card: self.has_mirror().then_some(self.card),
            listed: listed(Roll::All),
            blacklisted: listed(Roll::Blacklist),
            counts: self.counts.as_ref(),
            tags: &self.tags,
            saved: &self.saved,
        };
        self.sidebar.fill(&known);
    }
}

fn has_unanswered(listing: &Listing) -> bool {
    listing.first_unanswered() * AT_ONCE < listing.len()
}
