//! Syncs: prepared, asked about, run, rested.

use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;

use super::run::Context;
use crate::job::{Event, SyncEvent, SyncJob};
use crate::model::{Failure, SyncProgress};
use crate::ops::sync::{Control, Options, Report, Stop, Sync};

/// Time between two reports: a frame each is enough.
const REPORTED: Duration = Duration::from_millis(100);

/// The sync of an account, from its question to its end.
pub(super) struct Syncing {
    prepared: Mutex<Option<Sync>>,
    paused: watch::Sender<bool>,
}

impl Default for Syncing {
    fn default() -> Self {
        Self {
            prepared: Mutex::default(),
            paused: watch::Sender::new(false),
        }
    }
}

impl Syncing {
    /// The question was not answered with yes, and is not going to be.
    pub(super) async fn leave(&self) -> Result<(), Failure> {
        leave(&mut *self.prepared.lock().await).await
    }
}

/// Carries a step out.
pub(super) async fn run(context: Context<'_>, job: SyncJob, cancel: &CancellationToken) -> Result<(), Failure> {
    let syncing = &context.desk.syncing;
    match job {
        SyncJob::Prepare => return prepare(context, cancel).await,
        SyncJob::Leave => syncing.leave().await?,
        SyncJob::Rest(rests) => drop(syncing.paused.send_replace(rests)),
        SyncJob::Run => {
            let Some(sync) = syncing.prepared.lock().await.take() else {
                return Err(Failure::cancelled());
            };
            syncing.paused.send_replace(false);
            return go(context, sync, cancel).await;
        }
    }
    Ok(())
}

async fn tell(context: Context<'_>, event: SyncEvent) {
    context.tell(Event::Sync(context.id, event)).await;
}

/// The question was not answered with yes.
async fn leave(prepared: &mut Option<Sync>) -> Result<(), Failure> {
    match prepared.take() {
        Some(sync) => sync.decline().await,
        None => Ok(()),
    }
}

async fn prepare(context: Context<'_>, cancel: &CancellationToken) -> Result<(), Failure> {
    let session = context.session().await?;
    let mut prepared = context.desk.syncing.prepared.lock().await;
    // The lock of one that was left without an answer would stand in its own way.
    leave(&mut prepared).await?;
    let result = Sync::prepare(session, Options::default(), cancel).await;
    context.tell(Event::Calls(context.desk.spent().await)).await;
    match result {
        Ok(sync) => {
            let need = *sync.need();
            *prepared = Some(sync);
            tell(context, SyncEvent::Needs(need)).await;
            Ok(())
        }
        Err(stop) => stopped(context, stop).await,
    }
}

async fn stopped(context: Context<'_>, stop: Stop) -> Result<(), Failure> {
    match stop {
        Stop::Busy => {
            tell(context, SyncEvent::Busy).await;
            Ok(())
        }
        Stop::Failed(failure) => Err(failure),
    }
}

async fn go(context: Context<'_>, sync: Sync, cancel: &CancellationToken) -> Result<(), Failure> {
    let control = Control {
        cancel: cancel.clone(),
        paused: context.desk.syncing.paused.subscribe(),
    };
    let (progress, reports) = watch::channel(None);
    let (warn, mut warnings) = tokio::sync::mpsc::unbounded_channel();
    let running = async {
        // Both senders move in here, so that the reports end with the sync.
        let mut report = move |report| match report {
            Report::Progress(now) => drop(progress.send_replace(Some(now))),
            Report::Warning(failure) => {
                warn.send(failure).ok();
            }
        };
        sync.run(&control, &mut report).await
    };
    let (ended, ()) = tokio::join!(running, pass_on(context, reports));
    while let Ok(failure) = warnings.try_recv() {
        context.tell(Event::Warning(failure)).await;
    }
    context.tell(Event::Calls(context.desk.spent().await)).await;
    match ended {
        Ok(summary) => {
            tell(context, SyncEvent::Done(Box::new(summary))).await;
            Ok(())
        }
        Err(stop) => stopped(context, stop).await,
    }
}

/// Tells where it stands, the newest only, until the sync is over.
async fn pass_on(context: Context<'_>, mut reports: watch::Receiver<Option<SyncProgress>>) {
    while reports.changed().await.is_ok() {
        let now = *reports.borrow_and_update();
        if let Some(now) = now {
            tell(context, SyncEvent::Progress(now)).await;
            context.tell(Event::Calls(context.desk.spent().await)).await;
        }
        tokio::time::sleep(REPORTED).await;
    }
}
