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

/// When somebody left who followed at the one fetch and not at the next: days, or clock times within a day.
pub fn left_between(followed: Timestamp, left: Timestamp, time_zone: &TimeZone, lang: UiLang) -> String {
    let days = [followed, left].map(|moment| day(moment, time_zone));
    let [from, to] = if days[0] == days[1] {
        [followed, left].map(|moment| clock(moment, time_zone))
    } else {
        days
    };
    fill(texts(lang).person.left_between, &[&from, &to])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn ages_are_whole_calendar_units_from_one_hour_on() {
        let shanghai = TimeZone::fixed(jiff::tz::offset(8));
        let now = "2026-11-21T08:00:00Z";
        for (then, en, zh) in [
            ("2013-10-25T09:55:57Z", Some("13 years ago"), Some("13 年前")),
            ("2025-11-21T08:00:00Z", Some("1 year ago"), Some("1 年前")),
            ("2025-11-21T08:00:01Z", Some("11 months ago"), Some("11 个月前")),
            ("2026-10-21T08:00:00Z", Some("1 month ago"), Some("1 个月前")),
            ("2026-11-19T08:00:00Z", Some("2 days ago"), Some("2 天前")),
            ("2026-11-20T08:00:00Z", Some("1 day ago"), Some("1 天前")),
            ("2026-11-20T08:00:01Z", Some("23 hours ago"), Some("23 小时前")),
            ("2026-11-21T07:00:00Z", Some("1 hour ago"), Some("1 小时前")),
            ("2026-11-21T07:00:01Z", None, None),
            (now, None, None),
            ("2027-01-01T00:00:00Z", None, None),
        ] {
            let say = |lang| ago(at(then), at(now), &shanghai, lang);
            assert_eq!(
                (say(UiLang::En).as_deref(), say(UiLang::Zh).as_deref()),
                (en, zh),
                "{then}"
            );
        }
    }

    #[test]
    fn clock_times_are_of_the_zone() {
        let shanghai = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(clock(at("2013-10-25T09:55:57Z"), &shanghai), "2013-10-25 17:55:57");
        assert_eq!(day(at("2013-10-25T16:00:00Z"), &shanghai), "2013-10-26");
        assert_eq!(clock(at("2013-10-25T09:55:57Z"), &TimeZone::UTC), "2013-10-25 09:55:57");
    }

    #[test]
    fn leaving_lies_between_two_fetches() {
        let between = |left| left_between(at("2026-01-02T03:04:05Z"), at(left), &TimeZone::UTC, UiLang::En);
        assert_eq!(
            between("2026-03-01T00:00:00Z"),
            "left between 2026-01-02 and 2026-03-01"
        );
        assert_eq!(
            between("2026-01-02T04:00:00Z"),
            "left between 2026-01-02 03:04:05 and 2026-01-02 04:00:00"
        );
    }
}
