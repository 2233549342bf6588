//! A platform that calls people of its own list unknown: what finding them out may cost, and that nobody is lost by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use fanscope::model::{Cause, Kind};
use fanscope::ops::sync::Stop;
use serde_json::json;

use crate::client_fake::{Act, Fake, profiles};
use crate::sync::{QUIET, fake_session, file, people, run};

const PEOPLE: usize = 3_000;

fn id(number: usize) -> String {
    format!("o{number:027}")
}

/// A platform that refuses all whose number leaves no rest; 0 refuses nobody.
async fn platform(refused: Arc<AtomicUsize>) -> Fake {
    Fake::with_tokens(move |call| {
        let every = refused.load(Ordering::Relaxed);
        let is_bad = |id: &str| every > 0 && id[1..].parse::<usize>().unwrap().is_multiple_of(every);
        match call.path.as_str() {
            "/cgi-bin/user/get" => {
                let ids: Vec<String> = (0..PEOPLE).map(id).collect();
                let next = id(PEOPLE - 1);
                Act::json(&json!({"total": PEOPLE, "count": PEOPLE, "data": {"openid": ids}, "next_openid": next}))
            }
            _ => profiles(call, is_bad),
        }
    })
    .await
}

#[tokio::test]
async fn a_platform_that_knows_nobody_stops_the_sync_before_it_has_cost_much() {
    let home = tempfile::tempdir().unwrap();
    let refused = Arc::new(AtomicUsize::new(1));
    let fake = platform(Arc::clone(&refused)).await;
    let session = fake_session(&fake, home.path()).await;
    let ended = run(&session, QUIET).await;
    let Err(Stop::Failed(failure)) = ended else {
        panic!("{ended:?}")
    };
    assert_eq!((failure.kind, failure.cause), (Kind::Platform, Cause::ListRefused));
    let calls = fake.log().len();
    assert!(calls < 700, "{calls} calls");
    // Nobody is taken for one whose profile does not come: all are asked for again.
    refused.store(0, Ordering::Relaxed);
    let summary = run(&session, QUIET).await.unwrap();
    assert_eq!((summary.people, summary.counts.missed), (3_000, 0));
    assert!(people(&file(&home)).iter().all(|row| row.contains("|1|1|0|0|")));
}

#[tokio::test]
async fn taking_batches_apart_costs_a_small_multiple_and_the_sync_goes_on_where_it_stopped() {
    let home = tempfile::tempdir().unwrap();
    let fake = platform(Arc::new(AtomicUsize::new(2))).await;
    let session = fake_session(&fake, home.path()).await;
    let mut runs = 0;
    let summary = loop {
        let before = fake.log().len();
        let ended = run(&session, QUIET).await;
        let calls = fake.log().len() - before;
        assert!(calls < 1_200, "{calls} calls in one run");
        runs += 1;
        assert!(runs < 20, "it never ends");
        match ended {
            Ok(summary) => break summary,
            Err(Stop::Failed(failure)) => assert_eq!(failure.cause, Cause::ListRefused),
            Err(stop) => panic!("{stop:?}"),
        }
    };
    assert!(runs > 1);
    assert_eq!((summary.people, summary.counts.missed), (3_000, 1_500));
}
