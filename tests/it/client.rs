//! The client against a scripted platform: tokens, batches, bisection, pace, cancel.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fanscope::api::{Answer, Credentials, Notice, Settings};
use fanscope::model::{Cause, Endpoint, Kind, Lang, OpenId, Secret};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::client_fake::{Act, Fake, assert_complete, client, ids, look_up, profile, profiles, token};

const INFO: &str = "/cgi-bin/user/info";
const BATCH: &str = "/cgi-bin/user/info/batchget";
const TOKEN: &str = "/cgi-bin/stable_token";

fn kinds(found: &[(OpenId, Answer)]) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for (_, answer) in found {
        let word = answer
            .result
            .as_ref()
            .map_or_else(|failure| failure.kind.as_str(), |_| "ok");
        *kinds.entry(word).or_default() += 1;
    }
    kinds
}

fn all(word: &'static str, count: usize) -> BTreeMap<&'static str, usize> {
    BTreeMap::from([(word, count)])
}

#[tokio::test]
async fn one_openid_is_asked_by_user_info_with_a_stable_token() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let client = fake.client();
    let found = look_up(&client, &ids(0..1)).await;
    let (id, answer) = &found[0];
    let read = answer.result.as_ref().unwrap();
    assert_eq!(read.openid.as_deref(), Some(id.as_str()));
    assert_eq!(answer.raw, profile(id.as_str()).to_string().into_bytes());
    assert!(!answer.repaired && answer.fetched_at.is_some());
    let log = fake.log();
    assert_eq!(
        log[0].body,
        r#"{"grant_type":"client_credential","appid":"wx0123456789abcdef","secret":"app-secret","force_refresh":false}"#
    );
    assert_eq!((log[1].path.as_str(), log[1].token()), (INFO, "token-1"));
    assert_eq!(log[1].query["lang"], "zh_CN");
    assert_eq!(log.len(), 2);
    assert_eq!((client.calls().total(), client.calls().of(Endpoint::UserInfo)), (2, 1));
    assert_eq!(client.host(), fake.base.strip_prefix("http://").unwrap());
}

#[tokio::test]
async fn a_token_that_a_reply_repeats_is_kept_nowhere() {
    const SECRET: &str = "73_a-token_that-is-long";
    let fake = Fake::start(|call| match call.path.as_str() {
        TOKEN => Act::json(&json!({"access_token": SECRET, "expires_in": 7200})),
        _ if call.earlier == 0 => {
            let mut reply = profile(&call.openids()[0]);
            reply["remark"] = json!(call.token());
            reply["debug"] = json!(format!("/x?access_token={}&openid=o", call.token()));
            Act::json(&reply)
        }
        _ => {
            Act::json(&json!({"errcode": 43002, "errmsg": format!("at /x?secret=app-secret&access_token={SECRET}&y")}))
        }
    })
    .await;
    let client = fake.client();
    let first = look_up(&client, &ids(0..1)).await;
    let read = first[0].1.result.as_ref().unwrap();
    assert_eq!(
        (read.remark.as_deref(), &read.extra["debug"]),
        (Some("***"), &json!("/x?access_token=***&openid=o"))
    );
    let second = look_up(&client, &ids(1..2)).await;
    let failure = second[0].1.result.as_ref().unwrap_err();
    assert_eq!(failure.errmsg.as_deref(), Some("at /x?secret=***&access_token=***&y"));
    for (_, answer) in first.iter().chain(&second) {
        assert!(!String::from_utf8_lossy(&answer.raw).contains(SECRET), "{answer:?}");
    }
}

#[tokio::test]
async fn batches_are_joined_by_openid_and_keep_each_elements_bytes() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let found = look_up(&fake.client(), &ids(0..250)).await;
    assert_eq!(kinds(&found), all("ok", 250));
    for (id, answer) in &found {
        assert_eq!(answer.raw, profile(id.as_str()).to_string().into_bytes());
    }
    assert_eq!((fake.calls(BATCH), fake.calls(INFO), fake.calls(TOKEN)), (3, 0, 1));
    assert!(fake.log().iter().all(|call| call.openids().len() <= 100));
}

