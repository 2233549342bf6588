//! Single-line text fields.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::text;

/// A single-line text field with the editing keys of a shell.
#[derive(Clone, Default)]
pub struct Field {
    input: Input,
}

/// The part of a field that fits, and where the cursor stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Safe text, no wider than asked for.
    pub text: String,
    /// Column of the cursor within `text`.
    pub cursor: usize,
}

/// Says nothing of the text: it may be a token.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({} bytes)", self.text().len())
    }
}

impl Field {
    /// A field holding `text`, the cursor at its end.
    pub fn holding(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
        }
    }

    /// The text as typed and pasted.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Whether the cursor stands behind the last character.
    pub fn is_at_end(&self) -> bool {
        self.input.cursor() >= self.text().chars().count()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.input.reset();
    }

    /// Puts text in at the cursor; what was cut before can still be put back.
    pub fn insert(&mut self, pasted: &str) {
        let cursor = self.input.cursor();
        let before: String = self.text().chars().take(cursor).collect();
        let after: String = self.text().chars().skip(cursor).collect();
        let place = cursor + pasted.chars().count();
        self.input = std::mem::take(&mut self.input).with_value(before + pasted + &after);
        self.input.handle(InputRequest::SetCursor(place));
    }

    /// Carries an editing key out; `false` where it is none.
    pub fn edit(&mut self, key: &KeyEvent) -> bool {
        let request = request(key);
        if let Some(request) = request {
            self.input.handle(request);
        }
        request.is_some()
    }

    /// What of the text fits into `columns`, with one column kept for a cursor at the end.
    pub fn window(&self, columns: usize) -> Window {
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        let after: String = self.text().chars().skip(self.input.cursor()).collect();
        let mut head = tail_of(&before, columns.saturating_sub(1));
        if columns > 2 && tail_of(&before, usize::MAX) != head {
            head = format!("…{}", tail_of(&before, columns - 2));
        }
        let cursor = text::width(&head);
        let rest = text::truncate(&head_of(&after, columns + 1), columns.saturating_sub(cursor));
        Window {
            text: head + &rest,
            cursor,
        }
    }

    /// The whole text in lines of at most `columns`, broken where it says so and where a line is full, and the line
    /// and column of the cursor.
    pub fn lines(&self, columns: usize) -> (Vec<String>, (usize, usize)) {
        let before: usize = self.text().chars().take(self.input.cursor()).map(char::len_utf8).sum();
        let mut lines = vec![String::new()];
        let (mut used, mut cursor) = (0, (0, 0));
        for (at, grapheme) in self.text().grapheme_indices(true) {
            let is_break = grapheme.contains('\n');
            let cell = if is_break { String::new() } else { safe(grapheme) };
            let width = text::width(&cell);
            if used > 0 && used + width > columns {
                lines.push(String::new());
                used = 0;
            }
            if at <= before {
                cursor = (lines.len() - 1, used);
            }
            used += width;
            if let Some(line) = lines.last_mut() {
                line.push_str(&cell);
            }
            if is_break {
                lines.push(String::new());
                used = 0;
            }
        }
        if before == self.text().len() {
            cursor = if used >= columns && used > 0 {
                lines.push(String::new());
                (lines.len() - 1, 0)
            } else {
                (lines.len() - 1, used)
            };
        }
        (lines, cursor)
    }

    /// As [`Field::window`], with every character hidden.
    pub fn masked_window(&self, columns: usize) -> Window {
        let shown = self.text().chars().count().min(columns.saturating_sub(1));
        Window {
            text: "•".repeat(shown),
            cursor: self.input.cursor().min(shown),
        }
    }
}

/// One safe cell group per grapheme; a line break in a paste shows as a space, since it only parts ids.
fn safe(grapheme: &str) -> String {
    if grapheme.chars().all(char::is_whitespace) {
        return " ".to_owned();
    }
    text::sanitize(grapheme)
}

fn head_of(source: &str, columns: usize) -> String {
    let mut taken = String::new();
    let mut used = 0;
    for grapheme in source.graphemes(true) {
        let cell = safe(grapheme);
        used += text::width(&cell);
        if used > columns {
            break;
        }
        taken.push_str(&cell);
    }
    taken
}

fn tail_of(source: &str, columns: usize) -> String {
    let mut taken = Vec::new();
    let mut used = 0;
    for grapheme in source.graphemes(true).rev() {
        let cell = safe(grapheme);
        used = text::width(&cell).saturating_add(used);
        if used > columns {
            break;
        }
        taken.push(cell);
    }
    taken.into_iter().rev().collect()
}

