//! Members of a tag and the blacklist: pages made of arithmetic and the few changes, never of a look at every follower.

use super::people::{FIRST_INVENTED, People};
use super::tags::Tag;

/// Every which follower is on the blacklist, from which index on, and at most how many.
const EVERY: u64 = 97;
const FIRST: u64 = 41;
const MOST: u64 = 2500;

impl People {
    /// The next openids after the person with index `after` of those who wear `tag`, at most `size`.
    pub(super) fn tag_page(&self, tag: &Tag, after: Option<u64>, size: usize) -> Vec<String> {
        let start = after.map_or(0, |index| index + 1);
        // The documentation's examples wear tags by no rule.
        let examples = start..FIRST_INVENTED.max(start);
        let by_rule = tag.indexes(start.max(FIRST_INVENTED), self.end_listed());
        let changed = self.edits.range(start..).map(|(index, _)| *index);
        merged(examples.chain(by_rule), changed)
            .filter(|index| self.wears(*index, tag))
            .take(size)
            .map(|index| self.openid(index))
            .collect()
    }

    /// The next openids of the blacklist after the person with index `after`, at most `size`. Who is on it still
    /// follows and stays in `user/get`: the platform only drops their messages.
    pub(super) fn blacklist_page(&self, after: Option<u64>, size: usize) -> Vec<String> {
        let place = |index: u64| (index + EVERY).saturating_sub(FIRST) / EVERY;
        (after.map_or(0, place)..self.blacklist_total())
            .take(size)
            .map(|place| self.openid(FIRST + EVERY * place))
            .collect()
    }

    /// How many are on the blacklist.
    pub(super) fn blacklist_total(&self) -> u64 {
        (self.end_listed() + EVERY - 1).saturating_sub(FIRST).min(EVERY * MOST) / EVERY
    }

    fn wears(&self, index: u64, tag: &Tag) -> bool {
        if self.edits.contains_key(&index) {
            return self.person(index).tags.contains(&tag.id);
        }
        self.by_rule_wears(index, tag.id)
    }
}

/// Whether the index is one of those that the blacklist is made of.
pub(super) fn is_black_place(index: u64) -> bool {
    index % EVERY == FIRST
}

/// Two ascending lists as one, each value once.
fn merged(left: impl Iterator<Item = u64>, right: impl Iterator<Item = u64>) -> impl Iterator<Item = u64> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    std::iter::from_fn(move || {
        let next = match (left.peek(), right.peek()) {
            (Some(left), Some(right)) => *left.min(right),
            (one, other) => *one.or(other)?,
        };
        left.next_if_eq(&next);
        right.next_if_eq(&next);
        Some(next)
    })
}

#[cfg(test)]
mod tests {
    use super::super::cipher::Seed;
    use super::super::people::Change;
    use super::super::tags::TAGS;
    use super::*;

    fn all(people: &People, page: impl Fn(Option<u64>) -> Vec<String>) -> Vec<String> {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = page(after);
            let Some(last) = page.last() else { return seen };
            after = people.index(last);
            seen.extend(page);
        }
    }

    #[test]
    fn the_pages_of_a_tag_hold_who_wears_it_also_after_changes() {
        for followers in [0, 1, 3, 302] {
            let mut people = People::new(Seed::new(1), Some(followers));
            let everyone = people.page(None, 400);
            for change in [
                (0, Change::Tags(vec![134, 2])),
                (40, Change::Leaves),
                (41, Change::Tags(vec![])),
            ] {
                if let Some(openid) = everyone.get(change.0) {
                    assert!(people.change(openid, change.1));
                }
            }
            let back = people.openid(people.end_listed() + 1);
            assert!(people.change(&back, Change::Follows(1_700_000_000)));
            assert!(people.change(&back, Change::Tags(vec![134])));
            let everyone = people.page(None, 400);
            for tag in &TAGS {
                let worn: Vec<_> = everyone
                    .iter()
                    .filter(|openid| people.find(openid).is_some_and(|person| person.tags.contains(&tag.id)))
                    .cloned()
                    .collect();
                for size in [1, 7, 10_000] {
                    assert_eq!(
                        all(&people, |after| people.tag_page(tag, after, size)),
                        worn,
                        "tag {}",
                        tag.id
                    );
                }
            }
        }
    }

    #[test]
    fn the_blacklist_is_modest_and_complete_at_any_page_size() {
        for (followers, total) in [
            (0, 0),
            (40, 0),
            (41, 1),
            (302, 3),
            (1_000_000, 2500),
            (50_000_000, 2500),
        ] {
            let people = People::new(Seed::new(1), Some(followers));
            assert_eq!(people.blacklist_total(), total, "{followers}");
            for size in [1, 1000] {
                let listed = all(&people, |after| people.blacklist_page(after, size));
                assert_eq!(listed.len() as u64, total, "{followers} by {size}");
                assert!(
                    listed
                        .iter()
                        .all(|id| people.find(id).is_some_and(|person| person.following))
                );
            }
        }
        let people = People::new(Seed::new(1), None);
        let from_elsewhere = people.blacklist_page(Some(50), 10);
        assert_eq!(
            from_elsewhere,
            all(&people, |after| people.blacklist_page(after, 10))[1..]
        );
    }
}
