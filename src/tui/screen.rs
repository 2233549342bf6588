//! What the loop does to a terminal: draw, clear, hand it back, write a sequence. The real one and, in tests, another.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::guard::{TerminalGuard, write_if_raised};
use super::signals;
use super::trailing::Trailing;
use crate::picture;

/// A terminal as the loop sees it.
pub trait Screen {
    /// Columns and rows.
    fn size(&self) -> io::Result<(u16, u16)>;
    /// Draws one frame.
    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()>;
    /// Forgets what is on the terminal, so that the next frame clears it and writes every cell.
    fn clear(&mut self) -> io::Result<()>;
    /// Asks the terminal to copy a text (OSC 52).
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Takes clicks and the wheel, or leaves them to the terminal.
    fn capture_mouse(&mut self, on: bool) -> io::Result<()>;
    /// Gives the terminal back and stops the process. Returns before, or after, the process was stopped: the caller
    /// waits for the signal to go on and then calls [`Screen::resume`].
    fn suspend(&mut self) -> io::Result<()>;
    /// Takes the terminal again.
    fn resume(&mut self) -> io::Result<()>;
}

/// The terminal of this process. Dropping it restores the modes.
#[derive(Debug)]
pub struct RealScreen {
    guard: TerminalGuard,
    terminal: Terminal<CrosstermBackend<FrameWriter>>,
    frame: FrameWriter,
    trailing: Trailing,
    keeps_pictures: bool,
}

impl RealScreen {
    /// Takes the terminal over. Where it keeps pictures, it is told to forget them in the end.
    pub fn open(mouse: bool, keeps_pictures: bool) -> io::Result<Self> {
        let guard = TerminalGuard::enter(mouse)?;
        let frame = FrameWriter::default();
        let terminal = Terminal::new(CrosstermBackend::new(frame.clone()))?;
        Ok(Self {
            guard,
            terminal,
            frame,
            trailing: Trailing::default(),
            keeps_pictures,
        })
    }
}

impl Drop for RealScreen {
    fn drop(&mut self) {
        if self.keeps_pictures {
            // Nobody is left to tell of an error.
            let _ = write_if_raised(picture::forget_all().as_bytes());
        }
    }
}

impl Screen for RealScreen {
    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(|frame| {
            paint(frame);
            self.trailing.refresh(frame.buffer_mut());
        })?;
        self.frame.send()
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

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.guard.capture_mouse(on)
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

/// Collects all that belongs to a frame (clearing, cells, cursor) and writes it at once, as one synchronized update.
///
/// Flushing means nothing to it: ratatui flushes between cells and cursor, which would show the cursor in a wrong place
/// for a moment. What was collected when a panic took the terminal away is never written.
#[derive(Clone, Debug, Default)]
pub struct FrameWriter(Rc<RefCell<Vec<u8>>>);

impl FrameWriter {
    fn send(&self) -> io::Result<()> {
        let collected = self.0.take();
        if collected.is_empty() {
            return Ok(());
        }
        let (begin, end) = (ansi(&BeginSynchronizedUpdate), ansi(&EndSynchronizedUpdate));
        write_if_raised(&[begin.as_bytes(), &collected, end.as_bytes()].concat())
    }
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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
        let frame = FrameWriter::default();
        frame.clone().write_all(b"cells").unwrap();
        frame.send().unwrap();
        assert!(frame.0.borrow().is_empty(), "dropped, not kept for later");
    }
}
