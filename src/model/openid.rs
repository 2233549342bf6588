use std::fmt;

use serde::{Deserialize, Serialize};

/// A person as seen by one account: 20 to 64 characters of `A-Za-z0-9_-`. Case matters.
///
/// Not secret, but personal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OpenId(String);

/// Why a text cannot be an openid (product contract, "Ids"). Such a text is never sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Malformed {
    /// Fewer than 20 characters.
    TooShort {
        /// Its length in characters.
        chars: usize,
    },
    /// More than 64 characters.
    TooLong {
        /// Its length in characters.
        chars: usize,
    },
    /// A character outside `A-Za-z0-9_-`.
    IllegalCharacter {
        /// The first such character.
        found: char,
        /// Its place, counted in characters from 1.
        at: usize,
    },
}

impl OpenId {
    const SHORTEST: usize = 20;
    const LONGEST: usize = 64;
    /// Every openid of every captured reply has this length (API reference, section 1).
    const USUAL_LENGTH: usize = 28;

    /// Cleans `text` and checks it.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = clean(text);
        let illegal = text.chars().enumerate().find(|(_, c)| !is_legal(*c));
        if let Some((index, found)) = illegal {
            return Err(Malformed::IllegalCharacter { found, at: index + 1 });
        }
        match text.len() {
            chars if chars < Self::SHORTEST => Err(Malformed::TooShort { chars }),
            chars if chars > Self::LONGEST => Err(Malformed::TooLong { chars }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The openid as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Legal, but unlike every openid seen: not 28 long, or not starting with `o`.
    /// Such an id is sent alone, so that it cannot spoil a batch.
    pub fn is_suspicious(&self) -> bool {
        self.0.len() != Self::USUAL_LENGTH || !self.0.starts_with('o')
    }
}

impl fmt::Display for OpenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_legal(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// Cuts what a paste brings along at both ends: white space, quotes, brackets, commas, full-width
/// punctuation, zero-width characters and the byte order mark.
///
/// The platform answers 40003 to an openid with a leading `[` or a trailing `;` (API reference, section 1).
pub fn clean(text: &str) -> &str {
    text.trim_matches(is_dirt)
}

fn is_dirt(c: char) -> bool {
    c.is_whitespace() || is_ascii_wrapping(c) || is_wide_punctuation(c) || is_invisible(c)
}

fn is_ascii_wrapping(c: char) -> bool {
    "'\"`,;|()[]{}<>".contains(c)
}

/// Typographic quotes, CJK and full-width punctuation; full-width letters, digits, `－` and `＿` are left to be named as faults.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '«' | '»' | '\u{2018}'..='\u{201F}' | '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0C}' | '\u{FF0E}' | '\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF3E}' | '\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// Zero-width characters, direction marks and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

    #[test]
    fn dirt_at_the_ends_is_cut() {
        for dirty in [
            "[\"{}\",",
            " {};\r\n",
            "\u{FEFF}{}",
            "「{}」",
            "‘{}’",
            "{}，",
            "\u{200B}{}\u{200D}",
            "（{}）",
            "<{}>",
            "`{}`",
        ] {
            let text = dirty.replace("{}", GOOD);
            assert_eq!(OpenId::parse(&text).map(|id| id.0), Ok(GOOD.to_owned()), "{dirty:?}");
        }
    }

    #[test]
    fn dashes_and_underscores_belong_to_the_id() {
        assert_eq!(clean("-_o6_bmjrPTlm6_2sgVt7hMZOPf_-"), "-_o6_bmjrPTlm6_2sgVt7hMZOPf_-");
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(OpenId::parse("abc"), Err(Malformed::TooShort { chars: 3 }));
        assert_eq!(OpenId::parse(&"o".repeat(65)), Err(Malformed::TooLong { chars: 65 }));
        assert_eq!(
            OpenId::parse("张三"),
            Err(Malformed::IllegalCharacter { found: '张', at: 1 })
        );
        assert_eq!(
            OpenId::parse("o6_bmjrPTlm6 2sgVt7hMZOPfL2M"),
            Err(Malformed::IllegalCharacter { found: ' ', at: 13 })
        );
    }

    #[test]
    fn suspicion_needs_another_length_or_first_letter() {
        let suspicious = |text: &str| OpenId::parse(text).map(|id| id.is_suspicious());
        assert_eq!(suspicious(GOOD), Ok(false));
        assert_eq!(suspicious("O6_bmjrPTlm6_2sgVt7hMZOPfL2M"), Ok(true));
        assert_eq!(suspicious("o6_bmjrPTlm6_2sgVt7hMZOPfL2"), Ok(true));
    }
}
