//! Who belongs to the account: no list, only rules and the few changes made by hand.

use std::collections::BTreeMap;

use super::cipher::Seed;
use super::examples;
use super::follower::{Follower, derive};
use super::tags::{TAGS, Tag};

/// Invented people start after the documentation's three.
pub(super) const FIRST_INVENTED: u64 = 3;
/// Followers of the default set: 300 invented ones and two of the documentation.
const DEFAULT_FOLLOWERS: u64 = 302;
/// People who do not follow any more, for an account of any size.
const MOST_GONE: u64 = 10_000;

/// A change of one person, as it happens while a server runs.
#[derive(Clone, Debug)]
pub enum Change {
    /// Stops following.
    Leaves,
    /// Follows, from this Unix time on.
    Follows(u64),
    /// The operator writes a remark.
    Remark(String),
    /// The operator sets the tags.
    Tags(Vec<u32>),
}

/// The account's people by index: 0 to 2 are the documentation's examples, the rest is invented. Those below
/// [`People::end_listed`] follow (all but the third example), then come those who left.
#[derive(Debug)]
pub(super) struct People {
    seed: Seed,
    followers: u64,
    gone: u64,
    pub(super) edits: BTreeMap<u64, Edit>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Edit {
    follows: Option<bool>,
    since: Option<u64>,
    remark: Option<String>,
    tags: Option<Vec<u32>>,
}

impl People {
    pub(super) fn new(seed: Seed, followers: Option<u64>) -> Self {
        let followers = followers.unwrap_or(DEFAULT_FOLLOWERS);
        Self {
            seed,
            followers,
            gone: (followers / 16 + 3).min(MOST_GONE),
            edits: BTreeMap::new(),
        }
    }

    /// The person with this openid; `None` when the text is malformed or of another account.
    pub(super) fn find(&self, openid: &str) -> Option<Follower> {
        self.index(openid).map(|index| self.person(index))
    }

    /// Index of an openid of this account.
    pub(super) fn index(&self, openid: &str) -> Option<u64> {
        if let Some(index) = examples::index(openid) {
            return Some(index);
        }
        let index = self.seed.index(openid)?;
        (FIRST_INVENTED..self.end_listed() + self.gone)
            .contains(&index)
            .then_some(index)
    }

    /// How many follow: `total` of `user/get`.
    pub(super) fn total(&self) -> u64 {
        self.edits.iter().fold(self.followers, |total, (index, edit)| {
            let follows = edit.follows.unwrap_or_else(|| self.follows_by_rule(*index));
            match (self.follows_by_rule(*index), follows) {
                (true, false) => total - 1,
                (false, true) => total + 1,
                _ => total,
            }
        })
    }

    /// The next openids after the person with index `after`, at most `size`; not in the order of follow times.
    pub(super) fn page(&self, after: Option<u64>, size: usize) -> Vec<String> {
        let start = after.map_or(0, |index| index + 1);
        let end = self.end_listed();
        // Beyond the rule only those can follow whom a change brought back.
        let back = self.edits.range(end.max(start)..).map(|(index, _)| *index);
        (start..end)
            .chain(back)
            .filter(|index| self.follows(*index))
            .take(size)
            .map(|index| self.openid(index))
            .collect()
    }

    /// The tags that exist, each with the number of its followers.
    pub(super) fn tags(&self) -> Vec<(u32, &'static str, u64)> {
        let mut tags: Vec<_> = TAGS
            .iter()
            .filter_map(|tag| tag.name.map(|name| (tag.id, name, self.count(tag))))
            .collect();
        tags.sort_unstable_by_key(|(id, ..)| *id);
        tags
    }

    /// Applies a change; false for an openid of another account.
    pub(super) fn change(&mut self, openid: &str, change: Change) -> bool {
        let Some(index) = self.index(openid) else { return false };
        let edit = self.edits.entry(index).or_default();
        match change {
            Change::Leaves => edit.follows = Some(false),
            Change::Follows(since) => {
                edit.follows = Some(true);
                edit.since = Some(since);
            }
            Change::Remark(remark) => edit.remark = Some(remark),
            Change::Tags(tags) => edit.tags = Some(tags),
        }
        true
    }

    pub(super) fn person(&self, index: u64) -> Follower {
        let mut person = self.by_rule(index, self.follows(index));
        if let Some(edit) = self.edits.get(&index) {
            if let Some(since) = edit.since {
                person.subscribe_time = since;
            }
            if let Some(remark) = &edit.remark {
                person.remark = remark.clone().into();
            }
            if let (Some(tags), true) = (&edit.tags, person.following) {
                person.tags.clone_from(tags);
            }
        }
        person
    }

