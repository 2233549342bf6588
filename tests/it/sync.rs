//! The sync as an operation: against the demo server and against a scripted platform, with a file of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use fanscope::api::Credentials;
use fanscope::config::{Config, Env, Flags};
use fanscope::demo::{Act, Demo, Fault, Setup};
use fanscope::mirror::Mirror;
use fanscope::model::{ChangeKind, Empty, Kind, Secret, Status, SyncStage, SyncSummary};
use fanscope::ops::sync::{Control, Options, Report, Stop, Sync};
use fanscope::session::{Overrides, Session};
use fanscope::store::Store;
use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::client_fake::{self as fake, Fake};

pub const APP_ID: &str = "wxc0ffee0000000001";

/// A session of an account of that app id against any server, with its file below `home`.
pub async fn session(base: &str, credentials: Credentials, home: &Path, overrides: Overrides) -> Session {
    let home_text = home.to_str().unwrap().to_owned();
    let mut variables: BTreeMap<String, String> = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"]
        .map(|name| (name.to_owned(), home_text.clone()))
        .into();
    variables.insert("FANSCOPE_APP_ID".to_owned(), APP_ID.to_owned());
    variables.insert("FANSCOPE_APP_SECRET".to_owned(), "secret".to_owned());
    variables.insert("FANSCOPE_API_BASE".to_owned(), base.to_owned());
    let config = Config::load(&Flags::default(), &Env(variables)).unwrap();
    let store = Store::open(&home.join("fanscope.db")).await.unwrap();
    Session::new(&config, config.account().unwrap(), credentials, Some(store), overrides)
}

/// A session against the demo server.
pub async fn demo_session(demo: &Demo, home: &Path) -> Session {
    let credentials = Credentials::Stable {
        app_id: demo.app_id.clone(),
        secret: Secret::new(&demo.app_secret),
    };
    session(&demo.base(), credentials, home, Overrides::default()).await
}

/// The file below `home`.
pub fn file(home: &tempfile::TempDir) -> std::path::PathBuf {
    home.path().join("fanscope.db")
}

pub async fn run(session: &Session, options: Options) -> Result<SyncSummary, Stop> {
    let cancel = CancellationToken::new();
    let sync = Sync::prepare(session, options, &cancel).await?;
    sync.run(&Control::by(cancel), &mut |_: Report| {}).await
}

/// The mirror's rows without times and numbers: what two files must agree on.
pub fn people(file: &Path) -> Vec<String> {
    let sql = "SELECT concat_ws('|', openid, listed, left_at IS NULL, fetched_at IS NULL, missed, repaired,
            coalesce(subscribe, '-'), coalesce(subscribe_time, '-'), coalesce(subscribe_scene, '-'),
            coalesce(qr_scene, '-'), coalesce(qr_scene_str, '-'), coalesce(remark, '-'), coalesce(tagid_list, '-'),
            coalesce(groupid, '-'), coalesce(unionid, '-'), coalesce(nickname, '-'), coalesce(extra, '-'))
        FROM followers ORDER BY openid";
    texts(file, sql)
}

#[tokio::test]
async fn everybody_is_there_after_a_sync_and_a_second_one_writes_nothing() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let session = demo_session(&demo, home.path()).await;
    let summary = run(&session, Options::default()).await.unwrap();
    assert!(
        summary.first && summary.people > 200 && summary.short_of.is_none(),
        "{summary:?}"
    );
    assert_eq!(
        summary.counts,
        fanscope::model::SyncCounts::default(),
        "nobody is new in the first"
    );
    let first = people(&file(&home));
    assert_eq!(u64::try_from(first.len()).unwrap(), summary.people);
    assert!(
        first.iter().all(|row| row.contains("|1|1|0|0|")),
        "all listed, all with a profile: {first:#?}"
    );
    assert_eq!(demo.requests("/cgi-bin/user/get"), 1, "the only page tells that it is");

    let second = run(&session, Options::default()).await.unwrap();
    assert!(!second.first && second.counts == summary.counts, "{second:?}");
    assert_eq!(people(&file(&home)), first);
    let lookups = session
        .store
        .as_ref()
        .unwrap()
        .history(fanscope::store::Wanted::default())
        .await
        .unwrap();
    assert_eq!(lookups, [], "a sync writes no lookups");
}

#[tokio::test]
async fn a_quota_that_is_used_up_stops_the_sync_and_the_next_run_goes_on() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let session = demo_session(&demo, home.path()).await;
    demo.script(
        Fault::at("/cgi-bin/user/info/batchget", Act::Errcode(45009))
            .after(1)
            .times(20),
    );
    let stop = run(&session, Options::default()).await.unwrap_err();
    assert!(matches!(&stop, Stop::Failed(failure) if failure.kind == Kind::Quota && failure.errcode == Some(45009)));
    demo.clear_script();
    let kept = people(&file(&home)).len();
    // Calls go out side by side: the one answered may be any of the first.
    assert!(
        kept <= 100,
        "{kept}: nothing is taken over behind what is still to be asked"
    );
    run(&session, Options::default()).await.unwrap();
    assert_eq!(demo.requests("/cgi-bin/user/get"), 1, "the list was there");
    assert!(people(&file(&home)).len() > 200);
}

