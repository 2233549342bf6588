//! New people as columns above a line, people who left below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::line::{Line, Tone};
use crate::app::stats::layout::{AXIS, Columns};
use crate::app::stats::scale;
use crate::app::stats::time::{Bucket, Series, Unit};
use crate::locale::StatsTexts;
use crate::text;

use super::super::paint;
use super::{Easel, blocks};

/// From this height on the time is written below the columns.
const WITH_DATES: u16 = 6;

/// What is drawn where.
struct Plan {
    /// The columns, the line between them included.
    plot: Rect,
    /// Rows above the line.
    up: u16,
    /// Rows below it.
    down: u16,
    /// People that a number of rows stands for.
    people: u64,
    /// That number: more than one where there are few people and many rows.
    rows: u16,
    /// Screen columns from one column to the next.
    step: u16,
    /// The first column shown.
    first: usize,
    /// Those shown.
    buckets: Vec<Bucket>,
}

/// The chart with its axes and, below it, the numbers of the selected column.
pub fn draw(easel: Easel<'_>, area: Rect, buffer: &mut Buffer) {
    let words = &easel.state.texts().stats;
    let unit = easel.state.stats.unit();
    let series = easel.ready.series(unit);
    if series.is_empty() || area.height < 2 || area.width <= AXIS {
        paint::text(buffer, area, words.nothing, easel.theme.quiet());
        return;
    }
    let selected = easel.state.stats.place(super::Chart::Time);
    let has_dates = area.height >= WITH_DATES;
    let below = 1 + u16::from(has_dates);
    let plot = Rect {
        height: area.height - below,
        ..paint::skip(area, AXIS)
    };
    let plan = plan(&series, plot, selected);
    scale_line(easel, area, &plan, buffer);
    for place in 0..plan.buckets.len() {
        column(easel, &plan, place, selected, buffer);
    }
    if has_dates {
        let row = Rect {
            y: plot.bottom(),
            height: 1,
            ..plot
        };
        dates(easel, unit, &plan, selected, row, buffer);
    }
    let row = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    let bucket = series.bucket(selected);
    paint::line(
        buffer,
        row,
        &numbers(words, unit, &series, &bucket, row.width),
        easel.theme,
    );
}

fn plan(series: &Series<'_>, plot: Rect, selected: usize) -> Plan {
    let columns = Columns::of(series.unit(), series.len(), plot.width, selected);
    let (step, first) = (columns.step, columns.first);
    let buckets: Vec<Bucket> = (first..series.len())
        .take(columns.fit)
        .map(|place| series.bucket(place))
        .collect();
    let new = buckets.iter().map(|bucket| bucket.new).max().unwrap_or(0);
    let left = buckets.iter().map(|bucket| bucket.left).max().unwrap_or(0);
    let (up, down) = split(plot.height, new, left);
    let people = scale::round_up(per_row(new, up).max(per_row(left, down)));
    let rows = if people > 1 {
        1
    } else {
        rows_each(new, up).min(rows_each(left, down)).max(1)
    };
    Plan {
        plot,
        up,
        down,
        people,
        rows,
        step,
        first,
        buckets,
    }
}

/// Rows above and below the line, so that a row stands for as few people as possible; nothing needs no rows.
fn split(height: u16, new: u64, left: u64) -> (u16, u16) {
    let rows = height.saturating_sub(1);
    if left == 0 || rows < 2 {
        return (rows, 0);
    }
    if new == 0 {
        return (0, rows);
    }
    let worse = |down: &u16| per_row(new, rows - down).max(per_row(left, *down));
    let down = (1..rows).min_by_key(worse).unwrap_or(1);
    (rows - down, down)
}

/// People that a row stands for.
const fn per_row(most: u64, rows: u16) -> u64 {
    most.div_ceil(if rows == 0 { 1 } else { rows as u64 })
}

/// Rows that each of few people gets.
fn rows_each(most: u64, rows: u16) -> u16 {
    let each = u64::from(rows).checked_div(most).unwrap_or(u64::MAX);
    u16::try_from(each).unwrap_or(u16::MAX)
}

