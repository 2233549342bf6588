//! `tags`: the account's tags, asked now.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::args::Listing;
use super::context::Context;
use super::format::Format;
use super::{interrupt, lookup, setup};
use crate::error::{Error, Exit};
use crate::export::{ArrayWriter, Cell, Column, Table, plain_csv, write_line};
use crate::locale::fill;
use crate::model::{Source, Tag};
use crate::ops::lookup::now;
use crate::session::{Overrides, Session};

/// Asks, keeps the answer and prints it.
pub async fn run(context: &Context, args: &Listing, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let config = context.config()?;
    let opened = setup::open(context, config, Source::Follower, Overrides::default(), true).await?;
    let session = &opened.session;
    let tags = session.client.tags(&interrupt::watch()).await;
    keep(context, session, tags.as_deref().ok()).await;
    lookup::tell_calls(context, session);
    let tags = tags?;
    let format = context.format(args.format, Format::Jsonl);
    write(context, &tags, format, out).map_err(Error::output)?;
    opened.close().await;
    Ok(Exit::Done)
}

/// That the file cannot be written is worth a warning and changes nothing else.
async fn keep(context: &Context, session: &Session, tags: Option<&[Tag]>) {
    let Some(store) = &session.store else { return };
    let mut kept = session.save_calls(now()).await;
    if let Some(tags) = tags {
        kept = kept.and(store.keep_tags(&session.key.app_id, tags.to_vec(), now()).await);
    }
    if let Err(error) = kept {
        let notes = context.notes();
        notes.warn(&fill(notes.words().history_unusable, &[&error]));
    }
}

fn write(context: &Context, tags: &[Tag], format: Format, out: &mut (dyn Write + Send)) -> io::Result<()> {
    match format {
        Format::Table => table(context, tags).write(&mut &mut *out, context.layout()),
        Format::Json => {
            let mut array = ArrayWriter::new(out);
            tags.iter().try_for_each(|tag| array.push(&value(tag)))?;
            array.finish().map(drop)
        }
        Format::Jsonl => tags.iter().try_for_each(|tag| write_line(&mut &mut *out, &value(tag))),
        Format::Csv => {
            let rows = tags
                .iter()
                .map(|tag| vec![tag.id.to_string(), tag.name.clone(), tag.count.to_string()]);
            plain_csv(out, &["id", "name", "count"], rows, context.out_is_terminal)
        }
    }
}

fn value(tag: &Tag) -> Value {
    json!({ "id": tag.id, "name": tag.name, "count": tag.count })
}

fn table(context: &Context, tags: &[Tag]) -> Table {
    let notes = context.notes();
    let words = notes.words();
    let columns = [
        Column::number(words.column_id),
        Column::text(words.column_name),
        Column::number(words.column_count),
    ];
    let mut table = Table::new(columns.into());
    for tag in tags {
        table.push([tag.id.to_string(), tag.name.clone(), tag.count.to_string()].map(Cell::from));
    }
    table
}