/// Profiles that a scripted platform answers with, by openid; its list is their keys.
type Profiles = Arc<Mutex<BTreeMap<String, Value>>>;

fn openid(number: u32) -> String {
    format!("o{number:027}")
}

fn profile(number: u32, more: &Value) -> (String, Value) {
    let mut profile = json!({"subscribe": 1, "openid": openid(number), "subscribe_time": 1_662_371_289, "remark": "",
        "tagid_list": [2, 128], "subscribe_scene": "ADD_SCENE_SEARCH", "qr_scene": 0, "qr_scene_str": ""});
    for (name, value) in more.as_object().unwrap() {
        profile[name] = value.clone();
    }
    (openid(number), profile)
}

/// A platform of these people. A batch in which somebody has no profile is refused, and so is that person; whose
/// profile is null is left out of batches.
async fn platform(profiles: &Profiles) -> Fake {
    let profiles = Arc::clone(profiles);
    Fake::with_tokens(move |call| {
        let profiles = profiles.lock().unwrap();
        match call.path.as_str() {
            "/cgi-bin/user/get" => {
                let ids: Vec<&String> = profiles.keys().collect();
                fake::Act::json(&json!({"total": ids.len(), "count": ids.len(), "data": {"openid": ids}, "next_openid": ids.last()}))
            }
            _ if call.openids().iter().any(|id| profiles[id] == json!("refused")) => fake::Act::errcode(40003),
            "/cgi-bin/user/info" => fake::Act::json(&profile(7, &json!({"openid": call.openids()[0]})).1),
            "/cgi-bin/user/info/batchget" => {
                let asked = call.openids();
                let list: Vec<&Value> = asked.iter().map(|id| &profiles[id]).filter(|profile| !profile.is_null()).collect();
                fake::Act::json(&json!({ "user_info_list": list }))
            }
            _ => fake::Act::errcode(-1),
        }
    })
    .await
}

/// A session against a scripted platform, with a token of its own.
pub async fn fake_session(fake: &Fake, home: &Path) -> Session {
    let credentials = Credentials::Given(Secret::new("token-of-the-operator"));
    session(&fake.base, credentials, home, Overrides::default()).await
}

/// Without the calls for the quota.
pub const QUIET: Options = Options {
    full: false,
    ids_only: false,
    spare_quota: true,
};

/// What a query with one column of text gives, joined.
fn text(file: &Path, sql: &str) -> String {
    texts(file, sql).join(" ")
}

