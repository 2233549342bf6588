//! Where the charts stand. Pure: drawing, keys and mouse clicks share it.

use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};

use crate::app::State;
use crate::app::layout::{Pane, has_filter_line};
use crate::text;

use super::chart::Chart;
use super::time::Unit;

/// From this size on all charts are drawn side by side.
const SIDE_BY_SIDE: (u16, u16) = (108, 30);
/// From this size on there are three columns of them.
const THREE_COLUMNS: (u16, u16) = (165, 40);
/// From this height on a line of sums stands above the charts.
const WITH_SUMS: u16 = 12;

/// Where everything of the screen stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charts {
    /// Sums and how old they are.
    pub sums: Option<Rect>,
    /// The filter's field.
    pub filter: Option<Rect>,
    /// The names of the charts, where one is drawn at a time.
    pub names: Option<Rect>,
    /// The charts that are drawn.
    pub panes: Vec<(Chart, Pane)>,
    /// What is left for a message where there are no charts.
    pub main: Rect,
}

impl Charts {
    /// Within the part of the screen between tabs and message.
    pub fn of(state: &State, main: Rect, is_roomy: bool) -> Self {
        let mut charts = Self::default();
        let mut rest = main;
        if rest.height >= WITH_SUMS {
            charts.sums = Some(take_line(&mut rest));
        }
        if has_filter_line(state) {
            charts.filter = Some(take_line(&mut rest));
        }
        charts.main = rest;
        if state.stats.drawable().is_none() {
            return charts;
        }
        let panes = if !state.stats.is_single && can_stand_side_by_side(rest) {
            side_by_side(rest)
        } else {
            if is_roomy {
                charts.names = Some(take_line(&mut rest));
            }
            vec![(state.stats.chart, rest)]
        };
        let framed = |(chart, area)| (chart, Pane::new(area, is_roomy));
        charts.panes = panes.into_iter().map(framed).collect();
        charts
    }

    /// The chart whose name stands at a place.
    pub fn name_at(&self, state: &State, place: Position) -> Option<Chart> {
        let places = name_places(state, self.names?);
        let found = places.into_iter().find(|(_, area)| area.contains(place));
        found.map(|(chart, _)| chart)
    }

    /// The pane of the chart that has the keys.
    pub fn focused(&self, state: &State) -> Option<Pane> {
        let found = self.panes.iter().find(|(chart, _)| *chart == state.stats.chart);
        found.map(|(_, pane)| *pane)
    }
}

/// The name of a chart.
pub fn name(state: &State, chart: Chart) -> &'static str {
    let words = &state.texts().stats;
    match chart {
        Chart::Time => words.time,
        Chart::Scenes => words.scenes,
        Chart::Tags => words.tags,
        Chart::Qrs => words.qrs,
        Chart::Week => words.week,
        Chart::LeftScenes => words.left_scenes,
        Chart::LeftQrs => words.left_qrs,
    }
}

/// The charts whose names fit in a line, the one drawn among them, and where each stands with a space at each side.
pub fn name_places(state: &State, line: Rect) -> Vec<(Chart, Rect)> {
    let room = usize::from(line.width.saturating_sub(2));
    let width = |chart: Chart| text::width(name(state, chart)) + 2;
    let taken = |charts: &[Chart]| {
        charts
            .iter()
            .map(|chart| width(*chart) + 1)
            .sum::<usize>()
            .saturating_sub(1)
    };
    let drawn = state.stats.chart as usize;
    // The first names go where the one drawn would not be seen otherwise.
    let first = (0..=drawn).find(|first| taken(&Chart::ALL[*first..=drawn]) <= room);
    let mut x = usize::from(line.x) + 1;
    let mut places = Vec::new();
    for chart in Chart::ALL.into_iter().skip(first.unwrap_or(drawn)) {
        if x + width(chart) > usize::from(line.x) + 1 + room {
            break;
        }
        let place = Rect {
            x: u16::try_from(x).unwrap_or(u16::MAX),
            width: u16::try_from(width(chart)).unwrap_or(u16::MAX),
            ..line
        };
        places.push((chart, place));
        x += width(chart) + 1;
    }
    places
}

/// Whether the screen has room for all charts.
pub const fn has_room_for_all(size: (u16, u16)) -> bool {
    // Header, tabs, sums, footer.
    size.0 >= SIDE_BY_SIDE.0 && size.1 >= SIDE_BY_SIDE.1 + 4
}

const fn can_stand_side_by_side(area: Rect) -> bool {
    area.width >= SIDE_BY_SIDE.0 && area.height >= SIDE_BY_SIDE.1
}

fn take_line(rest: &mut Rect) -> Rect {
    let line = Rect { height: 1, ..*rest };
    rest.y += 1;
    rest.height = rest.height.saturating_sub(1);
    line
}

/// Lines of the week's chart with its frame: its hours, seven days, the day's shape, the selected hour.
const WEEK: u16 = 12;

