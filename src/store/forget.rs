//! Deleting for good: rows are overwritten (`secure_delete`), nothing of them stays in the WAL.

use rusqlite::{Connection, Transaction, params};

use super::Doomed;
use super::row::to_json;
use crate::model::{Source, Timestamp};

/// Which rows of `lookups` a [`Doomed`] covers. `?2` is a JSON list, `NULL` for all.
const COVERED: &str = "(?1 IS NULL OR app_id = ?1) AND (?2 IS NULL OR openid IN (SELECT value FROM json_each(?2)))
    AND (?3 IS NULL OR source = ?3) AND (?4 IS NULL OR fetched_at < ?4)";

type Values = (Option<String>, Option<String>, Option<&'static str>, Option<i64>);

fn values(doomed: &Doomed) -> rusqlite::Result<Values> {
    let openids = (!doomed.openids.is_empty())
        .then(|| to_json(&doomed.openids))
        .transpose()?;
    Ok((
        doomed.app_id.clone(),
        openids,
        doomed.source.map(Source::as_str),
        doomed.before.map(Timestamp::as_second),
    ))
}

/// See [`super::Store::count`].
pub(super) fn count(db: &Connection, doomed: &Doomed) -> rusqlite::Result<u64> {
    // Only the time is asked for at every start: the index answers that at once.
    let by_time = doomed.app_id.is_none() && doomed.openids.is_empty() && doomed.source.is_none();
    let n: i64 = if let Some(before) = doomed.before.filter(|_| by_time) {
        let sql = "SELECT count(*) FROM lookups WHERE fetched_at < ?1";
        db.query_row(sql, [before.as_second()], |row| row.get(0))?
    } else {
        let sql = format!("SELECT count(*) FROM lookups WHERE {COVERED}");
        db.query_row(&sql, values(doomed)?, |row| row.get(0))?
    };
    Ok(u64::try_from(n).unwrap_or_default())
}

/// See [`super::Store::forget`].
pub(super) fn forget(db: &Transaction<'_>, doomed: &Doomed) -> rusqlite::Result<u64> {
    let values = values(doomed)?;
    db.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS touched (app_id TEXT, openid TEXT, source TEXT, PRIMARY KEY (app_id, openid, source)) WITHOUT ROWID;
         DELETE FROM touched;",
    )?;
    let touched = format!("INSERT INTO touched SELECT DISTINCT app_id, openid, source FROM lookups WHERE {COVERED}");
    db.execute(&touched, values.clone())?;
    // Their rows point to lookups that may go; they are written anew below.
    db.execute("DELETE FROM people WHERE (app_id, openid, source) IN touched", [])?;
    let removed = db.execute(&format!("DELETE FROM lookups WHERE {COVERED}"), values)?;
    restore_people(db)?;
    drop_first_changes(db)?;
    db.execute("DELETE FROM touched", [])?;
    Ok(u64::try_from(removed).unwrap_or_default())
}

/// Writes the rows of people of whom lookups are left.
fn restore_people(db: &Transaction<'_>) -> rusqlite::Result<()> {
    let sql = "INSERT INTO people (app_id, openid, source, latest, verdict, last_at, first_at, lookups)
        SELECT app_id, openid, source, id, verdict, fetched_at, first_at, n FROM (
            SELECT l.app_id, l.openid, l.source, l.id, l.verdict, l.fetched_at,
                min(l.fetched_at) OVER person AS first_at, count(*) OVER person AS n,
                row_number() OVER (PARTITION BY l.app_id, l.openid, l.source
                    ORDER BY l.verdict DESC, l.fetched_at DESC, l.id DESC) AS rank
            FROM (
                SELECT k.app_id, k.openid, k.source, k.id, k.fetched_at,
                    (k.status <> 'failed' OR coalesce(k.error ->> 'kind' = 'invalid_openid', 0)) AS verdict
                FROM touched JOIN lookups k USING (app_id, openid, source)
            ) l
            WINDOW person AS (PARTITION BY l.app_id, l.openid, l.source)
        ) WHERE rank = 1";
    db.execute(sql, [])?;
    Ok(())
}

/// The first answer left of a person has none before it to differ from.
fn drop_first_changes(db: &Transaction<'_>) -> rusqlite::Result<()> {
    let sql = "DELETE FROM changes WHERE lookup IN (
        SELECT (SELECT l.id FROM lookups l
            WHERE l.app_id = t.app_id AND l.openid = t.openid AND l.source = t.source AND l.status <> 'failed'
            ORDER BY l.fetched_at, l.id LIMIT 1)
        FROM touched t)";
    db.execute(sql, params![])?;
    Ok(())
}

/// Gives space back and empties the WAL, in which deleted rows may still stand. Where another process is reading, the
/// WAL stays until the next deletion or closing.
pub(super) fn scrub(db: &Connection) -> rusqlite::Result<()> {
    // Every step hands back one page.
    let mut vacuum = db.prepare("PRAGMA incremental_vacuum")?;
    let mut steps = vacuum.query([])?;
    while steps.next()?.is_some() {}
    drop(steps);
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
