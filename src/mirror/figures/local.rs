//! Days and hours of the interface's time zone, a million at a time.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const DAY: i64 = 86_400;

/// The offsets of a time zone, found once: converting each moment by itself would take most of the time of a chart.
pub(super) struct Clock {
    /// From which second on which offset holds.
    offsets: Vec<(i64, i64)>,
}

/// A moment by the clock on the wall.
pub(super) struct Local {
    /// Days since 1970-01-01.
    pub(super) day: i64,
    /// 0 to 23.
    pub(super) hour: usize,
}

impl Local {
    /// 0 for Monday.
    pub(super) fn weekday(&self) -> usize {
        // 1970 began on a Thursday.
        usize::try_from((self.day + 3).rem_euclid(7)).unwrap_or_default()
    }
}

impl Clock {
    /// Offsets from 1970 on, for as long as a mirror can be of use; the last one holds for ever.
    pub(super) fn new(zone: &TimeZone) -> Self {
        let offset = |at: Timestamp| i64::from(zone.to_offset(at).seconds());
        let end = Timestamp::from_second(DAY * 365 * 200).unwrap_or(Timestamp::MAX);
        let changes = zone.following(Timestamp::UNIX_EPOCH).map(|change| change.timestamp());
        let changes = changes.take_while(|at| *at < end);
        let mut offsets = vec![(i64::MIN, offset(Timestamp::UNIX_EPOCH))];
        offsets.extend(changes.map(|at| (at.as_second(), offset(at))));
        Self { offsets }
    }

    pub(super) fn local(&self, time: i64) -> Local {
        let place = self.offsets.partition_point(|(from, _)| *from <= time);
        let offset = place.checked_sub(1).and_then(|place| self.offsets.get(place));
        let local = time.saturating_add(offset.map_or(0, |(_, offset)| *offset));
        Local {
            day: local.div_euclid(DAY),
            hour: usize::try_from(local.rem_euclid(DAY) / 3_600).unwrap_or_default(),
        }
    }
}

/// The date of a day.
pub(super) fn date(day: i64) -> Option<Date> {
    let first = Date::constant(1970, 1, 1);
    first.checked_add(day.days()).ok()
}
