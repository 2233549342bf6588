//! Everything that wakes the interface from outside, in one queue: keys and pastes, signals, the end of the terminal.

use std::time::Duration;

use crossterm::event::{Event, KeyEventKind, MouseEventKind};
use tokio::sync::mpsc;

use super::probe::{Answers, Told};
use super::signals::{self, Signal};
use super::{burst, guard, late};
use crate::app::Screen;
use crate::app::table::Arranged;

/// Waiting inputs before the reading thread pauses.
const QUEUE: usize = 1024;
/// Keys closer together than this come from no hand.
const TOGETHER: Duration = Duration::from_millis(2);

/// What has been read already is handed out within this time. Not none: asked without any, the library does not look
/// at what it has read.
const AT_HAND: Duration = Duration::from_micros(200);

/// An answer of the terminal that has begun goes on within this time.
const ANSWERED: Duration = Duration::from_millis(200);

/// What came while the terminal was asked, and what is still to come.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    /// Typed before there was a screen.
    typed: String,
    /// Answers may come yet.
    is_owed: bool,
}

impl Heard {
    /// As the answers leave it.
    pub(super) fn of(answers: &Answers) -> Self {
        Self {
            typed: answers.typed.clone(),
            is_owed: answers.state == Told::Part,
        }
    }
}

/// One thing that came from outside.
#[derive(Debug)]
pub enum Input {
    /// A key, paste, mouse, focus or resize event.
    Terminal(Event),
    /// A signal of the system.
    Signal(Signal),
    /// The rows of a screen's list, arranged by another thread.
    Arranged(Screen, Box<Arranged>),
    /// What the system's clipboard said.
    Copied {
        /// What was copied, for the message.
        what: String,
        /// The text, for the other way.
        text: String,
        /// Why it was not taken.
        result: Result<(), String>,
    },
    /// The terminal is gone.
    Gone,
    /// A panic anywhere has taken the terminal away.
    Panicked,
}

/// Both ends of the queue.
pub type InputQueue = (mpsc::Sender<Input>, mpsc::Receiver<Input>);

/// A new queue.
pub fn queue() -> InputQueue {
    mpsc::channel(QUEUE)
}

/// Signals and panics feed the queue from now on. Needs a tokio runtime; comes before the terminal is changed.
pub fn listen_to_system(inputs: &mpsc::Sender<Input>) -> std::io::Result<()> {
    signals::watch(inputs)?;
    let inputs = inputs.clone();
    tokio::spawn(async move {
        guard::taken_by_panic().await;
        let _ = inputs.send(Input::Panicked).await;
    });
    Ok(())
}

/// Keys, pastes, sizes and the end of the terminal feed the queue from now on. Needs raw mode.
pub(super) fn listen_to_terminal(inputs: &mpsc::Sender<Input>, heard: Heard) -> std::io::Result<()> {
    hang_up::watch(inputs.clone())?;
    let inputs = inputs.clone();
    // A thread and no stream: reading blocks inside an unfinished escape sequence and must not hold up the interface.
    std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read_terminal(&inputs, heard))?;
    Ok(())
}

/// Reads until the terminal or the interface is gone.
fn read_terminal(inputs: &mpsc::Sender<Input>, heard: Heard) {
    if !heard.typed.is_empty() {
        // A paste: it fills the field and starts nothing, however many lines it has.
        let _ = inputs.blocking_send(Input::Terminal(Event::Paste(heard.typed)));
    }
    while let Ok(events) = read_together(heard.is_owed) {
        for event in events {
            if inputs.blocking_send(Input::Terminal(event)).is_err() {
                return;
            }
        }
    }
    let _ = inputs.blocking_send(Input::Gone);
}

/// Waits for an event; one that types brings along those that follow at once.
///
/// Of a paste more is there already when its first key is read, so a key that comes alone is handed on without waiting.
fn read_together(is_answer_owed: bool) -> std::io::Result<Vec<Event>> {
    let mut events = vec![crossterm::event::read()?];
    let mut patience = AT_HAND;
    loop {
        let is_amid = is_answer_owed && late::is_amid(&events);
        let may_go_on = is_amid || events.last().is_some_and(burst::may_go_on);
        if !may_go_on || !crossterm::event::poll(if is_amid { ANSWERED } else { patience })? {
            break;
        }
        events.push(crossterm::event::read()?);
        patience = TOGETHER;
    }
    events.retain(is_wanted);
    if is_answer_owed {
        events = late::without_answers(events);
    }
    Ok(if events.len() > 1 { burst::join(events) } else { events })
}

/// Key releases (Windows sends them) and mouse movements mean nothing here and must not wake anybody.
fn is_wanted(event: &Event) -> bool {
    match event {
        Event::Key(key) => key.kind != KeyEventKind::Release,
        Event::Mouse(mouse) => mouse.kind != MouseEventKind::Moved,
        _ => true,
    }
}

#[cfg(unix)]
mod hang_up {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    use tokio::sync::mpsc;

    use super::Input;

    /// The reading thread cannot see a hang-up (a read of nothing looks like no key), and no signal comes where a
    /// shell in between keeps it; the kernel still marks the terminal. Asking for no event waits for exactly that.
    pub(super) fn watch(inputs: mpsc::Sender<Input>) -> std::io::Result<()> {
        std::thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
            let terminal = std::io::stdin();
            let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
            while matches!(poll(&mut watched, None), Err(Errno::INTR | Errno::AGAIN)) {}
            // Not on POLLNVAL, which only says that this terminal cannot be watched.
            if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
                let _ = inputs.blocking_send(Input::Gone);
            }
        })?;
        Ok(())
    }
}

#[cfg(not(unix))]
mod hang_up {
    use tokio::sync::mpsc;

    use super::Input;

    /// The console ends its programs by itself.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere a thread is started, which may fail")]
    pub(super) fn watch(_inputs: mpsc::Sender<Input>) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent};

    use super::*;

    fn mouse(kind: MouseEventKind) -> Event {
        Event::Mouse(MouseEvent {
            kind,
            column: 0,
            row: 0,
            modifiers: KeyModifiers::NONE,
        })
    }

    #[test]
    fn only_events_that_mean_something_wake_the_interface() {
        let key = |kind| Event::Key(KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind));
        for (event, wanted) in [
            (key(KeyEventKind::Press), true),
            (key(KeyEventKind::Repeat), true),
            (key(KeyEventKind::Release), false),
            (mouse(MouseEventKind::Moved), false),
            (mouse(MouseEventKind::ScrollDown), true),
            (mouse(MouseEventKind::Down(MouseButton::Left)), true),
            (Event::FocusGained, true),
            (Event::Resize(80, 24), true),
        ] {
            assert_eq!(is_wanted(&event), wanted, "{event:?}");
        }
    }
}
