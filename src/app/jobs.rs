use std::collections::BTreeMap;

use crate::job::{JobId, Roll};
use crate::model::{Source, Timestamp};

use super::table::Key;

/// Why a piece of work runs: what its answer and its end mean here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Rows for the table at start.
    Recent,
    /// A lookup.
    Lookup {
        /// Openids asked for.
        asked: usize,
        /// Which API.
        source: Source,
    },
    /// The list of the History screen.
    History,
    /// What the Followers screen shows besides its rows.
    Followers,
    /// A page of ids of a list that the platform keeps.
    List {
        /// Which list.
        roll: Roll,
    },
    /// Profiles of rows in view.
    Profiles,
    /// A view of the mirror, or rows of it.
    View,
    /// Rows of a view that are to be marked.
    Marks,
    /// What the last sync saw change.
    Changes,
    /// What a sync needs.
    PrepareSync,
    /// A sync.
    Sync,
    /// A reply that is to be shown when it comes.
    Reply {
        /// Whose.
        openid: String,
    },
    /// The figures behind the charts.
    Figures,
    /// What is stored about one openid.
    Person {
        /// The openid.
        openid: String,
    },
    /// Somebody's picture.
    Picture,
    /// Deletion.
    Forget {
        /// The rows that go with it.
        people: Vec<Key>,
    },
    /// The columns of tables.
    Layout,
    /// A file.
    Export,
    /// Notes to be kept.
    KeepNotes {
        /// On whom.
        openids: Vec<String>,
        /// The text; empty to delete.
        text: String,
    },
    /// Another account.
    SwitchAccount,
    /// A web token.
    SetWebToken,
    /// Inputs are kept or told.
    Inputs,
    /// An account is tried before it is kept.
    CheckSetUp,
    /// A configuration is written.
    SetUp,
}

impl Purpose {
    /// Whether it is work that the operator sees running and can cancel; the rest is answered by the local file.
    const fn is_work(&self) -> bool {
        matches!(
            self,
            Self::Lookup { .. }
                | Self::List { .. }
                | Self::Profiles
                | Self::PrepareSync
                | Self::Sync
                | Self::Reply { .. }
                | Self::Marks
                | Self::Export
                | Self::SwitchAccount
                | Self::CheckSetUp
        )
    }

    /// How much it has to do, where that is known from the start.
    fn total(&self) -> Option<u64> {
        match self {
            Self::Lookup { asked, .. } => u64::try_from(*asked).ok(),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
struct Running {
    purpose: Purpose,
    is_cancelled: bool,
    since: Option<Timestamp>,
    done: u64,
    total: Option<u64>,
}

/// Visible work under way, taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Pieces of work.
    pub running: usize,
    /// What is done of those that count.
    pub done: u64,
    /// What those that count have to do; 0 where none does.
    pub total: u64,
    /// When the oldest began.
    pub since: Option<Timestamp>,
}

/// Work under way.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    last: u64,
    running: BTreeMap<JobId, Running>,
}

impl Jobs {
    /// Gives a new piece of work its number.
    pub fn start(&mut self, purpose: Purpose) -> JobId {
        self.last += 1;
        let id = JobId(self.last);
        let running = Running {
            total: purpose.total(),
            purpose,
            is_cancelled: false,
            since: None,
            done: 0,
        };
        self.running.insert(id, running);
        id
    }

    /// Work that has no beginning yet began now.
    pub fn stamp(&mut self, now: Timestamp) {
        for running in self.running.values_mut() {
            running.since.get_or_insert(now);
        }
    }

    /// So much more of a job is done.
    pub fn advance(&mut self, id: JobId, more: usize) {
        if let Some(running) = self.running.get_mut(&id) {
            running.done += u64::try_from(more).unwrap_or_default();
        }
    }

    /// So much of a job is done, of so much where that is known.
    pub fn report(&mut self, id: JobId, done: u64, total: Option<u64>) {
        if let Some(running) = self.running.get_mut(&id) {
            (running.done, running.total) = (done, total);
        }
    }

    /// The visible work, taken together.
    pub fn work(&self) -> Work {
        let mut work = Work::default();
        for running in self.running.values().filter(|running| running.purpose.is_work()) {
            work.running += 1;
            if let Some(total) = running.total {
                work.total += total;
                work.done += running.done.min(total);
            }
            work.since = match (work.since, running.since) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        work
    }

    /// Why a job runs; `None` for one that is over or given up.
    pub fn purpose(&self, id: JobId) -> Option<&Purpose> {
        self.running.get(&id).map(|running| &running.purpose)
    }

    /// Forgets a job that is over.
    pub fn finish(&mut self, id: JobId) -> Option<Purpose> {
        self.running.remove(&id).map(|running| running.purpose)
    }

    /// Gives up everything that belongs to the account in use; what still arrives of it is ignored.
    pub fn give_up_all(&mut self) -> Vec<JobId> {
        let stays = |running: &Running| running.purpose == Purpose::SwitchAccount;
        let given_up = self
            .running
            .iter()
            .filter(|(_, running)| !stays(running))
            .map(|(id, _)| *id)
            .collect();
        self.running.retain(|_, running| stays(running));
        given_up
    }

    /// How much visible work runs.
    pub fn working(&self) -> usize {
        self.work().running
    }

    /// Whether there is work that nobody has cancelled yet.
    pub fn can_cancel(&self) -> bool {
        self.running
            .values()
            .any(|running| running.purpose.is_work() && !running.is_cancelled)
    }

    /// Marks all visible work as cancelled and names it.
    pub fn cancel_work(&mut self) -> Vec<JobId> {
        let work = self.running.iter_mut().filter(|(_, running)| running.purpose.is_work());
        work.filter_map(|(id, running)| (!std::mem::replace(&mut running.is_cancelled, true)).then_some(*id))
            .collect()
    }

    /// How many jobs fit a purpose.
    pub fn count(&self, fits: impl Fn(&Purpose) -> bool) -> usize {
        self.running.values().filter(|running| fits(&running.purpose)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn visible_work_is_taken_together() {
        let mut jobs = Jobs::default();
        let lookup = |asked| Purpose::Lookup {
            asked,
            source: Source::Follower,
        };
        let first = jobs.start(lookup(2000));
        jobs.stamp(at(10));
        let second = jobs.start(lookup(100));
        jobs.start(Purpose::Recent);
        jobs.stamp(at(20));
        jobs.advance(first, 300);
        jobs.advance(second, 500);
        let expected = Work {
            running: 2,
            done: 400,
            total: 2100,
            since: Some(at(10)),
        };
        assert_eq!(jobs.work(), expected);
        jobs.finish(first);
        jobs.finish(second);
        assert_eq!(jobs.work(), Work::default());
    }

    #[test]
    fn work_without_a_total_counts_once_it_tells_one() {
        let mut jobs = Jobs::default();
        let export = jobs.start(Purpose::Export);
        jobs.advance(export, 7);
        assert_eq!((jobs.work().done, jobs.work().total), (0, 0));
        jobs.report(export, 7, Some(9));
        assert_eq!((jobs.work().done, jobs.work().total), (7, 9));
    }
}
