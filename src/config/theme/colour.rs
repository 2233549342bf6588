use toml::de::DeTable;

use crate::config::nearest;
use crate::config::reader::{Placed, Reader, Section};
use crate::locale::fill;

/// A colour as a theme names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own text or ground.
    Default,
    /// One of the terminal's sixteen, 0 to 15.
    Ansi(u8),
    /// One of the 256 of xterm.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a terminal's attributes are independent of each other"
)]
pub struct Look {
    /// Colour of the text; `None` leaves what is there.
    pub fg: Option<Colour>,
    /// Colour of the ground; `None` leaves what is there.
    pub bg: Option<Colour>,
    /// Heavier.
    pub bold: bool,
    /// Fainter.
    pub dim: bool,
    /// Slanted.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Text and ground change places.
    pub reverse: bool,
}

/// Names of the terminal's sixteen colours, in their order.
const ANSI: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright_black",
    "bright_red",
    "bright_green",
    "bright_yellow",
    "bright_blue",
    "bright_magenta",
    "bright_cyan",
    "bright_white",
];

impl Colour {
    /// `default`, a name, `0` to `255`, or `#rrggbb`.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "default" {
            return Some(Self::Default);
        }
        if let Some(place) = ANSI.iter().position(|name| *name == word) {
            return u8::try_from(place).ok().map(Self::Ansi);
        }
        if let Some(hex) = word.strip_prefix('#') {
            let is_hex = hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit());
            let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?.to_be_bytes();
            return Some(Self::Rgb(red, green, blue));
        }
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        word.parse().ok().filter(|_| is_number).map(Self::Indexed)
    }
}

/// A colour; a problem where the word is none.
pub(super) fn read(reader: &mut Reader<'_>, key: &str, found: &Placed<String>) -> Option<Colour> {
    let colour = Colour::parse(&found.value);
    if colour.is_none() {
        let mut message = fill(
            reader.texts.colour,
            &[&key, &found.value.escape_debug(), &ANSI.join(", ")],
        );
        if nearest(&found.value, &ANSI).is_some() {
            message.push_str(&reader.did_you_mean(&found.value, &ANSI));
        }
        reader.problem(&found.span, message);
    }
    colour
}

/// The look of one role.
pub(super) fn read_look(reader: &mut Reader<'_>, role: &str, table: &DeTable<'_>) -> Look {
    let mut section = Section::new(format!("[roles] {role}"), Some(table));
    let fg = section.text(reader, "fg").and_then(|found| read(reader, "fg", &found));
    let bg = section.text(reader, "bg").and_then(|found| read(reader, "bg", &found));
    let mut flag = |key| section.flag(reader, key).unwrap_or(false);
    let look = Look {
        fg,
        bg,
        bold: flag("bold"),
        dim: flag("dim"),
        italic: flag("italic"),
        underline: flag("underline"),
        reverse: flag("reverse"),
    };
    section.finish(reader);
    look
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_four_spellings() {
        for (word, expected) in [
            ("default", Some(Colour::Default)),
            ("black", Some(Colour::Ansi(0))),
            ("bright_white", Some(Colour::Ansi(15))),
            ("208", Some(Colour::Indexed(208))),
            ("#ff8800", Some(Colour::Rgb(255, 136, 0))),
            ("#FF8800", Some(Colour::Rgb(255, 136, 0))),
            ("256", None),
            ("-1", None),
            ("+1", None),
            ("#ff880", None),
            ("#+f8800", None),
            ("", None),
            ("purple", None),
        ] {
            assert_eq!(Colour::parse(word), expected, "{word}");
        }
    }
}