#[tokio::test]
async fn suspicious_ids_never_ride_with_good_ones() {
    let fake = Fake::with_tokens(|call| profiles(call, |openid| openid.len() != 28)).await;
    let odd = OpenId::parse("oFAKE-of-another-length").unwrap();
    let asked = [ids(0..50), vec![odd.clone()]].concat();
    let found = look_up(&fake.client(), &asked).await;
    assert_eq!(kinds(&found), BTreeMap::from([("ok", 50), ("invalid_openid", 1)]));
    assert_eq!((fake.calls(BATCH), fake.calls(INFO)), (1, 1));
}

#[tokio::test]
async fn lookups_at_the_same_time_share_a_batch_and_answer_everyone() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let client = fake.client();
    let (one, two, both) = (ids(0..1), ids(1..2), ids(0..2));
    tokio::join!(look_up(&client, &one), look_up(&client, &two), look_up(&client, &both));
    assert_eq!((fake.calls(BATCH), fake.calls(INFO)), (1, 0));
}

/// Bad ones among a hundred, however they lie: every good one answers, and the calls stay within the bound.
#[tokio::test]
async fn a_spoiled_batch_is_taken_apart_within_the_promised_calls() {
    let patterns: Vec<Vec<usize>> = vec![
        vec![0],
        vec![99],
        vec![49],
        vec![0, 50, 99],
        vec![3, 47, 88],
        vec![97, 98, 99],
        (0..100).step_by(20).collect(),
        (0..100).step_by(9).collect(),
        (0..100).collect(),
    ];
    for pattern in patterns {
        let asked = ids(0..100);
        let bad: HashSet<_> = pattern.iter().map(|n| asked[*n].as_str().to_owned()).collect();
        let count = bad.len();
        let fake = Fake::with_tokens(move |call| profiles(call, |openid| bad.contains(openid))).await;
        let found = look_up(&fake.client(), &asked).await;
        let mut expected = BTreeMap::from([("ok", 100 - count), ("invalid_openid", count)]);
        expected.retain(|_, count| *count > 0);
        assert_eq!(kinds(&found), expected, "{pattern:?}");
        for (_, answer) in found.iter().filter(|(_, answer)| answer.result.is_err()) {
            let failure = answer.result.as_ref().unwrap_err();
            assert_eq!(
                (failure.errcode, failure.errmsg.as_deref()),
                (Some(40003), Some("refused"))
            );
            assert!(failure.rid.is_some() && !answer.raw.is_empty() && answer.fetched_at.is_some());
        }
        let calls = fake.calls(BATCH) + fake.calls(INFO);
        assert!(calls <= 1 + 14 * count, "{calls} calls for {pattern:?}");
    }
}

#[tokio::test]
async fn who_is_missing_from_a_reply_is_asked_for_alone_once() {
    let fake = Fake::with_tokens(|call| {
        let openids = call.openids();
        match call.path.as_str() {
            // The second is missing, the third unreadable, the fourth comes twice, and a stranger is there.
            BATCH => Act::text(format!(
                r#"{{"user_info_list":[{},{{"subscribe":1,"openid":"{}","remark":"a "b" c"}},{},{},{}]}}"#,
                profile(&openids[3]),
                openids[2],
                profile(&openids[3]),
                profile("oSTRANGER"),
                profile(&openids[0]),
            )),
            _ if openids[0] == ids(1..2)[0].as_str() => Act::text("{}"),
            _ => Act::json(&profile(&openids[0])),
        }
    })
    .await;
    let settings = Settings {
        retries: 0,
        ..fake.settings()
    };
    let found = look_up(&client(settings), &ids(0..4)).await;
    assert_eq!(kinds(&found), BTreeMap::from([("ok", 3), ("bad_reply", 1)]));
    let (id, answer) = found.iter().find(|(_, answer)| answer.result.is_err()).unwrap();
    assert_eq!(*id, ids(1..2)[0]);
    assert_eq!(answer.result.as_ref().unwrap_err().cause, Cause::MissingFromReply);
    assert_eq!((fake.calls(BATCH), fake.calls(INFO)), (1, 2));
}

