//! Marks: of rows, of ranges, of all that fit.

use std::ops::{Range, RangeInclusive};

use super::paged::Asked;
use super::row::Mark;
use super::{Body, Key, LentRows, Row, Table};

impl Table {
    /// Marks the selected row or takes its mark away, and goes on to the next; ends a range where one was begun.
    pub fn toggle_mark(&mut self) {
        if self.range.is_some() {
            return self.toggle_range();
        }
        self.mark(self.cursor..self.cursor + 1, Mark::Turn);
        self.move_by(1);
    }

    /// Begins a range at the selected row; marks it where one was begun.
    pub fn toggle_range(&mut self) {
        if let Some(range) = self.range() {
            self.range = None;
            self.mark(*range.start()..*range.end() + 1, Mark::Set);
        } else if self.shown() > 0 {
            self.range = Some((self.selected().map(Row::key), self.cursor));
        }
    }

    /// Marks all rows that pass the filter.
    pub fn mark_all(&mut self) {
        self.mark_view(Mark::Set);
    }

    /// Turns the marks of the rows that pass the filter over.
    pub fn invert_marks(&mut self) {
        self.mark_view(Mark::Turn);
    }

    /// While another view is being looked for, its rows are meant: that is what the filter says.
    fn mark_view(&mut self, mark: Mark) {
        self.range = None;
        let shown = self.shown();
        match &mut self.body {
            Body::Held(held) => held.mark_view(mark),
            Body::Paged(paged) if self.is_stale => paged.asked = Some(Asked::Next(mark)),
            Body::Paged(paged) => paged.mark(0..shown, mark),
        }
    }

    fn mark(&mut self, places: Range<usize>, mark: Mark) {
        match &mut self.body {
            Body::Held(held) => held.mark(places, mark),
            Body::Paged(paged) => paged.mark(places, mark),
        }
    }

    /// Places of the view shown whose rows are to be marked and whose keys a paged list does not know, handed out once:
    /// [`Table::mark_keys`] takes the keys, [`Table::end_marking`] is called when all have come.
    pub fn take_places_to_mark(&mut self) -> Option<Range<usize>> {
        match &mut self.body {
            Body::Paged(paged) => paged.take_places(),
            Body::Held(_) => None,
        }
    }

    /// Some of the keys of rows that are to be marked: they are marked, or turned over, as was wanted.
    pub fn mark_keys(&mut self, keys: Vec<Key>) {
        if let Body::Paged(paged) = &mut self.body
            && let Some(Asked::Coming(mark)) = paged.asked
        {
            paged.mark_keys(keys, mark);
        }
    }

    /// No more keys come; `false` where none were awaited.
    pub fn end_marking(&mut self) -> bool {
        match &mut self.body {
            Body::Paged(paged) => paged.asked.take().is_some(),
            Body::Held(_) => false,
        }
    }

    /// Gives up a range that was begun; `false` where there is none.
    pub fn drop_range(&mut self) -> bool {
        self.range.take().is_some()
    }

    /// Takes all marks away.
    pub fn clear_marks(&mut self) {
        self.range = None;
        match &mut self.body {
            Body::Held(held) => held.clear_marks(),
            Body::Paged(paged) => paged.clear_marks(),
        }
    }

    /// Places of the range being marked.
    pub fn range(&self) -> Option<RangeInclusive<usize>> {
        let (_, begun) = self.range.as_ref()?;
        Some(self.cursor.min(*begun)..=self.cursor.max(*begun))
    }

    /// How many rows bear a mark, those of a range not yet counted.
    pub fn marks(&self) -> usize {
        match &self.body {
            Body::Held(held) => held.marks(),
            Body::Paged(paged) => paged.marks(),
        }
    }

    /// Whether any row is marked, or a range begun.
    pub fn has_marks(&self) -> bool {
        self.range.is_some() || self.marks() > 0
    }

    /// Whether the row at a place of the view is marked, or within the range being marked.
    pub fn is_marked_at(&self, place: usize) -> bool {
        let in_range = self.range().is_some_and(|range| range.contains(&place));
        in_range
            || match &self.body {
                Body::Held(held) => held.is_marked_at(place),
                Body::Paged(paged) => paged.is_marked_at(place),
            }
    }

    /// The marked rows that are in memory, those of a range with them: those shown in their order, then those that the
    /// filter hides.
    pub fn marked(&self) -> Vec<&Row> {
        match &self.body {
            Body::Held(held) => held.marked(self.range()).collect(),
            Body::Paged(paged) => paged.marked(self.range()).collect(),
        }
    }

    /// The rows that pass the filter, or the marked ones, for somebody else to go through. Of a paged list those in
    /// memory.
    pub fn lend(&self, marked: bool) -> LentRows {
        match &self.body {
            Body::Held(held) if marked => held.lend_marked(self.range()),
            Body::Held(held) => held.lend_shown(),
            Body::Paged(paged) => {
                let marked: Vec<&Row> = if marked { self.marked() } else { paged.rows().collect() };
                LentRows::of(marked.into_iter().cloned().collect())
            }
        }
    }

    /// Whether a range has been begun of which not every row is in memory, so that nobody knows yet whom it holds.
    pub fn range_is_unknown(&self) -> bool {
        match &self.body {
            Body::Held(_) => false,
            Body::Paged(paged) => self.range().is_some_and(|range| paged.lacks(range)),
        }
    }

    /// Whether rows are to be marked that are not marked yet.
    pub const fn awaits_marks(&self) -> bool {
        match &self.body {
            Body::Held(held) => held.owes_marks(),
            Body::Paged(paged) => paged.asked.is_some(),
        }
    }

    /// How many rows [`Table::marked_keys`] gives.
    pub fn marked_count(&self) -> usize {
        match self.range() {
            Some(_) => self.marked_keys().len(),
            None => self.marks(),
        }
    }

    /// The keys of all marked rows, in memory or not, those of a range with them.
    pub fn marked_keys(&self) -> Vec<Key> {
        match &self.body {
            Body::Held(held) => held.marked(self.range()).map(Row::key).collect(),
            Body::Paged(paged) => paged.marked_keys(self.range()),
        }
    }
}
