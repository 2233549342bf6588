use std::collections::BTreeSet;

use crate::job::{JobId, ListedPage};
use crate::model::Failure;

use super::Followers;

/// Rows before the end of what is listed at which the next page is asked for.
const NEAR: usize = 500;

/// What the platform has listed so far of one of its lists.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    ids: Ids,
    /// How many there are in all, as far as a reply said so.
    pub total: Option<u64>,
    /// What comes after the ids listed.
    pub next: Next,
    /// Hundreds whose people were looked at and asked about: there answers are found.
    pub(in crate::app) seen: BTreeSet<usize>,
    /// Hundreds that were asked about as a whole, so that a filter looks further.
    pub(in crate::app) answered: BTreeSet<usize>,
}

/// What comes after the ids listed.
#[derive(Clone, Debug)]
pub enum Next {
    /// The page after this openid; `None` is the first page.
    Page(Option<String>),
    /// It is on its way.
    Asked {
        /// The work.
        job: JobId,
        /// Where the page begins.
        after: Option<String>,
    },
    /// Nothing: the list is complete.
    End,
    /// The page could not be had; asking again goes on there.
    Failed {
        /// Why.
        failure: Failure,
        /// Where the page begins.
        after: Option<String>,
    },
}

impl Default for Next {
    /// Nothing is listed yet.
    fn default() -> Self {
        Self::Page(None)
    }
}

impl Listing {
    /// How many are listed.
    pub fn len(&self) -> usize {
        self.ids.ends.len()
    }

    /// Whether nobody is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The openid at a place.
    pub fn id(&self, place: usize) -> Option<&str> {
        self.ids.get(place)
    }

    /// Whether the next page is due, where the last row seen is at `end`.
    pub fn wants_page(&self, end: usize) -> bool {
        matches!(self.next, Next::Page(_)) && end + NEAR >= self.len()
    }

    /// Notes that `job` asks for the next page and says where that begins.
    pub fn ask(&mut self, job: JobId) -> Option<String> {
        let after = match std::mem::take(&mut self.next) {
            Next::Page(after) | Next::Failed { after, .. } | Next::Asked { after, .. } => after,
            Next::End => None,
        };
        self.next = Next::Asked {
            job,
            after: after.clone(),
        };
        after
    }

    /// Whether `job` asks for the next page.
    pub fn is_asked_by(&self, job: JobId) -> bool {
        matches!(&self.next, Next::Asked { job: asked, .. } if *asked == job)
    }

    /// The first hundred that was not asked about as a whole; it may not be listed yet.
    pub(in crate::app) fn first_unanswered(&self) -> usize {
        (0..)
            .zip(&self.answered)
            .take_while(|(place, hundred)| place == *hundred)
            .count()
    }

    /// Whether the platform may be asked for a page, once that which is on its way is here.
    pub(in crate::app) const fn goes_on(&self) -> bool {
        matches!(self.next, Next::Page(_) | Next::Asked { .. })
    }

    /// A page that could not be had may be asked for again.
    pub(in crate::app) fn retry(&mut self) {
        if let Next::Failed { after, .. } = &mut self.next {
            self.next = Next::Page(after.take());
        }
    }

    /// Takes a page. The list ends without another page, at its total, and where a page repeats the list's start.
    pub fn take(&mut self, page: ListedPage) {
        // Its end was only begun.
        self.answered.remove(&Followers::hundred_of(self.len()));
        let begins_anew = page.ids.first().is_some_and(|id| self.id(0) == Some(id.as_str()));
        if !begins_anew {
            page.ids.iter().for_each(|id| self.ids.push(id.as_str()));
        }
        self.total = page.total.or(self.total);
        let is_whole = self.total.is_some_and(|total| self.len() as u64 >= total);
        self.next = match page.next {
            Some(next) if !is_whole && !begins_anew && !page.ids.is_empty() => Next::Page(Some(next)),
            _ => Next::End,
        };
    }

    /// The work is over without a page.
    pub fn fail(&mut self, failure: Failure) {
        if let Next::Asked { after, .. } = std::mem::take(&mut self.next) {
            self.next = Next::Failed { failure, after };
        }
    }
}

/// Openids one behind the other: a list may hold a million of them.
#[derive(Clone, Debug, Default)]
struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        // Four gigabytes of ids are out of reach: the platform's quota ends at five million.
        if let Ok(end) = u32::try_from(self.text.len() + id.len()) {
            self.text.push_str(id);
            self.ends.push(end);
        }
    }

    fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)? as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OpenId;

    fn id(n: usize) -> OpenId {
        OpenId::parse(&format!("oABCDEFGHIJKLMNOPQRS{n:08}")).unwrap()
    }

    fn page(places: std::ops::Range<usize>, total: Option<u64>, next: Option<usize>) -> ListedPage {
        ListedPage {
            ids: places.map(id).collect(),
            total,
            next: next.map(|n| id(n).as_str().to_owned()),
        }
    }

    #[test]
    fn a_list_ends_by_cursor_by_total_by_an_empty_page_and_where_it_begins_anew() {
        let cases = [
            (page(3..5, Some(9), None), 5, true, "no cursor"),
            (page(3..5, Some(5), Some(4)), 5, true, "all are listed"),
            (page(3..3, Some(9), Some(2)), 3, true, "an empty page"),
            (page(0..3, Some(9), Some(2)), 3, true, "the first page again"),
            (page(3..5, Some(9), Some(4)), 5, false, "more to come"),
            (page(3..5, None, Some(4)), 5, false, "no total, more to come"),
        ];
        for (second, listed, ends, why) in cases {
            let mut listing = Listing::default();
            assert!(listing.wants_page(0));
            assert_eq!(listing.ask(JobId(1)), None);
            assert!(!listing.wants_page(0), "asked already");
            listing.take(page(0..3, None, Some(2)));
            assert_eq!(listing.ask(JobId(2)).as_deref(), Some(id(2).as_str()));
            listing.take(second);
            assert_eq!(listing.len(), listed, "{why}");
            assert_eq!(matches!(listing.next, Next::End), ends, "{why}");
            assert_eq!(listing.id(listed - 1), Some(id(listed - 1).as_str()));
            assert_eq!(listing.id(listed), None);
        }
    }

    #[test]
    fn the_next_page_is_asked_for_near_the_end_and_again_after_a_failure() {
        let mut listing = Listing::default();
        listing.ask(JobId(1));
        listing.take(page(0..2_000, Some(9_000), Some(1_999)));
        assert!(!listing.wants_page(40));
        assert!(listing.wants_page(1_600));
        listing.ask(JobId(2));
        listing.fail(Failure::cancelled());
        assert!(!listing.wants_page(2_000), "a failure would be repeated for ever");
        assert_eq!(listing.ask(JobId(3)).as_deref(), Some(id(1_999).as_str()));
    }
}
