//! JSON as the platform writes it: compact, raw UTF-8, every slash in a string as `\/`.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// Writes a reply.
pub(super) fn write(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Slashes(CompactFormatter)));
    debug_assert!(written.is_ok(), "a JSON value can be written to memory");
    bytes
}

struct Slashes(CompactFormatter);

impl Formatter for Slashes {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut parts = fragment.split('/');
        if let Some(first) = parts.next() {
            self.0.write_string_fragment(writer, first)?;
        }
        for part in parts {
            writer.write_all(b"\\/")?;
            self.0.write_string_fragment(writer, part)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_are_escaped_and_text_is_raw() {
        let value = serde_json::json!({"b": "http://x/0", "a": ["中/文", "\u{1b}"], "n": 1});
        let text = String::from_utf8(write(&value)).unwrap();
        assert_eq!(text, r#"{"b":"http:\/\/x\/0","a":["中\/文","\u001b"],"n":1}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
