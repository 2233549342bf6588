//! What differs between two answers about one person. Pure.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::model::{Profile, Record};

/// The differences between two answered records, field by field in record order: `status`, then the wire fields, then
/// the fields we do not know.
///
/// Without a value are absent, `null`, `""` and sex 0 alike: going from one to another is no change. The order of
/// `tagid_list` means nothing. Values are given as the record's JSON has them.
pub fn differences(before: &Record, after: &Record) -> Vec<(String, Value, Value)> {
    let status = |record: &Record| ("status".to_owned(), json!(record.status.as_str()));
    let old = std::iter::once(status(before)).chain(fields(&before.profile));
    let new = std::iter::once(status(after)).chain(fields(&after.profile));
    let known = old.zip(new).map(|((field, from), (_, to))| (field, from, to));
    known
        .chain(unknown_fields(&before.profile, &after.profile))
        .filter(|(field, from, to)| differs(field, from, to))
        .collect()
}

/// The wire fields in record order.
fn fields(profile: &Profile) -> Vec<(String, Value)> {
    let all = [
        ("subscribe", json!(profile.subscribe)),
        ("subscribe_time", json!(profile.subscribe_time)),
        ("subscribe_scene", json!(profile.subscribe_scene)),
        ("qr_scene", json!(profile.qr_scene)),
        ("qr_scene_str", json!(profile.qr_scene_str)),
        ("remark", json!(profile.remark)),
        ("tagid_list", json!(profile.tagid_list)),
        ("groupid", json!(profile.groupid)),
        ("unionid", json!(profile.unionid)),
        ("nickname", json!(profile.nickname)),
        ("sex", json!(profile.sex)),
        ("language", json!(profile.language)),
        ("country", json!(profile.country)),
        ("province", json!(profile.province)),
        ("city", json!(profile.city)),
        ("headimgurl", json!(profile.headimgurl)),
        ("privilege", json!(profile.privilege)),
    ];
    all.into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
}

fn unknown_fields(before: &Profile, after: &Profile) -> Vec<(String, Value, Value)> {
    let names: BTreeSet<&String> = before.extra.keys().chain(after.extra.keys()).collect();
    let value = |profile: &Profile, name: &String| profile.extra.get(name).cloned().unwrap_or_default();
    names
        .into_iter()
        .map(|name| (name.clone(), value(before, name), value(after, name)))
        .collect()
}

fn differs(field: &str, from: &Value, to: &Value) -> bool {
    let meant = |value: &Value| match (field, value) {
        (_, Value::String(text)) if text.is_empty() => Value::Null,
        ("sex", Value::Number(number)) if number.as_i64() == Some(0) => Value::Null,
        ("tagid_list", Value::Array(ids)) => {
            let mut ids: Vec<u64> = ids.iter().filter_map(Value::as_u64).collect();
            ids.sort_unstable();
            json!(ids)
        }
        (_, value) => value.clone(),
    };
    meant(from) != meant(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountKey, Failure, Source, Status};

    fn record(status: Status, profile: Profile) -> Record {
        let account = AccountKey {
            name: "main".into(),
            app_id: "wx1".into(),
        };
        Record {
            status,
            profile,
            error: None,
            ..Record::failed("o", &account, Source::Follower, None, Failure::cancelled())
        }
    }

    #[test]
    fn differences_are_listed_in_record_order() {
        let before = Profile {
            subscribe: Some(1),
            remark: Some("old".into()),
            tagid_list: Some(vec![2, 128]),
            extra: [("new_field".to_owned(), json!(1))].into_iter().collect(),
            ..Profile::default()
        };
        let after = Profile {
            subscribe: Some(0),
            tagid_list: Some(vec![128]),
            unionid: Some("u".into()),
            ..Profile::default()
        };
        let found = differences(&record(Status::Following, before), &record(Status::NotFollowing, after));
        let expected = [
            ("status", json!("following"), json!("not_following")),
            ("subscribe", json!(1), json!(0)),
            ("remark", json!("old"), json!(null)),
            ("tagid_list", json!([2, 128]), json!([128])),
            ("unionid", json!(null), json!("u")),
            ("new_field", json!(1), json!(null)),
        ];
        assert_eq!(found, expected.map(|(field, from, to)| (field.to_owned(), from, to)));
    }

    #[test]
    fn ways_of_being_empty_are_no_difference() {
        let bare = Profile::default();
        let blank = Profile {
            nickname: Some(String::new()),
            sex: Some(0),
            ..Profile::default()
        };
        let order = |ids: &[u64]| Profile {
            tagid_list: Some(ids.to_vec()),
            ..Profile::default()
        };
        for (before, after) in [
            (bare.clone(), blank.clone()),
            (blank, bare.clone()),
            (order(&[1, 2]), order(&[2, 1])),
        ] {
            assert_eq!(
                differences(&record(Status::Following, before), &record(Status::Following, after)),
                []
            );
        }
        let empty_list = differences(&record(Status::Following, bare), &record(Status::Following, order(&[])));
        assert_eq!(
            empty_list,
            [("tagid_list".to_owned(), json!(null), json!([]))],
            "an empty list is a value"
        );
    }
}
