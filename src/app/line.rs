//! Lines of text with a meaning for each piece, and their wrapping.

use unicode_segmentation::UnicodeSegmentation;

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
    /// A tag; the number chooses its colour.
    Chip(u64),
    /// A name in JSON.
    JsonName,
    /// A text in JSON.
    JsonText,
    /// A number in JSON.
    JsonNumber,
    /// `true`, `false` and `null` in JSON.
    JsonWord,
    /// A value before a change.
    Before,
    /// A value after a change.
    After,
    /// An address that can be opened.
    Link,
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

/// Breaks cleaned text into lines of at most `columns`: at spaces and between wide characters, never before closing
/// punctuation; a word that is too long is broken anywhere between graphemes. Never empty.
pub fn wrap(source: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for atom in atoms(source) {
        let wide = text::width(&atom);
        if used > 0 && used + wide > columns && wide <= columns {
            lines.push(end_line(&mut line));
            used = 0;
            if atom.trim().is_empty() {
                continue;
            }
        }
        for grapheme in atom.graphemes(true) {
            let wide = text::width(grapheme);
            if used + wide > columns {
                lines.push(end_line(&mut line));
                used = 0;
            }
            used += wide;
            line.push_str(grapheme);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(end_line(&mut line));
    }
    lines
}

fn end_line(line: &mut String) -> String {
    std::mem::take(line).trim_end().to_owned()
}

/// What a line break must not part: words with their punctuation, runs of spaces, single wide characters.
fn atoms(source: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    for grapheme in source.graphemes(true) {
        let is_glued = atoms.last().is_some_and(|before| is_glued(before, grapheme));
        match atoms.last_mut() {
            Some(before) if is_glued => before.push_str(grapheme),
            _ => atoms.push(grapheme.to_owned()),
        }
    }
    join_brackets(atoms)
}

/// Widest remark in brackets that stays on one line.
const BRACKETED: usize = 24;

/// Short remarks in brackets stay whole: `(13 years ago)`.
fn join_brackets(atoms: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut rest = atoms.into_iter().peekable();
    while let Some(mut atom) = rest.next() {
        let opens = |text: &str| text.starts_with(['(', '（']) && !text.contains([')', '）']);
        while opens(&atom) {
            let Some(next) = rest.next_if(|next| text::width(&atom) + text::width(next) <= BRACKETED) else {
                break;
            };
            atom.push_str(&next);
        }
        joined.push(atom);
    }
    joined
}

fn is_glued(before: &str, grapheme: &str) -> bool {
    let is_space = |text: &str| text.chars().all(char::is_whitespace);
    if is_space(before) || is_space(grapheme) {
        return is_space(before) && is_space(grapheme);
    }
    let is_wide = |c: Option<char>| c.is_some_and(|c| text::width(c.encode_utf8(&mut [0; 4])) > 1);
    let last = before.chars().next_back();
    let closes = grapheme
        .chars()
        .all(|c| "，。；：、！？）」』】》”’,.;:!?)]}".contains(c));
    let opens = last.is_some_and(|c| "（「『【《“‘([{".contains(c));
    closes || opens || !(is_wide(last) || is_wide(grapheme.chars().next()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_at_spaces_and_anywhere_in_long_words() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("老客户老客户", 5), ["老客", "户老", "客户"]);
        assert_eq!(wrap("see (one, two), three", 10), ["see (one,", "two),", "three"]);
        assert_eq!(wrap("2013-10-25 (13 years ago)", 22), ["2013-10-25", "(13 years ago)"]);
        assert_eq!(wrap("老客户。好", 7), ["老客", "户。好"]);
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
