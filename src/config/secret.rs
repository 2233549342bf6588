//! Fetching an app secret from where the configuration says it is, and who else could.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::{Env, SecretSource};
use crate::model::Secret;

/// A password manager may ask the user first.
const PATIENCE: Duration = Duration::from_secs(120);

/// No secret is longer; a command that prints more is the wrong one.
const LONGEST_OUTPUT: u64 = 64 * 1024;

impl SecretSource {
    /// Fetches the secret; may read a file or run a command, so call it off the UI task.
    /// The error names what could not be read (variable, command or file) and never a value.
    pub fn resolve(&self, env: &Env) -> Result<Secret, String> {
        let secret = match self {
            Self::Inline(secret) => secret.clone(),
            Self::Env(name) => Secret::new(env.get(name).unwrap_or_default()),
            Self::Command(argv) => Secret::new(first_line(&output_of(argv, PATIENCE)?)),
            Self::File(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
                Secret::new(text)
            }
            Self::Missing => Secret::new(""),
        };
        if secret.is_empty() {
            return Err(self.name());
        }
        Ok(secret)
    }

    /// What to look at where nothing was found.
    fn name(&self) -> String {
        match self {
            Self::Inline(_) | Self::Missing => "FANSCOPE_APP_SECRET".to_owned(),
            Self::Env(name) => name.clone(),
            Self::Command(argv) => argv.first().cloned().unwrap_or_default(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The first line, as password managers print it: what follows is about the entry.
fn first_line(output: &str) -> &str {
    output.trim_start().lines().next().unwrap_or_default()
}

/// Runs a command without a shell and gives what it prints. Its stderr is dropped: it could hold anything.
fn output_of(argv: &[String], patience: Duration) -> Result<String, String> {
    let (program, arguments) = argv.split_first().ok_or_else(String::new)?;
    let fault = |detail: &dyn std::fmt::Display| format!("{program}: {detail}");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| fault(&error))?;
    let stdout = child.stdout.take();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut output = Vec::new();
        let read = stdout.map(|pipe| pipe.take(LONGEST_OUTPUT).read_to_end(&mut output));
        // The receiver is gone only where its patience ended.
        let _ = sender.send(read.transpose().map(|_| output));
    });
    let Ok(output) = receiver.recv_timeout(patience) else {
        // It may have ended meanwhile; either way it is gone after this.
        let _ = child.kill();
        let _ = child.wait();
        return Err(fault(&format_args!("> {} s", patience.as_secs())));
    };
    let status = child.wait().map_err(|error| fault(&error))?;
    if !status.success() {
        return Err(fault(&status));
    }
    let output = output.map_err(|error| fault(&error))?;
    String::from_utf8(output).map_err(|_| fault(&"UTF-8"))
}

/// The mode of a file that others than its owner may read, as `0644`; `None` where nobody else may.
#[cfg(unix)]
pub(super) fn shared_mode(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o7777;
    (mode & 0o077 != 0).then(|| format!("{mode:04o}"))
}

/// Elsewhere files have no such mode.
#[cfg(not(unix))]
pub(super) fn shared_mode(_path: &Path) -> Option<String> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn argv(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn secrets_from_every_place() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("secret");
        std::fs::write(&file, "\n s3cret \n").expect("write");
        let env = Env([("WX_SECRET".to_owned(), "s3cret".to_owned())].into());
        for source in [
            SecretSource::Inline(Secret::new("s3cret")),
            SecretSource::Env("WX_SECRET".into()),
            SecretSource::Command(argv(&["printf", "s3cret\\nurl: x\\n"])),
            SecretSource::File(file),
        ] {
            assert_eq!(source.resolve(&env), Ok(Secret::new("s3cret")), "{source:?}");
        }
    }

    #[test]
    fn what_is_missing_is_named_and_no_value_shown() {
        let env = Env::default();
        for (source, expected) in [
            (SecretSource::Missing, "FANSCOPE_APP_SECRET"),
            (SecretSource::Env("WX_SECRET".into()), "WX_SECRET"),
            (SecretSource::Command(argv(&["true"])), "true"),
            (
                SecretSource::Command(argv(&["sh", "-c", "echo s3cret; exit 3"])),
                "sh: exit status: 3",
            ),
            (
                SecretSource::Command(argv(&["/nowhere/pass", "wx"])),
                "/nowhere/pass: No such file",
            ),
            (
                SecretSource::File("/nowhere/secret".into()),
                "/nowhere/secret: No such file",
            ),
        ] {
            let error = source.resolve(&env).expect_err("nothing there");
            assert!(error.starts_with(expected) && !error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn a_command_that_hangs_is_stopped() {
        let error = output_of(&argv(&["sleep", "600"]), Duration::from_millis(30));
        assert_eq!(error, Err("sleep: > 0 s".to_owned()));
    }

    #[test]
    fn modes_that_others_can_use() {
        let file = tempfile::NamedTempFile::new().expect("file");
        let mode = |mode: u32| {
            std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).expect("chmod");
            shared_mode(file.path())
        };
        assert_eq!([mode(0o600), mode(0o400)], [None, None]);
        assert_eq!(
            [mode(0o644), mode(0o640)],
            [Some("0644".to_owned()), Some("0640".to_owned())]
        );
    }
}
