//! The catalogue of errcodes in two languages, and the advice made of it.

mod advice;
mod catalogue;
mod message;

pub use advice::{hint, kind_label, reason};
pub use catalogue::{codes, entry, entry_for, with_errmsg};
pub use message::{RID_KEPT_DAYS, rid_is_queryable, rid_time, whitelist_address};

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
    /// One sentence of advice, where "meaning: remedy" would not do.
    pub advice: Option<String>,
}
