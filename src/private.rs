//! Making files and directories that only the user can use: what fanscope keeps holds people, secrets or both.
//!
//! On Unix a file has mode 0600 and a directory 0700 from its first moment. Elsewhere the user's own directories are
//! private already.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens as the options say; a file that comes into being by that is the user's alone. One that is there keeps its
/// mode.
pub fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// A new file, open for writing.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where there is one.
pub fn create_new(path: &Path) -> io::Result<File> {
    open(OpenOptions::new().write(true).create_new(true), path)
}

/// Makes a directory and those above it, as far as they are missing. One that is there keeps its mode.
pub fn create_directory(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_is_made_is_private_and_what_is_there_stays_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let folder = home.path().join("a/b");
        create_directory(&folder).unwrap();
        create_directory(&folder).unwrap();
        assert_eq!((mode(&folder), mode(folder.parent().unwrap())), (0o700, 0o700));

        let file = folder.join("file");
        create_new(&file).unwrap();
        assert_eq!(mode(&file), 0o600);
        assert_eq!(create_new(&file).unwrap_err().kind(), io::ErrorKind::AlreadyExists);

        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        open(OpenOptions::new().append(true).create(true), &file).unwrap();
        assert_eq!(mode(&file), 0o644);
    }
}
