//! One row of a list.

use crate::job::JobId;
use crate::model::{Follower, Snapshot, Source, Status, Timestamp};
use crate::query::Beside;
use crate::store::HistoryRow;

/// What tells rows apart: a person may be listed once per source.
pub type Key = (String, Source);

/// What is done to the marks of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Each gets one.
    Set,
    /// Each gets one, or loses the one it has.
    Turn,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The openid as asked for; text as typed where it is malformed.
    pub openid: String,
    /// Which API.
    pub source: Source,
    /// The newest answer or failure; `None` while the first one is awaited.
    pub snapshot: Option<Snapshot>,
    /// The last answer before a failed or running lookup: still worth reading, and marked as older.
    pub earlier: Option<Box<Snapshot>>,
    /// The lookup whose answer is awaited.
    pub awaits: Option<JobId>,
    /// The newest lookup that asked for it: answers of older ones come too late.
    pub asked_by: Option<JobId>,
    /// Known from this other account's history only.
    pub elsewhere: Option<String>,
    /// Lookups stored (History screen).
    pub lookups: u64,
    /// When the first of them was made (History screen), or when the mirror first listed the person.
    pub first_at: Option<Timestamp>,
    /// When a sweep found the person gone (Followers screen).
    pub left_at: Option<Timestamp>,
    /// The local note.
    pub note: Option<String>,
}

impl Row {
    /// A row for which an answer is awaited.
    pub fn waiting(openid: String, source: Source, job: JobId) -> Self {
        Self {
            awaits: Some(job),
            asked_by: Some(job),
            ..Self::blank(openid, source)
        }
    }

    /// A row that is known already.
    pub fn known(snapshot: Snapshot) -> Self {
        let blank = Self::blank(snapshot.record.openid.clone(), snapshot.record.source);
        Self {
            snapshot: Some(snapshot),
            ..blank
        }
    }

    /// A row of history.
    pub fn stored(found: HistoryRow) -> Self {
        Self {
            lookups: found.lookups,
            first_at: Some(found.first_at),
            ..Self::known(found.latest)
        }
    }

    /// A row of the mirror, which keeps no raw replies.
    pub fn follower(follower: Follower, app_id: &str) -> Self {
        let known = Self::known(Snapshot {
            record: follower.record,
            app_id: app_id.to_owned(),
            lang: crate::model::Lang::default(),
            host: String::new(),
            raw: Vec::new(),
        });
        Self {
            first_at: Some(follower.first_at),
            left_at: follower.left_at,
            note: follower.note,
            ..known
        }
    }

    /// A row of which only the openid is known, and nothing is awaited.
    pub fn listed(openid: String) -> Self {
        Self::blank(openid, Source::Follower)
    }

    fn blank(openid: String, source: Source) -> Self {
        Self {
            openid,
            source,
            snapshot: None,
            earlier: None,
            awaits: None,
            asked_by: None,
            elsewhere: None,
            lookups: 0,
            first_at: None,
            left_at: None,
            note: None,
        }
    }

    /// What tells it apart.
    pub fn key(&self) -> Key {
        (self.openid.clone(), self.source)
    }

    /// The judgement, where there is one.
    pub fn status(&self) -> Option<Status> {
        self.snapshot.as_ref().map(|snapshot| snapshot.record.status)
    }

    /// The newest snapshot that is an answer.
    pub fn answer(&self) -> Option<&Snapshot> {
        let newest = self
            .snapshot
            .as_ref()
            .filter(|found| found.record.status != Status::Failed);
        newest.or(self.earlier.as_deref())
    }

    /// The newest snapshot, whatever it says.
    pub fn newest(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref().or(self.earlier.as_deref())
    }

    /// What a query looks at besides the record.
    pub fn beside(&self) -> Beside<'_> {
        Beside {
            note: self.note.as_deref(),
            left: self.status() == Some(Status::Left),
        }
    }

    /// Marks it as asked for again; what is known stays readable meanwhile.
    pub fn await_answer(&mut self, job: JobId) {
        self.awaits = Some(job);
        self.asked_by = Some(job);
    }

    /// Takes the answer of `job`, unless a newer lookup has been started or it has answered already.
    pub fn take_answer(&mut self, job: JobId, snapshot: Snapshot) -> bool {
        if self.awaits != Some(job) {
            return false;
        }
        self.awaits = None;
        let is_answer = snapshot.record.status != Status::Failed;
        let before = self.snapshot.replace(snapshot);
        if is_answer {
            self.earlier = None;
        } else if let Some(before) = before.filter(|before| before.record.status != Status::Failed) {
            self.earlier = Some(Box::new(before));
        }
        true
    }
}

/// The remark, else the nickname, as they came.
pub fn name(row: &Row) -> &str {
    let Some(found) = row.answer() else { return "" };
    let texts = [&found.record.profile.remark, &found.record.profile.nickname];
    let filled = texts.into_iter().flatten().find(|text| !text.trim().is_empty());
    filled.map_or("", String::as_str)
}
