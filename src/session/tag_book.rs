use crate::model::{Tag, Timestamp};

/// How long a list of tags is trusted (product contract, "The record", `tags`).
const TRUSTED: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// Ids of the legacy scheme which no list contains: not worth a call (API reference, section 6).
const NEVER_LISTED: [u64; 2] = [0, 1];

/// The account's tags as far as this run knows them.
#[derive(Debug, Default)]
pub struct TagBook {
    /// The newest list; empty where none is known.
    pub list: Vec<Tag>,
    /// When it was fetched, in this run or an earlier one.
    pub fetched_at: Option<Timestamp>,
    /// The stored list was looked for already.
    pub loaded: bool,
    /// When this run last asked the platform, whatever came of it.
    pub asked_at: Option<Timestamp>,
}

impl TagBook {
    fn is_young(&self, now: Timestamp) -> bool {
        self.fetched_at.is_some_and(|at| now.duration_since(at) < TRUSTED)
    }

    /// Whether the list is due to be fetched again.
    pub fn is_old(&self, now: Timestamp) -> bool {
        !self.is_young(now)
    }

    fn was_asked_lately(&self, now: Timestamp) -> bool {
        self.asked_at.is_some_and(|at| now.duration_since(at) < TRUSTED)
    }

    /// Whether ids that are not seen yet may be worth a call of `tags/get`.
    pub fn may_ask(&self, now: Timestamp) -> bool {
        !self.was_asked_lately(now)
    }

    /// Whether `tags/get` is worth a call for these ids: at most once a run, or again after a day.
    pub fn should_ask(&self, ids: &[u64], now: Timestamp) -> bool {
        let is_known = |id: &u64| NEVER_LISTED.contains(id) || self.list.iter().any(|tag| tag.id == *id);
        let wanted = ids.iter().any(|id| !NEVER_LISTED.contains(id));
        wanted && !self.was_asked_lately(now) && (!self.is_young(now) || !ids.iter().all(is_known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(fetched: Option<&str>, asked: Option<&str>) -> TagBook {
        let at = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        let list = vec![Tag {
            id: 128,
            name: "VIP".to_owned(),
            count: 1,
        }];
        TagBook {
            list,
            fetched_at: at(fetched),
            loaded: true,
            asked_at: at(asked),
        }
    }

    #[test]
    fn a_call_is_spent_only_where_it_can_bring_a_name() {
        let now: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
        let (young, old) = (Some("2026-11-21T07:00:00Z"), Some("2026-11-20T07:59:00Z"));
        let cases: [(TagBook, &[u64], bool, &str); 7] = [
            (book(young, None), &[128], false, "known and young"),
            (book(old, None), &[128], true, "known, but old"),
            (book(young, None), &[128, 129], true, "one is unknown"),
            (book(young, young), &[129], false, "asked already in this run"),
            (book(None, old), &[129], true, "asked a day ago"),
            (book(None, None), &[0, 1], false, "never listed"),
            (book(None, None), &[], false, "no tags at all"),
        ];
        for (book, ids, expected, why) in cases {
            assert_eq!(book.should_ask(ids, now), expected, "{why}");
        }
        for (book, expected) in [
            (book(young, None), true),
            (book(old, None), true),
            (book(None, young), false),
            (book(None, old), true),
        ] {
            assert_eq!(book.may_ask(now), expected, "{book:?}");
        }
    }
}
