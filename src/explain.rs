//! Errcodes, error replies, errmsgs, rids and profile replies in words, without any call. Pure.
//!
//! The text may come from a log: secrets in it are masked before anything is read, and every line that leaves is safe
//! for a terminal.

mod code;
mod reply;
mod secrets;
mod words;

use std::fmt;

use crate::person::Wording;
use crate::text::sanitize;

/// What a text means.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Its parts, in reading order; never empty.
    pub sections: Vec<Section>,
    /// Everything in it is known. Otherwise an errcode of no catalogue row is in it: `explain` then ends with exit 1.
    pub known: bool,
}

/// Lines under a title. Cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The title.
    pub title: String,
    /// The lines, without indentation of the whole.
    pub lines: Vec<String>,
}

/// Explains a text (product contract, `explain TEXT`); `None` where there is nothing to explain: no known errcode, no
/// rid, no reply.
pub fn explain(text: &str, wording: &Wording) -> Option<Explanation> {
    let text = secrets::masked(text.trim());
    code::bare(&text, wording)
        .or_else(|| reply::in_text(&text, wording))
        .or_else(|| words::in_text(&text, wording))
}

impl Explanation {
    const fn known(sections: Vec<Section>) -> Self {
        Self { sections, known: true }
    }
}

impl Section {
    fn new(title: &str, lines: impl IntoIterator<Item = String>) -> Self {
        Self {
            title: sanitize(title),
            lines: lines.into_iter().map(|line| sanitize(&line)).collect(),
        }
    }
}

/// The sections as a text: titles, indented lines, a blank line between.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, section) in self.sections.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            writeln!(f, "{}", section.title)?;
            for line in &section.lines {
                writeln!(f, "  {line}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
