//! The loop: inputs and events in, frames and effects out.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::Event;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::time::{Instant, sleep_until, timeout};

use super::clipboard::{Native, OSC52_LONGEST, Way, ways};
use super::input::{Input, InputQueue};
use super::screen::Screen;
use super::signals::Signal;
use crate::app::table::Arrangement;
use crate::app::{self, Effect, Outcome, State, update};
use crate::config::{ClipboardMode, Env};
use crate::job::{Again, Event as Report, Job, JobId};
use crate::locale::{fill, texts};
use crate::model::{Timestamp, UiLang};
use crate::ui;
use crate::worker::{Command, Worker};

/// Time between two steps of the spinner.
const SPINNER: Duration = Duration::from_millis(100);
/// How long quitting waits for the background task's last writes.
const LAST_WRITES: Duration = Duration::from_secs(2);
/// How long a request to be stopped may stay without effect before the terminal is taken again.
const STOP_PATIENCE: Duration = Duration::from_millis(300);
/// Messages taken from one queue before the other is looked at and a frame is drawn.
const AT_ONCE: usize = 256;
/// Exit code where the terminal is gone: that of SIGHUP, whether or not it arrives.
const GONE: u8 = 129;
/// Exit code of a program that panicked.
const PANICKED: u8 = 101;

/// State, screen and queues of a running interface.
pub(super) struct Shell<S> {
    pub(super) screen: S,
    pub(super) state: State,
    pub(super) inputs: mpsc::Receiver<Input>,
    pub(super) outcomes: mpsc::Sender<Input>,
    pub(super) copying: Copying,
    pub(super) pace: Pace,
}

/// How copying works here.
pub(super) struct Copying {
    pub(super) ways: &'static [Way],
    pub(super) native: Native,
    pub(super) lang: UiLang,
}

impl Copying {
    pub(super) fn new(mode: ClipboardMode, env: &Env, lang: UiLang) -> Self {
        Self {
            ways: ways(mode, env),
            native: Native::default(),
            lang,
        }
    }
}

/// What decides when to draw and when to end.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// A frame is due though the state has not changed.
    dirty: bool,
    /// The next frame writes every cell.
    clear: bool,
    /// The terminal is given back; take it again at this time if no signal says so earlier.
    stopped_until: Option<Instant>,
    /// The spinner's next step.
    spin_at: Option<Instant>,
    /// The background task has ended.
    orphaned: bool,
    /// How to end.
    ending: Option<Ending>,
}

/// How a run of the loop ends.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ending {
    /// With this exit code.
    Exit(u8),
    /// To begin again.
    Again(Again),
}

/// What is left of a run of the loop.
pub(super) enum Ended<S> {
    /// The exit code; the terminal is given back.
    Exit(u8),
    /// Begin again on the same terminal.
    Again {
        /// How.
        again: Again,
        /// The terminal, still ours.
        screen: S,
        /// The queue of inputs.
        inputs: InputQueue,
        /// What stands above the footer: it is told once more.
        said: Option<String>,
        /// The language in use.
        lang: UiLang,
    },
}

