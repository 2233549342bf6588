//! The packed engine against a plain look at every row.

use std::path::Path;

use fastrand::Rng;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};
use tempfile::TempDir;

use super::order::plain;
use super::*;
use crate::model::{Day, QrLabels, Slice, Tally};

const APP_ID: &str = "wxmirror";

/// A mirror whose rows the test writes itself, as a sync would.
struct Stage {
    home: TempDir,
    db: Connection,
    mirror: Mirror,
    dice: Rng,
    people: u32,
}

const WORDS: [&str; 22] = [
    "",
    "老客户",
    "上海",
    "小雪",
    "Band",
    "bAND",
    "İstanbul",
    "Straße",
    "ΣΑΣ",
    "a\0b",
    "#7",
    "VIP",
    "poster_SH",
    "x y",
    "o1",
    "客",
    "ÄÖ",
    "äöl",
    "ＶＩＰ店",
    "İZMİR",
    "e\u{301}\u{1f339}",
    "\u{1b}[31m红\u{202e}\u{200b}",
];
const SCENES: [&str; 6] = [
    "",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_SEARCH",
    "add_scene_moon",
    "其他",
    "77",
];
const TAGS: [&str; 7] = ["[]", "[2]", "[128]", "[7]", "[128,2]", "[129,128,7]", "[0]"];
const TIMES: [i64; 7] = [0, -5, 1_704_040_200, 1_704_067_200, 1_735_660_800, 1 << 32, i64::MAX];

/// Everything that a word of a query may be.
const TERMS: [&str; 58] = [
    "老",
    "老客",
    "客户",
    "上",
    "雪",
    "band",
    "BAN",
    "a",
    "o",
    "7",
    "o1",
    "qx",
    "i̇",
    "ß",
    "ss",
    "σ",
    "ς",
    "#",
    "#7",
    "vip",
    "old",
    "friends",
    "海报",
    "store",
    "回",
    "回访",
    "ä",
    "ÖL",
    "ｖｉｐ",
    "ＩＰ",
    "İz",
    "i",
    "é",
    "\u{1b}[31m红",
    "\u{202e}",
    "\0",
    "tag:vip",
    "tag:#128",
    "tag:#0",
    "tag:未分组",
    "tag:\"old friends\"",
    "scene:qr_code",
    "scene:moon",
    "scene:其他",
    "scene:77",
    "qr:98765",
    "qr:poster_sh",
    "qr:0",
    "status:left",
    "status:following",
    "status:not_following",
    "since:2024",
    "since:..2023",
    "since:2025..",
    "has:note",
    "has:qr_label",
    "has:tag",
    "has:sex",
];

