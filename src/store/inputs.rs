//! What was typed into fields before.

use rusqlite::{Connection, Transaction, params};

use crate::model::Timestamp;

/// Inputs kept per field; the oldest go.
const KEPT: i64 = 200;

/// See [`super::Store::keep_input`].
pub(super) fn keep(db: &Transaction<'_>, field: &str, text: &str, at: Timestamp) -> rusqlite::Result<()> {
    // Two inputs of one second keep their order.
    let newest: Option<i64> = db.query_row("SELECT max(at) FROM inputs WHERE field = ?1", [field], |row| row.get(0))?;
    let at = newest.map_or(at.as_millisecond(), |newest| at.as_millisecond().max(newest + 1));
    let sql = "INSERT INTO inputs (field, text, at) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET at = excluded.at";
    db.execute(sql, params![field, text, at])?;
    let sql = "DELETE FROM inputs WHERE field = ?1 AND at <=
         (SELECT at FROM inputs WHERE field = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)";
    db.execute(sql, params![field, KEPT])?;
    Ok(())
}

/// See [`super::Store::inputs`].
pub(super) fn newest(db: &Connection, field: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT text FROM inputs WHERE field = ?1 ORDER BY at DESC LIMIT ?2";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params![field, KEPT], |row| row.get(0))?;
    rows.collect()
}
