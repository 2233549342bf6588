//! What each job does, in terms of the store and the operations.

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::desk::Desk;
use super::export::{self, MirrorRows, Outcome};
use super::{elsewhere, followers, inputs, layout, notes, picture, set_up, stats, sync};
use crate::config::{Config, Env};
use crate::job::{Event, Export, ExportRows, Job, JobId};
use crate::model::{Cause, Failure, Kind, OpenId, Snapshot, Source};
use crate::ops::lookup::{self, Options, Report};
use crate::session::Session;
use crate::store::{Doomed, HistoryRow, Store, Wanted};

/// Where a job runs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) id: JobId,
    pub(super) desk: &'a Desk,
    pub(super) config: &'a Config,
    pub(super) env: &'a Env,
    pub(super) outbox: &'a mpsc::Sender<Event>,
}

impl<'a> Context<'a> {
    pub(super) async fn tell(&self, event: Event) {
        // Fails only when the interface is gone.
        self.outbox.send(event).await.ok();
    }

    /// The session, made at first use.
    pub(super) async fn session(self) -> Result<&'a Session, Failure> {
        let session = self.desk.session(self.config, self.env, self.outbox).await;
        session.ok_or_else(|| {
            let detail = String::new();
            Failure::new(Kind::Credential, Cause::NoCredentials { detail })
        })
    }

    pub(super) fn app_id(&self) -> Option<String> {
        self.desk.account().map(|account| account.key.app_id.clone())
    }
}

/// Runs a job to its end. `admitted` is false when it was cancelled before its turn.
pub(super) async fn run(
    context: Context<'_>,
    job: Job,
    cancel: &CancellationToken,
    admitted: bool,
) -> Result<(), Failure> {
    if !admitted {
        return Err(Failure::cancelled());
    }
    match job {
        Job::Lookup { ids, source, fresh } => look_up(context, &ids, Options { source, fresh }, cancel).await,
        Job::Recent { limit } => recent(context, limit).await,
        Job::History => history(context).await,
        Job::Figures { query } => stats::figures(context, &query, cancel).await,
        Job::Person { openid } => person(context, &openid, cancel).await,
        Job::Forget { people } => forget(context, people).await,
        Job::Followers(job) => followers::run(context, job, cancel).await,
        Job::Layout(job) => layout::run(context, job).await,
        Job::Sync(job) => sync::run(context, job, cancel).await,
        Job::Picture(order) => picture::run(context, order, cancel).await,
        Job::KeepNotes { openids, text } => notes::keep(context, openids, &text).await,
        Job::Export(rows) => export(context, rows, cancel).await,
        Job::KeepInput { kind, text } => inputs::keep(context, kind, &text).await,
        Job::Inputs { kind } => inputs::newest(context, kind).await,
        Job::CheckSetUp(proposal) => set_up::check(context, proposal, cancel).await,
        Job::SaveSetUp(proposal) => set_up::save(context, proposal).await,
        Job::WriteSample => set_up::sample(context).await,
        // Handled before a job is launched: they change the desk itself.
        Job::SwitchAccount { .. } | Job::SetWebToken(_) => Ok(()),
    }
}

async fn look_up(
    context: Context<'_>,
    ids: &[OpenId],
    options: Options,
    cancel: &CancellationToken,
) -> Result<(), Failure> {
    let session = context.session().await?;
    let (sender, reports) = mpsc::unbounded_channel();
    let asking = async {
        // The sender moves in here, so that the reports end with the lookup.
        let mut report = move |report| {
            sender.send(report).ok();
        };
        lookup::lookup(session, ids, options, cancel, &mut report).await;
    };
    tokio::join!(asking, pass_on_all(context, reports));
    if cancel.is_cancelled() {
        Err(Failure::cancelled())
    } else {
        Ok(())
    }
}

/// Passes reports on until their sender is gone.
pub(super) async fn pass_on_all(context: Context<'_>, mut reports: mpsc::UnboundedReceiver<Report>) {
    let mut batch = Vec::new();
    while reports.recv_many(&mut batch, 500).await > 0 {
        pass_on(context, std::mem::take(&mut batch)).await;
    }
}

