//! JSON that is safe on a terminal: control, direction and zero-width characters leave as `\uXXXX`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::text;

/// One value on one line, safe for any terminal.
pub fn to_text(value: &impl Serialize) -> String {
    render(value, Guarded(CompactFormatter))
}

/// One value over several lines, safe for any terminal.
pub fn to_text_pretty(value: &impl Serialize) -> String {
    render(value, Guarded(PrettyFormatter::new()))
}

/// One value and a line end: a line of JSON Lines.
pub fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut line = bytes(value, Guarded(CompactFormatter));
    line.push(b'\n');
    out.write_all(&line)
}

/// One JSON array, written item by item, each on its line. Closed by [`ArrayWriter::finish`], also when the work was
/// interrupted; nothing is written before the first item or the end.
#[derive(Debug)]
pub struct ArrayWriter<W> {
    out: W,
    items: u64,
}

impl<W: Write> ArrayWriter<W> {
    /// An array on `out`.
    pub const fn new(out: W) -> Self {
        Self { out, items: 0 }
    }

    /// Writes one item.
    pub fn push(&mut self, value: &impl Serialize) -> io::Result<()> {
        let lead: &[u8] = if self.items == 0 { b"[\n" } else { b",\n" };
        self.out.write_all(lead)?;
        self.items += 1;
        self.out.write_all(&bytes(value, Guarded(CompactFormatter)))
    }

    /// Closes the array and gives the target back.
    pub fn finish(mut self) -> io::Result<W> {
        let end: &[u8] = if self.items == 0 { b"[]\n" } else { b"\n]\n" };
        self.out.write_all(end)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn render(value: &impl Serialize, formatter: impl Formatter) -> String {
    String::from_utf8(bytes(value, formatter)).unwrap_or_default()
}

/// What a record takes, so that a line grows in one piece.
const USUAL: usize = 1_536;

fn bytes(value: &impl Serialize, formatter: impl Formatter) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(USUAL);
    let mut serializer = Serializer::with_formatter(&mut bytes, formatter);
    // Writing what we write into memory cannot fail; were it to, an empty text is better than half a value.
    if value.serialize(&mut serializer).is_err() {
        bytes.clear();
    }
    bytes
}

/// Any layout, with the escapes of the product contract ("One lookup as JSON").
struct Guarded<F>(F);

fn needs_escape(c: char) -> bool {
    c.is_control() || text::is_invisible(c)
}

fn write_escape(writer: &mut (impl ?Sized + Write), c: char) -> io::Result<()> {
    for unit in c.encode_utf16(&mut [0; 2]) {
        write!(writer, "\\u{unit:04x}")?;
    }
    Ok(())
}

impl<F: Formatter> Formatter for Guarded<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Nearly all text is plain, and told so by its bytes: below a space it has been escaped before it comes here.
        if fragment.bytes().all(|byte| (b' '..0x7F).contains(&byte)) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(needs_escape) {
            let (plain, tail) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                write_escape(writer, c)?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        let control = match escape {
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{C}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            other => return self.0.write_char_escape(writer, other),
        };
        write_escape(writer, control)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
