//! Tags, and who wears them by a rule of arithmetic, so that `tags/get` counts without a look at every follower.

/// A tag: its id, its name, and the followers whose index leaves `rest` when divided by `every`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) id: u32,
    /// `None`: deleted, seen on followers but missing from `tags/get` (API reference, section 6).
    pub(super) name: Option<&'static str>,
    every: u64,
    rest: u64,
}

/// Ids 0 and 1 never appear and custom ids start at 100; two names are equal, as one capture has it.
pub(super) const TAGS: [Tag; 13] = [
    tag(128, Some("VIP"), 11, 3),
    tag(100, Some("新客"), 5, 4),
    tag(101, Some("Shanghai 上海"), 9, 5),
    tag(102, Some("老客户"), 13, 6),
    tag(103, Some("老客户"), 29, 7),
    tag(104, Some("\u{1b}[31m红\u{202e}gat"), 31, 12),
    tag(105, Some("=1+1"), 37, 9),
    tag(106, Some("🎁 coupon"), 7, 1),
    tag(117, None, 23, 8),
    tag(134, Some("待回访"), 0, 0),
    tag(151, Some("wholesale"), 19, 2),
    tag(152, Some("一二三四五六七八九十"), 17, 11),
    tag(2, Some("星标组"), 15, 10),
];

const fn tag(id: u32, name: Option<&'static str>, every: u64, rest: u64) -> Tag {
    Tag { id, name, every, rest }
}

impl Tag {
    /// The tag with this id, unless it was deleted.
    pub(super) fn named(id: u64) -> Option<&'static Self> {
        TAGS.iter().find(|tag| u64::from(tag.id) == id && tag.name.is_some())
    }

    /// The indexes that wear it by rule, from `start` on and below `end`, in order.
    pub(super) fn indexes(&self, start: u64, end: u64) -> impl Iterator<Item = u64> + use<> {
        let every = self.every.max(1);
        let end = if self.every == 0 { 0 } else { end };
        let first = start + (self.rest + every - start % every) % every;
        (first..end).step_by(usize::try_from(every).unwrap_or(usize::MAX))
    }

    fn holds(&self, index: u64) -> bool {
        self.every != 0 && index % self.every == self.rest
    }

    /// How many of the indexes below `end` wear it.
    fn below(&self, end: u64) -> u64 {
        (end + self.every)
            .saturating_sub(1 + self.rest)
            .checked_div(self.every)
            .unwrap_or(0)
    }

    /// How many of the indexes from `start` up to, not including, `end` wear it.
    pub(super) fn count(&self, start: u64, end: u64) -> u64 {
        self.below(end.max(start)) - self.below(start)
    }
}

/// Tag ids of the invented follower with this index.
pub(super) fn of(index: u64) -> Vec<u32> {
    TAGS.iter().filter(|tag| tag.holds(index)).map(|tag| tag.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_by_rule_equals_counting_one_by_one() {
        for tag in TAGS {
            for (start, end) in [(3, 3), (3, 4), (3, 300), (3, 301), (50, 1000)] {
                let counted = (start..end).filter(|index| of(*index).contains(&tag.id)).count() as u64;
                assert_eq!(
                    tag.indexes(start, end).collect::<Vec<_>>(),
                    (start..end)
                        .filter(|index| of(*index).contains(&tag.id))
                        .collect::<Vec<_>>(),
                );
                assert_eq!(tag.count(start, end), counted, "tag {} in {start}..{end}", tag.id);
            }
        }
    }

    #[test]
    fn names_fit_the_platform_limit() {
        for tag in TAGS {
            assert!(tag.name.is_none_or(|name| name.len() <= 30), "{}", tag.id);
        }
    }
}
