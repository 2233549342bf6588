//! The list of followers in every form it has been seen in (API reference, section 3): each ends, and nobody is taken
//! for having left where the list is not whole.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use fanscope::model::{Cause, Kind, SyncSummary};
use fanscope::ops::sync::Stop;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::client_fake::{Act, Call, Fake};
use crate::sync::{QUIET, fake_session, file, people, run, texts};

/// The followers that exist, by number.
fn id(number: usize) -> String {
    format!("o{number:027}")
}

fn ids(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(id).collect()
}

fn page(total: usize, ids: &[String], next: &str) -> Act {
    Act::json(&json!({"total": total, "count": ids.len(), "data": {"openid": ids}, "next_openid": next}))
}

fn end(total: usize) -> Act {
    Act::json(&json!({"total": total, "count": 0, "next_openid": ""}))
}

/// Profiles for whomever is asked for.
fn profiles(call: &Call) -> Act {
    let profile =
        |openid: String| json!({"subscribe": 1, "openid": openid, "subscribe_time": 1_662_371_289, "tagid_list": []});
    let list: Vec<Value> = call.openids().into_iter().map(profile).collect();
    Act::json(&json!({ "user_info_list": list }))
}

type List = dyn Fn(&str, usize) -> Act + Send + Sync;

/// A platform whose list of followers is played by a function of the cursor and of how many pages came before.
async fn platform(list: Arc<Mutex<Box<List>>>) -> Fake {
    Fake::with_tokens(move |call| match call.path.as_str() {
        "/cgi-bin/user/get" => {
            let cursor = call.query.get("next_openid").map_or("", String::as_str);
            list.lock().unwrap()(cursor, call.earlier)
        }
        "/cgi-bin/user/info/batchget" => profiles(call),
        _ => Act::errcode(-1),
    })
    .await
}

