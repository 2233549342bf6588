//! A list of people: rows keyed by openid and source, a filter, an order, and a selection that stays with its row.
//!
//! One face over two kinds of lists. A *held* one ([`Table::default`]) has all its rows in memory and finds and orders
//! them itself; where that takes longer than a frame, [`Table::take_work`] hands it out to another thread. A *paged*
//! one ([`Table::paged`]) is filled by somebody who knows more rows than fit: [`Table::take_demand`] says what to look
//! for, [`Table::show_view`] and [`Table::put_page`] bring it, [`Table::wanted`] says which rows are missing.

use std::collections::HashSet;

use jiff::tz::TimeZone;

use crate::model::Source;
use crate::store::HistoryRow;

use super::columns::{Columns, Sort};
use super::picker::offset_to_show;

mod arrange;
mod filter;
mod held;
mod lend;
mod marking;
mod order;
mod paged;
mod paging;
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
use paged::Paged;

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
    /// The filter has changed since the view was shown.
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
    /// its row, else with its place, after a change of the filter with the first row. A paged list only reads its filter: see [`Table::take_demand`].
    pub fn rebuild(&mut self, time_zone: &TimeZone) {
        self.filter.read(time_zone);
        let demand = self.demand();
        if let Body::Held(held) = &mut self.body {
            self.filters_anew |= *held.query() != demand.query;
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
        // Until they are arranged the rows are those of the filter before.
        let else_at = if self.is_stale() {
            self.cursor
        } else {
            self.take_place_of_gone()
        };
        self.select(place.unwrap_or(else_at));
        self.range = self.range.take().and_then(|(key, _)| {
            let place = self.place_of(key.as_ref()?)?;
            Some((key, place))
        });
    }

    /// What is selected in a new view that does not have the selected row. Of other hits than before the best is the
    /// first.
    const fn take_place_of_gone(&mut self) -> usize {
        if std::mem::replace(&mut self.filters_anew, false) {
            0
        } else {
            self.cursor
        }
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
}

#[cfg(test)]
mod tests;
