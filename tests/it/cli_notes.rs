//! `notes`: written, listed, imported and exported, all offline.

use serde_json::json;

use crate::support::home::{Home, Run};
use crate::support::server::{ABSENT, OLD, Server, TODAY};

/// An account that nobody could call with.
fn offline(home: &Home, words: &[&str]) -> Run {
    let env = [
        ("FANSCOPE_APP_ID", "wx0123456789abcdef"),
        ("FANSCOPE_APP_SECRET", "none"),
        ("FANSCOPE_API_BASE", "http://127.0.0.1:1"),
    ];
    home.command(words).envs(env).output().unwrap().into()
}

fn listed(home: &Home) -> Vec<(String, String)> {
    let rows = offline(home, &["notes", "list"]).expect_code(0).lines();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter()
        .map(|row| (text(row, "openid"), text(row, "note")))
        .collect()
}

#[test]
fn a_note_is_set_changed_and_deleted() {
    let home = Home::new();
    let empty = offline(&home, &["notes", "list"]).expect_code(0);
    assert!(
        empty.stdout.is_empty() && empty.stderr.contains("notes set"),
        "{}",
        empty.stderr
    );
    let set = |words: &[&str]| offline(&home, &[&["notes", "set", OLD], words].concat()).expect_code(0);
    assert!(set(&["called", "back"]).stderr.contains("saved"));
    assert_eq!(listed(&home), [(OLD.to_owned(), "called back".to_owned())]);
    assert!(set(&[" called back "]).stderr.contains("the same"));
    set(&["第二次回访\n满意"]);
    assert_eq!(listed(&home)[0].1, "第二次回访\n满意");
    let rows = offline(&home, &["notes", "list", "--format", "json"]).json();
    assert_eq!(
        rows[0].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["openid", "note", "noted_at"]
    );
    assert!(
        offline(&home, &["notes", "list", "--format", "table"])
            .stdout
            .contains("第二次回访")
    );
    assert!(set(&[""]).stderr.contains("deleted"));
    assert_eq!(listed(&home), []);
    offline(&home, &["notes", "set", "short", "x"]).expect_code(1);
    offline(&home, &["notes", "set", OLD]).expect_code(2);
    let long = "字".repeat(10_001);
    let refused = offline(&home, &["notes", "set", OLD, &long]).expect_code(2);
    assert!(refused.stderr.contains("10000"), "{}", refused.stderr);
}

#[test]
fn an_import_says_what_it_took_and_an_export_goes_back_in() {
    let home = Home::new();
    let file = home.file(
        "notes.csv",
        format!("name,openid,note\nA,{OLD},\"=SUM(1)\nline two\"\nB,bad id,x\nC,{TODAY},'quoted'\nD,{ABSENT},\n"),
    );
    let import = |file: &str| offline(&home, &["notes", "import", file]);
    let run = import(&file).expect_code(1);
    for told in [
        "column note",
        "Imported: 2",
        "invalid: 1",
        "line 4",
        "without a note, left alone: 1",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    let exported = offline(&home, &["notes", "export"]).expect_code(0).stdout;
    assert!(exported.starts_with("openid,note,noted_at\n"), "{exported}");
    assert!(exported.contains("\"'=SUM(1)\nline two\""), "{exported}");
    let before = listed(&home);
    let again = import(&home.file("again.csv", &exported)).expect_code(0);
    assert!(again.stderr.contains("Imported: 0 · unchanged: 2"), "{}", again.stderr);
    for openid in [OLD, TODAY] {
        offline(&home, &["notes", "set", openid, ""]).expect_code(0);
    }
    import(&home.file("back.csv", &exported)).expect_code(0);
    let sorted = |mut notes: Vec<_>| {
        notes.sort();
        notes
    };
    assert_eq!(sorted(listed(&home)), sorted(before));
}

#[test]
fn of_a_broken_file_nothing_is_imported() {
    let home = Home::new();
    for (bytes, told) in [
        (
            format!("openid,note\n{OLD},good\n{TODAY},\"open\n").into_bytes(),
            "line 3",
        ),
        (
            [format!("openid,note\n{OLD},").as_bytes(), b"\xb1\xb8\n"].concat(),
            "UTF-8",
        ),
        (format!("id,note\n{OLD},good\n").into_bytes(), "openid"),
        (format!("openid,a,b\n{OLD},good,x\n").into_bytes(), "openid a b"),
        (format!("openid,nickname\n{OLD},Band\n").into_bytes(), "openid nickname"),
        (format!("openid,notes,备注\n{OLD},x,y\n").into_bytes(), "notes 备注"),
        (b"PK\x03\x04".to_vec(), "CSV"),
    ] {
        let run = offline(&home, &["notes", "import", &home.file("broken.csv", bytes)]).expect_code(2);
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
        assert_eq!(listed(&home), []);
    }
    offline(&home, &["notes", "import", "nowhere.csv"]).expect_code(2);
}

#[test]
fn notes_belong_to_an_account_and_history_finds_them() {
    let (home, server) = (Home::new(), Server::start());
    home.ask(&server, &["lookup", OLD, TODAY]).expect_code(0);
    home.ask(&server, &["notes", "set", OLD, "wants", "a", "coupon"])
        .expect_code(0);
    let ids = |words: &[&str]| -> Vec<_> {
        let run = home
            .ask(&server, &[&["history", "list"], words].concat())
            .expect_code(0);
        run.lines().iter().map(|row| row["openid"].clone()).collect()
    };
    assert_eq!(ids(&["has:note"]), [json!(OLD)]);
    assert_eq!(ids(&["COUPON"]), [json!(OLD)]);
    assert_eq!(ids(&["-has:note"]), [json!(TODAY)]);
    assert_eq!(listed(&home), [], "another account has its own");
}
