//! A list of which only the rows near those on the screen are in memory; the rest is asked for by place.

use std::collections::{BTreeMap, HashMap};
use std::ops::{Range, RangeInclusive};

use super::row::{Key, Mark, Row};

/// Rows asked for at once.
pub const PAGE: usize = 128;
/// Rows kept at each side of the selected one.
const KEPT: usize = 8 * PAGE;

/// How many rows there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Total {
    /// Nobody knows yet.
    #[default]
    Unknown,
    /// At least so many; they are still being counted.
    AtLeast(usize),
    /// So many.
    Exactly(usize),
}

impl Total {
    /// Rows that are there for certain.
    pub const fn known(self) -> usize {
        match self {
            Self::Unknown => 0,
            Self::AtLeast(count) | Self::Exactly(count) => count,
        }
    }
}

/// Rows to be marked of which not all are in memory.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// All of the view that is being looked for.
    Next(Mark),
    /// These of the view shown: their keys are to be asked for.
    Places(Range<usize>, Mark),
    /// Their keys are on their way, whatever is shown meanwhile.
    Coming(Mark),
}

/// The rows in memory, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Paged {
    pub(super) total: Total,
    rows: BTreeMap<usize, Row>,
    /// With their turn: a list is marked in its order, so that rows not in memory keep it.
    marks: HashMap<Key, u64>,
    turn: u64,
    /// Rows that are to be marked still.
    pub(super) asked: Option<Asked>,
    /// The place of the selected row in the new view is not known yet.
    pub(super) seeks: bool,
}

impl Paged {
    pub(super) fn show(&mut self, total: Total, start: usize, rows: Vec<Row>) {
        self.replace(total, start, rows);
        match self.asked.take() {
            Some(Asked::Next(mark)) => self.mark(0..total.known(), mark),
            Some(Asked::Places(..)) | None => {}
            coming @ Some(Asked::Coming(_)) => self.asked = coming,
        }
    }

    pub(super) fn replace(&mut self, total: Total, start: usize, rows: Vec<Row>) {
        self.total = total;
        self.rows.clear();
        self.put(start, rows, start);
    }

    pub(super) fn row_at(&self, place: usize) -> Option<&Row> {
        self.rows.get(&place)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Row> {
        self.rows().find(|row| is(row, key))
    }

    pub(super) fn get_mut(&mut self, key: &Key) -> Option<&mut Row> {
        self.rows.values_mut().find(|row| is(row, key))
    }

    pub(super) fn place_of(&self, key: &Key) -> Option<usize> {
        self.rows.iter().find(|(_, row)| is(row, key)).map(|(place, _)| *place)
    }

    pub(super) fn put(&mut self, start: usize, rows: Vec<Row>, cursor: usize) {
        self.rows.extend((start..).zip(rows));
        let near = cursor.saturating_sub(KEPT)..cursor.saturating_add(KEPT);
        self.rows.retain(|place, _| near.contains(place));
    }

    /// The page of the first row that is missing: on the screen, else one screen below or above.
    pub(super) fn wanted(&self, offset: usize, height: usize) -> Option<Range<usize>> {
        let end = self.total.known();
        let below = offset + height;
        let on_screen = offset..below;
        let near = (below..below + height).chain(offset.saturating_sub(height)..offset);
        let missing = |place: &usize| *place < end && !self.rows.contains_key(place);
        let first = on_screen.chain(near).find(missing)?;
        let start = first / PAGE * PAGE;
        Some(start..(start + PAGE).min(end))
    }

    pub(super) fn marks(&self) -> usize {
        self.marks.len()
    }

    /// In the order of the view where all are in memory, else in the order they were marked in.
    pub(super) fn marked_keys(&self, range: Option<RangeInclusive<usize>>) -> Vec<Key> {
        let here: Vec<Key> = self.marked(range).map(Row::key).collect();
        let (marked, of_range): (Vec<Key>, Vec<Key>) =
            here.iter().cloned().partition(|key| self.marks.contains_key(key));
        if marked.len() == self.marks.len() {
            return here;
        }
        let mut marks: Vec<(&u64, &Key)> = self.marks.iter().map(|(key, turn)| (turn, key)).collect();
        marks.sort_unstable();
        let keys = marks.into_iter().map(|(_, key)| key.clone());
        keys.chain(of_range).collect()
    }

    pub(super) fn marked(&self, range: Option<RangeInclusive<usize>>) -> impl Iterator<Item = &Row> {
        let in_range = move |place: &usize| range.as_ref().is_some_and(|range| range.contains(place));
        let marked = self
            .rows
            .iter()
            .filter(move |(place, row)| in_range(place) || self.marks.contains_key(&row.key()));
        marked.map(|(_, row)| row)
    }

    /// Whether rows of these places are not in memory.
    pub(super) fn lacks(&self, places: RangeInclusive<usize>) -> bool {
        let places_here = self.rows.range(places.clone()).count();
        places_here < places.count()
    }

    pub(super) fn is_marked_at(&self, place: usize) -> bool {
        !self.marks.is_empty()
            && self
                .row_at(place)
                .is_some_and(|row| self.marks.contains_key(&row.key()))
    }

    /// Marks rows; where not all of them are in memory their keys are asked for.
    pub(super) fn mark(&mut self, places: Range<usize>, mark: Mark) {
        let here: Option<Vec<Key>> = places.clone().map(|place| self.row_at(place).map(Row::key)).collect();
        match here {
            Some(keys) => self.mark_keys(keys, mark),
            None => self.asked = Some(Asked::Places(places, mark)),
        }
    }

    /// Places of rows to be marked, handed out once.
    pub(super) fn take_places(&mut self) -> Option<Range<usize>> {
        let Some(Asked::Places(places, mark)) = &self.asked else {
            return None;
        };
        let (places, mark) = (places.clone(), *mark);
        self.marks.reserve(places.len());
        self.asked = Some(Asked::Coming(mark));
        Some(places)
    }

    pub(super) fn mark_keys(&mut self, keys: Vec<Key>, mark: Mark) {
        for key in keys {
            if mark == Mark::Turn && self.marks.remove(&key).is_some() {
                continue;
            }
            self.turn += 1;
            self.marks.entry(key).or_insert(self.turn);
        }
    }

    pub(super) fn clear_marks(&mut self) {
        self.marks.clear();
        self.asked = None;
    }
}

fn is(row: &Row, key: &Key) -> bool {
    row.openid == key.0 && row.source == key.1
}
