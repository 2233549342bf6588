use std::collections::HashMap;

use crate::job::JobId;
use crate::model::{Snapshot, Source, Status, Timestamp};
use crate::store::Person;

/// Above this many people the cache starts anew.
const KEPT: usize = 400;

#[derive(Clone, Debug)]
enum Known {
    Asked(JobId),
    Here(Box<Person>),
}

/// What history knows about the people looked at; fetched when somebody is looked at, dropped when it may be outdated.
#[derive(Clone, Debug, Default)]
pub struct People {
    known: HashMap<String, Known>,
}

impl People {
    /// What is known about an openid.
    pub fn get(&self, openid: &str) -> Option<&Person> {
        match self.known.get(openid)? {
            Known::Here(person) => Some(person),
            Known::Asked(_) => None,
        }
    }

    /// Whether it was asked for, answered or not.
    pub fn is_asked(&self, openid: &str) -> bool {
        self.known.contains_key(openid)
    }

    /// Notes that `job` asks.
    pub fn ask(&mut self, openid: &str, job: JobId) {
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(openid.to_owned(), Known::Asked(job));
    }

    /// Takes the answer, unless it was dropped or asked anew since.
    pub fn take(&mut self, openid: &str, job: JobId, person: Person) {
        if let Some(place @ Known::Asked(_)) = self.known.get_mut(openid)
            && matches!(place, Known::Asked(asked) if *asked == job)
        {
            *place = Known::Here(Box::new(person));
        }
    }

    /// Drops what may be outdated.
    pub fn forget(&mut self, openid: &str) {
        self.known.remove(openid);
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        self.known.clear();
    }
}

/// Between which two lookups a person left: the last `following` and the first `not_following` after it.
///
/// `None` unless the newest answer is `not_following` and an earlier one was `following`.
pub fn left_between(person: &Person) -> Option<(Timestamp, Timestamp)> {
    let is_answer = |found: &&Snapshot| {
        found.record.source == Source::Follower
            && matches!(found.record.status, Status::Following | Status::NotFollowing)
    };
    let mut gone = None;
    for snapshot in person.snapshots.iter().filter(is_answer) {
        let at = snapshot.record.fetched_at?;
        match snapshot.record.status {
            Status::NotFollowing => gone = Some(at),
            _ => return gone.map(|gone| (at, gone)),
        }
    }
    None
}