/// Everybody in the mirror, and those of them who are listed.
fn numbers(home: &Path) -> (u32, u32) {
    let db = Connection::open(home.join("fanscope.db")).unwrap();
    db.query_row("SELECT count(*), coalesce(sum(listed), 0) FROM followers", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
    .unwrap()
}

/// Syncs once against a list.
async fn sync(
    list: impl Fn(&str, usize) -> Act + Send + Sync + 'static,
) -> (Result<SyncSummary, Stop>, usize, (u32, u32)) {
    let home = tempfile::tempdir().unwrap();
    let fake = platform(Arc::new(Mutex::new(Box::new(list)))).await;
    let session = fake_session(&fake, home.path()).await;
    let ended = run(&session, QUIET).await;
    (ended, fake.calls("/cgi-bin/user/get"), numbers(home.path()))
}

/// Everybody listed once, in so many calls, and the list called whole or not.
#[track_caller]
fn assert_all(
    what: &str,
    (ended, pages, rows): (Result<SyncSummary, Stop>, usize, (u32, u32)),
    people: u32,
    calls: usize,
    whole: bool,
) {
    let summary = ended.unwrap_or_else(|stop| panic!("{what}: {stop:?}"));
    assert_eq!(rows, (people, people), "{what}: rows, listed");
    assert_eq!(summary.people, u64::from(people), "{what}");
    assert_eq!(summary.short_of.is_none(), whole, "{what}: {summary:?}");
    assert_eq!(pages, calls, "{what}: calls of user/get");
}

#[tokio::test]
async fn an_account_without_followers_has_no_data() {
    for reply in [
        json!({"total": 0, "count": 0, "next_openid": ""}),
        json!({"total": 0, "count": 0, "data": null, "next_openid": null}),
        json!({"total": 0, "count": 0, "data": {"openid": null}, "next_openid": ""}),
        json!({"total": 0, "count": 0, "data": {"openid": []}}),
        json!({"total": 0, "count": 0, "data": {"openid": [""]}, "next_openid": ""}),
    ] {
        let what = reply.to_string();
        assert_all(&what, sync(move |_, _| Act::json(&reply)).await, 0, 1, true);
    }
}

#[tokio::test]
async fn the_only_page_has_a_cursor_and_needs_no_second_call() {
    assert_all("complete", sync(|_, _| page(5, &ids(0..5), &id(4))).await, 5, 1, true);
    // Its total counts one more: only the next page can say that this was all.
    let short = |cursor: &str, _| {
        if cursor.is_empty() {
            page(201, &ids(0..200), &id(199))
        } else {
            end(201)
        }
    };
    assert_all("one short", sync(short).await, 200, 2, true);
}

/// A total that is too small does not make the first of several pages the only one.
#[tokio::test]
async fn a_full_page_with_a_cursor_is_never_the_only_one() {
    for total in [5, 10_000] {
        let two = move |cursor: &str, _| match cursor {
            "" => page(total, &ids(0..10_000), &id(9_999)),
            at if at == id(9_999) => page(10_200, &ids(10_000..10_200), &id(10_199)),
            _ => end(10_200),
        };
        assert_all(&format!("a total of {total}"), sync(two).await, 10_200, 3, true);
    }
}

#[tokio::test]
async fn pages_are_followed_to_their_end() {
    let three = |cursor: &str, _| match cursor {
        "" => page(25, &ids(0..10), &id(9)),
        at if at == id(9) => page(25, &ids(10..20), &id(19)),
        at if at == id(19) => page(25, &ids(20..25), &id(24)),
        _ => end(25),
    };
    assert_all("three pages and the end", sync(three).await, 25, 4, true);
    let no_cursor_at_the_end = |cursor: &str, _| match cursor {
        "" => page(15, &ids(0..10), &id(9)),
        _ => page(15, &ids(10..15), ""),
    };
    assert_all("no cursor at the end", sync(no_cursor_at_the_end).await, 15, 2, true);
}

#[tokio::test]
async fn a_repeated_cursor_ends_the_list() {
    let stuck = |cursor: &str, _| match cursor {
        "" => page(15, &ids(0..10), &id(9)),
        _ => page(15, &ids(10..15), &id(9)),
    };
    assert_all("the same again", sync(stuck).await, 15, 2, true);
    let circle = |cursor: &str, _| match cursor {
        "" => page(1_000, &ids(0..10), &id(9)),
        at if at == id(9) => page(1_000, &ids(10..20), &id(19)),
        _ => page(1_000, &ids(20..30), &id(9)),
    };
    assert_all("a circle", sync(circle).await, 30, 3, false);
}

#[tokio::test]
async fn a_list_without_end_is_left() {
    let empty = |_: &str, earlier: usize| {
        Act::json(&json!({"total": 9, "count": 5, "data": {"openid": [""]}, "next_openid": id(earlier)}))
    };
    let (ended, pages, _) = sync(empty).await;
    assert!(
        ended.unwrap().short_of.is_some() && pages < 10,
        "{pages} pages of nothing"
    );
    // New cursors and new people for ever.
    let endless = |_: &str, earlier: usize| {
        page(
            6_000,
            &ids(earlier * 5_000..(earlier + 1) * 5_000),
            &id(earlier * 5_000 + 4_999),
        )
    };
    let (ended, pages, _) = sync(endless).await;
    assert!(
        ended.unwrap().short_of == Some(6_000) && pages < 10,
        "{pages} pages of a list of 6 000"
    );
}

#[tokio::test]
async fn a_total_that_moves_is_no_end() {
    let grows = |cursor: &str, _| match cursor {
        "" => page(20, &ids(0..10), &id(9)),
        at if at == id(9) => page(23, &ids(10..20), &id(19)),
        at if at == id(19) => page(24, &ids(20..24), &id(23)),
        _ => end(24),
    };
    assert_all("it grows", sync(grows).await, 24, 4, true);
    let shrinks = |cursor: &str, _| match cursor {
        "" => page(25, &ids(0..10), &id(9)),
        at if at == id(9) => page(18, &ids(10..20), &id(19)),
        at if at == id(19) => page(18, &ids(20..23), &id(22)),
        _ => end(18),
    };
    assert_all("it shrinks below what is listed", sync(shrinks).await, 23, 4, true);
}

#[tokio::test]
async fn ids_that_come_twice_and_empty_ones_count_once_and_never() {
    let twice = |cursor: &str, _| match cursor {
        "" => page(15, &[ids(0..10), ids(0..5), vec![String::new()]].concat(), &id(9)),
        at if at == id(9) => page(15, &ids(5..15), &id(14)),
        _ => end(15),
    };
    assert_all("repeated within and across pages", sync(twice).await, 15, 3, true);
}

#[tokio::test]
async fn a_dead_cursor_begins_the_list_anew_and_not_for_ever() {
    let once = |cursor: &str, earlier: usize| match (cursor, earlier) {
        ("", _) => page(15, &ids(0..10), &id(9)),
        (_, 1) => Act::errcode(40003),
        (at, _) if at == id(9) => page(15, &ids(10..15), &id(14)),
        _ => end(15),
    };
    assert_all("dead once", sync(once).await, 15, 5, true);
    let always = |cursor: &str, _| {
        if cursor.is_empty() {
            page(15, &ids(0..10), &id(9))
        } else {
            Act::errcode(40003)
        }
    };
    let (ended, pages, rows) = sync(always).await;
    let Err(Stop::Failed(failure)) = ended else {
        panic!("{ended:?}")
    };
    assert_eq!((failure.kind, failure.errcode), (Kind::Platform, Some(40003)));
    assert_eq!(failure.cause, Cause::ListBrokeOff);
    assert!(pages < 12 && rows == (0, 0), "{pages} pages, {rows:?}");
}

/// Who left is found by whole lists only; who came back and who is new, too.
#[tokio::test]
async fn only_a_whole_list_finds_who_left() {
    let home = tempfile::tempdir().unwrap();
    let list: Arc<Mutex<Box<List>>> = Arc::new(Mutex::new(Box::new(|_, _| page(300, &ids(0..300), &id(299)))));
    let fake = platform(Arc::clone(&list)).await;
    let session = fake_session(&fake, home.path()).await;
    let play = |next: Box<List>| *list.lock().unwrap() = next;
    run(&session, QUIET).await.unwrap();
    assert_eq!(numbers(home.path()), (300, 300));

    // Half of it, then nothing: a list cut short.
    play(Box::new(|cursor, _| {
        if cursor.is_empty() {
            page(300, &ids(0..150), &id(149))
        } else {
            end(300)
        }
    }));
    let short = run(&session, QUIET).await.unwrap();
    assert_eq!((short.short_of, short.counts.left), (Some(300), 0));
    assert_eq!(numbers(home.path()), (300, 300), "nobody left");

    // The same, where the reply that cuts it short says that there is nobody at all.
    play(Box::new(|cursor, _| {
        if cursor.is_empty() {
            page(300, &ids(0..150), &id(149))
        } else {
            end(0)
        }
    }));
    let short = run(&session, QUIET).await.unwrap();
    assert_eq!((short.short_of, short.counts.left), (Some(300), 0));
    assert_eq!(numbers(home.path()), (300, 300), "nobody left");

    // Three are gone, two are new.
    let now: Vec<usize> = (0..300)
        .filter(|n| ![3, 150, 299].contains(n))
        .chain([400, 401])
        .collect();
    let listed = ids(now);
    play(Box::new(move |_, _| page(299, &listed, &id(401))));
    let third = run(&session, QUIET).await.unwrap();
    assert_eq!(
        (
            third.counts.left,
            third.counts.new,
            third.counts.back,
            third.counts.changed
        ),
        (3, 2, 0, 0)
    );
    assert_eq!(numbers(home.path()), (302, 299));
    let gone: BTreeSet<String> = people(&file(&home))
        .iter()
        .filter(|row| row[28..].starts_with("|0|0|"))
        .map(|row| row[..28].to_owned())
        .collect();
    assert_eq!(gone, ids([3, 150, 299]).into_iter().collect());

    // One of them is back.
    let listed = ids((0..300).filter(|n| ![3, 299].contains(n)).chain([400, 401]));
    play(Box::new(move |_, _| page(300, &listed, &id(401))));
    let fourth = run(&session, QUIET).await.unwrap();
    assert_eq!((fourth.counts.left, fourth.counts.new, fourth.counts.back), (0, 0, 1));
    assert_eq!(kinds(home.path()), ["back 1", "left 3", "new 2"]);
}

/// A list that comes empty may be true of a small account only.
#[tokio::test]
async fn an_empty_list_takes_no_crowd_for_having_left() {
    for (before, left) in [(101, 0), (100, 100)] {
        for reply in [
            json!({"total": 0, "count": 0, "next_openid": ""}),
            json!({"total": 0, "count": 0, "data": null, "next_openid": null}),
        ] {
            let home = tempfile::tempdir().unwrap();
            let all = move |_: &str, _| page(before, &ids(0..before), &id(before - 1));
            let list: Arc<Mutex<Box<List>>> = Arc::new(Mutex::new(Box::new(all)));
            let fake = platform(Arc::clone(&list)).await;
            let session = fake_session(&fake, home.path()).await;
            run(&session, QUIET).await.unwrap();
            *list.lock().unwrap() = Box::new(move |_, _| Act::json(&reply));
            let empty = run(&session, QUIET).await.unwrap();
            assert_eq!((empty.counts.left, empty.is_complete()), (left, left > 0), "{empty:?}");
        }
    }
}

/// Changes recorded, by kind.
fn kinds(home: &Path) -> Vec<String> {
    let sql = "SELECT kind || ' ' || count(*) FROM follower_changes GROUP BY kind ORDER BY kind";
    texts(&home.join("fanscope.db"), sql)
}

/// A sync whose first page does not come has not begun: nothing is left that would be called unfinished.
#[tokio::test]
async fn a_first_page_that_does_not_come_leaves_no_sync_behind() {
    let home = tempfile::tempdir().unwrap();
    let refuses = |_: &str, earlier: usize| {
        if earlier == 0 {
            Act::errcode(48001)
        } else {
            page(15, &ids(0..15), &id(14))
        }
    };
    let fake = platform(Arc::new(Mutex::new(Box::new(refuses)))).await;
    let session = fake_session(&fake, home.path()).await;
    let ended = run(&session, QUIET).await;
    assert!(matches!(ended, Err(Stop::Failed(_))), "{ended:?}");
    let db = Connection::open(home.path().join("fanscope.db")).unwrap();
    let begun: u32 = db
        .query_row("SELECT count(*) FROM syncs", [], |row| row.get(0))
        .unwrap();
    assert_eq!(begun, 0);
    let summary = run(&session, QUIET).await.unwrap();
    assert_eq!(summary.people, 15);
}
