//! The command line: arguments, and one file per command, each writing to a passed-in `Write`.
//!
//! A command is a variant of `args::Command`, its help in [`crate::locale`], and a file with a `run`.

mod args;
mod completions;
mod config;
mod context;
mod demo_server;
mod doctor;
mod explain;
mod format;
mod help;
mod history;
mod interface;
mod interrupt;
mod jottings;
mod log;
mod lookup;
mod man;
mod mirror;
mod notes;
mod rows;
mod setup;
mod stdin;
mod sync;
mod tags;
mod usage;
mod web;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use args::{Arguments, Command};
use context::Context;

use crate::config::Env;
use crate::error::{Error, Exit};

/// Runs the program with the process's own arguments, environment and streams.
pub fn main() -> ExitCode {
    let env = Env::capture();
    let words: Vec<OsString> = std::env::args_os().collect();
    let lang = help::language(&words, &env);
    let code = match help::parse(&words, lang, &env) {
        Ok(arguments) => start(&Context::new(&arguments, env, lang), arguments),
        Err(error) => usage::print(&error, lang),
    };
    ExitCode::from(code)
}

fn start(context: &Context, arguments: Arguments) -> u8 {
    let ended = match arguments.command {
        None => interface::run(context),
        Some(command) => {
            let ended = log::start(context).and_then(|()| dispatch(context, command, &mut io::stdout()));
            ended.map(Exit::code)
        }
    };
    ended.unwrap_or_else(|error| {
        let notes = context.notes();
        error.lines(context.lang()).iter().for_each(|line| notes.error(line));
        error.exit().code()
    })
}

fn dispatch(context: &Context, command: Command, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    match command {
        Command::Lookup(args) => context::block_on(lookup::run(context, &args, out))?,
        Command::History { action } => context::block_on(history::run(context, action, out))?,
        Command::Followers(args) => context::block_on(mirror::followers::run(context, &args, out))?,
        Command::Stats(args) => context::block_on(mirror::stats::run(context, &args, out))?,
        Command::Export(args) => context::block_on(mirror::export::run(context, &args))?,
        Command::Notes { action } => context::block_on(jottings::run(context, action, out))?,
        Command::Tags(args) => context::block_on(tags::run(context, &args, out))?,
        Command::Sync(args) => context::block_on(sync::run(context, &args))?,
        Command::Web { action } => context::block_on(web::run(context, action, out))?,
        Command::Doctor(args) => context::block_on(doctor::run(context, &args, out))?,
        Command::Explain(args) => explain::run(context, &args, out),
        Command::Config { action } => config::run(context, action, out),
        Command::DemoServer(args) => context::block_on(demo_server::run(&args, out))?,
        Command::Completions { shell } => completions::run(context, shell, out),
        Command::Man => man::run(context, out),
    }
}
