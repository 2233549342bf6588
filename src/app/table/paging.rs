//! What somebody who fills a list with pages is asked, and what comes of it.

use std::ops::Range;

use super::paged::Asked;
use super::{Body, Demand, Key, Row, Table, Total};

impl Table {
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
        let else_at = self.take_place_of_gone();
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
}
