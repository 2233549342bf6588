//! Numbers of a chart to CSV, JSON Lines and XLSX.

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::Value;

use super::csv::plain_csv;
use super::json::write_line;
use super::xlsx::told;
use crate::job::Sheet;

/// As CSV with a header; cells that a spreadsheet would run are guarded.
pub fn sheet_csv(out: impl Write, sheet: &Sheet) -> io::Result<()> {
    let cell = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let rows = sheet.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    plain_csv(out, &sheet.columns, rows, false)
}

/// As one object a line.
pub fn sheet_lines(mut out: impl Write, sheet: &Sheet) -> io::Result<()> {
    for row in &sheet.rows {
        write_line(&mut out, &sheet.object(row))?;
    }
    Ok(())
}

/// As a workbook: numbers as numbers, text as text.
pub fn sheet_xlsx(out: impl Write + Seek + Send, sheet: &Sheet) -> io::Result<()> {
    let mut book = Workbook::new();
    fill(&mut book, sheet).map_err(told)?;
    book.save_to_writer(out).map_err(told)
}

fn fill(book: &mut Workbook, sheet: &Sheet) -> Result<(), XlsxError> {
    let page = book.add_worksheet_with_constant_memory()?;
    let bold = Format::new().set_bold();
    page.set_freeze_panes(1, 0)?;
    for (place, name) in (0..).zip(&sheet.columns) {
        page.write_string_with_format(0, place, *name, &bold)?;
    }
    for (line, row) in (1..).zip(&sheet.rows) {
        for (place, value) in (0..).zip(row) {
            match value {
                Value::String(text) => page.write_string(line, place, text)?,
                Value::Number(number) => page.write_number(line, place, number.as_f64().unwrap_or_default())?,
                _ => continue,
            };
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use serde_json::json;

    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            columns: vec!["label", "query", "people"],
            rows: vec![
                vec![json!("=VIP"), json!("tag:#128"), json!(40)],
                vec![json!("a,b"), Value::Null, json!(9)],
            ],
        }
    }

    #[test]
    fn a_chart_has_three_forms() {
        let mut csv = Vec::new();
        sheet_csv(&mut csv, &sheet()).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "label,query,people\n'=VIP,tag:#128,40\n\"a,b\",,9\n"
        );
        let mut lines = Vec::new();
        sheet_lines(&mut lines, &sheet()).unwrap();
        assert_eq!(
            String::from_utf8(lines).unwrap(),
            "{\"label\":\"=VIP\",\"query\":\"tag:#128\",\"people\":40}\n{\"label\":\"a,b\",\"query\":null,\"people\":9}\n"
        );
        let mut book = Cursor::new(Vec::new());
        sheet_xlsx(&mut book, &sheet()).unwrap();
        assert!(book.into_inner().starts_with(b"PK\x03\x04"));
    }
}
