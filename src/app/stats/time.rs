//! Days added up to weeks and months.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::Day;

/// How long one column of the chart over time is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    #[default]
    Month,
}

impl Unit {
    /// The next longer one.
    #[must_use]
    pub const fn coarser(self) -> Self {
        match self {
            Self::Day => Self::Week,
            Self::Week | Self::Month => Self::Month,
        }
    }

    /// The next shorter one.
    #[must_use]
    pub const fn finer(self) -> Self {
        match self {
            Self::Month => Self::Week,
            Self::Week | Self::Day => Self::Day,
        }
    }

    /// The one in which so many days read well at first sight.
    pub const fn fitting(days: usize) -> Self {
        match days {
            0..=75 => Self::Day,
            76..=400 => Self::Week,
            _ => Self::Month,
        }
    }

    /// Number of the unit that a day lies in, counted from 1970.
    fn number(self, date: Date) -> i64 {
        let days = date.duration_since(EPOCH).as_hours() / 24;
        match self {
            Self::Day => days,
            // 1970 began on a Thursday.
            Self::Week => (days + 3).div_euclid(7),
            Self::Month => (i64::from(date.year()) - 1970) * 12 + i64::from(date.month()) - 1,
        }
    }

    /// The first day of a unit; `None` beyond the calendar.
    fn start(self, number: i64) -> Option<Date> {
        match self {
            Self::Day => EPOCH.checked_add(number.days()),
            Self::Week => EPOCH.checked_add((number * 7 - 3).days()),
            Self::Month => EPOCH.checked_add(number.months()),
        }
        .ok()
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// One column of the chart over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// New people.
    pub new: u64,
    /// People found gone.
    pub left: u64,
}

/// Days seen as a gapless series of units. Columns are made when they are asked for: a single wrong follow time must
/// not fill the memory with empty years.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    days: &'a [Day],
    unit: Unit,
    first: i64,
    len: usize,
}

impl<'a> Series<'a> {
    /// The series of days, which stand oldest first. It goes on to `until` where they end before that: a time in
    /// which nothing happened is part of the picture.
    pub fn new(days: &'a [Day], unit: Unit, until: Option<Date>) -> Self {
        let ends = days.first().zip(days.last());
        let (first, last) = ends.map_or((0, -1), |(first, last)| {
            let end = until.map_or(last.date, |until| until.max(last.date));
            (unit.number(first.date), unit.number(end))
        });
        Self {
            days,
            unit,
            first,
            len: usize::try_from(last - first + 1).unwrap_or(0),
        }
    }

    /// How many columns there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How long each is.
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// A column.
    pub fn bucket(&self, place: usize) -> Bucket {
        let number = self.first.saturating_add_unsigned(place as u64);
        let from = self.unit.start(number).unwrap_or(Date::MIN);
        let next = self.unit.start(number + 1);
        let to = next.and_then(|next| next.yesterday().ok()).unwrap_or(Date::MAX);
        let start = self.days.partition_point(|day| day.date < from);
        let end = start + self.days[start..].partition_point(|day| day.date <= to);
        let days = &self.days[start..end];
        Bucket {
            from,
            to,
            new: days.iter().map(|day| day.new).sum(),
            left: days.iter().map(|day| day.left).sum(),
        }
    }

    /// The column that a day lies in, or the nearest.
    pub fn place_of(&self, date: Date) -> usize {
        let place = usize::try_from(self.unit.number(date) - self.first).unwrap_or(0);
        place.min(self.len.saturating_sub(1))
    }

    /// New people less people gone, from the beginning to the end of a day.
    pub fn net_until(&self, date: Date) -> i64 {
        let end = self.days.partition_point(|day| day.date <= date);
        let net = |day: &Day| day.new.cast_signed() - day.left.cast_signed();
        self.days[..end].iter().map(net).sum()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(date: Date, new: u64, left: u64) -> Day {
        Day { date, new, left }
    }

    #[test]
    fn days_add_up_to_weeks_and_months_without_gaps() {
        let days = [
            day(date(2023, 12, 31), 1, 0),
            day(date(2024, 1, 1), 2, 1),
            day(date(2024, 1, 7), 4, 0),
            day(date(2024, 3, 1), 8, 2),
        ];
        let news = |unit| {
            let series = Series::new(&days, unit, None);
            let buckets = (0..series.len()).map(|place| series.bucket(place));
            buckets.map(|bucket| bucket.new).collect::<Vec<_>>()
        };
        assert_eq!(news(Unit::Month), [1, 6, 0, 8]);
        assert_eq!(news(Unit::Week), [1, 6, 0, 0, 0, 0, 0, 0, 0, 8]);
        assert_eq!(news(Unit::Day).len(), 62);
        for unit in [Unit::Day, Unit::Week, Unit::Month] {
            assert_eq!(news(unit).iter().sum::<u64>(), 15, "{unit:?}");
        }
    }

    #[test]
    fn a_bucket_names_its_first_and_last_day() {
        let days = [day(date(2024, 2, 14), 1, 0), day(date(2024, 3, 1), 1, 0)];
        for (unit, from, to) in [
            (Unit::Day, date(2024, 2, 14), date(2024, 2, 14)),
            (Unit::Week, date(2024, 2, 12), date(2024, 2, 18)),
            (Unit::Month, date(2024, 2, 1), date(2024, 2, 29)),
        ] {
            let series = Series::new(&days, unit, None);
            let bucket = series.bucket(0);
            assert_eq!((bucket.from, bucket.to), (from, to));
            assert_eq!(series.place_of(date(2024, 2, 14)), 0);
            assert_eq!(series.place_of(date(1970, 1, 1)), 0);
            assert_eq!(series.place_of(date(2030, 1, 1)), series.len() - 1);
        }
    }

    #[test]
    fn the_series_goes_on_to_today() {
        let days = [day(date(2024, 1, 1), 5, 0)];
        let lens = |until| Series::new(&days, Unit::Month, Some(until)).len();
        assert_eq!(lens(date(2024, 4, 2)), 4);
        assert_eq!(lens(date(2020, 1, 1)), 1);
        let series = Series::new(&days, Unit::Month, Some(date(2024, 4, 2)));
        assert_eq!(series.bucket(3).new, 0);
    }

    #[test]
    fn absurd_times_cost_nothing() {
        let days = [day(Date::MIN, 1, 0), day(Date::MAX, 2, 1)];
        for unit in [Unit::Day, Unit::Week, Unit::Month] {
            let series = Series::new(&days, unit, None);
            assert_eq!(series.bucket(0).new, 1, "{unit:?}");
            let last = series.bucket(series.len() - 1);
            assert_eq!((last.new, last.left), (2, 1), "{unit:?}");
        }
        assert!(Series::new(&[], Unit::Day, None).is_empty());
    }

    #[test]
    fn the_net_runs_up_to_a_day() {
        let days = [day(date(2024, 1, 1), 5, 0), day(date(2024, 2, 1), 1, 3)];
        let series = Series::new(&days, Unit::Month, None);
        assert_eq!(series.net_until(date(2024, 1, 31)), 5);
        assert_eq!(series.net_until(date(2024, 2, 29)), 3);
    }
}
