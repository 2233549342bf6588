//! A list of people: rows keyed by openid and source, a filter, an order, and a selection that stays with its row.
//!
//! One face over two kinds of lists. A *held* one ([`Table::default`]) has all its rows in memory and finds and orders
//! them itself; where that takes longer than a frame, [`Table::take_work`] hands it out to another thread. A *paged*
//! one ([`Table::paged`]) is filled by somebody who knows more rows than fit: [`Table::take_demand`] says what to look
//! for, [`Table::show_view`] and [`Table::put_page`] bring it, [`Table::wanted`] says which rows are missing.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use jiff::tz::TimeZone;

use crate::model::Source;
use crate::store::HistoryRow;

use super::columns::{Columns, Sort};
use super::picker::offset_to_show;

mod arrange;
mod filter;
mod held;
mod lend;
mod order;
mod paged;
mod row;
mod texts;

pub use arrange::{Arranged, Arrangement, Demand, in_order};
pub use filter::Filter;
pub use held::Leftovers;
pub use lend::LentRows;
pub use order::region;
pub use paged::{PAGE, Total};
pub use row::{Key, Row, name};

use held::Held;
use paged::{Asked, Paged};
use row::Mark;

#[derive(Clone, Debug)]
enum Body {
    Held(Box<Held>),
    Paged(Paged),
}

/// The list.
#[derive(Clone, Debug)]
pub struct Table {
    body: Body,
    cursor: usize,
    selected: Option<Key>,
    /// Where a range of marks began: the row, and its place in the view.
    range: Option<(Option<Key>, usize)>,
    /// First row of the view that is drawn.
    pub offset: usize,
    /// The filter.
    pub filter: Filter,
    /// The order; `None` as the rows came.
    pub sort: Option<Sort>,
    /// Its columns, as far as they differ from the usual.
    pub columns: Columns,
    /// What a paged list was last asked to show.
    demanded: Option<Demand>,
    /// The filter has changed since the view of a paged list was shown.
    filters_anew: bool,
    /// A paged list is to show another view than it does.
    is_stale: bool,
    /// The order that the rows shown are in.
    shown_sort: Option<Sort>,
}

impl Default for Table {
    fn default() -> Self {
        Self::of(Body::Held(Box::default()))
    }
}

impl Table {
    /// A list that is filled by pages.
    pub fn paged() -> Self {
        Self::of(Body::Paged(Paged::default()))
    }

    fn of(body: Body) -> Self {
        Self {
            body,
            cursor: 0,
            selected: None,
            range: None,
            offset: 0,
            filter: Filter::default(),
            sort: None,
            columns: Columns::default(),
            demanded: None,
            filters_anew: false,
            is_stale: false,
            shown_sort: None,
        }
    }

