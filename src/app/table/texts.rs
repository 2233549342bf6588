//! The texts of all rows in lower case, in one piece of memory: searching it is as fast as memory is.

use std::sync::Arc;

use memchr::memmem;

use crate::query::{Query, search_text};

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
            if let Some(found) = row.newest() {
                all.push_str(&search_text(&found.record, row.beside()));
            } else {
                all.push_str(&row.openid.to_lowercase());
            }
            all.push('\n');
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
        for (word, negated) in query.plain_terms() {
            for (fits, found) in fits.iter_mut().zip(self.find(word)) {
                *fits &= found != negated;
            }
        }
        fits
    }
}
