//! A workbook with the columns of the CSV: text as text, so that nothing in it runs as a formula; numbers as numbers.

use std::fmt;
use std::io::{self, Seek, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::fields::Fields;
use crate::model::{Record, UiLang};

/// Rows that a sheet holds below its header.
const ROWS: usize = 1_048_575;

/// UTF-16 units that a cell holds.
const LONGEST_CELL: usize = 32_767;

/// Columns of numbers. The rest is text, also where it looks like a number: an openid or a remark must stay as it is.
const NUMBERS: [&str; 7] = [
    "subscribe",
    "subscribe_time",
    "qr_scene",
    "groupid",
    "sex",
    "errcode",
    "lookups",
];

/// Whole numbers up to here are exact in a spreadsheet.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Widths of columns by name, in characters.
const WIDTHS: [(&str, f64); 9] = [
    ("openid", 31.0),
    ("fetched_at", 21.0),
    ("subscribed_at", 21.0),
    ("subscribe_scene_label", 21.0),
    ("remark", 18.0),
    ("tag_names", 18.0),
    ("unionid", 31.0),
    ("nickname", 18.0),
    ("first_at", 21.0),
];

/// A workbook in the making: rows leave memory as they come, and go on on a further sheet where one is full.
pub struct XlsxWriter {
    book: Workbook,
    columns: Vec<String>,
    fields: Fields,
    /// The row to write next, on the last sheet.
    next: u32,
    /// Rows a sheet gets below its header.
    rows: usize,
    lang: UiLang,
}

impl fmt::Debug for XlsxWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "XlsxWriter({} rows)", self.next - 1)
    }
}

impl XlsxWriter {
    /// A workbook with a header that stays in sight: the record's columns and `further` ones behind them.
    pub fn new(further: &[String], lang: UiLang) -> io::Result<Self> {
        Self::of_fields(Fields::default(), further, lang)
    }

    /// As [`XlsxWriter::new`], with these of the record's columns.
    pub fn of_fields(fields: Fields, further: &[String], lang: UiLang) -> io::Result<Self> {
        let names = fields
            .names()
            .into_iter()
            .map(str::to_owned)
            .chain(further.iter().cloned());
        let columns: Vec<String> = names.collect();
        let mut writer = Self {
            book: Workbook::new(),
            columns,
            fields,
            next: 1,
            rows: ROWS,
            lang,
        };
        writer.begin_sheet()?;
        Ok(writer)
    }

    /// Adds a record and its `further` cells.
    pub fn push(&mut self, record: &Record, further: &[String]) -> io::Result<()> {
        let cells = self.fields.cells(record, self.lang);
        let cells = cells.into_iter().chain(further.iter().cloned());
        if usize::try_from(self.next).is_ok_and(|next| next > self.rows) {
            self.begin_sheet()?;
        }
        let last = self.book.worksheets().len().saturating_sub(1);
        let sheet = self.book.worksheet_from_index(last).map_err(told)?;
        for ((place, name), cell) in (0..).zip(&self.columns).zip(cells) {
            write_cell(sheet, (self.next, place), name, &cell).map_err(told)?;
        }
        self.next += 1;
        Ok(())
    }

    fn begin_sheet(&mut self) -> io::Result<()> {
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(told)?;
        self.next = 1;
        begin(sheet, &self.columns).map_err(told)
    }

    /// Writes the workbook.
    pub fn finish(mut self, out: impl Write + Seek + Send) -> io::Result<()> {
        self.book.save_to_writer(out).map_err(told)
    }
}

fn begin(sheet: &mut Worksheet, columns: &[String]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 1)?;
    for (place, name) in (0..).zip(columns) {
        let width = WIDTHS.iter().find(|(of, _)| of == name).map(|(_, width)| *width);
        if let Some(width) = width {
            sheet.set_column_width(place, width)?;
        }
        sheet.write_string_with_format(0, place, name, &bold)?;
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), name: &str, cell: &str) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    let number = NUMBERS.contains(&name).then(|| cell.parse::<f64>().ok()).flatten();
    match number.filter(|number| number.abs() <= EXACT) {
        Some(number) => sheet.write_number(row, column, number)?,
        None => sheet.write_string(row, column, fitting(cell))?,
    };
    Ok(())
}

/// Cut where a cell holds no more.
fn fitting(cell: &str) -> &str {
    let mut units = 0;
    let fits = |c: char| {
        units += c.len_utf16();
        units <= LONGEST_CELL
    };
    let end = cell.char_indices().zip(cell.chars().map(fits)).find(|(_, fits)| !fits);
    end.map_or(cell, |((end, _), _)| &cell[..end])
}

pub(super) fn told(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::export::tests::band;

    #[test]
    fn a_workbook_begins_like_a_zip_and_holds_hostile_cells() {
        let mut record = band();
        record.profile.remark = Some("=1+1".to_owned());
        record.profile.nickname = Some("\u{0}\u{1b}[31m\u{ffff}<&>".to_owned());
        record.profile.city = Some("长".repeat(LONGEST_CELL + 5));
        let mut book = XlsxWriter::new(&["lookups".to_owned()], UiLang::Zh).unwrap();
        for _ in 0..3 {
            book.push(&record, &["12".to_owned()]).unwrap();
        }
        assert_eq!(book.next, 4);
        let mut out = Cursor::new(Vec::new());
        book.finish(&mut out).unwrap();
        assert!(out.into_inner().starts_with(b"PK\x03\x04"));
    }

    #[test]
    fn a_full_sheet_is_followed_by_another() {
        let mut book = XlsxWriter::new(&[], UiLang::En).unwrap();
        book.rows = 3;
        for _ in 0..7 {
            book.push(&band(), &[]).unwrap();
        }
        assert_eq!((book.book.worksheets().len(), book.next), (3, 2));
        let mut out = Cursor::new(Vec::new());
        book.finish(&mut out).unwrap();
        let bytes = out.into_inner();
        let names = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        assert!(names(b"worksheets/sheet3.xml") && !names(b"worksheets/sheet4.xml"));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(fitting("short"), "short");
        let long = "𠮷".repeat(LONGEST_CELL);
        assert_eq!(fitting(&long).chars().count(), LONGEST_CELL / 2);
    }
}