/// Numbers at the left, and the line that the columns stand on.
fn scale_line(easel: Easel<'_>, area: Rect, plan: &Plan, buffer: &mut Buffer) {
    let lang = easel.state.setup.lang;
    let quiet = easel.theme.quiet();
    let mut label = |row: u16, number: u64| {
        let words = text::pad_left(&scale::compact(number, lang), usize::from(AXIS) - 2);
        let place = Rect {
            y: plan.plot.y + row,
            height: 1,
            width: AXIS - 1,
            ..area
        };
        paint::text(buffer, place, &words, quiet);
    };
    // The top always, then every few rows, so that numbers never stand too close.
    let every = (if plan.up > 9 { 4_u16 } else { 3 }).next_multiple_of(plan.rows);
    let top = reach(plan, plan.up, |bucket| bucket.new);
    for above in (plan.rows..=top).step_by(usize::from(plan.rows)) {
        if above == top || (above % every == 0 && top - above >= 2) {
            label(plan.up - above, plan.people * u64::from(above / plan.rows));
        }
    }
    label(plan.up, 0);
    let bottom = reach(plan, plan.down, |bucket| bucket.left);
    if bottom > 1 {
        label(plan.up + bottom, plan.people * u64::from(bottom / plan.rows));
    }
    for x in plan.plot.columns() {
        buffer.set_string(x.x, plan.plot.y + plan.up, "─", quiet);
    }
}

/// Rows of `rows` that the tallest column needs: numbers beyond it would only mislead.
fn reach(plan: &Plan, rows: u16, of: impl Fn(&Bucket) -> u64) -> u16 {
    let most = plan.buckets.iter().map(of).max().unwrap_or(0);
    let steps = u16::try_from(most.div_ceil(plan.people.max(1))).unwrap_or(u16::MAX);
    steps.saturating_mul(plan.rows).min(rows - rows % plan.rows)
}

fn column(easel: Easel<'_>, plan: &Plan, place: usize, selected: usize, buffer: &mut Buffer) {
    let bucket = &plan.buckets[place];
    let is_selected = plan.first + place == selected && easel.has_focus;
    let look = |tone| {
        let style = easel.theme.tone(tone);
        if is_selected {
            style.patch(easel.theme.strong())
        } else {
            style
        }
    };
    let columns = span(plan, place, if plan.step > 1 { plan.step - 1 } else { 1 });
    let steps = |value: u64, rows: u16, parts: usize| {
        // As far as a whole number of people reaches; the rows beyond stay empty.
        let rows = rows - rows % plan.rows;
        let most = plan.people * u64::from(rows / plan.rows);
        scale::steps(value, most, usize::from(rows) * parts)
    };
    let (eighths, halves) = (steps(bucket.new, plan.up, 8), steps(bucket.left, plan.down, 2));
    let mut put = |x: u16, y: u16, symbol: &str, style: Style| {
        buffer.set_string(x, plan.plot.y + y, symbol, style);
    };
    for x in columns.clone() {
        for below in 0..plan.up {
            let symbol = blocks::rising(eighths, usize::from(below));
            put(x, plan.up - 1 - below, symbol, look(Tone::Good));
        }
        for above in 0..plan.down {
            let symbol = blocks::hanging(halves, usize::from(above));
            put(x, plan.up + 1 + above, symbol, look(Tone::Warning));
        }
        if is_selected {
            put(x, plan.up, "━", easel.theme.accent());
        }
    }
}

/// Screen columns of a column.
fn span(plan: &Plan, place: usize, width: u16) -> std::ops::Range<u16> {
    let start = plan.plot.x + u16::try_from(place).unwrap_or(u16::MAX).saturating_mul(plan.step);
    start..(start + width).min(plan.plot.right())
}

