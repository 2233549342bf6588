//! Lines of text with a meaning for each piece, and their wrapping.

use crate::text;

/// What a piece of text is meant as; the theme gives it a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// What matters most here.
    Strong,
    /// What only helps: labels, units, why something is empty.
    Quiet,
    /// Titles, keys.
    Accent,
    /// As it should be.
    Good,
    /// To be noticed.
    Warning,
    /// Wrong.
    Bad,
}

/// A piece of text. Safe for a terminal: only [`Line`] makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// What it is meant as.
    pub tone: Tone,
}

/// One line of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// A line of one piece.
    pub fn of(text: &str, tone: Tone) -> Self {
        Self::default().and(text, tone)
    }

    /// With another piece at its end.
    #[must_use]
    pub fn and(mut self, text: &str, tone: Tone) -> Self {
        self.spans.push(Span {
            text: text::sanitize(text),
            tone,
        });
        self
    }

    /// The text without its looks.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Width in columns.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| text::width(&span.text)).sum()
    }
}

/// Breaks cleaned text into lines of at most `columns`: at spaces where there are any, else anywhere between graphemes.
/// Never empty.
pub fn wrap(source: &str, columns: usize) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in source.split_word_bounds() {
        let wide = text::width(word);
        if used + wide <= columns {
            used += wide;
            line.push_str(word);
            continue;
        }
        if wide <= columns && used > 0 && (wide <= columns / 2 || used > columns / 2) {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
            if !word.trim().is_empty() {
                used = wide;
                line.push_str(word);
            }
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = text::width(grapheme);
            if used + wide > columns {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            used += wide;
            line.push_str(grapheme);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_at_spaces_and_anywhere_in_long_words() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("老客户老客户", 5), ["老客", "户老", "客户"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(source in "[a-z老客 ]{0,60}", columns in 2_usize..20) {
            let lines = wrap(&source, columns);
            prop_assert!(lines.iter().all(|line| text::width(line) <= columns), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&source));
        }
    }
}
