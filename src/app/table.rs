//! A list of people: rows keyed by openid and source, a filter, an order, and a selection that stays with its row.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use jiff::tz::TimeZone;

use crate::job::JobId;
use crate::model::{Snapshot, Source, Status, Timestamp};
use crate::query::{Beside, Query, QueryError};

use super::field::Field;

/// What tells rows apart: a person may be listed once per source.
pub type Key = (String, Source);

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The openid as asked for; text as typed where it is malformed.
    pub openid: String,
    /// Which API.
    pub source: Source,
    /// The newest answer or failure; `None` while the first one is awaited.
    pub snapshot: Option<Snapshot>,
    /// The last answer before a failed or running lookup: still worth reading, and marked as older.
    pub earlier: Option<Box<Snapshot>>,
    /// The lookup whose answer is awaited.
    pub awaits: Option<JobId>,
    /// The newest lookup that asked for it: answers of older ones come too late.
    pub asked_by: Option<JobId>,
    /// Known from this other account's history only.
    pub elsewhere: Option<String>,
    /// Lookups stored (History screen).
    pub lookups: u64,
    /// When the first of them was made (History screen).
    pub first_at: Option<Timestamp>,
}

impl Row {
    /// A row for which an answer is awaited.
    pub fn waiting(openid: String, source: Source, job: JobId) -> Self {
        Self {
            awaits: Some(job),
            asked_by: Some(job),
            ..Self::blank(openid, source)
        }
    }

    /// A row that is known already.
    pub fn known(snapshot: Snapshot) -> Self {
        let blank = Self::blank(snapshot.record.openid.clone(), snapshot.record.source);
        Self {
            snapshot: Some(snapshot),
            ..blank
        }
    }

    /// A row of which only the openid is known, and nothing is awaited.
    pub fn listed(openid: String) -> Self {
        Self::blank(openid, Source::Follower)
    }

    fn blank(openid: String, source: Source) -> Self {
        Self {
            openid,
            source,
            snapshot: None,
            earlier: None,
            awaits: None,
            asked_by: None,
            elsewhere: None,
            lookups: 0,
            first_at: None,
        }
    }

    /// What tells it apart.
    pub fn key(&self) -> Key {
        (self.openid.clone(), self.source)
    }

    /// The judgement, where there is one.
    pub fn status(&self) -> Option<Status> {
        self.snapshot.as_ref().map(|snapshot| snapshot.record.status)
    }

    /// The newest snapshot that is an answer.
    pub fn answer(&self) -> Option<&Snapshot> {
        let newest = self
            .snapshot
            .as_ref()
            .filter(|found| found.record.status != Status::Failed);
        newest.or(self.earlier.as_deref())
    }

    /// Marks it as asked for again; what is known stays readable meanwhile.
    pub fn await_answer(&mut self, job: JobId) {
        self.awaits = Some(job);
        self.asked_by = Some(job);
    }

    /// Takes the answer of `job`, unless a newer lookup has been started or it has answered already.
    pub fn take_answer(&mut self, job: JobId, snapshot: Snapshot) -> bool {
        if self.awaits != Some(job) {
            return false;
        }
        self.awaits = None;
        let is_answer = snapshot.record.status != Status::Failed;
        let before = self.snapshot.replace(snapshot);
        if is_answer {
            self.earlier = None;
        } else if let Some(before) = before.filter(|before| before.record.status != Status::Failed) {
            self.earlier = Some(Box::new(before));
        }
        true
    }
}

/// Orders of rows, in the order in which one key goes through them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they came: newest on top.
    #[default]
    Arrival,
    /// Newest follow first.
    Since,
    /// By remark or nickname.
    Name,
    /// By what the row says: waiting, failed, not following, following.
    Status,
    /// By openid.
    Openid,
}

impl Sort {
    /// The next order.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Arrival => Self::Since,
            Self::Since => Self::Name,
            Self::Name => Self::Status,
            Self::Status => Self::Openid,
            Self::Openid => Self::Arrival,
        }
    }
}

/// The filter of a list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Its text.
    pub field: Field,
    /// Why the text is not understood; it hides nothing then.
    pub error: Option<QueryError>,
    query: Query,
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// Places of the rows by openid, one map per source.
    index: [HashMap<String, usize>; 2],
    view: Vec<usize>,
    cursor: usize,
    selected: Option<Key>,
    /// Openids of the marked rows, one set per source; only rows that are listed.
    marks: [HashSet<String>; 2],
    /// Where a range of marks began: the row, and its place in the view.
    range: Option<(Key, usize)>,
    /// First row of the view that is drawn.
    pub offset: usize,
    /// The filter.
    pub filter: Filter,
    /// The order.
    pub sort: Sort,
}

impl Table {
    /// All rows, filtered or not.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many rows pass the filter.
    pub fn shown(&self) -> usize {
        self.view.len()
    }

    /// A row of the view.
    pub fn row_at(&self, place: usize) -> Option<&Row> {
        self.view.get(place).and_then(|index| self.rows.get(*index))
    }

