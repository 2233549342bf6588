use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;
use serde_json::json;

use super::*;
use crate::model::{AccountKey, Cause, Endpoint, Failure, Kind, Profile, Record, Status};

const ID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const OTHER: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("folder"),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("data/deep/fanscope.db")
    }

    async fn open(&self) -> Store {
        Store::open(&self.path()).await.expect("store")
    }

    fn raw(&self) -> Connection {
        Connection::open(self.path()).expect("connection")
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).expect("moment")
}

fn openid(text: &str) -> OpenId {
    OpenId::parse(text).expect("openid")
}

fn key() -> AccountKey {
    AccountKey {
        name: "main".into(),
        app_id: "wx1".into(),
    }
}

/// A lookup of `ID` by account `main`.
fn seen(second: i64, status: Status) -> Snapshot {
    let subscribe = match status {
        Status::Following => Some(1),
        Status::NotFollowing => Some(0),
        _ => None,
    };
    let record = Record {
        status,
        error: None,
        profile: Profile {
            subscribe,
            openid: Some(ID.into()),
            ..Profile::default()
        },
        ..Record::failed(ID, &key(), Source::Follower, Some(at(second)), Failure::cancelled())
    };
    Snapshot {
        record,
        app_id: key().app_id,
        lang: Lang::ZhCn,
        host: "api.weixin.qq.com".into(),
        raw: br#"{"subscribe":1}"#.to_vec(),
    }
}

fn with(mut snapshot: Snapshot, change: impl FnOnce(&mut Snapshot)) -> Snapshot {
    change(&mut snapshot);
    snapshot
}

fn remarked(second: i64, remark: &str) -> Snapshot {
    with(seen(second, Status::Following), |snapshot| {
        snapshot.record.profile.remark = Some(remark.into());
    })
}

fn failed(second: i64, kind: Kind, cause: Cause) -> Snapshot {
    let failure = Failure::new(kind, cause);
    let record = Record::failed(ID, &key(), Source::Follower, Some(at(second)), failure);
    Snapshot {
        record,
        ..seen(second, Status::Failed)
    }
}

fn of_openid(snapshot: Snapshot, openid: &str) -> Snapshot {
    with(snapshot, |snapshot| {
        snapshot.record.openid = openid.into();
        snapshot.record.profile.openid = Some(openid.into());
    })
}

fn of_account(snapshot: Snapshot, name: &str, app_id: &str) -> Snapshot {
    with(snapshot, |snapshot| {
        snapshot.record.account = name.into();
        snapshot.app_id = app_id.into();
    })
}

fn wanted(app_id: Option<&str>, limit: Option<usize>) -> Wanted {
    Wanted {
        app_id: app_id.map(str::to_owned),
        limit,
    }
}

fn times(snapshots: &[Snapshot]) -> Vec<i64> {
    let second = |snapshot: &Snapshot| {
        snapshot
            .record
            .fetched_at
            .map_or(-1, |at| at.as_second() - 1_700_000_000)
    };
    snapshots.iter().map(second).collect()
}

async fn reuse(store: &Store, lang: Lang, newer_than: i64) -> Vec<i64> {
    let found = store
        .reusable(
            "wx1",
            Source::Follower,
            lang,
            &[openid(ID), openid(OTHER)],
            at(newer_than),
        )
        .await;
    times(&found.expect("read"))
}

fn changes(person: &Person) -> Vec<(i64, &str, Value, Value)> {
    let show = |change: &Change| change.at.as_second() - 1_700_000_000;
    person
        .changes
        .iter()
        .map(|change| {
            (
                show(change),
                change.field.as_str(),
                change.from.clone(),
                change.to.clone(),
            )
        })
        .collect()
}

