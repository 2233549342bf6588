//! `export`: all who fit, to a file, however many they are.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tokio_util::sync::CancellationToken;

use super::{Opened, each_row, words};
use crate::cli::args::{Export, FileFormat};
use crate::cli::context::Context;
use crate::cli::interrupt;
use crate::cli::notes::Notes;
use crate::cli::rows::cell;
use crate::error::{Error, Exit, Usage};
use crate::export::{
    CsvWriter, FOLLOWER_FIELDS, JsonRecord, Partial, Standing, XlsxWriter, follower_values, write_line,
};
use crate::locale::fill;
use crate::mirror::{Ask, View};
use crate::model::{Follower, UiLang};

/// Writes the file; one that was not finished leaves nothing behind.
pub async fn run(context: &Context, args: &Export) -> Result<Exit, Error> {
    let cancel = interrupt::watch();
    let target = &args.output;
    let opened = Opened::new(context).await?;
    let format = args.format.or_else(|| FileFormat::of(target));
    let format = format.ok_or_else(|| Usage::OutputFormat(target.clone()))?;
    check_place(target, args.force)?;
    let view = opened
        .mirror
        .view(Ask::newest_first(opened.query(&args.query)?), &cancel)
        .await?;
    let failed = |source: io::Error| Error::Io {
        what: target.display().to_string(),
        source,
    };
    let path = std::path::absolute(target).map_err(failed)?;
    let partial = Partial::create(&path, 0).map_err(failed)?;
    let is_whole = write(&partial, &view, format, context.lang(), &cancel, &failed).await?;
    if !is_whole {
        return Err(Error::Interrupted);
    }
    // Somebody else may have made such a file meanwhile.
    check_place(target, args.force)?;
    partial.keep().map_err(failed)?;
    let words = words(context);
    opened.tell(view.total(), words).await?;
    opened.close().await;
    let people = view.total();
    Notes::say(&fill(words.exported.phrase(people), &[&people, &target.display()]));
    Ok(Exit::Done)
}

fn check_place(target: &Path, force: bool) -> Result<(), Error> {
    let usage = match Standing::at(target) {
        // Elsewhere it means a stream, and whoever types it does not want a file of that name.
        _ if target == Path::new("-") => Usage::OutputNoFile(target.to_owned()),
        Standing::Other => Usage::OutputNoFile(target.to_owned()),
        Standing::File(_) if !force => Usage::OutputExists(target.to_owned()),
        Standing::File(_) => return Ok(()),
        Standing::Nothing => match target.parent() {
            // A bare name lies in the folder that we are in.
            Some(folder) if folder != Path::new("") && !folder.is_dir() => Usage::NoFolder(folder.to_owned()),
            _ => return Ok(()),
        },
    };
    Err(usage.into())
}

/// Writes all rows; `false` where it was interrupted.
async fn write(
    partial: &Partial,
    view: &View,
    format: FileFormat,
    lang: UiLang,
    cancel: &CancellationToken,
    failed: &(impl Fn(io::Error) -> Error + Sync),
) -> Result<bool, Error> {
    let mut out = BufWriter::with_capacity(1 << 16, &partial.file);
    let names = FOLLOWER_FIELDS.map(str::to_owned);
    let all = view.total();
    let is_whole = match format {
        FileFormat::Csv => {
            let mut table = CsvWriter::new(&mut out, &names, lang, false).map_err(failed)?;
            let push = |row: &Follower| table.push(&row.record, &cells(row)).map_err(failed);
            each_row(view, all, cancel, push).await?
        }
        FileFormat::Jsonl => {
            let push = |row: &Follower| {
                let line = JsonRecord {
                    names: &FOLLOWER_FIELDS,
                    values: &follower_values(row),
                    ..JsonRecord::of(&row.record)
                };
                write_line(&mut out, &line).map_err(failed)
            };
            each_row(view, all, cancel, push).await?
        }
        FileFormat::Xlsx => {
            let mut book = XlsxWriter::new(&names, lang).map_err(failed)?;
            let push = |row: &Follower| book.push(&row.record, &cells(row)).map_err(failed);
            let is_whole = each_row(view, all, cancel, push).await?;
            if is_whole {
                book.finish(&mut out).map_err(failed)?;
            }
            is_whole
        }
    };
    out.flush().map_err(failed)?;
    Ok(is_whole)
}

fn cells(follower: &Follower) -> [String; 3] {
    follower_values(follower).map(|value| cell(&value))
}
