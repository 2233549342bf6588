//! From anything pasted or read from a file to openids: splitting, cleaning, checking. Pure.

use crate::model::{Malformed, OpenId};

/// One id as it was found, before duplicates are merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The cleaned text.
    pub text: String,
    /// The openid in it, or what is wrong with it.
    pub parsed: Result<OpenId, Malformed>,
    /// The other cells of its CSV row, in the order of [`Intake::columns`]; empty elsewhere.
    pub cells: Vec<String>,
}

/// Everything found in one input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    /// Ids in order of appearance, duplicates included.
    pub entries: Vec<Entry>,
    /// Names of the other CSV columns.
    pub columns: Vec<String>,
}

/// Why an input cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeError {
    /// A spreadsheet file: "save as CSV".
    Spreadsheet,
}

impl Intake {
    /// Reads a paste or a file (product contract, "Ids").
    pub fn read(bytes: &[u8]) -> Result<Self, IntakeError> {
        let _ = bytes;
        Ok(Self::default())
    }

    /// Takes one command-line argument as one id.
    pub fn push_argument(&mut self, argument: &str) {
        let _ = argument;
    }

    /// Distinct entries in order of first appearance.
    pub fn distinct(&self) -> Vec<&Entry> {
        Vec::new()
    }
}