/// What a query with one column of text gives.
pub fn texts(file: &Path, sql: &str) -> Vec<String> {
    let db = Connection::open(file).unwrap();
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn what_two_syncs_see_differently_is_recorded_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let profiles: Profiles = Arc::new(Mutex::new(
        (0..6)
            .map(|number| profile(number, &json!({"remark": "old"})))
            .collect(),
    ));
    let fake = platform(&profiles).await;
    let session = fake_session(&fake, home.path()).await;
    run(&session, QUIET).await.unwrap();

    profiles.lock().unwrap().extend([
        profile(0, &json!({"remark": "new"})),
        // The order of tags means nothing.
        profile(1, &json!({"remark": "old", "tagid_list": [128, 2]})),
        profile(
            2,
            &json!({"remark": "old", "tagid_list": [128], "subscribe_scene": "ADD_SCENE_PAID"}),
        ),
        profile(3, &json!({"remark": "old", "subscribe_time": 1_700_000_000})),
        (
            openid(4),
            json!({"subscribe": 0, "openid": openid(4), "tagid_list": []}),
        ),
        profile(
            5,
            &json!({"remark": "old", "unionid": "o6_bmasdasdsad6_2sgVt7hMZOPfL", "new_field": [1]}),
        ),
    ]);
    let second = run(&session, QUIET).await.unwrap();
    assert_eq!(
        (second.counts.changed, second.counts.left, second.counts.missed),
        (3, 0, 0)
    );
    let file = file(&home);
    let changes = "SELECT (follower & 0xFFFFFFFF) || kind || ':' || coalesce(before, '') || '>' || coalesce(after, '')
        FROM follower_changes ORDER BY follower, kind";
    assert_eq!(
        text(&file, changes),
        "0remark:old>new 2subscribe_scene:ADD_SCENE_SEARCH>ADD_SCENE_PAID 2tagid_list:[2,128]>[128] \
         3subscribe_time:1662371289>1700000000"
    );
    let gone = "SELECT concat_ws(' ', subscribe, listed, remark, tagid_list) FROM followers WHERE id & 0xFF = 4";
    assert_eq!(
        text(&file, gone),
        "0 1 old [2,128]",
        "who does not follow is told so, and what was known of them stays"
    );
    let more = "SELECT concat_ws(' ', unionid, extra) FROM followers WHERE id & 0xFF = 5";
    assert_eq!(text(&file, more), r#"o6_bmasdasdsad6_2sgVt7hMZOPfL {"new_field":[1]}"#);

    // The same once more: no row is written, and the mirror knows when it was checked.
    let before = text(&file, "SELECT group_concat(fetched_at) FROM followers");
    Connection::open(&file)
        .unwrap()
        .execute_batch("DELETE FROM dirty_chunks; CREATE TRIGGER untouched BEFORE UPDATE ON followers BEGIN SELECT RAISE(ABORT, 'written'); END")
        .unwrap();
    let third = run(&session, QUIET).await.unwrap();
    assert_eq!(third.counts, fanscope::model::SyncCounts::default());
    assert_eq!(text(&file, "SELECT group_concat(fetched_at) FROM followers"), before);
    assert_eq!(text(&file, "SELECT '' || count(*) FROM dirty_chunks"), "0");
    assert_eq!(
        text(
            &file,
            "SELECT '' || (checked_at >= (SELECT max(first_at) FROM followers)) FROM mirrors"
        ),
        "1"
    );
}

#[tokio::test]
async fn somebody_whose_profile_does_not_come_spoils_nobody_else_and_is_not_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let profiles: Profiles = Arc::new(Mutex::new((0..250).map(|number| profile(number, &json!({}))).collect()));
    profiles.lock().unwrap().insert(openid(130), json!("refused"));
    profiles.lock().unwrap().insert(openid(7), Value::Null);
    profiles.lock().unwrap().insert(openid(8), json!({"openid": openid(8)}));
    let fake = platform(&profiles).await;
    let session = fake_session(&fake, home.path()).await;
    let first = run(&session, QUIET).await.unwrap();
    assert_eq!((first.people, first.counts.missed), (250, 2));
    let file = file(&home);
    let missed = "SELECT (id & 0xFFFFFFFF) || ':' || (fetched_at IS NULL) FROM followers WHERE missed";
    assert_eq!(
        text(&file, missed),
        "8:1 130:1",
        "one refused, one without a word on following"
    );
    profiles
        .lock()
        .unwrap()
        .extend([profile(130, &json!({"remark": "here"})), profile(8, &json!({}))]);
    run(&session, QUIET).await.unwrap();
    assert_eq!(text(&file, missed), "");
    profiles.lock().unwrap().insert(openid(130), json!("refused"));
    assert_eq!(run(&session, QUIET).await.unwrap().counts.missed, 1);
    assert_eq!(
        text(
            &file,
            "SELECT remark || (fetched_at IS NULL) FROM followers WHERE missed"
        ),
        "here0",
        "what was known stays"
    );
    assert_eq!(
        text(&file, "SELECT '' || count(*) FROM follower_changes"),
        "0",
        "a first profile is no change"
    );
}

/// The platform may say for a while that a new follower does not follow, and it knows nothing else of them then.
#[tokio::test]
async fn what_is_first_known_of_somebody_is_no_change_and_leaving_changes_no_emptiness() {
    let home = tempfile::tempdir().unwrap();
    let absent = |number| {
        (
            openid(number),
            json!({"subscribe": 0, "openid": openid(number), "tagid_list": []}),
        )
    };
    let profiles: Profiles = Arc::new(Mutex::new((0..300).map(|number| profile(number, &json!({}))).collect()));
    let play = |changes: Vec<(String, Value)>, gone: &[u32]| {
        let mut profiles = profiles.lock().unwrap();
        profiles.extend(changes);
        for number in gone {
            profiles.remove(&openid(*number));
        }
    };
    play(vec![absent(1), absent(2)], &[]);
    let fake = platform(&profiles).await;
    let session = fake_session(&fake, home.path()).await;
    run(&session, QUIET).await.unwrap();
    let person = async |number| {
        let mirror = Mirror::new(session.store.as_ref().unwrap(), &session.key, session.qr_labels.clone());
        let (follower, changes) = mirror.person(&openid(number)).await.unwrap().unwrap();
        let kinds: Vec<ChangeKind> = changes.iter().map(|change| change.kind).rev().collect();
        (follower.record.status, follower.record.empties(), kinds)
    };
    let (status, before, _) = person(2).await;
    assert_eq!((status, before[0].1), (Status::NotFollowing, Empty::NotFollowing));

    // One is seen to follow after all, the other is gone, and so is one of whom everything is known.
    let known = person(3).await.1;
    play(vec![profile(1, &json!({"remark": "first"}))], &[2, 3]);
    let second = run(&session, QUIET).await.unwrap();
    assert_eq!((second.counts.left, second.counts.changed), (2, 0));
    assert_eq!((person(1).await.0, person(1).await.2), (Status::Following, vec![]));
    assert_eq!(person(2).await, (Status::Left, before, vec![ChangeKind::Left]));
    assert_eq!(person(3).await, (Status::Left, known, vec![ChangeKind::Left]));

    // Both are back; only of the one whose follow was known before can something have changed.
    play(
        vec![
            profile(2, &json!({})),
            profile(3, &json!({"subscribe_time": 1_700_000_000})),
        ],
        &[],
    );
    let third = run(&session, QUIET).await.unwrap();
    assert_eq!((third.counts.back, third.counts.new, third.counts.changed), (2, 0, 1));
    assert_eq!(person(2).await.2, [ChangeKind::Left, ChangeKind::Back]);
    assert_eq!(
        person(3).await.2,
        [ChangeKind::Left, ChangeKind::Back, ChangeKind::SubscribeTime]
    );
}