impl Stage {
    async fn new(seed: u64) -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("fanscope.db");
        let store = Store::open(&path).await.unwrap();
        let db = open(&path);
        let sql = "INSERT INTO mirrors (id, app_id, account, rows, generation) VALUES (3, ?1, 'main', 0, 0)";
        db.execute(sql, [APP_ID]).unwrap();
        let tags = r#"[{"id":2,"name":"星标组","count":1},{"id":128,"name":"VIP","count":1},{"id":129,"name":"Old Friends","count":1}]"#;
        db.execute(
            "INSERT INTO tag_lists (app_id, fetched_at, tags) VALUES (?1, 1, ?2)",
            [APP_ID, tags],
        )
        .unwrap();
        let account = AccountKey {
            name: "main".to_owned(),
            app_id: APP_ID.to_owned(),
        };
        let labels = [("98765", "Shanghai STORE"), ("poster_sh", "上海海报")];
        let labels = labels.map(|(key, label)| (key.to_owned(), label.to_owned()));
        Self {
            home,
            db,
            mirror: Mirror::new(&store, &account, QrLabels(labels.into())),
            dice: Rng::with_seed(seed),
            people: 0,
        }
    }

    fn word(&mut self) -> Option<&'static str> {
        let place = self.dice.usize(..WORDS.len() + 2);
        WORDS.get(place).copied()
    }

    /// Writes a row: a new one, or another state of one that is there.
    fn write(&mut self, ordinal: u32) {
        let id = (3_i64 << 32) | i64::from(ordinal);
        let openid = format!(
            "o{:0>4}{}{:0>22}",
            self.dice.u32(..9_999),
            ["q", "X", "y"][ordinal as usize % 3],
            ordinal
        );
        let openid: String = self
            .db
            .query_row("SELECT openid FROM followers WHERE id = ?1", [id], |row| row.get(0))
            .unwrap_or(openid);
        let has_left = self.dice.u8(..) < 40;
        let left_at = has_left.then(|| 1_700_000_000 + self.dice.i64(0..1_000_000));
        let is_bare = self.dice.u8(..) < 20;
        let subscribe = (!is_bare).then(|| i64::from(self.dice.u8(..) > 20));
        let time = (!is_bare).then(|| TIMES[self.dice.usize(..TIMES.len())]);
        let scene = self.dice.choice(SCENES).filter(|_| !is_bare);
        let qr = [None, Some(0), Some(98_765), Some(5)][self.dice.usize(..4)];
        let text = self.word().filter(|_| !is_bare);
        let [remark, nickname, city] = [self.word(), self.word(), self.word()].map(|word| word.filter(|_| !is_bare));
        let tags = self.dice.choice(TAGS).filter(|_| !is_bare);
        let unionid = match self.dice.u8(..3) {
            0 => None,
            1 => Some(format!("oU{:0>26}", self.dice.u32(..))),
            _ => Some("短".to_owned()),
        };
        let sex = [None, Some(0), Some(2)][self.dice.usize(..3)];
        let sql = "INSERT OR REPLACE INTO followers (id, mirror, openid, first_at, listed, left_at, fetched_at, repaired,
             subscribe, subscribe_time, subscribe_scene, qr_scene, qr_scene_str, remark, tagid_list, groupid, unionid,
             nickname, sex, language, country, province, city, headimgurl, extra)
             VALUES (?1, 3, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, ?14, ?15, ?16, 'zh_CN', '', NULL, ?17, NULL, NULL)";
        let first_at = 1_600_000_000 + self.dice.i64(0..5);
        let fetched_at = (!is_bare).then(|| 1_600_000_000 + self.dice.i64(0..5));
        let values = params![
            id, openid, first_at, !has_left, left_at, fetched_at, subscribe, time, scene, qr, text, remark, tags,
            unionid, nickname, sex, city
        ];
        self.db.execute(sql, values).unwrap();
        if self.dice.u8(..) < 30 {
            let note = ["回访 Back", "called", "İ", "ÄÖ\u{1b}[2J"][self.dice.usize(..4)];
            let sql = "INSERT OR REPLACE INTO notes (app_id, openid, text, at) VALUES (?1, ?2, ?3, 1)";
            self.db.execute(sql, params![APP_ID, openid, note]).unwrap();
        }
        let sql = "INSERT OR IGNORE INTO dirty_chunks (mirror, chunk) VALUES (3, ?1)";
        self.db.execute(sql, [ordinal / store::CHUNK]).unwrap();
    }

    /// Some rows change, some come, as in one transaction of a sync.
    fn change(&mut self, changed: u32, new: u32) {
        self.db.execute_batch("BEGIN IMMEDIATE").unwrap();
        for _ in 0..changed.min(self.people) {
            let ordinal = self.dice.u32(..self.people);
            self.write(ordinal);
            let sql = "INSERT INTO follower_changes (mirror, follower, at, kind) VALUES (3, ?1, ?2, 'remark')";
            let at = 1_700_000_000 + self.dice.i64(0..10);
            self.db
                .execute(sql, params![(3_i64 << 32) | i64::from(ordinal), at])
                .unwrap();
        }
        for ordinal in self.people..self.people + new {
            self.write(ordinal);
        }
        self.people += new;
        let sql = "UPDATE mirrors SET rows = ?1, generation = generation + 1 WHERE id = 3";
        self.db.execute(sql, [self.people]).unwrap();
        self.db.execute_batch("COMMIT").unwrap();
    }

    /// Every row, read plainly.
    async fn everybody(&self) -> Vec<Follower> {
        let (inner, people) = (self.mirror.inner.clone(), self.people);
        let read = move |reading: store::Reading<'_>| {
            let naming = reading.naming(&inner.account, &inner.qr_labels)?;
            let mut all = Vec::new();
            reading.each_follower(3, 0..people, &naming, |follower| all.push(follower))?;
            Ok(all)
        };
        self.mirror.inner.pages().await.unwrap().run(read).await.unwrap()
    }

    fn query(&mut self, all: &[Follower]) -> Query {
        let words: Vec<String> = (0..self.dice.usize(..4))
            .map(|_| {
                let sign = if self.dice.u8(..) < 60 { "-" } else { "" };
                let word = match self.dice.choice(all).filter(|_| self.dice.bool()) {
                    Some(person) => self.piece(person),
                    None => TERMS[self.dice.usize(..TERMS.len())].to_owned(),
                };
                format!("{sign}{word}")
            })
            .collect();
        Query::parse(&words.join(" "), &TimeZone::UTC).unwrap()
    }

    /// One to five characters of a person's texts as they stand one behind the other: a piece that reaches from one
    /// text into the next is in neither.
    fn piece(&mut self, person: &Follower) -> String {
        let profile = &person.record.profile;
        let tags = person.record.tags.iter().flatten().map(crate::model::TagRef::label);
        let texts = [&profile.unionid, &profile.remark, &profile.nickname, &person.note];
        let texts = texts.into_iter().chain([&person.record.qr_label]).flatten().cloned();
        let all: String = std::iter::once(person.record.openid.clone())
            .chain(texts)
            .chain(tags)
            .collect();
        let characters: Vec<char> = all.chars().collect();
        let start = self.dice.usize(..characters.len());
        let piece: String = characters[start..].iter().take(self.dice.usize(1..=5)).collect();
        format!("\"{piece}\"")
    }

    /// A random view is what a plain look gives.
    async fn check(&mut self, all: &[Follower]) {
        let ask = Ask {
            query: self.query(all),
            order: Order::ALL[self.dice.usize(..Order::ALL.len())],
            descending: self.dice.bool(),
            changed_since: (self.dice.u8(..) < 40).then(|| Timestamp::from_second(1_700_000_005).unwrap()),
        };
        let mut expected: Vec<&Follower> = all.iter().filter(|follower| fits(&ask.query, follower)).collect();
        if let Some(since) = ask.changed_since {
            let changed = self.mirror.changes(since, None, usize::MAX).await.unwrap();
            expected.retain(|follower| changed.iter().any(|change| change.openid == follower.record.openid));
        }
        expected.sort_by(|one, other| plain::compare(ask.order, ask.descending, one, other));
        let cancel = CancellationToken::new();
        let view = self.mirror.view(ask.clone(), &cancel).await.unwrap();
        let found = view.page(0, usize::MAX).await.unwrap();
        let ids = |rows: &[Follower]| rows.iter().map(|row| row.ordinal).collect::<Vec<_>>();
        let expected_ids: Vec<u32> = expected.iter().map(|row| row.ordinal).collect();
        assert_eq!(ids(&found), expected_ids, "{ask:?}");
        assert_eq!(view.total(), expected.len() as u64);
        let at = self.dice.usize(..=expected.len());
        let size = self.dice.usize(1..40);
        let mut paged = Vec::new();
        while let page = view.page((at + paged.len()) as u64, size).await.unwrap()
            && !page.is_empty()
        {
            assert!(page.len() <= size);
            paged.extend(page);
        }
        assert!(paged.iter().eq(expected[at..].iter().copied()), "{ask:?} from {at}");
        let openids = view.openids(at as u64, 7).await.unwrap();
        assert!(
            openids
                .iter()
                .eq(expected[at..].iter().take(7).map(|row| &row.record.openid))
        );
        self.check_matches(all, &view, &expected).await;
        let Some(person) = all.get(self.dice.usize(..=all.len())) else {
            return;
        };
        let place = expected_ids.iter().position(|ordinal| *ordinal == person.ordinal);
        assert_eq!(
            view.place_of(&person.record.openid).await.unwrap(),
            place.map(|place| place as u64)
        );
    }
}