    /// Place of the selection within the view.
    pub fn cursor(&self) -> Option<usize> {
        (!self.view.is_empty()).then_some(self.cursor)
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Row> {
        self.row_at(self.cursor)
    }

    /// A row by its key.
    pub fn get(&self, key: &Key) -> Option<&Row> {
        self.place_of(&key.0, key.1).and_then(|place| self.rows.get(place))
    }

    /// A row by its key, to change it; call [`Table::rebuild`] afterwards.
    pub fn get_mut(&mut self, key: &Key) -> Option<&mut Row> {
        let place = self.place_of(&key.0, key.1)?;
        self.rows.get_mut(place)
    }

    /// Whether somebody is listed, filtered away or not.
    pub fn lists(&self, openid: &str, source: Source) -> bool {
        self.place_of(openid, source).is_some()
    }

    fn place_of(&self, openid: &str, source: Source) -> Option<usize> {
        self.index[source as usize].get(openid).copied()
    }

    /// Whether rows of both sources are listed.
    pub fn is_mixed(&self) -> bool {
        // Asked for every frame: the index knows without a look at the rows.
        self.index.iter().all(|listed| !listed.is_empty())
    }

    /// Puts rows on top, in this order. A row that is listed moves there and is not listed twice.
    pub fn put_on_top(&mut self, rows: Vec<Row>, time_zone: &TimeZone) {
        let mut coming = HashSet::with_capacity(rows.len());
        let mut all: Vec<Row> = rows.into_iter().filter(|row| coming.insert(row.key())).collect();
        all.extend(self.rows.drain(..).filter(|row| !coming.contains(&row.key())));
        self.replace(all, time_zone);
    }

    /// Puts rows at the end, those that are not listed yet.
    pub fn put_below(&mut self, rows: Vec<Row>, time_zone: &TimeZone) {
        let mut all = std::mem::take(&mut self.rows);
        let mut listed: HashSet<Key> = all.iter().map(Row::key).collect();
        all.extend(rows.into_iter().filter(|row| listed.insert(row.key())));
        self.replace(all, time_zone);
    }

    /// Lists these rows and no others.
    pub fn replace(&mut self, rows: Vec<Row>, time_zone: &TimeZone) {
        self.rows = rows;
        self.reindex();
        self.rebuild(time_zone);
    }

    /// Takes rows out.
    pub fn remove(&mut self, gone: &HashSet<Key>, time_zone: &TimeZone) {
        self.rows.retain(|row| !gone.contains(&row.key()));
        self.reindex();
        self.rebuild(time_zone);
    }

    fn reindex(&mut self) {
        self.index = [HashMap::new(), HashMap::new()];
        for (place, row) in self.rows.iter().enumerate() {
            self.index[row.source as usize].insert(row.openid.clone(), place);
        }
        for (marks, index) in self.marks.iter_mut().zip(&self.index) {
            marks.retain(|openid| index.contains_key(openid));
        }
    }

    /// Makes the view anew after a change of rows in place, of the filter or of the order; the selection stays with its row, else with its place.
    pub fn rebuild(&mut self, time_zone: &TimeZone) {
        self.filter.read(time_zone);
        let query = &self.filter.query;
        let fits = |row: &Row| query.is_empty() || row.answer_or_failure().is_some_and(|found| fits(query, found));
        self.view = (0..self.rows.len()).filter(|index| fits(&self.rows[*index])).collect();
        self.order();
        let kept = self.selected.as_ref().and_then(|key| self.place_of(&key.0, key.1));
        let place = kept.and_then(|index| self.view.iter().position(|shown| *shown == index));
        self.select(place.unwrap_or(self.cursor));
        self.range = self.range.take().and_then(|(key, _)| {
            let index = self.place_of(&key.0, key.1)?;
            let place = self.view.iter().position(|shown| *shown == index)?;
            Some((key, place))
        });
    }

    /// Selects a place of the view, or the nearest there is.
    pub fn select(&mut self, place: usize) {
        self.cursor = place.min(self.view.len().saturating_sub(1));
        let key = self.row_at(self.cursor).map(Row::key);
        // With everything filtered away the selection is remembered, so that it returns with its row.
        if key.is_some() || self.rows.is_empty() {
            self.selected = key;
        }
    }

    /// Selects a row by key, where it is shown.
    pub fn select_key(&mut self, key: &Key) {
        let index = self.place_of(&key.0, key.1);
        let place = index.and_then(|index| self.view.iter().position(|shown| *shown == index));
        if let Some(place) = place {
            self.select(place);
        }
    }

    /// Moves the selection.
    pub fn move_by(&mut self, step: isize) {
        self.select(self.cursor.saturating_add_signed(step));
    }

    /// Keeps the selection within `height` drawn rows, with the least scrolling.
    pub fn scroll_to_selection(&mut self, height: usize) {
        let last = self.view.len().saturating_sub(height);
        self.offset = self.offset.min(self.cursor).min(last);
        if height > 0 && self.cursor >= self.offset + height {
            self.offset = self.cursor + 1 - height;
        }
    }

    /// Marks the selected row or takes its mark away, and goes on to the next; ends a range where one was begun.
    pub fn toggle_mark(&mut self) {
        if self.range.is_some() {
            return self.toggle_range();
        }
        let Some((openid, source)) = self.selected().map(Row::key) else {
            return;
        };
        let marks = &mut self.marks[source as usize];
        if !marks.remove(&openid) {
            marks.insert(openid);
        }
        self.move_by(1);
    }

    /// Begins a range at the selected row; marks it where one was begun.
    pub fn toggle_range(&mut self) {
        if let Some(range) = self.range() {
            self.range = None;
            for (openid, source) in range
                .filter_map(|place| self.row_at(place))
                .map(Row::key)
                .collect::<Vec<_>>()
            {
                self.marks[source as usize].insert(openid);
            }
        } else {
            self.range = self.selected().map(|row| (row.key(), self.cursor));
        }
    }

    /// Gives up a range that was begun; `false` where there is none.
    pub fn drop_range(&mut self) -> bool {
        self.range.take().is_some()
    }

    /// Takes all marks away.
    pub fn clear_marks(&mut self) {
        self.marks.iter_mut().for_each(HashSet::clear);
        self.range = None;
    }

    /// Places of the range being marked.
    pub fn range(&self) -> Option<RangeInclusive<usize>> {
        let (_, begun) = self.range.as_ref()?;
        Some(self.cursor.min(*begun)..=self.cursor.max(*begun))
    }

    /// How many rows bear a mark, those of a range not yet counted.
    pub fn marks(&self) -> usize {
        self.marks.iter().map(HashSet::len).sum()
    }

    /// Whether any row is marked, or a range begun.
    pub fn has_marks(&self) -> bool {
        self.range.is_some() || self.marks() > 0
    }

    /// Whether the row at a place of the view is marked, or within the range being marked.
    pub fn is_marked_at(&self, place: usize) -> bool {
        let in_range = self.range().is_some_and(|range| range.contains(&place));
        in_range || self.row_at(place).is_some_and(|row| self.bears_mark(row))
    }

    fn bears_mark(&self, row: &Row) -> bool {
        self.marks[row.source as usize].contains(&row.openid)
    }

    /// The marked rows: those shown in their order, then those that the filter hides.
    pub fn marked(&self) -> Vec<&Row> {
        let shown = (0..self.view.len()).filter(|place| self.is_marked_at(*place));
        let mut marked: Vec<&Row> = shown.filter_map(|place| self.row_at(place)).collect();
        let in_view: HashSet<usize> = self.view.iter().copied().collect();
        let hidden = (0..self.rows.len()).filter(|index| !in_view.contains(index));
        marked.extend(hidden.map(|index| &self.rows[index]).filter(|row| self.bears_mark(row)));
        marked
    }

    fn order(&mut self) {
        let rows = &self.rows;
        match self.sort {
            Sort::Arrival => {}
            Sort::Since => self.view.sort_by_key(|index| Reverse(since(&rows[*index]))),
            Sort::Name => self.view.sort_by_cached_key(|index| {
                let name = name(&rows[*index]).to_lowercase();
                (name.is_empty(), name)
            }),
            Sort::Status => self.view.sort_by_key(|index| rank(&rows[*index])),
            Sort::Openid => self.view.sort_by(|a, b| rows[*a].openid.cmp(&rows[*b].openid)),
        }
    }
}

impl Row {
    fn answer_or_failure(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref().or(self.earlier.as_deref())
    }
}

fn fits(query: &Query, snapshot: &Snapshot) -> bool {
    query.matches(&snapshot.record, Beside::default())
}

fn since(row: &Row) -> Option<i64> {
    row.answer().and_then(|found| found.record.profile.subscribe_time)
}

/// The remark, else the nickname, as they came.
pub fn name(row: &Row) -> &str {
    let Some(found) = row.answer() else { return "" };
    let texts = [&found.record.profile.remark, &found.record.profile.nickname];
    let filled = texts.into_iter().flatten().find(|text| !text.trim().is_empty());
    filled.map_or("", String::as_str)
}

fn rank(row: &Row) -> u8 {
    match row.status() {
        None => 0,
        Some(_) if row.awaits.is_some() => 0,
        Some(Status::Failed) => 1,
        Some(Status::NotFollowing) => 2,
        Some(Status::Left) => 3,
        Some(Status::Authorized) => 4,
        Some(Status::Following) => 5,
    }
}

impl Filter {
    /// Whether rows may be hidden.
    pub fn is_active(&self) -> bool {
        !self.query.is_empty()
    }

    fn read(&mut self, time_zone: &TimeZone) {
        match Query::parse(self.field.text(), time_zone) {
            Ok(query) => {
                self.query = query;
                self.error = None;
            }
            Err(error) => {
                self.query = Query::default();
                self.error = Some(error);
            }
        }
    }
}
