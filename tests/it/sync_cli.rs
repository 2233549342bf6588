//! `fanscope sync` as a program: what it says, how it ends, how it goes on; also after it was killed.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fanscope::demo::{Act, Fault, Setup};
use fanscope::locale::texts;
use fanscope::model::{AccountKey, UiLang};
use fanscope::store::Store;
use rusqlite::{Connection, OptionalExtension};

use crate::support::home::Home;
use crate::support::server::Server;
use crate::sync::people;

const LIST: &str = "/cgi-bin/user/get";
const BATCH: &str = "/cgi-bin/user/info/batchget";

/// Followers in several pages and many batches.
fn crowd(followers: u64) -> Server {
    Server::with(Setup {
        followers: Some(followers),
        page_size: 500,
        ..Setup::default()
    })
}

/// A home in which calls go out one by one, so that it is certain which of them a fault hits.
fn one_by_one() -> Home {
    let home = Home::new();
    home.configure("[lookup]\nconcurrency = 1\n");
    home
}

/// The program as a child that can be killed.
fn spawn(home: &Home, server: &Server) -> Child {
    Command::new(env!("CARGO_BIN_EXE_fanscope"))
        .env_clear()
        .envs(home.env())
        .envs(server.env())
        .arg("sync")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until the server has seen so many calls; false where the child ended first.
fn wait_for_calls(server: &Server, calls: u64, child: &mut Child) -> bool {
    let end = Instant::now() + Duration::from_secs(60);
    while server.total_requests() < calls {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(Instant::now() < end, "the sync makes no calls");
        std::thread::sleep(Duration::from_millis(1));
    }
    true
}

fn number(file: &Path, sql: &str) -> u32 {
    let db = Connection::open(file).unwrap();
    db.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn it_says_what_it_needs_and_what_it_found() {
    let (home, server) = (Home::new(), crowd(1_200));
    let run = home.ask(&server, &["sync"]).expect_code(0);
    assert_eq!(run.stdout, "");
    for text in [
        // The token, two quotas, three pages and the one that ends the list, twelve batches, the tags.
        "This needs about 20 calls for 1 200 followers.",
        "Left today: ",
        "20 calls, ",
        "First sync done: 1 200 followers. ",
    ] {
        assert!(run.stderr.contains(text), "{text} in\n{}", run.stderr);
    }
    assert_eq!((server.requests(LIST), server.requests(BATCH)), (4, 12));
    let again = home.ask(&server, &["sync", "--ui-lang", "zh"]).expect_code(0);
    assert!(
        again
            .stderr
            .contains("同步完成：共 1 200 位关注者；新关注 0，取消关注 0，重新关注 0，有变化 0。"),
        "{}",
        again.stderr
    );
    assert_eq!(number(&home.db(), "SELECT count(*) FROM lookups"), 0);
    assert_eq!(
        number(&home.db(), "SELECT sum(n) FROM calls WHERE endpoint LIKE '%batchget'"),
        24
    );
}

#[test]
fn a_limit_of_calls_ends_each_run_and_none_is_lost() {
    let (home, server) = (Home::new(), crowd(1_200));
    let mut codes = Vec::new();
    // Four calls a run, of which one is for the token.
    while codes.last() != Some(&0) {
        assert!(codes.len() < 20, "it never ends: {codes:?}");
        codes.push(home.ask(&server, &["sync", "--max-calls", "4"]).code);
    }
    assert!(
        codes.len() > 4 && codes[..codes.len() - 1].iter().all(|code| *code == 5),
        "{codes:?}"
    );
    assert_eq!(
        (server.requests(LIST), server.requests(BATCH)),
        (4, 12),
        "nothing was asked for twice"
    );
    assert_eq!(
        number(
            &home.db(),
            "SELECT count(*) FROM followers WHERE fetched_at IS NOT NULL"
        ),
        1_200
    );
}

/// What a run has announced that it needs.
fn announced(said: &str) -> String {
    let (_, number) = said.split_once("needs about ").unwrap();
    number.split_once(" call").unwrap().0.to_owned()
}

#[test]
fn the_number_it_announces_is_a_limit_that_suffices() {
    let (home, server) = (Home::new(), crowd(1_200));
    let begun = home.ask(&server, &["sync", "--max-calls", "2"]).expect_code(5);
    assert_eq!(announced(&begun.stderr), "18", "no quota is asked for");
    let begun = home.ask(&server, &["sync", "--max-calls", "1"]).expect_code(5);
    let more = announced(&begun.stderr);
    assert_eq!(more, "17", "a token again, a page less");
    home.ask(&server, &["sync", "--max-calls", &more]).expect_code(0);
    let fresh = Home::new();
    fresh.ask(&server, &["sync", "--max-calls", "18"]).expect_code(0);
}

#[test]
fn one_follower_is_no_followers() {
    let (home, server) = (Home::new(), crowd(1));
    let said = home.ask(&server, &["sync"]).expect_code(0).stderr;
    assert!(
        said.contains("for 1 follower.") && said.contains("done: 1 follower. "),
        "{said}"
    );
    let mut words = texts(UiLang::En).sync.missed.of(1);
    words.push_str(&texts(UiLang::En).sync.call_count.of(1));
    assert!(
        words.starts_with("1 profile could") && words.ends_with("1 call"),
        "{words}"
    );
}

#[test]
fn a_quota_used_up_says_when_it_goes_on_and_a_full_sync_begins_anew() {
    let (home, server) = (one_by_one(), crowd(1_200));
    server.script(Fault::at(BATCH, Act::Errcode(45009)).after(5));
    let run = home.ask(&server, &["sync"]).expect_code(5);
    for text in ["45009", "of 1 200", "your time (midnight in China)", ":00:00"] {
        assert!(run.stderr.contains(text), "{text} in\n{}", run.stderr);
    }
    assert_eq!(number(&home.db(), "SELECT count(*) FROM followers"), 500);
    server.clear_script();
    let lists = server.requests(LIST);
    let run = home.ask(&server, &["sync", "--full"]).expect_code(0);
    assert!(run.stderr.contains("First sync done"), "{}", run.stderr);
    assert_eq!(server.requests(LIST), lists + 4, "the whole list again");
}

#[test]
fn ids_alone_are_listed_and_filled_by_the_next_sync() {
    let (home, server) = (Home::new(), crowd(1_200));
    home.ask(&server, &["sync", "--ids-only"]).expect_code(0);
    assert_eq!(server.requests(BATCH), 0);
    assert_eq!(
        number(&home.db(), "SELECT count(*) FROM followers WHERE fetched_at IS NULL"),
        1_200
    );
    let run = home.ask(&server, &["sync"]).expect_code(0);
    assert!(
        run.stderr.contains("0 new, 0 left, 0 back, 0 changed"),
        "{}",
        run.stderr
    );
    assert_eq!(
        number(&home.db(), "SELECT count(*) FROM followers WHERE fetched_at IS NULL"),
        0
    );
}

#[test]
fn a_sweep_that_is_not_whole_says_so_and_takes_nobody_for_having_left() {
    let (home, server) = (Home::new(), crowd(1_200));
    home.ask(&server, &["sync"]).expect_code(0);
    // The second page has no `data`, as if nobody were left.
    let nobody = br#"{"total":0,"count":0,"next_openid":""}"#;
    server.script(Fault::at(LIST, Act::Raw(nobody.to_vec())).after(1));
    let run = home.ask(&server, &["sync"]).expect_code(1);
    assert!(
        run.stderr
            .contains("The list ended at 500 of 1 200 followers, so nobody was taken for having left."),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("0 new, 0 left, 0 back, 0 changed"),
        "{}",
        run.stderr
    );
    assert_eq!(number(&home.db(), "SELECT count(*) FROM followers WHERE listed"), 1_200);
    server.clear_script();
    home.ask(&server, &["sync"]).expect_code(0);
}

#[test]
fn a_list_that_comes_empty_says_so_and_takes_nobody_for_having_left() {
    let (home, server) = (Home::new(), crowd(300));
    home.ask(&server, &["sync"]).expect_code(0);
    let nobody = br#"{"total":0,"count":0,"next_openid":""}"#;
    server.script(Fault::at(LIST, Act::Raw(nobody.to_vec())));
    let run = home.ask(&server, &["sync"]).expect_code(1);
    let said = "The list came empty though many followers are known, so nobody was taken for having left";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let run = home.ask(&server, &["sync", "--ui-lang", "zh"]).expect_code(1);
    assert!(run.stderr.contains("列表为空"), "{}", run.stderr);
    assert_eq!(number(&home.db(), "SELECT count(*) FROM followers WHERE listed"), 300);
}

/// The code is about the list's cursor, and no openid of the operator's.
#[test]
fn a_list_that_breaks_off_blames_no_typo() {
    for fault in [
        Fault::at(LIST, Act::Errcode(40003)),
        Fault::at(LIST, Act::Errcode(40003)).after(1),
    ] {
        let (home, server) = (Home::new(), crowd(1_200));
        server.script(fault);
        let run = home.ask(&server, &["sync"]).expect_code(4);
        let blames = run.stderr.contains("typo");
        assert!(
            !blames && run.stderr.contains("The list of followers broke off"),
            "{}",
            run.stderr
        );
        server.clear_script();
        home.ask(&server, &["sync"]).expect_code(0);
    }
}

/// The platform calls everybody on its own list unknown.
#[test]
fn a_sync_that_the_platform_refuses_throughout_stops_and_says_what_to_do() {
    let (home, server) = (Home::new(), crowd(2_000));
    server.script(Fault::at(BATCH, Act::Errcode(40003)));
    server.script(Fault::at("/cgi-bin/user/info", Act::Errcode(40003)));
    let run = home.ask(&server, &["sync"]).expect_code(4);
    assert!(
        run.stderr.contains("`fanscope doctor`") && run.stderr.contains("Run `fanscope sync` again"),
        "{}",
        run.stderr
    );
    server.clear_script();
    home.ask(&server, &["sync"]).expect_code(0);
    let fetched = "SELECT count(*) FROM followers WHERE listed AND fetched_at IS NOT NULL AND NOT missed";
    assert_eq!(number(&home.db(), fetched), 2_000);
}

#[test]
fn what_the_platform_said_is_left_is_all_that_is_spent() {
    let (home, server) = (Home::new(), crowd(1_200));
    let left = br#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":500,"used":495,"remain":5}}"#;
    server.script(Fault::at("/cgi-bin/openapi/quota/get", Act::Raw(left.to_vec())));
    let run = home.ask(&server, &["sync"]).expect_code(5);
    assert_eq!((server.requests(LIST), server.requests(BATCH)), (4, 5));
    assert!(run.stderr.contains("midnight in China"), "{}", run.stderr);
    assert_eq!(number(&home.db(), "SELECT count(*) FROM followers"), 500);
    server.clear_script();
    home.ask(&server, &["sync"]).expect_code(0);
    assert_eq!(server.requests(BATCH), 12, "nothing was asked for twice");
}

#[test]
fn a_profile_that_does_not_come_is_counted_and_makes_the_sync_partial() {
    let (home, server) = (one_by_one(), crowd(4));
    server.script(Fault::at(BATCH, Act::Errcode(40003)).times(1));
    server.script(Fault::at("/cgi-bin/user/info", Act::Errcode(40003)).times(1));
    let run = home.ask(&server, &["sync"]).expect_code(1);
    assert!(
        run.stderr
            .contains("1 profile could not be fetched; what was known of this person is kept."),
        "{}",
        run.stderr
    );
    server.clear_script();
    home.ask(&server, &["sync"]).expect_code(0);
}

#[test]
fn an_account_is_synced_by_one_process_at_a_time() {
    let (home, server) = (Home::new(), crowd(300));
    home.ask(&server, &["sync"]).expect_code(0);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let _held = runtime.block_on(async {
        let store = Store::open(&home.db()).await.unwrap();
        let account = AccountKey {
            name: "env".to_owned(),
            app_id: server.app_id.clone(),
        };
        let mirror = store.mirror_id(&account).await.unwrap();
        store.lock_sync(mirror).await.unwrap().unwrap()
    });
    let run = home.ask(&server, &["sync"]).expect_code(4);
    assert!(
        run.stderr.contains("another fanscope is syncing this account"),
        "{}",
        run.stderr
    );
}

#[test]
fn refused_credentials_and_a_dead_host_have_their_exit_codes() {
    let (home, server) = (Home::new(), crowd(300));
    let mut command = home.against(&server, &["sync"]);
    let run: crate::support::home::Run = command.env("FANSCOPE_APP_SECRET", "wrong").output().unwrap().into();
    let run = run.expect_code(3);
    assert!(
        run.stderr.contains("40125") || run.stderr.contains("40001"),
        "{}",
        run.stderr
    );
    let mut command = home.against(&server, &["sync"]);
    let run: crate::support::home::Run = command
        .env("FANSCOPE_API_BASE", "http://127.0.0.1:1")
        .output()
        .unwrap()
        .into();
    run.expect_code(4);
}

#[cfg(unix)]
#[test]
fn an_interrupt_stops_it_cleanly_and_it_goes_on() {
    use rustix::process::{Pid, Signal, kill_process};
    let (home, server) = (one_by_one(), crowd(3_000));
    // The third batch and all after it never come back.
    server.script(Fault::at(BATCH, Act::Hang).after(2));
    let mut child = spawn(&home, &server);
    // The token, two quotas, seven pages, three batches.
    assert!(wait_for_calls(&server, 13, &mut child));
    kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(
        number(&home.db(), "SELECT count(*) FROM followers"),
        200,
        "what had come is kept"
    );
    server.clear_script();
    let lists = server.requests(LIST);
    let run = home.ask(&server, &["sync"]).expect_code(0);
    assert!(
        run.stderr
            .contains("Going on with an interrupted sync: this needs about 32 calls for 3 000 followers."),
        "{}",
        run.stderr
    );
    assert_eq!(server.requests(LIST), lists);
}

/// Calls that the server has seen.
#[derive(Clone, Copy)]
struct Asked {
    pages: u64,
    batches: u64,
}

impl Asked {
    fn of(server: &Server) -> Self {
        Self {
            pages: server.requests(LIST),
            batches: server.requests(BATCH),
        }
    }

    fn since(self, before: Self) -> Self {
        Self {
            pages: self.pages - before.pages,
            batches: self.batches - before.batches,
        }
    }
}

/// What a file keeps of a sync under way and of the people that have come.
#[derive(Default)]
struct Kept {
    /// Pages listed and people taken over; `None` where no sync is under way.
    reached: Option<(u64, u64)>,
    profiles: BTreeSet<String>,
}

impl Kept {
    fn of(file: &Path) -> Self {
        if !file.exists() {
            return Self::default();
        }
        let db = Connection::open(file).unwrap();
        let verdict: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(verdict, "ok");
        let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        if version == 0 {
            return Self::default();
        }
        let sql = "SELECT pages, done FROM syncs";
        let reached = db
            .query_row(sql, [], |row| Ok((u32::into(row.get(0)?), u32::into(row.get(1)?))))
            .optional();
        let mut profiles = people(file);
        // Fetched, and not in vain.
        profiles.retain(|row| row[28..].starts_with("|1|1|0|0|"));
        Self {
            reached: reached.unwrap(),
            profiles: profiles.into_iter().collect(),
        }
    }
}

/// Profiles that a page of the platform's size stands for: no more may be asked for again after a kill.
const PAGE: u64 = 10_000;

/// Kills a sync so often, at a random moment each time, and lets it go on; the mirror must be that of an undisturbed one.
/// Where one has ended, the next begins in the same file or in a new one.
fn kill_often(followers: u64, kills: u64, seed: u64) {
    let (server, quiet) = (crowd(followers), Home::new());
    server.limit_per_day(LIST, u64::MAX);
    quiet.ask(&server, &["sync"]).expect_code(0);
    let (undisturbed, whole) = (people(&quiet.db()), Asked::of(&server));
    let mut dice = fastrand::Rng::with_seed(seed);
    let (mut home, mut kept) = (Home::new(), Kept::default());
    let (mut killed, mut ended, mut pages_again, mut profiles_again) = (0, 0, 0, 0);
    while killed < kills {
        let before = Asked::of(&server);
        let moment = server.total_requests() + dice.u64(0..=whole.pages + whole.batches);
        let mut child = spawn(&home, &server);
        wait_for_calls(&server, moment, &mut child);
        // Between two calls, and after the last one.
        std::thread::sleep(Duration::from_micros(dice.u64(0..40_000)));
        // It may have ended by now.
        child.kill().ok();
        let status = child.wait().unwrap();
        let has_ended = status.success();
        // Nothing but a kill keeps it from its end.
        assert!(
            has_ended || status.code().is_none_or(|code| cfg!(windows) && code == 1),
            "{status}"
        );
        killed += u64::from(!has_ended);
        let now = Kept::of(&home.db());
        assert!(now.profiles.is_superset(&kept.profiles), "lost after {killed} kills");
        let asked = Asked::of(&server).since(before);
        let from = kept.reached.unwrap_or_default();
        // Without a sync under way it has ended, if it was begun at all.
        let upto = now.reached.unwrap_or_else(|| match asked.pages + asked.batches {
            0 => from,
            _ => (whole.pages, followers),
        });
        pages_again += asked.pages.saturating_sub(upto.0 - from.0);
        profiles_again += (asked.batches * 100).saturating_sub(upto.1 - from.1);
        assert!(pages_again <= killed, "{pages_again} pages again in {killed} kills");
        assert!(
            profiles_again < killed.max(1) * PAGE,
            "{profiles_again} profiles again in {killed} kills"
        );
        kept = now;
        if has_ended {
            ended += 1;
            assert_eq!(people(&home.db()), undisturbed);
            if ended % 2 == 0 {
                (home, kept) = (Home::new(), Kept::default());
            }
        }
    }
    home.ask(&server, &["sync"]).expect_code(0);
    assert_eq!(people(&home.db()), undisturbed);
    assert_eq!(number(&home.db(), "SELECT count(*) FROM syncs"), 0);
    assert_eq!(number(&home.db(), "SELECT count(*) FROM sweep"), 0);
    println!("{killed} kills: {ended} syncs ended, {pages_again} pages and {profiles_again} profiles asked for again");
}

#[test]
fn a_killed_sync_goes_on_and_ends_as_an_undisturbed_one() {
    kill_often(4_000, 6, 7);
}

/// A hundred kills; some minutes in a debug build.
#[test]
#[ignore = "takes long: cargo test --release --test it a_hundred_kills -- --ignored --nocapture"]
fn a_hundred_kills_lose_nothing() {
    kill_often(30_000, 100, 11);
}
