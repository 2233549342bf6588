//! From bytes to JSON: the ladder of the API reference, section 9.

use serde_json::Value;

use super::mend::{Quotes, mend};
use crate::model::Cause;

/// What was read, and whether it had to be mended first.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// The reply was not valid JSON in UTF-8. A byte order mark and outer white space are no mends.
    pub repaired: bool,
}

impl<T> Reading<T> {
    pub(super) fn try_map<U, E>(self, f: impl FnOnce(T) -> Result<U, E>) -> Result<Reading<U>, E> {
        Ok(Reading {
            value: f(self.value)?,
            repaired: self.repaired,
        })
    }
}

/// Reads JSON strictly, then mended: lossy UTF-8, escaped control characters, mended escapes.
///
/// The encoding a reply announces is ignored: the platform writes `encoding=utf-8` or nothing (section 8).
pub fn read_json(bytes: &[u8]) -> Result<Reading<Value>, Cause> {
    let bytes = trimmed(bytes);
    match bytes.first() {
        None => return Err(Cause::EmptyBody),
        Some(b'<') => return Err(Cause::NotJson { html: true }),
        Some(_) => {}
    }
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Ok(Reading { value, repaired: false });
    }
    let text = String::from_utf8_lossy(bytes);
    let parse = |quotes| serde_json::from_str(&mend(&text, quotes));
    match parse(Quotes::Escaped).or_else(|_| parse(Quotes::MayClose)) {
        Ok(value) => Ok(Reading { value, repaired: true }),
        Err(_) => Err(unreadable(&text)),
    }
}

/// The bytes without a byte order mark and without white space around them.
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii();
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii()
}

fn unreadable(text: &str) -> Cause {
    let ended_early =
        serde_json::from_str::<serde::de::IgnoredAny>(&mend(text, Quotes::Escaped)).is_err_and(|error| error.is_eof());
    if ended_early {
        Cause::Truncated
    } else {
        Cause::NotJson { html: false }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(bytes: &[u8]) -> (Value, bool) {
        let reading = read_json(bytes).unwrap();
        (reading.value, reading.repaired)
    }

    #[test]
    fn valid_json_is_not_called_repaired() {
        for bytes in [
            &b"{\"a\":\"\\/\"}"[..],
            b"\xEF\xBB\xBF{\"a\":\"/\"}",
            b" \r\n{\"a\":\"/\"}\n",
            b"\n\xEF\xBB\xBF {\"a\":\"/\"}",
        ] {
            assert_eq!(read(bytes), (json!({"a":"/"}), false));
        }
    }

    #[test]
    fn what_is_broken_is_mended_and_marked() {
        let cases: [(&[u8], Value); 5] = [
            (b"{\"a\":\"\x07x\x08\ny\x14\"}", json!({"a":"\u{7}x\u{8}\ny\u{14}"})),
            (b"{\"a\":\"\xE4\xB8\"}", json!({"a":"\u{FFFD}"})),
            (b"{\"a\":\"y?v\\\"}", json!({"a":"y?v\\"})),
            (
                b"{\"a\":\"y\\v\",\"b\":\"http:\\/\\/x\"}",
                json!({"a":"y\\v","b":"http://x"}),
            ),
            (b"{\"a\":\"\\ud83d\"}", json!({"a":"\u{FFFD}"})),
        ];
        for (bytes, value) in cases {
            assert_eq!(read(bytes), (value, true), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_it_is() {
        let cases: [(&[u8], Cause); 8] = [
            (b"", Cause::EmptyBody),
            (b"\xEF\xBB\xBF \n", Cause::EmptyBody),
            (b"  <html>502</html>", Cause::NotJson { html: true }),
            (b"{\"a\":\"b", Cause::Truncated),
            (b"{\"a\":\"b\xE4\xB8", Cause::Truncated),
            (b"{\"a\":1,", Cause::Truncated),
            (b"garbage", Cause::NotJson { html: false }),
            (b"{\"a\":1}}", Cause::NotJson { html: false }),
        ];
        for (bytes, cause) in cases {
            assert_eq!(read_json(bytes), Err(cause), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_tower_of_brackets_is_refused_without_falling_over() {
        assert!(read_json(&b"[".repeat(1_000_000)).is_err());
    }
}
