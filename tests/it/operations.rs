//! Operations and the background task against the demo server, with a file of their own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fanscope::api::Credentials;
use fanscope::config::{Config, Env, Flags};
use fanscope::demo::{Act, Demo, Fault, Setup};
use fanscope::job::{Event, Export, ExportFormat, ExportRow, ExportRows, Exported, Job, JobId};
use fanscope::model::{Endpoint, Failure, Kind, OpenId, Secret, Snapshot, Source, Status, UiLang};
use fanscope::ops::doctor::{Detail, Finding, Step, Verdict, examine};
use fanscope::ops::lookup::{Options, Report, lookup};
use fanscope::session::{Overrides, Session, credentials};
use fanscope::store::Store;
use fanscope::worker::{self, Command, Worker};
use tokio_util::sync::CancellationToken;

const OLD: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const TODAY: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
const AWAY: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";
const FOREIGN: &str = "oxxxxxxxxxxxxxxxxxxxxxxxxxxx";

fn ids(texts: &[&str]) -> Vec<OpenId> {
    texts.iter().map(|text| OpenId::parse(text).unwrap()).collect()
}

/// A configuration for the demo with its data below `home`.
fn config(demo: &Demo, home: &Path) -> Config {
    let home = home.to_str().unwrap().to_owned();
    let variables = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"].map(|name| (name.to_owned(), home.clone()));
    let flags = Flags {
        demo: true,
        ..Flags::default()
    };
    let config = Config::load(&flags, &Env(BTreeMap::from(variables))).unwrap();
    let (secret, web_token) = (Secret::new(&demo.app_secret), Secret::new(&demo.web_token));
    config.with_demo(&demo.base(), &demo.app_id, secret, web_token)
}

async fn session(config: &Config) -> Session {
    let account = config.account().unwrap();
    let store = Store::open(&config.db).await.unwrap();
    let credentials = credentials(account, &Env::default()).await;
    Session::new(config, account, credentials, Some(store), Overrides::default())
}

async fn look_up(session: &Session, texts: &[&str], fresh: bool) -> (BTreeMap<String, Snapshot>, Vec<Report>) {
    let (mut rows, mut others) = (BTreeMap::new(), Vec::new());
    let mut report = |report| match report {
        Report::Row(row) => assert!(rows.insert(row.record.openid.clone(), *row).is_none(), "reported twice"),
        other => others.push(other),
    };
    let options = Options {
        source: Source::Follower,
        fresh,
    };
    lookup(session, &ids(texts), options, &CancellationToken::new(), &mut report).await;
    (rows, others)
}

#[tokio::test]
async fn a_lookup_names_tags_keeps_answers_and_reuses_them() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let config = config(&demo, home.path());
    let first = session(&config).await;
    let (rows, others) = look_up(&first, &[OLD, TODAY, AWAY, FOREIGN], false).await;
    assert_eq!(others, []);
    assert_eq!(rows[OLD].record.tags.as_ref().unwrap()[0].name.as_deref(), Some("VIP"));
    assert_eq!(rows[AWAY].record.status, Status::NotFollowing);
    assert_eq!(rows[FOREIGN].record.error.as_ref().unwrap().kind, Kind::InvalidOpenid);
    assert!(rows[TODAY].raw.starts_with(b"{"));
    assert_eq!(demo.requests("/cgi-bin/tags/get"), 1);

    let second = session(&config).await;
    let spent = demo.total_requests();
    let (rows, _) = look_up(&second, &[OLD, TODAY], false).await;
    assert!(rows.values().all(|row| row.record.from_history));
    assert_eq!(rows[OLD].record.tags.as_ref().unwrap()[0].name.as_deref(), Some("VIP"));
    assert_eq!(demo.total_requests(), spent, "history answers without a call");
    let (rows, _) = look_up(&second, &[OLD, AWAY], true).await;
    assert!(rows.values().all(|row| !row.record.from_history));
    assert_eq!(
        demo.requests("/cgi-bin/tags/get"),
        1,
        "a young list is not asked for again"
    );
    let person = second
        .store
        .as_ref()
        .unwrap()
        .person(&second.key.app_id, OLD)
        .await
        .unwrap();
    assert_eq!((person.snapshots.len(), person.changes.len()), (2, 0));
    assert_eq!(second.calls_today().await.of(Endpoint::StableToken), 2);
}

