//! `lookup`: openids in, records out, in input order and as soon as known.

mod gather;
mod line;
mod progress;

use std::io::{self, Write};

use jiff::tz::TimeZone;
use tokio_util::sync::CancellationToken;

use super::args::Lookup;
use super::context::Context;
use super::format::Format;
use super::notes::Notes;
use super::rows::{Further, Rows, free_names};
use super::{interrupt, setup};
use crate::error::{Error, Exit, Usage};
use crate::locale::fill;
use crate::model::{Endpoint, OpenId};
use crate::ops::lookup::{Options, Report, lookup};
use crate::session::{Overrides, Session};
use line::Line;
pub use progress::Progress;

/// Looks up and prints; the exit code is what the rows say together.
pub async fn run(context: &Context, args: &Lookup, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let config = context.config()?;
    let intake = gather::read(args)?;
    if intake.distinct().is_empty() {
        return Err(Usage::NoIds.into());
    }
    let look = context.look(&config, context.format(args.format, Format::Jsonl));
    let overrides = Overrides {
        lang: args.lang,
        max_age: args.max_age,
        max_calls: args.max_calls,
        force_refresh: args.force_refresh,
    };
    let source = args.source.unwrap_or_default();
    let interrupted = interrupt::watch();
    // A command that prints the secret may take its time.
    let opened = tokio::select! {
        opened = setup::open(context, config, source, overrides, !args.no_history) => opened?,
        () = interrupted.cancelled() => return Ok(Exit::Interrupted),
    };
    let session = &opened.session;
    let columns = if args.keep_rows {
        free_names(&intake.columns)
    } else {
        Vec::new()
    };
    let further: Vec<Further> = columns
        .into_iter()
        .map(|name| Further {
            key: name.clone(),
            title: name,
        })
        .collect();
    let line = Line::new(&intake, args.keep_rows, &session.key, source);
    let zone = look.wording.time_zone.clone();
    let printer = Printer {
        rows: Rows::begin(look, &further, out).map_err(Error::output)?,
        line,
        broken: None,
    };
    let options = Options {
        source,
        fresh: args.fresh,
    };
    let ended = ask(context, session, options, zone, printer, &interrupted).await;
    tell_calls(context, session);
    opened.close().await;
    ended
}

/// Asks for the openids of the line and prints what comes.
async fn ask(
    context: &Context,
    session: &Session,
    options: Options,
    zone: TimeZone,
    mut printer: Printer<'_>,
    interrupted: &CancellationToken,
) -> Result<Exit, Error> {
    // A reader that has gone stops the work, too, and that is no interruption.
    let stop = interrupted.child_token();
    let ids: Vec<OpenId> = printer.line.openids();
    let progress = Progress::new(context.notes(), zone);
    printer.print(&stop);
    let mut report = |report| match report {
        Report::Row(snapshot) => {
            printer.line.put(snapshot.record);
            printer.print(&stop);
        }
        Report::KnownElsewhere(known) => progress.known_elsewhere(&known),
        Report::Warning(failure) => progress.warning(&failure),
    };
    tokio::select! {
        () = lookup(session, &ids, options, &stop, &mut report) => {}
        () = progress.watch(session.client.notices(), || {}) => {}
    }
    printer.end(interrupted.is_cancelled(), context)
}

/// Rows on their way out.
struct Printer<'a> {
    rows: Rows<'a>,
    line: Line,
    /// Why nothing can be printed any more.
    broken: Option<io::Error>,
}

impl Printer<'_> {
    /// Prints every row whose turn it is.
    fn print(&mut self, stop: &CancellationToken) {
        while self.broken.is_none()
            && let Some((record, cells)) = self.line.next()
        {
            if let Err(error) = self.rows.push(record, &cells) {
                self.broken = Some(error);
                stop.cancel();
            }
        }
    }

    /// Closes the output and judges the rows.
    fn end(self, interrupted: bool, context: &Context) -> Result<Exit, Error> {
        if let Some(error) = self.broken {
            return Err(Error::output(error));
        }
        self.rows.finish().map_err(Error::output)?;
        if interrupted {
            let notes = context.notes();
            let (answered, asked) = self.line.progress();
            Notes::say(&fill(notes.words().interrupted, &[&answered, &asked]));
        }
        Ok(Exit::of_lookup(&self.line.kinds(), interrupted))
    }
}

/// With `-v`: what the run has cost.
pub fn tell_calls(context: &Context, session: &Session) {
    if context.verbose == 0 {
        return;
    }
    let calls = session.client.calls();
    let spent = Endpoint::ALL.into_iter().filter(|endpoint| calls.of(*endpoint) > 0);
    let list: Vec<String> = spent
        .map(|endpoint| format!("{} {}", endpoint.path(), calls.of(endpoint)))
        .collect();
    let words = context.notes().words();
    let list = if list.is_empty() {
        String::new()
    } else {
        format!(" ({})", list.join(words.list_separator))
    };
    Notes::say(&fill(words.calls_spent, &[&calls.total(), &list]));
}
