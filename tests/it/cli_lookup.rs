//! `lookup` against the demo server: the record, forms, streams, input, history.

use std::io::Write;
use std::process::{Command, Stdio};

use fanscope::demo::{Act, Fault, Setup};
use serde_json::{Value, json};

use crate::support::home::Home;
use crate::support::server::{ABSENT, NOBODY, OLD, Server, TODAY};

/// The product contract's example, on one line.
const RECORD: &str = concat!(
    r#"{"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","account":"demo","source":"follower","status":"following","#,
    r#""fetched_at":"2026-11-21T08:00:00Z","from_history":false,"repaired":false,"#,
    r#""subscribe":1,"subscribe_time":1382694957,"subscribed_at":"2013-10-25T09:55:57Z","#,
    r#""subscribe_scene":"ADD_SCENE_QR_CODE","subscribe_scene_label":"QR code scan","qr_scene":98765,"qr_scene_str":"","qr_label":null,"#,
    r#""remark":"","tagid_list":[128,2],"tags":[{"id":128,"name":"VIP"},{"id":2,"name":"星标组"}],"groupid":0,"#,
    r#""unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL","nickname":"Band","sex":1,"sex_label":"male","language":"zh_CN","country":"中国","province":"广东","city":"广州","#,
    r#""headimgurl":"http://wx.qlogo.cn/mmopen/g3MonUZtNHkdmzicIlibx6iaFqAc56vxLSUfpb6n5WKSYVY0ChQKkiaJSgQ1dZuTOgvLLrhJbERQQ4eMsv84eavHiaiceqxibJxCfHe/0","privilege":null,"#,
    r#""empty":{"qr_scene_str":"blank","remark":"blank"},"extra":{},"error":null}"#
);

/// The record with its fetch time set to the example's, so that the rest can be compared byte by byte.
fn at_example_time(text: &str) -> String {
    let key = r#""fetched_at":""#;
    let start = text.find(key).unwrap() + key.len();
    let end = start + text[start..].find('"').unwrap();
    format!("{}2026-11-21T08:00:00Z{}", &text[..start], &text[end..])
}

fn openids(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["openid"].as_str().unwrap()).collect()
}

