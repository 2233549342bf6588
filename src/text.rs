//! Text on its way to a terminal: cleaning, measuring, cutting. Pure.

use unicode_segmentation::UnicodeSegmentation;

mod ambiguous;
mod amounts;
mod sanitize;

pub use ambiguous::{is_ambiguous_wide, set_ambiguous_wide, stand_in};
pub use amounts::{bar, grouped, span};
pub use sanitize::{PLACEHOLDER, is_invisible, sanitize};

/// The sign of a cut; one column wide in every terminal.
fn ellipsis() -> char {
    if is_ambiguous_wide() { '~' } else { '…' }
}

/// Width in terminal columns: the sum over its characters, so that it adds up and agrees with what a terminal
/// without grapheme clustering does. Exact for text that went through [`sanitize()`].
pub fn width(text: &str) -> usize {
    text.chars().map(ambiguous::width_of).sum()
}

/// Cuts to at most `columns`, ending in `…` where something was cut. Never splits a grapheme.
pub fn truncate(text: &str, columns: usize) -> String {
    if fits(text, columns) {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide > columns - 1 {
            break;
        }
        used += wide;
        cut.push_str(grapheme);
    }
    cut.push(ellipsis());
    cut
}

/// Cuts in the middle: the first `head` and last `tail` characters around `…`. Text that would not get shorter stays.
///
/// An account's openids share their first letters, so the end tells them apart (product contract, section 6: 8 + 6).
pub fn cut_middle(text: &str, head: usize, tail: usize) -> String {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    if graphemes.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let start = graphemes[..head].concat();
    let end = graphemes[graphemes.len() - tail..].concat();
    format!("{start}{}{end}", ellipsis())
}

/// Exactly `columns` wide: cut where too long, filled with spaces at the right.
pub fn pad_right(text: &str, columns: usize) -> String {
    let mut padded = truncate(text, columns);
    padded.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&padded))));
    padded
}

/// Exactly `columns` wide: cut where too long, filled with spaces at the left (numbers).
pub fn pad_left(text: &str, columns: usize) -> String {
    let cut = truncate(text, columns);
    let blank = columns.saturating_sub(width(&cut));
    " ".repeat(blank) + &cut
}

/// Stops at the first column too many, so that a very long text costs no more than a short one.
fn fits(text: &str, columns: usize) -> bool {
    let mut left = columns;
    for c in text.chars() {
        match left.checked_sub(ambiguous::width_of(c)) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn truncate_counts_columns_and_keeps_graphemes_whole() {
        for (text, columns, want) in [
            ("Band", 4, "Band"),
            ("Band", 3, "Ba…"),
            ("Band", 1, "…"),
            ("Band", 0, ""),
            ("老客户", 6, "老客户"),
            ("老客户", 5, "老客…"),
            ("老客户", 4, "老…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("", 0, ""),
        ] {
            assert_eq!(truncate(text, columns), want, "{text:?} at {columns}");
        }
    }

    #[test]
    fn the_middle_is_cut_only_where_that_shortens() {
        assert_eq!(cut_middle("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", 8, 6), "o6_bmjrP…OPfL2M");
        assert_eq!(cut_middle("o6_bmjrPTlm6_2s", 8, 6), "o6_bmjrPTlm6_2s");
        assert_eq!(cut_middle("abc", 0, 0), "…");
        assert_eq!(cut_middle("老客户老客户", 1, 1), "老…户");
    }

    #[test]
    fn padding_fills_to_the_column() {
        assert_eq!(pad_right("老客", 6), "老客  ");
        assert_eq!(pad_right("老客户", 4), "老… ");
        assert_eq!(pad_left("42", 4), "  42");
        assert_eq!(pad_left("42000", 4), "420…");
    }

    proptest! {
        #[test]
        fn truncate_never_exceeds(text in any::<String>(), columns in 0_usize..40) {
            let cut = truncate(&sanitize(&text), columns);
            prop_assert!(width(&cut) <= columns, "{cut:?}");
        }

        #[test]
        fn truncate_of_raw_text_never_exceeds(text in any::<String>(), columns in 0_usize..40) {
            prop_assert!(width(&truncate(&text, columns)) <= columns);
        }

        #[test]
        fn padding_is_exact(text in any::<String>(), columns in 0_usize..40) {
            prop_assert_eq!(width(&pad_right(&sanitize(&text), columns)), columns);
            prop_assert_eq!(width(&pad_left(&sanitize(&text), columns)), columns);
        }

        #[test]
        fn width_adds_up(left in any::<String>(), right in any::<String>()) {
            let (left, right) = (sanitize(&left), sanitize(&right));
            prop_assert_eq!(width(&left) + width(&right), width(&(left + &right)));
        }
    }
}
