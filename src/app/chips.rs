//! The words of a filter while nobody types in it: each can be taken away.

use std::ops::Range;

use super::state::{Focus, State};
use crate::locale::fill;
use crate::text;

/// What takes a word away when it is clicked.
pub const CROSS: &str = "✕";
/// Columns between two chips.
const GAP: usize = 1;
/// Longest part of a word that is shown.
const LONGEST: usize = 30;

/// One word with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Which word of the filter.
    pub word: usize,
    /// What it says, cleaned.
    pub text: String,
    /// It can be understood.
    pub is_good: bool,
    /// Its columns from the left edge of the line, the cross with them.
    pub columns: Range<usize>,
}

/// The filter line without the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chips {
    /// Those that fit, from left to right.
    pub shown: Vec<Chip>,
    /// How many more there are, in words, and where that stands.
    pub more: Option<(String, usize)>,
}

/// Whether the filter is shown as chips.
pub fn are_shown(state: &State) -> bool {
    state.focus != Focus::Filter && !state.table().filter.field.is_empty()
}

/// Where the chips begin: behind the line's label.
pub fn start(state: &State) -> usize {
    1 + text::width(state.texts().table.filter) + 2
}

/// The chips that fit into `columns`.
pub fn chips(state: &State, columns: usize) -> Chips {
    let words = state.table().filter.words();
    let mut chips = Chips::default();
    let mut x = start(state);
    for (word, (typed, is_good)) in words.iter().enumerate() {
        let text = text::truncate(&text::sanitize(typed), LONGEST);
        let end = x + text::width(&text) + 1 + text::width(CROSS);
        let rest = words.len() - word - 1;
        let kept = if rest > 0 { 4 } else { 0 };
        if end + kept > columns {
            let more = fill(state.texts().lists.more_words, &[&(rest + 1)]);
            chips.more = Some((more, x));
            break;
        }
        chips.shown.push(Chip {
            word,
            text,
            is_good: *is_good,
            columns: x..end,
        });
        x = end + GAP + 1;
    }
    chips
}
