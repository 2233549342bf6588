//! `history` and `tags`: what lookups leave behind.

use fanscope::demo::{Change, Setup};
use serde_json::{Value, json};

use crate::support::home::{Home, Run};
use crate::support::server::{ABSENT, OLD, Server, TODAY};

fn looked_up() -> (Home, Server) {
    let (home, server) = (Home::new(), Server::start());
    home.ask(&server, &["lookup", OLD, ABSENT]).expect_code(0);
    home.ask(&server, &["lookup", TODAY, OLD, "--fresh"]).expect_code(0);
    (home, server)
}

/// The account without anything that a call would need.
fn offline(home: &Home, server: &Server, words: &[&str]) -> Run {
    let env = [
        ("FANSCOPE_API_BASE", "http://127.0.0.1:1"),
        ("FANSCOPE_APP_SECRET", "none"),
    ];
    home.command(words)
        .env("FANSCOPE_APP_ID", &server.app_id)
        .envs(env)
        .output()
        .unwrap()
        .into()
}

#[test]
fn list_gives_one_row_a_person_newest_first() {
    let (home, server) = looked_up();
    let rows = offline(&home, &server, &["history", "list"]).expect_code(0).lines();
    assert_eq!(rows.len(), 3);
    let row_of = |openid: &str| rows.iter().find(|row| row["openid"] == openid).unwrap();
    assert_eq!(
        (&row_of(OLD)["lookups"], &row_of(ABSENT)["lookups"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(rows[2]["openid"], ABSENT, "the oldest is last");
    let keys: Vec<_> = rows[0].as_object().unwrap().keys().rev().take(3).cloned().collect();
    assert_eq!(keys, ["first_at", "lookups", "error"]);
    assert_eq!(row_of(OLD)["tags"][0]["name"], "VIP");
}

#[test]
fn list_filters_limits_and_has_every_form() {
    let (home, server) = looked_up();
    let list = |words: &[&str]| offline(&home, &server, &[&["history", "list"], words].concat()).expect_code(0);
    let ids = |words: &[&str]| -> Vec<Value> { list(words).lines().iter().map(|row| row["openid"].clone()).collect() };
    assert_eq!(ids(&["tag:VIP"]), [OLD]);
    assert_eq!(ids(&["status:not_following"]), [ABSENT]);
    assert_eq!(ids(&["-tag:VIP", "--limit", "5", "-status:not_following"]), [TODAY]);
    assert_eq!(ids(&["--limit", "1"]).len(), 1);
    let none = list(&["nobody-is-called-this"]);
    assert!(none.stdout.is_empty() && !none.stderr.is_empty());
    let csv = list(&["--format", "csv"]).stdout;
    assert!(csv.lines().next().unwrap().ends_with(",hint,lookups,first_at"), "{csv}");
    assert_eq!(list(&["--format", "json"]).json().as_array().unwrap().len(), 3);
    assert!(list(&["--format", "table"]).stdout.contains("Lookups"));
    let wrong = offline(&home, &server, &["history", "list", "colour:red"]).expect_code(2);
    assert!(
        wrong.stderr.contains("colour") && wrong.stderr.contains("tag"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn show_gives_snapshots_and_changes() {
    let (home, server) = looked_up();
    assert!(server.change(OLD, Change::Remark("now a regular".to_owned())));
    home.ask(&server, &["lookup", OLD, "--fresh"]).expect_code(0);
    let shown = offline(&home, &server, &["history", "show", &format!(" {OLD},")])
        .expect_code(0)
        .json();
    assert_eq!(
        shown.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["openid", "snapshots", "changes"]
    );
    assert_eq!(
        (&shown["openid"], shown["snapshots"].as_array().unwrap().len()),
        (&json!(OLD), 3)
    );
    let changes = shown["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    let change = changes[0].as_object().unwrap();
    assert_eq!(change.keys().collect::<Vec<_>>(), ["at", "field", "from", "to"]);
    assert_eq!(
        (&change["field"], &change["from"], &change["to"]),
        (&json!("remark"), &json!(""), &json!("now a regular"))
    );
    let table = offline(&home, &server, &["history", "show", OLD, "--format", "table"])
        .expect_code(0)
        .stdout;
    assert!(table.contains("remark") && table.contains("now a regular"), "{table}");
    let nobody = offline(&home, &server, &["history", "show", "oNobody"]).expect_code(0);
    assert_eq!(
        nobody.json(),
        json!({"openid": "oNobody", "snapshots": [], "changes": []})
    );
    assert!(nobody.stderr.contains("oNobody"));
}

#[test]
fn export_gives_every_lookup_oldest_first() {
    let (home, server) = looked_up();
    let rows = offline(&home, &server, &["history", "export"]).expect_code(0).lines();
    assert_eq!(rows.len(), 4);
    let times: Vec<_> = rows.iter().map(|row| row["fetched_at"].as_str().unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
    let csv = offline(&home, &server, &["history", "export", "--format", "csv"])
        .expect_code(0)
        .stdout;
    assert!(csv.starts_with("openid,") && csv.lines().count() == 5, "{csv}");
}

#[test]
fn clear_deletes_what_it_is_told_and_asks_first() {
    let (home, server) = looked_up();
    let left = || {
        offline(&home, &server, &["history", "list"])
            .expect_code(0)
            .stdout
            .lines()
            .count()
    };
    let unsure = offline(&home, &server, &["history", "clear"]).expect_code(2);
    assert!(unsure.stderr.contains("--yes"), "{}", unsure.stderr);
    assert_eq!(left(), 3);
    offline(&home, &server, &["history", "clear", "--before", "1h", "--yes"]).expect_code(0);
    assert_eq!(left(), 3, "nothing is that old");
    let cleared = offline(&home, &server, &["history", "clear", OLD, "--yes"]).expect_code(0);
    assert!(
        cleared.stderr.contains('2') && cleared.stdout.is_empty(),
        "{}",
        cleared.stderr
    );
    assert_eq!(left(), 2);
    offline(&home, &server, &["history", "clear", "--yes"]).expect_code(0);
    assert_eq!(left(), 0);
}

#[test]
fn accounts_are_kept_apart_unless_all_are_asked_for() {
    let (home, server) = looked_up();
    let other = Server::with(Setup {
        seed: 99,
        ..Setup::default()
    });
    let id = other.openids(20).pop().unwrap();
    home.ask(&other, &["lookup", &id]).expect_code(0);
    let count = |words: &[&str]| offline(&home, &server, words).expect_code(0).stdout.lines().count();
    assert_eq!(count(&["history", "list"]), 3);
    assert_eq!(count(&["history", "list", "--all-accounts"]), 4);
    assert_eq!(
        home.run(&["history", "list", "--all-accounts"])
            .expect_code(0)
            .lines()
            .len(),
        4,
        "no account needed"
    );
    home.run(&["history", "list"]).expect_code(2);
    home.run(&["history", "clear", "--all-accounts", "--yes"])
        .expect_code(0);
    assert_eq!(count(&["history", "list", "--all-accounts"]), 0);
}

#[test]
fn today_s_labels_name_yesterday_s_scenes() {
    let (home, server) = looked_up();
    home.configure(&format!(
        "[accounts.brand]\napp_id = \"{}\"\napp_secret_env = \"UNSET\"\n[accounts.brand.qr_labels]\n98765 = \"Shanghai store poster\"\n",
        server.app_id
    ));
    let rows = home.run(&["history", "list", "qr:98765"]).expect_code(0).lines();
    assert_eq!(
        (&rows[0]["account"], &rows[0]["qr_label"]),
        (&json!("brand"), &json!("Shanghai store poster"))
    );
}

#[test]
fn the_demo_remembers_too() {
    let home = Home::new();
    home.run(&["--demo", "lookup", OLD]).expect_code(0);
    let rows = home.run(&["--demo", "history", "list"]).expect_code(0).lines();
    assert_eq!((rows.len(), &rows[0]["account"]), (1, &json!("demo")));
    assert!(home.path().join("data/fanscope/demo/fanscope.db").exists() && !home.db().exists());
}

#[test]
fn tags_come_in_every_form() {
    let (home, server) = (Home::new(), Server::start());
    let tags = |format: &str| home.ask(&server, &["tags", "--format", format]).expect_code(0);
    let rows = tags("jsonl").lines();
    let vip = rows.iter().find(|tag| tag["id"] == 128).unwrap();
    assert_eq!(
        vip.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["id", "name", "count"]
    );
    assert_eq!(vip["name"], "VIP");
    assert_eq!(tags("json").json().as_array().unwrap().len(), rows.len());
    assert!(tags("csv").stdout.starts_with("id,name,count\n"));
    assert!(tags("table").stdout.contains("VIP"));
    let wrong = home
        .against(&server, &["tags"])
        .env("FANSCOPE_APP_SECRET", "wrong")
        .output()
        .unwrap();
    let wrong = Run::from(wrong).expect_code(3);
    assert!(
        wrong.stdout.is_empty() && wrong.stderr.contains("40125"),
        "{}",
        wrong.stderr
    );
    home.run(&["tags"]).expect_code(2);
}