fn request(key: &KeyEvent) -> Option<InputRequest> {
    use InputRequest::{
        DeleteFromStart, DeleteNextChar, DeleteNextWord, DeletePrevChar, DeletePrevWord, DeleteTillEnd, GoToEnd,
        GoToNextChar, GoToNextWord, GoToPrevChar, GoToPrevWord, GoToStart, InsertChar, Yank,
    };
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    // AltGr arrives as Ctrl-Alt on Windows and types a character; elsewhere that is a chord.
    let types = if cfg!(windows) {
        control == alt
    } else {
        !control && !alt
    };
    Some(match key.code {
        KeyCode::Char(c) if types => InsertChar(c),
        KeyCode::Char('h') if control => DeletePrevChar,
        KeyCode::Char('d') if control => DeleteNextChar,
        KeyCode::Char('b') if control => GoToPrevChar,
        KeyCode::Char('f') if control => GoToNextChar,
        KeyCode::Char('u') if control => DeleteFromStart,
        KeyCode::Char('w') if control => DeletePrevWord,
        KeyCode::Char('k') if control => DeleteTillEnd,
        KeyCode::Char('y') if control => Yank,
        KeyCode::Char('a') if control => GoToStart,
        KeyCode::Char('e') if control => GoToEnd,
        KeyCode::Char('b') if alt => GoToPrevWord,
        KeyCode::Char('f') if alt => GoToNextWord,
        KeyCode::Char('d') if alt => DeleteNextWord,
        KeyCode::Backspace if control || alt => DeletePrevWord,
        KeyCode::Delete if control || alt => DeleteNextWord,
        KeyCode::Left if control || alt => GoToPrevWord,
        KeyCode::Right if control || alt => GoToNextWord,
        KeyCode::Backspace => DeletePrevChar,
        KeyCode::Delete => DeleteNextChar,
        KeyCode::Left => GoToPrevChar,
        KeyCode::Right => GoToNextChar,
        KeyCode::Home => GoToStart,
        KeyCode::End => GoToEnd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &mut Field, keys: &[(KeyCode, KeyModifiers)]) {
        for (code, modifiers) in keys {
            field.edit(&KeyEvent::new(*code, *modifiers));
        }
    }

    #[test]
    fn a_shell_s_editing_keys_work() {
        let mut field = Field::holding("one two three");
        typed(&mut field, &[(KeyCode::Char('w'), KeyModifiers::CONTROL)]);
        assert_eq!(field.text(), "one two ");
        typed(
            &mut field,
            &[
                (KeyCode::Home, KeyModifiers::NONE),
                (KeyCode::Right, KeyModifiers::CONTROL),
                (KeyCode::Char('k'), KeyModifiers::CONTROL),
            ],
        );
        assert_eq!(field.text(), "one ");
        typed(&mut field, &[(KeyCode::Char('u'), KeyModifiers::CONTROL)]);
        assert!(field.is_empty());
    }

    #[test]
    fn what_was_cut_comes_back_also_after_a_paste() {
        let mut field = Field::holding("one two");
        typed(&mut field, &[(KeyCode::Char('w'), KeyModifiers::CONTROL)]);
        field.insert("老客户 ");
        assert_eq!(field.text(), "one 老客户 ");
        typed(&mut field, &[(KeyCode::Char('y'), KeyModifiers::CONTROL)]);
        assert_eq!(field.text(), "one 老客户 two");
        // A cut after the paste is another one, not more of the same.
        typed(&mut field, &[(KeyCode::Char('w'), KeyModifiers::CONTROL)]);
        field.insert("!");
        typed(
            &mut field,
            &[
                (KeyCode::Char('w'), KeyModifiers::CONTROL),
                (KeyCode::Char('y'), KeyModifiers::CONTROL),
                (KeyCode::Char('y'), KeyModifiers::CONTROL),
            ],
        );
        assert_eq!(field.text(), "one 老客户 !户 !");
    }

    #[test]
    fn the_window_follows_the_cursor_and_never_exceeds() {
        let mut field = Field::holding("老客户 abc\nd\u{1b}[31m");
        for columns in 0..20 {
            let window = field.window(columns);
            assert!(text::width(&window.text) <= columns, "{columns}");
            assert!(window.cursor <= columns);
            assert!(!window.text.contains(['\n', '\u{1b}']));
        }
        typed(&mut field, &[(KeyCode::Home, KeyModifiers::NONE)]);
        assert_eq!(
            field.window(7),
            Window {
                text: "老客户…".to_owned(),
                cursor: 0
            }
        );
    }

    #[test]
    fn lines_break_where_they_are_full_and_where_they_are_told_to() {
        let field = |text: &str, back: usize| {
            let mut field = Field::holding(text);
            for _ in 0..back {
                field.edit(&KeyEvent::new(KeyCode::Left, KeyModifiers::NONE));
            }
            let (lines, cursor) = field.lines(4);
            (lines.join("|"), cursor)
        };
        let shown = |text: &str, cursor| (text.to_owned(), cursor);
        assert_eq!(field("", 0), shown("", (0, 0)));
        assert_eq!(field("abc", 0), shown("abc", (0, 3)));
        assert_eq!(field("abcd", 0), shown("abcd|", (1, 0)));
        assert_eq!(field("abcd", 1), shown("abcd", (0, 3)));
        assert_eq!(field("abcde", 1), shown("abcd|e", (1, 0)));
        assert_eq!(field("客户a老", 0), shown("客户|a老", (1, 3)));
        assert_eq!(field("a\n\nb\n", 0), shown("a||b|", (3, 0)));
        assert_eq!(field("a\n\nb\n", 2), shown("a||b|", (2, 0)));
        assert_eq!(field("a\n\nb\n", 4), shown("a||b|", (0, 1)));
    }

    #[test]
    fn a_mask_shows_nothing_but_dots() {
        assert_eq!(Field::holding("token").masked_window(4).text, "•••");
    }
}
