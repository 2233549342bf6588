//! Writing lookups, with the person's row and the changes they show.

use rusqlite::{OptionalExtension, Transaction, named_params, params};

use super::difference::differences;
use super::row::{COLUMN_COUNT, COLUMNS, is_verdict, profile_json, snapshot, to_json};
use crate::model::{Record, Snapshot, Status, Timestamp};

/// Fields that only another language makes differ (API reference, section 1).
const TRANSLATED: [&str; 3] = ["country", "province", "city"];

/// See [`super::Store::keep`].
pub(super) fn keep(db: &Transaction<'_>, snapshots: &[Snapshot]) -> rusqlite::Result<()> {
    for snapshot in snapshots {
        if let Some(fetched_at) = snapshot.record.fetched_at
            && !snapshot.record.from_history
        {
            keep_one(db, snapshot, fetched_at)?;
        }
    }
    Ok(())
}

fn keep_one(db: &Transaction<'_>, snapshot: &Snapshot, fetched_at: Timestamp) -> rusqlite::Result<()> {
    let id = insert(db, snapshot, fetched_at)?;
    update_person(db, snapshot, id, fetched_at)?;
    if snapshot.record.status == Status::Failed {
        return Ok(());
    }
    let at = fetched_at.as_second();
    if let Some((_, before)) = neighbour(db, snapshot, (at, id), Side::Before)? {
        write_changes(db, id, &before, snapshot)?;
    }
    // Another process may have kept a later answer already: its changes now start from this one.
    if let Some((later, after)) = neighbour(db, snapshot, (at, id), Side::After)? {
        write_changes(db, later, snapshot, &after)?;
    }
    Ok(())
}

fn insert(db: &Transaction<'_>, snapshot: &Snapshot, fetched_at: Timestamp) -> rusqlite::Result<i64> {
    let Snapshot { record, .. } = snapshot;
    let sql = "INSERT INTO lookups (app_id, account, source, lang, openid, status, fetched_at, repaired, host, profile, \
               tags, qr_label, error, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    db.prepare_cached(sql)?.execute(params![
        snapshot.app_id,
        record.account,
        record.source.as_str(),
        snapshot.lang.as_str(),
        record.openid,
        record.status.as_str(),
        fetched_at.as_second(),
        record.repaired,
        snapshot.host,
        profile_json(&record.profile)?,
        record.tags.as_ref().map(to_json).transpose()?,
        record.qr_label,
        record.error.as_ref().map(to_json).transpose()?,
        snapshot.raw,
    ])?;
    Ok(db.last_insert_rowid())
}

fn update_person(db: &Transaction<'_>, snapshot: &Snapshot, id: i64, fetched_at: Timestamp) -> rusqlite::Result<()> {
    let Snapshot { record, .. } = snapshot;
    let sql = "INSERT INTO people (app_id, openid, source, latest, verdict, last_at, first_at, lookups)
        VALUES (:app_id, :openid, :source, :id, :verdict, :at, :at, 1)
        ON CONFLICT DO UPDATE SET
            lookups = lookups + 1,
            first_at = min(first_at, excluded.first_at),
            (latest, verdict, last_at) = (
                SELECT iif(newer, excluded.latest, latest), iif(newer, excluded.verdict, verdict),
                    iif(newer, excluded.last_at, last_at)
                FROM (SELECT (excluded.verdict, excluded.last_at, excluded.latest) > (verdict, last_at, latest) AS newer)
            )";
    db.prepare_cached(sql)?.execute(named_params! {
        ":app_id": snapshot.app_id,
        ":openid": record.openid,
        ":source": record.source.as_str(),
        ":id": id,
        ":verdict": is_verdict(record),
        ":at": fetched_at.as_second(),
    })?;
    Ok(())
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The answered snapshot of the same person and source next to a place in time.
fn neighbour(
    db: &Transaction<'_>,
    of: &Snapshot,
    (at, id): (i64, i64),
    side: Side,
) -> rusqlite::Result<Option<(i64, Snapshot)>> {
    let (compare, order) = match side {
        Side::Before => ("<", "DESC"),
        Side::After => (">", "ASC"),
    };
    let sql = format!(
        "SELECT {COLUMNS}, l.id FROM lookups l
         WHERE l.app_id = ?1 AND l.openid = ?2 AND l.source = ?3 AND l.status <> 'failed'
            AND (l.fetched_at, l.id) {compare} (?4, ?5)
         ORDER BY l.fetched_at {order}, l.id {order} LIMIT 1"
    );
    let record: &Record = &of.record;
    let values = params![of.app_id, record.openid, record.source.as_str(), at, id];
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(COLUMN_COUNT)?, snapshot(row)?));
    db.prepare_cached(&sql)?.query_row(values, read).optional()
}

/// Replaces the changes that lookup `id` shows.
fn write_changes(db: &Transaction<'_>, id: i64, before: &Snapshot, after: &Snapshot) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM changes WHERE lookup = ?1")?
        .execute([id])?;
    let mut insert =
        db.prepare_cached("INSERT INTO changes (lookup, place, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let same_language = before.lang == after.lang;
    let found = differences(&before.record, &after.record);
    let real = found
        .iter()
        .filter(|(field, ..)| same_language || !TRANSLATED.contains(&field.as_str()));
    for (place, (field, from, to)) in (0_i64..).zip(real) {
        insert.execute(params![id, place, field, to_json(from)?, to_json(to)?])?;
    }
    Ok(())
}
