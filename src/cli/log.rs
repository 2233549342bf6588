//! The log of commands: to stderr, only when asked for.

use std::io;

use tracing_subscriber::EnvFilter;

use super::context::Context;
use crate::error::Error;

/// Starts the log. Only our own messages appear: those of the HTTP client may hold whole URLs with tokens.
pub fn start(context: &Context) -> Result<(), Error> {
    let Some(level) = context.log_level()? else {
        return Ok(());
    };
    // It fails only where a log runs already, and then that one serves.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!("off,fanscope={level}")))
        .with_ansi(false)
        .with_writer(io::stderr)
        .try_init();
    Ok(())
}