#[tokio::test]
async fn not_following_is_asked_again_only_by_a_new_lookup_and_failures_of_the_line_are_not_kept() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let session = session(&config(&demo, home.path())).await;
    look_up(&session, &[AWAY], false).await;
    assert_eq!(demo.requests("/cgi-bin/user/info"), 1);
    demo.script(Fault::at("/cgi-bin/user/info", Act::Errcode(45009)));
    let (rows, _) = look_up(&session, &[TODAY], false).await;
    assert_eq!(rows[TODAY].record.error.as_ref().unwrap().kind, Kind::Quota);
    let store = session.store.as_ref().unwrap();
    assert_eq!(store.person(&session.key.app_id, TODAY).await.unwrap().snapshots, []);
}

#[tokio::test]
async fn a_failed_tag_list_warns_and_fails_no_row() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let session = session(&config(&demo, home.path())).await;
    demo.script(Fault::at("/cgi-bin/tags/get", Act::Errcode(48001)));
    let (rows, others) = look_up(&session, &[OLD], false).await;
    let tags = rows[OLD].record.tags.as_ref().unwrap();
    assert_eq!((tags[0].id, tags[0].name.as_deref()), (128, None));
    assert_eq!(
        tags[1].name.as_deref(),
        Some("星标组"),
        "reserved ids have names without a list"
    );
    assert!(matches!(&others[..], [Report::Warning(failure)] if failure.kind == Kind::Permission));
}

#[tokio::test]
async fn an_openid_of_another_accounts_history_is_named_before_a_call_is_spent() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let config = config(&demo, home.path());
    let mut session = session(&config).await;
    look_up(&session, &[OLD], false).await;
    session.key.app_id = "wx0000000000000000".to_owned();
    let mut order = Vec::new();
    let mut report = |report: Report| order.push(report);
    let options = Options {
        source: Source::Follower,
        fresh: false,
    };
    lookup(
        &session,
        &ids(&[OLD, TODAY]),
        options,
        &CancellationToken::new(),
        &mut report,
    )
    .await;
    let Report::KnownElsewhere(known) = &order[0] else {
        panic!("{order:?}")
    };
    assert_eq!(known, &[(ids(&[OLD])[0].clone(), "demo".to_owned())]);
    assert_eq!(order.len(), 3, "and the lookup goes on");
}

#[tokio::test]
async fn doctor_finds_a_sound_set_up_and_names_the_first_broken_step() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let config = config(&demo, home.path());
    let healthy = findings(&config, &session(&config).await).await;
    assert_eq!(
        healthy.iter().map(|finding| finding.step).collect::<Vec<_>>(),
        Step::ALL
    );
    assert!(
        healthy.iter().all(|finding| finding.verdict == Verdict::Ok),
        "{healthy:#?}"
    );
    assert_eq!(healthy[7].detail, Detail::WebTokenAccepted);
    let mut worker = worker::spawn(config.clone(), Env::default());
    let events = until(&mut worker, |event| matches!(event, Event::Calls(_))).await;
    let Event::Calls(spent) = &events[events.len() - 1] else {
        panic!("{events:?}")
    };
    assert!(
        spent.left.is_some_and(|left| left > 0),
        "the interface shows what doctor was told"
    );

    let account = config.account().unwrap();
    let app_id = account.key.app_id.clone();
    let wrong = Credentials::Stable {
        app_id,
        secret: Secret::new("no such secret"),
    };
    let session = Session::new(&config, account, wrong, None, Overrides::default());
    let broken = findings(&config, &session).await;
    let failure = |finding: &Finding| finding.failure.as_ref().and_then(|failure| failure.errcode);
    assert_eq!((broken[2].verdict, failure(&broken[2])), (Verdict::Fail, Some(40125)));
    assert!(broken[3..7].iter().all(|finding| finding.verdict == Verdict::Skipped));

    demo.script(Fault::at("/cgi-bin/user/get", Act::Errcode(48001)));
    let session = Session::new(
        &config,
        account,
        credentials(account, &Env::default()).await,
        None,
        Overrides::default(),
    );
    let unverified = findings(&config, &session).await;
    let failed: Vec<Step> = unverified
        .iter()
        .filter(|finding| finding.verdict == Verdict::Fail)
        .map(|finding| finding.step)
        .collect();
    assert_eq!(failed, [Step::UserGet]);
}

