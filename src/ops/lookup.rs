//! Lookup: history first, then the API, then tag names; every answer about a person is kept.

use std::collections::HashSet;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::api::Answer;
use crate::model::{Cause, Failure, Kind, OpenId, Record, Snapshot, Source, Status, TagRef, Timestamp, judge};
use crate::ops::tags;
use crate::session::Session;

/// What one lookup run may do.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Which API.
    pub source: Source,
    /// Never reuse a stored answer.
    pub fresh: bool,
}

/// What a run reports besides its rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// A row; one per openid, in any order.
    Row(Box<Snapshot>),
    /// Known from another account's history only (openid, that account's name). Comes before a call is spent on them.
    KnownElsewhere(Vec<(OpenId, String)>),
    /// Something failed that spoils no row.
    Warning(Failure),
}

type Reporter<'a> = &'a mut (dyn FnMut(Report) + Send);

/// Looks up distinct openids and reports every one exactly once.
pub async fn lookup(
    session: &Session,
    ids: &[OpenId],
    options: Options,
    cancel: &CancellationToken,
    report: Reporter<'_>,
) {
    let mut run = Run {
        session,
        options,
        cancel,
        report,
        keeps: true,
        warned: HashSet::new(),
    };
    let rest = if options.fresh {
        ids.to_vec()
    } else {
        run.recall_fresh(ids).await
    };
    if rest.is_empty() {
        return;
    }
    run.guard_account(&rest).await;
    run.ask_platform(&rest).await;
    if let Err(error) = session.save_calls(now()).await {
        run.warn(Failure::local(error));
    }
}

/// Asks about people who are only looked at in passing: every one is reported exactly once, history is neither read nor
/// written.
pub async fn glance(session: &Session, ids: &[OpenId], cancel: &CancellationToken, report: Reporter<'_>) {
    let options = Options {
        source: Source::Follower,
        fresh: true,
    };
    let mut run = Run {
        session,
        options,
        cancel,
        report,
        keeps: false,
        warned: HashSet::new(),
    };
    run.ask_platform(ids).await;
    if let Err(error) = session.save_calls(now()).await {
        run.warn(Failure::local(error));
    }
}

/// The clock, to the second: fetch times are kept and printed so.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

struct Run<'a> {
    session: &'a Session,
    options: Options,
    cancel: &'a CancellationToken,
    report: Reporter<'a>,
    /// Answers go into history.
    keeps: bool,
    /// Warnings given already: a full disk is told once, not once per batch.
    warned: HashSet<String>,
}

impl Run<'_> {
    fn warn(&mut self, failure: Failure) {
        if self.warned.insert(format!("{failure:?}")) {
            (self.report)(Report::Warning(failure));
        }
    }

    /// Reports what history can answer and returns the rest.
    async fn recall_fresh(&mut self, ids: &[OpenId]) -> Vec<OpenId> {
        let Some(store) = &self.session.store else {
            return ids.to_vec();
        };
        let age = jiff::SignedDuration::try_from(self.session.max_age).unwrap_or(jiff::SignedDuration::MAX);
        let newer_than = now().checked_sub(age).unwrap_or(Timestamp::MIN);
        let (app_id, lang) = (&self.session.key.app_id, self.session.lang);
        let found = match store.reusable(app_id, self.options.source, lang, ids, newer_than).await {
            Ok(found) => found,
            Err(error) => {
                self.warn(Failure::local(error));
                Vec::new()
            }
        };
        let answered: HashSet<String> = found.iter().map(|snapshot| snapshot.record.openid.clone()).collect();
        for snapshot in found {
            let snapshot = recall(self.session, snapshot).await;
            (self.report)(Report::Row(Box::new(snapshot)));
        }
        ids.iter()
            .filter(|id| !answered.contains(id.as_str()))
            .cloned()
            .collect()
    }

    /// Warns of openids that only another account's history knows: most likely the wrong account is chosen.
    async fn guard_account(&mut self, ids: &[OpenId]) {
        let Some(store) = &self.session.store else { return };
        match store.known_elsewhere(&self.session.key.app_id, ids).await {
            Ok(known) if known.is_empty() => {}
            Ok(known) => (self.report)(Report::KnownElsewhere(known)),
            Err(error) => self.warn(Failure::local(error)),
        }
    }

    async fn ask_platform(&mut self, ids: &[OpenId]) {
        let (sender, mut answers) = mpsc::unbounded_channel();
        let asking = ask(self.session, ids, self.options.source, self.cancel, sender);
        let reading = async {
            let mut batch = Vec::new();
            while answers.recv_many(&mut batch, 1_000).await > 0 {
                self.take_in(std::mem::take(&mut batch)).await;
            }
        };
        tokio::join!(asking, reading);
    }

    /// Names tags, reports rows, then keeps what belongs into history. Rows go first: a locked file must not hide them.
    async fn take_in(&mut self, answers: Vec<(OpenId, Answer)>) {
        let ids = tag_ids(&answers);
        if let Err(failure) = tags::prepare(self.session, &ids, now(), self.cancel).await {
            // The operator's own cancel and limit are told by the rows already.
            if !matches!(failure.kind, Kind::Cancelled) && !matches!(failure.cause, Cause::CallLimit { .. }) {
                self.warn(failure);
            }
        }
        let mut to_keep = Vec::new();
        for (openid, answer) in answers {
            let snapshot = snapshot(self.session, self.options.source, &openid, answer).await;
            if self.keeps && belongs_to_history(&snapshot.record) {
                to_keep.push(snapshot.clone());
            }
            (self.report)(Report::Row(Box::new(snapshot)));
        }
        self.keep(to_keep).await;
    }

    async fn keep(&mut self, snapshots: Vec<Snapshot>) {
        if let Some(store) = &self.session.store
            && !snapshots.is_empty()
            && let Err(error) = store.keep(snapshots).await
        {
            self.warn(Failure::local(error));
        }
    }
}

