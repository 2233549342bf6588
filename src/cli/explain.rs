//! `explain TEXT`: offline.

use std::io::Write;

use super::args::Explain;
use super::context::Context;
use super::stdin;
use crate::error::{Error, Exit, Usage};

/// Prints what is known about the text; 1 where nothing is.
pub fn run(context: &Context, args: &Explain, out: &mut dyn Write) -> Result<Exit, Error> {
    let text = text(context, args)?;
    let _ = (text, out);
    Ok(Exit::Some)
}

/// The words of the command line as one text, or stdin.
fn text(context: &Context, args: &Explain) -> Result<String, Error> {
    let text = args.text.join(" ");
    if text == "-" || (text.is_empty() && !context.in_is_terminal) {
        let source = |source| Error::Io {
            what: "stdin".to_owned(),
            source,
        };
        return Ok(String::from_utf8_lossy(&stdin::read().map_err(source)?).into_owned());
    }
    if text.trim().is_empty() {
        Err(Usage::NoText.into())
    } else {
        Ok(text)
    }
}
