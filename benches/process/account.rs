//! The demo server as a process of its own, and homes for the programs measured.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_fanscope");

/// An account with many followers, and a home in which its mirror lies.
pub struct Account {
    server: Child,
    environment: Vec<(&'static str, String)>,
    home: TempDir,
}

impl Account {
    pub fn start(followers: u64) -> Self {
        let mut server = Command::new(PROGRAM)
            .args(["demo-server", "--followers", &followers.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told: Vec<String> = BufReader::new(server.stdout.take().unwrap())
            .lines()
            // All it says: it would end at a closed pipe.
            .take(4)
            .map(|line| line.unwrap().rsplit_once(' ').unwrap().1.to_owned())
            .collect();
        let names = ["FANSCOPE_API_BASE", "FANSCOPE_APP_ID", "FANSCOPE_APP_SECRET"];
        Self {
            server,
            environment: names.into_iter().zip(told).collect(),
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// Where the mirror lies.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What makes the program use this account.
    pub fn environment(&self) -> &[(&'static str, String)] {
        &self.environment
    }

    /// The program with this account.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", self.home().join("config"))
            .env("XDG_DATA_HOME", self.home().join("data"));
        command
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
