//! Answers of the terminal that come after the time for them: to the reader of keys they are an Alt key and letters.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// Longest answer, in keys.
const LONGEST: usize = 80;
/// What answers begin with, after the escape.
const BEGINNINGS: [&str; 3] = ["]11;rgb", "P>|", "_Gi="];

/// Whether these events end amid what may be an answer.
pub(super) fn is_amid(events: &[Event]) -> bool {
    let begun = events.iter().rposition(|event| opens(event).is_some());
    begun.is_some_and(|begun| {
        let rest = events.get(begun..).unwrap_or_default();
        rest.len() < LONGEST && may_be_answer(rest) && !rest.iter().any(closes)
    })
}

/// The events without the answers among them. Events are those that arrived together, in order.
pub(super) fn without_answers(mut events: Vec<Event>) -> Vec<Event> {
    let mut from = 0;
    while let Some(begun) = events.iter().skip(from).position(|event| opens(event).is_some()) {
        let begun = begun + from;
        let rest = events.get(begun..).unwrap_or_default();
        match rest.iter().position(closes) {
            Some(end) if end < LONGEST && may_be_answer(rest) => {
                events.drain(begun..=begun + end);
                from = begun;
            }
            _ => from = begun + 1,
        }
    }
    events
}

/// Whether an answer begins so, as far as there is anything.
fn may_be_answer(events: &[Event]) -> bool {
    let said: String = events.iter().map_while(character).take(LONGEST).collect();
    BEGINNINGS
        .iter()
        .any(|known| said.starts_with(known) || known.starts_with(&said))
}

/// The kind of the sequence that begins here.
fn opens(event: &Event) -> Option<char> {
    alt(event).filter(|kind| matches!(kind, ']' | 'P' | '_'))
}

/// Whether a sequence ends here.
fn closes(event: &Event) -> bool {
    let is_bell =
        matches!(event, Event::Key(key) if key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL);
    is_bell || alt(event) == Some('\\')
}

fn alt(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Char(c),
            modifiers,
            ..
        }) if modifiers.contains(KeyModifiers::ALT) => Some(*c),
        _ => None,
    }
}

fn character(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Char(c), ..
        }) => Some(*c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As crossterm reads these bytes.
    fn keys(bytes: &str) -> Vec<Event> {
        let mut keys = Vec::new();
        let mut modifiers = KeyModifiers::NONE;
        for c in bytes.chars() {
            let code = match c {
                '\x1b' => {
                    modifiers = KeyModifiers::ALT;
                    continue;
                }
                '\u{7}' => {
                    modifiers = KeyModifiers::CONTROL;
                    'g'
                }
                c => c,
            };
            let shift = if code.is_uppercase() {
                KeyModifiers::SHIFT
            } else {
                KeyModifiers::NONE
            };
            keys.push(Event::Key(KeyEvent::new(KeyCode::Char(code), modifiers | shift)));
            modifiers = KeyModifiers::NONE;
        }
        keys
    }

    const GROUND: &str = "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\";

    #[test]
    fn answers_go_and_keys_stay() {
        for (came, left) in [
            (GROUND.to_owned(), ""),
            ("\x1b]11;rgb:ff/ff/ff\u{7}".to_owned(), ""),
            (format!("a{GROUND}b\x1bP>|foot(1.2)\x1b\\\x1b_Gi=31;OK\x1b\\c"), "abc"),
            ("\x1b]ab\x1b\\".to_owned(), "\x1b]ab\x1b\\"),
            ("\x1b]11;rgb:ff".to_owned(), "\x1b]11;rgb:ff"),
            (
                format!("\x1b_{}\x1b\\", "x".repeat(100)),
                &format!("\x1b_{}\x1b\\", "x".repeat(100)),
            ),
            ("\x1b\\q\x1bP".to_owned(), "\x1b\\q\x1bP"),
        ] {
            assert_eq!(without_answers(keys(&came)), keys(left), "{came:?}");
        }
    }

    #[test]
    fn more_is_awaited_only_amid_an_answer() {
        let answer = keys(GROUND);
        for end in 1..answer.len() {
            assert!(is_amid(&answer[..end]), "{end}");
        }
        assert!(!is_amid(&answer));
        for text in ["", "abc", "\x1b]x", "\x1bx", "\x1b\\"] {
            assert!(!is_amid(&keys(text)), "{text:?}");
        }
    }
}
