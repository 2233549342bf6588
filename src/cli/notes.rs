//! What goes to stderr: errors, warnings and notices, clean and in the interface language.

use std::io::{self, Write};

use crate::locale::{CommandTexts, fill, texts};
use crate::model::UiLang;
use crate::text::sanitize;

/// Writes to stderr. That nobody can read it there is no reason to fail.
#[derive(Clone, Copy, Debug)]
pub struct Notes {
    lang: UiLang,
}

impl Notes {
    /// Notes in this language.
    pub const fn new(lang: UiLang) -> Self {
        Self { lang }
    }

    /// The language.
    pub const fn lang(self) -> UiLang {
        self.lang
    }

    /// The phrases to make notes of.
    pub fn words(self) -> &'static CommandTexts {
        &texts(self.lang).command
    }

    /// Why the command ends.
    pub fn error(self, message: &str) {
        Self::say(&fill(self.words().error, &[&message]));
    }

    /// Something to know that spoils no row.
    pub fn warn(self, message: &str) {
        Self::say(&fill(self.words().warning, &[&message]));
    }

    /// A plain line.
    pub fn say(line: &str) {
        let _ = writeln!(io::stderr(), "{}", sanitize(line));
    }

    /// A question, with the cursor left behind it.
    pub fn ask(question: &str) {
        let _ = write!(io::stderr(), "{}", sanitize(question)).and_then(|()| io::stderr().flush());
    }
}