#[tokio::test]
async fn a_batch_reply_without_a_readable_record_is_never_split() {
    for body in [
        r#"{"user_info_list":[]}"#,
        r#"{"user_info_list":[{"subscribe":1,"#,
        "nonsense",
    ] {
        let fake = Fake::with_tokens(move |_| Act::text(body)).await;
        let found = look_up(&fake.client(), &ids(0..10)).await;
        assert_eq!(kinds(&found), all("bad_reply", 10));
        assert_eq!((fake.calls(BATCH), fake.calls(INFO)), (4, 0), "{body}");
    }
}

#[tokio::test]
async fn ten_thousand_ids_use_the_line_as_well_as_the_limit_allows() {
    let asked = ids(0..10_000);
    let timed = async |latency: u64| {
        let fake = Fake::with_tokens(move |call| profiles(call, |_| false).after_ms(latency)).await;
        let client = fake.client();
        let began = Instant::now();
        let found = look_up(&client, &asked).await;
        assert_eq!(kinds(&found), all("ok", 10_000));
        assert_eq!(client.calls().total(), 101);
        began.elapsed()
    };
    // What the machine needs for the work itself, server included, while other tests run beside this one.
    let work = timed(0).await;
    let took = timed(100).await;
    let ideal = Duration::from_millis(101 * 100 / 8);
    assert!(
        took < ideal.mul_f64(1.3) + work * 3,
        "{took:?}, the work alone {work:?}"
    );
}

#[tokio::test]
async fn no_more_calls_are_under_way_than_allowed() {
    let most = Arc::new(AtomicUsize::new(0));
    let (inside, peak) = (AtomicUsize::new(0), Arc::clone(&most));
    let inside = Arc::new(inside);
    // The server cannot see when the client is done with a reply: it counts a call for less than the call takes.
    let fake = Fake::with_tokens(move |call| {
        let count = inside.fetch_add(1, Ordering::SeqCst) + 1;
        peak.fetch_max(count, Ordering::SeqCst);
        let inside = Arc::clone(&inside);
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            inside.fetch_sub(1, Ordering::SeqCst);
        });
        profiles(call, |_| false).after_ms(30)
    })
    .await;
    let settings = Settings {
        concurrency: 3,
        ..fake.settings()
    };
    look_up(&client(settings), &ids(0..1200)).await;
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_server_that_refuses_every_token_costs_two_token_calls() {
    for code in [40001, 40014, 42001] {
        let fake = Fake::with_tokens(move |_| Act::errcode(code).after_ms(5)).await;
        let client = fake.client();
        let odd: Vec<_> = (0..300)
            .map(|n| OpenId::parse(&format!("xFAKE{n:023}")).unwrap())
            .collect();
        let asked = [ids(0..450), odd].concat();
        let found = look_up(&client, &asked).await;
        assert_eq!(kinds(&found), all("credential", 750));
        for (_, answer) in &found {
            let failure = answer.result.as_ref().unwrap_err();
            assert_eq!(
                (failure.errcode, &failure.cause),
                (Some(code), &Cause::TokenRefusedAgain)
            );
        }
        assert_eq!(fake.calls(TOKEN), 2);
        assert!(client.calls().total() <= 2 + 2 * 8, "{:?}", client.calls());
        // A try right after it costs no token either.
        let cancel = CancellationToken::new();
        assert_eq!(client.tags(&cancel).await.unwrap_err().cause, Cause::TokenRefusedAgain);
        assert_eq!(fake.calls(TOKEN), 2);
    }
}

