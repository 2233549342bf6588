//! Mending of replies that are almost JSON (API reference, section 9). Changes only what no JSON reader accepts.

use std::fmt::Write as _;

/// How `\"` is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// As JSON says: an escaped quote.
    Escaped,
    /// As a lone backslash before the closing quote, where what follows can only follow a closing quote.
    MayClose,
}

/// Escapes raw control characters inside strings and the backslashes that begin no legal escape.
pub(super) fn mend(text: &str, quotes: Quotes) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\\' if in_string => {
                let (escape, closes, remaining) = read_escape(after, quotes);
                out.push_str(&escape);
                in_string = !closes;
                remaining
            }
            c if in_string && u32::from(c) < 0x20 => {
                push_escaped(&mut out, c);
                after
            }
            c => {
                in_string ^= c == '"';
                out.push(c);
                after
            }
        };
    }
    out
}

fn push_escaped(out: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = write!(out, "\\u{:04x}", u32::from(c));
}

/// What to write for the escape whose text after the backslash is `after`, whether the string ends with it, and
/// where to go on.
fn read_escape(after: &str, quotes: Quotes) -> (String, bool, &str) {
    match after.as_bytes().first() {
        Some(b'"') if quotes == Quotes::MayClose && can_follow_a_string(&after[1..]) => {
            ("\\\\\"".to_owned(), true, &after[1..])
        }
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            (format!("\\{}", &after[..1]), false, &after[1..])
        }
        Some(b'u') => read_unicode_escape(after),
        _ => ("\\\\".to_owned(), false, after),
    }
}

/// `\uXXXX`, with its low half where it is a surrogate; a half alone becomes the replacement character.
fn read_unicode_escape(after: &str) -> (String, bool, &str) {
    let Some(code) = hex4(&after[1..]) else {
        return ("\\\\".to_owned(), false, after);
    };
    let rest = &after[5..];
    match code {
        0xD800..=0xDBFF => match rest.strip_prefix("\\u").and_then(hex4) {
            Some(0xDC00..=0xDFFF) => (format!("\\{}{}", &after[..5], &rest[..6]), false, &rest[6..]),
            _ => ("\\ufffd".to_owned(), false, rest),
        },
        0xDC00..=0xDFFF => ("\\ufffd".to_owned(), false, rest),
        _ => (format!("\\{}", &after[..5]), false, rest),
    }
}

fn hex4(text: &str) -> Option<u32> {
    let digits = text.get(..4)?;
    let all_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    all_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// Whether `rest` reads on as JSON does after a closing quote. A comma alone is too common in text: after it the
/// next name or element must begin.
fn can_follow_a_string(rest: &str) -> bool {
    let rest = rest.trim_start();
    match rest.strip_prefix(',') {
        Some(next) => next.trim_start().starts_with(['"', '{']),
        None => rest.is_empty() || rest.starts_with(['}', ']', ':']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_broken_changes() {
        let cases = [
            (
                r#"{"a":"b\/c\n\u4e2d\ud83d\ude00\\"}"#,
                r#"{"a":"b\/c\n\u4e2d\ud83d\ude00\\"}"#,
            ),
            ("{\"a\":\n\"x\ny\u{7}\u{14}\"}", "{\"a\":\n\"x\\u000ay\\u0007\\u0014\"}"),
            (r#"{"a":"y\v"}"#, r#"{"a":"y\\v"}"#),
            (r#"{"a":"\u12"}"#, r#"{"a":"\\u12"}"#),
            (r#"{"a":"\ud83d!"}"#, r#"{"a":"\ufffd!"}"#),
            (r#"{"a":"\ude00"}"#, r#"{"a":"\ufffd"}"#),
            (r#"{"a":"\中"}"#, r#"{"a":"\\中"}"#),
            ("\"\\", "\"\\\\"),
        ];
        for (broken, mended) in cases {
            assert_eq!(mend(broken, Quotes::Escaped), mended, "{broken}");
        }
    }

    #[test]
    fn a_lone_backslash_may_stand_before_the_closing_quote() {
        let broken = r#"{"city":"y?v\","province":"a\"b, c","x":["p\"],"y":"z\"}"#;
        let mended = r#"{"city":"y?v\\","province":"a\"b, c","x":["p\\"],"y":"z\\"}"#;
        assert_eq!(mend(broken, Quotes::MayClose), mended);
    }
}
