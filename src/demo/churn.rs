//! A living account: between two sweeps of `user/get` a few people leave, come, and are edited by the operator.
//!
//! Who and what follows from the seed and the number of the sweep; only the time of a follow is the clock's.

use std::ops::Range;

use super::cipher::{Draw, Seed, pick};
use super::names;
use super::people::{Change, FIRST_INVENTED, People};
use super::tags::{TAGS, Tag};
use super::{lists, special};

/// Most people who ever change, so that a server that runs for weeks remembers no more than these.
const LISTED: u64 = 192;
const UNLISTED: u64 = 64;

/// The changes of an account, one step before each sweep but the first.
#[derive(Debug)]
pub(super) struct Churn {
    seed: Seed,
    /// Sweeps that changed something so far.
    sweep: u64,
    /// A list was read to its end since the last change: whoever begins again is to find something new.
    is_read: bool,
}

impl Churn {
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            seed,
            sweep: 0,
            is_read: false,
        }
    }

    /// Goes on after a sweep of an earlier server.
    pub(super) fn go_on(&mut self, sweep: u64) {
        self.sweep = sweep;
        self.is_read = true;
    }

    /// A list is asked for from its beginning.
    pub(super) fn begin(&mut self, people: &mut People, now: u64) {
        if !self.is_read {
            return;
        }
        self.is_read = false;
        self.sweep += 1;
        for (index, change) in self.step(people, now) {
            people.change(&people.openid(index), change);
        }
    }

    /// This page of a list is given away.
    pub(super) fn give(&mut self, people: &People, page: &[String]) {
        let last = page.last().and_then(|openid| people.index(openid));
        if last.is_none() || people.page(last, 1).is_empty() {
            self.is_read = true;
        }
    }

    /// What happens before the current sweep; each person changes in one way at most.
    fn step(&self, people: &People, now: u64) -> Vec<(u64, Change)> {
        let mut draws = (0..).map(|place| self.seed.draw(Draw::Churn, self.sweep << 8 | place));
        let mut draw = move || draws.next().unwrap_or_default();
        let mut step = Step {
            people,
            changes: Vec::new(),
        };
        step.remark(draw(), draw());
        step.tag(draw(), draw());
        step.leave(draw());
        // Over two sweeps as many leave as come.
        if self.sweep.is_multiple_of(2) {
            step.come(draw(), now, Coming::Back);
        } else {
            step.leave(draw());
        }
        step.come(draw(), now, Coming::New);
        step.changes
    }
}

/// Whether someone followed at the start of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coming {
    Back,
    New,
}

/// The changes before one sweep, as they are found.
struct Step<'a> {
    people: &'a People,
    changes: Vec<(u64, Change)>,
}

impl Step<'_> {
    fn remark(&mut self, who: u64, what: u64) {
        let Some(index) = self.find(who, |index| self.people.follows(index)) else {
            return;
        };
        let before = self.people.person(index).remark;
        let [one, other] = [what, what.wrapping_add(1)].map(names::remark);
        let remark = if before == one { other } else { one };
        self.changes.push((index, Change::Remark(remark.to_owned())));
    }

    /// A tag is taken off or put on.
    fn tag(&mut self, who: u64, what: u64) {
        let Some(index) = self.find(who, |index| self.people.follows(index)) else {
            return;
        };
        let named: Vec<&Tag> = TAGS.iter().filter(|tag| tag.name.is_some()).collect();
        let id = pick(&named, what).id;
        let mut tags = self.people.person(index).tags;
        let before = tags.len();
        tags.retain(|worn| *worn != id);
        if tags.len() == before {
            tags.push(id);
        }
        self.changes.push((index, Change::Tags(tags)));
    }

    fn leave(&mut self, who: u64) {
        if let Some(index) = self.find(who, |index| self.people.follows(index)) {
            self.changes.push((index, Change::Leaves));
        }
    }

    /// Someone follows; where nobody is left to come in the wanted way, anybody does.
    fn come(&mut self, who: u64, now: u64, wanted: Coming) {
        let absent = |index| !self.people.follows(index);
        let coming = |index| {
            if index < self.people.end_listed() {
                Coming::Back
            } else {
                Coming::New
            }
        };
        let found = self.find(who, |index| absent(index) && coming(index) == wanted);
        if let Some(index) = found.or_else(|| self.find(who, absent)) {
            self.changes.push((index, Change::Follows(now)));
        }
    }

    /// One of those who may change and do not yet, from a drawn place on.
    fn find(&self, draw: u64, fits: impl Fn(u64) -> bool) -> Option<u64> {
        let pool = pool(self.people);
        let start = pool.start + draw % (pool.end - pool.start).max(1);
        (start..pool.end).chain(pool.start..start).find(|index| {
            let is_free = self.changes.iter().all(|(taken, _)| taken != index);
            is_free && is_ordinary(*index) && fits(*index)
        })
    }
}

