//! Inputs typed before, per kind of field, and the search among them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::job::InputKind;

use super::field::Field;
use super::fuzzy::Search;
use super::picker::Picker;

/// Inputs offered per kind.
pub const KEPT: usize = 200;
/// Longest input that is kept, in bytes.
const LONGEST: usize = 8 * 1024;

/// What was typed before, newest first.
#[derive(Clone, Debug, Default)]
pub struct InputHistory {
    known: BTreeMap<InputKind, Vec<String>>,
}

impl InputHistory {
    /// Keeps an input as the newest of its kind; `false` where it is nothing to keep.
    pub fn keep(&mut self, kind: InputKind, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return false;
        }
        let known = self.known.entry(kind).or_default();
        known.retain(|other| other != text);
        known.insert(0, text.to_owned());
        known.truncate(KEPT);
        true
    }

    /// Takes what the local file holds, newest first; what was typed in this run is newer.
    pub fn take(&mut self, kind: InputKind, stored: Vec<String>) {
        let known = self.known.entry(kind).or_default();
        for text in stored {
            if !known.contains(&text) {
                known.push(text);
            }
        }
        known.truncate(KEPT);
    }

    /// The inputs of a kind, newest first.
    pub fn of(&self, kind: InputKind) -> &[String] {
        self.known.get(&kind).map_or(&[], Vec::as_slice)
    }
}

/// The search among inputs, on top of the field that it fills.
#[derive(Clone, Debug)]
pub struct InputSearch {
    /// Whose inputs.
    pub kind: InputKind,
    /// What is searched for.
    pub field: Field,
    /// The inputs that fit, best first.
    pub found: Picker<FoundInput>,
}

/// An input that fits what is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundInput {
    /// The input as it was typed.
    pub text: String,
    /// Graphemes of [`flat`] of it that match.
    pub places: Vec<usize>,
}

impl InputSearch {
    /// All inputs of a kind.
    pub fn new(kind: InputKind, history: &InputHistory) -> Self {
        let mut search = Self {
            kind,
            field: Field::default(),
            found: Picker::default(),
        };
        search.search(history);
        search
    }

    /// Looks again, after something was typed or arrived; begins at the best.
    pub fn search(&mut self, history: &InputHistory) {
        let mut search = Search::new(self.field.text());
        let inputs = history.of(self.kind).iter();
        let mut found: Vec<(u32, FoundInput)> = inputs
            .filter_map(|text| {
                let hit = search.find(&flat(text))?;
                let found = FoundInput {
                    text: text.clone(),
                    places: hit.places,
                };
                Some((hit.score, found))
            })
            .collect();
        // Stable: of equals the newest comes first.
        found.sort_by_key(|(score, _)| Reverse(*score));
        self.found = Picker::new(found.into_iter().map(|(_, found)| found).collect());
    }
}

/// An input on one line, its beginning only: enough to recognise it.
pub fn flat(text: &str) -> String {
    let head: String = text.chars().take(200).collect();
    head.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_first_each_once_and_bounded() {
        let mut history = InputHistory::default();
        for text in ["one", " two ", "one", "", "  "] {
            history.keep(InputKind::Filter, text);
        }
        history.take(InputKind::Filter, vec!["two".to_owned(), "older".to_owned()]);
        assert_eq!(history.of(InputKind::Filter), ["one", "two", "older"]);
        assert!(history.of(InputKind::Lookup).is_empty());
        assert!(!history.keep(InputKind::Lookup, &"x".repeat(LONGEST + 1)));
        for n in 0..=KEPT {
            history.keep(InputKind::Filter, &n.to_string());
        }
        assert_eq!(history.of(InputKind::Filter).len(), KEPT);
    }

    #[test]
    fn the_search_is_fuzzy_and_prefers_the_newest() {
        let mut history = InputHistory::default();
        for text in ["scene:qr_code", "tag:VIP since:2024", "tag:VIP"] {
            history.keep(InputKind::Filter, text);
        }
        let mut search = InputSearch::new(InputKind::Filter, &history);
        let found = |search: &InputSearch| {
            let found = search.found.all.iter();
            found.map(|found| found.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found(&search), ["tag:VIP", "tag:VIP since:2024", "scene:qr_code"]);
        search.field = Field::holding("qrcd");
        search.search(&history);
        assert_eq!(found(&search), ["scene:qr_code"]);
        search.field = Field::holding("nothing like it");
        search.search(&history);
        assert!(search.found.all.is_empty());
    }
}
