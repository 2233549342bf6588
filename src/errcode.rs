//! The catalogue of errcodes in two languages, and the advice made of it.

use crate::model::{Failure, UiLang};

/// One row of the catalogue, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The code.
    pub code: i64,
    /// The platform's usual errmsg; empty where none was found.
    pub errmsg: String,
    /// What it means here.
    pub meaning: String,
    /// Likely causes, most likely first.
    pub causes: Vec<String>,
    /// What to do next.
    pub remedy: String,
    /// Who can do it (operator, developer, administrator of the account …).
    pub who: String,
}

/// Looks a code up.
pub fn entry(code: i64, lang: UiLang) -> Option<Entry> {
    let _ = (code, lang);
    None
}

/// Our advice on a failure, in one sentence: the record's `hint`.
pub fn hint(failure: &Failure, lang: UiLang) -> String {
    let _ = (failure, lang);
    String::new()
}
