//! Making and opening the file: private from its first byte, WAL, today's schema.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::owner::fault;
use super::schema::{MIGRATIONS, check_current, migrate};
use super::{Error, Result};
use crate::private;

/// How long a statement waits for other processes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the file for writing; where that cannot be, for reading.
pub(super) fn open(path: &Path) -> Result<Connection> {
    match make(path) {
        Ok(()) => open_to_write(path).or_else(|error| match error {
            Error::ReadOnly { .. } | Error::Open { .. } => open_to_read(path).map_err(|_| error),
            other => Err(other),
        }),
        Err(error) => open_to_read(path).map_err(|_| Error::Open {
            path: path.to_owned(),
            reason: error.to_string(),
        }),
    }
}

/// Makes directory and file where they are missing, both private; a file left open to others is closed to them.
fn make(path: &Path) -> std::io::Result<()> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        private::create_directory(directory)?;
    }
    match private::create_new(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            make_private(path);
            OpenOptions::new().write(true).open(path).map(|_| ())
        }
        Err(error) => Err(error),
    }
}

/// Takes rights of others away. It fails where the file is another user's: then it is not ours to change.
#[cfg(unix)]
fn make_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(file) = std::fs::File::open(path) else { return };
    let Ok(metadata) = file.metadata() else { return };
    if metadata.is_file() && metadata.permissions().mode() & 0o077 != 0 {
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o600));
    }
}

/// Elsewhere the user's own directory is private already.
#[cfg(not(unix))]
fn make_private(_path: &Path) {}

fn open_to_write(path: &Path) -> Result<Connection> {
    let fault = |error: rusqlite::Error| fault(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(fault)?;
    prepare(&connection).map_err(fault)?;
    if connection.is_readonly("main").map_err(fault)? {
        return Err(Error::ReadOnly { path: path.to_owned() });
    }
    migrate(&mut connection, path, MIGRATIONS)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    if pages == 0 {
        // Lets `history clear` hand space back. Of effect only before the first page, and a write lock at any time.
        connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    }
    use_wal(connection)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Sorting a long history would otherwise leave its text in a file elsewhere.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
}

/// Two processes that make the file at once may refuse each other here without waiting, so we wait ourselves.
fn use_wal(connection: &Connection) -> rusqlite::Result<()> {
    let start = Instant::now();
    loop {
        let result = connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
        let busy = matches!(&result, Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy));
        if !busy || start.elapsed() > PATIENCE {
            return result;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Opens a file that cannot be written. In a directory that cannot be written either, SQLite has no place for its
/// shared memory: then the file is read as something that nobody changes.
pub(super) fn open_to_read(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let usual = Connection::open_with_flags(path, flags).map_err(|error| fault(path, &error));
    let usual = usual.and_then(|connection| check_readable(connection, path));
    match usual {
        Err(Error::Open { .. } | Error::ReadOnly { .. }) => open_frozen(path),
        result => result,
    }
}

/// Opens a file that is taken to be changed by nobody.
pub(super) fn open_frozen(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(immutable_address(path), flags);
    check_readable(connection.map_err(|error| fault(path, &error))?, path)
}

fn check_readable(connection: Connection, path: &Path) -> Result<Connection> {
    connection.busy_timeout(PATIENCE).map_err(|error| fault(path, &error))?;
    check_current(&connection, path)?;
    Ok(connection)
}

/// `file:` address with `immutable=1`; what has a meaning in an address is escaped.
fn immutable_address(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let root = if path.starts_with('/') || !path.contains(':') {
        ""
    } else {
        "/"
    };
    format!("file:{root}{path}?immutable=1")
}
