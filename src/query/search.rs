//! Searching many records: their texts are lowered once instead of for every query.

use super::{Beside, Query, term};
use crate::model::Record;

/// Parts the texts of a record from each other, so that no word is found across two of them.
const BETWEEN: char = '\u{1f}';

/// Everything that plain words look at, in lower case, on one line.
pub fn search_text(record: &Record, beside: Beside<'_>) -> String {
    let mut all = String::new();
    for text in term::texts(record, beside) {
        let lower = text.to_lowercase();
        all.extend(lower.chars().map(|c| if c == '\n' { BETWEEN } else { c }));
        all.push(BETWEEN);
    }
    all
}

impl Query {
    /// The plain words, in lower case, and whether they are negated.
    pub fn plain_terms(&self) -> impl Iterator<Item = (&str, bool)> {
        self.terms
            .iter()
            .filter_map(|condition| Some((condition.term.plain_word()?, condition.negated)))
    }

    /// Whether it consists of plain words only.
    pub fn is_plain(&self) -> bool {
        self.terms.iter().all(|condition| condition.term.plain_word().is_some())
    }

    /// Whether the record fits the words that are not plain: those a search of [`search_text`] cannot decide.
    pub fn matches_beyond_text(&self, record: &Record, beside: Beside<'_>) -> bool {
        self.terms.iter().all(|condition| {
            condition.term.plain_word().is_some() || condition.term.matches(record, beside) != condition.negated
        })
    }
}