#[tokio::test]
async fn a_stage_has_no_rate_before_anybody_is_taken_over() {
    let home = tempfile::tempdir().unwrap();
    let crowd = (0..2_500).map(|number| profile(number, &json!({}))).collect();
    let fake = platform(&Arc::new(Mutex::new(crowd))).await;
    let session = fake_session(&fake, home.path()).await;
    let cancel = CancellationToken::new();
    let sync = Sync::prepare(&session, QUIET, &cancel).await.unwrap();
    let mut seen = Vec::new();
    let mut report = |report: Report| {
        if let Report::Progress(progress) = report {
            seen.push(progress);
        }
    };
    sync.run(&Control::by(cancel), &mut report).await.unwrap();
    let fetching = || seen.iter().filter(|progress| progress.stage == SyncStage::Fetching);
    let first = fetching().next().unwrap();
    assert_eq!((first.done, first.rate(), first.time_left()), (0, 0, None));
    assert!(
        seen.iter()
            .all(|progress| progress.done_now <= progress.done && progress.done <= progress.people),
        "{seen:?}"
    );
    let last = fetching().next_back().unwrap();
    assert_eq!((last.done, last.done_now), (2_500, 2_500));
}

#[tokio::test]
async fn a_sync_counts_its_own_calls_and_those_it_repeats() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let session = demo_session(&demo, home.path()).await;
    demo.script(Fault::at("/cgi-bin/user/info/batchget", Act::Errcode(-1)).times(1));
    let cancel = CancellationToken::new();
    let sync = Sync::prepare(&session, Options::default(), &cancel).await.unwrap();
    let announced = sync.need().calls();
    // The operator looks at the list, too.
    for _ in 0..3 {
        session.client.user_get(None, &cancel).await.unwrap();
    }
    let mut reported = 0;
    let mut report = |report: Report| {
        if let Report::Progress(progress) = report {
            reported = progress.calls;
        }
    };
    let summary = sync.run(&Control::by(cancel), &mut report).await.unwrap();
    assert_eq!(summary.calls.total(), announced + 1, "one was repeated: {summary:?}");
    assert_eq!(demo.total_requests(), announced + 1 + 3);
    // The names of tags are asked for at the end.
    assert_eq!(reported, announced);
}

#[tokio::test]
async fn a_paused_sync_makes_no_call_until_it_may_go_on() {
    let home = tempfile::tempdir().unwrap();
    let profiles: Profiles = Arc::new(Mutex::new((0..50).map(|number| profile(number, &json!({}))).collect()));
    let fake = platform(&profiles).await;
    let session = fake_session(&fake, home.path()).await;
    let cancel = CancellationToken::new();
    let sync = Sync::prepare(&session, QUIET, &cancel).await.unwrap();
    assert_eq!((sync.need().people, sync.need().batches), (50, 1));
    assert_eq!(Sync::prepare(&session, QUIET, &cancel).await.unwrap_err(), Stop::Busy);
    let (pause, paused) = watch::channel(true);
    let control = Control { cancel, paused };
    let mut report = |_: Report| {};
    let mut running = std::pin::pin!(sync.run(&control, &mut report));
    for _ in 0..1_000 {
        assert!(futures_util::poll!(&mut running).is_pending());
        tokio::task::yield_now().await;
    }
    assert_eq!(fake.calls("/cgi-bin/user/info/batchget"), 0);
    pause.send(false).unwrap();
    assert_eq!(running.await.unwrap().people, 50);
    assert_eq!(fake.calls("/cgi-bin/user/info/batchget"), 1);
}
