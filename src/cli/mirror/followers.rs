//! `followers`: who is in the mirror, newest follow first.

use std::io::{BufWriter, Write};
use std::time::Duration;

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Opened, each_row, words};
use crate::cli::args::Followers;
use crate::cli::context::Context;
use crate::cli::format::Format;
use crate::cli::interrupt;
use crate::cli::rows::{Further, Rows};
use crate::error::{Error, Exit};
use crate::export::{FOLLOWER_FIELDS, follower_values};
use crate::locale::MirrorTexts;
use crate::mirror::Ask;
use crate::model::{Follower, Timestamp};
use crate::ops::lookup::now;
use crate::person::clock;

/// Prints those who fit.
pub async fn run(context: &Context, args: &Followers, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let cancel = interrupt::watch();
    let opened = Opened::new(context).await?;
    let ask = Ask {
        changed_since: args.changed_since.map(|age| ago(now(), age)),
        ..Ask::newest_first(opened.query(&args.query)?)
    };
    let view = opened.mirror.view(ask, &cancel).await?;
    let limit = args.limit.unwrap_or(u64::MAX).min(view.total());
    let format = context.format(args.format, Format::Jsonl);
    let is_table = format == Format::Table;
    let (words, zone) = (words(context), opened.config.ui.time_zone.clone());
    // Flushed at the end; what an error leaves in it is written when it goes.
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let look = context.look(&opened.config, format);
    let rows = Rows::begin(look, &columns(context), &mut out).map_err(Error::output)?;
    let mut rows = rows.in_several();
    let push = |row: &Follower| {
        let values = if is_table {
            shown(row, words, &zone)
        } else {
            follower_values(row)
        };
        rows.push(&row.record, &values).map_err(Error::output)
    };
    let is_whole = each_row(&view, limit, &cancel, push).await?;
    rows.finish().map_err(Error::output)?;
    out.flush().map_err(Error::output)?;
    opened.tell(view.total(), words).await?;
    opened.close().await;
    if is_whole {
        Ok(Exit::Done)
    } else {
        Err(Error::Interrupted)
    }
}

/// What stands behind the record in a table.
fn shown(row: &Follower, words: &MirrorTexts, zone: &TimeZone) -> [Value; 3] {
    [
        json!(if row.listed { words.yes } else { words.no }),
        json!(row.left_at.map(|at| clock(at, zone))),
        json!(row.note),
    ]
}

fn columns(context: &Context) -> Vec<Further> {
    let words = words(context);
    let titles = [words.listed, words.left_at, words.note];
    let column = |(key, title): (&str, &str)| Further {
        key: key.to_owned(),
        title: title.to_owned(),
    };
    FOLLOWER_FIELDS.into_iter().zip(titles).map(column).collect()
}

fn ago(now: Timestamp, age: Duration) -> Timestamp {
    let age = jiff::SignedDuration::try_from(age).unwrap_or(jiff::SignedDuration::MAX);
    now.checked_sub(age).unwrap_or(Timestamp::MIN)
}
