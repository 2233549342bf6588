//! Ids in a column of comma, tab or semicolon separated text.

use csv::{ReaderBuilder, StringRecord};

use super::{Entry, Intake};
use crate::model::clean;

/// Reads the column `openid`; `None` where the first line has no such cell.
pub(super) fn read(text: &str) -> Option<Intake> {
    let (mut rows, column) = table(text, "openid")?;
    let head = rows.next()?;
    let mut intake = Intake {
        entries: Vec::new(),
        columns: others(&head, column),
    };
    for row in rows {
        let cells = others(&row, column);
        let entry = Entry::with_cells(row.get(column).unwrap_or_default(), cells);
        if !entry.text.is_empty() || entry.cells.iter().any(|cell| !cell.trim().is_empty()) {
            intake.entries.push(entry);
        }
    }
    square(&mut intake);
    Some(intake)
}

/// What is left of delimited text without its column `unionid`, which is never an id; `None` where there is no such
/// column.
pub(super) fn without_unionids(text: &str) -> Option<String> {
    let (rows, column) = table(text, "unionid")?;
    let cells: Vec<String> = rows.flat_map(|row| others(&row, column)).collect();
    Some(cells.join("\n"))
}

/// The rows, the first one included, and the place of the column called `name`.
fn table<'a>(text: &'a str, name: &str) -> Option<(impl Iterator<Item = StringRecord> + use<'a>, usize)> {
    let text = text.trim_start_matches(['\u{FEFF}', '\r', '\n']);
    let (text, declared) = without_declaration(text);
    let delimiter = declared.or_else(|| delimiter(text, name))?;
    let column = column(&rows(text.lines().next()?, delimiter).next()?, name)?;
    Some((rows(text, delimiter), column))
}

/// Spreadsheets may write their delimiter into a first line `sep=;`.
pub(super) fn without_declaration(text: &str) -> (&str, Option<u8>) {
    let declared = text.strip_prefix("sep=").and_then(|rest| {
        let (line, rest) = rest.split_once('\n')?;
        match line.trim_end_matches('\r').as_bytes() {
            [delimiter] => Some((rest, Some(*delimiter))),
            _ => None,
        }
    });
    declared.unwrap_or((text, None))
}

/// The delimiter with which the first line has a cell `name`; the one that gives most cells.
pub(super) fn delimiter(text: &str, name: &str) -> Option<u8> {
    let first_line = text.lines().next()?;
    let cells = |delimiter: u8| {
        let head = rows(first_line, delimiter).next()?;
        column(&head, name).map(|_| head.len())
    };
    let candidates = b",;\t"
        .iter()
        .filter_map(|&delimiter| Some((cells(delimiter)?, delimiter)));
    candidates
        .max_by_key(|(cells, _)| *cells)
        .map(|(_, delimiter)| delimiter)
}

fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> + use<'_> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(Result::ok)
}

pub(super) fn column(head: &StringRecord, name: &str) -> Option<usize> {
    columns(head, name).next()
}

/// The places of all columns of this name.
pub(super) fn columns(head: &StringRecord, name: &str) -> impl Iterator<Item = usize> {
    let is_named = |cell: &str| clean(cell).eq_ignore_ascii_case(name);
    head.iter()
        .enumerate()
        .filter(move |(_, cell)| is_named(cell))
        .map(|(place, _)| place)
}

fn others(row: &StringRecord, column: usize) -> Vec<String> {
    let cells = row.iter().enumerate().filter(|(index, _)| *index != column);
    cells.map(|(_, cell)| cell.to_owned()).collect()
}

/// Gives every row as many cells as the longest has; columns without a name have an empty one.
fn square(intake: &mut Intake) {
    let longest = intake
        .entries
        .iter()
        .map(|entry| entry.cells.len())
        .max()
        .unwrap_or_default();
    let columns = longest.max(intake.columns.len());
    intake.columns.resize(columns, String::new());
    for entry in &mut intake.entries {
        entry.cells.resize(columns, String::new());
    }
}
