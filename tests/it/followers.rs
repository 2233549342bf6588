//! The Followers screen as a whole: the production loop, the background task, a demo server that changes meanwhile.

use std::fmt::Write as _;

use crossterm::event::KeyCode;
use fanscope::demo::{Change, Demo, Setup};

use crate::runner::{Operator, run_against};

impl Operator {
    async fn types(&self, text: &str) {
        for letter in text.chars() {
            self.key(KeyCode::Char(letter)).await;
        }
    }

    async fn syncs(&mut self) {
        self.key(KeyCode::Char('S')).await;
        self.sees_all(&["Sync all followers", "this needs about"]).await;
        self.key(KeyCode::Enter).await;
        self.sees_all(&["ync done"]).await;
    }
}

const LISTS: &str = "/cgi-bin/user/get";
const BATCHES: &str = "/cgi-bin/user/info/batchget";
const TAGGED: &str = "/cgi-bin/user/tag/get";

#[tokio::test(flavor = "multi_thread")]
async fn browsing_costs_a_call_a_page_of_ids_and_one_per_hundred_rows_seen() {
    let (demo, home) = (
        Demo::start(Setup::default()).await.unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let all = demo.openids(1_000);
    let code = run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.sees_all(&["127.0.0.1", "Followers"]).await;
        assert_eq!(demo.total_requests(), 0, "called before anybody came here");
        operator.key(KeyCode::F(3)).await;
        operator
            .sees_all(&[&format!("{0} of {0} listed", all.len()), &all[0], "Band"])
            .await;
        assert_eq!((demo.requests(LISTS), demo.requests(BATCHES)), (1, 1));
        for _ in 0..5 {
            operator.key(KeyCode::Down).await;
        }
        operator.sees_all(&["6 / 3"]).await;
        operator.key(KeyCode::End).await;
        operator.sees_all(&[all.last().unwrap()]).await;
        // The last hundreds are seen, those between are not.
        operator.sees(|_| demo.requests(BATCHES) >= 2).await;
        operator.key(KeyCode::Home).await;
        operator.sees_all(&[&all[0], "Band"]).await;
        assert!(demo.requests(BATCHES) <= 3, "{}", demo.requests(BATCHES));
        assert_eq!(demo.requests(LISTS), 1);
        // A tag's members, without a sync.
        operator.key(KeyCode::Left).await;
        operator.key(KeyCode::Down).await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["21 of 21 listed"]).await;
        assert_eq!(demo.requests(TAGGED), 1);
        operator.control('c').await;
        operator.control('c').await;
    })
    .await;
    assert_eq!(code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_is_declined_leaves_the_mirror_as_it_was() {
    let (demo, home) = (
        Demo::start(Setup::default()).await.unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let code = run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.sees_all(&["127.0.0.1", "Followers"]).await;
        operator.key(KeyCode::F(3)).await;
        operator.sees_all(&["listed"]).await;
        operator.syncs().await;
        let before = demo.requests(LISTS);
        for asked in 1..=2 {
            operator.key(KeyCode::Char('S')).await;
            operator.sees_all(&["Sync all followers", "this needs about"]).await;
            // One that was staged would go on, and ask for no first page.
            assert_eq!(demo.requests(LISTS), before + asked);
            operator.key(KeyCode::Esc).await;
            operator.sees(|screen| !screen.contains("this needs about")).await;
        }
        operator.key(KeyCode::F(2)).await;
        operator.key(KeyCode::F(3)).await;
        operator.sees_all(&["synced"]).await;
        operator.control('c').await;
        operator.control('c').await;
    })
    .await;
    assert_eq!(code, 0);
    let db = rusqlite::Connection::open(home.path().join("fanscope.db")).unwrap();
    let count = |table: &str| -> i64 {
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!((count("syncs"), count("sweep")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_fills_the_mirror_and_the_next_one_tells_what_changed() {
    let (demo, home) = (
        Demo::start(Setup::default()).await.unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let all = demo.openids(1_000);
    let file = home.path().join("left.csv");
    let (gone, renamed) = (all[7].clone(), all[9].clone());
    let code = run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.key(KeyCode::F(3)).await;
        operator.sees_all(&["listed", "S syncs all"]).await;
        operator.syncs().await;
        operator.sees_all(&[&format!("{} people, 0 left", all.len())]).await;
        // Everything from now on is answered by the mirror.
        let calls = demo.total_requests();
        operator.types("/老客户").await;
        operator.sees_all(&["Filter 老客户", "老客户"]).await;
        operator.key(KeyCode::Enter).await;
        operator.key(KeyCode::Esc).await;
        operator.sees_all(&[&format!(" / {} ", all.len())]).await;
        operator.key(KeyCode::End).await;
        operator.sees_all(&[&format!("{0} / {0}", all.len())]).await;
        assert_eq!(demo.total_requests(), calls, "a mirror needs no calls");
        assert!(demo.change(&gone, Change::Leaves));
        assert!(demo.change(&renamed, Change::Remark("会员 42".to_owned())));
        operator.syncs().await;
        operator.sees_all(&["0 new, 1 left, 0 back, 1 changed"]).await;
        operator.types("D").await;
        operator
            .sees_all(&["Since the last sync", &gone, &renamed, "→ 会员 42"])
            .await;
        operator.key(KeyCode::Esc).await;
        operator.types("/status:left").await;
        operator.sees_all(&["1 / 1", &gone, "left"]).await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["found gone 2"]).await;
        // What is found goes to a file while it is read.
        operator.types("e").await;
        operator.sees_all(&["Export", "CSV for Excel"]).await;
        operator.control('u').await;
        operator.types(&file.display().to_string()).await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["Rows written: 1"]).await;
        operator.control('c').await;
        operator.control('c').await;
    })
    .await;
    assert_eq!(code, 0);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.lines().next().unwrap().ends_with(",hint,listed,left_at,note"),
        "{written}"
    );
    assert!(written.lines().nth(1).unwrap().starts_with(&gone), "{written}");
    // The mirror is there at the next start, and needs no call.
    let calls = demo.total_requests();
    run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.key(KeyCode::F(3)).await;
        let mut people = String::new();
        write!(people, "{} people, 1 left", all.len()).unwrap();
        operator.sees_all(&[&people, "1 / 3"]).await;
        operator.control('c').await;
    })
    .await;
    assert_eq!(demo.total_requests(), calls);
}
