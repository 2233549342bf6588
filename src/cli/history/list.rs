//! `history list`: one row per account, source and openid, newest first.

use std::io::Write;

use serde_json::{Value, json};

use super::{open, renamed, wanted};
use crate::cli::args::HistoryList;
use crate::cli::context::Context;
use crate::cli::format::Format;
use crate::cli::notes::Notes;
use crate::cli::rows::{Further, Rows};
use crate::config::Config;
use crate::error::{Error, Exit, Usage};
use crate::export::time;
use crate::model::Timestamp;
use crate::person::clock;
use crate::query::{Beside, Query};
use crate::store::Wanted;

/// Prints the people that fit the query.
pub async fn run(
    context: &Context,
    config: &Config,
    args: &HistoryList,
    out: &mut (dyn Write + Send),
) -> Result<Exit, Error> {
    let query = query(&args.query, config)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let wanted = wanted(config, args.all_accounts)?;
    let store = open(config).await?;
    // A filter may drop rows, so only without one can the store do the counting.
    let wanted = Wanted {
        limit: args.limit.filter(|_| query.is_empty()),
        ..wanted
    };
    let people = store.history(wanted).await?;
    store.close().await;
    let look = context.look(config, context.format(args.format, Format::Jsonl));
    let is_table = look.format == Format::Table;
    let first_at = |at: Timestamp| {
        if is_table {
            clock(at, &config.ui.time_zone)
        } else {
            time(at)
        }
    };
    let rows = people
        .into_iter()
        .map(|row| (renamed(config, row.latest), row.lookups, row.first_at));
    let rows = rows
        .filter(|(record, ..)| query.matches(record, Beside::default()))
        .take(limit);
    let mut printed = Rows::begin(look, further(context), out).map_err(Error::output)?;
    let mut found = false;
    for (record, lookups, at) in rows {
        found = true;
        let values: [Value; 2] = [json!(lookups), json!(first_at(at))];
        printed.push(&record, &values).map_err(Error::output)?;
    }
    printed.finish().map_err(Error::output)?;
    if !found {
        Notes::say(context.notes().words().history_empty);
    }
    Ok(Exit::Done)
}

fn further(context: &Context) -> Vec<Further> {
    let notes = context.notes();
    let titles = [
        ("lookups", notes.words().column_lookups),
        ("first_at", notes.words().column_first_at),
    ];
    titles
        .map(|(key, title)| Further {
            key: key.to_owned(),
            title: title.to_owned(),
        })
        .into()
}

fn query(words: &[String], config: &Config) -> Result<Query, Error> {
    Query::parse(&words.join(" "), &config.ui.time_zone).map_err(|error| Usage::Query(error).into())
}
