use std::collections::HashMap;

use crate::model::Snapshot;

/// Answers kept at most, twice over: some eight megabytes.
const KEPT: usize = 2_000;

/// Profiles of rows looked at; those not looked at for longest go first.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    young: HashMap<String, Snapshot>,
    old: HashMap<String, Snapshot>,
}

impl Answers {
    /// The answer about an openid, where it is still kept.
    pub fn get(&self, openid: &str) -> Option<&Snapshot> {
        self.young.get(openid).or_else(|| self.old.get(openid))
    }

    /// Keeps an answer.
    pub fn put(&mut self, snapshot: Snapshot) {
        // Two generations are as good as an exact order here, and forgetting costs nothing.
        if self.young.len() >= KEPT {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(snapshot.record.openid.clone(), snapshot);
    }

    /// Notes that an answer is being looked at.
    pub fn touch(&mut self, openid: &str) {
        if !self.young.contains_key(openid)
            && let Some(snapshot) = self.old.remove(openid)
        {
            self.put(snapshot);
        }
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountKey, Failure, Lang, Record, Source};

    fn answer(n: usize) -> Snapshot {
        let account = AccountKey {
            name: "main".to_owned(),
            app_id: "wx".to_owned(),
        };
        Snapshot {
            record: Record::failed(n.to_string(), &account, Source::Follower, None, Failure::cancelled()),
            app_id: account.app_id,
            lang: Lang::default(),
            host: String::new(),
            raw: Vec::new(),
        }
    }

    #[test]
    fn what_was_looked_at_lately_stays_and_the_rest_is_bounded() {
        let mut answers = Answers::default();
        for n in 0..3 * KEPT {
            answers.put(answer(n));
            answers.touch("7");
        }
        assert!(answers.get("7").is_some());
        assert!(answers.get("8").is_none());
        assert!(answers.get(&(3 * KEPT - 1).to_string()).is_some());
        assert!(answers.young.len() + answers.old.len() <= 2 * KEPT);
    }
}
