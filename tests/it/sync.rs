//! The sync as an operation: against the demo server and against a scripted platform, with a file of its own.

use std::collections::BTreeMap;
use std::path::Path;

use fanscope::api::Credentials;
use fanscope::config::{Config, Env, Flags};
use fanscope::demo::{Act, Demo, Fault, Setup};
use fanscope::model::{Kind, Secret, SyncSummary};
use fanscope::ops::sync::{Control, Options, Report, Stop, Sync};
use fanscope::session::{Overrides, Session};
use fanscope::store::Store;
use rusqlite::Connection;
use tokio_util::sync::CancellationToken;

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
    let db = Connection::open(file).unwrap();
    let sql = "SELECT concat_ws('|', openid, listed, left_at IS NULL, fetched_at IS NULL, missed, repaired,
            coalesce(subscribe, '-'), coalesce(subscribe_time, '-'), coalesce(subscribe_scene, '-'),
            coalesce(qr_scene, '-'), coalesce(qr_scene_str, '-'), coalesce(remark, '-'), coalesce(tagid_list, '-'),
            coalesce(groupid, '-'), coalesce(unionid, '-'), coalesce(nickname, '-'), coalesce(extra, '-'))
        FROM followers ORDER BY openid";
    let mut statement = db.prepare(sql).unwrap();
    statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
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
    assert_eq!(kept, 100, "what came before the refusal is kept");
    run(&session, Options::default()).await.unwrap();
    assert_eq!(demo.requests("/cgi-bin/user/get"), 1, "the list was there");
    assert!(people(&file(&home)).len() > 200);
}
