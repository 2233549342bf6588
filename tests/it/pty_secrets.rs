//! Secrets on their way through the whole interface: they leave no trace on the screen, in a file or in the log.
#![cfg(unix)]

use std::path::Path;

use crate::support::pty::Pty;
use crate::support::server::{OLD, Server};

/// All files below a directory with their bytes.
fn files(directory: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

fn contains(bytes: &[u8], secret: &str) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
}

#[test]
fn secrets_leave_no_trace() {
    let home = tempfile::tempdir().unwrap();
    let demo = Server::start();
    let script = format!(
        "FANSCOPE_APP_ID={} FANSCOPE_APP_SECRET={} exec \"$FANSCOPE\" -vv --ui-lang en --api-base {}",
        demo.app_id,
        demo.app_secret,
        demo.base()
    );
    let mut pty = Pty::shell(home.path(), &script, (130, 30));
    pty.wait_for("127.0.0.1");
    // As a follower first: app secret and access token are used.
    pty.paste(OLD);
    pty.wait_for("1 new");
    pty.send("\r");
    pty.wait_for("Band");
    // Then with a web token that is typed in.
    pty.send("w");
    pty.wait_for("oken");
    pty.paste(&demo.web_token);
    pty.send("\r");
    pty.wait_for("Openid · web");
    pty.send("i");
    pty.paste(OLD);
    pty.send("\r");
    pty.wait_for("Authorized");
    pty.send("\u{3}");
    assert_eq!(pty.exit_code(), 0);
    let mut found = vec![("the terminal".to_owned(), pty.written())];
    files(home.path(), &mut found);
    assert!(
        found.iter().any(|(path, _)| path.ends_with("fanscope.db")),
        "nothing was stored"
    );
    assert!(
        found.iter().any(|(path, _)| path.ends_with("fanscope.log")),
        "nothing was logged"
    );
    for (path, bytes) in found {
        for secret in [&demo.app_secret, &demo.web_token] {
            assert!(!contains(&bytes, secret), "a secret in {path}");
        }
        assert!(!contains(&bytes, "access_token="), "an access token in {path}");
    }
}
