//! The record's JSON shape (product contract, "The record").

use serde_json::{Map, Value, json};

use crate::errcode;
use crate::model::{Failure, Profile, Record, Sex, SubscribeScene, TagRef, Timestamp, UiLang, resolve_tags};

/// The record as the product contract prints it: every key, wire names, English labels, key order fixed.
pub fn to_json(record: &Record) -> Value {
    to_json_with(record, [])
}

/// The record with further keys behind its own (`lookups`, `first_at`, `listed`, `left_at`, `note`).
pub fn to_json_with<'a>(record: &Record, extras: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| {
        keys.insert(key.to_owned(), value);
    };
    judgement(record, &mut put);
    following(record, &mut put);
    person(&record.profile, &mut put);
    put("empty", empty(record));
    put("extra", Value::Object(record.profile.extra.clone()));
    put("error", record.error.as_ref().map_or(Value::Null, error));
    for (key, value) in extras {
        put(key, value);
    }
    Value::Object(keys)
}

/// A moment as files print it: UTC, to the second, `2026-11-21T08:00:00Z`.
pub fn time(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Tags with names; the reserved ones are named even where no list was at hand.
pub(super) fn tags(record: &Record) -> Option<Vec<TagRef>> {
    let resolved = || record.profile.tagid_list.as_ref().map(|ids| resolve_tags(ids, &[]));
    record.tags.clone().or_else(resolved)
}

pub(super) fn scene_label(profile: &Profile, lang: UiLang) -> Option<String> {
    let scene = profile.subscribe_scene.as_deref().filter(|scene| !scene.is_empty())?;
    Some(SubscribeScene::parse(scene).label(lang).to_owned())
}

pub(super) fn sex_label(profile: &Profile, lang: UiLang) -> Option<String> {
    profile.sex.map(|sex| Sex(sex).label(lang))
}

fn judgement(record: &Record, put: &mut impl FnMut(&str, Value)) {
    put("openid", json!(record.openid));
    put("account", json!(record.account));
    put("source", json!(record.source.as_str()));
    put("status", json!(record.status.as_str()));
    put("fetched_at", json!(record.fetched_at.map(time)));
    put("from_history", json!(record.from_history));
    put("repaired", json!(record.repaired));
}

fn following(record: &Record, put: &mut impl FnMut(&str, Value)) {
    let profile = &record.profile;
    put("subscribe", json!(profile.subscribe));
    put("subscribe_time", json!(profile.subscribe_time));
    put("subscribed_at", json!(profile.subscribed_at().map(time)));
    put("subscribe_scene", json!(profile.subscribe_scene));
    put("subscribe_scene_label", json!(scene_label(profile, UiLang::En)));
    put("qr_scene", json!(profile.qr_scene));
    put("qr_scene_str", json!(profile.qr_scene_str));
    put("qr_label", json!(record.qr_label));
    put("remark", json!(profile.remark));
    put("tagid_list", json!(profile.tagid_list));
    put("tags", json!(tags(record)));
    put("groupid", json!(profile.groupid));
}

fn person(profile: &Profile, put: &mut impl FnMut(&str, Value)) {
    put("unionid", json!(profile.unionid));
    put("nickname", json!(profile.nickname));
    put("sex", json!(profile.sex));
    put("sex_label", json!(sex_label(profile, UiLang::En)));
    put("language", json!(profile.language));
    put("country", json!(profile.country));
    put("province", json!(profile.province));
    put("city", json!(profile.city));
    put("headimgurl", json!(profile.headimgurl));
    put("privilege", json!(profile.privilege));
}

fn empty(record: &Record) -> Value {
    let fields = record.empties().into_iter();
    fields
        .map(|(field, empty)| (field.to_owned(), json!(empty.as_str())))
        .collect()
}

fn error(failure: &Failure) -> Value {
    json!({
        "kind": failure.kind.as_str(),
        "errcode": failure.errcode,
        "errmsg": failure.errmsg,
        "rid": failure.rid,
        "hint": errcode::hint(failure, UiLang::En),
    })
}