    /// Rows in memory: all of a held list, filtered or not; those loaded of a paged one.
    pub fn rows(&self) -> Box<dyn Iterator<Item = &Row> + '_> {
        match &self.body {
            Body::Held(held) => Box::new(held.rows()),
            Body::Paged(paged) => Box::new(paged.rows()),
        }
    }

    /// Whether there is nobody to list, whatever the filter.
    pub fn is_empty(&self) -> bool {
        match &self.body {
            Body::Held(held) => held.len() == 0,
            Body::Paged(paged) => paged.total == Total::Exactly(0) && !self.filter.is_active(),
        }
    }

    /// All rows, filtered or not; `None` for a paged list, which knows only of those that fit.
    pub fn in_all(&self) -> Option<usize> {
        match &self.body {
            Body::Held(held) => Some(held.len()),
            Body::Paged(_) => None,
        }
    }

    /// How many rows pass the filter; those known of, while they are being counted.
    pub fn shown(&self) -> usize {
        self.total().known()
    }

    /// How many rows pass the filter, and whether that is certain.
    pub fn total(&self) -> Total {
        match &self.body {
            Body::Held(held) => Total::Exactly(held.shown()),
            Body::Paged(paged) => paged.total,
        }
    }

    /// A row of the view; `None` beyond its end, and where a paged list has not loaded it.
    pub fn row_at(&self, place: usize) -> Option<&Row> {
        match &self.body {
            Body::Held(held) => held.row_at(place),
            Body::Paged(paged) => paged.row_at(place),
        }
    }

    /// Place of the selection within the view.
    pub fn cursor(&self) -> Option<usize> {
        (self.shown() > 0).then_some(self.cursor)
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Row> {
        self.row_at(self.cursor)
    }

    /// A row by its key.
    pub fn get(&self, key: &Key) -> Option<&Row> {
        match &self.body {
            Body::Held(held) => held.get(&key.0, key.1),
            Body::Paged(paged) => paged.get(key),
        }
    }

    /// A row by its key, to change it; call [`Table::rebuild`] afterwards.
    pub fn get_mut(&mut self, key: &Key) -> Option<&mut Row> {
        match &mut self.body {
            Body::Held(held) => held.get_mut(key),
            Body::Paged(paged) => paged.get_mut(key),
        }
    }

    /// Whether somebody is listed, filtered away or not; of a paged list, whether the row is loaded.
    pub fn lists(&self, openid: &str, source: Source) -> bool {
        match &self.body {
            Body::Held(held) => held.get(openid, source).is_some(),
            Body::Paged(paged) => paged.rows().any(|row| row.openid == openid && row.source == source),
        }
    }

    /// Whether rows of both sources are listed.
    pub fn is_mixed(&self) -> bool {
        match &self.body {
            Body::Held(held) => held.is_mixed(),
            Body::Paged(_) => false,
        }
    }

    /// Puts rows on top, in this order. A row that is listed moves there and is not listed twice. Held lists only.
    pub fn put_on_top(&mut self, rows: Vec<Row>, time_zone: &TimeZone) {
        self.restructure(time_zone, |held| held.put_on_top(rows));
    }

    /// Puts rows at the end, those that are not listed yet. Held lists only.
    pub fn put_below(&mut self, rows: Vec<Row>, time_zone: &TimeZone) {
        self.restructure(time_zone, |held| held.put_below(rows));
    }

    /// Lists the people of history and nobody else; many of them only once another thread has made rows of them, see
    /// [`Table::take_work`]. Held lists only.
    pub fn refill(&mut self, stored: Vec<HistoryRow>, time_zone: &TimeZone) {
        self.restructure(time_zone, |held| held.refill(stored));
    }

    /// Lists these rows and no others. Held lists only.
    pub fn replace(&mut self, rows: Vec<Row>, time_zone: &TimeZone) {
        self.restructure(time_zone, |held| held.replace(rows));
    }

    /// Takes rows out. Held lists only.
    pub fn remove(&mut self, gone: &HashSet<Key>, time_zone: &TimeZone) {
        self.restructure(time_zone, |held| held.remove(gone));
    }

    fn restructure(&mut self, time_zone: &TimeZone, change: impl FnOnce(&mut Held)) {
        if let Body::Held(held) = &mut self.body {
            change(held);
        }
        self.rebuild(time_zone);
    }

    /// Makes the view anew after a change of rows in place, of the filter or of the order; the selection stays with
    /// its row, else with its place. A paged list only reads its filter: see [`Table::take_demand`].
    pub fn rebuild(&mut self, time_zone: &TimeZone) {
        self.filter.read(time_zone);
        let demand = self.demand();
        if let Body::Held(held) = &mut self.body {
            held.arrange(demand);
            self.stay();
        }
        self.note_order();
    }

    /// The rows of a held list are in the order asked for, unless they are being arranged still.
    fn note_order(&mut self) {
        if matches!(&self.body, Body::Held(held) if held.is_current()) {
            self.shown_sort = self.sort;
        }
    }

    /// The order that the rows shown are in: not [`Table::sort`] while they are being arranged.
    pub const fn shown_sort(&self) -> Option<Sort> {
        self.shown_sort
    }

    /// Whether the rows shown are not those that were asked for last, or not in that order.
    pub const fn is_stale(&self) -> bool {
        match &self.body {
            Body::Held(held) => !held.is_current(),
            Body::Paged(_) => self.is_stale,
        }
    }

    /// After a change of the view: selection and range stay with their rows.
    fn stay(&mut self) {
        let place = self.selected.as_ref().and_then(|key| self.place_of(key));
        self.select(place.unwrap_or(self.cursor));
        self.range = self.range.take().and_then(|(key, _)| {
            let place = self.place_of(key.as_ref()?)?;
            Some((key, place))
        });
    }

    fn place_of(&self, key: &Key) -> Option<usize> {
        match &self.body {
            Body::Held(held) => held.place_of(key),
            Body::Paged(paged) => paged.place_of(key),
        }
    }

    fn demand(&self) -> Demand {
        Demand {
            query: self.filter.query().clone(),
            sort: self.sort,
        }
    }

    /// Work of a held list for another thread, handed out once; what is shown stays until
    /// [`Table::put_arranged`].
    pub fn take_work(&mut self) -> Option<Arrangement> {
        match &mut self.body {
            Body::Held(held) => held.take_work(),
            Body::Paged(_) => None,
        }
    }

    /// Takes what another thread worked out; what is outdated by now changes nothing. Whether other rows came with it.
    pub fn put_arranged(&mut self, arranged: Arranged) -> bool {
        let mut is_filled = false;
        if let Body::Held(held) = &mut self.body {
            is_filled = held.put_arranged(arranged);
            self.stay();
        }
        self.note_order();
        is_filled
    }

    /// Whether rows that are to be listed instead are still being indexed by another thread.
    pub const fn is_filling(&self) -> bool {
        matches!(&self.body, Body::Held(held) if held.is_filling())
    }

    /// What another thread is to let go of, handed out once.
    pub fn take_leftovers(&mut self) -> Option<Leftovers> {
        match &mut self.body {
            Body::Held(held) => held.take_leftovers(),
            Body::Paged(_) => None,
        }
    }

    /// What a paged list is to show, where that has changed since it was last taken.
    pub fn take_demand(&mut self) -> Option<Demand> {
        let demand = self.demand();
        if matches!(self.body, Body::Held(_)) || self.demanded.as_ref() == Some(&demand) {
            return None;
        }
        self.filters_anew |= self
            .demanded
            .as_ref()
            .is_some_and(|before| before.query != demand.query);
        if let Body::Paged(paged) = &mut self.body
            && self.demanded.is_some()
            && matches!(paged.asked, Some(Asked::Next(_)))
        {
            // Others were to be marked than those that are looked for now.
            paged.asked = None;
        }
        self.is_stale = true;
        self.demanded = Some(demand);
        self.demanded.clone()
    }

    /// What a paged list was to show is the same as it shows, or cannot be had: that stays.
    pub fn keep_view(&mut self) {
        self.is_stale = false;
        if let Body::Paged(paged) = &mut self.body
            && matches!(paged.asked, Some(Asked::Next(_)))
        {
            paged.asked = None;
        }
    }

    /// Makes [`Table::take_demand`] ask again, whether or not anything changed: the people behind the list are others.
    pub fn demand_anew(&mut self) {
        self.demanded = None;
    }

    /// A paged list shows another view, of which these rows are known, the first of them at `start`.
    ///
    /// The selected row's place in it is to be found, see [`Table::seeks`]; a range is given up.
    pub fn show_view(&mut self, total: Total, start: usize, rows: Vec<Row>) {
        let selected = self.selected.clone();
        let Body::Paged(paged) = &mut self.body else { return };
        paged.show(total, start, rows);
        self.range = None;
        self.is_stale = false;
        if let Some(demanded) = &self.demanded {
            self.shown_sort = demanded.sort;
        }
        let place = selected.as_ref().and_then(|key| self.place_of(key));
        // Other hits than before: where the selected row is none of them, the best place is the first.
        let else_at = if self.filters_anew { 0 } else { self.cursor };
        self.filters_anew = false;
        self.select(place.unwrap_or(else_at));
        if place.is_none() && selected.is_some() {
            self.selected = selected;
            if let Body::Paged(paged) = &mut self.body {
                paged.seeks = true;
            }
        }
    }

    /// Rows of a search that is not over: selection and marks wait for its end.
    pub fn show_so_far(&mut self, total: usize, start: usize, rows: Vec<Row>) {
        if let Body::Paged(paged) = &mut self.body {
            paged.replace(Total::AtLeast(total), start, rows);
            paged.seeks = true;
            self.cursor = self.cursor.min(total.saturating_sub(1));
        }
    }

    /// More is known of how many rows a paged list has.
    pub fn set_total(&mut self, total: Total) {
        if let Body::Paged(paged) = &mut self.body {
            paged.total = total;
            self.cursor = self.cursor.min(total.known().saturating_sub(1));
        }
    }

    /// Rows of a paged list, the first of them at `start`. Those far from the selection are dropped again.
    pub fn put_page(&mut self, start: usize, rows: Vec<Row>) {
        let Body::Paged(paged) = &mut self.body else { return };
        paged.put(start, rows, self.cursor);
        if !paged.seeks {
            self.selected = self.selected().map(Row::key).or_else(|| self.selected.take());
        }
    }

    /// The rows that a paged list lacks to draw `height` rows, and some around them; a page at a time.
    pub fn wanted(&self, height: usize) -> Option<Range<usize>> {
        match &self.body {
            Body::Held(_) => None,
            Body::Paged(paged) => paged.wanted(self.offset, height),
        }
    }

    /// The selected row of a paged list, where its place in the new view is to be found; see [`Table::found`].
    pub fn seeks(&self) -> Option<&Key> {
        match &self.body {
            Body::Paged(paged) if paged.seeks => self.selected.as_ref(),
            _ => None,
        }
    }

    /// The person to be selected once the place in the view is found, of a paged list.
    pub fn seek(&mut self, key: Key) {
        if let Body::Paged(paged) = &mut self.body {
            paged.seeks = true;
            self.selected = Some(key);
        }
    }

    /// Where the row that was sought stands; it is not in the view: `None`. Comes too late where the operator has moved
    /// meanwhile.
    pub fn found(&mut self, key: &Key, place: Option<usize>) {
        if self.seeks() != Some(key) {
            return;
        }
        if let Body::Paged(paged) = &mut self.body {
            paged.seeks = false;
        }
        self.select(place.unwrap_or(self.cursor));
    }

    /// Selects a place of the view, or the nearest there is.
    pub fn select(&mut self, place: usize) {
        self.cursor = place.min(self.shown().saturating_sub(1));
        let key = self.row_at(self.cursor).map(Row::key);
        if let Body::Paged(paged) = &mut self.body {
            paged.seeks = false;
        }
        // With everything filtered away the selection is remembered, so that it returns with its row.
        let is_held = matches!(self.body, Body::Held(_));
        if key.is_some() || !is_held || self.is_empty() {
            self.selected = key;
        }
    }

    /// Selects a row by key, where it is shown.
    pub fn select_key(&mut self, key: &Key) {
        if let Some(place) = self.place_of(key) {
            self.select(place);
        }
    }

    /// The next or previous row that holds the words searched for last, round the end; `None` where there is none.
    /// Held lists only.
    pub fn match_from(&self, forward: bool) -> Option<usize> {
        let Body::Held(held) = &self.body else { return None };
        held.match_from(self.cursor, forward, self.filter.searched())
    }

    /// Whether all rows are in memory.
    pub const fn is_held(&self) -> bool {
        matches!(self.body, Body::Held(_))
    }

    /// Moves the selection.
    pub fn move_by(&mut self, step: isize) {
        self.select(self.cursor.saturating_add_signed(step));
    }

    /// Keeps the selection within `height` drawn rows, with the least scrolling.
    pub fn scroll_to_selection(&mut self, height: usize) {
        self.offset = offset_to_show(self.offset, self.cursor, self.shown(), height);
    }

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

    /// The keys of all marked rows, in memory or not, those of a range with them.
    pub fn marked_keys(&self) -> Vec<Key> {
        match &self.body {
            Body::Held(held) => held.marked(self.range()).map(Row::key).collect(),
            Body::Paged(paged) => paged.marked_keys(self.range()),
        }
    }
}

#[cfg(test)]
mod tests;
