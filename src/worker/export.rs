//! Rows to a file: written beside the target under another name, and renamed when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::export::{
    CsvWriter, Partial, XLSX_ROWS, XlsxWriter, sheet_csv, sheet_lines, sheet_xlsx, time, to_json_with, write_line,
};
use crate::job::{Export, ExportFormat, ExportRow, ExportRows, Exported, JobId, Sheet};

/// What came of it.
pub(super) enum Outcome {
    /// The operator is told this.
    Answer(Exported),
    /// Nothing is left of it.
    Cancelled,
}

/// Carries an export out. `home` is what `~/` stands for.
pub(super) fn write(export: &Export, home: Option<&str>, job: JobId, is_cancelled: &dyn Fn() -> bool) -> Outcome {
    let target = match path(&export.target, home) {
        Ok(target) => target,
        Err(error) => return refused(&error),
    };
    if let Some(fault) = fault(export, &target) {
        return Outcome::Answer(fault);
    }
    let written = Partial::create(&target, job.0).and_then(|mut partial| {
        let is_whole = rows(export, &mut partial.file, is_cancelled)? && !is_cancelled();
        // Somebody else may have made such a file meanwhile.
        match (is_whole, exists(&target) && !export.overwrite) {
            (false, _) => Ok(Outcome::Cancelled),
            (true, true) => Ok(Outcome::Answer(Exported::Exists)),
            (true, false) => {
                partial.keep_as(&target)?;
                Ok(Outcome::Answer(Exported::Written {
                    path: target.display().to_string(),
                    rows: export.rows.len(),
                }))
            }
        }
    });
    written.unwrap_or_else(|error| refused(&error))
}

fn refused(error: &io::Error) -> Outcome {
    let reason = error.to_string();
    Outcome::Answer(Exported::Refused { reason })
}

fn path(typed: &str, home: Option<&str>) -> io::Result<PathBuf> {
    let below_home = typed.strip_prefix("~/").zip(home);
    let path = below_home.map_or_else(|| PathBuf::from(typed), |(rest, home)| Path::new(home).join(rest));
    std::path::absolute(path)
}

fn exists(target: &Path) -> bool {
    fs::symlink_metadata(target).is_ok()
}

/// What can be told before anything is written.
fn fault(export: &Export, target: &Path) -> Option<Exported> {
    if target.is_dir() || export.target.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        return Some(Exported::IsFolder);
    }
    let folder = target.parent().unwrap_or(target);
    if !folder.is_dir() {
        let folder = folder.display().to_string();
        return Some(Exported::NoFolder { folder });
    }
    if export.format == ExportFormat::Xlsx && export.rows.len() > XLSX_ROWS {
        return Some(Exported::TooManyRows { most: XLSX_ROWS });
    }
    (exists(target) && !export.overwrite).then_some(Exported::Exists)
}

/// Writes everything; `false` where it was cancelled on the way.
fn rows(export: &Export, file: &mut File, is_cancelled: &dyn Fn() -> bool) -> io::Result<bool> {
    let mut out = BufWriter::new(&*file);
    if export.format == ExportFormat::CsvForExcel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let is_whole = match &export.rows {
        ExportRows::People(rows) => people(export, rows, &mut out, is_cancelled)?,
        ExportRows::Chart(sheet) => {
            chart(export.format, sheet, &mut out)?;
            true
        }
    };
    out.flush()?;
    Ok(is_whole)
}

fn chart(format: ExportFormat, sheet: &Sheet, out: &mut BufWriter<&File>) -> io::Result<()> {
    match format {
        ExportFormat::CsvForExcel | ExportFormat::Csv => sheet_csv(out, sheet),
        ExportFormat::JsonLines => sheet_lines(out, sheet),
        ExportFormat::Xlsx => sheet_xlsx(out, sheet),
    }
}

fn people(
    export: &Export,
    rows: &[ExportRow],
    mut out: &mut BufWriter<&File>,
    is_cancelled: &dyn Fn() -> bool,
) -> io::Result<bool> {
    let further = further_names(rows);
    let going = rows.iter().take_while(|_| !is_cancelled());
    let mut written = 0;
    match export.format {
        ExportFormat::CsvForExcel | ExportFormat::Csv => {
            let mut table = CsvWriter::new(&mut out, &further, export.lang, false)?;
            for row in going {
                table.push(&row.record, &further_cells(row))?;
                written += 1;
            }
        }
        ExportFormat::JsonLines => {
            for row in going {
                let stored = row
                    .stored
                    .map(|(lookups, at)| [("lookups", json!(lookups)), ("first_at", json!(time(at)))]);
                write_line(&mut out, &to_json_with(&row.record, stored.into_iter().flatten()))?;
                written += 1;
            }
        }
        ExportFormat::Xlsx => {
            let mut book = XlsxWriter::new(&further, export.lang)?;
            for row in going {
                book.push(&row.record, &further_cells(row))?;
                written += 1;
            }
            if written == rows.len() {
                book.finish(&mut out)?;
            }
        }
    }
    Ok(written == rows.len())
}

