//! The Stats screen: which chart has the keys, what is selected in each, and the figures they are drawn from.

pub mod bars;
pub mod chart;
pub mod layout;
pub mod leads;
pub mod scale;
pub mod sheet;
pub mod time;

use std::sync::Arc;

use jiff::civil::Date;

use crate::job::{Charted, JobId};

use super::Action;
use super::table::Table;
use bars::Bars;
use chart::Chart;
use time::{Series, Unit};

/// Figures of so many filters stay at hand.
const KEPT: usize = 12;

/// Columns of the week's chart.
const HOURS: usize = 24;

/// Steps of a page along time.
const TIME_PAGE: usize = 12;

/// What is known for one filter.
#[derive(Clone, Debug)]
pub struct Known {
    /// The filter's text.
    pub query: String,
    /// The figures; `None` where there is no mirror.
    pub ready: Option<Arc<Ready>>,
}

/// Figures ready to be drawn.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The figures.
    pub charted: Charted,
    /// Their bars.
    pub bars: Bars,
    /// The day up to which time is drawn, also where nothing happened; `None` ends it with the last event.
    until: Option<Date>,
}

impl Ready {
    /// Puts the bars of figures in order.
    pub fn new(charted: Charted, until: Option<Date>) -> Self {
        let bars = Bars::of(&charted.figures);
        Self { charted, bars, until }
    }

    /// How many things can be selected in a chart.
    pub fn len(&self, chart: Chart, unit: Unit) -> usize {
        match chart {
            Chart::Time => self.series(unit).len(),
            Chart::Week => 7 * HOURS,
            _ => self.bars.len(&self.charted.figures, chart),
        }
    }

    /// The people of the figures over time.
    pub fn series(&self, unit: Unit) -> Series<'_> {
        Series::new(&self.charted.figures.days, unit, self.until)
    }

    /// What is selected until something else is: the newest column, the busiest hour, the first bar.
    fn first_place(&self, chart: Chart, unit: Unit) -> usize {
        match chart {
            Chart::Time => self.len(chart, unit).saturating_sub(1),
            Chart::Week => {
                let hours = self.charted.figures.hours.as_flattened();
                // Of equals the first.
                let busiest = hours.iter().enumerate().rev().max_by_key(|(_, count)| **count);
                busiest.map_or(0, |(place, _)| place)
            }
            _ => 0,
        }
    }
}

/// The Stats screen.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// The list that other screens have: here it lends its filter, and lists nobody.
    pub list: Table,
    /// The chart that has the keys.
    pub chart: Chart,
    /// Only that chart is drawn, also where there is room for all.
    pub is_single: bool,
    /// Length of the columns over time; `None` until it is chosen.
    unit: Option<Unit>,
    /// What is selected in each chart, in the order of [`Chart::ALL`].
    places: [Option<usize>; Chart::ALL.len()],
    /// What the charts show: the newest answer.
    shown: Option<Known>,
    /// The question under way.
    asked: Option<(JobId, String)>,
    /// Earlier answers, newest last.
    known: Vec<Known>,
    /// The mirror may have changed since it was asked.
    is_stale: bool,
}

impl Stats {
    /// What the filter asks for.
    pub fn query(&self) -> &str {
        self.list.filter.field.text().trim()
    }

    /// The figures shown; `None` where nothing is known yet, or nothing is mirrored.
    pub fn ready(&self) -> Option<&Arc<Ready>> {
        self.shown.as_ref()?.ready.as_ref()
    }

    /// The figures shown, where they are of anybody.
    pub fn drawable(&self) -> Option<&Arc<Ready>> {
        self.ready().filter(|ready| ready.charted.figures.total.people > 0)
    }