impl Stage {
    /// Going from match to match is going through the rows, round the end.
    async fn check_matches(&mut self, all: &[Follower], view: &View, shown: &[&Follower]) {
        let wanted = self.query(all);
        let found: Vec<usize> = (0..shown.len()).filter(|place| fits(&wanted, shown[*place])).collect();
        let cancel = CancellationToken::new();
        for _ in 0..3 {
            let from = self.dice.usize(..=shown.len());
            let at = from.min(shown.len().saturating_sub(1));
            let ahead = found.iter().filter(|place| **place > at);
            let ahead: Vec<usize> = ahead
                .chain(found.iter().filter(|place| **place <= at))
                .copied()
                .collect();
            let behind = found.iter().rev().filter(|place| **place < at);
            let behind: Vec<usize> = behind
                .chain(found.iter().rev().filter(|place| **place >= at))
                .copied()
                .collect();
            for steps in [1_usize, 2, 9] {
                let nth = |places: &[usize]| Some(places.get((steps - 1) % places.len().max(1)).copied()? as u64);
                let signed = i64::try_from(steps).unwrap();
                for (signed, expected) in [(signed, nth(&ahead)), (-signed, nth(&behind))] {
                    let place = view.match_from(&wanted, from as u64, signed, &cancel).await.unwrap();
                    assert_eq!(place, expected, "{wanted:?} {signed} from {from} of {}", shown.len());
                }
            }
        }
    }
}

