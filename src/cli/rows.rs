//! Records on stdout in any of the four forms, each as soon as its form allows.

mod people;

use std::io::{self, Write};

use jiff::tz::TimeZone;
use serde_json::Value;

use super::format::Format;
use super::table::{Style, Table};
use crate::export::{ArrayWriter, CSV_COLUMNS, CsvWriter, time, to_json_with, write_line};
use crate::model::{Record, UiLang};
use people::People;

/// How rows are to look.
#[derive(Clone, Debug)]
pub struct Look {
    /// The form.
    pub format: Format,
    /// Interface language: tables and CSV.
    pub lang: UiLang,
    /// Where clock times of tables are.
    pub time_zone: TimeZone,
    /// Width and colours of tables; whether CSV goes to a terminal.
    pub style: Style,
}

/// Something that a list knows beside the record: a column behind the record's own.
#[derive(Clone, Debug)]
pub struct Further {
    /// Key in JSON, header in CSV.
    pub key: String,
    /// Header in tables.
    pub title: String,
}

/// Writes rows.
pub enum Rows<'a> {
    /// Collects: widths are known at the end.
    Table {
        /// What was collected.
        people: People,
        /// Where it goes.
        out: &'a mut (dyn Write + Send),
        /// How it looks.
        look: Look,
    },
    /// One array.
    Json(ArrayWriter<&'a mut (dyn Write + Send)>, Vec<Further>),
    /// One a line.
    Jsonl(&'a mut (dyn Write + Send), Vec<Further>),
    /// Spreadsheet rows.
    Csv(CsvWriter<&'a mut (dyn Write + Send)>),
}

impl<'a> Rows<'a> {
    /// Begins; a header is written at once.
    pub fn begin(look: Look, further: Vec<Further>, out: &'a mut (dyn Write + Send)) -> io::Result<Self> {
        Ok(match look.format {
            Format::Table => Self::Table { people: People::new(further, look.lang, look.time_zone.clone()), out, look },
            Format::Json => Self::Json(ArrayWriter::new(out), further),
            Format::Jsonl => Self::Jsonl(out, further),
            Format::Csv => {
                let keys: Vec<String> = further.into_iter().map(|column| column.key).collect();
                Self::Csv(CsvWriter::new(out, &keys, look.lang, look.style.width.is_some())?)
            }
        })
    }

    /// Writes one record and what stands behind it.
    pub fn push(&mut self, record: &Record, values: &[Value]) -> io::Result<()> {
        match self {
            Self::Table { people, .. } => {
                people.push(record, values);
                Ok(())
            }
            Self::Json(array, further) => array.push(&json(record, further, values)),
            Self::Jsonl(out, further) => {
                write_line(out, &json(record, further, values))?;
                out.flush()
            }
            Self::Csv(csv) => csv.push(record, &values.iter().map(cell).collect::<Vec<_>>()),
        }
    }

    /// Closes what is open; also after an interruption.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Table { people, out, look } => {
                let table: Table = people.table();
                table.write(out, look.style)?;
                out.flush()
            }
            Self::Json(array, _) => array.finish().map(drop),
            Self::Jsonl(out, _) => out.flush(),
            Self::Csv(_) => Ok(()),
        }
    }
}

fn json(record: &Record, further: &[Further], values: &[Value]) -> Value {
    let keys = further.iter().map(|column| column.key.as_str());
    to_json_with(record, keys.zip(values.iter().cloned()))
}

/// A value as text: what is no text reads as in JSON, `null` as nothing.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Clock time of a table (product contract, "The record").
pub fn clock(moment: crate::model::Timestamp, zone: &TimeZone) -> String {
    // The format is ours and holds nothing that could fail; were it to, UTC is still true.
    let zoned = moment.to_zoned(zone.clone());
    jiff::fmt::strtime::format("%Y-%m-%d %H:%M:%S", &zoned).unwrap_or_else(|_| time(moment))
}

/// Names for columns taken over from an input, so that none hides a key of the record or an earlier column:
/// a name that is taken gets `input_` in front, an empty one is called by its place.
pub fn free_names(columns: &[String]) -> Vec<String> {
    const KEYS_OUTSIDE_CSV: [&str; 4] = ["tags", "empty", "extra", "error"];
    let mut taken: Vec<String> = CSV_COLUMNS.iter().chain(&KEYS_OUTSIDE_CSV).map(|key| (*key).to_owned()).collect();
    let mut names = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let mut name = if column.is_empty() { format!("column_{}", index + 1) } else { column.clone() };
        while taken.contains(&name) {
            name.insert_str(0, "input_");
        }
        taken.push(name.clone());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_taken_over_hide_nothing() {
        let columns = ["ticket", "remark", "", "ticket", "tags", "input_remark"].map(str::to_owned);
        let expected = ["ticket", "input_remark", "column_3", "input_ticket", "input_tags", "input_input_remark"];
        assert_eq!(free_names(&columns), expected);
    }

    #[test]
    fn clock_times_stand_in_their_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(clock("2013-10-25T09:55:57Z".parse().unwrap(), &zone), "2013-10-25 17:55:57");
    }
}
