//! JSON as the platform writes it: compact, raw UTF-8, every slash in a string as `\/`.

use std::fmt::Display;
use std::io::{self, Write};

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

/// Writes one object field by field, without a [`Value`] for each: for what is sent by the million.
pub(super) struct Object<'a> {
    out: &'a mut Vec<u8>,
    /// What stands before the next field.
    before: u8,
}

impl<'a> Object<'a> {
    pub(super) fn begin(out: &'a mut Vec<u8>) -> Self {
        Self { out, before: b'{' }
    }

    pub(super) fn end(self) {
        if self.before == b'{' {
            self.out.push(b'{');
        }
        self.out.push(b'}');
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        write_text(self.out, text);
    }

    pub(super) fn number(&mut self, key: &str, number: impl Into<u64>) {
        self.key(key);
        write_display(self.out, &number.into());
    }

    pub(super) fn texts(&mut self, key: &str, texts: &[impl AsRef<str>]) {
        self.key(key);
        write_list(self.out, texts, |out, text| write_text(out, text.as_ref()));
    }

    pub(super) fn numbers(&mut self, key: &str, numbers: &[u32]) {
        self.key(key);
        write_list(self.out, numbers, write_display);
    }

    /// A value that `write` writes.
    pub(super) fn value(&mut self, key: &str, write: impl FnOnce(&mut Vec<u8>)) {
        self.key(key);
        write(self.out);
    }

    fn key(&mut self, key: &str) {
        self.out.extend([self.before, b'"']);
        self.out.extend(key.as_bytes());
        self.out.extend(b"\":");
        self.before = b',';
    }
}

/// Writes `[…]`, each element by `write`.
pub(super) fn write_list<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}

fn write_display(out: &mut Vec<u8>, value: &impl Display) {
    let written = write!(out, "{value}");
    debug_assert!(written.is_ok(), "a vector takes every byte");
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = rest
        .iter()
        .position(|byte| matches!(byte, 0..0x20 | b'"' | b'\\' | b'/'))
    {
        out.extend(&rest[..at]);
        match rest[at] {
            byte @ (b'"' | b'\\' | b'/') => out.extend([b'\\', byte]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            8 => out.extend(b"\\b"),
            12 => out.extend(b"\\f"),
            byte => {
                let written = write!(out, "\\u{byte:04x}");
                debug_assert!(written.is_ok(), "a vector takes every byte");
            }
        }
        rest = &rest[at + 1..];
    }
    out.extend(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_writers_agree_on_every_character() {
        let all: String = ('\0'..'\u{3000}').collect();
        let mut bytes = Vec::new();
        let mut object = Object::begin(&mut bytes);
        object.text("t", &all);
        object.number("n", u64::MAX);
        object.texts("l", &["", "/"]);
        object.numbers("m", &[]);
        object.end();
        let value = serde_json::json!({"t": all, "n": u64::MAX, "l": ["", "/"], "m": []});
        assert_eq!(String::from_utf8(bytes), String::from_utf8(write(&value)));
        let mut empty = Vec::new();
        Object::begin(&mut empty).end();
        assert_eq!(empty, b"{}");
    }

    #[test]
    fn slashes_are_escaped_and_text_is_raw() {
        let value = serde_json::json!({"b": "http://x/0", "a": ["中/文", "\u{1b}"], "n": 1});
        let text = String::from_utf8(write(&value)).unwrap();
        assert_eq!(text, r#"{"b":"http:\/\/x\/0","a":["中\/文","\u001b"],"n":1}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