#[test]
fn the_record_is_the_contracts_byte_for_byte() {
    let (home, server) = (Home::new(), Server::start());
    let base = server.base();
    let mut command = home.command(&["lookup", "--api-base", &base, "--format", "json", OLD]);
    command
        .env("FANSCOPE_APP_ID", &server.app_id)
        .env("FANSCOPE_APP_SECRET", &server.app_secret);
    let output = command.output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let expected = RECORD.replace(r#""account":"demo""#, r#""account":"env""#);
    assert_eq!(
        at_example_time(&String::from_utf8(output.stdout).unwrap()),
        format!("[\n{expected}\n]\n")
    );
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn under_demo_the_account_is_demo_and_nothing_is_needed() {
    let home = Home::new();
    let mut command = home.command(&["lookup", OLD, "--demo"]);
    let output = command
        .env("FANSCOPE_APP_ID", "ignored")
        .env("FANSCOPE_API_BASE", "http://127.0.0.1:1")
        .output();
    let output = output.unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        at_example_time(&String::from_utf8(output.stdout).unwrap()),
        format!("{RECORD}\n")
    );
}

#[test]
fn rows_keep_the_order_of_the_input_and_each_openid_comes_once() {
    let (home, server) = (Home::new(), Server::start());
    let run = home
        .ask(&server, &["lookup", ABSENT, "abc", TODAY, OLD, ABSENT, "abc"])
        .expect_code(1);
    let rows = run.lines();
    assert_eq!(openids(&rows), [ABSENT, "abc", TODAY, OLD]);
    let statuses: Vec<_> = rows.iter().map(|row| row["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["not_following", "failed", "following", "following"]);
    let error = &rows[1]["error"];
    assert_eq!(error["kind"], "invalid_openid");
    assert!(error["errcode"].is_null() && error["errmsg"].is_null() && error["rid"].is_null());
    assert!(rows[1]["fetched_at"].is_null() && !error["hint"].as_str().unwrap().is_empty());
}

#[test]
fn one_unknown_openid_never_spoils_its_batch() {
    let (home, server) = (Home::new(), Server::start());
    let run = home.ask(&server, &["lookup", OLD, NOBODY, TODAY]).expect_code(1);
    let rows = run.lines();
    assert_eq!(rows[1]["error"]["errcode"], 40003);
    assert_eq!(rows[1]["error"]["kind"], "invalid_openid");
    assert!(rows[0]["error"].is_null() && rows[2]["error"].is_null());
}

#[test]
fn files_and_stdin_follow_the_arguments() {
    let (home, server) = (Home::new(), Server::start());
    let csv = home.file("tickets.csv", format!("ticket,openid,unionid\n7,{TODAY},{NOBODY}\n"));
    let run = home.ask(&server, &["lookup", OLD, "--file", &csv]).expect_code(0);
    assert_eq!(openids(&run.lines()), [OLD, TODAY]);
    let piped = home
        .against(&server, &["lookup", "--file", "-"])
        .write_stdin(format!("\u{feff}「{TODAY}」，{OLD}；"))
        .output();
    assert_eq!(
        openids(&crate::support::home::Run::from(piped.unwrap()).lines()),
        [TODAY, OLD]
    );
    let missing = home.ask(&server, &["lookup", "--file", "nowhere.csv"]).expect_code(2);
    assert!(missing.stderr.contains("nowhere.csv") && missing.stdout.is_empty());
    let named = home.file("people.XLSX", OLD);
    let refused = home.ask(&server, &["lookup", "--file", &named]).expect_code(2);
    assert!(refused.stderr.contains("save as CSV"), "{}", refused.stderr);
    let xlsx = home.file("people.xlsx", b"PK\x03\x04rest");
    let refused = home.ask(&server, &["lookup", "--file", &xlsx]).expect_code(2);
    assert!(refused.stderr.contains("save as CSV"), "{}", refused.stderr);
}

#[test]
fn every_form_has_its_shape() {
    let (home, server) = (Home::new(), Server::start());
    let of = |format: &str| {
        home.ask(&server, &["lookup", OLD, ABSENT, "--fresh", "--format", format])
            .expect_code(0)
            .stdout
    };
    assert_eq!(
        serde_json::from_str::<Value>(&of("json"))
            .unwrap()
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(of("jsonl").lines().count(), 2);
    let csv = of("csv");
    assert!(csv.starts_with("openid,account,source,status,fetched_at,"), "{csv}");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let table = of("table");
    assert!(
        table.contains(OLD) && table.contains("VIP") && !table.contains('\u{1b}'),
        "{table}"
    );
}

#[test]
fn tables_and_csv_speak_the_interface_language_and_json_does_not() {
    let (home, server) = (Home::new(), Server::start());
    let of = |format: &str| {
        home.ask(&server, &["lookup", OLD, "abc", "--ui-lang", "zh", "--format", format])
            .expect_code(1)
            .stdout
    };
    assert!(of("table").contains("扫描二维码"));
    assert!(of("csv").contains(",扫描二维码,"));
    assert!(of("jsonl").contains("\"QR code scan\""));
}

#[test]
fn hostile_names_stay_in_their_cells() {
    let (home, server) = (Home::new(), Server::start());
    let ids = server.openids(300).join("\n");
    let file = home.file("all.txt", ids);
    let table = home
        .ask(&server, &["lookup", "--file", &file, "--format", "table"])
        .expect_code(0)
        .stdout;
    assert_eq!(table.lines().count(), 301);
    let is_hostile = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200f}\u{feff}\u{2060}".contains(c));
    assert!(!table.contains(is_hostile), "{:?}", table.find(is_hostile));
    let jsonl = home.ask(&server, &["lookup", "--file", &file]).expect_code(0).stdout;
    assert!(
        !jsonl.contains(is_hostile) && jsonl.contains("\\u001b"),
        "escaped, not dropped"
    );
}

#[test]
fn kept_rows_stand_beside_their_answers() {
    let (home, server) = (Home::new(), Server::start());
    let csv = home.file(
        "tickets.csv",
        format!("ticket,openid,remark\nT1,{OLD},urgent\nT2,abc,\nT3,{OLD},=x\n"),
    );
    let words = ["lookup", "--file", &csv, "--keep-rows"];
    let rows = home.ask(&server, &words).expect_code(1).lines();
    assert_eq!(openids(&rows), [OLD, "abc", OLD]);
    let tickets: Vec<_> = rows.iter().map(|row| row["ticket"].as_str().unwrap()).collect();
    assert_eq!(tickets, ["T1", "T2", "T3"]);
    assert_eq!(
        (&rows[0]["remark"], &rows[0]["input_remark"]),
        (&json!(""), &json!("urgent"))
    );
    let out = home
        .ask(&server, &[&words[..], &["--format", "csv"]].concat())
        .expect_code(1)
        .stdout;
    let lines: Vec<_> = out.lines().collect();
    assert!(lines[0].ends_with(",hint,ticket,input_remark"), "{out}");
    assert!(
        lines[1].ends_with(",T1,urgent") && lines[3].ends_with(",T3,'=x"),
        "{out}"
    );
}

#[test]
fn a_young_answer_comes_from_history_at_no_cost() {
    let (home, server) = (Home::new(), Server::start());
    let first = home.ask(&server, &["lookup", OLD, ABSENT]).expect_code(0).lines();
    let spent = server.total_requests();
    let again = home.ask(&server, &["lookup", OLD]).expect_code(0).lines();
    assert_eq!(server.total_requests(), spent);
    assert_eq!(again[0]["from_history"], true);
    assert_eq!(again[0]["fetched_at"], first[0]["fetched_at"]);
    assert_eq!(again[0]["tags"], first[0]["tags"]);
    let profile_calls = || server.requests("/cgi-bin/user/info") + server.requests("/cgi-bin/user/info/batchget");
    let calls = profile_calls();
    let asking = [
        &["lookup", OLD, "--fresh"][..],
        &["lookup", OLD, "--max-age", "0s"],
        &["lookup", OLD, "--no-history"],
        &["lookup", OLD, "--lang", "en"],
        &["lookup", ABSENT],
    ];
    for (words, spent) in asking.into_iter().zip(calls + 1..) {
        let rows = home.ask(&server, words).expect_code(0).lines();
        assert_eq!(rows[0]["from_history"], false, "{words:?}");
        assert_eq!(profile_calls(), spent, "{words:?}");
    }
}

#[test]
fn without_history_nothing_is_written() {
    let (home, server) = (Home::new(), Server::start());
    home.ask(&server, &["lookup", OLD, "--no-history"]).expect_code(0);
    assert!(!home.db().exists());
    home.configure("[history]\nenabled = false\n");
    home.ask(&server, &["lookup", OLD]).expect_code(0);
    assert!(!home.db().exists());
}

#[test]
fn a_history_that_cannot_be_written_is_a_warning_only() {
    let (home, server) = (Home::new(), Server::start());
    let not_a_directory = home.file("occupied", "x");
    let run = home
        .ask(&server, &["lookup", OLD, "--data-dir", &not_a_directory])
        .expect_code(0);
    assert_eq!(run.lines()[0]["status"], "following");
    assert!(run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn the_web_source_needs_only_its_token() {
    let (home, server) = (Home::new(), Server::start());
    let words = ["lookup", OLD, "--source", "web", "--api-base", &server.base()];
    let output = home
        .command(&words)
        .env("FANSCOPE_WEB_TOKEN", &server.web_token)
        .output()
        .unwrap();
    let run = crate::support::home::Run::from(output).expect_code(0);
    let row = &run.lines()[0];
    assert_eq!((&row["source"], &row["status"]), (&json!("web"), &json!("authorized")));
    let without = home.ask(&server, &["lookup", OLD, "--source", "web"]).expect_code(2);
    assert!(without.stderr.contains("FANSCOPE_WEB_TOKEN"), "{}", without.stderr);
}

#[test]
fn verbose_runs_tell_what_they_cost() {
    let (home, server) = (Home::new(), Server::start());
    let run = home.ask(&server, &["lookup", OLD, "-v"]).expect_code(0);
    assert!(run.stderr.contains("/cgi-bin/user/info 1"), "{}", run.stderr);
    assert_eq!(run.lines().len(), 1, "data and talk do not mix");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let (home, server) = (
        Home::new(),
        Server::with(Setup {
            followers: Some(2_000),
            ..Setup::default()
        }),
    );
    let file = home.file("all.txt", server.openids(2_000).join("\n"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_fanscope"))
        .env_clear()
        .envs(home.env())
        .envs(server.env())
        .args(["lookup", "--file", &file, "--no-history"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_account_mixed_up_is_noticed_before_the_call() {
    let (home, server) = (Home::new(), Server::start());
    let other = Server::with(Setup {
        seed: 99,
        ..Setup::default()
    });
    assert_ne!(server.app_id, other.app_id);
    home.ask(&server, &["lookup", OLD]).expect_code(0);
    let id = server.openids(40).pop().unwrap();
    home.ask(&server, &["lookup", &id]).expect_code(0);
    let run = home.ask(&other, &["lookup", &id]);
    assert!(
        run.stderr.contains(&id) && run.stderr.contains("right account"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_failed_tag_list_fails_no_row() {
    let server = Server::faulty(Fault::at("/cgi-bin/tags/get", Act::Errcode(48001)));
    let run = Home::new().ask(&server, &["lookup", OLD]).expect_code(0);
    let row = &run.lines()[0];
    assert_eq!(
        row["tags"],
        json!([{"id": 128, "name": null}, {"id": 2, "name": "星标组"}])
    );
    assert!(run.stderr.contains("48001"), "{}", run.stderr);
}

/// Keeps stdin open without a word: a command that reads none must not wait for it.
#[test]
fn arguments_alone_read_no_stdin() {
    let (home, server) = (Home::new(), Server::start());
    let mut child = Command::new(env!("CARGO_BIN_EXE_fanscope"))
        .env_clear()
        .envs(home.env())
        .envs(server.env())
        .args(["lookup", OLD])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    // Fails where the process has gone; it was open until here.
    let _ = stdin.write_all(b"late");
}