#[tokio::test]
async fn a_token_that_expires_amid_many_lookups_is_renewed_once_and_no_row_is_lost() {
    let served = Arc::new(AtomicUsize::new(0));
    let fake = Fake::with_tokens(move |call| {
        if call.token() == "token-1" && served.fetch_add(1, Ordering::SeqCst) >= 9 {
            return Act::errcode(42001).after_ms(10);
        }
        profiles(call, |_| false).after_ms(10)
    })
    .await;
    let found = look_up(&fake.client(), &ids(0..2000)).await;
    assert_eq!(kinds(&found), all("ok", 2000));
    assert_eq!(fake.calls(TOKEN), 2);
}

#[tokio::test]
async fn the_same_token_handed_back_is_tried_once_more() {
    let fake = Fake::start(|call| match call.path.as_str() {
        TOKEN => Act::json(&json!({"access_token":"same","expires_in":"345"})),
        INFO if call.earlier == 0 => Act::errcode(40001),
        _ => profiles(call, |_| false),
    })
    .await;
    let found = look_up(&fake.client(), &ids(0..1)).await;
    assert_eq!(kinds(&found), all("ok", 1));
    assert_eq!((fake.calls(TOKEN), fake.calls(INFO)), (2, 2));
}

#[tokio::test]
async fn a_given_token_is_used_as_it_is_and_never_replaced() {
    let fake = Fake::with_tokens(|call| match call.token() {
        "given" => profiles(call, |_| false),
        _ => Act::errcode(40001),
    })
    .await;
    let with = |token: &str| {
        client(Settings {
            credentials: Credentials::Given(Secret::new(token)),
            ..fake.settings()
        })
    };
    assert_eq!(kinds(&look_up(&with("given"), &ids(0..3)).await), all("ok", 3));
    let found = look_up(&with("stale"), &ids(0..300)).await;
    assert_eq!(kinds(&found), all("credential", 300));
    let failure = found[0].1.result.as_ref().unwrap_err();
    assert_eq!(
        (failure.errcode, &failure.cause),
        (Some(40001), &Cause::GivenTokenRefused)
    );
    assert_eq!(fake.calls(TOKEN), 0);
    assert!(fake.calls(BATCH) <= 4);
}

#[cfg(unix)]
#[tokio::test]
async fn a_command_is_run_again_once_when_its_token_is_refused() {
    let fake = Fake::with_tokens(|call| match call.token() {
        "second" => profiles(call, |_| false),
        _ => Act::errcode(40001),
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let script = format!(
        "cd '{}' && if [ -e ran ]; then echo second; else touch ran; echo first; fi",
        dir.path().display()
    );
    let settings = Settings {
        credentials: Credentials::Command(["sh", "-c", &script].map(str::to_owned).to_vec()),
        ..fake.settings()
    };
    assert_eq!(kinds(&look_up(&client(settings), &ids(0..3)).await), all("ok", 3));
    let tokens: Vec<_> = fake.log().iter().map(|call| call.token().to_owned()).collect();
    assert_eq!(tokens, ["first", "second"]);
}

#[tokio::test]
async fn a_classic_token_comes_from_its_own_endpoint() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let settings = Settings {
        credentials: Credentials::Classic {
            app_id: "wx0123456789abcdef".to_owned(),
            secret: Secret::new("app-secret"),
        },
        ..fake.settings()
    };
    look_up(&client(settings), &ids(0..1)).await;
    let call = &fake.log()[0];
    assert_eq!(
        (call.path.as_str(), call.query["grant_type"].as_str()),
        ("/cgi-bin/token", "client_credential")
    );
    assert_eq!(
        (call.query["appid"].as_str(), call.query["secret"].as_str()),
        ("wx0123456789abcdef", "app-secret")
    );
}

#[tokio::test]
async fn nothing_is_sent_without_credentials() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let settings = Settings {
        credentials: Credentials::Missing("WX_SECRET is not set".to_owned()),
        web_token: None,
        ..fake.settings()
    };
    let client = client(settings);
    let found = look_up(&client, &ids(0..150)).await;
    for (_, answer) in &found {
        let failure = answer.result.as_ref().unwrap_err();
        assert!(matches!(&failure.cause, Cause::NoCredentials { detail } if detail == "WX_SECRET is not set"));
        assert!(answer.fetched_at.is_none());
    }
    let cancel = CancellationToken::new();
    let mut causes = Vec::new();
    let mut sink = |_, answer: Answer| causes.push(answer.result.unwrap_err().cause);
    client.web_profiles(&ids(0..2), Lang::En, &cancel, &mut sink).await;
    assert_eq!(causes, [Cause::NoWebToken, Cause::NoWebToken]);
    assert!(fake.log().is_empty());
}

