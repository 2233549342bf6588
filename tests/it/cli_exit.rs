//! Every exit code of the product contract, produced.

use std::net::TcpListener;

use fanscope::demo::{Act, Fault};
use serde_json::Value;

use crate::support::home::{Home, Run};
use crate::support::server::{NOBODY, OLD, Server};

/// No waiting for retries.
const IMPATIENT: &str = "[lookup]\nretries = 0\ntimeout_s = 2\n";

fn ask(server: &Server, words: &[&str]) -> Run {
    Home::new().configure(IMPATIENT).ask(server, words)
}

#[test]
fn zero_when_every_openid_is_answered() {
    ask(&Server::start(), &["lookup", OLD, "otvxTs_JZ6SEiP0imdhpi50fuSZg"]).expect_code(0);
}

#[test]
fn one_when_some_failed_or_all_are_no_openids() {
    let server = Server::start();
    for words in [
        &["lookup", OLD, "abc"][..],
        &["lookup", "abc"],
        &["lookup", NOBODY],
        &["lookup", "abc", NOBODY],
    ] {
        ask(&server, words).expect_code(1);
    }
}

#[test]
fn two_for_usage_and_configuration() {
    let server = Server::start();
    for words in [
        &["lookup"][..],
        &["lookup", " , "],
        &["lookup", OLD, "--format", "xml"],
        &["lookup", OLD, "--account", "nobody"],
        &["nonsense"],
        &["history", "list", "colour:red"],
        &["history", "clear"],
        &["history"],
        &[],
    ] {
        let run = ask(&server, words).expect_code(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{words:?}");
    }
    assert_eq!(server.total_requests(), 0);
}

#[test]
fn two_without_credentials_and_with_several_accounts() {
    let none = Home::new().run(&["lookup", OLD]).expect_code(2);
    assert!(none.stderr.contains("FANSCOPE_APP_ID"), "{}", none.stderr);
    let home = Home::new();
    home.configure("[accounts.main]\napp_id = \"wx1111111111111111\"\napp_secret_env = \"UNSET\"\n");
    let unset = home.run(&["lookup", "abc"]).expect_code(2);
    assert!(
        unset.stderr.contains("UNSET") && unset.stdout.is_empty(),
        "{}",
        unset.stderr
    );
    home.configure(
        "[accounts.main]\napp_id = \"wx1111111111111111\"\napp_secret = \"s\"\n[accounts.second]\napp_id = \"wx2222222222222222\"\napp_secret = \"s\"\n",
    );
    let many = home.run(&["lookup", OLD]).expect_code(2);
    assert!(
        many.stderr.contains("main") && many.stderr.contains("second"),
        "{}",
        many.stderr
    );
}

#[test]
fn two_for_a_log_level_that_does_not_exist() {
    let output = Home::new()
        .command(&["explain", "40001"])
        .env("FANSCOPE_LOG", "loud")
        .output()
        .unwrap();
    assert!(Run::from(output).expect_code(2).stderr.contains("loud"));
}

#[test]
fn three_when_the_account_is_refused() {
    let server = Server::start();
    let home = Home::new();
    home.configure(IMPATIENT);
    let wrong = home
        .against(&server, &["lookup", OLD, "abc"])
        .env("FANSCOPE_APP_SECRET", "wrong")
        .output()
        .unwrap();
    let run = Run::from(wrong).expect_code(3);
    assert_eq!(run.lines()[0]["error"]["kind"], "credential");
    let token = home
        .against(&server, &["lookup", OLD])
        .env("FANSCOPE_ACCESS_TOKEN", "stale")
        .output()
        .unwrap();
    Run::from(token).expect_code(3);
    assert_eq!(
        server.requests("/cgi-bin/stable_token"),
        1,
        "a given token is never refreshed"
    );
    for (errcode, kind) in [(48001, "permission"), (40164, "ip_whitelist")] {
        let server = Server::faulty(Fault::at("/cgi-bin/user/info", Act::Errcode(errcode)));
        let run = ask(&server, &["lookup", OLD]).expect_code(3);
        assert_eq!(run.lines()[0]["error"]["kind"], kind);
    }
}

#[test]
fn four_when_network_or_platform_fail() {
    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Server::start();
    let home = Home::new();
    home.configure(IMPATIENT);
    let refused = home
        .against(&server, &["lookup", OLD, "--api-base", &format!("http://{unused}")])
        .output()
        .unwrap();
    assert_eq!(Run::from(refused).expect_code(4).lines()[0]["error"]["kind"], "network");
    for (act, kind) in [
        (Act::Status(502), "bad_reply"),
        (Act::Html, "bad_reply"),
        (Act::Errcode(-1), "platform"),
        (Act::Hang, "timeout"),
        (Act::Reset, "network"),
    ] {
        let what = format!("{act:?}");
        let run = ask(&Server::faulty(Fault::at("/cgi-bin/user/info", act)), &["lookup", OLD]);
        assert_eq!(
            (run.code, &run.lines()[0]["error"]["kind"]),
            (4, &Value::from(kind)),
            "{what}"
        );
    }
}

#[test]
fn five_when_calls_are_used_up() {
    let server = Server::faulty(Fault::at("/cgi-bin/user/info", Act::Errcode(45009)));
    assert_eq!(
        ask(&server, &["lookup", OLD]).expect_code(5).lines()[0]["error"]["kind"],
        "quota"
    );
    let server = Server::start();
    let run = ask(&server, &["lookup", OLD, "--max-calls", "1"]).expect_code(5);
    assert_eq!(run.lines()[0]["error"]["kind"], "quota");
    assert_eq!(server.total_requests(), 1);
}

#[cfg(unix)]
mod interrupted {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use rustix::process::{Pid, Signal, kill_process};

    use super::*;
    use crate::support::server::TODAY;

    fn start(home: &Home, server: &Server, words: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_fanscope"))
            .env_clear()
            .envs(home.env())
            .envs(server.env())
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn interrupt(child: &Child, signal: Signal) {
        kill_process(Pid::from_child(child), signal).unwrap();
    }

    #[test]
    fn means_130_and_a_closed_array() {
        for signal in [Signal::INT, Signal::TERM] {
            closes_the_array(signal);
        }
    }

    fn closes_the_array(signal: Signal) {
        let home = Home::new();
        // The suspicious one is asked alone and never answered.
        let server = Server::faulty(Fault::at("/cgi-bin/user/info", Act::Hang));
        let suspicious = "OXXXXXXXXXXXXXXXXXXXXXXXXXXX";
        let words = ["lookup", "abc", OLD, TODAY, suspicious, "--format", "json"];
        let mut child = start(&home, &server, &words);
        let deadline = Instant::now() + Duration::from_secs(30);
        while server.requests("/cgi-bin/user/info") == 0 {
            assert!(Instant::now() < deadline, "the call that hangs was never made");
            std::thread::yield_now();
        }
        interrupt(&child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(130));
        let mut text = String::new();
        child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        let rows: Vec<Value> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[3]["error"]["kind"], "cancelled");
    }

    #[test]
    fn means_130_while_the_secret_is_still_awaited() {
        let (home, server) = (Home::new(), Server::start());
        let begun = home.path().join("begun");
        home.configure(&format!(
            "[accounts.main]\napp_id = \"wx1111111111111111\"\napp_secret_command = [\"sh\", \"-c\", \"> '{}'; exec sleep 20\"]\n",
            begun.display()
        ));
        let mut child = Command::new(env!("CARGO_BIN_EXE_fanscope"))
            .env_clear()
            .envs(home.env())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("FANSCOPE_API_BASE", server.base())
            .args(["lookup", OLD, "--format", "json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while !begun.exists() {
            assert!(Instant::now() < deadline, "the secret was never asked for");
            std::thread::yield_now();
        }
        interrupt(&child, Signal::INT);
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert_eq!(server.total_requests(), 0);
    }

    #[test]
    fn a_wait_for_the_next_minute_is_told_and_ends_at_once() {
        let (home, server) = (
            Home::new(),
            Server::faulty(Fault::at("/cgi-bin/user/info", Act::Errcode(45011))),
        );
        let mut child = start(&home, &server, &["lookup", OLD]);
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        assert!(
            line.contains("/cgi-bin/user/info") && line.contains("going on at"),
            "{line}"
        );
        interrupt(&child, Signal::INT);
        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}
