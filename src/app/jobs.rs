use std::collections::BTreeMap;

use crate::job::{JobId, Roll};
use crate::model::Source;

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
    /// What is stored about one openid.
    Person {
        /// The openid.
        openid: String,
    },
    /// Deletion.
    Forget {
        /// The rows that go with it.
        people: Vec<Key>,
    },
    /// A file.
    Export,
    /// Another account.
    SwitchAccount,
    /// A web token.
    SetWebToken,
}

impl Purpose {
    /// Whether it is work that the operator sees running and can cancel; the rest is answered by the local file.
    const fn is_work(&self) -> bool {
        matches!(
            self,
            Self::Lookup { .. } | Self::List { .. } | Self::Profiles | Self::Export | Self::SwitchAccount
        )
    }
}

#[derive(Clone, Debug)]
struct Running {
    purpose: Purpose,
    is_cancelled: bool,
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
            purpose,
            is_cancelled: false,
        };
        self.running.insert(id, running);
        id
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
        self.running
            .values()
            .filter(|running| running.purpose.is_work())
            .count()
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
