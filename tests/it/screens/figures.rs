//! Figures made up for the charts.

use fanscope::job::Charted;
use fanscope::model::{Day, Figures, Slice, Tally};
use jiff::ToSpan;
use jiff::civil::date;

use super::people::{NOW, at};

fn slice(key: &str, name: Option<&str>, people: u64, left: u64) -> Slice {
    Slice {
        key: key.to_owned(),
        name: name.map(str::to_owned),
        tally: Tally { people, left },
    }
}

/// Three years of a shop that opens, is talked about, and quietens; with names that try to leave their cells.
pub fn charted() -> Charted {
    Charted {
        figures: figures(),
        synced_at: Some(at(NOW - 3_600)),
        is_partial: false,
    }
}

fn figures() -> Figures {
    Figures {
        total: Tally {
            people: 128_412,
            left: 9_876,
        },
        days: days(),
        scenes: vec![
            slice("ADD_SCENE_QR_CODE", None, 61_204, 3_911),
            slice("ADD_SCENE_SEARCH", None, 30_118, 1_204),
            slice("ADD_SCENE_WECHAT_ADVERTISEMENT", None, 18_440, 3_902),
            slice("ADD_SCENE_PROFILE_CARD", None, 9_012, 388),
            slice("ADD_SCENE_PAID", None, 5_190, 402),
            slice("ADD_SCENE_CHANNELS", None, 3_001, 61),
            slice("ADD_SCENE_OTHERS", None, 1_400, 8),
            slice("ADD_SCENE_\u{202e}HOLOGRAM\u{1b}[31m", None, 46, 0),
            slice("", None, 1, 0),
        ],
        tags: vec![
            slice("2", Some("星标组"), 20_118, 240),
            slice("128", Some("VIP"), 12_006, 31),
            slice(
                "129",
                Some("很长很长的标签名称用来看看会不会把边框挤坏👨\u{200d}👩\u{200d}👧\u{200d}👦"),
                8_000,
                1_200,
            ),
            slice("130", Some("\u{1b}[2Jevil\u{7}\ttag\u{202e}"), 700, 77),
            slice("131", None, 3, 0),
        ],
        untagged: Tally {
            people: 90_000,
            left: 8_400,
        },
        qrs: qrs(),
        without_qr: Tally {
            people: 67_208,
            left: 5_965,
        },
        unfetched: Tally::default(),
        hours: hours(),
    }
}

fn qrs() -> Vec<Slice> {
    let mut qrs = vec![
        slice("98765", Some("Shanghai store poster"), 21_040, 900),
        slice("beijing-2024", Some("北京门店海报"), 14_777, 2_311),
        slice("say \"hi\"", None, 9_000, 200),
    ];
    let more = (0..60_u64).map(|n| slice(&format!("campaign_{n:02}"), None, 500 - n * 7, n));
    qrs.extend(more);
    qrs
}

fn days() -> Vec<Day> {
    let first = date(2023, 11, 5);
    let day = |n: i64| {
        let wave = (n % 97) * (n % 31) / 9 + n % 7;
        let fair = if (420..450).contains(&n) {
            900 - (n - 435).pow(2) * 3
        } else {
            0
        };
        Day {
            date: first.checked_add(n.days()).unwrap(),
            new: u64::try_from(wave + fair + 20).unwrap(),
            left: u64::try_from((wave + fair) / 7).unwrap(),
        }
    };
    (0..1_112).map(day).collect()
}

fn hours() -> [[u64; 24]; 7] {
    let mut hours = [[0; 24]; 7];
    for (day, of_day) in (0_u64..).zip(&mut hours) {
        for (hour, count) in (0_u64..).zip(of_day) {
            let noon = 60_u64.saturating_sub(hour.abs_diff(12).pow(2) * 3);
            let evening = 110_u64.saturating_sub(hour.abs_diff(20).pow(2) * 6);
            *count = (noon + evening) * (10 + day) / 2;
        }
    }
    hours
}
