//! What terminals answer, read from the bytes that came.

use super::answers::{Answers, Told};
use crate::config::Background;

/// Number of the picture in kitty's question; nothing is drawn with it.
pub(super) const ASKED: &str = "i=31";

impl Answers {
    /// Reads all that came since the question.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut answers = Self {
            state: Told::Part,
            ..Self::default()
        };
        let mut rest = bytes;
        let mut typed = Vec::new();
        while let Some((first, after)) = rest.split_first() {
            rest = match (first, Sequence::split(after)) {
                (0x1b, Some((sequence, after))) => {
                    answers.take(sequence);
                    after
                }
                (0x1b, None) => after,
                _ => {
                    typed.push(*first);
                    after
                }
            };
        }
        // Other keys than these mean nothing before there is a screen.
        let is_text = |c: &char| !c.is_control() || matches!(c, '\r' | '\n' | '\t');
        answers.typed = String::from_utf8_lossy(&typed).chars().filter(is_text).collect();
        answers
    }

    fn take(&mut self, sequence: Sequence<'_>) {
        let body = String::from_utf8_lossy(sequence.body);
        match sequence.kind {
            b'[' => self.take_control(&body),
            b']' => {
                let colour = body.strip_prefix("11;rgb:").or_else(|| body.strip_prefix("11;rgba:"));
                self.background = colour.and_then(ground).or(self.background);
            }
            b'P' => {
                if let Some(name) = body.strip_prefix(">|") {
                    self.name = Some(name.to_lowercase());
                }
            }
            _ => self.has_kitty |= body == format!("G{ASKED};OK"),
        }
    }

    fn take_control(&mut self, body: &str) {
        if let Some(abilities) = body.strip_prefix('?').and_then(|body| body.strip_suffix('c')) {
            self.state = Told::All;
            self.has_sixel |= abilities.split(';').skip(1).any(|ability| ability == "4");
        }
        if let Some(size) = body.strip_prefix("6;").and_then(|body| body.strip_suffix('t'))
            && let Some((height, width)) = size.split_once(';')
            && let (Ok(height @ 1..), Ok(width @ 1..)) = (height.parse(), width.parse())
        {
            self.cell = Some((width, height));
        }
    }
}

/// One escape sequence without its beginning and its end.
#[derive(Clone, Copy, Debug)]
struct Sequence<'a> {
    kind: u8,
    body: &'a [u8],
}

impl<'a> Sequence<'a> {
    /// The sequence whose escape has been read, and what follows it; `None` for one of another kind or without an end.
    fn split(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (&kind, after) = bytes.split_first()?;
        let (body, end) = match kind {
            b'[' => {
                let last = after.iter().position(|byte| (0x40..=0x7e).contains(byte))?;
                (last + 1, last + 1)
            }
            b']' | b'P' | b'_' => {
                let last = after.iter().position(|byte| matches!(byte, 0x1b | 0x07))?;
                let is_long = after.get(last) == Some(&0x1b);
                (last, last + 1 + usize::from(is_long))
            }
            _ => return None,
        };
        let sequence = Self {
            kind,
            body: after.get(..body)?,
        };
        Some((sequence, after.get(end..)?))
    }
}

/// From `rrrr/gggg/bbbb`, with one to four digits each, to how bright that is.
fn ground(colour: &str) -> Option<Background> {
    let part = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
        u32::from_str_radix(digits, 16)
            .ok()?
            .checked_mul(255)?
            .checked_div(most)
    };
    let mut parts = colour.split('/').map(part);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    let brightness = (red * 299 + green * 587 + blue * 114) / 1000;
    Some(if brightness >= 128 {
        Background::Light
    } else {
        Background::Dark
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_terminals_answer_is_read() {
        let kitty =
            "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;52;c";
        let asked = Answers {
            state: Told::All,
            ..Answers::default()
        };
        for (bytes, expected) in [
            (
                kitty,
                Answers {
                    background: Some(Background::Dark),
                    name: Some("kitty(0.42.1)".to_owned()),
                    has_kitty: true,
                    cell: Some((10, 20)),
                    ..asked.clone()
                },
            ),
            (
                "\x1b]11;rgb:fdfd/f6f6/e3e3\x07\x1bP>|foot(1.16.2)\x1b\\\x1b[6;0;0t\x1b[?62;4;22;28c",
                Answers {
                    background: Some(Background::Light),
                    name: Some("foot(1.16.2)".to_owned()),
                    has_sixel: true,
                    ..asked.clone()
                },
            ),
            (
                "\x1b]11;rgba:ff/ff/ff/ff\x1b\\\x1b_Gi=31;ENOTSUPPORTED:no\x1b\\\x1b[?4c",
                Answers {
                    background: Some(Background::Light),
                    ..asked.clone()
                },
            ),
            (
                "o6_王\r\x1b[A\x1b[?6c\u{3}x",
                Answers {
                    typed: "o6_王\rx".to_owned(),
                    ..asked.clone()
                },
            ),
            (
                "\x1b]11;rgb:12/zz/\x1b\\\x1b]11;?",
                Answers {
                    state: Told::Part,
                    typed: "]11;?".to_owned(),
                    ..asked.clone()
                },
            ),
            (
                "",
                Answers {
                    state: Told::Part,
                    ..asked
                },
            ),
        ] {
            assert_eq!(Answers::read(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn half_an_answer_is_never_a_fault() {
        let whole =
            "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1bP>|x\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;4c".as_bytes();
        for end in 0..=whole.len() {
            let expected = if end == whole.len() { Told::All } else { Told::Part };
            assert_eq!(Answers::read(&whole[..end]).state, expected);
        }
    }
}
