//! Rows to a file: written beside the target under another name, and renamed when it is whole.

mod mirrored;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::export::{
    CsvWriter, FOLLOWER_FIELDS, Fields, JsonRecord, Partial, Standing, XlsxWriter, follower_values, sheet_csv,
    sheet_lines, sheet_xlsx, time, write_line,
};
use crate::job::{Export, ExportFormat, ExportRow, ExportRows, Exported, JobId, Lent, Sheet};
use crate::model::{Follower, Record};

pub(super) use mirrored::MirrorRows;

/// What came of it.
pub(super) enum Outcome {
    /// The operator is told this.
    Answer(Exported),
    /// Nothing is left of it.
    Cancelled,
}

/// Carries an export out. `home` is what `~/` stands for.
///
/// `mirrored` brings the people of [`ExportRows::Followers`].
pub(super) fn write(
    export: &Export,
    mirrored: Option<MirrorRows>,
    home: Option<&str>,
    job: JobId,
    is_cancelled: &dyn Fn() -> bool,
) -> Outcome {
    let target = match path(&export.target, home) {
        Ok(target) => target,
        Err(error) => return refused(&error),
    };
    if let Some(fault) = fault(export, &target) {
        return Outcome::Answer(fault);
    }
    let written = Partial::create(&target, job.0).and_then(|mut partial| {
        let written = rows(export, mirrored, &mut partial.file, is_cancelled)?.filter(|_| !is_cancelled());
        // Somebody else may have made such a file meanwhile.
        match (written, taken(export, &target)) {
            (None, _) => Ok(Outcome::Cancelled),
            (Some(_), Some(fault)) => Ok(Outcome::Answer(fault)),
            (Some(rows), None) => {
                partial.keep()?;
                let path = target.display().to_string();
                Ok(Outcome::Answer(Exported::Written { path, rows }))
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

/// Why what stands at the target must stay.
fn taken(export: &Export, target: &Path) -> Option<Exported> {
    match Standing::at(target) {
        Standing::Other => Some(Exported::NotAFile),
        Standing::File(_) if !export.overwrite => Some(Exported::Exists),
        Standing::File(_) | Standing::Nothing => None,
    }
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
    taken(export, target)
}

/// Writes everything; `None` where it was cancelled on the way, else how many lines it made.
fn rows(
    export: &Export,
    mirrored: Option<MirrorRows>,
    file: &mut File,
    is_cancelled: &dyn Fn() -> bool,
) -> io::Result<Option<usize>> {
    let mut out = BufWriter::new(&*file);
    if export.format == ExportFormat::CsvForExcel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let written = match &export.rows {
        ExportRows::People(rows) => {
            let lines = (0..rows.len()).filter_map(|place| rows.row(place));
            let names = further_names(rows.as_ref());
            people(export, names, lines.map(|row| Ok(line(row))), &mut out, is_cancelled)?
        }
        ExportRows::Followers(_) => {
            let lines = mirrored.into_iter().flatten().map(|row| row.map(follower_line));
            people(export, &FOLLOWER_FIELDS, lines, &mut out, is_cancelled)?
        }
        ExportRows::Chart(sheet) => {
            chart(export.format, sheet, &mut out)?;
            Some(sheet.rows.len())
        }
    };
    out.flush()?;
    Ok(written)
}

fn chart(format: ExportFormat, sheet: &Sheet, out: &mut BufWriter<&File>) -> io::Result<()> {
    match format {
        ExportFormat::CsvForExcel | ExportFormat::Csv => sheet_csv(out, sheet),
        ExportFormat::JsonLines => sheet_lines(out, sheet),
        ExportFormat::Xlsx => sheet_xlsx(out, sheet),
    }
}

/// Writes people as they come; `None` where it was cancelled on the way, else how many they were.
fn people(
    export: &Export,
    names: &[&'static str],
    rows: impl Iterator<Item = io::Result<Line>>,
    out: &mut BufWriter<&File>,
    is_cancelled: &dyn Fn() -> bool,
) -> io::Result<Option<usize>> {
    let is_wanted = |name: &&&str| export.fields.as_ref().is_none_or(|fields| fields.contains(*name));
    let header: Vec<String> = names.iter().filter(is_wanted).map(ToString::to_string).collect();
    let fields = export.fields.as_deref().map_or_else(Fields::default, Fields::named);
    let mut form = match export.format {
        ExportFormat::CsvForExcel | ExportFormat::Csv => Form::Csv(Box::new(CsvWriter::of_fields(
            out,
            fields,
            &header,
            export.lang,
            false,
        )?)),
        ExportFormat::JsonLines => Form::Lines(out),
        ExportFormat::Xlsx => Form::Book(Box::new(XlsxWriter::of_fields(fields, &header, export.lang)?), out),
    };
    let mut written = 0;
    for row in rows {
        if is_cancelled() {
            return Ok(None);
        }
        form.push(&row?, names, export.fields.as_deref())?;
        written += 1;
    }
    form.finish()?;
    Ok(Some(written))
}

/// A record and what stands behind it.
struct Line {
    record: Record,
    further: Vec<Value>,
}

/// A file in the making.
enum Form<'a, 'f> {
    Csv(Box<CsvWriter<&'a mut BufWriter<&'f File>>>),
    Lines(&'a mut BufWriter<&'f File>),
    Book(Box<XlsxWriter>, &'a mut BufWriter<&'f File>),
}

impl Form<'_, '_> {
    /// Of a line only the fields that are wanted; `None` for all of them.
    fn push(&mut self, line: &Line, names: &[&'static str], fields: Option<&[&'static str]>) -> io::Result<()> {
        let is_wanted = |name: &str| fields.is_none_or(|fields| fields.contains(&name));
        let further = names.iter().zip(&line.further).filter(|(name, _)| is_wanted(name));
        let cells = || further.map(|(_, value)| cell(value)).collect::<Vec<_>>();
        match self {
            Self::Csv(table) => table.push(&line.record, &cells()),
            Self::Lines(out) => {
                let record = JsonRecord {
                    record: &line.record,
                    names,
                    values: &line.further,
                    wanted: fields,
                };
                write_line(out, &record)
            }
            Self::Book(book, _) => book.push(&line.record, &cells()),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Book(book, out) => book.finish(out),
            Self::Csv(_) | Self::Lines(_) => Ok(()),
        }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Rows of history have two columns more, as `history list` has.
fn further_names(rows: &dyn Lent) -> &'static [&'static str] {
    let first = (0..rows.len()).find_map(|place| rows.row(place));
    let has_stored = first.is_some_and(|row| row.stored.is_some());
    if has_stored { &["lookups", "first_at"] } else { &[] }
}

fn line(row: ExportRow) -> Line {
    let stored = row.stored.map(|(lookups, at)| [json!(lookups), json!(time(at))]);
    Line {
        record: row.record,
        further: stored.into_iter().flatten().collect(),
    }
}

fn follower_line(follower: Follower) -> Line {
    let further = follower_values(&follower).to_vec();
    Line {
        record: follower.record,
        further,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::sync::Arc;

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
            rows: ExportRows::People(Arc::new((0..count).map(row).collect::<Vec<_>>())),
            fields: None,
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
        match write(export, None, None, JobId(1), &|| false) {
            Outcome::Answer(answer) => answer,
            Outcome::Cancelled => panic!("nobody cancelled"),
        }
    }

    #[test]
    fn chosen_fields_are_written_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        for (format, want) in [
            (ExportFormat::Csv, "status,openid\nfailed,'=id0\n"),
            (ExportFormat::JsonLines, "{\"openid\":\"=id0\",\"status\":\"failed\"}\n"),
        ] {
            let target = folder.path().join(format.extension());
            let export = Export {
                fields: Some(vec!["status", "openid"]),
                ..export(&target, format, 1)
            };
            answer(&export);
            assert_eq!(fs::read_to_string(&target).unwrap(), want);
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
                write(&export, None, None, JobId(1), &is_cancelled),
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
        #[cfg(unix)]
        {
            let mut onto_device = export(Path::new("/dev/null"), ExportFormat::Csv, 1);
            onto_device.overwrite = true;
            assert_eq!(answer(&onto_device), Exported::NotAFile);
        }
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