async fn snapshot(session: &Session, source: Source, openid: &OpenId, answer: Answer) -> Snapshot {
    let record = record(session, openid, source, &answer);
    let tags = names(session, &record).await;
    Snapshot {
        record: Record { tags, ..record },
        app_id: session.key.app_id.clone(),
        lang: session.lang,
        host: session.client.host(),
        raw: answer.raw,
    }
}

async fn ask(
    session: &Session,
    ids: &[OpenId],
    source: Source,
    cancel: &CancellationToken,
    sender: mpsc::UnboundedSender<(OpenId, Answer)>,
) {
    // Sending fails only when the reader is gone, and then nobody wants the answer.
    let mut sink = |openid, answer| {
        sender.send((openid, answer)).ok();
    };
    match source {
        Source::Follower => session.client.followers(ids, session.lang, cancel, &mut sink).await,
        Source::Web => session.client.web_profiles(ids, session.lang, cancel, &mut sink).await,
    }
}

/// Prepares a stored snapshot for showing: marked, under the account's present name, with present labels.
pub async fn recall(session: &Session, snapshot: Snapshot) -> Snapshot {
    let mut record = snapshot.record;
    record.from_history = true;
    session.key.name.clone_into(&mut record.account);
    record.qr_label = qr_label(session, &record);
    record.tags = names(session, &record).await;
    Snapshot { record, ..snapshot }
}

/// Names for the record's tags. A name stored with the record serves where the list has lost the tag since.
async fn names(session: &Session, record: &Record) -> Option<Vec<TagRef>> {
    let ids = record.profile.tagid_list.as_ref()?;
    let stored = record.tags.as_deref().unwrap_or_default();
    let mut names = tags::known_names(session, ids).await;
    for tag in names.iter_mut().filter(|tag| tag.name.is_none()) {
        tag.name = stored
            .iter()
            .find(|old| old.id == tag.id)
            .and_then(|old| old.name.clone());
    }
    Some(names)
}

fn qr_label(session: &Session, record: &Record) -> Option<String> {
    let profile = &record.profile;
    session
        .qr_labels
        .label(profile.qr_scene, profile.qr_scene_str.as_deref())
        .map(str::to_owned)
}

fn record(session: &Session, openid: &OpenId, source: Source, answer: &Answer) -> Record {
    let judged = answer
        .result
        .clone()
        .and_then(|profile| match judge(openid, source, &profile) {
            Ok(status) => Ok((status, profile)),
            Err(cause) => Err(Failure::new(Kind::BadReply, cause)),
        });
    match judged {
        Ok((status, profile)) => {
            let mut record = Record {
                openid: openid.as_str().to_owned(),
                account: session.key.name.clone(),
                source,
                status,
                fetched_at: answer.fetched_at,
                from_history: false,
                repaired: answer.repaired,
                profile,
                tags: None,
                qr_label: None,
                error: None,
            };
            record.qr_label = qr_label(session, &record);
            record
        }
        Err(failure) => {
            let repaired = answer.repaired;
            Record {
                repaired,
                ..Record::failed(openid.as_str(), &session.key, source, answer.fetched_at, failure)
            }
        }
    }
}

fn tag_ids(answers: &[(OpenId, Answer)]) -> Vec<u64> {
    let profiles = answers.iter().filter_map(|(_, answer)| answer.result.as_ref().ok());
    profiles
        .flat_map(|profile| profile.tagid_list.iter().flatten().copied())
        .collect()
}

/// History keeps answers, and failures whose verdict is about this openid; a broken line says nothing about a person.
fn belongs_to_history(record: &Record) -> bool {
    match &record.error {
        None => record.status != Status::Failed,
        Some(failure) => failure.is_about_the_person(),
    }
}