#[tokio::test]
async fn a_snapshot_comes_back_as_it_was_kept() {
    let folder = Folder::new();
    let full = with(seen(1, Status::Following), |snapshot| {
        let profile = &mut snapshot.record.profile;
        profile.tagid_list = Some(vec![128, 2]);
        profile.qr_scene = Some(4_294_967_295);
        profile.remark = Some(String::new());
        profile.extra.insert("new".into(), json!({"a": [1]}));
        snapshot.record.tags = Some(crate::model::resolve_tags(&[128, 2], &[]));
        snapshot.record.qr_label = Some("Poster".into());
        snapshot.record.repaired = true;
        snapshot.lang = Lang::En;
        snapshot.raw = vec![0, 0xff, b'{'];
    });
    let fault = failed(2, Kind::BadReply, Cause::NoSubscribe);
    let store = folder.open().await;
    store.keep(vec![full.clone(), fault.clone()]).await.expect("kept");
    store.close().await;
    let store = folder.open().await;
    let person = store.person("wx1", ID).await.expect("read");
    assert_eq!(person.snapshots, [fault, full]);
}

#[tokio::test]
async fn what_was_not_fetched_now_is_not_kept() {
    let folder = Folder::new();
    let store = folder.open().await;
    let reused = with(seen(1, Status::Following), |snapshot| {
        snapshot.record.from_history = true;
    });
    let unsent = with(seen(1, Status::Failed), |snapshot| snapshot.record.fetched_at = None);
    store.keep(vec![reused, unsent]).await.expect("kept");
    assert_eq!(store.count(Doomed::default()).await, Ok(0));
}

#[tokio::test]
async fn changes_lie_between_consecutive_answers_whatever_the_order_of_writing() {
    let folder = Folder::new();
    let store = folder.open().await;
    let expected = [
        (5, "remark", json!("b"), json!("c")),
        (3, "remark", json!("a"), json!("b")),
    ];
    let fault = failed(2, Kind::InvalidOpenid, Cause::Errcode);
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [3, 0, 2, 1]] {
        store.forget(Doomed::default()).await.expect("deleted");
        let all = [remarked(1, "a"), fault.clone(), remarked(3, "b"), remarked(5, "c")];
        for index in order {
            store.keep(vec![all[index].clone()]).await.expect("kept");
        }
        let person = store.person("wx1", ID).await.expect("read");
        assert_eq!(changes(&person), expected, "{order:?}");
        assert_eq!(times(&person.snapshots), [5, 3, 2, 1]);
    }
}

#[tokio::test]
async fn another_language_alone_changes_no_region() {
    let folder = Folder::new();
    let store = folder.open().await;
    let living = |second, lang, country: &str| {
        with(remarked(second, country), |snapshot| {
            snapshot.lang = lang;
            snapshot.record.profile.country = Some(country.into());
        })
    };
    store
        .keep(vec![living(1, Lang::ZhCn, "中国"), living(2, Lang::En, "China")])
        .await
        .expect("kept");
    let person = store.person("wx1", ID).await.expect("read");
    assert_eq!(changes(&person), [(2, "remark", json!("中国"), json!("China"))]);
}

#[tokio::test]
async fn sources_are_people_of_their_own() {
    let folder = Folder::new();
    let store = folder.open().await;
    let web = with(remarked(2, "other"), |snapshot| snapshot.record.source = Source::Web);
    store.keep(vec![remarked(1, "a"), web]).await.expect("kept");
    let person = store.person("wx1", ID).await.expect("read");
    assert_eq!((person.snapshots.len(), person.changes.len()), (2, 0));
    assert_eq!(store.history(Wanted::default()).await.expect("read").len(), 2);
}

#[tokio::test]
async fn an_answer_is_reused_while_nothing_newer_denies_it() {
    let folder = Folder::new();
    let store = folder.open().await;
    let english = with(seen(4, Status::Following), |snapshot| snapshot.lang = Lang::En);
    let gone = with(seen(6, Status::NotFollowing), |snapshot| snapshot.lang = Lang::En);
    for (snapshot, zh, en) in [
        (seen(1, Status::Following), vec![1], vec![]),
        (seen(3, Status::Following), vec![3], vec![]),
        (seen(3, Status::Following), vec![3], vec![]),
        (english, vec![3], vec![4]),
        (failed(5, Kind::InvalidOpenid, Cause::Errcode), vec![], vec![]),
        (seen(5, Status::Following), vec![5], vec![]),
        (gone, vec![], vec![]),
        (seen(7, Status::Following), vec![7], vec![]),
    ] {
        store.keep(vec![snapshot]).await.expect("kept");
        assert_eq!(
            (reuse(&store, Lang::ZhCn, 0).await, reuse(&store, Lang::En, 0).await),
            (zh, en)
        );
    }
    assert_eq!(reuse(&store, Lang::ZhCn, 6).await, [7]);
    assert_eq!(
        reuse(&store, Lang::ZhCn, 7).await,
        [] as [i64; 0],
        "as old as allowed is too old"
    );
    let web = store
        .reusable("wx1", Source::Web, Lang::ZhCn, &[openid(ID)], at(0))
        .await
        .expect("read");
    let elsewhere = store
        .reusable("wx2", Source::Follower, Lang::ZhCn, &[openid(ID)], at(0))
        .await
        .expect("read");
    assert_eq!((web.len(), elsewhere.len()), (0, 0));
}

