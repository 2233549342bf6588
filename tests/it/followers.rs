//! The Followers screen as a whole: the production loop, the background task, a demo server that changes meanwhile.

use std::fmt::Write as _;
use std::path::Path;

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

    /// The only row listed goes to a file.
    async fn exports_one(&mut self, file: &Path) {
        self.types("e").await;
        self.sees_all(&["Export", "CSV for Excel"]).await;
        self.control('u').await;
        self.types(&file.display().to_string()).await;
        self.key(KeyCode::Enter).await;
        self.sees_all(&["Rows written: 1"]).await;
    }

    /// Syncs without having browsed, and lists the mirror from its first row.
    async fn mirrors(&mut self) {
        self.key(KeyCode::F(5)).await;
        self.sees_all(&["Charts are made of"]).await;
        self.syncs().await;
        self.key(KeyCode::F(3)).await;
        self.sees_all(&["people, 0 left", "1 / 302"]).await;
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
        operator.quits().await;
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
        operator.quits().await;
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
        operator.exports_one(&file).await;
        operator.quits().await;
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
        operator.quits().await;
    })
    .await;
    assert_eq!(demo.total_requests(), calls);
}

/// The lines of a CSV file as cells.
fn cells(file: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file).unwrap();
    let lines = reader.records().map(Result::unwrap);
    lines.map(|line| line.iter().map(str::to_owned).collect()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_view_is_there_at_the_next_start_with_its_words_and_its_order() {
    let (demo, home) = (
        Demo::start(Setup::default()).await.unwrap(),
        tempfile::tempdir().unwrap(),
    );
    run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.mirrors().await;
        operator.types("/老客户").await;
        operator.sees_all(&["Filter 老客户"]).await;
        operator.key(KeyCode::Enter).await;
        operator.types("so").await;
        operator.sees_all(&["by Openid"]).await;
        operator.types("b").await;
        operator.types("Regulars").await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["/ Regulars"]).await;
        operator.quits().await;
    })
    .await;
    run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.key(KeyCode::F(3)).await;
        operator.sees_all(&["people, 0 left", "/ Regulars"]).await;
        operator.key(KeyCode::Left).await;
        operator.key(KeyCode::End).await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["Filter", "老客户 ✕", "by Openid"]).await;
        operator.key(KeyCode::Left).await;
        operator.key(KeyCode::Delete).await;
        operator.sees_all(&["Delete"]).await;
        operator.key(KeyCode::Enter).await;
        operator.sees(|screen| !screen.contains("/ Regulars")).await;
        operator.quits().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_written_here_is_found_by_its_words_and_exported() {
    let (demo, home) = (
        Demo::start(Setup::default()).await.unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let file = home.path().join("noted.csv");
    run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.mirrors().await;
        operator.key(KeyCode::Down).await;
        operator.sees_all(&["2 / 302"]).await;
        operator.types("m").await;
        operator.sees_all(&["New note"]).await;
        operator.types("=送礼品 Gift").await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["Note saved"]).await;
        for words in ["礼", "礼品", "GIFT", "has:note"] {
            operator.types(&format!("/{words}")).await;
            operator.sees_all(&[&format!("Filter {words}"), "1 / 1"]).await;
            operator.key(KeyCode::Enter).await;
            if words != "has:note" {
                operator.key(KeyCode::Esc).await;
                operator.sees_all(&[" / 302"]).await;
            }
        }
        operator.exports_one(&file).await;
        operator.quits().await;
    })
    .await;
    let lines = cells(&file);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0].last().unwrap(), "note");
    assert_eq!(lines[1].last().unwrap(), "'=送礼品 Gift", "no formula for Excel");
}

/// Whether a line tells a kind of change, and of whom.
fn tells(screen: &str, kind: &str) -> bool {
    screen.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_openid = |word: &str| word.len() == 28 && word.starts_with('o');
        words.windows(2).any(|pair| pair[0] == kind && is_openid(pair[1]))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_lists_those_who_came_left_came_back_and_were_edited() {
    let setup = Setup {
        churn: true,
        ..Setup::default()
    };
    let (demo, home) = (Demo::start(setup).await.unwrap(), tempfile::tempdir().unwrap());
    run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.mirrors().await;
        operator.types("D").await;
        operator.sees_all(&["The last sync saw no change"]).await;
        // People come back from the second change on.
        operator.syncs().await;
        operator.sees_all(&["1 new, 2 left, 0 back, 2 changed"]).await;
        operator.syncs().await;
        operator.sees_all(&["1 new, 1 left, 1 back"]).await;
        operator.types("D").await;
        operator
            .sees(|screen| {
                ["new", "left", "back", "tags", "remark"]
                    .iter()
                    .all(|kind| tells(screen, kind))
            })
            .await;
        operator.sees_all(&["Since the last sync", "→"]).await;
        // The first of them is gone to; all of them are a part of the list.
        operator.key(KeyCode::Enter).await;
        operator.sees(|screen| !screen.contains("Since the last sync")).await;
        operator.key(KeyCode::Left).await;
        operator.key(KeyCode::Home).await;
        operator.key(KeyCode::Down).await;
        operator.key(KeyCode::Enter).await;
        operator
            .sees(|screen| screen.contains("▸ Changed lately") && screen.contains("· 1 / ") && !screen.contains("/ 30"))
            .await;
        operator.quits().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn matches_are_gone_to_and_everybody_marked_goes_to_a_file() {
    let (demo, home) = (
        Demo::start(Setup::default()).await.unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let file = home.path().join("marked.csv");
    let code = run_against(&demo, home.path(), async |mut operator: Operator| {
        operator.mirrors().await;
        operator.types("/梅子酒").await;
        operator.sees(|screen| !screen.contains("/ 302")).await;
        operator.key(KeyCode::Enter).await;
        operator.key(KeyCode::Esc).await;
        operator.sees_all(&["/ 302"]).await;
        operator.key(KeyCode::Home).await;
        operator.sees_all(&["1 / 302"]).await;
        let is_selected = |screen: &str| {
            let mut rows = screen.lines().filter(|line| line.contains('›'));
            rows.any(|line| line.contains("›●") && line.contains("梅子酒"))
        };
        operator.types("n").await;
        operator
            .sees(|screen| is_selected(screen) && !screen.contains("1 / 302"))
            .await;
        operator.types("nnN").await;
        operator.sees(is_selected).await;
        // Of 302 rows not all are in memory.
        operator.types("*").await;
        operator.sees_all(&["Rows marked: 302", "302 marked"]).await;
        operator.types("e").await;
        operator.sees_all(&["Export", "marked · 302"]).await;
        operator.control('u').await;
        operator.types(&file.display().to_string()).await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&["Rows written: 302"]).await;
        operator.quits().await;
    })
    .await;
    assert_eq!(code, 0);
    let mut openids: Vec<String> = cells(&file).into_iter().skip(1).map(|line| line[0].clone()).collect();
    openids.sort_unstable();
    openids.dedup();
    assert_eq!(openids.len(), 302);
}
