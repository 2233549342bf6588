use super::state::Screen;
use super::table::{Arranged, Arrangement, Leftovers};
use crate::job::{Again, Job, JobId};

/// What the core asks the shell to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Hand this work to the background task. Where its channel is full, answer with [`Outcome::Busy`].
    Submit(JobId, Job),
    /// Stop this work.
    Cancel(JobId),
    /// Arrange the rows of a list on another thread and answer with [`Outcome::Arranged`].
    Arrange(Screen, Box<Arrangement>),
    /// Let go of this on another thread.
    LetGo(Box<Leftovers>),
    /// Put `text` on the clipboard and answer with [`Outcome::Copied`], [`Outcome::Sent`] or
    /// [`Outcome::NotCopied`].
    Copy {
        /// The text, as it came: not cleaned.
        text: String,
        /// What it is, in the interface language, for the message.
        what: String,
    },
    /// Restore the terminal, stop the process, and set up again when it goes on.
    Suspend,
    /// Clear the terminal before the next draw.
    Redraw,
    /// Let clicks and the wheel come here, or leave them to the terminal.
    CaptureMouse(bool),
    /// Begin again without leaving the terminal.
    Again(Again),
    /// End the loop.
    Quit,
}

/// What came of an effect that the shell carried out.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The text is on the clipboard.
    Copied {
        /// As in the effect.
        what: String,
    },
    /// The terminal was asked to put it there, and does not say whether it did.
    Sent {
        /// As in the effect.
        what: String,
    },
    /// It is not.
    NotCopied {
        /// As in the effect.
        what: String,
        /// What the system said.
        reason: String,
    },
    /// The rows of a screen's list are arranged.
    Arranged(Screen, Box<Arranged>),
    /// The background task takes no more work at present; this job will not run.
    Busy(JobId),
    /// The background task has ended; nothing can be looked up any more.
    Gone,
}