#[tokio::test]
async fn history_shows_the_newest_verdict_of_each_person() {
    let folder = Folder::new();
    let store = folder.open().await;
    let one = |snapshots: Vec<Snapshot>| async {
        store.forget(Doomed::default()).await.expect("deleted");
        store.keep(snapshots).await.expect("kept");
        let rows = store.history(wanted(Some("wx1"), None)).await.expect("read");
        let row = |row: &HistoryRow| (times(std::slice::from_ref(&row.latest))[0], row.lookups, row.first_at);
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let unclear = |second| failed(second, Kind::BadReply, Cause::NoSubscribe);
    let invalid = |second| failed(second, Kind::InvalidOpenid, Cause::Errcode);
    let ok = |second| seen(second, Status::Following);
    assert_eq!(one(vec![ok(1), unclear(2)]).await, [(1, 2, at(1))]);
    assert_eq!(one(vec![unclear(2), ok(1)]).await, [(1, 2, at(1))]);
    assert_eq!(one(vec![ok(1), invalid(2)]).await, [(2, 2, at(1))]);
    assert_eq!(one(vec![unclear(1), unclear(2)]).await, [(2, 2, at(1))]);
    assert_eq!(one(vec![ok(2), ok(1)]).await, [(2, 2, at(1))]);
}

#[tokio::test]
async fn history_is_newest_first_and_within_its_limit() {
    let folder = Folder::new();
    let store = folder.open().await;
    let person = |second, name: &str| of_openid(seen(second, Status::Following), name);
    let mut all: Vec<Snapshot> = (0..9).map(|n| person(n, &format!("o{n}"))).collect();
    all.push(of_account(person(20, "o99"), "second", "wx2"));
    all.push(person(8, "same-second-later"));
    store.keep(all).await.expect("kept");
    let list = |app_id: Option<&'static str>, limit| {
        let store = store.clone();
        async move {
            let rows = store.history(wanted(app_id, limit)).await.expect("read");
            rows.into_iter().map(|row| row.latest.record.openid).collect::<Vec<_>>()
        }
    };
    assert_eq!(list(Some("wx1"), Some(3)).await, ["same-second-later", "o8", "o7"]);
    assert_eq!(list(None, Some(2)).await, ["o99", "same-second-later"]);
    assert_eq!(list(Some("wx1"), None).await.len(), 10);
}

#[tokio::test]
async fn people_of_one_moment_come_page_by_page() {
    let folder = Folder::new();
    let store = folder.open().await;
    let person = |n: i64| of_openid(seen(n, Status::Following), &format!("o{n:027}"));
    store.keep((0..1_200).map(person).collect()).await.expect("kept");
    let all = store.history(Wanted::default()).await.expect("read");
    let mut pages = store.history_pages(Wanted::default()).await.expect("begun");
    let mut people = pages.next().await.expect("read").expect("a page");
    assert!((1..1_200).contains(&people.len()), "{} at once", people.len());
    // The oldest becomes the newest meanwhile, and there is somebody new.
    let later = of_openid(seen(5_000, Status::Following), &format!("o{:027}", 0));
    store.keep(vec![later, person(6_000)]).await.expect("kept");
    while let Some(page) = pages.next().await.expect("read") {
        people.extend(page);
    }
    assert_eq!(people, all);
    let mut begun = store.history_pages(wanted(None, Some(3))).await.expect("begun");
    assert_eq!(begun.next().await.expect("read").expect("a page").len(), 3);
    drop(store.history_pages(Wanted::default()).await.expect("begun"));
}

