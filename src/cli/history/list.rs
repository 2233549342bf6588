//! `history list`: one row per account, source and openid, newest first.

use std::collections::HashMap;
use std::io::{BufWriter, Write};

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
use crate::model::{Snapshot, Timestamp};
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
    let look = context.look(config, context.format(args.format, Format::Jsonl));
    let is_table = look.format == Format::Table;
    let first_at = |at: Timestamp| {
        if is_table {
            clock(at, &config.ui.time_zone)
        } else {
            time(at)
        }
    };
    let mut noted = Noted::of(&store);
    let mut out = BufWriter::new(out);
    let printed = Rows::begin(look, &further(context), &mut out).map_err(Error::output)?;
    let mut printed = printed.in_several();
    let mut found = 0;
    let mut pages = store.history_pages(wanted).await?;
    while let Some(page) = pages.next().await? {
        // Only a filter looks at notes: the record has no place for them.
        if !query.is_empty() {
            noted.look_up(&page).await?;
        }
        for row in page {
            if found == limit {
                break;
            }
            let beside = Beside {
                note: noted.note(&row.latest),
                ..Beside::default()
            };
            let record = renamed(config, row.latest);
            if query.matches(&record, beside) {
                found += 1;
                let values: [Value; 2] = [json!(row.lookups), json!(first_at(row.first_at))];
                printed.push(&record, &values).map_err(Error::output)?;
            }
        }
        if found == limit {
            break;
        }
    }
    drop(pages);
    printed.finish().map_err(Error::output)?;
    out.flush().map_err(Error::output)?;
    store.close().await;
    if found == 0 {
        Notes::say(context.notes().words().history_empty);
    }
    Ok(Exit::Done)
}

/// Notes on people by openid, of the accounts that have been met.
struct Noted<'a> {
    store: &'a Store,
    by_app_id: HashMap<String, HashMap<String, String>>,
}

impl<'a> Noted<'a> {
    fn of(store: &'a Store) -> Self {
        Self {
            store,
            by_app_id: HashMap::new(),
        }
    }

    /// Sees to it that the notes on these people are at hand.
    async fn look_up(&mut self, people: &[HistoryRow]) -> Result<(), Error> {
        for person in people {
            let app_id = &person.latest.app_id;
            if !self.by_app_id.contains_key(app_id) {
                let notes = self.store.notes(app_id).await?.into_iter();
                let notes = notes.map(|note| (note.openid, note.text)).collect();
                self.by_app_id.insert(app_id.clone(), notes);
            }
        }
        Ok(())
    }

    fn note(&self, snapshot: &Snapshot) -> Option<&str> {
        let notes = self.by_app_id.get(&snapshot.app_id)?;
        notes.get(&snapshot.record.openid).map(String::as_str)
    }
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
