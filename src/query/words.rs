//! Splits a query into words.

use std::ops::Range;

/// One word as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// It began with `-`.
    pub(super) negated: bool,
    /// What stood before an unquoted colon, in lower case.
    pub(super) prefix: Option<String>,
    /// The rest, without quotes, unless it is nothing else.
    pub(super) value: String,
}

/// Words between white space (any of Unicode's). A quote that is not closed reaches to the end: the text may still be
/// being typed.
pub(super) fn split(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, after) = next(rest);
        words.push(word);
        rest = after.trim_start();
    }
    words
}

/// Where the words stand in a text, as typed: with their prefixes and quotes.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (_, after) = next(rest);
        places.push(text.len() - rest.len()..text.len() - after.len());
        rest = after.trim_start();
    }
    places
}

/// The first word of a text that begins with one. Quotes with nothing in them stand for themselves: a word that asks
/// for nothing would silently widen what is found.
fn next(text: &str) -> (Word, &str) {
    let (negated, body) = match text.strip_prefix('-') {
        Some(body) if body.starts_with(|c: char| !c.is_whitespace()) => (true, body),
        _ => (false, text),
    };
    let prefix_end = body.find(|c: char| is_colon(c) || is_quote(c) || c.is_whitespace());
    let colon = prefix_end.filter(|&end| end > 0 && body[end..].starts_with(is_colon));
    let (prefix, body) = match colon {
        Some(end) => (Some(body[..end].to_lowercase()), without_first(&body[end..])),
        None => (None, body),
    };
    let (mut value, rest) = value(body);
    if prefix.is_none() && value.is_empty() {
        body[..body.len() - rest.len()].clone_into(&mut value);
    }
    (Word { negated, prefix, value }, rest)
}

fn without_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// Text up to white space, where quoted parts may hold white space.
fn value(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_quote(c) => quoted = !quoted,
            _ if c.is_whitespace() && !quoted => return (value, &text[at..]),
            _ => value.push(c),
        }
    }
    (value, "")
}

const fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}
