//! Rows in the order of a column: natural, stable, rows without a value last in both directions.

use std::sync::Arc;

use crate::app::columns::Column;
use crate::model::{Profile, Status, TagRef};

use super::row::{Row, name};

/// The places of all rows by one column, in both directions.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) column: Column,
    pub(super) ascending: Arc<[u32]>,
    pub(super) descending: Arc<[u32]>,
}

/// What a row is compared by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(i64),
    Text(String),
}

impl Order {
    /// Sorts once for both directions.
    pub(super) fn of(rows: &[Arc<Row>], column: Column) -> Self {
        let mut filled: Vec<(Value, u32)> = Vec::with_capacity(rows.len());
        let mut empty: Vec<u32> = Vec::new();
        for (row, place) in rows.iter().zip(0_u32..) {
            match value(row, column) {
                Some(value) => filled.push((value, place)),
                None => empty.push(place),
            }
        }
        // Places are part of what is compared: equal rows stay as they came.
        filled.sort_unstable();
        let places = |(_, place): &(Value, u32)| *place;
        let ascending = filled.iter().map(places).chain(empty.iter().copied()).collect();
        let equal = filled.chunk_by(|(a, _), (b, _)| a == b).rev();
        let descending = equal.flatten().map(places).chain(empty.iter().copied()).collect();
        Self {
            column,
            ascending,
            descending,
        }
    }

    /// One direction of it.
    pub(super) const fn directed(&self, descending: bool) -> &Arc<[u32]> {
        if descending { &self.descending } else { &self.ascending }
    }
}

fn value(row: &Row, column: Column) -> Option<Value> {
    let record = row.answer().map(|found| &found.record);
    let profile = record.map(|record| &record.profile);
    let text = |pick: fn(&Profile) -> Option<&str>| profile.and_then(pick).and_then(plain);
    let moment = |at: Option<crate::model::Timestamp>| at.map(|at| Value::Number(at.as_second()));
    let number = |number: u64| Value::Number(i64::try_from(number).unwrap_or(i64::MAX));
    match column {
        Column::Openid => plain(&row.openid),
        Column::Status => Some(Value::Number(rank(row))),
        Column::Name => natural(name(row)),
        Column::Nickname => profile.and_then(|profile| natural(profile.nickname.as_deref()?)),
        Column::Remark => profile.and_then(|profile| natural(profile.remark.as_deref()?)),
        Column::Since => moment(profile.and_then(Profile::subscribed_at)),
        Column::Scene => text(|profile| profile.subscribe_scene.as_deref()),
        Column::Qr => profile.and_then(qr),
        Column::Tags => record.and_then(|record| tags(record.tags.as_deref()?)),
        Column::Note => natural(row.note.as_deref()?),
        Column::Unionid => text(|profile| profile.unionid.as_deref()),
        Column::Sex => profile?.sex.filter(|sex| *sex != 0).map(Value::Number),
        Column::Region => natural(&region(profile?)),
        Column::Language => text(|profile| profile.language.as_deref()),
        Column::Group => profile?.groupid.filter(|group| *group != 0).map(number),
        Column::Source => plain(row.source.as_str()),
        Column::Account => plain(&row.newest()?.record.account),
        Column::Lookups => Some(number(row.lookups)).filter(|_| row.lookups > 0),
        Column::Fetched => moment(row.newest()?.record.fetched_at),
        Column::First => moment(row.first_at),
        Column::Left => moment(row.left_at),
    }
}

/// What needs attention first.
fn rank(row: &Row) -> i64 {
    match row.status() {
        None => 0,
        Some(_) if row.awaits.is_some() => 0,
        Some(Status::Failed) => 1,
        Some(Status::NotFollowing) => 2,
        Some(Status::Left) => 3,
        Some(Status::Authorized) => 4,
        Some(Status::Following) => 5,
    }
}

/// Country, province and city, those that are known.
pub fn region(profile: &Profile) -> String {
    let parts = [&profile.country, &profile.province, &profile.city];
    let filled = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
    filled.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn qr(profile: &Profile) -> Option<Value> {
    let number = profile.qr_scene.filter(|number| *number != 0);
    match (number, profile.qr_scene_str.as_deref()) {
        (Some(number), _) => natural(&number.to_string()),
        (None, text) => natural(text?),
    }
}

fn tags(tags: &[TagRef]) -> Option<Value> {
    let labels: Vec<String> = tags.iter().map(TagRef::label).collect();
    natural(&labels.join(" "))
}

/// Ids and codes: as they are.
fn plain(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

/// Words of people: whatever their case, and 9 before 10.
fn natural(text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let mut key = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != is_digit)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if is_digit {
            let digits = run.trim_start_matches('0');
            // A longer number is a larger one: its length is compared before its digits.
            key.push('0');
            key.extend(u32::try_from(digits.len()).ok().and_then(char::from_u32));
            key.push_str(digits);
        } else {
            key.push_str(&run.to_lowercase());
        }
        rest = after;
    }
    Some(Value::Text(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_ordered_as_people_read_them() {
        let ordered = [
            "2 apples",
            "10 apples",
            "A1",
            "a2",
            "a10",
            "a010b",
            "b",
            "客 9",
            "客 12",
        ];
        let keys: Vec<_> = ordered.iter().map(|text| natural(text)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        for (one, other) in [("Band", "bAND"), ("a007", "a7")] {
            assert_eq!(natural(one), natural(other));
        }
        for empty in ["", "  "] {
            assert_eq!(natural(empty), None);
        }
    }
}
