//! `config`: where it is, what is wrong with it, a sample, what is in effect.

use std::io::{self, Write};

use super::args::Config as Action;
use super::context::Context;
use crate::config::{Config, EXAMPLE, Problem, THEME_EXAMPLE, config_file};
use crate::error::{Error, Exit, Usage};
use crate::locale::fill;
use crate::text::sanitize;

/// Runs one of the four.
pub fn run(context: &Context, action: Action, out: &mut dyn Write) -> Result<Exit, Error> {
    match action {
        Action::Path => path(context, out),
        Action::Check => check(context, out),
        Action::Example { theme } => {
            let example = if theme { THEME_EXAMPLE } else { EXAMPLE };
            out.write_all(example.as_bytes()).map_err(Error::output)?;
            Ok(Exit::Done)
        }
        Action::Show => {
            let text = context.config()?.effective();
            out.write_all(text.as_bytes()).map_err(Error::output)?;
            Ok(Exit::Done)
        }
    }
}

/// Where the file is, or would be.
fn path(context: &Context, out: &mut dyn Write) -> Result<Exit, Error> {
    let path = config_file(&context.flags, &context.env).ok_or(Usage::NoHome)?;
    writeln!(out, "{}", path.display()).map_err(Error::output)?;
    Ok(Exit::Done)
}

/// The problems are what is asked for, so they go to stdout.
fn check(context: &Context, out: &mut dyn Write) -> Result<Exit, Error> {
    let check = Config::check(&context.flags, &context.env);
    let notes = context.notes();
    if !check.problems.is_empty() {
        check.warnings.iter().for_each(|warning| notes.warn(warning));
        list(&context.with_keys(check.problems), out).map_err(Error::output)?;
        return Ok(Exit::Usage);
    }
    // What only a whole configuration shows: the keys. It tells its own warnings.
    let told = match context.config() {
        Err(Error::Config(problems)) => {
            list(&problems, out).map_err(Error::output)?;
            return Ok(Exit::Usage);
        }
        loaded => loaded.map(|config| config.warnings).unwrap_or_default(),
    };
    let more = check.warnings.iter().filter(|warning| !told.contains(warning));
    more.for_each(|warning| notes.warn(warning));
    let words = notes.words();
    let file = check
        .file
        .filter(|_| check.exists)
        .map(|file| fill(words.config_fine, &[&file.display()]));
    let line = file.unwrap_or_else(|| words.config_fine_no_file.to_owned());
    writeln!(out, "{}", sanitize(&line)).map_err(Error::output)?;
    Ok(Exit::Done)
}

fn list(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{}", sanitize(&format!("{}: {}", problem.place, problem.message))))
}
