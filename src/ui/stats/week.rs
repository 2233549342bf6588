//! Follows by hour of the week: a line per day, a cell per hour, the darker the more.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::line::{Line, Tone};
use crate::app::stats::layout::{self, HOURS, Week};
use crate::app::stats::scale;
use crate::locale::fill;
use crate::text;

use super::super::paint;
use super::{Easel, blocks};

/// From this width of a cell on its number is written in it.
const WITH_NUMBERS: u16 = 5;

/// Days against hours, with what the days and the hours sum up to, and the selected hour in words.
pub fn draw(easel: Easel<'_>, area: Rect, buffer: &mut Buffer) {
    let names: Vec<&str> = easel.state.texts().stats.weekdays.split(' ').collect();
    let label = layout::day_label(easel.state);
    let hours = &easel.ready.charted.figures.hours;
    let selected = easel.state.stats.place(super::Chart::Week);
    let Some(week) = Week::of(area, label, selected) else {
        paint::text(buffer, area, easel.state.texts().stats.nothing, easel.theme.quiet());
        return;
    };
    let (cell, lines) = (week.cell, week.lines);
    if week.with_hours {
        hours_line(easel, paint::skip(line_at(area, area.y), label), cell, buffer);
    }
    let mut y = week.cells.y;
    for (day, of_day) in hours.iter().enumerate().skip(week.first).take(week.days) {
        let line = line_at(area, y);
        let name = names.get(day).copied().unwrap_or_default();
        paint::text(buffer, line, name, easel.theme.quiet());
        day_line(easel, day, cell, lines, paint::skip(line, label), selected, buffer);
        if week.with_sums {
            let total: u64 = of_day.iter().sum();
            let words = text::pad_left(&scale::compact(total, easel.state.setup.lang), 8);
            paint::text(
                buffer,
                paint::skip(line, label + cell * HOURS),
                &words,
                easel.theme.strong(),
            );
        }
        y += lines;
    }
    if week.with_shape {
        shape(easel, paint::skip(line_at(area, y), label), cell, buffer);
    }
    let last = line_at(area, area.bottom() - 1);
    paint::line(buffer, last, &numbers(easel, &names, selected, last.width), easel.theme);
}

fn line_at(area: Rect, y: u16) -> Rect {
    Rect { y, height: 1, ..area }
}

/// The hours, as often as they fit.
fn hours_line(easel: Easel<'_>, row: Rect, cell: u16, buffer: &mut Buffer) {
    let every = match cell {
        1 => 6,
        2 => 3,
        _ => 1,
    };
    for hour in (0..HOURS).step_by(every) {
        let place = paint::skip(row, hour * cell);
        let words = text::pad_left(
            &format!("{hour:02}"),
            usize::from(if cell >= WITH_NUMBERS { cell - 1 } else { 2 }),
        );
        paint::text(buffer, place, &words, easel.theme.quiet());
    }
}

fn day_line(easel: Easel<'_>, day: usize, cell: u16, lines: u16, row: Rect, selected: usize, buffer: &mut Buffer) {
    let hours = &easel.ready.charted.figures.hours;
    let most = hours.as_flattened().iter().copied().max().unwrap_or(0);
    for (hour, count) in (0..HOURS).zip(hours[day]) {
        let place = Rect {
            width: cell,
            ..paint::skip(row, hour * cell)
        };
        let is_selected = day * usize::from(HOURS) + usize::from(hour) == selected && easel.has_focus;
        let shade = blocks::shade(count, most);
        let shade = if shade == " " && cell < WITH_NUMBERS {
            "·"
        } else {
            shade
        };
        let tone = if shade == "·" { Tone::Quiet } else { Tone::Good };
        let number = text::pad_left(&scale::compact(count, easel.state.setup.lang), usize::from(cell) - 1);
        // A gap between cells that hold a number, none between those that make a picture.
        let words = match (cell, lines) {
            (0..WITH_NUMBERS, _) => shade.repeat(usize::from(cell)),
            (_, 1) => format!("{shade}{}", text::pad_left(number.trim_start(), usize::from(cell) - 2)),
            _ => shade.repeat(usize::from(cell) - 1),
        };
        paint::text(buffer, place, &words, easel.theme.tone(tone));
        let below = Rect {
            y: place.y + 1,
            ..place
        };
        match (lines, cell >= WITH_NUMBERS) {
            (1, _) if is_selected => mark(easel, place, &words, buffer),
            (1, _) => {}
            (_, true) => {
                let style = if is_selected {
                    easel.theme.selected(true)
                } else {
                    easel.theme.quiet()
                };
                paint::text(buffer, below, &number, style);
            }
            (_, false) => {
                paint::text(buffer, below, &words, easel.theme.tone(tone));
                if is_selected {
                    mark(easel, place, &words, buffer);
                    mark(easel, below, &words, buffer);
                }
            }
        }
    }
}

