//! `history export`: all stored lookups of the account, oldest first.

use std::io::{BufWriter, Write};

use super::{open, renamed, wanted};
use crate::cli::args::HistoryExport;
use crate::cli::context::Context;
use crate::cli::format::Format;
use crate::cli::rows::Rows;
use crate::config::Config;
use crate::error::{Error, Exit};

/// Lookups read at once: all of them may be more than memory holds.
const PAGE: usize = 1000;

/// Prints them.
pub async fn run(
    context: &Context,
    config: &Config,
    args: &HistoryExport,
    out: &mut (dyn Write + Send),
) -> Result<Exit, Error> {
    let wanted = wanted(config, false)?;
    let store = open(config).await?;
    let look = context.look(config, args.format.unwrap_or(Format::Jsonl));
    let mut out = BufWriter::new(out);
    let mut rows = Rows::begin(look, &[], &mut out).map_err(Error::output)?;
    let mut next = None;
    loop {
        let (snapshots, cursor) = store.lookups(wanted.app_id.as_deref(), next, PAGE).await?;
        for snapshot in snapshots {
            rows.push(&renamed(config, snapshot), &[]).map_err(Error::output)?;
        }
        next = cursor;
        if next.is_none() {
            break;
        }
    }
    store.close().await;
    rows.finish().map_err(Error::output)?;
    out.flush().map_err(Error::output)?;
    Ok(Exit::Done)
}