fn side_by_side(area: Rect) -> Vec<(Chart, Rect)> {
    if area.width >= THREE_COLUMNS.0 && area.height >= THREE_COLUMNS.1 {
        let [first, second, third] =
            Layout::vertical([Constraint::Fill(4), Constraint::Fill(4), Constraint::Fill(3)]).areas(area);
        let [time, week] = Layout::horizontal([Constraint::Fill(3), Constraint::Fill(2)]).areas(first);
        let [scenes, tags, qrs] = Layout::horizontal([Constraint::Fill(1); 3]).areas(second);
        let [left_scenes, left_qrs] = Layout::horizontal([Constraint::Fill(1); 2]).areas(third);
        return in_order([time, scenes, tags, qrs, week, left_scenes, left_qrs]);
    }
    let [first, second, third, fourth] = Layout::vertical([
        Constraint::Fill(4),
        Constraint::Length(WEEK),
        Constraint::Fill(3),
        Constraint::Fill(3),
    ])
    .areas(area);
    let halves = |area| Layout::horizontal([Constraint::Fill(1); 2]).areas(area);
    let [scenes, week] = halves(second);
    let [tags, qrs] = halves(third);
    let [left_scenes, left_qrs] = halves(fourth);
    in_order([first, scenes, tags, qrs, week, left_scenes, left_qrs])
}

fn in_order(areas: [Rect; Chart::ALL.len()]) -> Vec<(Chart, Rect)> {
    Chart::ALL.into_iter().zip(areas).collect()
}

/// The first of `count` lines that is shown where `height` fit: the selected one stands in the middle.
pub fn first_shown(selected: usize, count: usize, height: usize) -> usize {
    selected.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// Columns of the numbers at the left of the chart over time, with a gap.
pub const AXIS: u16 = 7;
/// Widest column over time.
const WIDEST_COLUMN: u16 = 8;
/// Hours of a day.
pub const HOURS: u16 = 24;
/// Widest cell of the week.
const WIDEST_CELL: u16 = 7;

/// What a chart can fill of its pane.
pub fn canvas(pane: Pane, is_roomy: bool) -> Rect {
    if is_roomy {
        pane.inner.inner(Margin::new(1, 0))
    } else {
        pane.inner
    }
}

/// The columns over time that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Screen columns from one to the next.
    pub step: u16,
    /// The first one.
    pub first: usize,
    /// How many fit.
    pub fit: usize,
}

impl Columns {
    /// Of so many, in a plot of this width.
    pub fn of(unit: Unit, count: usize, width: u16, selected: usize) -> Self {
        let fit = |step: u16| usize::from(width / step);
        let narrowest = match unit {
            Unit::Day => 1,
            Unit::Week => 2,
            Unit::Month => 3,
        };
        let step = (narrowest..=WIDEST_COLUMN)
            .rev()
            .find(|step| fit(*step) >= count)
            .unwrap_or(narrowest);
        Self {
            step,
            first: first_shown(selected, count, fit(step)),
            fit: fit(step),
        }
    }

    /// The column at a place of the plot, counted from its left.
    pub fn at(self, x: u16) -> Option<usize> {
        let place = usize::from(x / self.step);
        (place < self.fit).then_some(self.first + place)
    }
}

/// Where the days and hours of the week stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// The cells, all days and hours.
    pub cells: Rect,
    /// Columns of a cell.
    pub cell: u16,
    /// Lines of a day.
    pub lines: u16,
    /// The first day shown.
    pub first: usize,
    /// Days shown.
    pub days: usize,
    /// What the days sum up to stands at the right.
    pub with_sums: bool,
    /// The hours stand above.
    pub with_hours: bool,
    /// The day's shape stands below.
    pub with_shape: bool,
}

impl Week {
    /// With names of days as wide as `label`; `None` where there is no room.
    pub fn of(area: Rect, label: u16, selected: usize) -> Option<Self> {
        if area.width < label + HOURS || area.height < 2 {
            return None;
        }
        // Nine columns for what a day sums up to, where that leaves enough for the hours.
        let with_sums = area.width >= label + HOURS + 9;
        let cell = ((area.width - label - if with_sums { 9 } else { 0 }) / HOURS).min(WIDEST_CELL);
        // The selected hour in words is the last line.
        let rows = area.height - 1;
        let (with_hours, with_shape) = (rows >= 8, rows >= 9);
        let room = rows - u16::from(with_hours) - u16::from(with_shape);
        // Two lines a day where they fit; wide cells have their numbers in the second.
        let lines = if room >= 14 { 2 } else { 1 };
        let days = usize::from(room / lines).min(7);
        Some(Self {
            cells: Rect {
                x: area.x + label,
                y: area.y + u16::from(with_hours),
                width: cell * HOURS,
                height: lines * u16::try_from(days).unwrap_or(7),
            },
            cell,
            lines,
            first: first_shown(selected / usize::from(HOURS), 7, days),
            days,
            with_sums,
            with_hours,
            with_shape,
        })
    }

    /// The hour of the week at a place.
    pub fn at(self, place: Position) -> Option<usize> {
        if !self.cells.contains(place) {
            return None;
        }
        let day = self.first + usize::from((place.y - self.cells.y) / self.lines);
        Some(day * usize::from(HOURS) + usize::from((place.x - self.cells.x) / self.cell))
    }
}

/// Columns of the names of the days, with a gap.
pub fn day_label(state: &State) -> u16 {
    let names = state.texts().stats.weekdays.split(' ');
    let widest = names.map(text::width).max().unwrap_or(0) + 1;
    u16::try_from(widest).unwrap_or(0)
}