/// Figures added up person by person.
fn plain_figures(people: &[&Follower], zone: &TimeZone) -> Figures {
    let mut figures = Figures::default();
    let mut days: std::collections::BTreeMap<jiff::civil::Date, (u64, u64)> = std::collections::BTreeMap::default();
    let mut tags: Vec<(String, bool)> = Vec::new();
    let (mut scenes, mut qrs) = (Vec::new(), Vec::new());
    let add = |tally: &mut Tally, left: bool| {
        tally.people += 1;
        tally.left += u64::from(left);
    };
    for person in people {
        let (profile, left) = (&person.record.profile, !person.listed);
        add(&mut figures.total, left);
        if profile.subscribe.is_none() {
            add(&mut figures.unfetched, left);
            if let Some(at) = person.left_at {
                days.entry(at.to_zoned(zone.clone()).date()).or_default().1 += 1;
            }
            continue;
        }
        scenes.push((profile.subscribe_scene.clone().unwrap_or_default(), left));
        let ids = profile.tagid_list.clone().unwrap_or_default();
        if ids.is_empty() {
            add(&mut figures.untagged, left);
        }
        tags.extend(ids.iter().map(|id| (id.to_string(), left)));
        let number = profile
            .qr_scene
            .filter(|number| *number != 0)
            .map(|number| number.to_string());
        match number.or(profile.qr_scene_str.clone().filter(|text| !text.is_empty())) {
            Some(key) => qrs.push((key, left)),
            None => add(&mut figures.without_qr, left),
        }
        if let Some(at) = profile.subscribed_at() {
            let local = at.to_zoned(zone.clone());
            days.entry(local.date()).or_default().0 += 1;
            let weekday = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap();
            figures.hours[weekday][usize::try_from(local.hour()).unwrap()] += 1;
        }
        if let Some(at) = person.left_at {
            days.entry(at.to_zoned(zone.clone()).date()).or_default().1 += 1;
        }
    }
    figures.days = days
        .into_iter()
        .map(|(date, (new, left))| Day { date, new, left })
        .collect();
    (figures.scenes, figures.tags, figures.qrs) = (bars(&scenes), bars(&tags), bars(&qrs));
    figures
}

fn bars(of: &[(String, bool)]) -> Vec<Slice> {
    let mut bars: Vec<Slice> = Vec::new();
    for (key, left) in of {
        let place = bars.iter().position(|bar| bar.key == *key).unwrap_or_else(|| {
            let name = match key.as_str() {
                "0" => Some("未分组"),
                "2" => Some("星标组"),
                "128" => Some("VIP"),
                "129" => Some("Old Friends"),
                "98765" => Some("Shanghai STORE"),
                "poster_sh" => Some("上海海报"),
                _ => None,
            };
            bars.push(Slice {
                key: key.clone(),
                name: name.map(str::to_owned),
                tally: Tally::default(),
            });
            bars.len() - 1
        });
        bars[place].tally.people += 1;
        bars[place].tally.left += u64::from(*left);
    }
    bars.sort_by(|one, other| (other.tally.people, &one.key).cmp(&(one.tally.people, &other.key)));
    bars
}

