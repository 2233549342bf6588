//! Bars beside their labels and numbers, one a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::line::Tone;
use crate::app::stats::bars::{Bar, share};
use crate::app::stats::chart::Chart;
use crate::app::stats::layout::first_shown;
use crate::app::stats::scale;
use crate::text;

use super::super::paint;
use super::{Easel, blocks};

/// Widest label.
const LABELS: usize = 30;
/// From this width on every number is whole and those who left have columns of their own.
const WITH_LEFT: u16 = 66;
/// Below this width numbers are short.
const WITH_WHOLE_NUMBERS: u16 = 46;

/// The columns of a chart.
struct Columns {
    label: usize,
    people: usize,
    share: usize,
    left: usize,
    bar: usize,
}

/// The bars that fit, the selected one among them.
pub fn draw(easel: Easel<'_>, chart: Chart, area: Rect, buffer: &mut Buffer) {
    let figures = &easel.ready.charted.figures;
    let count = easel.ready.bars.len(figures, chart);
    let words = &easel.state.texts().stats;
    if count == 0 {
        paint::text(buffer, area, words.nothing, easel.theme.quiet());
        return;
    }
    let selected = easel.state.stats.place(chart);
    let first = first_shown(selected, count, usize::from(area.height));
    let bar = |place| {
        easel
            .ready
            .bars
            .bar(figures, chart, place, words, easel.state.setup.lang)
    };
    let bars: Vec<Bar> = (first..count).take(usize::from(area.height)).filter_map(bar).collect();
    let columns = columns(easel, chart, &bars, area.width);
    for ((place, bar), row) in (first..).zip(&bars).zip(area.rows()) {
        let is_selected = place == selected && easel.has_focus;
        line(easel, chart, bar, &columns, is_selected, row, buffer);
    }
}

fn columns(easel: Easel<'_>, chart: Chart, bars: &[Bar], width: u16) -> Columns {
    let widest = |words: &dyn Fn(&Bar) -> String| bars.iter().map(|bar| text::width(&words(bar))).max().unwrap_or(0);
    let label = widest(&|bar| bar.label.clone())
        .min(LABELS)
        .min(usize::from(width) * 2 / 5);
    let people = widest(&|bar| people(easel, bar, width));
    let share = widest(&|bar| share_words(easel, chart, bar));
    let left = widest(&|bar| left_words(easel, chart, bar, width));
    // The mark of the selected bar, and a gap behind each column.
    let used = 2 + [label, people, share, left]
        .iter()
        .filter(|width| **width > 0)
        .map(|width| width + 2)
        .sum::<usize>();
    Columns {
        label,
        people,
        share,
        left,
        bar: usize::from(width).saturating_sub(used),
    }
}

fn people(easel: Easel<'_>, bar: &Bar, width: u16) -> String {
    number(easel, bar.tally.people, width)
}

fn number(easel: Easel<'_>, number: u64, width: u16) -> String {
    if width >= WITH_WHOLE_NUMBERS {
        text::grouped(number)
    } else {
        scale::compact(number, easel.state.setup.lang)
    }
}

/// The share that the chart is about.
fn share_words(easel: Easel<'_>, chart: Chart, bar: &Bar) -> String {
    if chart.is_of_left() {
        scale::percent(bar.tally.left, bar.tally.people)
    } else {
        scale::percent(bar.tally.people, easel.ready.charted.figures.total.people)
    }
}

fn left_words(easel: Easel<'_>, chart: Chart, bar: &Bar, width: u16) -> String {
    let words = &easel.state.texts().stats;
    if width < WITH_LEFT {
        return String::new();
    }
    let left = number(easel, bar.tally.left, width);
    if chart.is_of_left() {
        return format!("{left} {}", words.left);
    }
    let share = scale::percent(bar.tally.left, bar.tally.people);
    format!("{left} {} {share:>6}", words.left)
}

fn line(
    easel: Easel<'_>,
    chart: Chart,
    bar: &Bar,
    columns: &Columns,
    is_selected: bool,
    row: Rect,
    buffer: &mut Buffer,
) {
    let theme = easel.theme;
    let mut words = text::pad_right(&bar.label, columns.label);
    for (cell, width) in [
        (people(easel, bar, row.width), columns.people),
        (share_words(easel, chart, bar), columns.share),
        (left_words(easel, chart, bar, row.width), columns.left),
    ] {
        if width > 0 {
            words = words + "  " + &text::pad_left(&cell, width);
        }
    }
    let style = match (is_selected, bar.is_rest) {
        (true, _) => theme.selected(true),
        (false, true) => theme.quiet(),
        (false, false) => theme.tone(Tone::Plain),
    };
    let mark = if is_selected { "› " } else { "  " };
    let used = paint::text(buffer, row, mark, style);
    let used = used + paint::text(buffer, paint::skip(row, used), &words, style);
    let place = paint::skip(row, used + 2);
    blocks_of(easel, chart, bar, columns.bar, place, buffer);
}

/// Those who follow are solid, those who left are shaded behind them; shares who left are shaded altogether.
fn blocks_of(easel: Easel<'_>, chart: Chart, bar: &Bar, columns: usize, place: Rect, buffer: &mut Buffer) {
    let theme = easel.theme;
    let most = easel.ready.bars.most(&easel.ready.charted.figures, chart);
    if chart.is_of_left() {
        let columns = scale::steps(share(bar.tally), most, columns);
        paint::text(buffer, place, &"▒".repeat(columns), theme.tone(Tone::Warning));
        return;
    }
    // Those whom the chart does not fit may be many more than the longest bar: they have none.
    if bar.is_rest {
        return;
    }
    let following = bar.tally.people.saturating_sub(bar.tally.left);
    let solid = blocks::across(following, most, columns);
    // Few who left are in the numbers; less than half a cell of them is not drawn.
    let is_seen = bar.tally.left.saturating_mul(columns as u64) * 2 >= most;
    let left = if is_seen {
        scale::steps(bar.tally.left, most, columns)
    } else {
        0
    };
    let used = paint::text(buffer, place, &solid, theme.tone(Tone::Good));
    let rest = paint::skip(place, used);
    paint::text(buffer, rest, &"░".repeat(left), theme.tone(Tone::Warning));
}