/// The people who may change: the last who follow by rule and the first who do not.
fn pool(people: &People) -> Range<u64> {
    let end = people.end_listed();
    end.saturating_sub(LISTED).max(FIRST_INVENTED)..end + people.gone().min(UNLISTED)
}

/// Nobody whom a guide names or a tour looks for, nor a place of the blacklist: those on it follow.
fn is_ordinary(index: u64) -> bool {
    special::at(index).is_none() && !lists::is_black_place(index)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const NOW: u64 = 1_790_000_000;

    fn people(followers: u64) -> People {
        People::new(Seed::new(1), Some(followers))
    }

    /// Reads a list from its beginning to its end; what it held.
    fn read(churn: &mut Churn, people: &mut People, size: usize) -> Vec<String> {
        churn.begin(people, NOW);
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = people.page(after, size);
            churn.give(people, &page);
            let Some(last) = page.last() else { return all };
            after = people.index(last);
            all.extend(page);
        }
    }

    #[test]
    fn a_sweep_counts_when_a_list_was_read_to_its_end_and_begins_again() {
        let (mut people, mut churn) = (people(10), Churn::new(Seed::new(1)));
        let mut begin = |churn: &mut Churn, given: &[(Option<u64>, usize)]| {
            churn.begin(&mut people, NOW);
            for (after, size) in given {
                churn.give(&people, &people.page(*after, *size));
            }
            churn.sweep
        };
        assert_eq!(begin(&mut churn, &[]), 0, "the first");
        assert_eq!(begin(&mut churn, &[(None, 4)]), 0, "nothing was read");
        assert_eq!(begin(&mut churn, &[(None, 4), (Some(5), 4)]), 0, "only begun");
        assert_eq!(begin(&mut churn, &[(None, 100)]), 0, "broken off");
        assert_eq!(begin(&mut churn, &[]), 1, "the only page is the end");
        assert_eq!(begin(&mut churn, &[(Some(100), 4)]), 1, "not read again yet");
        assert_eq!(begin(&mut churn, &[]), 2, "the empty page is the end");
    }

    #[test]
    fn each_sweep_changes_a_few_in_one_way_each_and_the_same_for_the_same_seed() {
        let run = |size| {
            let (mut people, mut churn) = (people(302), Churn::new(Seed::new(1)));
            (0..40).map(|_| read(&mut churn, &mut people, size)).collect::<Vec<_>>()
        };
        let lists = run(10_000);
        assert_eq!(lists, run(100));
        for (number, pair) in (1..).zip(lists.windows(2)) {
            let [before, after] = [&pair[0], &pair[1]].map(|list| list.iter().collect::<BTreeSet<_>>());
            let two_leave = number % 2 == 1;
            assert_eq!(
                before.difference(&after).count(),
                1 + usize::from(two_leave),
                "{number}"
            );
            assert_eq!(
                after.difference(&before).count(),
                2 - usize::from(two_leave),
                "{number}"
            );
        }
    }

    #[test]
    fn a_step_edits_a_remark_and_the_tags_of_people_who_go_on_following() {
        let (mut people, mut churn) = (people(302), Churn::new(Seed::new(1)));
        for _ in 0..100 {
            churn.sweep += 1;
            let step = churn.step(&people, NOW);
            let touched: BTreeSet<_> = step.iter().map(|(index, _)| *index).collect();
            assert_eq!((step.len(), touched.len()), (5, 5), "{step:?}");
            assert!(touched.iter().all(|index| is_ordinary(*index)));
            for (index, change) in step {
                let before = people.person(index);
                assert!(people.change(&before.openid, change.clone()));
                let after = people.person(index);
                match change {
                    Change::Remark(_) => assert!(after.following && after.remark != before.remark),
                    Change::Tags(_) => assert!(after.following && after.tags.len().abs_diff(before.tags.len()) == 1),
                    Change::Leaves => assert!(before.following && !after.following),
                    Change::Follows(_) => assert!(after.following && !before.following),
                }
            }
        }
    }

    #[test]
    fn memory_and_the_examples_stay_whatever_the_size_of_the_account() {
        for followers in [0, 1, 2, 3, 20, 302, 1_000_000] {
            let mut people = people(followers);
            let mut churn = Churn::new(Seed::new(1));
            let total = people.total();
            for _ in 0..2_000 {
                churn.is_read = true;
                churn.begin(&mut people, NOW);
            }
            assert!(people.edits.len() as u64 <= LISTED + UNLISTED, "{followers}");
            assert!(people.edits.keys().all(|index| *index >= FIRST_INVENTED), "{followers}");
            assert!(people.total().abs_diff(total) < 8, "{followers}: {}", people.total());
        }
    }
}