#[tokio::test]
async fn all_lookups_come_page_by_page_in_the_order_of_their_times() {
    let folder = Folder::new();
    let store = folder.open().await;
    let mut all: Vec<Snapshot> = [4, 2, 2, 9, 2, 7]
        .map(|second| seen(second, Status::Following))
        .to_vec();
    all.push(of_account(seen(5, Status::Following), "second", "wx2"));
    store.keep(all).await.expect("kept");
    let pages = |app_id: Option<&'static str>, size| {
        let store = store.clone();
        async move {
            let (mut pages, mut next) = (Vec::new(), None);
            loop {
                let (page, cursor) = store.lookups(app_id, next, size).await.expect("read");
                pages.push(times(&page));
                next = cursor;
                if next.is_none() {
                    return pages;
                }
            }
        }
    };
    assert_eq!(pages(None, 3).await, [vec![2, 2, 2], vec![4, 5, 7], vec![9]]);
    assert_eq!(pages(Some("wx1"), 4).await, [vec![2, 2, 2, 4], vec![7, 9]]);
    assert_eq!(pages(Some("wx2"), 1).await, [vec![5], vec![]]);
    assert_eq!(pages(Some("wx3"), 1).await, [[] as [i64; 0]]);
}

#[tokio::test]
async fn lists_and_checks_walk_an_index() {
    let folder = Folder::new();
    drop(folder.open().await);
    let db = folder.raw();
    for sql in [
        "SELECT * FROM people p JOIN lookups l ON l.id = p.latest WHERE p.app_id = 'a' ORDER BY p.last_at DESC, p.latest DESC LIMIT 50",
        "SELECT * FROM people p JOIN lookups l ON l.id = p.latest WHERE NULL IS NULL ORDER BY p.last_at DESC, p.latest DESC LIMIT 50",
        "SELECT * FROM lookups WHERE app_id = 'a' AND openid = 'b' AND source = 'web' ORDER BY fetched_at DESC, id DESC LIMIT 1",
        "SELECT * FROM lookups WHERE (fetched_at, id) > (1, 2) ORDER BY fetched_at, id LIMIT 9",
        "SELECT count(*) FROM lookups WHERE fetched_at < 7",
        "SELECT * FROM people WHERE openid = 'b' AND app_id <> 'a'",
    ] {
        let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("plan");
        let steps: Vec<String> = plan
            .query_map([], |row| row.get(3))
            .expect("plan")
            .collect::<rusqlite::Result<_>>()
            .expect("steps");
        let bad = steps
            .iter()
            .find(|step| step.contains("TEMP B-TREE") || step.contains("SCAN") && !step.contains("INDEX"));
        assert_eq!(bad, None, "{sql}: {steps:?}");
    }
}

#[tokio::test]
async fn forgetting_really_deletes() {
    let folder = Folder::new();
    let store = folder.open().await;
    let secretive = |second, text: &str, id: &str| of_openid(remarked(second, text), id);
    store
        .keep(vec![
            secretive(1, "Zanzibar-one", ID),
            secretive(2, "Zanzibar-two", ID),
            secretive(3, "kept", OTHER),
        ])
        .await
        .expect("kept");
    let doomed = Doomed {
        openids: vec![ID.into()],
        ..Doomed::default()
    };
    assert_eq!(store.count(doomed.clone()).await, Ok(2));
    assert_eq!(store.forget(doomed).await, Ok(2));
    assert_eq!(store.person("wx1", ID).await, Ok(Person::default()));
    assert_eq!(store.history(Wanted::default()).await.expect("read").len(), 1);
    let directory = folder.path().parent().expect("directory").to_owned();
    for file in std::fs::read_dir(&directory).expect("directory") {
        let bytes = std::fs::read(file.expect("file").path()).expect("read");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Zanzibar") && !text.contains(ID), "traces are left");
    }
}

