//! Between snapshots and table rows.

use rusqlite::types::Type;
use rusqlite::{Row, Statement};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::{Failure, Kind, Lang, Profile, Record, Snapshot, Source, Status, TagRef, Timestamp};

/// Columns of `lookups` as [`snapshot`] reads them, with the table called `l`.
pub(super) const COLUMNS: &str = "l.app_id, l.account, l.source, l.lang, l.openid, l.status, l.fetched_at, l.repaired, \
    l.host, l.profile, l.tags, l.qr_label, l.error, l.raw";

/// How many columns [`COLUMNS`] names.
pub(super) const COLUMN_COUNT: usize = 14;

/// Reads a row that begins with [`COLUMNS`].
pub(super) fn snapshot(row: &Row<'_>) -> rusqlite::Result<Snapshot> {
    let record = Record {
        openid: row.get(4)?,
        account: row.get(1)?,
        source: word(row, 2, Source::from_word)?,
        status: word(row, 5, Status::from_word)?,
        fetched_at: Some(moment(row, 6)?),
        from_history: false,
        repaired: row.get(7)?,
        profile: json(row, 9)?.unwrap_or_default(),
        tags: json::<Vec<TagRef>>(row, 10)?,
        qr_label: row.get(11)?,
        error: json::<Failure>(row, 12)?,
    };
    Ok(Snapshot {
        record,
        app_id: row.get(0)?,
        lang: word(row, 3, Lang::from_word)?,
        host: row.get(8)?,
        raw: row.get(13)?,
    })
}

/// Reads all rows of a query for snapshots.
pub(super) fn snapshots(
    statement: &mut Statement<'_>,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Snapshot>> {
    statement.query_map(values, snapshot)?.collect()
}

/// A moment stored as Unix seconds.
pub(super) fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let seconds: i64 = row.get(column)?;
    Timestamp::from_second(seconds).map_err(|error| unreadable(column, error))
}

/// A value stored as JSON; `None` for NULL.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let Some(text) = row.get::<_, Option<String>>(column)? else {
        return Ok(None);
    };
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|error| unreadable(column, error))
}

fn word<T>(row: &Row<'_>, column: usize, read: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    read(&text).ok_or_else(|| unreadable(column, format!("unknown word {:?}", text.escape_debug().to_string())))
}

fn unreadable(column: usize, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
}

/// JSON for a column.
pub(super) fn to_json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The record's profile as the column holds it; a failure's is empty and costs no space.
pub(super) fn profile_json(profile: &Profile) -> rusqlite::Result<String> {
    let mut value =
        serde_json::to_value(profile).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, value| {
            !value.is_null() && (name != "extra" || value.as_object().is_some_and(|extra| !extra.is_empty()))
        });
    }
    to_json(&value)
}

/// Whether a record settles how its person stands: an answer, or the platform's word that the openid is not valid.
/// A fault of another kind never hides an earlier answer.
pub(super) fn is_verdict(record: &Record) -> bool {
    let invalid = record
        .error
        .as_ref()
        .is_some_and(|failure| failure.kind == Kind::InvalidOpenid);
    record.status != Status::Failed || invalid
}
