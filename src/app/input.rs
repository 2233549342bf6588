//! The input of the Lookup screen: what was typed or pasted, and what it would cost.

use crossterm::event::{KeyCode, KeyEvent};

use crate::intake::{Intake, IntakeError};
use crate::model::{Malformed, OpenId};
use crate::text;

use super::field::{Field, Window};

/// Above this many bytes a paste is kept apart from the line editor, which would copy it at every key.
const LONG: usize = 8 * 1024;
/// Inputs kept for `Up`.
const KEPT: usize = 50;

/// What the input holds.
#[derive(Clone, Debug)]
enum Content {
    /// Edited like a line of a shell.
    Line(Field),
    /// A long paste: shown by its beginning and its length, edited at its end only.
    Long(String),
}

/// What looking the input up would mean, known before a call is spent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Distinct openids, in order of first appearance.
    pub ids: Vec<OpenId>,
    /// Distinct texts that cannot be openids, and why.
    pub malformed: Vec<(String, Malformed)>,
    /// Second and later appearances within the input.
    pub duplicates: usize,
    /// It is the content of a spreadsheet file.
    pub is_spreadsheet: bool,
}

/// The input pane.
#[derive(Clone, Debug)]
pub struct InputPane {
    content: Content,
    reading: Reading,
    earlier: Vec<String>,
    /// Which earlier input is shown, counted from the newest; `None` for the present one.
    recalled: Option<usize>,
    /// The present input while an earlier one is shown.
    draft: String,
}

impl Default for InputPane {
    fn default() -> Self {
        Self {
            content: Content::Line(Field::default()),
            reading: Reading::default(),
            earlier: Vec::new(),
            recalled: None,
            draft: String::new(),
        }
    }
}

impl InputPane {
    /// The whole text, line breaks included.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Line(field) => field.text(),
            Content::Long(text) => text,
        }
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// What is in it.
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Puts a paste in at the cursor: never runs anything.
    pub fn paste(&mut self, pasted: &str) {
        let separated = self.separated(pasted);
        match &mut self.content {
            Content::Line(field) if field.text().len() + separated.len() <= LONG => field.insert(&separated),
            Content::Line(field) => self.content = Content::Long(field.text().to_owned() + &separated),
            Content::Long(text) => text.push_str(&separated),
        }
        self.reread();
    }

    /// An id pasted behind another one is another one.
    fn separated(&self, pasted: &str) -> String {
        let at_end = match &self.content {
            Content::Line(field) => field.is_at_end(),
            Content::Long(_) => true,
        };
        let glued = |c: char| !c.is_whitespace();
        let touches = self.text().ends_with(glued) && pasted.starts_with(glued) && pasted.len() > 1;
        if at_end && touches {
            format!(" {pasted}")
        } else {
            pasted.to_owned()
        }
    }

    /// Carries an editing key out; `false` where it is none.
    pub fn edit(&mut self, key: &KeyEvent) -> bool {
        let edited = match &mut self.content {
            Content::Line(field) => field.edit(key),
            Content::Long(text) => edit_long(text, key),
        };
        if edited {
            self.reread();
        }
        edited
    }

    /// Empties it and keeps its text for `Up`.
    pub fn take(&mut self) -> Reading {
        let text = self.text().trim().to_owned();
        if !text.is_empty() && text.len() <= LONG && self.earlier.last() != Some(&text) {
            self.earlier.push(text);
        }
        if self.earlier.len() > KEPT {
            self.earlier.remove(0);
        }
        self.recalled = None;
        self.content = Content::Line(Field::default());
        std::mem::take(&mut self.reading)
    }

    /// Takes what was typed in earlier runs, newest first, for `Up`; the present recall is not disturbed.
    pub fn remember(&mut self, newest_first: &[String]) {
        if self.recalled.is_none() {
            self.earlier = newest_first.iter().take(KEPT).rev().cloned().collect();
        }
    }

    /// Puts a text in place of what is there.
    pub fn replace(&mut self, text: &str) {
        self.recalled = None;
        self.content = Content::Line(Field::holding(text));
        self.reread();
    }

    /// Whether there is an input before the one shown.
    pub fn has_older(&self) -> bool {
        self.recalled.map_or(0, |place| place + 1) < self.earlier.len()
    }

    /// Whether an earlier input is shown.
    pub const fn has_newer(&self) -> bool {
        self.recalled.is_some()
    }

    /// Shows the input before the one shown.
    pub fn recall_older(&mut self) {
        if !self.has_older() {
            return;
        }
        if self.recalled.is_none() {
            self.draft = self.text().to_owned();
        }
        self.recalled = Some(self.recalled.map_or(0, |place| place + 1));
        self.show_recalled();
    }

    /// Goes back towards the present input.
    pub fn recall_newer(&mut self) {
        let Some(place) = self.recalled else { return };
        self.recalled = place.checked_sub(1);
        self.show_recalled();
    }

    fn show_recalled(&mut self) {
        let earlier = self.recalled.and_then(|place| self.earlier.iter().rev().nth(place));
        let text = earlier.unwrap_or(&self.draft).clone();
        self.content = if text.len() > LONG {
            Content::Long(text)
        } else {
            Content::Line(Field::holding(&text))
        };
        self.reread();
    }

    /// What of it fits into `columns`, with the cursor.
    pub fn window(&self, columns: usize) -> Window {
        match &self.content {
            Content::Line(field) => field.window(columns),
            Content::Long(text) => {
                let head: String = text.chars().take(columns.saturating_mul(2)).collect();
                let flat = head.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut shown = text::truncate(&text::sanitize(&flat), columns.saturating_sub(2));
                if columns > 3 && !shown.ends_with('…') {
                    shown.push('…');
                }
                let cursor = text::width(&shown);
                Window { text: shown, cursor }
            }
        }
    }

    fn reread(&mut self) {
        self.reading = read(self.text());
    }
}