#[tokio::test]
async fn forgetting_gives_space_back() {
    let folder = Folder::new();
    let store = folder.open().await;
    let many = (0..500).map(|n| of_openid(remarked(n, &"x".repeat(500)), &format!("o{n}")));
    store.keep(many.collect()).await.expect("kept");
    assert_eq!(store.forget(Doomed::default()).await, Ok(500));
    store.close().await;
    let size = std::fs::metadata(folder.path()).expect("file").len();
    assert!(size < 150_000, "{size} bytes");
}

#[tokio::test]
async fn forgetting_a_part_leaves_the_rest_consistent() {
    let folder = Folder::new();
    let store = folder.open().await;
    let unclear = failed(9, Kind::BadReply, Cause::NoSubscribe);
    let web = with(seen(2, Status::Authorized), |snapshot| {
        snapshot.record.source = Source::Web;
    });
    let foreign = of_account(seen(1, Status::Following), "second", "wx2");
    store
        .keep(vec![
            remarked(1, "a"),
            remarked(3, "b"),
            remarked(5, "c"),
            unclear,
            web,
            foreign,
        ])
        .await
        .expect("kept");
    let before = |second, app_id: Option<&str>, source| Doomed {
        before: Some(at(second)),
        app_id: app_id.map(str::to_owned),
        source,
        ..Doomed::default()
    };
    assert_eq!(
        store.forget(before(3, Some("wx1"), Some(Source::Follower))).await,
        Ok(1)
    );
    let person = store.person("wx1", ID).await.expect("read");
    assert_eq!(times(&person.snapshots), [9, 5, 3, 2]);
    assert_eq!(
        changes(&person),
        [(5, "remark", json!("b"), json!("c"))],
        "a change does not tell what was deleted"
    );
    let rows = store.history(wanted(Some("wx1"), None)).await.expect("read");
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.latest.record.source,
                times(std::slice::from_ref(&row.latest))[0],
                row.lookups,
                row.first_at,
            )
        })
        .collect();
    assert_eq!(rows, [(Source::Follower, 5, 3, at(3)), (Source::Web, 2, 1, at(2))]);
    assert_eq!(store.forget(before(6, None, None)).await, Ok(4));
    let rows = store.history(Wanted::default()).await.expect("read");
    assert_eq!(
        times(&rows.iter().map(|row| row.latest.clone()).collect::<Vec<_>>()),
        [9]
    );
}

#[tokio::test]
async fn old_lookups_expire() {
    let folder = Folder::new();
    let store = folder.open().await;
    store
        .keep(vec![seen(0, Status::Following), seen(86_400, Status::Following)])
        .await
        .expect("kept");
    assert_eq!(store.expire(0, at(900 * 86_400)).await, Ok(0));
    assert_eq!(store.expire(1, at(86_400)).await, Ok(0));
    assert_eq!(store.expire(1, at(86_401)).await, Ok(1));
    assert_eq!(store.expire(u32::MAX, at(86_401)).await, Ok(0));
    assert_eq!(store.count(Doomed::default()).await, Ok(1));
}

#[tokio::test]
async fn tags_and_calls_are_kept_for_each_account() {
    let folder = Folder::new();
    let store = folder.open().await;
    let tag = |name: &str| Tag {
        id: 128,
        name: name.into(),
        count: 7,
    };
    store.keep_tags("wx1", vec![tag("VIP")], at(5)).await.expect("kept");
    store.keep_tags("wx1", vec![tag("older")], at(4)).await.expect("kept");
    assert_eq!(store.tags("wx1").await, Ok(Some((vec![tag("VIP")], at(5)))));
    assert_eq!(store.tags("wx2").await, Ok(None));
    let mut spent = CallCounts::default();
    spent.add(Endpoint::UserInfo, 2);
    spent.add(Endpoint::BatchGet, 1);
    store
        .add_calls("wx1", "2026-11-21", spent.clone())
        .await
        .expect("added");
    store.add_calls("wx1", "2026-11-21", spent).await.expect("added");
    store
        .add_calls("wx1", "2026-11-21", CallCounts::default())
        .await
        .expect("added");
    let today = store.calls_on("wx1", "2026-11-21").await.expect("read");
    assert_eq!(
        (
            today.of(Endpoint::UserInfo),
            today.of(Endpoint::BatchGet),
            today.total()
        ),
        (4, 2, 6)
    );
    assert_eq!(store.calls_on("wx1", "2026-11-22").await, Ok(CallCounts::default()));
}

