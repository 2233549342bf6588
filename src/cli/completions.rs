//! `completions SHELL`.

use std::io::Write;

use clap_complete::Shell;

use super::context::Context;
use super::help;
use crate::error::{Error, Exit};

/// Prints the script. It is made in memory: clap_complete panics where a pipe is closed.
pub fn run(context: &Context, shell: Shell, out: &mut dyn Write) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(context.lang()), "fanscope", &mut script);
    out.write_all(&script).map_err(Error::output)?;
    Ok(Exit::Done)
}
