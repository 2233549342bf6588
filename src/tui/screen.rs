//! What the loop does to a terminal: draw, clear, hand it back, write a sequence. The real one and, in tests, another.

use std::io::{self, Write};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::guard::{TerminalGuard, write_if_raised};
use super::signals;

/// A terminal as the loop sees it. Every call has reached the terminal when it returns.
pub trait Screen {
    /// Columns and rows.
    fn size(&self) -> io::Result<(u16, u16)>;
    /// Draws one frame.
    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()>;
    /// Forgets what is on the terminal, so that the next frame writes every cell.
    fn clear(&mut self) -> io::Result<()>;
    /// Asks the terminal to copy a text (OSC 52).
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Gives the terminal back and stops the process. Returns before, or after, the process was stopped: the caller
    /// waits for the signal to go on and then calls [`Screen::resume`].
    fn suspend(&mut self) -> io::Result<()>;
    /// Takes the terminal again.
    fn resume(&mut self) -> io::Result<()>;
}

/// The terminal of this process. Dropping it restores the modes.
#[derive(Debug)]
pub struct RealScreen {
    // Dropped first: what ratatui still wants to say when it is dropped (and its complaint where that fails) must not
    // follow the restoring.
    guard: TerminalGuard,
    terminal: Terminal<CrosstermBackend<FrameWriter>>,
}

impl RealScreen {
    /// Takes the terminal over.
    pub fn open(mouse: bool) -> io::Result<Self> {
        let guard = TerminalGuard::enter(mouse)?;
        let terminal = Terminal::new(CrosstermBackend::new(FrameWriter::default()))?;
        Ok(Self { guard, terminal })
    }
}

impl Screen for RealScreen {
    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(paint)?;
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        let size = self.terminal.backend().size()?;
        // Not `Terminal::clear`: it asks the terminal where the cursor is and waits for an answer that our own reading
        // thread would take.
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        write_if_raised(ansi(&CopyToClipboard::to_clipboard_from(text)).as_bytes())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.lower();
        signals::stop_self()
    }

    fn resume(&mut self) -> io::Result<()> {
        // Lowered first: after a stop from outside our modes may be half undone by the shell.
        self.guard.lower();
        self.guard.raise()?;
        self.clear()
    }
}

/// Collects a frame and writes it at once, as one synchronized update. What was collected when the terminal was given
/// back (a panic while drawing) is never written; a `BufWriter` would write it on the way out.
#[derive(Debug, Default)]
pub struct FrameWriter {
    collected: Vec<u8>,
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.collected.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.collected.is_empty() {
            return Ok(());
        }
        let frame = [
            ansi(&BeginSynchronizedUpdate).as_bytes(),
            &self.collected,
            ansi(&EndSynchronizedUpdate).as_bytes(),
        ]
        .concat();
        self.collected.clear();
        write_if_raised(&frame)
    }
}

/// A command's escape sequence.
fn ansi(command: &impl Command) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = command.write_ansi(&mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copying_is_one_sequence_without_raw_text() {
        let sequence = ansi(&CopyToClipboard::to_clipboard_from("a\u{1b}]b"));
        assert_eq!(sequence, "\u{1b}]52;c;YRtdYg==\u{1b}\\");
    }

    #[test]
    fn frames_reach_no_terminal_that_is_not_ours() {
        let mut writer = FrameWriter::default();
        writer.write_all(b"cells").unwrap();
        writer.flush().unwrap();
        assert!(writer.collected.is_empty(), "dropped, not kept for later");
    }
}