#[tokio::test]
async fn a_refresh_is_forced_only_when_asked_for_and_only_once() {
    let fake = Fake::start(|call| match call.path.as_str() {
        TOKEN if call.earlier == 0 => Act::Reset,
        TOKEN => token(call),
        _ if call.token() == "token-2" => Act::errcode(42001),
        _ => profiles(call, |_| false),
    })
    .await;
    let settings = Settings {
        force_refresh: true,
        ..fake.settings()
    };
    assert_eq!(kinds(&look_up(&client(settings), &ids(0..5)).await), all("ok", 5));
    let forced: Vec<_> = fake
        .log()
        .iter()
        .filter(|call| call.path == TOKEN)
        .map(|call| call.body.contains("true"))
        .collect();
    assert_eq!(forced, [true, false, false]);
}

#[tokio::test]
async fn verdicts_about_the_account_are_not_asked_for_again_and_again() {
    for code in [40164, 40013, 40125, 40243, 48001, 50007, 89503, 45009] {
        let on_token = Fake::start(move |_| Act::errcode(code).after_ms(3)).await;
        let found = look_up(&on_token.client(), &ids(0..1000)).await;
        assert_eq!(kinds(&found), all(Kind::of_errcode(code).as_str(), 1000));
        assert_eq!(on_token.log().len(), 1, "{code} on the token");

        let on_call = Fake::with_tokens(move |_| Act::errcode(code).after_ms(3)).await;
        let found = look_up(&on_call.client(), &ids(0..5000)).await;
        assert_eq!(kinds(&found), all(Kind::of_errcode(code).as_str(), 5000));
        assert!(on_call.calls(BATCH) <= 8, "{code}: {}", on_call.calls(BATCH));
        assert!(
            found
                .iter()
                .all(|(_, answer)| answer.result.as_ref().unwrap_err().errcode == Some(code))
        );
    }
}

#[tokio::test]
async fn the_days_quota_stops_the_endpoint_and_keeps_what_came() {
    let fake = Fake::with_tokens(|call| match call.earlier {
        0..20 => profiles(call, |_| false).after_ms(2),
        _ => Act::errcode(45009),
    })
    .await;
    let found = look_up(&fake.client(), &ids(0..5000)).await;
    assert_eq!(kinds(&found), BTreeMap::from([("ok", 2000), ("quota", 3000)]));
    assert!(fake.calls(BATCH) <= 28);
}

