//! A list whose rows are all in memory.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::model::Source;
use crate::query::Query;
use crate::store::HistoryRow;

use super::arrange::{Arranged, Arrangement, Demand, Index, index_of};
use super::lend::LentRows;
use super::order::Order;
use super::row::{Key, Mark, Row};
use super::texts::{Texts, is_plain};

/// Lists up to this long are arranged at once, whatever is asked; longer ones only where all that takes time is known.
const AT_ONCE: usize = 3_000;
/// Orders that are remembered.
const ORDERS: usize = 4;

/// All rows, and the places of those that are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    rows: Arc<Vec<Arc<Row>>>,
    /// Places of the rows by openid, one map per source.
    index: Index,
    view: View,
    marked: Vec<bool>,
    marks: usize,
    /// Changes with the rows: what was worked out for another version is of no use.
    version: u64,
    texts: Option<Arc<Texts>>,
    orders: Vec<Arc<Order>>,
    demand: Demand,
    work: Work,
    /// What is shown is not what is asked for yet.
    is_outdated: bool,
    /// What the rows asked for get once they are shown.
    owed: Option<Mark>,
    /// What is to take the place of these rows, for another thread.
    coming: Option<Vec<HistoryRow>>,
    /// Rows that are to take the place of these are not here yet.
    is_filling: bool,
    /// Counts how often all rows were replaced: those indexed for an earlier time come too late.
    fillings: u64,
    /// What took the place of nothing any more.
    leftovers: Option<Leftovers>,
}

/// Rows and an index that nobody needs any more. Letting go of many takes longer than a frame may: that is for another
/// thread, too.
#[derive(Clone, Debug)]
pub struct Leftovers {
    _rows: Arc<Vec<Arc<Row>>>,
    _index: Index,
}

/// Rows that are shown.
#[derive(Clone, Debug, Default)]
enum View {
    /// All, as they came.
    #[default]
    All,
    /// These.
    Places(Arc<[u32]>),
}

/// Arranging on another thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Work {
    /// What is shown is what is asked for.
    #[default]
    Done,
    /// To be handed out.
    Wanted,
    /// Handed out.
    Running,
    /// Handed out, and asked for something else since.
    Outdated,
}