/// Rows of history have two columns more, as `history list` has.
fn further_names(rows: &[ExportRow]) -> Vec<String> {
    let has_stored = rows.iter().any(|row| row.stored.is_some());
    let names: &[&str] = if has_stored { &["lookups", "first_at"] } else { &[] };
    names.iter().map(ToString::to_string).collect()
}

fn further_cells(row: &ExportRow) -> Vec<String> {
    let stored = row.stored.map(|(lookups, at)| [lookups.to_string(), time(at)]);
    stored.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::model::{AccountKey, Failure, Malformed, Record, Source, UiLang};

    fn export(target: &Path, format: ExportFormat, count: usize) -> Export {
        let account = AccountKey {
            name: "main".to_owned(),
            app_id: "wx".to_owned(),
        };
        let row = |n: usize| ExportRow {
            record: Record::failed(
                format!("=id{n}").as_str(),
                &account,
                Source::Follower,
                None,
                Failure::malformed(Malformed::TooShort { chars: 4 }),
            ),
            stored: None,
        };
        Export {
            target: target.display().to_string(),
            format,
            rows: ExportRows::People((0..count).map(row).collect()),
            lang: UiLang::En,
            overwrite: false,
        }
    }

    fn files(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    fn answer(export: &Export) -> Exported {
        match write(export, None, JobId(1), &|| false) {
            Outcome::Answer(answer) => answer,
            Outcome::Cancelled => panic!("nobody cancelled"),
        }
    }

    #[test]
    fn a_cancelled_export_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        for format in ExportFormat::ALL {
            let asked = Cell::new(0);
            let is_cancelled = || {
                asked.set(asked.get() + 1);
                asked.get() > 5
            };
            let export = export(&home.path().join("out"), format, 20);
            assert!(matches!(
                write(&export, None, JobId(1), &is_cancelled),
                Outcome::Cancelled
            ));
            assert_eq!(asked.get(), 6, "{format:?} went on after it was cancelled");
            assert_eq!(files(home.path()), [""; 0]);
        }
    }

    #[test]
    fn a_file_that_is_there_stays_until_it_may_be_replaced() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out.csv");
        fs::write(&target, "mine").unwrap();
        let mut export = export(&target, ExportFormat::CsvForExcel, 2);
        assert_eq!(answer(&export), Exported::Exists);
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
        export.overwrite = true;
        let path = target.display().to_string();
        assert_eq!(answer(&export), Exported::Written { path, rows: 2 });
        let text = fs::read_to_string(&target).unwrap();
        assert!(text.starts_with("\u{feff}openid,account,"), "{text}");
        assert!(text.contains("\n'=id0,main,"), "a formula went through: {text}");
        assert_eq!(files(home.path()), ["out.csv"]);
    }

    #[test]
    fn faults_are_told_apart_before_anything_is_written() {
        let home = tempfile::tempdir().unwrap();
        let missing = home.path().join("no/such");
        let folder = missing.display().to_string();
        let into_missing = export(&missing.join("out.csv"), ExportFormat::Csv, 1);
        assert_eq!(answer(&into_missing), Exported::NoFolder { folder });
        assert_eq!(answer(&export(home.path(), ExportFormat::Csv, 1)), Exported::IsFolder);
        let name = "x".repeat(300);
        let too_long = export(&home.path().join(name), ExportFormat::Csv, 1);
        assert!(matches!(answer(&too_long), Exported::Refused { .. }));
        assert_eq!(files(home.path()), [""; 0]);
    }

    #[test]
    fn the_home_directory_has_its_short_name() {
        assert_eq!(path("~/a.csv", Some("/home/me")).unwrap(), Path::new("/home/me/a.csv"));
        assert_eq!(path("/x/~/a.csv", Some("/home/me")).unwrap(), Path::new("/x/~/a.csv"));
    }
}