#[tokio::test]
async fn figures_are_what_counting_gives() {
    let mut stage = Stage::new(21).await;
    let cancel = CancellationToken::new();
    for zone in ["UTC", "Asia/Shanghai", "America/New_York"] {
        let zone = TimeZone::get(zone).unwrap();
        stage.change(30, 200);
        let all = stage.everybody().await;
        for _ in 0..20 {
            let query = stage.query(&all);
            let people: Vec<&Follower> = all.iter().filter(|follower| fits(&query, follower)).collect();
            let figures = stage.mirror.figures(&query, &zone, &cancel).await.unwrap();
            assert_eq!(figures, plain_figures(&people, &zone), "{query:?}");
            assert_eq!(stage.mirror.figures(&query, &zone, &cancel).await.unwrap(), figures);
        }
    }
}

fn open(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    db
}

#[tokio::test]
async fn views_are_what_a_plain_look_gives() {
    for seed in 0..3 {
        let mut stage = Stage::new(seed).await;
        for round in 0..6 {
            stage.change(40, 60 + round);
            if round % 2 == 0 {
                stage.mirror.freshen().await.unwrap();
            }
            let all = stage.everybody().await;
            assert_eq!(all.len(), stage.people as usize);
            for _ in 0..30 {
                stage.check(&all).await;
            }
        }
    }
}

#[tokio::test]
async fn words_are_found_in_every_text_and_in_no_two_together() {
    let mut stage = Stage::new(1).await;
    stage.change(0, 3);
    let sql = "UPDATE followers SET openid = ?2, unionid = ?3, remark = ?4, nickname = ?5, tagid_list = ?6,
         qr_scene_str = ?7, qr_scene = 0, listed = 1 WHERE id & 0xFF = ?1";
    let people = [
        (
            0,
            "oAAAA",
            Some("oU_one"),
            Some("老客户"),
            Some("Ärger"),
            Some("[129]"),
            Some(""),
        ),
        (
            1,
            "oBBBB",
            Some(""),
            Some("上海İSTANBUL"),
            Some("ＶＩＰ\u{202e}雪"),
            Some("[7]"),
            Some("poster_sh"),
        ),
        // Nobody has asked for this one yet.
        (2, "oCCCC", None, None, None, None, None),
    ];
    for (ordinal, openid, unionid, remark, nickname, tags, qr) in people {
        let values = params![ordinal, openid, unionid, remark, nickname, tags, qr];
        stage.db.execute(sql, values).unwrap();
    }
    stage.db.execute_batch("DELETE FROM notes").unwrap();
    let note = "INSERT INTO notes (app_id, openid, text, at) VALUES (?1, 'oCCCC', '周一回访', 1)";
    stage.db.execute(note, [APP_ID]).unwrap();
    stage.mirror.freshen().await.unwrap();
    let cancel = CancellationToken::new();
    for (words, found) in [
        ("客", &[0_u32][..]),
        ("老客", &[0]),
        ("客老", &[]),
        ("户ä", &[]),
        ("ÄRG", &[0]),
        ("friends", &[0]),
        ("u_ONE", &[0]),
        ("雪", &[1]),
        ("i̇stan", &[1]),
        ("海İst", &[1]),
        ("ｖｉｐ", &[1]),
        ("\u{202e}", &[1]),
        ("海报", &[1]),
        ("#7", &[1]),
        ("oc", &[2]),
        ("访", &[2]),
        ("回访", &[2]),
        ("c周", &[]),
        ("o", &[0, 1, 2]),
        ("-老客户 -雪", &[2]),
    ] {
        let query = Query::parse(words, &TimeZone::UTC).unwrap();
        let ask = Ask {
            order: Order::Openid,
            descending: false,
            ..Ask::newest_first(query)
        };
        let view = stage.mirror.view(ask, &cancel).await.unwrap();
        let rows = view.page(0, usize::MAX).await.unwrap();
        assert_eq!(
            rows.iter().map(|row| row.ordinal).collect::<Vec<_>>(),
            found,
            "{words:?}"
        );
    }
}

#[tokio::test]
async fn more_than_a_chunk_is_found_too() {
    let mut stage = Stage::new(99).await;
    stage.change(0, store::CHUNK + 100);
    for _ in 0..2 {
        let all = stage.everybody().await;
        for _ in 0..5 {
            stage.check(&all).await;
        }
        stage.change(50, 20);
    }
}

