//! `web` and `doctor` on the command line.

use fanscope::demo::{Act, Fault, Scope};

use crate::support::home::{Home, Run};
use crate::support::server::{ABSENT, OLD, Server};

/// Runs with a line on stdin.
fn tell(home: &Home, server: &Server, words: &[&str], line: &str) -> Run {
    home.against(server, words)
        .write_stdin(format!("{line}\n"))
        .output()
        .unwrap()
        .into()
}

#[test]
fn a_code_looks_its_person_up_and_is_gone_after_that() {
    let (home, server) = (Home::new(), Server::start());
    let code = server.code(OLD, Scope::UserInfo);
    let run = tell(&home, &server, &["web", "code"], &code).expect_code(0);
    let granted = run.json();
    assert_eq!(
        (&granted["openid"], &granted["record"]["nickname"]),
        (&OLD.into(), &"Band".into())
    );
    assert_eq!(granted["record"]["source"], "web");
    assert_eq!(granted["has_refresh_token"], true);
    assert!(!run.stdout.contains("access_token") && !run.stdout.contains(&code) && !run.stderr.contains(&code));
    let again = tell(&home, &server, &["web", "code"], &code).expect_code(3);
    assert!(again.stderr.contains("40163"), "{}", again.stderr);
    let shown = home.ask(&server, &["history", "show", OLD]).json();
    assert_eq!(shown["snapshots"][0]["source"], "web");
}

#[test]
fn scope_base_shows_no_profile() {
    let (home, server) = (Home::new(), Server::start());
    let code = server.code(OLD, Scope::Base);
    let granted = tell(&home, &server, &["web", "code"], &code).expect_code(0).json();
    assert_eq!(
        (&granted["scope"], &granted["record"]),
        (&"snsapi_base".into(), &serde_json::Value::Null)
    );
}

#[test]
fn a_web_token_is_checked_for_an_openid() {
    let (home, server) = (Home::new(), Server::start());
    let good = tell(&home, &server, &["web", "check", OLD], server.web_token.as_str()).expect_code(0);
    assert!(good.stdout.contains(OLD));
    tell(&home, &server, &["web", "check", OLD], "no-such-web-token-at-all").expect_code(3);
    tell(&home, &server, &["web", "check", "abc"], "x").expect_code(1);
    tell(&home, &server, &["web", "refresh"], "no-such-refresh-token").expect_code(3);
    let nothing = tell(&home, &server, &["web", "code"], "").expect_code(2);
    assert!(nothing.stderr.contains("stdin"), "{}", nothing.stderr);
}

#[test]
fn doctor_tells_every_step_in_both_forms() {
    let (home, server) = (Home::new(), Server::start());
    let report = home.ask(&server, &["doctor", "--format", "json"]).expect_code(0).json();
    let steps = report["steps"].as_array().unwrap();
    let of = |key: &str| {
        steps
            .iter()
            .map(|step| step[key].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("step"),
        [
            "config",
            "network",
            "token",
            "domain_ip",
            "quota",
            "user_get",
            "tags_get",
            "web_token"
        ]
    );
    assert_eq!(of("status"), ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "skipped"]);
    for (lang, word) in [("en", "Access token"), ("zh", "调用额度")] {
        let table = home
            .ask(&server, &["doctor", "--format", "table", "--ui-lang", lang])
            .expect_code(0);
        assert!(
            table.stdout.contains(word) && table.stdout.lines().count() >= 8,
            "{}",
            table.stdout
        );
    }
}

#[test]
fn doctor_says_what_to_do() {
    let (home, server) = (Home::new(), Server::start());
    server.script(Fault::at("/cgi-bin/stable_token", Act::Errcode(40164)));
    let refused = home.ask(&server, &["doctor", "--format", "json"]).expect_code(3).json();
    let token = &refused["steps"][2];
    assert_eq!((&token["status"], &token["errcode"]), (&"fail".into(), &40164.into()));
    assert!(token["hint"].as_str().unwrap().contains("127.0.0.1"), "{token}");

    let unset = home.run(&["doctor", "--format", "json", "--api-base", &server.base()]);
    assert_eq!(unset.code, 2, "{}", unset.stderr);

    let broken = Home::new();
    broken.configure("[lookup]\nconcurency = 9\nretries = 99\n");
    let run = broken.run(&["doctor", "--format", "table"]).expect_code(2);
    assert!(
        run.stdout.contains("config.toml:2:1") && run.stdout.contains("config.toml:3:"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_rid_shows_what_the_platform_recorded_without_its_token() {
    let (home, server) = (Home::new(), Server::start());
    let failed = home
        .ask(&server, &["lookup", "oXXXXXXXXXXXXXXXXXXXXXXXXXXX"])
        .expect_code(1)
        .lines();
    let rid = failed[0]["error"]["rid"].as_str().unwrap().to_owned();
    let record = home.ask(&server, &["doctor", "--rid", &rid]).expect_code(0);
    let url = record.json()["request_url"].as_str().unwrap().to_owned();
    assert!(url.contains("openid=oXXX") && !url.contains("access_token=7"), "{url}");
    home.ask(&server, &["doctor", "--rid", "00000000-00000000-00000000"])
        .expect_code(4);
    home.ask(&server, &["lookup", ABSENT]).expect_code(0);
}
