//! Pastes in terminals without bracketed paste: they arrive as keys, all at once. Typed as keys, the first line break
//! would look up the first openid and the rest would be commands.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// Fewest characters of a word that is taken for an openid here.
const WORD: usize = 20;

/// Whether more keys are worth waiting for a moment: a character or line break that may be part of a paste.
pub fn may_go_on(event: &Event) -> bool {
    typed(event).is_some()
}

/// Turns the keys of a paste into one paste. Events are those that arrived together, in order.
///
/// Two long words with a line break between them are needed: fast typing, a key held down, or one openid followed by
/// `Enter` stay what they are.
pub fn join(events: Vec<Event>) -> Vec<Event> {
    let text: Option<String> = events.iter().map(typed).collect();
    match text {
        Some(text) if is_list(&text) => vec![Event::Paste(text)],
        _ => events,
    }
}

fn is_list(text: &str) -> bool {
    text.lines()
        .filter(|line| line.split_whitespace().any(|word| word.chars().count() >= WORD))
        .count()
        >= 2
}

/// The character that a key types.
fn typed(event: &Event) -> Option<char> {
    let Event::Key(KeyEvent { code, modifiers, .. }) = event else {
        return None;
    };
    let is_plain = KeyModifiers::SHIFT.contains(*modifiers);
    // A line feed is Ctrl-J to a terminal.
    let is_line_feed = *code == KeyCode::Char('j') && *modifiers == KeyModifiers::CONTROL;
    match code {
        KeyCode::Enter => Some('\n'),
        KeyCode::Char(_) if is_line_feed => Some('\n'),
        KeyCode::Tab if is_plain => Some('\t'),
        KeyCode::Char(typed) if is_plain => Some(*typed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
    const TWO: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";

    fn keys(text: &str) -> Vec<Event> {
        text.chars()
            .map(|typed| {
                let (code, modifiers) = match typed {
                    '\r' => (KeyCode::Enter, KeyModifiers::NONE),
                    '\n' => (KeyCode::Char('j'), KeyModifiers::CONTROL),
                    '\t' => (KeyCode::Tab, KeyModifiers::NONE),
                    '\u{3}' => (KeyCode::Char('c'), KeyModifiers::CONTROL),
                    upper if upper.is_uppercase() => (KeyCode::Char(upper), KeyModifiers::SHIFT),
                    other => (KeyCode::Char(other), KeyModifiers::NONE),
                };
                Event::Key(KeyEvent::new(code, modifiers))
            })
            .collect()
    }

    #[test]
    fn a_list_of_openids_is_a_paste() {
        for text in [
            format!("{ONE}\r{TWO}"),
            format!("{ONE}\n{TWO}\n"),
            format!("name\topenid\r王\t{ONE}\r李\t{TWO}\r"),
        ] {
            let expected = text.replace('\r', "\n");
            assert_eq!(join(keys(&text)), [Event::Paste(expected)]);
        }
    }

    #[test]
    fn anything_else_stays_keys() {
        for text in [
            String::new(),
            "jjjjjjjjjjjjjjjjjjjjjjjjjjjj".to_owned(),
            format!("{ONE}\r"),
            format!("{ONE}\rjjy"),
            format!("{ONE} {TWO}\r"),
            format!("{ONE}\r{TWO}\u{3}"),
        ] {
            assert_eq!(join(keys(&text)), keys(&text), "{text:?}");
        }
    }

    #[test]
    fn only_what_types_is_worth_waiting_for() {
        for (event, expected) in [
            (keys("a").remove(0), true),
            (keys("\r").remove(0), true),
            (keys("\u{3}").remove(0), false),
            (Event::FocusGained, false),
            (Event::Key(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE)), false),
        ] {
            assert_eq!(may_go_on(&event), expected, "{event:?}");
        }
    }
}