async fn findings(config: &Config, session: &Session) -> Vec<Finding> {
    let mut findings = Vec::new();
    let web_token = config.web_token.as_ref();
    examine(config, session, web_token, &CancellationToken::new(), &mut |finding| {
        findings.push(finding);
    })
    .await;
    findings
}

/// Everything the task reports until an event that fits, that one included.
async fn until(worker: &mut Worker, fits: impl Fn(&Event) -> bool) -> Vec<Event> {
    let mut events = Vec::new();
    while !events.last().is_some_and(&fits) {
        let event = tokio::time::timeout(Duration::from_secs(30), worker.events.recv()).await;
        events.push(event.unwrap().unwrap());
    }
    events
}

/// Everything the task reports until this job is over.
async fn until_finished(worker: &mut Worker, id: JobId) -> (Vec<Event>, Result<(), Failure>) {
    let mut events = until(
        worker,
        |event| matches!(event, Event::Finished(ended, _) if *ended == id),
    )
    .await;
    match events.pop() {
        Some(Event::Finished(_, result)) => (events, result),
        other => panic!("{other:?}"),
    }
}

fn rows(events: &[Event]) -> Vec<&Snapshot> {
    let mut found = Vec::new();
    for event in events {
        if let Event::Rows(_, rows) = event {
            found.extend(rows);
        }
    }
    found
}

#[tokio::test]
async fn the_background_task_writes_files_of_history() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let config = config(&demo, home.path());
    look_up(&session(&config).await, &[OLD, AWAY], false).await;
    let mut worker = worker::spawn(config, Env::default());
    let start = |id, job| Command::Start(JobId(id), job);
    worker.commands.send(start(1, Job::History)).await.unwrap();
    let (events, _) = until_finished(&mut worker, JobId(1)).await;
    let people = events.into_iter().find_map(|event| match event {
        Event::History(_, people) => Some(people),
        _ => None,
    });
    let rows: Arc<Vec<ExportRow>> = Arc::new(
        people
            .unwrap()
            .into_iter()
            .map(|row| ExportRow {
                record: row.latest.record,
                stored: Some((row.lookups, row.first_at)),
            })
            .collect(),
    );
    let folder = home.path().join("exports");
    std::fs::create_dir(&folder).unwrap();
    for (id, format) in (2..).zip(ExportFormat::ALL) {
        let target = folder
            .join(format!("{id}.{}", format.extension()))
            .display()
            .to_string();
        let export = Export {
            target: target.clone(),
            format,
            rows: ExportRows::People(rows.clone()),
            fields: None,
            lang: UiLang::Zh,
            overwrite: false,
        };
        worker.commands.send(start(id, Job::Export(export))).await.unwrap();
        let (events, result) = until_finished(&mut worker, JobId(id)).await;
        assert_eq!(result, Ok(()));
        let written = Exported::Written {
            path: target.clone(),
            rows: 2,
        };
        assert!(
            matches!(&events[..], [Event::Exported(_, answer)] if *answer == written),
            "{events:?}"
        );
        let bytes = std::fs::read(&target).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        match format {
            ExportFormat::Xlsx => assert!(bytes.starts_with(b"PK")),
            ExportFormat::JsonLines => {
                let lines: Vec<serde_json::Value> =
                    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                assert_eq!(lines.len(), 2);
                assert!(
                    lines
                        .iter()
                        .all(|line| line["lookups"] == 1 && line["first_at"].is_string())
                );
            }
            ExportFormat::Csv | ExportFormat::CsvForExcel => {
                let (has_mark, text) = match text.strip_prefix('\u{feff}') {
                    Some(text) => (true, text),
                    None => (false, &*text),
                };
                assert_eq!(has_mark, format == ExportFormat::CsvForExcel);
                let mut table = csv::Reader::from_reader(text.as_bytes());
                let header = table.headers().unwrap().clone();
                assert_eq!(
                    (&header[0], &header[33], &header[34]),
                    ("openid", "lookups", "first_at")
                );
                let openids: Vec<String> = table.records().map(|row| row.unwrap()[0].to_owned()).collect();
                assert_eq!(openids.len(), 2);
                assert!(
                    openids.contains(&OLD.to_owned()) && text.contains("扫描二维码"),
                    "{text}"
                );
            }
        }
    }
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        4,
        "something else was left"
    );
}

