//! The filter language of every list: `tag:VIP since:2024-01..2024-06 -has:unionid 上海`. Pure.

use crate::model::{Record, UiLang};

/// A parsed query; empty matches everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {}

/// Why a query cannot be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryError {
    /// The offending word.
    pub word: String,
}

impl QueryError {
    /// What was wrong and which prefixes exist, in words.
    pub fn message(&self, lang: UiLang) -> String {
        let _ = lang;
        self.word.clone()
    }
}

/// What a query can look at besides the record itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The local note.
    pub note: Option<&'a str>,
    /// The person was in the mirror and has left.
    pub left: bool,
}

impl Query {
    /// Parses words (product contract, "Query words"). `time_zone` decides where a day of `since:` begins.
    pub fn parse(text: &str, time_zone: &jiff::tz::TimeZone) -> Result<Self, QueryError> {
        let _ = (text, time_zone);
        Ok(Self::default())
    }

    /// Whether it filters nothing.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// Whether the record fits.
    pub fn matches(&self, record: &Record, beside: Beside<'_>) -> bool {
        let _ = (record, beside);
        true
    }
}
