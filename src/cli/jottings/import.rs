//! `notes import FILE`: all rows that can be taken, in one transaction, or none.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::Book;
use crate::cli::notes::Notes;
use crate::errcode;
use crate::error::{Error, Exit, Usage};
use crate::intake::{InvalidRow, NOTE_COLUMNS, NoteFault, RowFault, read_notes};
use crate::locale::fill;
use crate::model::{Failure, Note};
use crate::ops::lookup::now;

/// Rows that are named one by one.
const NAMED: usize = 20;

/// Reads, keeps, tells. Exit 1 where rows were left out.
pub(super) async fn run(book: &Book<'_>, path: &Path) -> Result<Exit, Error> {
    let words = book.words();
    let bytes = read(path).map_err(|error| Usage::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let file = read_notes(&bytes).map_err(|fault| match fault {
        NoteFault::Spreadsheet => Error::from(Usage::Spreadsheet),
        fault => Usage::NoteFile(fill(words.refused, &[&path.display(), &why(book, &fault)])).into(),
    })?;
    let kept = book.store.keep_notes(&book.app_id, file.notes, now()).await?;
    Notes::say(&fill(words.column, &[&path.display(), &file.column]));
    for row in file.invalid.iter().take(NAMED) {
        Notes::say(&fill(words.invalid_row, &[&row.line, &row_words(book, row)]));
    }
    let more = file.invalid.len().saturating_sub(NAMED);
    let counts = [
        (more, words.more_invalid),
        (file.empty, words.empty_rows),
        (file.repeated, words.repeated_rows),
    ];
    for (count, phrase) in counts.into_iter().filter(|(count, _)| *count > 0) {
        Notes::say(&fill(phrase, &[&count]));
    }
    Notes::say(&fill(
        words.imported,
        &[&kept.written, &kept.unchanged, &file.invalid.len()],
    ));
    Ok(if file.invalid.is_empty() {
        Exit::Done
    } else {
        Exit::Some
    })
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        return std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes);
    }
    fs::read(path)
}

fn why(book: &Book<'_>, fault: &NoteFault) -> String {
    let words = book.words();
    match fault {
        NoteFault::Spreadsheet => String::new(),
        NoteFault::NotUtf8 { line } => fill(words.not_utf8, &[line]),
        NoteFault::NoOpenid => words.no_openid.to_owned(),
        NoteFault::NoNotes { columns } => fill(words.no_notes, &[&NOTE_COLUMNS.join(" "), &columns.join(" ")]),
        NoteFault::SeveralNotes { columns } => fill(words.several_notes, &[&columns.join(" ")]),
        NoteFault::OpenQuote { line } => fill(words.open_quote, &[line]),
    }
}

fn row_words(book: &Book<'_>, row: &InvalidRow) -> String {
    let lang = book.context.lang();
    match &row.fault {
        RowFault::Openid(malformed) => errcode::reason(&Failure::malformed(malformed.clone()), lang),
        RowFault::TooLong => fill(book.words().too_long, &[&Note::LONGEST]),
    }
}
