use super::Timestamp;

/// A local note on a person of an account; never sent to the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Whose.
    pub openid: String,
    /// The text, without white space around it; never empty. Typed or imported, so not clean for a terminal.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

impl Note {
    /// Most characters of a note.
    pub const LONGEST: usize = 10_000;

    /// A text as it is kept: without white space around it, lines ending in `\n`. `None` where it is too long.
    pub fn tidied(text: &str) -> Option<String> {
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        (text.chars().count() <= Self::LONGEST).then_some(text)
    }
}

/// What became of notes that were to be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotesKept {
    /// New, or with another text.
    pub written: u64,
    /// There already, word for word; or empty where none was there.
    pub unchanged: u64,
    /// Taken away by an empty text.
    pub deleted: u64,
}