#[tokio::test]
async fn a_word_typed_letter_by_letter_finds_what_it_finds_at_once() {
    let mut stage = Stage::new(5).await;
    stage.change(0, store::CHUNK + 300);
    let all = stage.everybody().await;
    let openid = all[40].record.openid.clone();
    let texts = ["老客户", "band", "vip", "回访", "xx", &openid, &openid[3..9]];
    for round in 0..2 {
        let all = stage.everybody().await;
        for text in texts {
            for part in ["", "tag:vip ", "-has:note "] {
                let letters: Vec<char> = text.chars().collect();
                for typed in 1..=letters.len() {
                    let words: String = part.chars().chain(letters[..typed].iter().copied()).collect();
                    let ask = Ask::newest_first(Query::parse(&words, &TimeZone::UTC).unwrap());
                    let expected = all.iter().filter(|person| fits(&ask.query, person)).count();
                    let view = stage.mirror.view(ask, &CancellationToken::new()).await.unwrap();
                    assert_eq!(view.total(), expected as u64, "{words}, round {round}");
                }
            }
        }
        // Somebody is given a note: nobody may be overlooked because the question before did not find them.
        let view = |words: &str| Ask::newest_first(Query::parse(words, &TimeZone::UTC).unwrap());
        let find = async |words: &str| {
            stage
                .mirror
                .view(view(words), &CancellationToken::new())
                .await
                .unwrap()
                .total()
        };
        let before = find("回访gs").await;
        let sql = "INSERT OR REPLACE INTO notes (app_id, openid, text, at) VALUES (?1, ?2, '回访gsx', 1)";
        stage
            .db
            .execute(sql, params![APP_ID, all[7 + round].record.openid])
            .unwrap();
        assert_eq!((before, find("回访gsx").await), (round as u64, 1 + round as u64));
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_sorted_all_the_same() {
    let mut stage = Stage::new(7).await;
    stage.change(0, 300);
    stage.mirror.freshen().await.unwrap();
    let all = stage.everybody().await;
    stage.db.execute("DELETE FROM packed_orders", []).unwrap();
    let store = Store::open_unwritable(&stage.home.path().join("fanscope.db"))
        .await
        .unwrap();
    stage.mirror = Mirror::new(
        &store,
        &stage.mirror.inner.account,
        stage.mirror.inner.qr_labels.clone(),
    );
    for _ in 0..40 {
        stage.check(&all).await;
    }
    let kept: u32 = stage
        .db
        .query_row("SELECT count(*) FROM packed_orders", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 0);
    // What another process changes and cannot be packed by us is shown as it was packed.
    let sql = "INSERT INTO dirty_chunks (mirror, chunk) VALUES (3, 0)";
    stage.db.execute(sql, []).unwrap();
    for _ in 0..10 {
        stage.check(&all).await;
    }
}

#[tokio::test]
async fn a_view_outlives_what_a_sync_changes() {
    let mut stage = Stage::new(5).await;
    stage.change(0, 200);
    let cancel = CancellationToken::new();
    let ask = Ask::newest_first(Query::parse("status:following", &TimeZone::UTC).unwrap());
    let view = stage.mirror.view(ask.clone(), &cancel).await.unwrap();
    stage.change(100, 50);
    stage.mirror.freshen().await.unwrap();
    let rows = view.page(0, usize::MAX).await.unwrap();
    assert!(rows.iter().all(|row| fits(&ask.query, row)));
    assert_eq!(rows.len() as u64, view.total());
    let anew = stage.mirror.view(ask, &cancel).await.unwrap();
    assert_eq!(anew.page(0, usize::MAX).await.unwrap(), rows);
}

#[tokio::test]
async fn a_question_taken_back_has_no_answer() {
    let mut stage = Stage::new(1).await;
    stage.change(0, 20);
    let cancel = CancellationToken::new();
    cancel.cancel();
    let ask = Ask::newest_first(Query::parse("band", &TimeZone::UTC).unwrap());
    assert_eq!(stage.mirror.view(ask, &cancel).await.unwrap_err(), Error::Cancelled);
}
