//! One person in several configured accounts: the background task finds them by their unionid.

use std::fmt::Write as _;
use std::path::Path;

use fanscope::config::{Config, Env, Flags};
use fanscope::demo::{Demo, Setup};
use fanscope::job::{Event, Job, JobId, SyncEvent, SyncJob};
use fanscope::model::{OpenId, Record, Source};
use fanscope::worker::{self, Command, Worker};

use crate::support::server::{ABSENT, OLD, TODAY};

/// Accounts of three demo servers: of one seed all have the same people, so that each person has one unionid.
async fn accounts(home: &Path) -> (Vec<Demo>, Config) {
    let mut demos = Vec::new();
    let mut text = "default_account = \"main\"\n".to_owned();
    for (seed, name) in [(1, "main"), (2, "shop"), (3, "news")] {
        let demo = Demo::start(Setup {
            seed,
            followers: Some(60),
            ..Setup::default()
        })
        .await
        .unwrap();
        write!(
            text,
            "[accounts.{name}]\nlabel = \"The {name}\"\napp_id = \"{}\"\napp_secret = \"{}\"\napi_base = \"{}\"\n",
            demo.app_id,
            demo.app_secret,
            demo.base()
        )
        .unwrap();
        demos.push(demo);
    }
    let file = home.join("config.toml");
    std::fs::write(&file, text).unwrap();
    let flags = Flags {
        config: Some(file),
        data_dir: Some(home.join("data")),
        ..Flags::default()
    };
    (demos, Config::load(&flags, &Env::default()).unwrap())
}

/// Has a job done; its events.
async fn done(worker: &mut Worker, number: u64, job: Job) -> Vec<Event> {
    let id = JobId(number);
    worker.commands.send(Command::Start(id, job)).await.unwrap();
    let mut events = Vec::new();
    loop {
        match worker.events.recv().await.unwrap() {
            Event::Finished(ended, result) if ended == id => {
                result.unwrap();
                return events;
            }
            event => events.push(event),
        }
    }
}

async fn switch(worker: &mut Worker, number: u64, name: &str) {
    let name = name.to_owned();
    done(worker, number, Job::SwitchAccount { name }).await;
}

/// Who this person is in the other accounts.
async fn elsewhere(worker: &mut Worker, number: u64, openid: &str) -> Vec<Record> {
    let openid = openid.to_owned();
    let events = done(worker, number, Job::Person { openid }).await;
    let person = events.into_iter().find_map(|event| match event {
        Event::Person(_, person) => Some(person),
        _ => None,
    });
    person.unwrap().elsewhere
}

fn look_up(openid: &str) -> Job {
    Job::Lookup {
        ids: vec![OpenId::parse(openid).unwrap()],
        source: Source::Follower,
        fresh: true,
    }
}

#[tokio::test]
async fn the_same_unionid_is_found_in_lookups_and_mirrors_of_other_accounts() {
    let home = tempfile::tempdir().unwrap();
    let (_demos, config) = accounts(home.path()).await;
    let mut worker = worker::spawn(config, Env::default());
    done(&mut worker, 1, look_up(OLD)).await;
    assert_eq!(
        elsewhere(&mut worker, 2, OLD).await,
        [],
        "nobody was looked up elsewhere"
    );

    // One account knows the person from a lookup, another from its mirror.
    switch(&mut worker, 3, "shop").await;
    done(&mut worker, 4, look_up(OLD)).await;
    switch(&mut worker, 5, "news").await;
    done(&mut worker, 6, Job::Sync(SyncJob::Prepare)).await;
    let events = done(&mut worker, 7, Job::Sync(SyncJob::Run)).await;
    assert!(
        events
            .iter()
            .any(|event| matches!(event, Event::Sync(_, SyncEvent::Done(_))))
    );

    switch(&mut worker, 8, "main").await;
    let found = elsewhere(&mut worker, 9, OLD).await;
    let who: Vec<(&str, &str)> = found
        .iter()
        .map(|record| (record.account.as_str(), record.openid.as_str()))
        .collect();
    assert_eq!(who, [("The news", OLD), ("The shop", OLD)]);
    let unionid = found[0].profile.unionid.clone().unwrap();
    assert!(
        found
            .iter()
            .all(|record| record.profile.unionid.as_ref() == Some(&unionid))
    );

    // Somebody without a unionid is nobody else, and neither is one of whom nothing is known.
    done(&mut worker, 10, look_up(ABSENT)).await;
    assert_eq!(elsewhere(&mut worker, 11, ABSENT).await, []);
    assert_eq!(elsewhere(&mut worker, 12, TODAY).await, [], "not looked up here");
    // From the mirror the lookups of the others are seen.
    switch(&mut worker, 13, "news").await;
    let found = elsewhere(&mut worker, 14, OLD).await;
    assert_eq!(found.len(), 2, "{found:?}");
}
