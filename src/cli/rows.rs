//! Records on stdout in any of the four forms, each as soon as its form allows.

use std::io::{self, Write};

use serde_json::Value;

use super::format::Format;
use crate::export::{ArrayWriter, CSV_COLUMNS, Cell, Column, CsvWriter, JsonRecord, Layout, record_table, write_line};
use crate::model::Record;
use crate::person::Wording;

/// How rows are to look.
#[derive(Clone, Debug)]
pub struct Look {
    /// The form.
    pub format: Format,
    /// Language and time zone of tables; language of CSV.
    pub wording: Wording,
    /// Width and colours of tables; whether CSV goes to a terminal.
    pub layout: Layout,
}

/// Something that a list knows beside the record: a column behind the record's own.
#[derive(Clone, Debug)]
pub struct Further {
    /// Key in JSON, header in CSV.
    pub key: String,
    /// Header in tables.
    pub title: String,
}

type Out<'a> = &'a mut (dyn Write + Send);

/// Writes rows.
pub struct Rows<'a>(Form<'a>);

enum Form<'a> {
    /// Collects: widths are known at the end.
    Table {
        rows: Vec<(Record, Vec<Cell>)>,
        /// Rows of one table.
        most: usize,
        further: Vec<Column>,
        look: Look,
        out: Out<'a>,
    },
    Json(ArrayWriter<Out<'a>>, Vec<String>),
    Jsonl(Out<'a>, Vec<String>),
    Csv(Box<CsvWriter<Out<'a>>>),
}

impl<'a> Rows<'a> {
    /// Begins; a CSV header is written at once.
    pub fn begin(look: Look, further: &[Further], out: Out<'a>) -> io::Result<Self> {
        let keys = || further.iter().map(|column| column.key.clone()).collect::<Vec<_>>();
        Ok(Self(match look.format {
            Format::Table => Form::Table {
                rows: Vec::new(),
                most: usize::MAX,
                further: further.iter().map(|column| Column::text(&column.title)).collect(),
                look,
                out,
            },
            Format::Json => Form::Json(ArrayWriter::new(out), keys()),
            Format::Jsonl => Form::Jsonl(out, keys()),
            Format::Csv => Form::Csv(Box::new(CsvWriter::new(
                out,
                &keys(),
                look.wording.lang,
                look.layout.columns.is_some(),
            )?)),
        }))
    }

    /// A table needs all its rows to know its widths, so more people than memory should hold come as several.
    #[must_use]
    pub fn in_several(mut self) -> Self {
        if let Form::Table { most, .. } = &mut self.0 {
            *most = ROWS_OF_A_TABLE;
        }
        self
    }

    /// Writes one record and what stands behind it.
    pub fn push(&mut self, record: &Record, values: &[Value]) -> io::Result<()> {
        match &mut self.0 {
            Form::Table {
                rows,
                most,
                further,
                look,
                out,
            } => {
                let cells = values.iter().map(|value| Cell::from(cell(value))).collect();
                rows.push((record.clone(), cells));
                if rows.len() < *most {
                    return Ok(());
                }
                table(&std::mem::take(rows), further, look, out)
            }
            Form::Json(array, names) => array.push(&json(record, names, values)),
            Form::Jsonl(out, names) => write_line(out, &json(record, names, values)),
            Form::Csv(csv) => csv.push(record, &values.iter().map(cell).collect::<Vec<_>>()),
        }
    }

    /// Closes what is open; also after an interruption. A table without rows is nothing at all.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Form::Table { rows, .. } if rows.is_empty() => Ok(()),
            Form::Table {
                rows,
                further,
                look,
                mut out,
                ..
            } => table(&rows, &further, &look, &mut out),
            Form::Json(array, _) => array.finish().map(drop),
            Form::Jsonl(out, _) => out.flush(),
            Form::Csv(_) => Ok(()),
        }
    }
}

/// Rows of one table where they come as several.
const ROWS_OF_A_TABLE: usize = 1000;

fn table(rows: &[(Record, Vec<Cell>)], further: &[Column], look: &Look, out: &mut Out<'_>) -> io::Result<()> {
    let rows: Vec<_> = rows.iter().map(|(record, cells)| (record, cells.clone())).collect();
    record_table(&rows, further, &look.wording).write(out, look.layout)
}

fn json<'a>(record: &'a Record, names: &'a [String], values: &'a [Value]) -> JsonRecord<'a, String> {
    JsonRecord {
        record,
        names,
        values,
        wanted: None,
    }
}

/// A value as text: what is no text reads as in JSON, `null` as nothing.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Names for columns taken over from an input, so that none hides a key of the record or an earlier column:
/// a name that is taken gets `input_` in front, an empty one is called by its place.
pub fn free_names(columns: &[String]) -> Vec<String> {
    const KEYS_OUTSIDE_CSV: [&str; 4] = ["tags", "empty", "extra", "error"];
    let mut taken: Vec<String> = CSV_COLUMNS
        .iter()
        .chain(&KEYS_OUTSIDE_CSV)
        .map(|key| (*key).to_owned())
        .collect();
    let mut names = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let mut name = if column.is_empty() {
            format!("column_{}", index + 1)
        } else {
            column.clone()
        };
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
    use crate::model::{AccountKey, Failure, Malformed, Source};

    /// Counts how often it is written to.
    #[derive(Default)]
    struct Counted(usize);

    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn rows_fill_a_buffer_that_the_command_brings() {
        let account = AccountKey {
            name: "main".to_owned(),
            app_id: "wx".to_owned(),
        };
        let failure = Failure::malformed(Malformed::TooShort { chars: 3 });
        let record = Record::failed("abc", &account, Source::Follower, None, failure);
        let mut out = io::BufWriter::with_capacity(1 << 16, Counted::default());
        let mut rows = Rows(Form::Jsonl(&mut out, Vec::new()));
        for _ in 0..20 {
            rows.push(&record, &[]).unwrap();
        }
        rows.finish().unwrap();
        assert_eq!(out.get_ref().0, 1);
    }

    #[test]
    fn names_taken_over_hide_nothing() {
        let columns = ["ticket", "remark", "", "ticket", "tags", "input_remark"].map(str::to_owned);
        let expected = [
            "ticket",
            "input_remark",
            "column_3",
            "input_ticket",
            "input_tags",
            "input_input_remark",
        ];
        assert_eq!(free_names(&columns), expected);
    }
}
