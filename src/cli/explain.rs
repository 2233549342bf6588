//! `explain TEXT`: offline, and without a configuration where that one is broken.

use std::io::Write;

use jiff::tz::TimeZone;

use super::args::Explain;
use super::context::Context;
use super::notes::Notes;
use super::stdin;
use crate::config::Config;
use crate::error::{Error, Exit, Usage};
use crate::explain::explain;
use crate::ops::lookup::now;
use crate::person::Wording;

/// Prints what is known about the text; 1 where nothing is, or an errcode in it is unknown.
pub fn run(context: &Context, args: &Explain, out: &mut dyn Write) -> Result<Exit, Error> {
    let text = text(context, args)?;
    let Some(explanation) = explain(&text, &wording(context)) else {
        Notes::say(context.notes().words().not_explained);
        return Ok(Exit::Some);
    };
    write!(out, "{explanation}").map_err(Error::output)?;
    Ok(if explanation.known { Exit::Done } else { Exit::Some })
}

/// The words of the command line as one text, or stdin.
fn text(context: &Context, args: &Explain) -> Result<String, Error> {
    let given = args.text.join(" ");
    let from_stdin = given == "-" || (args.text.is_empty() && !context.in_is_terminal);
    let text = if from_stdin {
        let bytes = stdin::read().map_err(|source| Error::Io {
            what: "stdin".to_owned(),
            source,
        })?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        given
    };
    if text.trim().is_empty() {
        return Err(Usage::NoText.into());
    }
    Ok(text)
}

/// As the configuration says, where it can be read: what explains an error must not fail on another one.
fn wording(context: &Context) -> Wording {
    let ui = Config::load(&context.flags, &context.env).ok().map(|config| config.ui);
    Wording {
        lang: ui.as_ref().map_or(context.lang(), |ui| ui.language),
        now: now(),
        time_zone: ui.map_or_else(TimeZone::system, |ui| ui.time_zone),
    }
}
