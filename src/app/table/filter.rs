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
    query: Query,
    read: String,
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
    }

    /// The words that can be understood by themselves: the others may still be being typed.
    fn understood(&self, time_zone: &TimeZone) -> Query {
        let words = word_places(&self.read).into_iter().map(|place| &self.read[place]);
        let understood = words.filter(|word| Query::parse(word, time_zone).is_ok());
        let text = understood.collect::<Vec<_>>().join(" ");
        Query::parse(&text, time_zone).unwrap_or_default()
    }
}