#[tokio::test]
async fn the_background_task_answers_every_kind_of_job() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    let mut worker = worker::spawn(config(&demo, home.path()), Env::default());
    let job = Job::Lookup {
        ids: ids(&[OLD, AWAY]),
        source: Source::Follower,
        fresh: false,
    };
    worker.commands.send(Command::Start(JobId(1), job)).await.unwrap();
    let (events, result) = until_finished(&mut worker, JobId(1)).await;
    assert_eq!((rows(&events).len(), result), (2, Ok(())));
    let cards: Vec<_> = events
        .iter()
        .filter(|event| matches!(event, Event::Account(_)))
        .collect();
    assert_eq!(cards.len(), 1);
    let last = events.iter().rev().find_map(|event| {
        if let Event::Calls(spent) = event {
            Some(spent)
        } else {
            None
        }
    });
    assert_eq!(last.unwrap().run, last.unwrap().today);

    worker
        .commands
        .send(Command::Start(JobId(2), Job::Recent { limit: 50 }))
        .await
        .unwrap();
    let (events, _) = until_finished(&mut worker, JobId(2)).await;
    assert!(rows(&events).iter().all(|row| row.record.from_history) && rows(&events).len() == 2);

    let people = vec![(Source::Follower, OLD.to_owned())];
    worker
        .commands
        .send(Command::Start(JobId(3), Job::Forget { people }))
        .await
        .unwrap();
    let (events, _) = until_finished(&mut worker, JobId(3)).await;
    assert!(matches!(events[..], [Event::Forgotten(JobId(3), 1)]));

    worker
        .commands
        .send(Command::Start(JobId(4), Job::History))
        .await
        .unwrap();
    let (events, _) = until_finished(&mut worker, JobId(4)).await;
    let Event::History(_, people) = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(
        people
            .iter()
            .map(|row| row.latest.record.openid.as_str())
            .collect::<Vec<_>>(),
        [AWAY]
    );

    worker
        .commands
        .send(Command::Start(
            JobId(5),
            Job::Person {
                openid: AWAY.to_owned(),
            },
        ))
        .await
        .unwrap();
    let (events, _) = until_finished(&mut worker, JobId(5)).await;
    assert!(matches!(&events[..], [Event::Person(_, person)] if person.snapshots.len() == 1));

    drop(worker.commands);
    worker.done.await.unwrap();
}

#[tokio::test]
async fn a_cancelled_lookup_ends_at_once_and_answers_every_openid() {
    let (home, demo) = (
        tempfile::tempdir().unwrap(),
        Demo::start(Setup::default()).await.unwrap(),
    );
    demo.script(Fault::at("/cgi-bin/user/info", Act::Hang));
    let mut worker = worker::spawn(config(&demo, home.path()), Env::default());
    let job = Job::Lookup {
        ids: ids(&[OLD]),
        source: Source::Follower,
        fresh: true,
    };
    worker.commands.send(Command::Start(JobId(1), job)).await.unwrap();
    worker.commands.send(Command::Cancel(JobId(1))).await.unwrap();
    let (events, result) = until_finished(&mut worker, JobId(1)).await;
    assert_eq!(result.unwrap_err().kind, Kind::Cancelled);
    let kinds: Vec<Kind> = rows(&events)
        .iter()
        .map(|row| row.record.error.as_ref().unwrap().kind)
        .collect();
    assert!(kinds.iter().all(|kind| *kind == Kind::Cancelled), "{kinds:?}");
}
