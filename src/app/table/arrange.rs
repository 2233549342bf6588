//! Which rows are shown, and in which order. Pure: small lists do it at once, large ones on another thread.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::columns::Sort;
use crate::model::Record;
use crate::query::{Condition, Query, Term};
use crate::store::HistoryRow;

use super::order::Order;
use super::row::Row;
use super::texts::{Texts, is_plain, plain_words};

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// The rows that fit this.
    pub query: Query,
    /// In this order; `None` as they came.
    pub sort: Option<Sort>,
}

/// Places of rows by openid, one map per source.
pub(super) type Index = [HashMap<String, usize>; 2];

/// Where each row stands.
pub(super) fn index_of(rows: &[Arc<Row>]) -> Index {
    let mut index = [HashMap::new(), HashMap::new()];
    for (place, row) in rows.iter().enumerate() {
        index[row.source as usize].insert(row.openid.clone(), place);
    }
    index
}

/// Rows that take the place of all others, indexed.
#[derive(Clone, Debug)]
pub(super) struct Fresh {
    /// Which filling of the list they are.
    pub(super) filling: u64,
    pub(super) rows: Arc<Vec<Arc<Row>>>,
    pub(super) index: Index,
}

impl Fresh {
    fn of(filling: u64, stored: Vec<HistoryRow>) -> Self {
        let rows: Vec<Arc<Row>> = stored.into_iter().map(Row::stored).map(Arc::new).collect();
        Self {
            filling,
            index: index_of(&rows),
            rows: Arc::new(rows),
        }
    }
}

/// Rows to be arranged: everything is shared, so that handing it to another thread costs nothing.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// These are made to rows and indexed first, and arranged instead; with their filling.
    pub(super) fresh: Option<(u64, Vec<HistoryRow>)>,
    pub(super) version: u64,
    pub(super) rows: Arc<Vec<Arc<Row>>>,
    pub(super) texts: Option<Arc<Texts>>,
    pub(super) order: Option<Arc<Order>>,
    pub(super) demand: Demand,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Arranged {
    pub(super) fresh: Option<Fresh>,
    pub(super) version: u64,
    pub(super) demand: Demand,
    pub(super) texts: Option<Arc<Texts>>,
    pub(super) order: Option<Arc<Order>>,
    pub(super) view: Arc<[u32]>,
}

impl Arrangement {
    /// Does the work.
    pub fn carry_out(self) -> Arranged {
        let Self {
            fresh,
            version,
            mut rows,
            mut texts,
            mut order,
            demand,
        } = self;
        let fresh = fresh.map(|(filling, stored)| Fresh::of(filling, stored));
        if let Some(fresh) = &fresh {
            (rows, texts, order) = (Arc::clone(&fresh.rows), None, None);
        }
        let query = &demand.query;
        let has_words = plain_words(query).next().is_some();
        let texts = texts.or_else(|| has_words.then(|| Arc::new(Texts::of(&rows))));
        let order = demand
            .sort
            .map(|sort| match order.filter(|order| order.column == sort.column) {
                Some(order) => order,
                None => Arc::new(Order::of(&rows, sort.column)),
            });
        let fits = fitting(&rows, query, texts.as_deref());
        let directed = order
            .as_deref()
            .zip(demand.sort)
            .map(|(order, sort)| order.directed(sort.descending));
        let view = view(rows.len(), directed.map(AsRef::as_ref), fits.as_deref());
        Arranged {
            fresh,
            version,
            demand,
            texts,
            order,
            view,
        }
    }
}

/// The places of a few rows in an order.
pub fn in_order(rows: Vec<Row>, sort: Sort) -> Vec<usize> {
    let rows: Vec<Arc<Row>> = rows.into_iter().map(Arc::new).collect();
    let order = Order::of(&rows, sort.column);
    let places = order.directed(sort.descending);
    places.as_ref().iter().map(|place| *place as usize).collect()
}

/// Marks the rows that fit; `None` where all of them do.
fn fitting(rows: &[Arc<Row>], query: &Query, texts: Option<&Texts>) -> Option<Vec<bool>> {
    if query.is_empty() {
        return None;
    }
    let mut fits = texts.map_or_else(|| vec![true; rows.len()], |texts| texts.fitting(query));
    if !is_plain(query) {
        for (fits, row) in fits.iter_mut().zip(rows).filter(|(fits, _)| **fits) {
            *fits = row
                .newest()
                .is_some_and(|found| fits_beyond_texts(query, &found.record, row));
        }
    }
    Some(fits)
}

/// Whether a row fits the words that are not looked for in texts.
fn fits_beyond_texts(query: &Query, record: &Record, row: &Row) -> bool {
    let beyond = |condition: &&Condition| !matches!(condition.term, Term::Plain(_));
    let mut conditions = query.conditions().iter().filter(beyond);
    conditions.all(|condition| condition.term.matches(record, row.beside()) != condition.negated)
}

/// The places in their order, those that fit.
fn view(rows: usize, order: Option<&[u32]>, fits: Option<&[bool]>) -> Arc<[u32]> {
    let all = 0..u32::try_from(rows).unwrap_or(u32::MAX);
    let fits = |place: &u32| fits.is_none_or(|fits| fits[*place as usize]);
    match order {
        Some(order) => order.iter().copied().filter(fits).collect(),
        None => all.filter(fits).collect(),
    }
}
