//! Mirrors of any size without a network: rows written straight into the file, always the same for the same seed.

use std::path::Path;

use fanscope::store::Store;
use rusqlite::{Connection, Transaction, params};

/// App id of the account whose followers these are.
pub const APP_ID: &str = "wxc0ffee0000000001";

/// How many, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    pub people: u32,
    pub seed: u64,
}

const SCENES: [&str; 6] = [
    "ADD_SCENE_SEARCH",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_PROFILE_CARD",
    "ADD_SCENE_WXA",
    "ADD_SCENE_OTHERS",
    "ADD_SCENE_MOON",
];
const REMARKS: [&str; 8] = [
    "老客户",
    "上海门店",
    "张三",
    "VIP 王小明",
    "coupon 未发",
    "Ångström",
    "小雪",
    "回访",
];
const NAMES: [&str; 6] = ["Band", "春天的风", "Öde", "李雷", "HAN Meimei", "🌸花"];
const LETTERS: &[u8; 64] = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/// The first follow, 2018-01-01.
const START: i64 = 1_514_764_800;
/// When the sync ended that these rows are of, 2026-11-21 08:00 UTC.
pub const SYNCED_AT: i64 = 1_795_248_000;

/// Makes the file where it is missing and fills it: one mirror, complete, nothing packed.
pub fn fill(path: &Path, crowd: Crowd) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { Store::open(path).await.unwrap().close().await });
    let mut db = Connection::open(path).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
        .unwrap();
    let transaction = db.transaction().unwrap();
    let sql = "INSERT INTO mirrors (id, app_id, account, rows, generation, swept_at, synced_at)
         VALUES (1, ?1, 'main', ?2, 1, ?3, ?3)";
    transaction
        .execute(sql, params![APP_ID, crowd.people, SYNCED_AT])
        .unwrap();
    let sql = "INSERT INTO tag_lists (app_id, fetched_at, tags) VALUES (?1, ?2, ?3)";
    let tags = r#"[{"id":2,"name":"星标组","count":1},{"id":128,"name":"VIP","count":1},{"id":129,"name":"Old Friends","count":1}]"#;
    transaction.execute(sql, params![APP_ID, SYNCED_AT, tags]).unwrap();
    rows(&transaction, crowd);
    let chunks = crowd.people.div_ceil(16_384);
    for chunk in 0..chunks {
        let sql = "INSERT INTO dirty_chunks (mirror, chunk) VALUES (1, ?1)";
        transaction.execute(sql, [chunk]).unwrap();
    }
    let sql = "UPDATE mirrors SET (listed, profiles) = (SELECT sum(listed), count(fetched_at) FROM followers)";
    transaction.execute(sql, []).unwrap();
    transaction.commit().unwrap();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

fn rows(transaction: &Transaction<'_>, crowd: Crowd) {
    let mut dice = fastrand::Rng::with_seed(crowd.seed);
    let sql = "INSERT INTO followers (id, mirror, openid, first_at, listed, left_at, fetched_at, repaired, subscribe,
         subscribe_time, subscribe_scene, qr_scene, qr_scene_str, remark, tagid_list, groupid, unionid, nickname, sex,
         language, country, province, city, headimgurl, extra)
         VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, ?14, ?15, 0, 'zh_CN', '', '', '', '', NULL)";
    let mut statement = transaction.prepare(sql).unwrap();
    for ordinal in 0..i64::from(crowd.people) {
        let openid = id("oCROWD", ordinal, crowd.people, &mut dice);
        let (has_left, is_bare) = (dice.u8(..) < 13, dice.u8(..) < 3);
        let left_at = has_left.then(|| SYNCED_AT - dice.i64(0..90 * 86_400));
        let row = (1_i64 << 32) | ordinal;
        if is_bare {
            let values = params![
                row,
                openid,
                SYNCED_AT,
                !has_left,
                left_at,
                None::<i64>,
                None::<i64>,
                None::<i64>,
                None::<&str>,
                None::<i64>,
                None::<&str>,
                None::<&str>,
                None::<&str>,
                None::<&str>,
                None::<&str>
            ];
            statement.execute(values).unwrap();
            continue;
        }
        let scene = SCENES[usize::from(dice.u8(..)) * usize::from(dice.u8(..)) * SCENES.len() / 65_536];
        let has_qr = scene == "ADD_SCENE_QR_CODE";
        let qr = if has_qr { 10_000 + dice.i64(0..40) } else { 0 };
        let text = if has_qr && dice.u8(..) < 30 { "poster_sh" } else { "" };
        let remark = if dice.u8(..) < 8 {
            REMARKS[dice.usize(..REMARKS.len())]
        } else {
            ""
        };
        let name = if dice.u8(..) < 6 {
            NAMES[dice.usize(..NAMES.len())]
        } else {
            ""
        };
        let tags = ["[]", "[]", "[]", "[2]", "[128]", "[129,128]", "[7]", "[]"][dice.usize(..8)];
        let unionid = id("o6_bma", dice.i64(0..i64::from(u32::MAX)), u32::MAX, &mut dice);
        let since = START + dice.i64(0..SYNCED_AT - START);
        let values = params![
            row,
            openid,
            SYNCED_AT - 10,
            !has_left,
            left_at,
            SYNCED_AT - 5,
            1,
            since,
            scene,
            qr,
            text,
            remark,
            tags,
            unionid,
            name
        ];
        statement.execute(values).unwrap();
    }
}

/// 28 characters that begin alike; the openids of a mirror ascend with their ordinals, as after a first sync.
fn id(start: &str, number: i64, of: u32, dice: &mut fastrand::Rng) -> String {
    let mut id = start.to_owned();
    // Spreads the numbers evenly over five letters.
    let mut spread = u64::try_from(number).unwrap_or_default() * (1 << 30) / u64::from(of.max(1));
    let mut letters = [0; 5];
    for letter in letters.iter_mut().rev() {
        *letter = LETTERS[usize::try_from(spread % 64).unwrap_or_default()];
        spread /= 64;
    }
    id.extend(letters.map(char::from));
    id.extend((0..28 - id.len()).map(|_| char::from(LETTERS[dice.usize(..64)])));
    id
}
