//! The filter of a list.

use jiff::tz::TimeZone;

use crate::app::field::Field;
use crate::query::{Query, QueryError};

/// The filter of a list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Its text.
    pub field: Field,
    /// Why the text is not understood; it hides nothing more then.
    pub error: Option<QueryError>,
    query: Query,
    read: String,
}

impl Filter {
    /// Whether rows may be hidden.
    pub fn is_active(&self) -> bool {
        !self.query.is_empty()
    }

    /// What it asks for: the last text that was understood, while another one is being typed.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// Reads the field; the query stays as it was while the text is not understood.
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
            Err(error) => self.error = Some(error),
        }
    }
}