#[tokio::test]
async fn openids_of_other_accounts_are_told() {
    let folder = Folder::new();
    let store = folder.open().await;
    let ids = [openid(ID), openid(OTHER)];
    let elsewhere = |store: Store| {
        let ids = ids.clone();
        async move { store.known_elsewhere("wx1", &ids).await.expect("read") }
    };
    let invalid = of_account(failed(1, Kind::InvalidOpenid, Cause::Errcode), "second", "wx2");
    store.keep(vec![invalid]).await.expect("kept");
    assert_eq!(elsewhere(store.clone()).await, []);
    store
        .keep(vec![of_account(seen(2, Status::NotFollowing), "second", "wx2")])
        .await
        .expect("kept");
    assert_eq!(elsewhere(store.clone()).await, [(openid(ID), "second".to_owned())]);
    store
        .keep(vec![failed(3, Kind::InvalidOpenid, Cause::Errcode)])
        .await
        .expect("kept");
    assert_eq!(
        elsewhere(store.clone()).await.len(),
        1,
        "a failure here makes it no openid of ours"
    );
    store.keep(vec![seen(4, Status::Following)]).await.expect("kept");
    assert_eq!(elsewhere(store.clone()).await, []);
}

#[tokio::test]
async fn everything_is_private_to_the_user() {
    let folder = Folder::new();
    let store = folder.open().await;
    store.keep(vec![seen(1, Status::Following)]).await.expect("kept");
    let mode = |path: &Path| std::fs::metadata(path).expect("file").permissions().mode() & 0o777;
    let directory = folder.path().parent().expect("directory").to_owned();
    assert_eq!(mode(&directory), 0o700);
    let mut names = Vec::new();
    for file in std::fs::read_dir(&directory).expect("directory") {
        let file = file.expect("file");
        assert_eq!(mode(&file.path()), 0o600, "{:?}", file.file_name());
        names.push(file.file_name().into_string().expect("name"));
    }
    names.sort();
    assert_eq!(names, ["fanscope.db", "fanscope.db-shm", "fanscope.db-wal"]);
    drop(store);
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o644)).expect("chmod");
    drop(folder.open().await);
    assert_eq!(
        mode(&folder.path()),
        0o600,
        "a file left open to others is closed to them"
    );
}

#[tokio::test]
async fn writes_asked_for_are_done_when_the_last_handle_is_dropped() {
    let folder = Folder::new();
    let store = folder.open().await;
    for second in 0..50 {
        let mut asked = Box::pin(store.keep(vec![seen(second, Status::Following)]));
        // Asked for and dropped: nobody waits for the answer.
        let _ = futures_util::poll!(&mut asked);
    }
    drop(store);
    assert_eq!(folder.open().await.count(Doomed::default()).await, Ok(50));
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let folder = Folder::new();
    let store = folder.open().await;
    store.clone().close().await;
    assert_eq!(
        store.count(Doomed::default()).await,
        Err(Error::Statement(format!("{}: closed", folder.path().display())))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn several_owners_write_side_by_side() {
    let folder = Folder::new();
    let path = folder.path();
    let write = |writer: i64| {
        let path = path.clone();
        tokio::spawn(async move {
            let store = Store::open(&path).await?;
            for second in 0..20 {
                store.keep(vec![seen(writer * 100 + second, Status::Following)]).await?;
            }
            Result::Ok(())
        })
    };
    for writer in (0..5).map(write).collect::<Vec<_>>() {
        assert_eq!(writer.await.expect("joined"), Ok(()));
    }
    let rows = folder.open().await.history(Wanted::default()).await.expect("read");
    assert_eq!(rows.iter().map(|row| row.lookups).collect::<Vec<_>>(), [100]);
}

#[tokio::test]
async fn a_newer_file_is_refused_and_left_alone() {
    let folder = Folder::new();
    drop(folder.open().await);
    folder.raw().pragma_update(None, "user_version", 99).expect("pragma");
    let known = i64::try_from(schema::MIGRATIONS.len()).expect("few");
    let expected = Error::Newer {
        path: folder.path(),
        found: 99,
        known,
    };
    assert_eq!(Store::open(&folder.path()).await.err(), Some(expected));
    let version: i64 = folder
        .raw()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("pragma");
    assert_eq!(version, 99);
}

#[tokio::test]
async fn damaged_and_foreign_files_are_named() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().parent().expect("directory")).expect("directory");
    std::fs::write(
        folder.path(),
        "no database at all, but long enough to have a header of a hundred bytes ..........................",
    )
    .expect("write");
    let error = Store::open(&folder.path()).await.expect_err("damaged");
    assert!(
        matches!(&error, Error::Damaged { path, .. } if *path == folder.path()),
        "{error}"
    );
    for lang in [UiLang::En, UiLang::Zh] {
        assert!(error.message(lang).contains("fanscope.db"));
    }
    std::fs::remove_file(folder.path()).expect("remove");
    folder
        .raw()
        .execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
        .expect("other program");
    let error = Store::open(&folder.path()).await.expect_err("foreign");
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    let theirs: i64 = folder
        .raw()
        .query_row("SELECT x FROM theirs", [], |row| row.get(0))
        .expect("left alone");
    assert_eq!(theirs, 1);
}

