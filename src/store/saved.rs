//! Views that the operator saved under a name.

use rusqlite::{Connection, Transaction, params};

/// A query and an order under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The name, unique within the account.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// The order, in the words of whoever saved it.
    pub sort: String,
}

/// See [`super::Store::views`].
pub(super) fn list(db: &Connection, app_id: &str) -> rusqlite::Result<Vec<SavedView>> {
    let mut statement = db.prepare_cached("SELECT name, query, sort FROM views WHERE app_id = ?1 ORDER BY name")?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(SavedView {
            name: row.get(0)?,
            query: row.get(1)?,
            sort: row.get(2)?,
        })
    };
    statement.query_map([app_id], read)?.collect()
}

/// See [`super::Store::save_view`].
pub(super) fn save(db: &Transaction<'_>, app_id: &str, view: &SavedView) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO views (app_id, name, query, sort) VALUES (?1, ?2, ?3, ?4)";
    db.execute(sql, params![app_id, view.name, view.query, view.sort])?;
    Ok(())
}

/// See [`super::Store::delete_view`].
pub(super) fn delete(db: &Transaction<'_>, app_id: &str, name: &str) -> rusqlite::Result<bool> {
    let deleted = db.execute("DELETE FROM views WHERE app_id = ?1 AND name = ?2", [app_id, name])?;
    Ok(deleted > 0)
}
