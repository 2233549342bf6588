//! The texts of all rows in lower case, in one piece of memory: searching it is as fast as memory is.

use std::sync::Arc;

use memchr::memmem;

use crate::query::{Query, Term, search_text};

use super::row::Row;

/// One line for each row.
#[derive(Debug)]
pub(super) struct Texts {
    all: String,
    /// Where each row's line ends.
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn of(rows: &[Arc<Row>]) -> Self {
        let mut all = String::new();
        let mut ends = Vec::with_capacity(rows.len());
        for row in rows {
            match row.newest() {
                Some(found) => all.push_str(&search_text(&found.record, row.note.as_deref())),
                // Nothing but its openid is known.
                None => all.extend(row.openid.to_lowercase().chars().chain(['\0'])),
            }
            ends.push(all.len());
        }
        Self { all, ends }
    }

    /// Marks the rows whose text holds a word.
    fn find(&self, word: &str) -> Vec<bool> {
        let mut found = vec![false; self.ends.len()];
        let finder = memmem::Finder::new(word);
        let (mut from, mut place) = (0, 0);
        while let Some(hit) = finder.find(&self.all.as_bytes()[from..]) {
            let at = from + hit;
            while self.ends[place] <= at {
                place += 1;
            }
            found[place] = true;
            // One hit in a row is enough.
            from = self.ends[place];
        }
        found
    }

    /// Marks the rows that the plain words of a query fit.
    pub(super) fn fitting(&self, query: &Query) -> Vec<bool> {
        let mut fits = vec![true; self.ends.len()];
        for (word, negated) in plain_words(query) {
            for (fits, found) in fits.iter_mut().zip(self.find(word)) {
                *fits &= found != negated;
            }
        }
        fits
    }
}

/// The plain words, and whether they are negated.
pub(super) fn plain_words(query: &Query) -> impl Iterator<Item = (&str, bool)> {
    query.conditions().iter().filter_map(|condition| match &condition.term {
        Term::Plain(word) => Some((word.as_str(), condition.negated)),
        _ => None,
    })
}

/// Whether the texts alone say which rows fit.
pub(super) fn is_plain(query: &Query) -> bool {
    plain_words(query).count() == query.conditions().len()
}