impl<S: Screen> Shell<S> {
    /// Draws a frame now.
    pub(super) fn draw(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.pace.clear) {
            self.screen.clear()?;
        }
        let state = &self.state;
        self.screen.draw(|frame| ui::draw(state, frame))?;
        self.pace.dirty = false;
        Ok(())
    }

    /// Runs until something ends it; then gives the terminal back, unless it begins again, and lets the background task
    /// finish its writes.
    pub(super) async fn run(mut self, mut worker: Worker, effects: Vec<Effect>) -> Ended<S> {
        self.carry_out(effects, &worker);
        let ended = match self.turn(&mut worker).await {
            Ending::Exit(code) => {
                drop(self);
                Ended::Exit(code)
            }
            Ending::Again(again) => Ended::Again {
                again,
                screen: self.screen,
                inputs: (self.outcomes, self.inputs),
                said: self.state.message.map(|message| message.text),
                lang: self.state.setup.lang,
            },
        };
        let Worker { commands, events, done } = worker;
        drop((commands, events));
        let _ = timeout(LAST_WRITES, done).await;
        ended
    }

    async fn turn(&mut self, worker: &mut Worker) -> Ending {
        loop {
            self.take_what_waits(worker);
            if let Some(ending) = self.pace.ending.take() {
                return ending;
            }
            self.pace.dirty |= self.state.take_dirty();
            if self.pace.dirty && self.pace.stopped_until.is_none() {
                self.follow_size(worker);
            }
            if self.pace.dirty && self.pace.stopped_until.is_none() {
                // A terminal that takes no frame is gone; nobody is left to read why.
                if self.draw().is_err() {
                    return Ending::Exit(GONE);
                }
            }
            let spin_at = self.next_spin();
            tokio::select! {
                biased;
                event = worker.events.recv(), if !self.pace.orphaned => self.on_report(event, worker),
                Some(input) = self.inputs.recv() => self.on_input(input, worker),
                () = until(self.pace.stopped_until) => self.resume(),
                () = until(spin_at) => self.spin(),
            }
        }
    }

    /// Sizes change without an event while the process is stopped, and before the reading thread is there.
    fn follow_size(&mut self, worker: &Worker) {
        if let Ok((columns, rows)) = self.screen.size()
            && (columns, rows) != self.state.setup.size
        {
            let effects = update::on_terminal_event(&mut self.state, &Event::Resize(columns, rows), now());
            self.carry_out(effects, worker);
        }
    }

    /// Everything that has queued up, so that one frame shows all of it.
    fn take_what_waits(&mut self, worker: &mut Worker) {
        for _ in 0..AT_ONCE {
            let Ok(event) = worker.events.try_recv() else { break };
            self.on_report(Some(event), worker);
        }
        for _ in 0..AT_ONCE {
            let Ok(input) = self.inputs.try_recv() else { break };
            self.on_input(input, worker);
        }
    }

    fn on_report(&mut self, report: Option<Report>, worker: &Worker) {
        let effects = if let Some(report) = report {
            update::on_event(&mut self.state, report, now())
        } else {
            self.pace.orphaned = true;
            update::on_outcome(&mut self.state, Outcome::Gone, now())
        };
        self.carry_out(effects, worker);
    }

    fn on_input(&mut self, input: Input, worker: &Worker) {
        match input {
            Input::Terminal(event) => {
                let effects = update::on_terminal_event(&mut self.state, &event, now());
                self.carry_out(effects, worker);
            }
            Input::Copied { what, text, result } => {
                let outcome = match result {
                    Ok(()) => Outcome::Copied { what },
                    Err(reason) if self.copying.ways.last() == Some(&Way::Osc52) => {
                        self.ask_terminal(what, &text, &reason)
                    }
                    Err(reason) => Outcome::NotCopied { what, reason },
                };
                self.tell(outcome, worker);
            }
            Input::Arranged(screen, arranged) => self.tell(Outcome::Arranged(screen, arranged), worker),
            Input::Signal(Signal::Continue) => self.resume(),
            Input::Signal(signal) => self.pace.ending = signal.exit_code().map(Ending::Exit),
            Input::Gone => self.pace.ending = Some(Ending::Exit(GONE)),
            Input::Panicked => self.pace.ending = Some(Ending::Exit(PANICKED)),
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>, worker: &Worker) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let outcome = match effect {
                Effect::Submit(id, job) => submit(worker, id, job),
                Effect::Cancel(id) => cancel(worker, id),
                Effect::Arrange(screen, work) => self.arrange(screen, *work),
                Effect::LetGo(leftovers) => {
                    tokio::task::spawn_blocking(move || drop(leftovers));
                    None
                }
                Effect::Copy { text, what } => self.copy(text, what),
                Effect::Suspend => self.suspend(),
                Effect::Redraw => {
                    self.pace.clear = true;
                    self.pace.dirty = true;
                    None
                }
                Effect::CaptureMouse(on) => {
                    if self.screen.capture_mouse(on).is_err() {
                        self.pace.ending = Some(Ending::Exit(GONE));
                    }
                    None
                }
                Effect::Again(again) => {
                    self.pace.ending = Some(Ending::Again(again));
                    None
                }
                Effect::Quit => {
                    self.pace.ending = Some(Ending::Exit(0));
                    None
                }
            };
            if let Some(outcome) = outcome {
                effects.extend(update::on_outcome(&mut self.state, outcome, now()));
            }
        }
    }

    fn tell(&mut self, outcome: Outcome, worker: &Worker) {
        let effects = update::on_outcome(&mut self.state, outcome, now());
        self.carry_out(effects, worker);
    }

    /// Many rows take longer than a frame may take: a thread of its own, so that keys are answered meanwhile.
    fn arrange(&self, screen: app::Screen, work: Arrangement) -> Option<Outcome> {
        let outcomes = self.outcomes.clone();
        tokio::task::spawn_blocking(move || {
            let arranged = Box::new(work.carry_out());
            // Fails only when the interface is gone.
            outcomes.blocking_send(Input::Arranged(screen, arranged)).ok();
        });
        None
    }

    fn copy(&mut self, text: String, what: String) -> Option<Outcome> {
        if self.copying.ways.first() == Some(&Way::Osc52) {
            return Some(self.ask_terminal(what, &text, ""));
        }
        let answer = self.copying.native.copy(text.clone());
        let outcomes = self.outcomes.clone();
        tokio::spawn(async move {
            let result = answer.await;
            let _ = outcomes.send(Input::Copied { what, text, result }).await;
        });
        None
    }

    /// Copies through the terminal; `earlier` says why another way failed.
    fn ask_terminal(&mut self, what: String, text: &str, earlier: &str) -> Outcome {
        let reason = if text.len() > OSC52_LONGEST {
            fill(
                texts(self.copying.lang).terminal.too_long_to_copy,
                &[&text.len(), &OSC52_LONGEST],
            )
        } else {
            match self.screen.copy(text) {
                Ok(()) => return Outcome::Sent { what },
                Err(error) => error.to_string(),
            }
        };
        let reason = if earlier.is_empty() {
            reason
        } else {
            format!("{earlier}; {reason}")
        };
        Outcome::NotCopied { what, reason }
    }

    fn suspend(&mut self) -> Option<Outcome> {
        match self.screen.suspend() {
            Ok(()) => self.pace.stopped_until = Some(Instant::now() + STOP_PATIENCE),
            // No job control here: go on at once.
            Err(_) => self.resume(),
        }
        None
    }

    fn resume(&mut self) {
        self.pace.stopped_until = None;
        self.pace.dirty = true;
        if self.screen.resume().is_err() {
            self.pace.ending = Some(Ending::Exit(GONE));
        }
    }

    /// When the spinner moves next; `None` while nothing spins, so that nothing wakes an idle interface.
    fn next_spin(&mut self) -> Option<Instant> {
        let spins = self.state.needs_spinner() && self.pace.stopped_until.is_none();
        self.pace.spin_at = spins.then(|| self.pace.spin_at.unwrap_or_else(|| Instant::now() + SPINNER));
        self.pace.spin_at
    }

    fn spin(&mut self) {
        self.pace.spin_at = None;
        update::on_tick(&mut self.state, now());
    }
}

/// Hands work over without waiting.
fn submit(worker: &Worker, id: JobId, job: Job) -> Option<Outcome> {
    match worker.commands.try_send(Command::Start(id, job)) {
        Ok(()) => None,
        Err(TrySendError::Full(_)) => Some(Outcome::Busy(id)),
        Err(TrySendError::Closed(_)) => Some(Outcome::Gone),
    }
}

/// A cancel must not be lost: where the channel is full, it waits there by itself.
fn cancel(worker: &Worker, id: JobId) -> Option<Outcome> {
    match worker.commands.try_send(Command::Cancel(id)) {
        Ok(()) => None,
        Err(TrySendError::Full(command)) => {
            let commands = worker.commands.clone();
            tokio::spawn(async move { commands.send(command).await });
            None
        }
        Err(TrySendError::Closed(_)) => Some(Outcome::Gone),
    }
}

/// Sleeps until then; for ever where there is no then.
async fn until(then: Option<Instant>) {
    match then {
        Some(then) => sleep_until(then).await,
        None => std::future::pending().await,
    }
}

fn now() -> Timestamp {
    Timestamp::now()
}
