//! No command: the terminal interface.

use super::context::{Context, block_on};
use super::setup;
use crate::config::AccountChoice;
use crate::error::{Error, Usage};
use crate::tui::{self, Setup};

/// Opens the interface; the exit code that it ends with.
pub fn run(context: &Context) -> Result<u8, Error> {
    if !context.in_is_terminal || !context.out_is_terminal {
        return Err(Usage::NotATerminal.into());
    }
    let config = context.config()?;
    match setup::account(&config) {
        // Nothing is configured: the interface begins with the first run.
        Ok(_) | Err(Error::Account(AccountChoice::None)) => {}
        Err(error) => return Err(error),
    }
    let (color, log) = (context.color, context.log_level()?);
    let setup = Setup {
        config,
        env: context.env.clone(),
        color,
        log,
    };
    block_on(tui::run(setup))?
}
