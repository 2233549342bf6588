//! The tables, and how older files become today's. A migration once shipped is never edited.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

mod letters;
mod memory;
mod mirror;
mod notes;

use super::owner::fault;
use super::{Error, Result};
use crate::private;

/// Marks the file as ours in its header: "fanS".
pub(super) const APPLICATION_ID: i64 = 0x6661_6E53;

/// One step for each schema number, from 1 on.
pub(super) const MIGRATIONS: &[&str] = &[V1, mirror::V2, notes::V3, memory::V4, letters::V5];

/// `lookups` holds every lookup; `people` has one row for each person, kept up to date with it, so that the newest
/// people are found without looking at millions of lookups; `changes` hangs on the later of two lookups.
const V1: &str = "
CREATE TABLE lookups (
    id INTEGER PRIMARY KEY,
    app_id TEXT NOT NULL,
    account TEXT NOT NULL,
    source TEXT NOT NULL,
    lang TEXT NOT NULL,
    openid TEXT NOT NULL,
    status TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    repaired INTEGER NOT NULL,
    host TEXT NOT NULL,
    profile TEXT NOT NULL,
    tags TEXT,
    qr_label TEXT,
    error TEXT,
    raw BLOB NOT NULL
) STRICT;
CREATE INDEX lookups_by_person ON lookups (app_id, openid, source, fetched_at);
CREATE INDEX lookups_by_time ON lookups (fetched_at);
CREATE TABLE people (
    app_id TEXT NOT NULL,
    openid TEXT NOT NULL,
    source TEXT NOT NULL,
    latest INTEGER NOT NULL REFERENCES lookups (id),
    verdict INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    lookups INTEGER NOT NULL,
    PRIMARY KEY (app_id, openid, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX people_by_account ON people (app_id, last_at, latest);
CREATE INDEX people_by_time ON people (last_at, latest);
CREATE INDEX people_by_openid ON people (openid);
CREATE INDEX people_by_latest ON people (latest);
CREATE TABLE changes (
    lookup INTEGER NOT NULL REFERENCES lookups (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (lookup, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_lists (
    app_id TEXT PRIMARY KEY,
    fetched_at INTEGER NOT NULL,
    tags TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE calls (
    app_id TEXT NOT NULL,
    day TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (app_id, day, endpoint)
) STRICT, WITHOUT ROWID;
CREATE TABLE quotas (
    app_id TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    day TEXT NOT NULL,
    remain INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    PRIMARY KEY (app_id, endpoint)
) STRICT, WITHOUT ROWID;
";

/// Brings the file to the newest schema. Several processes may try at once: the first does it, the others find it done.
pub(super) fn migrate(connection: &mut Connection, path: &Path, migrations: &[&str]) -> Result<()> {
    let fault = |error: rusqlite::Error| fault(path, &error);
    // In a transaction, so that another process that is migrating is seen either before or after.
    let reading = connection.transaction().map_err(fault)?;
    let found = check_version(&reading, path, migrations)?;
    drop(reading);
    if found == migrations.len() {
        return Ok(());
    }
    if found > 0 {
        back_up(connection, path, found)?;
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(fault)?;
    let found = check_version(&transaction, path, migrations)?;
    for (number, step) in (1_i64..).zip(migrations).skip(found) {
        transaction.execute_batch(step).map_err(fault)?;
        transaction.pragma_update(None, "user_version", number).map_err(fault)?;
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(fault)?;
    transaction.commit().map_err(fault)
}

/// The file's schema number, where this program can use the file.
fn check_version(connection: &Connection, path: &Path, migrations: &[&str]) -> Result<usize> {
    let fault = |error: rusqlite::Error| fault(path, &error);
    let number = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(fault)
    };
    let (found, application) = (number("user_version")?, number("application_id")?);
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(fault)?;
    if application != APPLICATION_ID && (tables > 0 || found != 0 || application != 0) {
        return Err(Error::Damaged {
            path: path.to_owned(),
            reason: format!("application id {application:#x}"),
        });
    }
    let known = migrations.len();
    match usize::try_from(found) {
        Ok(version) if version <= known => Ok(version),
        _ => Err(Error::Newer {
            path: path.to_owned(),
            found,
            known: i64::try_from(known).unwrap_or(i64::MAX),
        }),
    }
}

/// Whether a file that cannot be written has today's schema.
pub(super) fn check_current(connection: &Connection, path: &Path) -> Result<()> {
    if check_version(connection, path, MIGRATIONS)? == MIGRATIONS.len() {
        return Ok(());
    }
    Err(Error::ReadOnly { path: path.to_owned() })
}

/// Copies a file of an older schema to `fanscope.db.N.bak` before it is changed. An earlier copy is left as it is:
/// it is of the same file.
fn back_up(connection: &Connection, path: &Path, version: usize) -> Result<()> {
    let target = backup_path(path, version);
    match private::create_new(&target) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => {
            return Err(Error::Open {
                path: target,
                reason: error.to_string(),
            });
        }
    }
    // SQLite fills an empty file and so keeps its mode.
    let copied = connection.execute("VACUUM INTO ?1", [target.display().to_string()]);
    copied.map(|_| ()).map_err(|error| fault(&target, &error))
}

pub(super) fn backup_path(path: &Path, version: usize) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{version}.bak"));
    PathBuf::from(name)
}
