//! `demo-server`: the demo API alone.

use std::io::{self, Write};

use super::args::DemoServer;
use crate::demo::{Demo, Setup};
use crate::error::{Error, Exit};

/// Prints where it listens and what to log in with: four lines, then silence until a signal comes.
pub async fn run(args: &DemoServer, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let setup = Setup {
        port: args.port,
        followers: args.followers,
        seed: args.seed,
        churn: args.churn,
        ..Setup::default()
    };
    let what = format!("127.0.0.1:{}", args.port);
    let demo = Demo::start(setup).await.map_err(|source| Error::Io { what, source })?;
    introduce(&demo, out).map_err(Error::output)?;
    stopped().await.map_err(|source| Error::Io {
        what: "signal".to_owned(),
        source,
    })?;
    Ok(Exit::Done)
}

fn introduce(demo: &Demo, out: &mut (dyn Write + Send)) -> io::Result<()> {
    writeln!(out, "listening on {}", demo.base())?;
    writeln!(out, "app_id {}", demo.app_id)?;
    writeln!(out, "app_secret {}", demo.app_secret)?;
    writeln!(out, "web_token {}", demo.web_token)?;
    out.flush()
}

/// Ctrl-C, or the system's wish that the program ends.
#[cfg(unix)]
async fn stopped() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
        _ = hang_up.recv() => Ok(()),
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
async fn stopped() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