/// A long text is only appended to, shortened at its end, or dropped.
fn edit_long(text: &mut String, key: &KeyEvent) -> bool {
    use crossterm::event::KeyModifiers;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(c) if control == alt => text.push(c),
        KeyCode::Char('u' | 'k') if control => text.clear(),
        KeyCode::Char('w') if control => drop_word(text),
        KeyCode::Backspace if control || alt => drop_word(text),
        KeyCode::Backspace => drop(text.pop()),
        _ => return false,
    }
    true
}

fn drop_word(text: &mut String) {
    let kept = text.trim_end();
    let end = kept.rfind(char::is_whitespace).map_or(0, |place| place + 1);
    text.truncate(end);
}

/// Reads ids out of a text.
fn read(text: &str) -> Reading {
    let intake = match Intake::read(text.as_bytes()) {
        Ok(intake) => intake,
        Err(IntakeError::Spreadsheet) => {
            return Reading {
                is_spreadsheet: true,
                ..Reading::default()
            };
        }
    };
    let mut reading = Reading::default();
    let distinct = intake.distinct();
    let found = intake.entries.iter().filter(|entry| !entry.text.is_empty()).count();
    reading.duplicates = found.saturating_sub(distinct.len());
    for entry in distinct {
        match &entry.parsed {
            Ok(id) => reading.ids.push(id.clone()),
            Err(fault) => reading.malformed.push((entry.text.clone(), fault.clone())),
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
    const TWO: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";

    #[test]
    fn a_paste_is_counted_and_stays_where_it_is() {
        let mut input = InputPane::default();
        input.paste(&format!("{ONE}\n{TWO} {ONE}\nabc"));
        let reading = input.reading();
        assert_eq!(reading.ids.len(), 2);
        assert_eq!(reading.duplicates, 1);
        assert_eq!(
            reading.malformed,
            [("abc".to_owned(), Malformed::TooShort { chars: 3 })]
        );
    }

    #[test]
    fn a_second_paste_does_not_stick_to_the_first() {
        let mut input = InputPane::default();
        input.paste(ONE);
        input.paste(TWO);
        assert_eq!(input.reading().ids.len(), 2);
    }

    #[test]
    fn a_huge_paste_stays_whole_and_shows_on_one_line() {
        let mut input = InputPane::default();
        let ids: Vec<String> = (0..5000).map(|n| format!("o{n:027}")).collect();
        input.paste(&ids.join("\n"));
        assert_eq!(input.reading().ids.len(), 5000);
        let window = input.window(40);
        assert!(
            text::width(&window.text) <= 39 && window.text.ends_with('…'),
            "{window:?}"
        );
        assert!(input.edit(&KeyEvent::from(KeyCode::Backspace)));
        assert_eq!(input.reading().ids.len(), 5000);
        assert_eq!(input.take().ids.len(), 5000);
        assert!(input.is_empty());
    }

    #[test]
    fn earlier_inputs_come_back() {
        let mut input = InputPane::default();
        for text in ["first", "second"] {
            input.paste(text);
            input.take();
        }
        input.paste("draft");
        input.recall_older();
        assert_eq!(input.text(), "second");
        input.recall_older();
        input.recall_older();
        assert_eq!(input.text(), "first");
        input.recall_newer();
        input.recall_newer();
        assert_eq!(input.text(), "draft");
    }
}
