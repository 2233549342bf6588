//! Ctrl-C and SIGTERM: the first asks the work to stop, the second ends the program.

use std::io;

use tokio_util::sync::CancellationToken;

use crate::error::Exit;

/// A token that the first Ctrl-C or SIGTERM trips. Needs a tokio runtime.
pub fn watch() -> CancellationToken {
    let token = CancellationToken::new();
    let tripped = token.clone();
    tokio::spawn(async move {
        if asked().await.is_ok() {
            tripped.cancel();
        }
        if asked().await.is_ok() {
            std::process::exit(i32::from(Exit::Interrupted.code()));
        }
    });
    token
}

/// Waits until somebody asks the program to end. SIGHUP is left alone: under `nohup` work goes on.
#[cfg(unix)]
async fn asked() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

/// Waits until somebody asks the program to end.
#[cfg(not(unix))]
async fn asked() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
