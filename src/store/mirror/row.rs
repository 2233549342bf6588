//! Between profiles and the columns of `followers`.

use rusqlite::types::{ToSql, ToSqlOutput, Value as SqlValue, ValueRef};
use rusqlite::{Row, Statement};
use serde_json::{Map, Value};

use super::scene::number_of;
use crate::model::{ChangeKind, Profile};
use crate::store::row::to_json;

/// Columns that hold a profile, in the order of [`Encoded::cells`].
pub(super) const COLUMNS: [&str; 17] = [
    "subscribe",
    "subscribe_time",
    "subscribe_scene",
    "qr_scene",
    "qr_scene_str",
    "remark",
    "tagid_list",
    "groupid",
    "unionid",
    "nickname",
    "sex",
    "language",
    "country",
    "province",
    "city",
    "headimgurl",
    "extra",
];

/// Which of [`COLUMNS`] are worth a change when two syncs differ.
pub(super) const WATCHED: [(usize, ChangeKind); 4] = [
    (1, ChangeKind::SubscribeTime),
    (2, ChangeKind::Scene),
    (5, ChangeKind::Remark),
    (6, ChangeKind::Tags),
];

/// A value of one column, borrowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Nothing,
    Number(i64),
    Text(&'a str),
}

impl Cell<'_> {
    /// Whether the row has this value in this column.
    pub(super) fn is_in(self, row: &Row<'_>, column: usize) -> rusqlite::Result<bool> {
        Ok(match (self, row.get_ref(column)?) {
            (Self::Nothing, ValueRef::Null) => true,
            (Self::Number(number), ValueRef::Integer(stored)) => number == stored,
            (Self::Text(text), ValueRef::Text(stored)) => text.as_bytes() == stored,
            _ => false,
        })
    }

    /// As a change tells it; nothing and an empty text are alike (see `differences` of lookups).
    pub(super) fn told(self) -> Option<String> {
        match self {
            Self::Nothing | Self::Text("") => None,
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.to_owned()),
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Nothing => ToSqlOutput::Owned(SqlValue::Null),
            Self::Number(number) => ToSqlOutput::Owned(SqlValue::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// A profile with the columns that need writing out.
pub(super) struct Encoded<'a> {
    profile: &'a Profile,
    tags: Option<String>,
    extra: Option<String>,
}

impl<'a> Encoded<'a> {
    pub(super) fn new(profile: &'a Profile) -> rusqlite::Result<Self> {
        Ok(Self {
            profile,
            tags: profile.tagid_list.as_deref().map(tag_text),
            extra: extra_text(profile)?,
        })
    }

    /// In the order of [`COLUMNS`].
    pub(super) fn cells(&self) -> [Cell<'_>; 17] {
        let profile = self.profile;
        [
            number(profile.subscribe),
            number(profile.subscribe_time),
            scene(profile.subscribe_scene.as_ref()),
            unsigned(profile.qr_scene),
            text(profile.qr_scene_str.as_ref()),
            text(profile.remark.as_ref()),
            text(self.tags.as_ref()),
            unsigned(profile.groupid),
            text(profile.unionid.as_ref()),
            text(profile.nickname.as_ref()),
            number(profile.sex),
            text(profile.language.as_ref()),
            text(profile.country.as_ref()),
            text(profile.province.as_ref()),
            text(profile.city.as_ref()),
            text(profile.headimgurl.as_ref()),
            text(self.extra.as_ref()),
        ]
    }
}

/// Binds cells from parameter `first` on.
pub(super) fn bind(statement: &mut Statement<'_>, first: usize, cells: &[Cell<'_>]) -> rusqlite::Result<()> {
    for (parameter, cell) in (first..).zip(cells) {
        statement.raw_bind_parameter(parameter, cell)?;
    }
    Ok(())
}

fn number<'a>(value: Option<i64>) -> Cell<'a> {
    value.map_or(Cell::Nothing, Cell::Number)
}

/// What SQLite cannot hold stands in `extra`.
fn unsigned<'a>(value: Option<u64>) -> Cell<'a> {
    number(value.and_then(|value| i64::try_from(value).ok()))
}

fn text(value: Option<&String>) -> Cell<'_> {
    value.map_or(Cell::Nothing, |text| Cell::Text(text))
}

fn scene(value: Option<&String>) -> Cell<'_> {
    let numbered = value.and_then(|scene| number_of(scene));
    numbered.map_or_else(|| text(value), Cell::Number)
}

/// `[128,2]`.
fn tag_text(tags: &[u64]) -> String {
    let tags: Vec<String> = tags.iter().map(u64::to_string).collect();
    format!("[{}]", tags.join(","))
}

/// Unknown fields, and what has no column: `privilege`, which only the web source sends, and numbers beyond 63 bits.
fn extra_text(profile: &Profile) -> rusqlite::Result<Option<String>> {
    let huge = |value: Option<u64>| value.filter(|value| i64::try_from(*value).is_err());
    let more = [
        ("privilege", profile.privilege.clone().map(Value::from)),
        ("qr_scene", huge(profile.qr_scene).map(Value::from)),
        ("groupid", huge(profile.groupid).map(Value::from)),
    ];
    if profile.extra.is_empty() && more.iter().all(|(_, value)| value.is_none()) {
        return Ok(None);
    }
    let mut all: Map<String, Value> = profile.extra.clone();
    for (name, value) in more {
        if let Some(value) = value {
            all.insert(name.to_owned(), value);
        }
    }
    to_json(&all).map(Some)
}

/// Whether two lists of tags hold the same: their order means nothing.
pub(super) fn same_tags(one: Option<&str>, other: Option<&str>) -> bool {
    let sorted = |text: Option<&str>| {
        let mut tags: Vec<u64> = text
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        tags.sort_unstable();
        tags
    };
    sorted(one) == sorted(other)
}
