//! Ctrl-C: the first asks the work to stop, the second ends the program.

use tokio_util::sync::CancellationToken;

use crate::error::Exit;

/// A token that the first Ctrl-C trips. Needs a tokio runtime.
pub fn watch() -> CancellationToken {
    let token = CancellationToken::new();
    let tripped = token.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            tripped.cancel();
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(i32::from(Exit::Interrupted.code()));
        }
    });
    token
}