impl Held {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().map(AsRef::as_ref)
    }

    pub(super) fn shown(&self) -> usize {
        match &self.view {
            View::All => self.rows.len(),
            View::Places(places) => places.len(),
        }
    }

    fn index_at(&self, place: usize) -> Option<usize> {
        match &self.view {
            View::All => (place < self.rows.len()).then_some(place),
            View::Places(places) => places.get(place).map(|index| *index as usize),
        }
    }

    pub(super) fn row_at(&self, place: usize) -> Option<&Row> {
        let index = self.index_at(place)?;
        self.rows.get(index).map(AsRef::as_ref)
    }

    fn index_of(&self, openid: &str, source: Source) -> Option<usize> {
        self.index[source as usize].get(openid).copied()
    }

    pub(super) fn get(&self, openid: &str, source: Source) -> Option<&Row> {
        self.index_of(openid, source).map(|index| self.rows[index].as_ref())
    }

    pub(super) fn get_mut(&mut self, key: &Key) -> Option<&mut Row> {
        let index = self.index_of(&key.0, key.1)?;
        self.forget();
        Arc::make_mut(&mut self.rows).get_mut(index).map(Arc::make_mut)
    }

    /// Where a row is shown.
    pub(super) fn place_of(&self, key: &Key) -> Option<usize> {
        let index = self.index_of(&key.0, key.1)?;
        match &self.view {
            View::All => Some(index),
            View::Places(places) => places.iter().position(|shown| *shown as usize == index),
        }
    }

    pub(super) fn is_mixed(&self) -> bool {
        // Asked for every frame: the index knows without a look at the rows.
        self.index.iter().all(|listed| !listed.is_empty())
    }

    pub(super) fn put_on_top(&mut self, rows: Vec<Row>) {
        let mut coming = HashSet::with_capacity(rows.len());
        let fresh = rows.into_iter().filter(|row| coming.insert(row.key())).map(Arc::new);
        let mut all: Vec<Arc<Row>> = fresh.collect();
        let moved: HashSet<usize> = coming
            .iter()
            .filter_map(|(openid, source)| self.index_of(openid, *source))
            .collect();
        let kept = self.rows.iter().enumerate().filter(|(index, _)| !moved.contains(index));
        all.extend(kept.map(|(_, row)| Arc::clone(row)));
        self.take(all);
    }

    pub(super) fn put_below(&mut self, rows: Vec<Row>) {
        let mut all: Vec<Arc<Row>> = self.rows.to_vec();
        let mut coming = HashSet::with_capacity(rows.len());
        let mut is_new = |row: &Row| self.index_of(&row.openid, row.source).is_none() && coming.insert(row.key());
        all.extend(rows.into_iter().filter(|row| is_new(row)).map(Arc::new));
        self.take(all);
    }

    pub(super) fn replace(&mut self, rows: Vec<Row>) {
        self.fillings += 1;
        self.is_filling = false;
        self.coming = None;
        self.take(rows.into_iter().map(Arc::new).collect());
    }

    /// As [`Held::replace`]; many rows are made and indexed on another thread.
    pub(super) fn refill(&mut self, stored: Vec<HistoryRow>) {
        if stored.len() <= AT_ONCE {
            return self.replace(stored.into_iter().map(Row::stored).collect());
        }
        self.fillings += 1;
        self.is_filling = true;
        self.coming = Some(stored);
    }

    /// Whether rows that are to take the place of these are not here yet.
    pub(super) const fn is_filling(&self) -> bool {
        self.is_filling
    }

    pub(super) fn remove(&mut self, gone: &HashSet<Key>) {
        let kept = self.rows.iter().filter(|row| !gone.contains(&row.key()));
        self.take(kept.map(Arc::clone).collect());
    }

    /// Other rows: marks stay with theirs, and until the list is arranged anew those shown keep their order, new ones
    /// above them.
    fn take(&mut self, rows: Vec<Arc<Row>>) {
        let before = std::mem::replace(&mut self.index, index_of(&rows));
        let was = |row: &Row| before[row.source as usize].get(&row.openid).copied();
        if self.marks > 0 {
            let stays = |row: &Arc<Row>| was(row).is_some_and(|before| self.marked[before]);
            self.marked = rows.iter().map(stays).collect();
            self.marks = self.marked.iter().filter(|marked| **marked).count();
        } else {
            self.marked = vec![false; rows.len()];
        }
        if let View::Places(shown) = &self.view {
            let new = (0_u32..)
                .zip(&rows)
                .filter(|(_, row)| was(row).is_none())
                .map(|(place, _)| place);
            let now = |row: &Row| self.index[row.source as usize].get(&row.openid).copied();
            let stayed = shown.iter().filter_map(|place| now(&self.rows[*place as usize]));
            let stayed = stayed.filter_map(|place| u32::try_from(place).ok());
            self.view = View::Places(new.chain(stayed).collect());
        }
        self.rows = Arc::new(rows);
        self.forget();
    }

    /// Other rows, indexed already; marks stay with theirs.
    fn fill(&mut self, rows: Arc<Vec<Arc<Row>>>, index: Index) {
        let mut marked = vec![false; rows.len()];
        let was_marked = self.rows.iter().zip(&self.marked).filter(|(_, marked)| **marked);
        let now = was_marked.filter_map(|(row, _)| index[row.source as usize].get(&row.openid));
        now.for_each(|place| marked[*place] = true);
        self.marks = marked.iter().filter(|marked| **marked).count();
        self.marked = marked;
        self.leftovers = Some(Leftovers {
            _rows: std::mem::replace(&mut self.rows, rows),
            _index: std::mem::replace(&mut self.index, index),
        });
        self.view = View::All;
        self.is_filling = false;
        self.forget();
    }

    /// What nobody needs any more, handed out once.
    pub(super) fn take_leftovers(&mut self) -> Option<Leftovers> {
        self.leftovers.take()
    }

    /// The rows are others now.
    fn forget(&mut self) {
        self.version += 1;
        self.texts = None;
        self.orders.clear();
    }

    /// The filter asked for last.
    pub(super) const fn query(&self) -> &Query {
        &self.demand.query
    }

    /// Shows what is asked for: at once where that is quick, else it is wanted from another thread.
    pub(super) fn arrange(&mut self, demand: Demand) {
        if demand != self.demand {
            // Others were to be marked than those asked for now.
            self.owed = None;
        }
        self.demand = demand;
        let order = self.known_order();
        let has_order = self.demand.sort.is_none() || order.is_some();
        let has_texts = self.demand.query.is_empty() || (is_plain(&self.demand.query) && self.texts.is_some());
        if self.coming.is_some() {
            self.want_work();
        } else if self.demand == Demand::default() {
            self.view = View::All;
            self.settle();
        } else if self.rows.len() <= AT_ONCE || (has_order && has_texts) {
            let arranged = self.arrangement().carry_out();
            self.keep(&arranged);
            self.view = View::Places(arranged.view);
            self.settle();
        } else {
            self.want_work();
        }
    }

    fn want_work(&mut self) {
        self.is_outdated = true;
        self.work = match self.work {
            Work::Done | Work::Wanted => Work::Wanted,
            Work::Running | Work::Outdated => Work::Outdated,
        };
    }

    /// What is shown is right; what still runs comes too late.
    fn settle(&mut self) {
        self.work = match self.work {
            Work::Done | Work::Wanted => Work::Done,
            // Its answer is taken for what it worked out, and changes nothing.
            Work::Running | Work::Outdated => Work::Running,
        };
        self.become_current();
    }

    fn become_current(&mut self) {
        self.is_outdated = false;
        if let Some(mark) = self.owed.take() {
            self.mark(0..self.shown(), mark);
        }
    }

    /// Whether what is shown is what was asked for last.
    pub(super) const fn is_current(&self) -> bool {
        !self.is_outdated
    }

    fn known_order(&self) -> Option<Arc<Order>> {
        let column = self.demand.sort?.column;
        self.orders.iter().find(|order| order.column == column).cloned()
    }

    fn arrangement(&self) -> Arrangement {
        Arrangement {
            fresh: None,
            version: self.version,
            rows: Arc::clone(&self.rows),
            texts: self.texts.clone(),
            order: self.known_order(),
            demand: self.demand.clone(),
        }
    }

    /// Work for another thread, handed out once.
    pub(super) fn take_work(&mut self) -> Option<Arrangement> {
        if self.work != Work::Wanted {
            return None;
        }
        self.work = Work::Running;
        let fresh = self.coming.take().map(|rows| (self.fillings, rows));
        Some(Arrangement {
            fresh,
            ..self.arrangement()
        })
    }

    /// Takes what another thread worked out; whether other rows came with it.
    pub(super) fn put_arranged(&mut self, mut arranged: Arranged) -> bool {
        self.work = Work::Done;
        let fresh = arranged.fresh.take();
        if fresh.as_ref().is_some_and(|fresh| fresh.filling != self.fillings) {
            // It is of rows that are not wanted any more.
            self.arrange(self.demand.clone());
            return false;
        }
        let is_filled = fresh.is_some();
        if let Some(fresh) = fresh {
            self.fill(fresh.rows, fresh.index);
            arranged.version = self.version;
        }
        self.keep(&arranged);
        if arranged.version == self.version && arranged.demand == self.demand {
            self.view = View::Places(arranged.view);
            self.become_current();
        } else {
            self.arrange(self.demand.clone());
        }
        is_filled
    }

    fn keep(&mut self, arranged: &Arranged) {
        if arranged.version != self.version {
            return;
        }
        if let Some(texts) = &arranged.texts {
            self.texts = Some(Arc::clone(texts));
        }
        if let Some(order) = &arranged.order {
            self.orders.retain(|known| known.column != order.column);
            self.orders.truncate(ORDERS - 1);
            self.orders.insert(0, Arc::clone(order));
        }
    }

    /// The next row in a direction, round the end, that a query fits.
    pub(super) fn match_from(&self, cursor: usize, forward: bool, query: &Query) -> Option<usize> {
        let shown = self.shown();
        // All texts at once are searched faster than those of a few hundred rows one by one.
        let by_text = self.texts.as_deref().map(|texts| texts.fitting(query));
        let fits = |place: &usize| {
            let Some(index) = self.index_at(*place) else {
                return false;
            };
            by_text.as_ref().is_none_or(|fits| fits[index]) && self.fits(index, query, by_text.is_some())
        };
        if query.is_empty() || shown == 0 {
            return None;
        }
        let mut after = (cursor + 1..shown).chain(0..=cursor.min(shown - 1));
        let mut before = (0..cursor).rev().chain((cursor..shown).rev());
        if forward { after.find(fits) } else { before.find(fits) }
    }

    fn fits(&self, index: usize, query: &Query, knows_texts: bool) -> bool {
        let row = &self.rows[index];
        (knows_texts && is_plain(query))
            || row
                .newest()
                .is_some_and(|found| query.matches(&found.record, row.beside()))
    }

    pub(super) const fn marks(&self) -> usize {
        self.marks
    }

    pub(super) fn is_marked_at(&self, place: usize) -> bool {
        self.index_at(place).is_some_and(|index| self.marked[index])
    }

    /// Marks rows that are shown, or turns their marks over.
    pub(super) fn mark(&mut self, places: impl Iterator<Item = usize>, mark: Mark) {
        for place in places {
            let Some(index) = self.index_at(place) else { continue };
            let before = self.marked[index];
            let after = mark == Mark::Set || !before;
            self.marked[index] = after;
            self.marks = self.marks + usize::from(after) - usize::from(before);
        }
    }

    /// Marks all rows that are asked for, as soon as they are shown.
    pub(super) fn mark_view(&mut self, mark: Mark) {
        if self.is_outdated {
            self.owed = Some(mark);
        } else {
            self.mark(0..self.shown(), mark);
        }
    }

    pub(super) const fn owes_marks(&self) -> bool {
        self.owed.is_some()
    }

    /// The rows shown.
    pub(super) fn lend_shown(&self) -> LentRows {
        let places = match &self.view {
            View::Places(places) => Some(Arc::clone(places)),
            View::All => None,
        };
        self.lend(places)
    }

    /// The marked rows and those of a range.
    pub(super) fn lend_marked(&self, range: Option<RangeInclusive<usize>>) -> LentRows {
        let indexes = self.marked_indexes(range).filter_map(|index| u32::try_from(index).ok());
        self.lend(Some(indexes.collect()))
    }

    fn lend(&self, places: Option<Arc<[u32]>>) -> LentRows {
        LentRows {
            rows: Arc::clone(&self.rows),
            places,
        }
    }

    pub(super) fn clear_marks(&mut self) {
        self.owed = None;
        if self.marks > 0 {
            self.marked.fill(false);
            self.marks = 0;
        }
    }

    /// The marked rows and those of a range: those shown in their order, then those that the filter hides.
    pub(super) fn marked(&self, range: Option<RangeInclusive<usize>>) -> impl Iterator<Item = &Row> {
        let marked = self.marked_indexes(range);
        marked.map(|index| self.rows[index].as_ref())
    }

    fn marked_indexes(&self, range: Option<RangeInclusive<usize>>) -> impl Iterator<Item = usize> {
        let in_range = move |place: &usize| range.as_ref().is_some_and(|range| range.contains(place));
        let shown = (0..self.shown()).filter_map(move |place| {
            let index = self.index_at(place)?;
            (self.marked[index] || in_range(&place)).then_some(index)
        });
        let mut is_hidden = Vec::new();
        if let View::Places(places) = &self.view {
            is_hidden = vec![true; self.rows.len()];
            places.iter().for_each(|place| is_hidden[*place as usize] = false);
        }
        let hidden = (0..is_hidden.len()).filter(move |index| is_hidden[*index] && self.marked[*index]);
        shown.chain(hidden)
    }
}