/// The selected cell: brackets around its shade, which reversing would turn into another one.
fn mark(easel: Easel<'_>, place: Rect, words: &str, buffer: &mut Buffer) {
    let style = easel.theme.accent();
    match place.width {
        0 => {}
        1 => {
            paint::text(buffer, place, "+", style);
        }
        2 => {
            paint::text(buffer, place, "[]", style);
        }
        width if width < WITH_NUMBERS => {
            buffer.set_string(place.x, place.y, "[", style);
            buffer.set_string(place.right() - 1, place.y, "]", style);
        }
        _ => {
            paint::text(buffer, place, words, easel.theme.selected(true));
        }
    }
}

/// The shape of the day: all days together, hour by hour.
fn shape(easel: Easel<'_>, row: Rect, cell: u16, buffer: &mut Buffer) {
    let hours = &easel.ready.charted.figures.hours;
    let sum = |hour: usize| hours.iter().map(|day| day[hour]).sum::<u64>();
    let sums: Vec<u64> = (0..usize::from(HOURS)).map(sum).collect();
    let most = sums.iter().copied().max().unwrap_or(0);
    let width = if cell >= WITH_NUMBERS { cell - 1 } else { cell };
    for (hour, sum) in (0..HOURS).zip(sums) {
        let symbol = blocks::rising(scale::steps(sum, most, 8), 0);
        let words = symbol.repeat(usize::from(width));
        paint::text(buffer, paint::skip(row, hour * cell), &words, easel.theme.accent());
    }
}

/// The selected hour in words, and what the shades mean where there is room.
fn numbers(easel: Easel<'_>, names: &[&str], selected: usize, width: u16) -> Line {
    let words = &easel.state.texts().stats;
    let hours = easel.ready.charted.figures.hours.as_flattened();
    let (day, hour) = (selected / usize::from(HOURS), selected % usize::from(HOURS));
    let count = hours.get(selected).copied().unwrap_or(0);
    let total: u64 = hours.iter().sum();
    let name = names.get(day).copied().unwrap_or_default();
    let line = Line::of(&format!("{name} {hour:02}:00"), Tone::Accent)
        .and("  ", Tone::Plain)
        .and(&fill(words.follows, &[&text::grouped(count)]), Tone::Strong)
        .and(&format!("  {}", scale::percent(count, total)), Tone::Quiet);
    let most = hours.iter().copied().max().unwrap_or(0);
    let lang = easel.state.setup.lang;
    let quarter = |part: u64| scale::compact(most.saturating_mul(part) / 4, lang);
    let legend = format!(
        "░ … {} ▒ … {} ▓ … {} █ … {}",
        quarter(1),
        quarter(2),
        quarter(3),
        quarter(4)
    );
    let blank = usize::from(width).checked_sub(line.width() + text::width(&legend));
    match blank {
        Some(blank) if blank >= 3 => line.and(&" ".repeat(blank), Tone::Plain).and(&legend, Tone::Quiet),
        _ => line,
    }
}