/// Sends rows in one event per batch, so that a fast answer costs one frame and not a hundred.
async fn pass_on(context: Context<'_>, reports: Vec<Report>) {
    let mut rows = Vec::new();
    for report in reports {
        match report {
            Report::Row(snapshot) => rows.push(*snapshot),
            Report::KnownElsewhere(known) => context.tell(Event::KnownElsewhere(context.id, known)).await,
            Report::Warning(failure) => context.tell(Event::Warning(failure)).await,
        }
    }
    if !rows.is_empty() {
        let openids = rows.iter().map(|row| row.record.openid.clone()).collect();
        context.tell(Event::Rows(context.id, rows)).await;
        if let Err(failure) = notes::tell(context, openids).await {
            context.tell(Event::Warning(failure)).await;
        }
        context.tell(Event::Calls(context.desk.spent().await)).await;
    }
}

async fn recent(context: Context<'_>, limit: usize) -> Result<(), Failure> {
    let rows = stored(context, Some(limit)).await?;
    let rows: Vec<Snapshot> = rows.into_iter().map(|row| row.latest).collect();
    let openids = rows.iter().map(|row| row.record.openid.clone()).collect();
    context.tell(Event::Rows(context.id, rows)).await;
    notes::tell(context, openids).await
}

async fn history(context: Context<'_>) -> Result<(), Failure> {
    let rows = stored(context, None).await?;
    context.tell(Event::History(context.id, rows)).await;
    notes::tell_all(context).await
}

async fn stored(context: Context<'_>, limit: Option<usize>) -> Result<Vec<HistoryRow>, Failure> {
    let Some(store) = context.desk.store() else {
        return Ok(Vec::new());
    };
    let wanted = Wanted {
        app_id: context.app_id(),
        limit,
    };
    let mut rows = store.history(wanted).await.map_err(Failure::local)?;
    for row in &mut rows {
        label(context, &mut row.latest);
    }
    Ok(rows)
}

/// Marks a stored snapshot and gives it the account's present QR label.
fn label(context: Context<'_>, snapshot: &mut Snapshot) {
    let record = &mut snapshot.record;
    record.from_history = true;
    if let Some(account) = context.desk.account() {
        let profile = &record.profile;
        let label = account
            .qr_labels
            .label(profile.qr_scene, profile.qr_scene_str.as_deref());
        record.qr_label = label.map(str::to_owned);
        account.key.name.clone_into(&mut record.account);
    }
}

async fn person(context: Context<'_>, openid: &str, cancel: &CancellationToken) -> Result<(), Failure> {
    let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) else {
        return Ok(());
    };
    let mut person = store.person(&app_id, openid).await.map_err(Failure::local)?;
    person
        .snapshots
        .iter_mut()
        .for_each(|snapshot| label(context, snapshot));
    person.elsewhere = elsewhere::find(context, openid, &person, cancel).await?;
    context.tell(Event::Person(context.id, Box::new(person))).await;
    notes::tell(context, vec![openid.to_owned()]).await
}

/// Files may be slow: the work has a thread of its own.
async fn export(context: Context<'_>, rows: Export, cancel: &CancellationToken) -> Result<(), Failure> {
    let home = context.env.0.get("HOME").cloned();
    let mirrored = match (&rows.rows, context.desk.mirror()) {
        (ExportRows::Followers(wanted), Some(mirror)) => {
            let found = MirrorRows::find(mirror, wanted, cancel).await;
            Some(found.map_err(followers::asked)?)
        }
        _ => None,
    };
    let (id, cancel) = (context.id, cancel.clone());
    let writing = tokio::task::spawn_blocking(move || {
        export::write(&rows, mirrored, home.as_deref(), id, &|| cancel.is_cancelled())
    });
    match writing.await.map_err(Failure::local)? {
        Outcome::Answer(answer) => {
            context.tell(Event::Exported(context.id, answer)).await;
            Ok(())
        }
        Outcome::Cancelled => Err(Failure::cancelled()),
    }
}

async fn forget(context: Context<'_>, people: Vec<(Source, String)>) -> Result<(), Failure> {
    let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) else {
        return Ok(());
    };
    let mut deleted = 0;
    for source in [Source::Follower, Source::Web] {
        deleted += forget_source(&store, &app_id, source, &people).await?;
    }
    context.tell(Event::Forgotten(context.id, deleted)).await;
    Ok(())
}

async fn forget_source(
    store: &Store,
    app_id: &str,
    source: Source,
    people: &[(Source, String)],
) -> Result<u64, Failure> {
    let of_source = people.iter().filter(|(of, _)| *of == source);
    let openids: Vec<String> = of_source.map(|(_, openid)| openid.clone()).collect();
    // An empty list would mean everybody.
    if openids.is_empty() {
        return Ok(0);
    }
    let doomed = Doomed {
        app_id: Some(app_id.to_owned()),
        openids,
        source: Some(source),
        before: None,
    };
    store.forget(doomed).await.map_err(Failure::local)
}