#[tokio::test]
async fn damage_found_later_is_named_too() {
    let folder = Folder::new();
    let store = folder.open().await;
    store
        .keep(
            (0..200)
                .map(|n| of_openid(remarked(n, &"x".repeat(300)), &format!("o{n}")))
                .collect(),
        )
        .await
        .expect("kept");
    store.close().await;
    let mut bytes = std::fs::read(folder.path()).expect("read");
    bytes[4096..].fill(0x5a);
    std::fs::write(folder.path(), bytes).expect("write");
    let found = match Store::open(&folder.path()).await {
        Ok(store) => store.history(Wanted::default()).await.map(|rows| rows.len()),
        Err(error) => Err(error),
    };
    assert!(
        matches!(&found, Err(Error::Damaged { path, .. }) if *path == folder.path()),
        "{found:?}"
    );
}

#[tokio::test]
async fn places_that_cannot_be_used_are_named() {
    let folder = Folder::new();
    std::fs::write(folder.folder.path().join("data"), "a file").expect("write");
    let below_a_file = Store::open(&folder.path()).await.expect_err("no directory");
    assert!(
        matches!(&below_a_file, Error::Open { path, .. } if *path == folder.path()),
        "{below_a_file}"
    );
    let a_directory = Store::open(folder.folder.path()).await.expect_err("no file");
    assert!(matches!(a_directory, Error::Open { .. }), "{a_directory}");
}

/// Root may write anything, so what the fall-back does is tested directly.
#[tokio::test]
async fn a_file_that_cannot_be_written_can_be_read() {
    let folder = Folder::new();
    let store = folder.open().await;
    store.keep(vec![seen(1, Status::Following)]).await.expect("kept");
    store.close().await;
    let db = open::open_to_read(&folder.path()).expect("readable");
    assert_eq!(history::people(&db, &Wanted::default()).expect("read").len(), 1);
    let refused = db.execute("DELETE FROM people", []).expect_err("read-only");
    assert_eq!(
        owner::fault(&folder.path(), &refused),
        Error::ReadOnly { path: folder.path() }
    );
    let frozen = open::open_frozen(&folder.path()).expect("readable");
    assert_eq!(history::people(&frozen, &Wanted::default()).expect("read").len(), 1);
}

