//! `since:` values: years, months and days, alone or as an inclusive range.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use super::Fault;
use crate::model::Timestamp;

/// From a moment on and up to before another; an open end has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub from: Option<Timestamp>,
    /// The moment after its last.
    pub before: Option<Timestamp>,
}

impl Period {
    /// Reads `2024`, `2024-01`, `2024-01-31`, `A..B`, `A..` or `..B`.
    pub(super) fn parse(text: &str, time_zone: &TimeZone) -> Result<Self, Fault> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        if first.is_empty() && last.is_empty() {
            return Err(Fault::BadDate);
        }
        let bound = |text: &str| {
            (!text.is_empty())
                .then(|| Unit::parse(text).ok_or(Fault::BadDate))
                .transpose()
        };
        let (first, last) = (bound(first)?, bound(last)?);
        let moment = |date: Date| date.to_zoned(time_zone.clone()).ok().map(|zoned| zoned.timestamp());
        let period = Self {
            from: first.and_then(|unit| moment(unit.start)),
            before: last.and_then(Unit::end).and_then(moment),
        };
        match (period.from, period.before) {
            (Some(from), Some(before)) if before <= from => Err(Fault::Backwards),
            _ => Ok(period),
        }
    }

    /// Whether the moment lies in it.
    pub fn holds(&self, moment: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.before.is_none_or(|before| moment < before)
    }
}

/// A year, month or day.
#[derive(Clone, Copy)]
struct Unit {
    start: Date,
    length: Span,
}

impl Unit {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(number);
        let year = parts.next()??;
        let (month, day) = (parts.next(), parts.next());
        if !(1..=9999).contains(&year) || parts.next().is_some() {
            return None;
        }
        let start = |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let (start, length) = match (month, day) {
            (None, _) => (start(1, 1)?, 1.year()),
            (Some(month), None) => (start(month?, 1)?, 1.month()),
            (Some(month), Some(day)) => (start(month?, day?)?, 1.day()),
        };
        Some(Self { start, length })
    }

    /// The day after its last; `None` at the end of the calendar.
    fn end(self) -> Option<Date> {
        self.start.checked_add(self.length).ok()
    }
}

fn number(text: &str) -> Option<i16> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
