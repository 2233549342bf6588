//! Where an export goes: a file written beside its target and renamed when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A file in the making; unless it is kept, it goes.
#[derive(Debug)]
pub struct Partial {
    path: PathBuf,
    is_kept: bool,
    /// What is written to.
    pub file: File,
}

impl Partial {
    /// Makes it beside `target`. `number` tells apart exports of this process that go to the same target.
    pub fn create(target: &Path, number: u64) -> io::Result<Self> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // A name may be as long as the file system allows, the addition must not make it longer.
        let start: String = name.chars().take(40).collect();
        let path = target.with_file_name(format!(".{start}.{}-{number}.part", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self {
            path,
            file,
            is_kept: false,
        })
    }

    /// Gives it its name; a file that has it is replaced.
    pub fn keep_as(mut self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, target)?;
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
