//! Fuzzy search in short texts: the letters in their order, with gaps, word by word.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Longer than any text that is searched: the rest of a pasted page is not looked at.
const LONGEST: usize = 128;

/// What is searched for. Each word of it has to be found, in any order, upper case or not.
pub struct Search {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

/// Where it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// How good it is: letters beside each other and at the start of words count for more.
    pub score: u32,
    /// The graphemes of the text that match, by number, ascending.
    pub places: Vec<usize>,
}

impl Search {
    /// A search for `wanted`; nothing but blanks is found everywhere.
    pub fn new(wanted: &str) -> Self {
        let wanted: String = wanted.chars().take(LONGEST).collect();
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        Self {
            pattern: Pattern::new(&wanted, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy),
            matcher: Matcher::new(config),
            buffer: Vec::new(),
        }
    }

    /// Looks for it in a text.
    pub fn find(&mut self, text: &str) -> Option<Hit> {
        let mut found = Vec::new();
        let text = Utf32Str::new(text, &mut self.buffer);
        let score = self.pattern.indices(text, &mut self.matcher, &mut found)?;
        found.sort_unstable();
        found.dedup();
        let places = found
            .into_iter()
            .filter_map(|place| usize::try_from(place).ok())
            .collect();
        Some(Hit { score, places })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(wanted: &str, text: &str) -> Option<Vec<usize>> {
        Search::new(wanted).find(text).map(|hit| hit.places)
    }

    #[test]
    fn letters_are_found_in_their_order_with_gaps() {
        assert_eq!(places("cpj", "copy json"), Some(vec![0, 2, 5]));
        assert_eq!(
            places("JSON copy", "copy json"),
            Some(vec![0, 1, 2, 3, 5, 6, 7, 8]),
            "words in any order"
        );
        assert_eq!(places("原样", "按收到的原样显示"), Some(vec![4, 5]));
        assert_eq!(places("x", "客e\u{301}x"), Some(vec![2]), "graphemes, not characters");
        assert_eq!(places("  ", "copy"), Some(vec![]));
        assert_eq!(places("ypoc", "copy"), None);
        assert_eq!(places(&"x".repeat(100_000), "x"), None);
    }

    #[test]
    fn whole_words_beat_scattered_letters() {
        let score = |text| Search::new("raw").find(text).map(|hit| hit.score);
        assert!(score("raw reply") > score("reply, raw"), "at the start");
        assert!(score("reply, raw") > score("refresh a window"), "in one piece");
    }
}
