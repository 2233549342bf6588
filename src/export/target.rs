//! Where an export goes: a file written beside its target and renamed when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::private;

/// What stands where an export is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing yet.
    Nothing,
    /// This regular file: the target itself, or what the target links to.
    File(PathBuf),
    /// Something that an export must not replace: a directory, a device, a pipe, a link that leads nowhere.
    Other,
}

impl Standing {
    /// Looks, and follows links.
    pub fn at(target: &Path) -> Self {
        if target.symlink_metadata().is_err() {
            return Self::Nothing;
        }
        match fs::canonicalize(target) {
            Ok(file) if file.is_file() => Self::File(file),
            _ => Self::Other,
        }
    }
}

/// A file in the making; unless it is kept, it goes. It is locked as long as it is being made, so that one left by a
/// process that was killed can be told from one in use: the next export to the same target removes it.
#[derive(Debug)]
pub struct Partial {
    path: PathBuf,
    target: PathBuf,
    is_kept: bool,
    /// What is written to.
    pub file: File,
}

impl Partial {
    /// Makes it beside `target`, or beside the file that `target` links to. `number` tells apart exports of this
    /// process that go to the same target.
    pub fn create(target: &Path, number: u64) -> io::Result<Self> {
        let target = match Standing::at(target) {
            Standing::Nothing => target.to_owned(),
            Standing::File(file) => file,
            Standing::Other => return Err(no_file()),
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // A name may be as long as the file system allows, the addition must not make it longer.
        let start: String = name.chars().take(40).collect();
        remove_orphans(&target, &start);
        let path = target.with_file_name(format!(".{start}.{}-{number}.part", std::process::id()));
        let file = locked(&path)?;
        Ok(Self {
            path,
            target,
            file,
            is_kept: false,
        })
    }

    /// Gives it its name; a file that has it is replaced, and hands on who may read it.
    pub fn keep(mut self) -> io::Result<()> {
        match Standing::at(&self.target) {
            Standing::Nothing => {}
            Standing::File(before) => {
                // Where this fails the file stays private, which harms nobody.
                let _ = fs::metadata(before).and_then(|before| self.file.set_permissions(before.permissions()));
            }
            Standing::Other => return Err(no_file()),
        }
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.is_kept {
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Removes what killed processes left of exports to the same target. That it cannot be done harms no export.
fn remove_orphans(target: &Path, start: &str) {
    let folder = target.parent().filter(|folder| *folder != Path::new(""));
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| is_partial(name, start));
        // Opening something else, such as a pipe, could wait for ever.
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        // The lock is held while it is removed: see `locked`.
        let Ok(file) = OpenOptions::new().write(true).open(&path) else {
            continue;
        };
        if file.try_lock().is_ok() {
            fs::remove_file(&path).ok();
        }
    }
}

/// Whether a file is called as [`Partial::create`] calls them.
fn is_partial(name: &str, start: &str) -> bool {
    let rest = name.strip_prefix('.').and_then(|name| name.strip_prefix(start));
    let numbers = rest.and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".part"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers
        .and_then(|numbers| numbers.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// A new file that is locked. Who looked for orphans may have found it before it was, and removed it.
fn locked(path: &Path) -> io::Result<File> {
    loop {
        let file = private::create_new(path)?;
        // Where there are no locks nothing is taken for an orphan, either.
        if file.lock().is_err() || path.symlink_metadata().is_ok() {
            return Ok(file);
        }
    }
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    fn export(target: &Path) -> io::Result<()> {
        let mut partial = Partial::create(target, 0)?;
        partial.file.write_all(b"new")?;
        partial.keep()
    }

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_private_and_a_replaced_one_keeps_its_mode() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        export(&target).unwrap();
        assert_eq!(mode(&target), 0o600);
        fs::set_permissions(&target, fs::Permissions::from_mode(0o644)).unwrap();
        fs::write(&target, "old").unwrap();
        export(&target).unwrap();
        assert_eq!(
            (mode(&target), fs::read_to_string(&target).unwrap().as_str()),
            (0o644, "new")
        );
    }

    #[test]
    fn a_link_stays_and_its_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let file = elsewhere.path().join("real.csv");
        fs::write(&file, "old").unwrap();
        let link = folder.path().join("out.csv");
        symlink(&file, &link).unwrap();
        export(&link).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_export_left_goes_with_the_next_one_to_the_same_target() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        for name in [
            ".out.csv.77-0.part",
            ".out.csv.77-12.part",
            ".other.csv.77-0.part",
            ".out.csv.x-0.part",
        ] {
            fs::write(place(name), "half").unwrap();
        }
        symlink(place("nowhere"), place(".out.csv.9-9.part")).unwrap();
        let under_way = Partial::create(&place("out.csv"), 1).unwrap();
        export(&place("out.csv")).unwrap();
        let left = || {
            let mut names: Vec<_> = fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            names.sort();
            names
        };
        let in_use = under_way.path.file_name().unwrap().to_owned();
        let mut expected: Vec<std::ffi::OsString> = [
            ".other.csv.77-0.part",
            ".out.csv.9-9.part",
            ".out.csv.x-0.part",
            "out.csv",
        ]
        .map(Into::into)
        .into();
        expected.push(in_use);
        expected.sort();
        assert_eq!(left(), expected);
        under_way.keep().unwrap();
        assert_eq!(left().len(), 4);
    }

    #[test]
    fn what_is_no_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::create_dir(place("folder")).unwrap();
        let _listener = UnixListener::bind(place("socket")).unwrap();
        symlink(place("nowhere"), place("dangling")).unwrap();
        symlink("/dev/null", place("device")).unwrap();
        for name in ["folder", "socket", "dangling", "device"] {
            assert_eq!(Standing::at(&place(name)), Standing::Other, "{name}");
            assert!(export(&place(name)).is_err(), "{name}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
        assert_eq!(Standing::at(&place("none")), Standing::Nothing);
        // It came into being while the export was written.
        let late = Partial::create(&place("late"), 0).unwrap();
        let _late = UnixListener::bind(place("late")).unwrap();
        assert!(late.keep().is_err());
    }
}
