//! `config`: where it is, what is wrong with it, a sample, what is in effect.

mod show;

use std::io::{self, Write};

use super::args::Config as Action;
use super::context::Context;
use crate::config::{Config, EXAMPLE, Problem};
use crate::error::{Error, Exit};
use crate::locale::fill;
use crate::text::sanitize;

/// Runs one of the four.
pub fn run(context: &Context, action: Action, out: &mut dyn Write) -> Result<Exit, Error> {
    match action {
        Action::Path => path(context, out),
        Action::Check => check(context, out),
        Action::Example => {
            out.write_all(EXAMPLE.as_bytes()).map_err(Error::output)?;
            Ok(Exit::Done)
        }
        Action::Show => {
            let text = show::text(&context.config()?);
            out.write_all(text.as_bytes()).map_err(Error::output)?;
            Ok(Exit::Done)
        }
    }
}

/// Where the file is, or would be.
fn path(context: &Context, out: &mut dyn Write) -> Result<Exit, Error> {
    let path = Config::path(&context.flags, &context.env);
    writeln!(out, "{}", path.display()).map_err(Error::output)?;
    Ok(Exit::Done)
}

/// The problems are what is asked for, so they go to stdout.
fn check(context: &Context, out: &mut dyn Write) -> Result<Exit, Error> {
    match context.config() {
        Ok(config) => {
            let notes = context.notes();
            let words = notes.words();
            let file = config.file.as_ref().map(|file| fill(words.config_fine, &[&file.display()]));
            let line = file.unwrap_or_else(|| words.config_fine_no_file.to_owned());
            writeln!(out, "{}", sanitize(&line)).map_err(Error::output)?;
            Ok(Exit::Done)
        }
        Err(Error::Config(problems)) => {
            list(&problems, out).map_err(Error::output)?;
            Ok(Exit::Usage)
        }
        Err(other) => Err(other),
    }
}

fn list(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{}", sanitize(&format!("{}: {}", problem.place, problem.message))))
}