    /// Whether it is known that nothing is mirrored.
    pub fn has_no_mirror(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.ready.is_none())
    }

    /// Whether what is shown belongs to another filter than the one typed.
    pub fn is_counting(&self) -> bool {
        self.asked.is_some() && self.shown.as_ref().is_none_or(|shown| shown.query != self.query())
    }

    /// Length of the columns over time.
    pub fn unit(&self) -> Unit {
        let fitting = || {
            let days = self.ready().map_or(0, |ready| ready.series(Unit::Day).len());
            Unit::fitting(days)
        };
        self.unit.unwrap_or_else(fitting)
    }

    /// What is selected in a chart.
    pub fn place(&self, chart: Chart) -> usize {
        let Some(ready) = self.ready() else { return 0 };
        let unit = self.unit();
        let place = self.places[chart as usize].unwrap_or_else(|| ready.first_place(chart, unit));
        place.min(ready.len(chart, unit).saturating_sub(1))
    }

    /// Selects a place of a chart, or the nearest there is.
    pub fn select(&mut self, chart: Chart, place: usize) {
        let unit = self.unit();
        let last = self.ready().map_or(0, |ready| ready.len(chart, unit).saturating_sub(1));
        self.places[chart as usize] = Some(place.min(last));
    }

    /// Makes the columns over time shorter or longer; the selection stays where it was in time.
    pub fn change_unit(&mut self, change: impl Fn(Unit) -> Unit) {
        let Some(ready) = self.ready().cloned() else { return };
        let before = self.unit();
        let unit = change(before);
        let series = ready.series(before);
        let place = self.place(Chart::Time);
        self.unit = Some(unit);
        if !series.is_empty() {
            // The end: the newest month turns to its newest week.
            let day = series.bucket(place).to;
            self.select(Chart::Time, ready.series(unit).place_of(day));
        }
    }

    /// Moves the selection, or goes on to another chart where this one has nothing in that direction. A page of bars
    /// is `page` long.
    pub fn move_by(&mut self, motion: Action, page: usize) {
        let chart = self.chart;
        let place = self.place(chart);
        let (across, down, page) = match chart {
            Chart::Time => (Some(1), None, TIME_PAGE),
            Chart::Week => (Some(1), Some(HOURS), HOURS),
            _ => (None, Some(1), page.max(1)),
        };
        let is_at_edge = |step: isize| {
            let column = place % HOURS;
            chart == Chart::Week && ((step < 0 && column == 0) || (step > 0 && column == HOURS - 1))
        };
        match motion {
            Action::Left | Action::Right => {
                let step = if motion == Action::Left { -1 } else { 1 };
                match across {
                    Some(_) if is_at_edge(step) => {}
                    Some(_) => self.select(chart, place.saturating_add_signed(step)),
                    None => self.chart = chart.step(step),
                }
            }
            Action::Up | Action::Down => {
                let sign = if motion == Action::Up { -1 } else { 1 };
                match down {
                    Some(HOURS) => self.move_day(place, sign),
                    Some(_) => self.select(chart, place.saturating_add_signed(sign)),
                    None => self.chart = chart.step(sign),
                }
            }
            Action::PageUp => self.select(chart, place.saturating_sub(page)),
            Action::PageDown => self.select(chart, place.saturating_add(page)),
            Action::HalfPageUp => self.select(chart, place.saturating_sub((page / 2).max(1))),
            Action::HalfPageDown => self.select(chart, place.saturating_add((page / 2).max(1))),
            Action::Top => self.select(chart, 0),
            Action::Bottom => self.select(chart, usize::MAX),
            _ => {}
        }
    }

    fn move_day(&mut self, place: usize, sign: isize) {
        let day = (place / HOURS).saturating_add_signed(sign).min(6);
        self.select(Chart::Week, day * HOURS + place % HOURS);
    }

    /// The mirror may have changed: it is asked again when the screen is next settled.
    pub const fn expire(&mut self) {
        self.is_stale = true;
    }

    /// Forgets everything: the account is another.
    pub fn clear(&mut self) {
        let (chart, is_single) = (self.chart, self.is_single);
        *self = Self {
            chart,
            is_single,
            ..Self::default()
        };
    }

    /// What the mirror is to be asked now, where that is something new.
    pub(super) fn wanted(&self) -> Option<String> {
        if self.list.filter.error.is_some() {
            return None;
        }
        let newest = self.asked.as_ref().map(|(_, query)| query.as_str());
        let newest = newest.or_else(|| self.shown.as_ref().map(|shown| shown.query.as_str()));
        (self.is_stale || newest != Some(self.query())).then(|| self.query().to_owned())
    }

    /// A question is under way: what was known of it is shown at once. Gives back the question it supersedes.
    pub(super) fn ask(&mut self, job: JobId, query: String) -> Option<JobId> {
        self.is_stale = false;
        if let Some(known) = self.known.iter().find(|known| known.query == query) {
            self.shown = Some(known.clone());
        }
        self.asked.replace((job, query)).map(|(job, _)| job)
    }

    /// Takes the answer of the question under way; later ones of superseded questions are dropped.
    pub(super) fn take(&mut self, job: JobId, charted: Option<Charted>, until: Option<Date>) {
        if self.asked.as_ref().is_none_or(|(asked, _)| *asked != job) {
            return;
        }
        let Some((_, query)) = self.asked.take() else { return };
        let ready = charted.map(|charted| Arc::new(Ready::new(charted, until)));
        let known = Known { query, ready };
        self.known.retain(|other| other.query != known.query);
        self.known.push(known.clone());
        if self.known.len() > KEPT {
            self.known.remove(0);
        }
        self.shown = Some(known);
    }

    /// The question is over; without an answer it is not asked again until something changes.
    pub(super) fn end(&mut self, job: JobId) {
        if let Some((_, query)) = self.asked.take_if(|(asked, _)| *asked == job) {
            let ready = self.ready().cloned();
            self.shown = Some(Known { query, ready });
        }
    }
}
