//! The background task: takes jobs from a channel, runs them side by side, reports events. Owns the sessions.
//!
//! The interface never waits for it: commands go in by `try_send`, events come out of a bounded channel.

mod desk;
mod elsewhere;
mod export;
mod followers;
mod inputs;
mod layout;
mod notes;
mod picture;
mod run;
mod set_up;
mod stats;
mod sync;

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Env};
use crate::job::{Event, Job, JobId};
use crate::model::{Failure, Secret};
use desk::{Desk, open_store};

/// Jobs that run at once; the client bounds calls by itself.
const SIDE_BY_SIDE: usize = 8;

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
    let (commands, inbox) = mpsc::channel(64);
    let (outbox, events) = mpsc::channel(256);
    let done = tokio::spawn(work(config, env, inbox, outbox));
    Worker { commands, events, done }
}

async fn work(config: Config, env: Env, mut inbox: mpsc::Receiver<Command>, outbox: mpsc::Sender<Event>) {
    let mut bench = Bench::open(Arc::new(config), Arc::new(env), outbox).await;
    loop {
        tokio::select! {
            command = inbox.recv() => match command {
                Some(Command::Start(id, job)) => bench.start(id, job).await,
                Some(Command::Cancel(id)) => bench.cancel(id),
                None => break,
            },
            Some(ended) = bench.running.join_next() => bench.tidy(ended.ok()),
        }
    }
    bench.close().await;
}

/// Everything under way.
struct Bench {
    config: Arc<Config>,
    env: Arc<Env>,
    outbox: mpsc::Sender<Event>,
    desk: Arc<Desk>,
    running: JoinSet<JobId>,
    cancels: HashMap<JobId, CancellationToken>,
    limit: Arc<Semaphore>,
}

impl Bench {
    async fn open(config: Arc<Config>, env: Arc<Env>, outbox: mpsc::Sender<Event>) -> Self {
        let store = match open_store(&config).await {
            Ok(store) => store,
            Err(failure) => {
                outbox.send(Event::Warning(failure)).await.ok();
                None
            }
        };
        let chosen = config.chosen.as_ref().ok().copied();
        let desk = Arc::new(Desk::new(&config, chosen, store, config.web_token.clone()));
        let limit = Arc::new(Semaphore::new(SIDE_BY_SIDE));
        let bench = Self {
            config,
            env,
            outbox,
            desk,
            running: JoinSet::new(),
            cancels: HashMap::new(),
            limit,
        };
        bench.introduce().await;
        bench
    }

    /// Tells the interface which account is in use and what it has spent today.
    async fn introduce(&self) {
        if let Some(card) = self.desk.card() {
            self.outbox.send(Event::Account(card)).await.ok();
        }
        self.outbox.send(Event::Calls(self.desk.spent().await)).await.ok();
    }

    async fn start(&mut self, id: JobId, job: Job) {
        match job {
            Job::SwitchAccount { name } => {
                let result = self.switch(&name).await;
                self.outbox.send(Event::Finished(id, result)).await.ok();
            }
            Job::SetWebToken(token) => {
                self.desk.set_web_token(token).await;
                self.introduce().await;
                self.outbox.send(Event::Finished(id, Ok(()))).await.ok();
            }
            job => self.launch(id, job),
        }
    }

    fn launch(&mut self, id: JobId, job: Job) {
        let cancel = CancellationToken::new();
        self.cancels.insert(id, cancel.clone());
        let (desk, outbox, limit) = (self.desk.clone(), self.outbox.clone(), self.limit.clone());
        let (config, env) = (self.config.clone(), self.env.clone());
        self.running.spawn(async move {
            let place = tokio::select! {
                place = limit.acquire() => place.ok(),
                () = cancel.cancelled() => None,
            };
            let context = run::Context {
                id,
                desk: &desk,
                config: &config,
                env: &env,
                outbox: &outbox,
            };
            let result = run::run(context, job, &cancel, place.is_some()).await;
            outbox.send(Event::Finished(id, result)).await.ok();
            id
        });
    }

    fn cancel(&self, id: JobId) {
        if let Some(cancel) = self.cancels.get(&id) {
            cancel.cancel();
        }
    }

    fn tidy(&mut self, ended: Option<JobId>) {
        if let Some(id) = ended {
            self.cancels.remove(&id);
        }
    }

    /// Work of the old account is cancelled: its rows would stand under the wrong name.
    async fn switch(&mut self, name: &str) -> Result<(), Failure> {
        let found = self.config.accounts.iter().position(|account| account.key.name == name);
        let Some(index) = found else {
            return Err(Failure::local(name));
        };
        self.cancels.values().for_each(CancellationToken::cancel);
        while let Some(ended) = self.running.join_next().await {
            self.tidy(ended.ok());
        }
        self.leave_sync().await;
        let web_token: Option<Secret> = self.desk.web_token().await;
        self.desk = Arc::new(Desk::new(&self.config, Some(index), self.desk.store(), web_token));
        self.introduce().await;
        Ok(())
    }

    /// A sync that was asked about and not answered begins nothing.
    async fn leave_sync(&self) {
        if let Err(failure) = self.desk.syncing.leave().await {
            tracing::warn!(?failure, "a sync that was not wanted could not be forgotten");
        }
    }

    /// Cancels what runs and waits for writes under way.
    async fn close(mut self) {
        self.cancels.values().for_each(CancellationToken::cancel);
        while self.running.join_next().await.is_some() {}
        self.leave_sync().await;
        if let Some(store) = self.desk.store() {
            drop(self.desk);
            store.close().await;
        }
    }
}
