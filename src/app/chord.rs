use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with its modifiers, in the one form in which it is compared: letters carry their case instead of Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Named keys: the way they are shown first, then other spellings.
const NAMES: [(KeyCode, &[&str]); 13] = [
    (KeyCode::Enter, &["Enter", "Return"]),
    (KeyCode::Esc, &["Esc", "Escape"]),
    (KeyCode::Tab, &["Tab"]),
    (KeyCode::Backspace, &["Backspace"]),
    (KeyCode::Delete, &["Del", "Delete"]),
    (KeyCode::Insert, &["Ins", "Insert"]),
    (KeyCode::Home, &["Home"]),
    (KeyCode::End, &["End"]),
    (KeyCode::PageUp, &["PgUp", "PageUp"]),
    (KeyCode::PageDown, &["PgDn", "PageDown"]),
    (KeyCode::Up, &["↑", "Up"]),
    (KeyCode::Down, &["↓", "Down"]),
    (KeyCode::Left, &["←", "Left"]),
];

const MODIFIERS: [(KeyModifiers, &str); 3] = [
    (KeyModifiers::CONTROL, "Ctrl"),
    (KeyModifiers::ALT, "Alt"),
    (KeyModifiers::SHIFT, "Shift"),
];

impl Chord {
    /// The chord of a key event.
    pub fn of(event: &KeyEvent) -> Self {
        Self::normal(event.code, event.modifiers)
    }

    fn normal(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let wanted = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let modifiers = modifiers & wanted;
        match code {
            KeyCode::BackTab => Self {
                code: KeyCode::Tab,
                modifiers: modifiers | KeyModifiers::SHIFT,
            },
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => Self {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                modifiers: modifiers - KeyModifiers::SHIFT,
            },
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::SHIFT) => Self {
                code: KeyCode::Char(c.to_ascii_uppercase()),
                modifiers: modifiers - KeyModifiers::SHIFT,
            },
            _ => Self { code, modifiers },
        }
    }

    /// Reads `Ctrl-L`, `Shift-Tab`, `F1`, `PgUp`, `space`, `?`, `G` …; case matters for single letters only.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim();
        let mut modifiers = KeyModifiers::NONE;
        while let Some((modifier, after)) = split_modifier(rest) {
            modifiers |= modifier;
            rest = after;
        }
        parse_code(rest).map(|code| Self::normal(code, modifiers))
    }

    /// Whether the key types a character in a text field.
    pub fn is_printable(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.is_empty()
    }
}

fn split_modifier(text: &str) -> Option<(KeyModifiers, &str)> {
    MODIFIERS.iter().find_map(|(modifier, name)| {
        let head = text.get(..name.len())?;
        let after = text.get(name.len()..)?.strip_prefix(['-', '+'])?;
        (head.eq_ignore_ascii_case(name) && !after.is_empty()).then_some((*modifier, after))
    })
}

fn parse_code(text: &str) -> Option<KeyCode> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('→'), None) => return Some(KeyCode::Right),
        (Some(c), None) if !"↑↓←".contains(c) => return Some(KeyCode::Char(c)),
        _ => {}
    }
    if text.eq_ignore_ascii_case("space") {
        return Some(KeyCode::Char(' '));
    }
    if text.eq_ignore_ascii_case("right") {
        return Some(KeyCode::Right);
    }
    let function = text.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok());
    if let Some(number @ 1..=12) = function {
        return Some(KeyCode::F(number));
    }
    let named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(text));
    NAMES.iter().find(|(_, names)| named(names)).map(|(code, _)| *code)
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                write!(f, "{name}-")?;
            }
        }
        let has_control = self.modifiers.contains(KeyModifiers::CONTROL);
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if has_control => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::Right => f.write_str("→"),
            code => {
                let known = NAMES.iter().find(|(known, _)| *known == code);
                f.write_str(known.and_then(|(_, names)| names.first()).unwrap_or(&"?"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_form() {
        for (text, shown) in [
            ("ctrl-l", "Ctrl-L"),
            ("Ctrl-L", "Ctrl-L"),
            ("Shift-Tab", "Shift-Tab"),
            ("f1", "F1"),
            ("delete", "Del"),
            ("G", "G"),
            ("shift-g", "G"),
            ("space", "Space"),
            ("ctrl--", "Ctrl--"),
            ("-", "-"),
            ("Right", "→"),
            ("alt-enter", "Alt-Enter"),
        ] {
            assert_eq!(
                Chord::parse(text).map(|chord| chord.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for wrong in ["", "Ctrl-", "F13", "Hyper-x", "xx", "ctrl-"] {
            assert_eq!(Chord::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn terminals_report_the_same_key_in_different_ways() {
        let chord = |code, modifiers| Chord::of(&KeyEvent::new(code, modifiers));
        assert_eq!(
            Chord::parse("Shift-Tab"),
            Some(chord(KeyCode::BackTab, KeyModifiers::SHIFT))
        );
        assert_eq!(
            Chord::parse("Shift-Tab"),
            Some(chord(KeyCode::BackTab, KeyModifiers::NONE))
        );
        assert_eq!(Chord::parse("G"), Some(chord(KeyCode::Char('G'), KeyModifiers::SHIFT)));
        assert_eq!(Chord::parse("?"), Some(chord(KeyCode::Char('?'), KeyModifiers::SHIFT)));
    }

    #[test]
    fn printable_means_without_control_or_alt() {
        let printable = |text| Chord::parse(text).is_some_and(Chord::is_printable);
        assert!(printable("q") && printable("?") && printable("space"));
        assert!(!printable("Ctrl-C") && !printable("F1") && !printable("Enter"));
    }
}
