//! Signals of the system, as inputs; and stopping ourselves.

use std::io;

use tokio::sync::mpsc;

use super::input::Input;

/// A signal that the interface answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT from another program (the key arrives as a key), or the console's break.
    Interrupt,
    /// SIGQUIT.
    Quit,
    /// SIGTERM.
    Terminate,
    /// SIGHUP, or the console window was closed.
    HangUp,
    /// SIGCONT: the process was stopped and goes on.
    Continue,
}

impl Signal {
    /// The exit code of a program ended by it: 128 and its number. `None` where it ends nothing.
    pub const fn exit_code(self) -> Option<u8> {
        match self {
            Self::HangUp => Some(129),
            Self::Interrupt => Some(130),
            Self::Quit => Some(131),
            Self::Terminate => Some(143),
            Self::Continue => None,
        }
    }
}

pub use system::{stop_self, watch};

#[cfg(unix)]
mod system {
    use rustix::process::{Signal as Number, kill_current_process_group};
    use tokio::signal::unix::{SignalKind, signal};

    use super::{Input, Signal, io, mpsc};

    /// Sends every signal to the queue, for as long as the runtime lives.
    pub fn watch(inputs: &mpsc::Sender<Input>) -> io::Result<()> {
        for (number, meaning) in [
            (Number::INT, Signal::Interrupt),
            (Number::QUIT, Signal::Quit),
            (Number::TERM, Signal::Terminate),
            (Number::HUP, Signal::HangUp),
            (Number::CONT, Signal::Continue),
        ] {
            let mut arrivals = signal(SignalKind::from_raw(number.as_raw()))?;
            let inputs = inputs.clone();
            tokio::spawn(async move {
                while arrivals.recv().await.is_some() {
                    if inputs.send(Input::Signal(meaning)).await.is_err() {
                        return;
                    }
                }
            });
        }
        Ok(())
    }

    /// Stops this job as the terminal itself would: the whole process group, so that a program that started us (cargo,
    /// a wrapper script) stops with us and the shell comes back. SIGTSTP and not SIGSTOP, because the system ignores
    /// it where no shell could ever wake us.
    pub fn stop_self() -> io::Result<()> {
        Ok(kill_current_process_group(Number::TSTP)?)
    }
}

#[cfg(not(unix))]
mod system {
    use super::{Input, Signal, io, mpsc};

    /// Sends breaks and the closing of the window to the queue, for as long as the runtime lives.
    pub fn watch(inputs: &mpsc::Sender<Input>) -> io::Result<()> {
        let mut breaks = tokio::signal::windows::ctrl_break()?;
        let mut closing = tokio::signal::windows::ctrl_close()?;
        let inputs = inputs.clone();
        tokio::spawn(async move {
            loop {
                let meaning = tokio::select! {
                    Some(()) = breaks.recv() => Signal::Interrupt,
                    Some(()) = closing.recv() => Signal::HangUp,
                    else => return,
                };
                if inputs.send(Input::Signal(meaning)).await.is_err() {
                    return;
                }
            }
        });
        Ok(())
    }

    /// There is no job control.
    pub fn stop_self() -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
