//! The filter of a list.

use jiff::tz::TimeZone;

use crate::app::field::Field;
use crate::query::{Query, QueryError, word_places};

/// The filter of a list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Its text.
    pub field: Field,
    /// Why a word of it is not understood; that word hides nothing then.
    pub error: Option<QueryError>,
    /// The rows that hold what was searched for last are being gone through.
    pub is_searching: bool,
    query: Query,
    read: String,
    /// The last text that hid anything, after the filter was cleared: what a search goes by.
    last: (String, Query),
}

impl Filter {
    /// Whether rows may be hidden.
    pub fn is_active(&self) -> bool {
        !self.query.is_empty()
    }

    /// What it asks for; words that are not understood ask for nothing.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// Empties the field; its words can still be searched for.
    pub fn clear(&mut self) {
        self.field.clear();
        self.is_searching = false;
    }

    /// The words that a search goes by; empty where there were none yet.
    pub fn remembered(&self) -> &str {
        &self.last.0
    }

    /// What a search goes by.
    pub const fn searched(&self) -> &Query {
        &self.last.1
    }

    /// Words to be made visible in the rows, in lower case.
    pub fn highlighted(&self) -> Vec<&str> {
        if self.is_active() {
            self.query.plain_words()
        } else if self.is_searching {
            self.last.1.plain_words()
        } else {
            Vec::new()
        }
    }

    /// The words as typed, and whether each can be understood.
    pub fn words(&self) -> Vec<(&str, bool)> {
        let text = self.field.text();
        let is_bad = |word: &str| self.error.is_some() && Query::parse(word, &TimeZone::UTC).is_err();
        let words = word_places(text).into_iter().map(|place| &text[place]);
        words.map(|word| (word, !is_bad(word))).collect()
    }

    /// Takes a word away.
    pub fn drop_word(&mut self, word: usize) {
        let text = self.field.text();
        let kept = word_places(text)
            .into_iter()
            .enumerate()
            .filter(|(place, _)| *place != word);
        let kept: Vec<&str> = kept.map(|(_, place)| &text[place]).collect();
        self.field = Field::holding(&kept.join(" "));
    }

    pub(super) fn read(&mut self, time_zone: &TimeZone) {
        if self.read == self.field.text() {
            return;
        }
        self.read = self.field.text().to_owned();
        match Query::parse(&self.read, time_zone) {
            Ok(query) => {
                self.query = query;
                self.error = None;
            }
            Err(error) => {
                self.query = self.understood(time_zone);
                self.error = Some(error);
            }
        }
        if self.is_active() {
            self.last = (self.read.clone(), self.query.clone());
        }
    }

    /// The words that can be understood by themselves: the others may still be being typed.
    fn understood(&self, time_zone: &TimeZone) -> Query {
        let words = word_places(&self.read).into_iter().map(|place| &self.read[place]);
        let understood = words.filter(|word| Query::parse(word, time_zone).is_ok());
        let text = understood.collect::<Vec<_>>().join(" ");
        Query::parse(&text, time_zone).unwrap_or_default()
    }
}
