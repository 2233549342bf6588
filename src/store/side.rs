//! Tag lists, call counters and quotas.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::row::{json, moment, to_json};
use crate::model::{CallCounts, Endpoint, QuotaMark, Tag, Timestamp};

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
        if let Some(endpoint) = endpoint(&row.get::<_, String>(0)?) {
            counts.add(endpoint, u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default());
        }
    }
    Ok(counts)
}

/// See [`super::Store::keep_quotas`].
pub(super) fn keep_quotas(db: &Transaction<'_>, app_id: &str, day: &str, marks: &[QuotaMark]) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO quotas (app_id, endpoint, day, remain, counted) VALUES (?1, ?2, ?3, ?4, ?5)";
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut statement = db.prepare_cached(sql)?;
    for mark in marks {
        statement.execute(params![
            app_id,
            mark.endpoint.path(),
            day,
            number(mark.remain),
            number(mark.counted)
        ])?;
    }
    Ok(())
}

/// See [`super::Store::quotas_on`].
pub(super) fn quotas_on(db: &Connection, app_id: &str, day: &str) -> rusqlite::Result<Vec<QuotaMark>> {
    let sql = "SELECT endpoint, remain, counted FROM quotas WHERE app_id = ?1 AND day = ?2";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([app_id, day])?;
    let mut marks = Vec::new();
    while let Some(row) = rows.next()? {
        let number = |index: usize| row.get::<_, i64>(index).map(|n| u64::try_from(n).unwrap_or_default());
        if let Some(endpoint) = endpoint(&row.get::<_, String>(0)?) {
            marks.push(QuotaMark {
                endpoint,
                remain: number(1)?,
                counted: number(2)?,
            });
        }
    }
    Ok(marks)
}

/// The endpoint of a stored path; `None` for one of another version of this program.
fn endpoint(path: &str) -> Option<Endpoint> {
    Endpoint::ALL.into_iter().find(|endpoint| endpoint.path() == path)
}
