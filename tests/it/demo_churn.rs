//! A demo account that changes by itself: what the next sync finds.

use std::collections::BTreeMap;

use fanscope::api::Credentials;
use fanscope::config::{Config, Env, Flags};
use fanscope::demo::{Demo, Setup};
use fanscope::mirror::Mirror;
use fanscope::model::{ChangeKind, FollowerChange, Secret, SyncCounts, SyncSummary, Timestamp};
use fanscope::ops::sync::Options;
use fanscope::session::{Overrides, Session};
use fanscope::store::Store;

use crate::support::server::{ABSENT, OLD, TODAY};
use crate::sync::{demo_session, run};

async fn syncs(session: &Session, times: usize) -> Vec<SyncSummary> {
    let mut summaries = Vec::new();
    for _ in 0..times {
        summaries.push(run(session, Options::default()).await.unwrap());
    }
    summaries
}

async fn changes(session: &Session) -> Vec<FollowerChange> {
    let mirror = Mirror::new(session.store.as_ref().unwrap(), &session.key, session.qr_labels.clone());
    let since = Timestamp::from_second(0).unwrap();
    mirror.changes(since, None, 1_000).await.unwrap()
}

fn counted(changes: &[FollowerChange]) -> BTreeMap<ChangeKind, usize> {
    let mut counted = BTreeMap::new();
    for change in changes {
        *counted.entry(change.kind).or_default() += 1;
    }
    counted
}

#[tokio::test]
async fn each_sync_of_a_churning_demo_finds_people_who_left_came_and_were_edited() {
    let home = tempfile::tempdir().unwrap();
    // Several pages: a sweep is the whole list, not a call.
    let setup = Setup {
        churn: true,
        page_size: 100,
        ..Setup::default()
    };
    let demo = Demo::start(setup).await.unwrap();
    let session = demo_session(&demo, home.path()).await;
    let first = &syncs(&session, 1).await[0];
    assert!(first.first && first.short_of.is_none(), "{first:?}");
    assert_eq!(changes(&session).await, [], "nothing happens before the first sync");

    let second = &syncs(&session, 1).await[0];
    assert_eq!(second.people + 1, first.people, "{second:?}");
    let found = changes(&session).await;
    assert_eq!(
        counted(&found),
        [
            (ChangeKind::Left, 2),
            (ChangeKind::New, 1),
            (ChangeKind::Remark, 1),
            (ChangeKind::Tags, 1)
        ]
        .into(),
        "{found:?}"
    );

    syncs(&session, 1).await;
    let found = changes(&session).await;
    // Who comes back follows since another time too.
    assert_eq!(
        counted(&found),
        [
            (ChangeKind::Left, 3),
            (ChangeKind::New, 2),
            (ChangeKind::Back, 1),
            (ChangeKind::SubscribeTime, 1),
            (ChangeKind::Remark, 2),
            (ChangeKind::Tags, 2)
        ]
        .into(),
        "{found:?}"
    );
    for example in [OLD, TODAY, ABSENT] {
        assert!(found.iter().all(|change| change.openid != example), "{example}");
    }
}

/// A run of the program with its demo, in a data directory of earlier runs.
async fn run_of_demo(home: &std::path::Path, churn: bool) -> (Demo, Session) {
    let flags = Flags {
        demo: true,
        data_dir: Some(home.to_owned()),
        ..Flags::default()
    };
    let config = Config::load(&flags, &Env::default()).unwrap();
    let (config, demo) = fanscope::ops::demo::start(config, churn).await.unwrap();
    let credentials = Credentials::Stable {
        app_id: demo.app_id.clone(),
        secret: Secret::new(&demo.app_secret),
    };
    let store = Store::open(&config.db).await.unwrap();
    let account = config.account().unwrap();
    let session = Session::new(&config, account, credentials, Some(store), Overrides::default());
    (demo, session)
}

#[tokio::test]
async fn a_demo_that_starts_again_goes_on_where_the_mirror_left_it() {
    let home = tempfile::tempdir().unwrap();
    let (demo, session) = run_of_demo(home.path(), true).await;
    let summaries = syncs(&session, 8).await;
    let people = summaries.last().unwrap().people;
    drop((demo, session));

    let (demo, session) = run_of_demo(home.path(), false).await;
    let same = &syncs(&session, 1).await[0];
    assert_eq!(
        (same.people, same.counts),
        (people, SyncCounts::default()),
        "nothing has happened"
    );
    drop((demo, session));

    for _ in 0..3 {
        let (demo, session) = run_of_demo(home.path(), true).await;
        let counts = syncs(&session, 1).await[0].counts;
        assert!((1..=2).contains(&counts.left), "a step and no more: {counts:?}");
        assert_eq!(counts.left + counts.new + counts.back, 3, "{counts:?}");
        // A remark, tags, and mostly another follow time of who is back.
        assert!((2..=2 + counts.back).contains(&counts.changed), "{counts:?}");
        drop((demo, session));
    }
}

#[tokio::test]
async fn a_demo_changes_nothing_by_itself_unless_asked_to() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let session = demo_session(&demo, home.path()).await;
    let everyone = demo.openids(1_000);
    let summaries = syncs(&session, 3).await;
    assert!(
        summaries.iter().all(|summary| summary.people == summaries[0].people),
        "{summaries:?}"
    );
    assert_eq!(changes(&session).await, []);
    assert_eq!(demo.openids(1_000), everyone);
}