#[tokio::test]
async fn the_minutes_limit_is_waited_for_twice_and_announced() {
    let fake = Fake::with_tokens(|call| match call.earlier {
        0..2 => Act::errcode(45011),
        _ => profiles(call, |_| false),
    })
    .await;
    let client = fake.client();
    let mut notices = client.notices();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let watcher = tokio::spawn(async move {
        while notices.changed().await.is_ok() {
            let notice = notices.borrow_and_update().clone();
            noted.lock().unwrap().push(notice);
        }
    });
    let found = look_up(&client, &ids(0..1)).await;
    assert_eq!(kinds(&found), all("ok", 1));
    assert_eq!(fake.calls(INFO), 3);
    drop(client);
    watcher.await.unwrap();
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    assert!(seen.iter().any(|notice| matches!(
        notice,
        Some(Notice::WaitingForMinute {
            endpoint: Endpoint::UserInfo,
            ..
        })
    )));
    assert_eq!(seen.last(), Some(&Some(Notice::Resumed)));

    let stubborn = Fake::with_tokens(|_| Act::errcode(45011)).await;
    let found = look_up(&stubborn.client(), &ids(0..3000)).await;
    assert_eq!(kinds(&found), all("rate_limit", 3000));
    assert!(stubborn.calls(BATCH) <= 3 * 8, "{}", stubborn.calls(BATCH));
}

#[tokio::test]
async fn a_dead_endpoint_is_left_alone_after_five_failures() {
    let fake = Fake::with_tokens(|_| Act::errcode(-1)).await;
    let found = look_up(&fake.client(), &ids(0..3000)).await;
    assert_eq!(kinds(&found), all("platform", 3000));
    let is_stop = |answer: &Answer| {
        matches!(
            answer.result.as_ref().unwrap_err().cause,
            Cause::EndpointStopped { failures: 5 }
        )
    };
    let (stopped, own): (Vec<_>, Vec<_>) = found.iter().partition(|(_, answer)| is_stop(answer));
    assert!(stopped.iter().all(|(_, answer)| answer.fetched_at.is_none()));
    assert!(!own.is_empty() && own.iter().all(|(_, answer)| answer.fetched_at.is_some()));
    assert!(fake.calls(BATCH) <= 5 + 8, "{}", fake.calls(BATCH));
}

#[tokio::test]
async fn the_call_limit_is_never_exceeded() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let settings = Settings {
        max_calls: Some(6),
        ..fake.settings()
    };
    let found = look_up(&client(settings), &ids(0..1000)).await;
    assert_eq!(kinds(&found), BTreeMap::from([("ok", 500), ("quota", 500)]));
    assert_eq!(fake.log().len(), 6);
    let (_, refused) = found.iter().find(|(_, answer)| answer.result.is_err()).unwrap();
    assert_eq!(
        refused.result.as_ref().unwrap_err().cause,
        Cause::CallLimit { limit: 6 }
    );
    assert!(refused.fetched_at.is_none());
}

