//! CSV as spreadsheets want it: one cell per wire field, nothing that a spreadsheet would run as a formula.

use std::io::{self, Write};

use super::fields::Fields;
use crate::model::{Record, UiLang};
use crate::text::sanitize;

/// CSV rows on any target: header first, then a row a record.
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    fields: Fields,
    lang: UiLang,
    terminal: bool,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the header: the record's columns and `further` ones behind them. `terminal`: cells are cleaned, since
    /// they go to a screen.
    pub fn new(out: W, further: &[String], lang: UiLang, terminal: bool) -> io::Result<Self> {
        Self::of_fields(out, Fields::default(), further, lang, terminal)
    }

    /// As [`CsvWriter::new`], with these of the record's columns.
    pub fn of_fields(out: W, fields: Fields, further: &[String], lang: UiLang, terminal: bool) -> io::Result<Self> {
        let names = fields
            .names()
            .into_iter()
            .map(str::to_owned)
            .chain(further.iter().cloned());
        let names: Vec<String> = names.collect();
        let mut writer = Self {
            out: csv::Writer::from_writer(out),
            fields,
            lang,
            terminal,
        };
        writer.cells(names.into_iter())?;
        Ok(writer)
    }

    /// Writes a record and its `further` cells, and flushes, so that a reader sees rows as they come.
    pub fn push(&mut self, record: &Record, further: &[String]) -> io::Result<()> {
        let cells = self.fields.cells(record, self.lang);
        self.cells(cells.into_iter().chain(further.iter().cloned()))?;
        self.out.flush()
    }

    fn cells(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        let terminal = self.terminal;
        let cells = cells.map(|cell| guard(&cell, terminal));
        self.out.write_record(cells).map_err(io::Error::from)
    }
}

/// A CSV of anything else (tags, notes): header, rows, the same guards.
pub fn plain_csv(
    out: impl Write,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
    terminal: bool,
) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(header)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| guard(cell, terminal)))?;
    }
    out.flush()
}

/// What a spreadsheet would take for a formula gets a leading `'`.
fn guard(cell: &str, terminal: bool) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if terminal { sanitize(cell) } else { cell.to_owned() };
    if is_formula { format!("'{cell}") } else { cell }
}
