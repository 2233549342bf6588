//! CSV as spreadsheets want it: one cell per wire field, nothing that a spreadsheet would run as a formula.

use std::io::{self, Write};

use super::fields::Fields;
use super::record::{scene_label, sex_label, tags, time};
use crate::errcode;
use crate::model::{Failure, Record, TagRef, UiLang};
use crate::text::sanitize;

type Column = (&'static str, fn(&Record, UiLang) -> Option<String>);

/// Header and rows are made of this one table (product contract, "csv header").
const COLUMNS: [Column; 33] = [
    ("openid", |r, _| Some(r.openid.clone())),
    ("account", |r, _| Some(r.account.clone())),
    ("source", |r, _| Some(r.source.as_str().to_owned())),
    ("status", |r, _| Some(r.status.as_str().to_owned())),
    ("fetched_at", |r, _| r.fetched_at.map(time)),
    ("from_history", |r, _| Some(r.from_history.to_string())),
    ("repaired", |r, _| Some(r.repaired.to_string())),
    ("subscribe", |r, _| number(r.profile.subscribe)),
    ("subscribe_time", |r, _| number(r.profile.subscribe_time)),
    ("subscribed_at", |r, _| r.profile.subscribed_at().map(time)),
    ("subscribe_scene", |r, _| r.profile.subscribe_scene.clone()),
    ("subscribe_scene_label", |r, lang| scene_label(&r.profile, lang)),
    ("qr_scene", |r, _| number(r.profile.qr_scene)),
    ("qr_scene_str", |r, _| r.profile.qr_scene_str.clone()),
    ("qr_label", |r, _| r.qr_label.clone()),
    ("remark", |r, _| r.profile.remark.clone()),
    ("tagid_list", |r, _| r.profile.tagid_list.as_deref().map(list)),
    ("tag_names", |r, _| tag_names(r)),
    ("groupid", |r, _| number(r.profile.groupid)),
    ("unionid", |r, _| r.profile.unionid.clone()),
    ("nickname", |r, _| r.profile.nickname.clone()),
    ("sex", |r, _| number(r.profile.sex)),
    ("sex_label", |r, lang| sex_label(&r.profile, lang)),
    ("language", |r, _| r.profile.language.clone()),
    ("country", |r, _| r.profile.country.clone()),
    ("province", |r, _| r.profile.province.clone()),
    ("city", |r, _| r.profile.city.clone()),
    ("headimgurl", |r, _| r.profile.headimgurl.clone()),
    ("privilege", |r, _| r.profile.privilege.as_deref().map(list)),
    ("error_kind", |r, _| {
        of_error(r, |error| Some(error.kind.as_str().to_owned()))
    }),
    ("errcode", |r, _| of_error(r, |error| number(error.errcode))),
    ("errmsg", |r, _| of_error(r, |error| error.errmsg.clone())),
    ("hint", |r, lang| of_error(r, |error| Some(errcode::hint(error, lang)))),
];

/// Names of the record's columns, in order.
pub const CSV_COLUMNS: [&str; COLUMNS.len()] = {
    let mut names = [""; COLUMNS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = COLUMNS[index].0;
        index += 1;
    }
    names
};

/// The record's cells in the order of [`CSV_COLUMNS`], before any guard.
pub fn csv_cells(record: &Record, lang: UiLang) -> Vec<String> {
    let cells = COLUMNS.iter().map(|(_, cell)| cell(record, lang));
    cells.map(Option::unwrap_or_default).collect()
}

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

fn number(value: Option<impl ToString>) -> Option<String> {
    value.map(|number| number.to_string())
}

fn list(items: &[impl ToString]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(";")
}

fn tag_names(record: &Record) -> Option<String> {
    let names: Vec<String> = tags(record)?.iter().map(TagRef::label).collect();
    Some(list(&names))
}

fn of_error(record: &Record, cell: impl Fn(&Failure) -> Option<String>) -> Option<String> {
    record.error.as_ref().and_then(cell)
}
