//! The history file shared by several processes, and one of them killed in the middle of its writes.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use fanscope::model::{AccountKey, Failure, Lang, Profile, Record, Snapshot, Source, Status, Timestamp};
use fanscope::store::{Doomed, Store, Wanted};

const FILE: &str = "FANSCOPE_TEST_STORE";
const BATCHES: &str = "FANSCOPE_TEST_BATCHES";
const BATCH: i64 = 10;

fn snapshot(second: i64, openid: &str) -> Snapshot {
    let key = AccountKey {
        name: "main".into(),
        app_id: "wx1".into(),
    };
    let at = Timestamp::from_second(1_700_000_000 + second).unwrap();
    let record = Record {
        status: Status::Following,
        error: None,
        profile: Profile {
            subscribe: Some(1),
            remark: Some(second.to_string()),
            ..Profile::default()
        },
        ..Record::failed(openid, &key, Source::Follower, Some(at), Failure::cancelled())
    };
    Snapshot {
        record,
        app_id: key.app_id,
        lang: Lang::ZhCn,
        host: "api.weixin.qq.com".into(),
        raw: vec![b'x'; 2000],
    }
}

/// Not a test: what a second process does. Keeps batches of lookups and prints a line after each.
#[tokio::test]
#[ignore = "run by the tests below in a process of its own"]
async fn child() {
    let path = std::env::var_os(FILE).unwrap();
    let batches: i64 = std::env::var(BATCHES).unwrap().parse().unwrap();
    let store = Store::open(Path::new(&path)).await.unwrap();
    for batch in 0..batches {
        let lookups = (0..BATCH).map(|n| snapshot(batch * BATCH + n, &format!("person-{n}")));
        store.keep(lookups.collect()).await.unwrap();
        println!("kept");
    }
    store.close().await;
}

fn start(path: &Path, batches: i64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::child", "--ignored", "--nocapture"])
        .env(FILE, path)
        .env(BATCHES, batches.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

async fn count(path: &Path) -> u64 {
    let store = Store::open(path).await.unwrap();
    let count = store.count(Doomed::default()).await.unwrap();
    let rows = store.history(Wanted::default()).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| row.lookups).sum::<u64>(),
        count,
        "people fit their lookups"
    );
    store.close().await;
    count
}

#[tokio::test]
async fn processes_make_and_fill_one_file_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/fanscope.db");
    let children: Vec<Child> = (0..4).map(|_| start(&path, 5)).collect();
    for mut child in children {
        let mut output = String::new();
        child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        assert!(child.wait().unwrap().success(), "{output}");
    }
    assert_eq!(count(&path).await, 4 * 5 * 10);
}

#[tokio::test]
async fn a_killed_process_leaves_whole_batches() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/fanscope.db");
    let mut child = start(&path, i64::from(u16::MAX));
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let kept = lines
        .map_while(Result::ok)
        .filter(|line| line.ends_with("kept"))
        .take(7)
        .count();
    child.kill().unwrap();
    child.wait().unwrap();
    let found = count(&path).await;
    assert_eq!((kept, found % 10), (7, 0));
    assert!(found >= 70, "what was reported as kept is there: {found}");
}

#[tokio::test]
async fn inputs_are_kept_newest_first_each_once_and_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("fanscope.db")).await.unwrap();
    let at = |second| fanscope::model::Timestamp::from_second(second).unwrap();
    for (second, text) in [(1, "one"), (1, "two"), (2, "one"), (1, "three")] {
        store.keep_input("filter", text, at(second)).await.unwrap();
    }
    store.keep_input("lookup", "other", at(9)).await.unwrap();
    assert_eq!(store.inputs("filter").await.unwrap(), ["three", "one", "two"]);
    for n in 0..250 {
        store.keep_input("filter", &n.to_string(), at(10)).await.unwrap();
    }
    let kept = store.inputs("filter").await.unwrap();
    assert_eq!((kept.len(), kept[0].as_str(), kept[199].as_str()), (200, "249", "50"));
    assert_eq!(store.inputs("lookup").await.unwrap(), ["other"]);
}
