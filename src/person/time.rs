//! Clock times and ages.

use jiff::tz::TimeZone;
use jiff::{SpanRound, Unit};

use crate::locale::{fill, texts};
use crate::model::{Timestamp, UiLang};

/// `YYYY-MM-DD HH:MM:SS` in the zone.
pub fn clock(moment: Timestamp, time_zone: &TimeZone) -> String {
    moment
        .to_zoned(time_zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// `YYYY-MM-DD` in the zone.
pub fn day(moment: Timestamp, time_zone: &TimeZone) -> String {
    moment.to_zoned(time_zone.clone()).strftime("%Y-%m-%d").to_string()
}

/// How long ago, in whole units of the calendar: "3 years ago". `None` below one hour and for what lies ahead, so that
/// an idle screen needs no clock.
pub fn ago(then: Timestamp, now: Timestamp, time_zone: &TimeZone, lang: UiLang) -> Option<String> {
    let (then, now) = (then.to_zoned(time_zone.clone()), now.to_zoned(time_zone.clone()));
    let span = then.until((Unit::Year, &now)).ok()?;
    let span = span
        .round(SpanRound::new().largest(Unit::Year).relative(&then))
        .unwrap_or(span);
    let words = &texts(lang).person;
    let units = [
        (i64::from(span.get_years()), words.year_ago, words.years_ago),
        (i64::from(span.get_months()), words.month_ago, words.months_ago),
        (i64::from(span.get_days()), words.day_ago, words.days_ago),
        (i64::from(span.get_hours()), words.hour_ago, words.hours_ago),
    ];
    let (count, one, many) = units.into_iter().find(|(count, ..)| *count != 0)?;
    let phrase = if count == 1 { one } else { many };
    (count > 0).then(|| fill(phrase, &[&count]))
}
