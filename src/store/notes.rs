//! Local notes.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::row::moment;
use crate::model::{Note, NotesKept, Timestamp};

/// See [`super::Store::notes`].
pub(super) fn list(db: &Connection, app_id: &str) -> rusqlite::Result<Vec<Note>> {
    let sql = "SELECT openid, text, at FROM notes WHERE app_id = ?1 ORDER BY at DESC, openid";
    db.prepare_cached(sql)?.query_map([app_id], read)?.collect()
}

/// See [`super::Store::notes_on`].
pub(super) fn on(db: &Connection, app_id: &str, openids: &[String]) -> rusqlite::Result<Vec<Note>> {
    let mut statement = db.prepare_cached("SELECT openid, text, at FROM notes WHERE app_id = ?1 AND openid = ?2")?;
    let mut notes = Vec::new();
    for openid in openids {
        notes.extend(statement.query_row([app_id, openid], read).optional()?);
    }
    Ok(notes)
}

/// See [`super::Store::keep_notes`].
pub(super) fn keep(
    db: &Transaction<'_>,
    app_id: &str,
    notes: &[(String, String)],
    at: Timestamp,
) -> rusqlite::Result<NotesKept> {
    let mut write = db.prepare_cached(
        "INSERT INTO notes (app_id, openid, text, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at WHERE text <> excluded.text",
    )?;
    let mut delete = db.prepare_cached("DELETE FROM notes WHERE app_id = ?1 AND openid = ?2")?;
    let mut kept = NotesKept::default();
    for (openid, text) in notes {
        let (count, changed) = if text.is_empty() {
            (&mut kept.deleted, delete.execute([app_id, openid])?)
        } else {
            let changed = write.execute(params![app_id, openid, text, at.as_second()])?;
            (&mut kept.written, changed)
        };
        if changed > 0 {
            *count += 1;
        } else {
            kept.unchanged += 1;
        }
    }
    Ok(kept)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        openid: row.get(0)?,
        text: row.get(1)?,
        at: moment(row, 2)?,
    })
}
