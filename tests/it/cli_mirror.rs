//! `followers`, `stats` and `export`: the mirror on the command line, offline.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use fanscope::model::AccountKey;
use fanscope::store::Store;
use serde_json::{Value, json};

use crate::support::crowd::{self, Crowd};
use crate::support::home::{Home, Run};
use crate::support::server::Server;

/// The account, and an address where no server listens: whoever calls fails.
const ENV: [(&str, &str); 3] = [
    ("FANSCOPE_APP_ID", crowd::APP_ID),
    ("FANSCOPE_APP_SECRET", "none"),
    ("FANSCOPE_API_BASE", "http://127.0.0.1:1"),
];

fn home(people: u32) -> Home {
    let home = Home::new();
    crowd::fill(&home.db(), Crowd { people, seed: 11 });
    home
}

fn run(home: &Home, words: &[&str]) -> Run {
    home.command(words).envs(ENV).output().unwrap().into()
}

#[test]
fn followers_are_listed_newest_first() {
    let home = home(1_500);
    let rows = run(&home, &["followers"]).expect_code(0).lines();
    assert_eq!(rows.len(), 1_500, "more than a page of rows");
    let times: Vec<_> = rows.iter().map(|row| row["subscribe_time"].as_i64()).collect();
    assert!(times.is_sorted_by(|one, other| one >= other), "{times:?}");
    let keys: Vec<_> = rows[0].as_object().unwrap().keys().rev().take(4).cloned().collect();
    assert_eq!(keys, ["note", "left_at", "listed", "error"]);
    for row in &rows {
        let has_left = row["status"] == "left";
        assert_eq!(
            (&row["listed"], row["left_at"].is_string()),
            (&json!(!has_left), has_left),
            "{row}"
        );
    }
    assert_eq!(
        run(&home, &["followers", "--limit", "3"]).expect_code(0).lines(),
        rows[..3]
    );
}

#[test]
fn followers_are_filtered_by_every_kind_of_word() {
    let home = home(2_000);
    let all = run(&home, &["followers"]).expect_code(0).lines();
    let count = |fits: &dyn Fn(&Value) -> bool| all.iter().filter(|row| fits(row)).count();
    let found = |words: &[&str]| {
        run(&home, &[&["followers"], words].concat())
            .expect_code(0)
            .lines()
            .len()
    };
    let is = |field: &'static str, value: Value| move |row: &Value| row[field] == value;
    for (words, expected) in [
        (&["status:left"][..], count(&is("status", json!("left")))),
        (&["-status:left"], count(&|row| row["status"] != "left")),
        (&["上海"], count(&is("remark", json!("上海门店")))),
        (
            &["scene:qr_code"],
            count(&is("subscribe_scene", json!("ADD_SCENE_QR_CODE"))),
        ),
        (&["tag:#7"], count(&is("tagid_list", json!([7])))),
        (&["-has:unionid"], count(&is("unionid", json!(null)))),
        (
            &["qr:poster_sh", "-status:left"],
            count(&|row| row["qr_scene_str"] == "poster_sh" && row["status"] != "left"),
        ),
    ] {
        assert!(expected > 0, "{words:?}");
        assert_eq!(found(words), expected, "{words:?}");
    }
    let wrong = run(&home, &["followers", "colour:red"]).expect_code(2);
    assert!(wrong.stderr.contains("colour"), "{}", wrong.stderr);
}

#[test]
fn changes_are_asked_for_by_their_age() {
    let home = home(50);
    let db = rusqlite::Connection::open(home.db()).unwrap();
    let now = jiff::Timestamp::now().as_second();
    let sql = "INSERT INTO follower_changes (mirror, follower, at, kind, before, after) VALUES (1, ?1, ?2, 'remark', NULL, 'x')";
    for (ordinal, age) in [(3_i64, 60), (4, 7_200)] {
        db.execute(sql, [(1 << 32) | ordinal, now - age]).unwrap();
    }
    let found = |age: &str| {
        run(&home, &["followers", "--changed-since", age])
            .expect_code(0)
            .lines()
            .len()
    };
    assert_eq!((found("10m"), found("3h"), found("30s")), (1, 2, 0));
    run(&home, &["followers", "--changed-since", "soon"]).expect_code(2);
}

