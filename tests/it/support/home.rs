//! The binary in a home of its own: nothing of the tester's environment or files reaches it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

use super::server::Server;

/// A temporary home with empty configuration and data directories.
pub struct Home {
    dir: TempDir,
}

/// What a run of the binary left behind.
pub struct Run {
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Each line of stdout as JSON.
    pub fn lines(&self) -> Vec<serde_json::Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}\n{}", self.stderr));
        self.stdout.lines().map(read).collect()
    }

    /// All of stdout as one JSON value.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }

    /// The run, after its exit code was checked.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Home {
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The local file of fanscope.
    pub fn db(&self) -> PathBuf {
        self.path().join("data/fanscope/fanscope.db")
    }

    /// Where `config.toml` is looked for.
    pub fn config_file(&self) -> PathBuf {
        self.path().join("config/fanscope/config.toml")
    }

    /// Writes `config.toml`.
    pub fn configure(&self, text: &str) -> &Self {
        let file = self.config_file();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        self
    }

    /// Writes another file and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.into_os_string().into_string().unwrap()
    }

    /// The environment of the binary in this home.
    pub fn env(&self) -> Vec<(&'static str, PathBuf)> {
        let mut env = vec![
            ("HOME", self.path().to_owned()),
            ("XDG_CONFIG_HOME", self.path().join("config")),
            ("XDG_DATA_HOME", self.path().join("data")),
            ("TZ", "UTC".into()),
        ];
        // Only what the system needs to start a process at all.
        env.extend(
            ["PATH", "SystemRoot"]
                .into_iter()
                .filter_map(|key| Some((key, std::env::var_os(key)?.into()))),
        );
        env
    }

    /// The binary with these words.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fanscope"));
        command
            .env_clear()
            .envs(self.env())
            .args(words)
            .timeout(std::time::Duration::from_secs(60));
        command
    }

    /// The binary with these words and the server's credentials in the environment.
    pub fn against(&self, server: &Server, words: &[&str]) -> Command {
        let mut command = self.command(words);
        command.envs(server.env());
        command
    }

    /// Runs the binary.
    pub fn run(&self, words: &[&str]) -> Run {
        self.command(words).output().unwrap().into()
    }

    /// Runs the binary against a server.
    pub fn ask(&self, server: &Server, words: &[&str]) -> Run {
        self.against(server, words).output().unwrap().into()
    }
}
