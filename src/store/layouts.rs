//! The columns of each table of an account, as chosen in the interface.

use rusqlite::{Connection, Transaction};

/// See [`super::Store::layouts`].
pub(super) fn all(db: &Connection, app_id: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached("SELECT name, columns FROM layouts WHERE app_id = ?1 ORDER BY name")?;
    statement
        .query_map([app_id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// See [`super::Store::keep_layout`].
pub(super) fn keep(db: &Transaction<'_>, app_id: &str, name: &str, columns: Option<&str>) -> rusqlite::Result<()> {
    match columns {
        Some(columns) => {
            let sql = "INSERT OR REPLACE INTO layouts (app_id, name, columns) VALUES (?1, ?2, ?3)";
            db.execute(sql, [app_id, name, columns])?;
        }
        None => {
            db.execute("DELETE FROM layouts WHERE app_id = ?1 AND name = ?2", [app_id, name])?;
        }
    }
    Ok(())
}