#[test]
fn every_form_has_the_further_columns() {
    let home = home(1_200);
    let csv = run(&home, &["followers", "--format", "csv", "--limit", "2"])
        .expect_code(0)
        .stdout;
    assert!(
        csv.lines().next().unwrap().ends_with(",hint,listed,left_at,note"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 3);
    let array = run(&home, &["followers", "--format", "json"]).expect_code(0).json();
    assert_eq!(array.as_array().unwrap().len(), 1_200);
    let table = run(&home, &["followers", "--format", "table"]).expect_code(0).stdout;
    assert_eq!(table.matches("Left at").count(), 2, "a table for each thousand rows");
    let zh = run(
        &home,
        &["followers", "--format", "table", "--limit", "1", "--ui-lang", "zh"],
    )
    .expect_code(0);
    assert!(
        zh.stdout.contains("离开时间") && !zh.stdout.contains("Left"),
        "{}",
        zh.stdout
    );
}

#[test]
fn without_a_mirror_there_are_no_rows_and_a_word_about_it() {
    let home = Home::new();
    for words in [
        &["followers"][..],
        &["followers", "上海", "--format", "csv", "--limit", "1"],
    ] {
        let nobody = run(&home, words).expect_code(0);
        assert!(nobody.stdout.lines().count() <= 1, "{}", nobody.stdout);
        assert!(nobody.stderr.contains("fanscope sync"), "{}", nobody.stderr);
    }
    let home = self::home(10);
    let nobody = run(&home, &["followers", "nobody-is-called-this"]).expect_code(0);
    assert!(
        nobody.stdout.is_empty() && nobody.stderr.lines().count() == 1,
        "{}",
        nobody.stderr
    );
}

/// Leaves a sync behind that began and did not end.
fn leave_unfinished(home: &Home) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&home.db()).await.unwrap();
        let account = AccountKey {
            name: "env".to_owned(),
            app_id: crowd::APP_ID.to_owned(),
        };
        let mirror = store.mirror_id(&account).await.unwrap();
        let begun = store.begin_sync(mirror, false, false, jiff::Timestamp::now()).await;
        begun.unwrap();
        store.close().await;
    });
}

#[test]
fn an_unfinished_sync_is_told_beside_what_is_there() {
    for (people, en, zh) in [
        (0, "0 people are there so far", "目前共 0 人"),
        (1, "1 person is there so far", "目前共 1 人"),
        (1_200, "1 200 people are there so far", "目前共 1 200 人"),
    ] {
        let home = Home::new();
        if people > 0 {
            crowd::fill(&home.db(), Crowd { people, seed: 11 });
        }
        leave_unfinished(&home);
        let target = home.path().join("out.csv").display().to_string();
        for words in [
            &["followers"][..],
            &["stats"],
            &["export", "--force", "--output", &target],
        ] {
            let said = run(&home, words).expect_code(0).stderr;
            assert!(said.contains(en) && said.contains("`fanscope sync`"), "{said}");
            assert!(!said.contains("no mirror"), "{said}");
            let said = run(&home, &[words, &["--ui-lang", "zh"]].concat())
                .expect_code(0)
                .stderr;
            assert!(said.contains(zh) && !said.contains("还没有镜像"), "{said}");
        }
    }
    let whole = run(&home(3), &["followers"]).expect_code(0);
    assert_eq!(whole.stderr, "");
}

