//! What remote text may keep. Decided character by character; nothing here depends on the terminal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands for what cannot be shown: private-use characters (old emoji of the platform), hidden text, names made of
/// nothing visible. One column wide in every terminal, also where "ambiguous" characters are drawn wide.
pub const PLACEHOLDER: char = '▯';

/// Stands for a line break.
const LINE_BREAK: char = '↵';

/// More than these on one letter would grow out of its line.
const MARKS_PER_LETTER: usize = 2;

/// Makes remote text safe for one line of a terminal: no control character, escape sequence, direction mark,
/// zero-width or line-breaking character survives; what was dropped shows as a replacement where it matters.
///
/// Control characters become their pictures (`␛`), line breaks `↵`, tabs a space, private-use characters and hidden
/// tag text `▯`. Emoji sequences fall apart into single emoji and flags into letters, since terminals disagree about
/// their width. Text in canonical form stays in canonical form.
pub fn sanitize(text: &str) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.to_owned();
    }
    let composed: String = shown(text).nfc().collect();
    let settled = settle(&limit_marks(&composed));
    if settled.trim().is_empty() && !text.trim().is_empty() {
        return PLACEHOLDER.to_string();
    }
    settled
}

/// Characters that take no place and show nothing, or that change the direction of others: the ones a JSON writer
/// escapes and a terminal never gets. Control characters are not among them.
pub const fn is_invisible(c: char) -> bool {
    is_direction_mark(c) || is_zero_width(c) || is_tag(c)
}

const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0080}'..='\u{E0FFF}')
}

/// Tag characters spell invisible ASCII.
const fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

const fn is_private_or_no_character(c: char) -> bool {
    let code = c as u32;
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FDD0}'..='\u{FDEF}') || code & 0xFFFE == 0xFFFE
}

/// Skin tones and the keycap sign lean on the emoji before them; terminals draw them beside or upon it as they please.
const fn is_emoji_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{20E3}')
}

/// What each character becomes on its own.
enum Shown {
    Nothing,
    As(char),
}

fn show(c: char, before: Option<char>) -> Shown {
    match c {
        '\n' if before == Some('\r') => Shown::Nothing,
        _ if is_line_break(c) => Shown::As(LINE_BREAK),
        '\t' => Shown::As(' '),
        '\0'..='\u{1F}' => Shown::As(char::from_u32(0x2400 + u32::from(c)).unwrap_or(PLACEHOLDER)),
        '\u{7F}' => Shown::As('␡'),
        '\u{80}'..='\u{9F}' => Shown::As(PLACEHOLDER),
        // A subdivision flag is a black flag and tags; elsewhere tags are text in hiding, and the first one tells.
        _ if is_tag(c) && before.is_some_and(|before| is_tag(before) || before == '\u{1F3F4}') => Shown::Nothing,
        _ if is_tag(c) => Shown::As(PLACEHOLDER),
        _ if is_invisible(c) || is_emoji_modifier(c) => Shown::Nothing,
        _ if is_private_or_no_character(c) => Shown::As(PLACEHOLDER),
        '\u{1F1E6}'..='\u{1F1FF}' => {
            Shown::As(char::from_u32(u32::from(c) - 0x1F1E6 + u32::from('A')).unwrap_or(PLACEHOLDER))
        }
        _ if takes_no_place(c) => Shown::Nothing,
        _ => Shown::As(c),
    }
}

/// Whatever else Unicode may hold without width that is no mark upon a letter.
fn takes_no_place(c: char) -> bool {
    c.width().unwrap_or_default() == 0 && !is_combining_mark(c)
}

fn shown(text: &str) -> impl Iterator<Item = char> {
    let befores = std::iter::once(None).chain(text.chars().map(Some));
    text.chars()
        .zip(befores)
        .filter_map(|(c, before)| match show(c, before) {
            Shown::Nothing => None,
            Shown::As(c) => Some(c),
        })
}

/// Drops marks that have no letter to stand on (they would join the cell before) and those beyond the limit.
fn limit_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut marks = MARKS_PER_LETTER;
    for c in text.chars() {
        let is_mark = is_combining_mark(c) || c.width().unwrap_or_default() == 0;
        marks = if is_mark { marks + 1 } else { 0 };
        if marks <= MARKS_PER_LETTER {
            kept.push(c);
        }
    }
    kept
}

