//! The Stats screen: sums, the filter, and the charts that fit.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::layout::Pane;
use crate::app::line::{Line, Tone, wrap};
use crate::app::stats::chart::Chart;
use crate::app::stats::layout::{Charts, canvas, name, name_places};
use crate::app::stats::{Ready, scale};
use crate::app::{Action, Context, Focus, State};
use crate::locale::fill;
use crate::person;
use crate::text;

mod bars;
mod blocks;
mod time;
mod week;

use super::filter_line;
use super::paint;
use super::theme::Theme;

/// What every chart is drawn with.
#[derive(Clone, Copy)]
struct Easel<'a> {
    state: &'a State,
    ready: &'a Ready,
    theme: Theme<'a>,
    /// The chart has the keys.
    has_focus: bool,
}

/// The whole screen below the tabs.
pub fn draw(state: &State, main: Rect, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let charts = Charts::of(state, main, is_roomy);
    if let Some(area) = charts.sums {
        paint::line(
            frame.buffer_mut(),
            paint::padded(area),
            &sums(state, usize::from(area.width) - 2),
            theme,
        );
    }
    if let Some(area) = charts.filter {
        filter_line::draw(state, area, frame, theme);
    }
    if let Some(area) = charts.names {
        names(state, area, frame, theme);
    }
    let Some(ready) = state.stats.drawable() else {
        return instead(state, charts.main, frame, theme);
    };
    for (chart, pane) in &charts.panes {
        let easel = Easel {
            state,
            ready,
            theme,
            has_focus: *chart == state.stats.chart && state.is_at(Focus::List),
        };
        easel.chart(*chart, *pane, is_roomy, charts.panes.len() == 1, frame);
    }
}

impl Easel<'_> {
    fn chart(self, chart: Chart, pane: Pane, is_roomy: bool, is_alone: bool, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        let title = self.title(chart, is_roomy, is_alone);
        paint::pane(buffer, pane, is_roomy, &title, self.has_focus, self.theme);
        let area = canvas(pane, is_roomy);
        match chart {
            Chart::Time => time::draw(self, area, buffer),
            Chart::Week => week::draw(self, area, buffer),
            _ => bars::draw(self, chart, area, buffer),
        }
    }

    fn title(self, chart: Chart, is_roomy: bool, is_alone: bool) -> String {
        let words = &self.state.texts().stats;
        let name = if chart == Chart::Week {
            words.week_title
        } else {
            name(self.state, chart)
        };
        let mut parts = vec![name.to_owned()];
        if is_alone && !is_roomy {
            parts.push(format!("{}/{}", chart as usize + 1, Chart::ALL.len()));
        }
        let figures = &self.ready.charted.figures;
        match chart {
            Chart::Time => parts.push(time::unit_words(words, self.state.stats.unit()).to_owned()),
            Chart::Week => {}
            _ => {
                let bars = self.ready.bars.len(figures, chart);
                let place = self.state.stats.place(chart);
                if bars > 0 && self.has_focus {
                    parts.push(format!("{} / {}", grouped(place + 1), grouped(bars)));
                } else {
                    parts.push(grouped(bars));
                }
            }
        }
        if chart.is_of_left() {
            let share = scale::percent(figures.total.left, figures.total.people);
            parts.push(fill(words.average, &[&share]));
        }
        parts.join(" · ")
    }
}

fn grouped(count: usize) -> String {
    text::grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

/// How many, how many of them left, and when that was so; what fits, the most important first.
fn sums(state: &State, columns: usize) -> Line {
    let words = &state.texts().stats;
    let mut parts: Vec<(String, Tone)> = Vec::new();
    if let Some(ready) = state.stats.ready() {
        let total = ready.charted.figures.total;
        let share = scale::percent(total.left, total.people);
        parts.push((fill(words.people, &[&text::grouped(total.people)]), Tone::Strong));
        let following = total.people.saturating_sub(total.left);
        parts.push((fill(words.following, &[&text::grouped(following)]), Tone::Good));
        parts.push((fill(words.gone, &[&text::grouped(total.left), &share]), Tone::Warning));
        let unfetched = ready.charted.figures.unfetched.people;
        if unfetched > 0 {
            parts.push((fill(words.unfetched_sum, &[&text::grouped(unfetched)]), Tone::Warning));
        }
        if ready.charted.is_partial {
            parts.push((words.partial.to_owned(), Tone::Warning));
        } else if let Some(at) = ready.charted.synced_at {
            let clock = person::clock(at, &state.setup.time_zone);
            parts.push((fill(words.synced, &[&clock]), Tone::Quiet));
        }
    }
    if state.stats.is_counting() {
        parts.insert(0, (words.counting.to_owned(), Tone::Quiet));
    }
    let mut line = Line::default();
    for (part, tone) in parts {
        let gap = if line.spans.is_empty() { "" } else { "  ·  " };
        if line.width() + gap.len() + text::width(&part) > columns {
            break;
        }
        line = line.and(gap, Tone::Quiet).and(&part, tone);
    }
    line
}

/// The charts by name, the one drawn standing out.
fn names(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    for (chart, place) in name_places(state, area) {
        let style = if chart == state.stats.chart {
            theme.selected(state.focus == Focus::List)
        } else {
            theme.quiet()
        };
        paint::text(frame.buffer_mut(), place, &format!(" {} ", name(state, chart)), style);
    }
}

/// Why there is no chart, and what to do.
fn instead(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let words = &state.texts().stats;
    let key = |action| state.keymap.shown(action, Context::Stats).into_iter().next();
    let key = |action| key(action).unwrap_or_default();
    let mut lines: Vec<(String, Tone)> = Vec::new();
    if state.stats.has_no_mirror() {
        lines.push((words.no_mirror.to_owned(), Tone::Strong));
        lines.push((words.no_mirror_next.to_owned(), Tone::Quiet));
    } else if state.stats.ready().is_some() {
        lines.push((words.no_match.to_owned(), Tone::Strong));
        lines.push((fill(words.no_match_next, &[&key(Action::Leave)]), Tone::Quiet));
    } else if area.height > 0 {
        lines.push((words.counting.to_owned(), Tone::Quiet));
    }
    let area = paint::padded(area);
    let mut rows = area.rows().skip(1);
    for (words, tone) in lines {
        for part in wrap(&text::sanitize(&words), usize::from(area.width)) {
            let Some(row) = rows.next() else { return };
            paint::text(frame.buffer_mut(), row, &part, theme.tone(tone));
        }
    }
}
