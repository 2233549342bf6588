//! Local notes: what is known of them, and the editor's form.

use std::collections::HashMap;

use crate::model::Note;

use super::field::Field;

/// Notes on people who are listed or were looked at.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    known: HashMap<String, Note>,
}

impl Notes {
    /// The note on somebody.
    pub fn get(&self, openid: &str) -> Option<&Note> {
        self.known.get(openid)
    }

    /// All that are known.
    pub fn iter(&self) -> impl Iterator<Item = &Note> {
        self.known.values()
    }

    /// Takes a note in the place of the one before; an empty one takes it away.
    pub fn put(&mut self, note: Note) {
        if note.text.is_empty() {
            self.known.remove(&note.openid);
        } else {
            self.known.insert(note.openid.clone(), note);
        }
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.known.clear();
    }
}

/// A note being written.
#[derive(Clone, Debug)]
pub struct NoteForm {
    /// On whom.
    pub openids: Vec<String>,
    /// The text; line breaks part its lines.
    pub field: Field,
    /// The note that is there, where the form is about one person who has one.
    pub before: Option<Note>,
}

impl NoteForm {
    /// Whether leaving would lose something typed.
    pub fn is_changed(&self) -> bool {
        let before = self.before.as_ref().map_or("", |note| note.text.as_str());
        self.field.text().trim() != before
    }
}
