//! The interface's log: a file in the data directory, written only when asked for, never the terminal.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing::Level;
use tracing_subscriber::EnvFilter;

use crate::private;

/// The file's name in the data directory.
const NAME: &str = "fanscope.log";
/// A file larger than this is begun anew at start.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Starts the log at this level. Only our own messages go in: those of the HTTP client may hold whole URLs with tokens.
pub fn start(data_dir: &Path, level: Level) -> io::Result<PathBuf> {
    let path = data_dir.join(NAME);
    let file = open(data_dir, &path)?;
    // A second start in one process keeps the first log; that happens in tests only.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!("off,fanscope={level}")))
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .try_init();
    Ok(path)
}

/// Opens for appending, private to the user.
fn open(data_dir: &Path, path: &Path) -> io::Result<File> {
    private::create_directory(data_dir)?;
    if fs::metadata(path).is_ok_and(|found| found.len() > LARGEST) {
        fs::remove_file(path)?;
    }
    private::open(OpenOptions::new().create(true).append(true), path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_private_grows_and_begins_anew_when_large() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let path = data.join(NAME);
        io::Write::write_all(&mut open(&data, &path).unwrap(), b"one").unwrap();
        io::Write::write_all(&mut open(&data, &path).unwrap(), b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"onetwo");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
        }
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(LARGEST + 1)
            .unwrap();
        assert_eq!(open(&data, &path).unwrap().metadata().unwrap().len(), 0);
    }
}