    pub(super) fn by_rule(&self, index: u64, following: bool) -> Follower {
        examples::person(self.seed, index, following).unwrap_or_else(|| derive(self.seed, index, following))
    }

    pub(super) fn openid(&self, index: u64) -> String {
        examples::openid(index).map_or_else(|| self.seed.openid(index), str::to_owned)
    }

    pub(super) fn follows(&self, index: u64) -> bool {
        self.edits
            .get(&index)
            .and_then(|edit| edit.follows)
            .unwrap_or_else(|| self.follows_by_rule(index))
    }

    fn follows_by_rule(&self, index: u64) -> bool {
        match index {
            0 | 1 => index < self.followers,
            2 => false,
            _ => index < self.end_listed(),
        }
    }

    /// One past the last index that follows by rule; the third example takes a place without following.
    pub(super) fn end_listed(&self) -> u64 {
        self.followers.max(2) + 1
    }

    /// How many come after [`People::end_listed`]: they exist and do not follow by rule.
    pub(super) fn gone(&self) -> u64 {
        self.gone
    }

    fn count(&self, tag: &Tag) -> u64 {
        let examples = (0..FIRST_INVENTED)
            .filter(|index| self.by_rule_wears(*index, tag.id))
            .count() as u64;
        let by_rule = tag.count(FIRST_INVENTED, self.end_listed()) + examples;
        self.edits.keys().fold(by_rule, |count, index| {
            let wears = self.person(*index).tags.contains(&tag.id);
            match (self.by_rule_wears(*index, tag.id), wears) {
                (true, false) => count - 1,
                (false, true) => count + 1,
                _ => count,
            }
        })
    }

    pub(super) fn by_rule_wears(&self, index: u64, tag: u32) -> bool {
        self.by_rule(index, self.follows_by_rule(index)).tags.contains(&tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(people: &People, size: usize) -> Vec<String> {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = people.page(after, size);
            let Some(last) = page.last() else { return seen };
            after = people.index(last);
            seen.extend(page);
        }
    }

    #[test]
    fn paging_gives_everyone_once_whatever_the_account_and_page_size() {
        for followers in [0, 1, 2, 3, 10, 302] {
            for size in [1, 7, 10_000] {
                let people = People::new(Seed::new(1), Some(followers));
                let mut ids = all(&people, size);
                assert_eq!(ids.len() as u64, followers);
                assert_eq!(people.total(), followers);
                assert!(ids.iter().all(|id| {
                    people
                        .find(id)
                        .is_some_and(|person| person.following && person.openid == *id)
                }));
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len() as u64, followers);
            }
        }
    }

    #[test]
    fn the_order_is_not_the_follow_time() {
        let people = People::new(Seed::new(1), None);
        let times: Vec<_> = all(&people, 100)
            .iter()
            .filter_map(|id| people.find(id))
            .map(|person| person.subscribe_time)
            .collect();
        assert!(!times.is_sorted() && !times.iter().rev().is_sorted());
    }

    #[test]
    fn tag_counts_agree_with_the_people_also_after_changes() {
        let mut people = People::new(Seed::new(1), None);
        let ids = all(&people, 100);
        assert!(people.change(&ids[0], Change::Tags(vec![134])));
        assert!(people.change(&ids[40], Change::Leaves));
        assert!(people.change(examples::ABSENT, Change::Follows(1_700_000_000)));
        assert!(!people.change("oElsewhere", Change::Leaves));
        let now = all(&people, 100);
        assert_eq!(now.len(), ids.len());
        assert_eq!(people.total(), ids.len() as u64);
        for (id, _, count) in people.tags() {
            let worn = now
                .iter()
                .filter_map(|openid| people.find(openid))
                .filter(|person| person.tags.contains(&id))
                .count();
            assert_eq!(count, worn as u64, "tag {id}");
        }
    }

    #[test]
    fn a_big_account_answers_for_its_last_follower() {
        let people = People::new(Seed::new(1), Some(50_000_000));
        let last = people.openid(50_000_000);
        assert!(people.find(&last).is_some_and(|person| person.following));
        assert!(people.page(people.index(&last), 10).is_empty());
        let gone = people.openid(50_000_001);
        assert!(people.find(&gone).is_some_and(|person| !person.following));
        assert!(people.find(&people.openid(60_000_000)).is_none(), "never issued");
    }
}
