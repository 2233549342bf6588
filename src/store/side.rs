//! Tag lists and call counters.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::row::{json, moment, to_json};
use crate::model::{CallCounts, Endpoint, Tag, Timestamp};

/// See [`super::Store::tags`].
pub(super) fn tags(db: &Connection, app_id: &str) -> rusqlite::Result<Option<(Vec<Tag>, Timestamp)>> {
    let sql = "SELECT tags, fetched_at FROM tag_lists WHERE app_id = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((json(row, 0)?.unwrap_or_default(), moment(row, 1)?));
    db.prepare_cached(sql)?.query_row([app_id], read).optional()
}

/// See [`super::Store::keep_tags`]. A list fetched later, by another process, stays.
pub(super) fn keep_tags(
    db: &Transaction<'_>,
    app_id: &str,
    tags: &[Tag],
    fetched_at: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO tag_lists (app_id, fetched_at, tags) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at, tags = excluded.tags
         WHERE excluded.fetched_at >= fetched_at";
    db.execute(sql, params![app_id, fetched_at.as_second(), to_json(&tags)?])?;
    Ok(())
}

/// See [`super::Store::add_calls`].
pub(super) fn add_calls(db: &Transaction<'_>, app_id: &str, day: &str, calls: &CallCounts) -> rusqlite::Result<()> {
    let sql = "INSERT INTO calls (app_id, day, endpoint, n) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET n = n + excluded.n";
    let mut statement = db.prepare_cached(sql)?;
    for (endpoint, n) in &calls.0 {
        let n = i64::try_from(*n).unwrap_or(i64::MAX);
        statement.execute(params![app_id, day, endpoint.path(), n])?;
    }
    Ok(())
}

/// See [`super::Store::calls_on`].
pub(super) fn calls_on(db: &Connection, app_id: &str, day: &str) -> rusqlite::Result<CallCounts> {
    let mut statement = db.prepare_cached("SELECT endpoint, n FROM calls WHERE app_id = ?1 AND day = ?2")?;
    let mut rows = statement.query([app_id, day])?;
    let mut counts = CallCounts::default();
    while let Some(row) = rows.next()? {
        let (path, n): (String, i64) = (row.get(0)?, row.get(1)?);
        if let Some(endpoint) = Endpoint::ALL.into_iter().find(|endpoint| endpoint.path() == path) {
            counts.add(endpoint, u64::try_from(n).unwrap_or_default());
        }
    }
    Ok(counts)
}
