//! `history list`: one row per account, source and openid, newest first.

use std::collections::{BTreeSet, HashMap};
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
use crate::store::{HistoryRow, Store, Wanted};

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
    // Only a filter looks at notes: the record has no place for them.
    let notes = if query.is_empty() {
        HashMap::new()
    } else {
        notes(&store, &people).await?
    };
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
    let rows = people.into_iter().filter_map(|row| {
        let app_id = row.latest.app_id.clone();
        let record = renamed(config, row.latest);
        let note = notes.get(&(app_id, record.openid.clone()));
        let beside = Beside {
            note: note.map(String::as_str),
            ..Beside::default()
        };
        query
            .matches(&record, beside)
            .then_some((record, row.lookups, row.first_at))
    });
    let rows = rows.take(limit);
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

/// Notes on these people, by app id and openid.
async fn notes(store: &Store, people: &[HistoryRow]) -> Result<HashMap<(String, String), String>, Error> {
    let app_ids: BTreeSet<&str> = people.iter().map(|row| row.latest.app_id.as_str()).collect();
    let mut found = HashMap::new();
    for app_id in app_ids {
        let notes = store.notes(app_id).await?;
        found.extend(
            notes
                .into_iter()
                .map(|note| ((app_id.to_owned(), note.openid), note.text)),
        );
    }
    Ok(found)
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
