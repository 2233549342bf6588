//! Secrets and tokens appear nowhere: not in files, logs, errors or output.

use std::fs;
use std::path::{Path, PathBuf};

use fanscope::demo::{Act, Fault};

use crate::support::home::{Home, Run};
use crate::support::server::{NOBODY, OLD, Server, TODAY};

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

/// What must not be found: secret, web token, and every access token that the server handed out.
fn secrets(server: &Server) -> Vec<String> {
    let mut secrets = vec![
        server.app_secret.clone(),
        server.web_token.clone(),
        "given-token".to_owned(),
    ];
    let tokens = server.calls().into_iter().filter_map(|call| {
        let (_, rest) = call.query.split_once("access_token=")?;
        Some(rest.split('&').next()?.to_owned())
    });
    secrets.extend(tokens);
    secrets.sort();
    secrets.dedup();
    secrets
}

#[track_caller]
fn search(home: &Home, server: &Server, runs: &[Run]) {
    for secret in secrets(server).iter().filter(|secret| !secret.is_empty()) {
        for run in runs {
            for text in [&run.stdout, &run.stderr] {
                assert!(!text.contains(secret.as_str()), "{secret} in\n{text}");
                assert!(!text.contains("access_token="), "{text}");
            }
        }
        for file in files(home.path()) {
            let bytes = fs::read(&file).unwrap();
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} in {}", file.display());
        }
    }
}

#[test]
fn nothing_of_a_run_holds_a_secret() {
    let (home, server) = (Home::new(), Server::start());
    let with = |words: &[&str], name: &str, value: &str| -> Run {
        home.against(&server, words).env(name, value).output().unwrap().into()
    };
    let runs = [
        home.ask(&server, &["lookup", OLD, TODAY, NOBODY, "abc", "-vv"]),
        home.ask(&server, &["tags", "-vv"]),
        home.ask(&server, &["config", "show"]),
        home.ask(&server, &["history", "export"]),
        with(
            &["lookup", OLD, "--source", "web", "-vv"],
            "FANSCOPE_WEB_TOKEN",
            &server.web_token,
        ),
        with(
            &["lookup", OLD, "--fresh", "-vv"],
            "FANSCOPE_ACCESS_TOKEN",
            "given-token",
        ),
        with(&["lookup", OLD, "--fresh"], "FANSCOPE_LOG", "trace"),
    ];
    assert!(runs.iter().any(|run| run.stderr.lines().count() > 1), "the log was on");
    assert!(secrets(&server).len() > 3, "a token was handed out");
    search(&home, &server, &runs);
}

#[test]
fn faults_that_carry_addresses_hold_no_secret() {
    for act in [
        Act::Reset,
        Act::Status(502),
        Act::Redirect("https://elsewhere.invalid/?access_token=x".to_owned()),
    ] {
        let server = Server::faulty(Fault::everywhere(act));
        let home = Home::new();
        home.configure("[lookup]\nretries = 0\n");
        let runs = [
            home.ask(&server, &["lookup", OLD, "-vv"]),
            home.ask(&server, &["tags", "-vv"]),
        ];
        search(&home, &server, &runs);
    }
}

#[cfg(unix)]
#[test]
fn files_are_private() {
    use std::os::unix::fs::PermissionsExt;

    let (home, server) = (Home::new(), Server::start());
    home.ask(&server, &["lookup", OLD]).expect_code(0);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.db().parent().unwrap()), 0o700);
    for file in files(home.db().parent().unwrap()) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}
