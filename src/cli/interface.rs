//! No command: the terminal interface.

use super::context::{Context, block_on};
use super::setup;
use crate::error::{Error, Usage};
use crate::tui::{self, Setup};

/// Opens the interface; the exit code that it ends with.
pub fn run(context: &Context) -> Result<u8, Error> {
    if !context.in_is_terminal || !context.out_is_terminal {
        return Err(Usage::NotATerminal.into());
    }
    let config = context.config()?;
    setup::account(&config)?;
    let (color, log) = (context.color, context.log_level()?);
    let setup = Setup {
        config,
        env: context.env.clone(),
        color,
        log,
    };
    block_on(tui::run(setup))?
}
