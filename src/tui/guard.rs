//! The one owner of the terminal's modes: raw mode, alternate screen, bracketed paste, focus events, mouse, cursor.
//!
//! Whatever ends the program (a return, an error, a panic, a signal), the modes are undone exactly once.

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use tokio::sync::Notify;

/// Name of the thread that talks to the system's clipboard. A panic of the libraries below it is answered by the other
/// way of copying, so it neither ends the program nor writes on the screen.
pub(super) const CLIPBOARD_THREAD: &str = "clipboard";

/// The modes are set now. Read and written under the lock of stdout, so that no frame follows the restoring.
static RAISED: AtomicBool = AtomicBool::new(false);
/// The mouse is captured too.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Told when a panic has taken the terminal away.
static TAKEN: Notify = Notify::const_new();

/// Holds the terminal's modes; dropping it restores them.
#[derive(Debug)]
pub struct TerminalGuard(());

impl TerminalGuard {
    /// Sets all modes and makes panics restore them. Where a later step fails, the earlier ones are undone.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        MOUSE.store(mouse, Ordering::SeqCst);
        // Made first, so that its drop undoes whatever was set when a step fails.
        let guard = Self(());
        guard.raise()?;
        Ok(guard)
    }

    /// Sets the modes (again, after [`TerminalGuard::lower`]).
    pub fn raise(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        // Raw mode first: done from the background it stops the process before a byte is written, and where there is
        // no terminal nothing is written at all.
        enable_raw_mode()?;
        RAISED.store(true, Ordering::SeqCst);
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
        if MOUSE.load(Ordering::SeqCst) {
            queue!(out, EnableMouseCapture)?;
        }
        out.flush()
    }

    /// Captures the mouse from now on, or releases it.
    pub fn capture_mouse(&self, on: bool) -> io::Result<()> {
        let mut out = io::stdout().lock();
        MOUSE.store(on, Ordering::SeqCst);
        if !RAISED.load(Ordering::SeqCst) {
            return Ok(());
        }
        if on {
            execute!(out, EnableMouseCapture)
        } else {
            execute!(out, DisableMouseCapture)
        }
    }

    /// Gives the terminal back for a while, e.g. before the process stops.
    pub fn lower(&self) {
        restore();
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        restore();
    }
}

/// Undoes all modes; nothing happens when they are not set. Errors are ignored: there is nobody left to tell.
pub fn restore() {
    let mut out = io::stdout().lock();
    if !RAISED.swap(false, Ordering::SeqCst) {
        return;
    }
    // First, for the same reason as above.
    let _ = disable_raw_mode();
    if MOUSE.load(Ordering::SeqCst) {
        let _ = queue!(out, DisableMouseCapture);
    }
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
}

/// Writes to the terminal if it is ours at this moment; otherwise the bytes are dropped.
pub(super) fn write_if_raised(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if !RAISED.load(Ordering::SeqCst) {
        return Ok(());
    }
    out.write_all(bytes)?;
    out.flush()
}

/// Waits until a panic has taken the terminal away.
pub(super) async fn taken_by_panic() {
    TAKEN.notified().await;
}

/// Restores before the earlier hook prints, or the message would be lost with the alternate screen.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let earlier = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() == Some(CLIPBOARD_THREAD) {
                return;
            }
            restore();
            TAKEN.notify_one();
            earlier(info);
        }));
    });
}