/// The time below the columns: where years, months or weeks begin, and always at the selected one.
fn dates(easel: Easel<'_>, unit: Unit, plan: &Plan, selected: usize, row: Rect, buffer: &mut Buffer) {
    let label = |place: usize| short(unit, &plan.buckets[place]);
    let place_of = |place: usize| {
        let width = u16::try_from(text::width(&label(place))).unwrap_or(0);
        // The last ones are moved in, so that they are whole.
        let x = span(plan, place, 1).start.min(row.right().saturating_sub(width));
        x..x + width
    };
    let chosen = selected
        .checked_sub(plan.first)
        .filter(|place| *place < plan.buckets.len() && easel.has_focus);
    let taken = chosen.map(place_of);
    let mut next = row.x;
    for place in 0..plan.buckets.len() {
        let before = place.checked_sub(1).map(|before| &plan.buckets[before]);
        if !begins(unit, before, &plan.buckets[place]) {
            continue;
        }
        let columns = place_of(place);
        let is_free = taken
            .as_ref()
            .is_none_or(|taken| columns.end < taken.start || columns.start > taken.end);
        if columns.start >= next && is_free {
            let area = Rect {
                x: columns.start,
                width: columns.end - columns.start,
                ..row
            };
            paint::text(buffer, area, &label(place), easel.theme.quiet());
            next = columns.end + 2;
        }
    }
    if let (Some(place), Some(columns)) = (chosen, taken) {
        let area = Rect {
            x: columns.start,
            width: columns.end - columns.start,
            ..row
        };
        paint::text(buffer, area, &label(place), easel.theme.selected(true));
    }
}

/// Whether a column is one to name: a half year, a month, a week begins with it.
fn begins(unit: Unit, before: Option<&Bucket>, bucket: &Bucket) -> bool {
    let Some(before) = before else { return true };
    match unit {
        Unit::Month => matches!(bucket.from.month(), 1 | 7),
        Unit::Week => before.from.month() != bucket.from.month(),
        Unit::Day => matches!(bucket.from.day(), 1 | 8 | 15 | 22),
    }
}

fn short(unit: Unit, bucket: &Bucket) -> String {
    match unit {
        Unit::Month => format!("{:04}-{:02}", bucket.from.year(), bucket.from.month()),
        Unit::Week | Unit::Day => bucket.from.to_string(),
    }
}

/// How long a column is, in words.
pub fn unit_words(words: &StatsTexts, unit: Unit) -> &'static str {
    match unit {
        Unit::Day => words.by_day,
        Unit::Week => words.by_week,
        Unit::Month => words.by_month,
    }
}

/// The numbers of a column, as many as fit.
fn numbers(words: &StatsTexts, unit: Unit, series: &Series<'_>, bucket: &Bucket, width: u16) -> Line {
    let when = match unit {
        Unit::Week => format!("{}..{}", bucket.from, bucket.to),
        _ => short(unit, bucket),
    };
    let net = bucket.new.cast_signed() - bucket.left.cast_signed();
    let parts = [
        (words.new, signed(bucket.new.cast_signed(), "+"), Tone::Good),
        (words.left, signed(bucket.left.cast_signed(), "-"), Tone::Warning),
        (words.net, net_words(net), Tone::Strong),
        (
            words.until,
            net_words(series.net_until(bucket.to))
                .trim_start_matches('+')
                .to_owned(),
            Tone::Plain,
        ),
    ];
    let mut line = Line::of(&when, Tone::Accent);
    for (label, number, tone) in parts {
        let piece = Line::of(&format!("  {label} "), Tone::Quiet).and(&number, tone);
        if line.width() + piece.width() > usize::from(width) {
            break;
        }
        line.spans.extend(piece.spans);
    }
    line
}

fn net_words(net: i64) -> String {
    signed(net.saturating_abs(), if net < 0 { "-" } else { "+" })
}

fn signed(number: i64, sign: &str) -> String {
    if number == 0 {
        return "0".to_owned();
    }
    format!("{sign}{}", text::grouped(number.unsigned_abs()))
}