#[tokio::test]
async fn the_own_limit_per_minute_is_kept() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false)).await;
    let settings = Settings {
        calls_per_minute: 5,
        ..fake.settings()
    };
    let began = Instant::now();
    look_up(&client(settings), &ids(0..1400)).await;
    // 15 calls, 5 in each of the test's minutes of 120 ms: the last ones wait two minutes.
    assert!(began.elapsed() >= Duration::from_millis(240), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_cancel_is_immediate_and_loses_nothing() {
    let fake = Fake::with_tokens(|call| match call.earlier {
        0..3 => profiles(call, |_| false),
        _ => Act::Hang,
    })
    .await;
    let client = fake.client();
    let cancel = CancellationToken::new();
    let asked = ids(0..2000);
    let mut found = Vec::new();
    let began = Instant::now();
    client
        .followers(&asked, Lang::ZhCn, &cancel, &mut |id, answer| {
            found.push((id, answer));
            if found.len() == 300 {
                cancel.cancel();
            }
        })
        .await;
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_complete(&asked, &found);
    assert_eq!(kinds(&found), BTreeMap::from([("ok", 300), ("cancelled", 1700)]));
    let after = fake.log().len();
    // Nothing goes on in the background: a further lookup is the only further call.
    let cancelled = CancellationToken::new();
    cancelled.cancel();
    assert_eq!(client.tags(&cancelled).await.unwrap_err().kind, Kind::Cancelled);
    assert_eq!(fake.log().len(), after);
}

#[tokio::test]
async fn a_dropped_lookup_stops_and_hurts_no_other() {
    let fake = Fake::with_tokens(|call| profiles(call, |_| false).after_ms(50)).await;
    let client = fake.client();
    let (kept, dropped) = (ids(0..20), ids(20..40));
    let lost = tokio::time::timeout(Duration::from_millis(40), look_up(&client, &dropped));
    let (found, lost) = tokio::join!(look_up(&client, &kept), lost);
    assert!(lost.is_err());
    assert_eq!(kinds(&found), all("ok", 20));
}

#[tokio::test]
async fn the_web_source_asks_singly_and_says_that_it_is_the_web_source() {
    let fake = Fake::with_tokens(|call| match call.openids()[0].as_str() {
        openid if openid.ends_with('3') => Act::errcode(40003),
        openid => Act::json(&json!({"openid": openid, "nickname": "n", "sex": "1", "privilege": []})),
    })
    .await;
    let client = fake.client();
    let cancel = CancellationToken::new();
    let mut found = Vec::new();
    let mut sink = |id, answer| found.push((id, answer));
    client.web_profiles(&ids(0..5), Lang::En, &cancel, &mut sink).await;
    assert_eq!(kinds(&found), BTreeMap::from([("ok", 4), ("invalid_openid", 1)]));
    let (_, bad) = found.iter().find(|(_, answer)| answer.result.is_err()).unwrap();
    assert!(bad.result.as_ref().unwrap_err().web);
    assert!(
        fake.log()
            .iter()
            .all(|call| call.path == "/sns/userinfo" && call.token() == "web-token")
    );

    // A refused web token is refused for everybody and never refreshed.
    let refusing = Fake::with_tokens(|_| Act::errcode(40001).after_ms(2)).await;
    let mut found = Vec::new();
    let mut sink = |id, answer| found.push((id, answer));
    refusing
        .client()
        .web_profiles(&ids(0..500), Lang::En, &cancel, &mut sink)
        .await;
    assert_eq!(kinds(&found), all("credential", 500));
    assert!(refusing.log().len() <= 8, "{}", refusing.log().len());
}

#[tokio::test]
async fn single_calls_read_what_the_platform_sends() {
    let fake = Fake::with_tokens(|call| match call.path.as_str() {
        "/cgi-bin/tags/get" => Act::text(r#"{"tags":[{"id":2,"name":"星标组","count":0},{"id":"128","name":"VIP"},{"x":1}]}"#),
        "/cgi-bin/user/get" if call.query.contains_key("next_openid") => Act::text(r#"{"total":2,"count":0,"next_openid":""}"#),
        "/cgi-bin/user/get" => Act::text(
            r#"{"total":"2","count":2,"data":{"openid":["","oFAKE00000000000000000000000","junk"]},"next_openid":"oFAKE00000000000000000000000"}"#,
        ),
        "/cgi-bin/user/tag/get" if call.body == r#"{"tagid":134,"next_openid":""}"# => Act::text(
            r#"{"count":1,"data":{"openid":["oFAKE00000000000000000000000"]},"next_openid":"oFAKE00000000000000000000000"}"#,
        ),
        "/cgi-bin/user/tag/get" if call.body.contains(r#""next_openid":"oFAKE"#) => Act::text(r#"{"count":0,"next_openid":""}"#),
        "/cgi-bin/user/tag/get" => Act::errcode(45159),
        "/cgi-bin/tags/members/getblacklist" if call.body == r#"{"begin_openid":""}"# => Act::text(
            r#"{"total":1,"count":1,"data":{"openid":["oFAKE00000000000000000000001"]},"next_openid":"oFAKE00000000000000000000001"}"#,
        ),
        "/cgi-bin/tags/members/getblacklist" => Act::text(r#"{"total":1,"count":0,"next_openid":""}"#),
        "/cgi-bin/get_api_domain_ip" => Act::text(r#"{"ip_list":["1.2.3.4"]}"#),
        "/cgi-bin/openapi/quota/get" => Act::text(
            r#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":5000000,"used":3,"remain":4999997},"rate_limit":{"call_count":10,"refresh_second":1}}"#,
        ),
        "/cgi-bin/openapi/rid/get" => Act::text(
            r#"{"errcode":0,"errmsg":"ok","request":{"invoke_time":1635156704,"cost_in_ms":30,"request_url":"access_token=SECRETTOKEN&x=1","request_body":"{\"secret\":\"SECRETTOKEN\"}","response_body":"{}","client_ip":"1.2.3.4"}}"#,
        ),
        "/sns/oauth2/access_token" | "/sns/oauth2/refresh_token" => Act::text(
            r#"{"access_token":"SECRETTOKEN","expires_in":7200,"refresh_token":"SECRETTOKEN","openid":"o","scope":"snsapi_userinfo","is_snapshotuser":1}"#,
        ),
        "/sns/auth" if call.query["openid"].ends_with('0') => Act::text(r#"{"errcode":0,"errmsg":"ok"}"#),
        _ => Act::errcode(40003),
    })
    .await;
    let client = fake.client();
    let cancel = CancellationToken::new();
    let tags = client.tags(&cancel).await.unwrap();
    assert_eq!(
        tags.iter().map(|tag| (tag.id, tag.name.as_str())).collect::<Vec<_>>(),
        [(2, "星标组"), (128, "VIP")]
    );
    let page = client.user_get(None, &cancel).await.unwrap();
    assert_eq!((page.total, page.ids.len(), page.unreadable), (Some(2), 1, 1));
    let last = client.user_get(page.next_openid.as_deref(), &cancel).await.unwrap();
    assert_eq!((last.count, last.ids.len(), last.next_openid), (Some(0), 0, None));
    let members = client.tag_members(134, None, &cancel).await.unwrap();
    assert_eq!((members.total, &members.ids), (None, &ids(0..1)));
    let last = client
        .tag_members(134, members.next_openid.as_deref(), &cancel)
        .await
        .unwrap();
    assert_eq!((last.count, last.ids.len(), last.next_openid), (Some(0), 0, None));
    let unknown = client.tag_members(7, None, &cancel).await.unwrap_err();
    assert_eq!(unknown.errcode, Some(45159));
    let blocked = client.blacklist(None, &cancel).await.unwrap();
    assert_eq!((blocked.total, &blocked.ids), (Some(1), &ids(1..2)));
    let last = client.blacklist(blocked.next_openid.as_deref(), &cancel).await.unwrap();
    assert_eq!((last.total, last.count, last.next_openid), (Some(1), Some(0), None));
    assert_eq!(client.domain_ips(&cancel).await.unwrap(), ["1.2.3.4"]);
    let quota = client.quota(Endpoint::UserInfo, &cancel).await.unwrap();
    assert_eq!((quota.daily_limit, quota.remain), (Some(5_000_000), Some(4_999_997)));
    assert_eq!(quota.rate_limit.unwrap().call_count, Some(10));
    let rid = client.rid("617682e0-6126f6f9-040f19c4", &cancel).await.unwrap();
    assert_eq!(rid.client_ip.as_deref(), Some("1.2.3.4"));
    let secret = Secret::new("SECRETTOKEN");
    let grant = client.web_code("wx", &secret, &secret, &cancel).await.unwrap();
    assert!(grant.is_snapshotuser && grant.access_token.expose() == "SECRETTOKEN");
    assert_eq!(client.web_refresh("wx", &secret, &cancel).await.unwrap(), grant);
    assert_eq!(client.web_check(&secret, &ids(0..1)[0], &cancel).await, Ok(()));
    assert_eq!(
        client
            .web_check(&secret, &ids(1..2)[0], &cancel)
            .await
            .unwrap_err()
            .errcode,
        Some(40003)
    );
    assert!(!format!("{rid:?} {grant:?} {client:?} {:?}", fake.settings()).contains("SECRETTOKEN"));
}
