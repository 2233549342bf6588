//! `history show OPENID`: every stored lookup of one openid, and what changed between them.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{app_id, open, renamed};
use crate::cli::args::HistoryShow;
use crate::cli::context::Context;
use crate::cli::format::Format;
use crate::cli::notes::Notes;
use crate::cli::rows::{Look, Rows, cell};
use crate::config::Config;
use crate::error::{Error, Exit};
use crate::export::{Cell, Column, Table, time, to_json, to_text};
use crate::locale::fill;
use crate::model::{Record, clean};
use crate::person::clock;
use crate::store::{Change, Person};

/// Prints the person, newest lookup first.
pub async fn run(
    context: &Context,
    config: &Config,
    args: &HistoryShow,
    out: &mut (dyn Write + Send),
) -> Result<Exit, Error> {
    let openid = clean(&args.openid);
    let app_id = app_id(config, false)?.unwrap_or_default();
    let store = open(config).await?;
    let Person { snapshots, changes, .. } = store.person(&app_id, openid).await?;
    store.close().await;
    let records: Vec<Record> = snapshots
        .into_iter()
        .map(|snapshot| renamed(config, snapshot))
        .collect();
    let format = context.format(args.format, Format::Json);
    let look = context.look(config, format);
    let printed = match format {
        Format::Table => table(context, &records, &changes, look, out),
        _ => writeln!(out, "{}", to_text(&value(openid, &records, &changes))),
    };
    printed.and_then(|()| out.flush()).map_err(Error::output)?;
    if records.is_empty() {
        let notes = context.notes();
        Notes::say(&fill(notes.words().history_unknown, &[&openid]));
    }
    Ok(Exit::Done)
}

fn value(openid: &str, records: &[Record], changes: &[Change]) -> Value {
    let changes = changes
        .iter()
        .map(|change| json!({ "at": time(change.at), "field": change.field, "from": change.from, "to": change.to }));
    json!({
        "openid": openid,
        "snapshots": records.iter().map(to_json).collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
    })
}

fn table(
    context: &Context,
    records: &[Record],
    changes: &[Change],
    look: Look,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let (notes, layout, zone) = (context.notes(), look.layout, look.wording.time_zone.clone());
    let words = notes.words();
    let mut rows = Rows::begin(look, &[], &mut *out)?;
    records.iter().try_for_each(|record| rows.push(record, &[]))?;
    rows.finish()?;
    if changes.is_empty() {
        return writeln!(out, "\n{}", words.no_changes);
    }
    writeln!(out, "\n{}", words.heading_changes)?;
    let titles = [words.column_at, words.column_field, words.column_from, words.column_to];
    let mut table = Table::new(titles.map(Column::text).into());
    for change in changes {
        let cells = [
            clock(change.at, &zone),
            change.field.clone(),
            cell(&change.from),
            cell(&change.to),
        ];
        table.push(cells.map(|text| Cell::of(Some(text))));
    }
    table.write(&mut &mut *out, layout)
}
