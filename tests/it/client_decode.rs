//! The reply decoder under arbitrary input: it never panics, and good records survive whatever stands beside them.

use fanscope::api::{lenient, read_batch, read_json, read_page, read_profile, redact, split_errmsg};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Replies as the platform sends them.
fn reply() -> impl Strategy<Value = String> {
    let records = prop::collection::vec(record(), 0..5);
    prop_oneof![
        record().prop_map(|record| record.to_string()),
        records.prop_map(|list| json!({ "user_info_list": list }).to_string()),
        page().prop_map(|page| page.to_string()),
        (any::<i64>(), any::<String>()).prop_map(|(code, text)| json!({"errcode": code, "errmsg": text}).to_string()),
    ]
}

fn record() -> impl Strategy<Value = Value> {
    ("o[A-Za-z0-9_-]{27}", any::<String>(), any::<u32>()).prop_map(
        |(openid, text, number)| json!({"subscribe": 1, "openid": openid, "remark": text, "qr_scene": number, "tagid_list": [number]}),
    )
}

/// A page of openids, with what must be left out among them.
fn page() -> impl Strategy<Value = Value> {
    let ids = prop::collection::vec(prop_oneof!["o[A-Za-z0-9_-]{27}", any::<String>()], 0..9);
    (ids, any::<i32>()).prop_map(
        |(ids, total)| json!({"total": total, "count": ids.len(), "data": {"openid": ids}, "next_openid": ids.last()}),
    )
}

fn read_everything(bytes: &[u8]) {
    let _ = read_json(bytes);
    let _ = read_profile(bytes);
    let _ = read_page(bytes);
    let _ = read_batch(bytes);
    let text = String::from_utf8_lossy(bytes);
    let _ = lenient::parse(&text);
    let _ = split_errmsg(&text);
    let _ = redact(&text);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_everything(&bytes);
    }

    #[test]
    fn arbitrary_signs_of_json_never_panic(text in "[\\[\\]{}\",:\\\\u0-9dDaopensubcri_ \n\u{7}中…./*'“-]{0,200}") {
        read_everything(text.as_bytes());
        read_everything(format!("{{\"user_info_list\":[{text}").as_bytes());
    }

    #[test]
    fn damaged_replies_never_panic(
        reply in reply(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..6),
    ) {
        let mut bytes = reply.into_bytes();
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        read_everything(&bytes);
    }

    #[test]
    fn whole_replies_are_read_without_a_mend(records in prop::collection::vec(record(), 1..8)) {
        let bytes = json!({ "user_info_list": records }).to_string().into_bytes();
        let read = read_batch(&bytes).unwrap();
        prop_assert_eq!(read.len(), records.len());
        for (read, sent) in read.iter().zip(&records) {
            prop_assert!(!read.repaired);
            prop_assert_eq!(&read.raw, &sent.to_string().into_bytes());
            prop_assert_eq!(read.profile.remark.as_deref(), sent["remark"].as_str());
            prop_assert!(read.profile.extra.is_empty());
        }
    }

    /// Only a bracket that closes the list can hide what comes after it.
    #[test]
    fn good_records_survive_garbage_beside_them(
        pieces in prop::collection::vec((record(), "[{}\",:a1\\\\ \n\\[\u{7}中]{0,40}"), 1..6),
    ) {
        let list: Vec<_> = pieces.iter().flat_map(|(record, garbage)| [garbage.clone(), record.to_string()]).collect();
        let bytes = format!("{{\"user_info_list\":[{}]}}", list.join(","));
        let read = read_batch(bytes.as_bytes()).unwrap();
        for (record, _) in &pieces {
            let found = read.iter().find(|read| record["openid"] == read.openid.as_str());
            prop_assert!(found.is_some(), "{} lost in {}", record["openid"], bytes);
            prop_assert_eq!(found.unwrap().profile.remark.as_deref(), record["remark"].as_str());
        }
    }

    /// Control characters, broken UTF-8 and stray backslashes are mended and said to be.
    #[test]
    fn broken_text_is_mended_and_marked(before in "[a-z中]{0,9}", broken in prop::sample::select(vec![
        &b"\x07"[..], b"\n", b"\x14", b"\x00", b"\\v", b"\\x41", b"\\u12", b"\\ud83d", b"\xFF", b"\xE4\xB8", b"\\",
    ]), after in "[a-z中]{0,9}") {
        let head = format!("{{\"subscribe\":1,\"openid\":\"o\",\"remark\":\"{before}");
        let tail = format!(" {after}\",\"unionid\":\"u\"}}");
        let bytes = [head.as_bytes(), broken, tail.as_bytes()].concat();
        let read = read_profile(&bytes).unwrap();
        prop_assert!(read.repaired);
        prop_assert_eq!(read.value.unionid.as_deref(), Some("u"));
        let remark = read.value.remark.unwrap();
        prop_assert!(remark.starts_with(&before) && remark.ends_with(&after), "{:?}", remark);
    }
}
