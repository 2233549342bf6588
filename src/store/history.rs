//! Reading history back. Lists walk an index from its end, so that a limit is all they cost.

use rusqlite::{Connection, OptionalExtension, params};

use super::row::{COLUMN_COUNT, COLUMNS, json, moment, snapshot, snapshots};
use super::{Change, Cursor, HistoryRow, Person, Wanted};
use crate::model::{Lang, OpenId, Record, Snapshot, Source, Timestamp};

/// See [`super::Store::reusable`].
pub(super) fn reusable(
    db: &Connection,
    app_id: &str,
    source: Source,
    lang: Lang,
    ids: &[OpenId],
    newer_than: Timestamp,
) -> rusqlite::Result<Vec<Snapshot>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM lookups l
         WHERE l.id = (
            SELECT id FROM lookups
            WHERE app_id = ?1 AND openid = ?2 AND source = ?3
                AND (lang = ?4 OR status NOT IN ('following', 'authorized'))
            ORDER BY fetched_at DESC, id DESC LIMIT 1
         ) AND l.status IN ('following', 'authorized') AND l.fetched_at > ?5"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut found = Vec::new();
    for id in ids {
        let values = params![
            app_id,
            id.as_str(),
            source.as_str(),
            lang.as_str(),
            newer_than.as_second()
        ];
        found.extend(statement.query_row(values, snapshot).optional()?);
    }
    Ok(found)
}

/// See [`super::Store::history`].
pub(super) fn people(db: &Connection, wanted: &Wanted) -> rusqlite::Result<Vec<HistoryRow>> {
    let mut people = Vec::new();
    each_person(db, wanted, |person| {
        people.push(person);
        true
    })?;
    Ok(people)
}

/// Hands on people one by one as they are read, until `each` says that it wants no more.
pub(super) fn each_person(
    db: &Connection,
    wanted: &Wanted,
    mut each: impl FnMut(HistoryRow) -> bool,
) -> rusqlite::Result<()> {
    let of_account = if wanted.app_id.is_some() {
        "p.app_id = ?1"
    } else {
        "?1 IS NULL"
    };
    let sql = format!(
        "SELECT {COLUMNS}, p.lookups, p.first_at FROM people p JOIN lookups l ON l.id = p.latest
         WHERE {of_account} ORDER BY p.last_at DESC, p.latest DESC LIMIT ?2"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params![wanted.app_id, limit(wanted)])?;
    while let Some(row) = rows.next()? {
        let lookups: i64 = row.get(COLUMN_COUNT)?;
        let person = HistoryRow {
            latest: snapshot(row)?,
            lookups: u64::try_from(lookups).unwrap_or_default(),
            first_at: moment(row, COLUMN_COUNT + 1)?,
        };
        if !each(person) {
            break;
        }
    }
    Ok(())
}

/// See [`super::Store::lookups`].
pub(super) fn lookups(
    db: &Connection,
    app_id: Option<&str>,
    after: Option<Cursor>,
    limit: usize,
) -> rusqlite::Result<(Vec<Snapshot>, Option<Cursor>)> {
    let sql = format!(
        "SELECT {COLUMNS}, l.id FROM lookups l
         WHERE (l.fetched_at, l.id) > (?2, ?3) AND (?1 IS NULL OR l.app_id = ?1)
         ORDER BY l.fetched_at, l.id LIMIT ?4"
    );
    let start = after.unwrap_or(Cursor {
        at: i64::MIN,
        id: i64::MIN,
    });
    let count = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params![app_id, start.at, start.id, count])?;
    let (mut found, mut next) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let snapshot = snapshot(row)?;
        let at = snapshot.record.fetched_at.map_or(start.at, Timestamp::as_second);
        next = Some(Cursor {
            at,
            id: row.get(COLUMN_COUNT)?,
        });
        found.push(snapshot);
    }
    let next = next.filter(|_| found.len() == limit);
    Ok((found, next))
}

/// SQLite reads a negative limit as none.
fn limit(wanted: &Wanted) -> i64 {
    wanted
        .limit
        .map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))
}

/// See [`super::Store::person`].
pub(super) fn person(db: &Connection, app_id: &str, openid: &str) -> rusqlite::Result<Person> {
    let sql = format!(
        "SELECT {COLUMNS} FROM lookups l WHERE l.app_id = ?1 AND l.openid = ?2
         ORDER BY l.fetched_at DESC, l.id DESC"
    );
    let snapshots = snapshots(&mut *db.prepare_cached(&sql)?, [app_id, openid])?;
    let sql = "SELECT l.fetched_at, c.field, c.before, c.after, l.source
         FROM lookups l JOIN changes c ON c.lookup = l.id WHERE l.app_id = ?1 AND l.openid = ?2
         ORDER BY l.fetched_at DESC, l.id DESC, c.place";
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Change {
            at: moment(row, 0)?,
            field: row.get(1)?,
            from: json(row, 2)?.unwrap_or_default(),
            to: json(row, 3)?.unwrap_or_default(),
            source: Source::from_word(&row.get::<_, String>(4)?).unwrap_or_default(),
        })
    };
    let mut statement = db.prepare_cached(sql)?;
    let changes = statement
        .query_map([app_id, openid], read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Person {
        snapshots,
        changes,
        elsewhere: Vec::new(),
    })
}

/// See [`super::Store::of_unionid`].
pub(super) fn of_unionid(db: &Connection, app_id: &str, unionid: &str) -> rusqlite::Result<Vec<Record>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM lookups l WHERE json_extract(l.profile, '$.unionid') = ?2 AND l.app_id = ?1
         AND l.id IN (SELECT latest FROM people p WHERE p.app_id = l.app_id AND p.openid = l.openid)"
    );
    let found = snapshots(&mut *db.prepare_cached(&sql)?, [app_id, unionid])?;
    Ok(found.into_iter().map(|snapshot| snapshot.record).collect())
}

/// See [`super::Store::known_elsewhere`]. Only answers count: an openid that another account failed with is not known there.
pub(super) fn known_elsewhere(
    db: &Connection,
    app_id: &str,
    ids: &[OpenId],
) -> rusqlite::Result<Vec<(OpenId, String)>> {
    let sql = "SELECT l.account FROM people p JOIN lookups l ON l.id = p.latest
         WHERE p.openid = ?2 AND p.app_id <> ?1 AND l.status <> 'failed' AND NOT EXISTS (
            SELECT 1 FROM people q JOIN lookups m ON m.id = q.latest
            WHERE q.openid = ?2 AND q.app_id = ?1 AND m.status <> 'failed'
         ) ORDER BY p.last_at DESC LIMIT 1";
    let mut statement = db.prepare_cached(sql)?;
    let mut known = Vec::new();
    for id in ids {
        let account: Option<String> = statement
            .query_row([app_id, id.as_str()], |row| row.get(0))
            .optional()?;
        known.extend(account.map(|account| (id.clone(), account)));
    }
    Ok(known)
}