/// Leaves no cluster whose width as a whole differs from the sum of its parts: there a drawing library and a terminal
/// may disagree. Such a cluster keeps its first character.
fn settle(text: &str) -> String {
    let certain = |cluster: &str| UnicodeWidthStr::width(cluster) == narrow_width(cluster);
    text.graphemes(true)
        .flat_map(|cluster| {
            let keep = if certain(cluster) { usize::MAX } else { 1 };
            cluster.chars().take(keep)
        })
        .collect()
}

/// Columns in a terminal that draws nothing ambiguous wide: what is certain does not depend on the setting.
fn narrow_width(cluster: &str) -> usize {
    cluster.chars().map(|c| c.width().unwrap_or_default()).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_text_becomes_harmless() {
        for (dirty, want) in [
            ("Band", "Band"),
            ("老客户 🙂", "老客户 🙂"),
            ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"),
            ("\u{1B}]0;title\u{7}", "␛]0;title␇"),
            ("\u{9B}31mred", "▯31mred"),
            ("a\u{7F}b\0", "a␡b␀"),
            ("a\tb\r\nc\rd\ne\u{2028}f\u{85}", "a b↵c↵d↵e↵f↵"),
            ("\u{202E}evil\u{202C}\u{200F}\u{2066}x\u{2069}\u{61C}", "evilx"),
            ("a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}", "abcd"),
            ("\u{E13C}\u{E41D} hi", "▯▯ hi"),
            ("e\u{301}", "é"),
            ("\u{301}a", "a"),
            ("❤\u{FE0F}", "❤"),
            ("👨\u{200D}👩\u{200D}👧", "👨👩👧"),
            ("👍🏽", "👍"),
            ("🇨🇳", "CN"),
            ("1\u{FE0F}\u{20E3}", "1"),
            ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"),
            ("x\u{E0068}\u{E0069}y", "x▯y"),
            ("\u{200B}\u{200B}", "▯"),
            ("\u{3164}", "▯"),
            ("   ", "   "),
            ("", ""),
        ] {
            assert_eq!(sanitize(dirty), want, "{dirty:?}");
        }
    }

    #[test]
    fn a_flood_of_marks_is_capped() {
        let flood = format!("Z{}y", "\u{335}".repeat(200));
        assert_eq!(sanitize(&flood), "Z\u{335}\u{335}y");
    }

    fn is_dangerous(c: char) -> bool {
        c.is_control() || is_invisible(c) || is_line_break(c) || is_private_or_no_character(c) || is_emoji_modifier(c)
    }

    /// Any text, with the dangerous ranges well represented.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>(),
            prop::char::range('\0', '\u{9F}'),
            prop::char::range('\u{2000}', '\u{206F}'),
            prop::char::range('\u{300}', '\u{36F}'),
            prop::char::range('\u{1F1E6}', '\u{1F3FF}'),
            prop::char::range('\u{FE00}', '\u{FE0F}'),
            prop::char::range('\u{E0000}', '\u{E007F}'),
            prop::char::range('\u{600}', '\u{6FF}'),
            prop::char::range('\u{900}', '\u{DFF}'),
            prop::char::range('\u{FF60}', '\u{FFA0}'),
            prop::char::range('\u{1100}', '\u{11FF}'),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_dangerous_survives(text in hostile()) {
            let clean = sanitize(&text);
            prop_assert!(!clean.chars().any(is_dangerous), "{clean:?}");
        }

        #[test]
        fn widths_are_certain(text in hostile()) {
            let clean = sanitize(&text);
            for cluster in clean.graphemes(true) {
                prop_assert_eq!(UnicodeWidthStr::width(cluster), super::super::width(cluster), "{:?} in {:?}", cluster, clean);
            }
            prop_assert!(text.is_empty() || !clean.is_empty());
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in hostile()) {
            let clean = sanitize(&text);
            prop_assert_eq!(sanitize(&clean), clean);
        }
    }
}