#[test]
fn of_somebody_never_asked_for_no_field_was_sent() {
    let home = home(40);
    let db = rusqlite::Connection::open(home.db()).unwrap();
    let sql = "UPDATE followers SET fetched_at = NULL, subscribe = NULL, subscribe_time = NULL, subscribe_scene = NULL,
        qr_scene = NULL, qr_scene_str = NULL, remark = NULL, tagid_list = NULL, groupid = NULL, unionid = NULL,
        nickname = NULL, sex = NULL, language = NULL, country = NULL, province = NULL, city = NULL, headimgurl = NULL,
        extra = NULL";
    assert_eq!(db.execute(sql, []).unwrap(), 40);
    let rows = run(&home, &["followers"]).expect_code(0).lines();
    assert_eq!(rows.len(), 40);
    for row in rows {
        let empty = row["empty"].as_object().unwrap();
        assert!(empty.contains_key("nickname"), "{row}");
        assert!(empty.values().all(|kind| kind == "not_sent"), "{row}");
    }
}

#[test]
fn people_who_are_only_listed_have_neither_no_tag_nor_no_qr_scene() {
    let (home, server) = (Home::new(), Server::start());
    let people = server.openids(10_000).len();
    home.ask(&server, &["sync", "--ids-only"]).expect_code(0);
    let stats = home.ask(&server, &["stats", "--format", "json"]).expect_code(0).json();
    let nobody = json!({"people": 0, "left": 0});
    assert_eq!(stats["unfetched"], json!({"people": people, "left": 0}));
    assert_eq!((&stats["total"], &stats["scenes"]), (&stats["unfetched"], &json!([])));
    assert_eq!((&stats["untagged"], &stats["without_qr_scene"]), (&nobody, &nobody));
    for (lang, told) in [("en", "profile not fetched"), ("zh", "资料未拉取")] {
        let words = ["stats", "--format", "table", "--ui-lang", lang];
        let table = home.ask(&server, &words).expect_code(0).stdout;
        assert!(table.contains(told), "{table}");
    }
    home.ask(&server, &["sync"]).expect_code(0);
    let stats = home.ask(&server, &["stats", "--format", "json"]).expect_code(0).json();
    assert_eq!(stats["unfetched"], nobody);
    assert!(stats["untagged"]["people"].as_u64().unwrap() > 0, "{stats}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = home(3_000);
    let mut child = Command::new(env!("CARGO_BIN_EXE_fanscope"))
        .env_clear()
        .envs(home.env())
        .envs(ENV)
        .args(["followers"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(first.starts_with('{') && child.wait().unwrap().success(), "{said}");
    assert_eq!(said, "");
}

#[test]
fn stats_count_what_followers_list() {
    let home = home(2_000);
    let rows = run(&home, &["followers", "-status:left"]).expect_code(0).lines();
    let stats = run(&home, &["stats", "-status:left"]).expect_code(0).json();
    assert_eq!(stats["total"], json!({"people": rows.len(), "left": 0}));
    let of = |scene: &str| rows.iter().filter(|row| row["subscribe_scene"] == scene).count();
    let bar = stats["scenes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|bar| bar["scene"] == "ADD_SCENE_WXA")
        .unwrap();
    assert_eq!(
        (&bar["people"], &bar["label"]),
        (&json!(of("ADD_SCENE_WXA")), &json!("Mini program"))
    );
    let new: u64 = stats["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["new"].as_u64().unwrap())
        .sum();
    let dated = rows.iter().filter(|row| row["subscribe_time"].is_i64()).count();
    assert_eq!(usize::try_from(new).unwrap(), dated);
    let hours: u64 = stats["hours"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|day| day.as_array().unwrap())
        .map(|n| n.as_u64().unwrap())
        .sum();
    assert_eq!(hours, new);
    let table = run(&home, &["stats", "--format", "table", "--ui-lang", "zh"])
        .expect_code(0)
        .stdout;
    for word in ["共 2000 人", "按月", "小程序关注", "█", "VIP", "周日"] {
        assert!(table.contains(word), "{word} in\n{table}");
    }
    run(&Home::new(), &["stats"]).expect_code(0);
    run(&home, &["stats", "--format", "csv"]).expect_code(2);
}

#[test]
fn export_writes_each_format_and_replaces_nothing() {
    let home = home(1_300);
    let path = |name: &str| home.path().join(name).display().to_string();
    let files = || {
        fs::read_dir(home.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("out"))
            .count()
    };
    let export = |words: &[&str]| run(&home, &[&["export"], words].concat());
    let said = export(&["--output", &path("out.csv")]).expect_code(0);
    assert!(
        said.stdout.is_empty() && said.stderr.contains("1300"),
        "{}",
        said.stderr
    );
    let csv = fs::read_to_string(path("out.csv")).unwrap();
    assert!(
        csv.starts_with("openid,account,") && csv.lines().count() == 1_301,
        "{csv}"
    );
    assert!(csv.lines().next().unwrap().ends_with(",listed,left_at,note"));
    let again = export(&["--output", &path("out.csv"), "status:left"]).expect_code(2);
    assert!(again.stderr.contains("--force"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(path("out.csv")).unwrap(), csv);
    export(&["--output", &path("out.csv"), "status:left", "--force"]).expect_code(0);
    assert!(fs::read_to_string(path("out.csv")).unwrap().lines().count() < 1_000);
    export(&["--output", &path("out.jsonl"), "status:left"]).expect_code(0);
    let lines = fs::read_to_string(path("out.jsonl")).unwrap();
    assert_eq!(lines, run(&home, &["followers", "status:left"]).expect_code(0).stdout);
    export(&["--output", &path("out.data"), "--format", "xlsx"]).expect_code(0);
    assert!(fs::read(path("out.data")).unwrap().starts_with(b"PK"));
    let stream = export(&["--output", "-", "--format", "csv"]).expect_code(2);
    assert!(
        stream.stderr.contains("fanscope followers --format csv"),
        "{}",
        stream.stderr
    );
    let unknown = export(&["--output", &path("out.txt")]).expect_code(2);
    assert!(unknown.stderr.contains(".xlsx"), "{}", unknown.stderr);
    for (lang, sentence) in [("en", "there is no folder "), ("zh", "文件夹 ")] {
        let missing = export(&["--output", &path("no/such/out.csv"), "--ui-lang", lang]).expect_code(2);
        let expected = format!("{sentence}{}", path("no/such"));
        assert!(missing.stderr.contains(&expected), "{}", missing.stderr);
    }
    assert_eq!(files(), 3, "no other file is left");
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_replaced() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    let home = home(20);
    let path = |name: &str| home.path().join(name);
    let export = |name: &str| {
        let target = path(name).display().to_string();
        run(&home, &["export", "--format", "csv", "--force", "--output", &target])
    };
    fs::create_dir(path("folder")).unwrap();
    let _listener = UnixListener::bind(path("socket")).unwrap();
    symlink("/dev/null", path("device")).unwrap();
    for name in ["folder", "socket", "device"] {
        let refused = export(name).expect_code(2);
        assert!(refused.stderr.contains("not a regular file"), "{}", refused.stderr);
    }
    assert!(path("folder").is_dir() && path("device").is_symlink() && !path("socket").is_file());
    fs::write(path("real.csv"), "old").unwrap();
    fs::set_permissions(path("real.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.csv", path("link.csv")).unwrap();
    export("link.csv").expect_code(0);
    assert!(path("link.csv").is_symlink());
    assert_eq!(fs::read_to_string(path("real.csv")).unwrap().lines().count(), 21);
    export("new.csv").expect_code(0);
    let mode = |name: &str| path(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("real.csv"), mode("new.csv")), (0o640, 0o600));
}

#[cfg(unix)]
#[test]
fn an_interrupted_export_leaves_no_file() {
    use rustix::process::{Pid, Signal, kill_process};

    let home = home(20_000);
    let target = home.path().join("exports");
    fs::create_dir(&target).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_fanscope"))
        .env_clear()
        .envs(home.env())
        .envs(ENV)
        .args(["export", "--output"])
        .arg(target.join("out.jsonl"))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let files = || fs::read_dir(&target).unwrap().count();
    while files() == 0 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(files(), 0);
}
