//! `stats`: the figures behind the charts.

use std::io::Write;

use super::{Opened, words};
use crate::cli::args::Stats;
use crate::cli::context::Context;
use crate::cli::format::Format;
use crate::cli::interrupt;
use crate::error::{Error, Exit};
use crate::export::{figures_json, to_text, write_figures};

/// Counts those who fit and prints the figures.
pub async fn run(context: &Context, args: &Stats, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let cancel = interrupt::watch();
    let opened = Opened::new(context).await?;
    let query = opened.query(&args.query)?;
    let zone = &opened.config.ui.time_zone;
    let figures = opened.mirror.figures(&query, zone, &cancel).await?;
    let written = match context.format(args.format, Format::Json) {
        Format::Table => write_figures(&figures, context.lang(), context.layout(), &mut &mut *out),
        _ => writeln!(out, "{}", to_text(&figures_json(&figures))),
    };
    written.and_then(|()| out.flush()).map_err(Error::output)?;
    opened.tell(figures.total.people, words(context)).await?;
    opened.close().await;
    Ok(Exit::Done)
}