#[tokio::test]
async fn an_older_file_is_copied_and_brought_up_to_date() {
    let folder = Folder::new();
    let store = folder.open().await;
    store.keep(vec![seen(1, Status::Following)]).await.expect("kept");
    store.close().await;
    let current = schema::MIGRATIONS.len();
    let mut steps = schema::MIGRATIONS.to_vec();
    steps.push("ALTER TABLE lookups ADD COLUMN extra_column TEXT");
    for _ in 0..2 {
        schema::migrate(&mut folder.raw(), &folder.path(), &steps).expect("migrated");
    }
    let db = folder.raw();
    let version: i64 = db
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("pragma");
    assert_eq!(usize::try_from(version), Ok(current + 1));
    let rows: i64 = db
        .query_row("SELECT count(extra_column IS NULL) FROM lookups", [], |row| row.get(0))
        .expect("column");
    assert_eq!(rows, 1);
    let copy = schema::backup_path(&folder.path(), current);
    assert_eq!(
        std::fs::metadata(&copy).expect("copy").permissions().mode() & 0o777,
        0o600
    );
    let copied: i64 = Connection::open(&copy)
        .expect("copy")
        .query_row("SELECT count(*) FROM lookups", [], |row| row.get(0))
        .expect("rows");
    assert_eq!(copied, 1);
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing() {
    let folder = Folder::new();
    drop(folder.open().await);
    let mut steps = schema::MIGRATIONS.to_vec();
    steps.push("CREATE TABLE half (x); CREATE TABLE lookups (x)");
    schema::migrate(&mut folder.raw(), &folder.path(), &steps).expect_err("table exists");
    let db = folder.raw();
    let half: i64 = db
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'half'", [], |row| {
            row.get(0)
        })
        .expect("read");
    assert_eq!(half, 0);
    drop(db);
    folder
        .open()
        .await
        .count(Doomed::default())
        .await
        .expect("still of use");
}

#[tokio::test]
async fn quotas_hold_for_their_day_and_account() {
    let home = tempfile::tempdir().expect("a directory");
    let store = Store::open(&home.path().join("fanscope.db")).await.expect("opened");
    let mark = |remain| QuotaMark {
        endpoint: Endpoint::BatchGet,
        remain,
        counted: 7,
    };
    store
        .keep_quotas("wx1", "2026-11-21", vec![mark(100)])
        .await
        .expect("kept");
    store
        .keep_quotas("wx1", "2026-11-21", vec![mark(90)])
        .await
        .expect("kept");
    assert_eq!(store.quotas_on("wx1", "2026-11-21").await, Ok(vec![mark(90)]));
    assert_eq!(store.quotas_on("wx1", "2026-11-22").await, Ok(vec![]));
    assert_eq!(store.quotas_on("wx2", "2026-11-21").await, Ok(vec![]));
}

#[tokio::test]
async fn a_person_is_found_by_unionid_in_the_account_asked_for() {
    let folder = Folder::new();
    let store = folder.open().await;
    let joined = |snapshot: Snapshot, unionid: &str| {
        with(snapshot, |snapshot| {
            snapshot.record.profile.unionid = Some(unionid.into());
        })
    };
    let theirs = |second, unionid| of_account(joined(seen(second, Status::Following), unionid), "b", "wx2");
    let kept = vec![
        joined(seen(1, Status::Following), "u"),
        theirs(2, "u"),
        of_openid(theirs(3, "v"), OTHER),
        theirs(4, "u"),
    ];
    store.keep(kept).await.expect("kept");
    let found = store.of_unionid("wx2", "u").await.expect("read");
    let places: Vec<_> = found
        .iter()
        .map(|record| (record.openid.as_str(), record.fetched_at))
        .collect();
    assert_eq!(places, [(ID, Some(at(4)))]);
    assert_eq!(store.of_unionid("wx3", "u").await.expect("read"), []);
}

#[tokio::test]
async fn an_interrupted_sync_goes_on_for_three_days() {
    let folder = Folder::new();
    let store = folder.open().await;
    let mirror = store.mirror_id(&key()).await.unwrap();
    store.begin_sync(mirror, false, false, at(0)).await.unwrap();
    let page = StagedPage {
        ids: vec![openid(ID)],
        cursor: ID.to_owned(),
        total: Some(2),
        end: None,
    };
    store.stage_page(mirror, page, at(1)).await.unwrap();
    let day = 86_400;
    for (later, pages) in [(2 * day, 1), (3 * day - 1, 1), (3 * day, 0)] {
        let state = store.begin_sync(mirror, false, false, at(later)).await.unwrap();
        assert_eq!(state.pages, pages, "{later} s later");
    }
}
