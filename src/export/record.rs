//! The record's JSON shape (product contract, "The record").

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::errcode;
use crate::model::{Failure, Profile, Record, Sex, SubscribeScene, TagRef, Timestamp, UiLang, resolve_tags};

/// A record on its way to JSON, written field by field: every key, wire names, English labels, key order fixed.
#[derive(Clone, Copy, Debug)]
pub struct JsonRecord<'a, K = &'static str> {
    /// The record.
    pub record: &'a Record,
    /// Names of further keys behind its own (`lookups`, `first_at`, `listed`, `left_at`, `note`).
    pub names: &'a [K],
    /// Their values.
    pub values: &'a [Value],
    /// Only the keys that are named here; `None` for all.
    pub wanted: Option<&'a [&'a str]>,
}

impl<'a> JsonRecord<'a> {
    /// All of a record and nothing else.
    pub const fn of(record: &'a Record) -> Self {
        Self {
            record,
            names: &[],
            values: &[],
            wanted: None,
        }
    }
}

impl<K: AsRef<str>> Serialize for JsonRecord<'_, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = Keys {
            map: serializer.serialize_map(None)?,
            wanted: self.wanted,
        };
        let record = self.record;
        judgement(record, &mut keys)?;
        following(record, &mut keys)?;
        person(&record.profile, &mut keys)?;
        keys.put("empty", &Empty(record))?;
        keys.put("extra", &record.profile.extra)?;
        keys.put("error", &record.error.as_ref().map(error))?;
        for (name, value) in self.names.iter().zip(self.values) {
            keys.put(name.as_ref(), value)?;
        }
        keys.map.end()
    }
}

/// The record as a value, for what is not written but looked into.
pub fn to_json(record: &Record) -> Value {
    // A record holds nothing that JSON has no form for.
    serde_json::to_value(JsonRecord::of(record)).unwrap_or_default()
}

/// Those of the keys that are wanted.
struct Keys<'a, M> {
    map: M,
    wanted: Option<&'a [&'a str]>,
}

impl<M: SerializeMap> Keys<'_, M> {
    fn put(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> Result<(), M::Error> {
        match self.wanted {
            Some(wanted) if !wanted.contains(&key) => Ok(()),
            _ => self.map.serialize_entry(key, value),
        }
    }
}

/// Why fields are empty.
struct Empty<'a>(&'a Record);

impl Serialize for Empty<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.0.empties().into_iter();
        serializer.collect_map(fields.map(|(field, empty)| (field, empty.as_str())))
    }
}

/// A moment as files print it: UTC, to the second, `2026-11-21T08:00:00Z`.
pub fn time(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Tags with names; the reserved ones are named even where no list was at hand.
pub(super) fn tags(record: &Record) -> Option<Cow<'_, [TagRef]>> {
    let resolved = || {
        record
            .profile
            .tagid_list
            .as_ref()
            .map(|ids| resolve_tags(ids, &[]).into())
    };
    record.tags.as_deref().map(Cow::Borrowed).or_else(resolved)
}

pub(super) fn scene_label(profile: &Profile, lang: UiLang) -> Option<String> {
    let scene = profile.subscribe_scene.as_deref().filter(|scene| !scene.is_empty())?;
    Some(SubscribeScene::parse(scene).label(lang).to_owned())
}

pub(super) fn sex_label(profile: &Profile, lang: UiLang) -> Option<String> {
    profile.sex.map(|sex| Sex(sex).label(lang))
}

fn judgement<M: SerializeMap>(record: &Record, keys: &mut Keys<'_, M>) -> Result<(), M::Error> {
    keys.put("openid", &record.openid)?;
    keys.put("account", &record.account)?;
    keys.put("source", record.source.as_str())?;
    keys.put("status", record.status.as_str())?;
    keys.put("fetched_at", &record.fetched_at.map(time))?;
    keys.put("from_history", &record.from_history)?;
    keys.put("repaired", &record.repaired)
}

fn following<M: SerializeMap>(record: &Record, keys: &mut Keys<'_, M>) -> Result<(), M::Error> {
    let profile = &record.profile;
    keys.put("subscribe", &profile.subscribe)?;
    keys.put("subscribe_time", &profile.subscribe_time)?;
    keys.put("subscribed_at", &profile.subscribed_at().map(time))?;
    keys.put("subscribe_scene", &profile.subscribe_scene)?;
    keys.put("subscribe_scene_label", &scene_label(profile, UiLang::En))?;
    keys.put("qr_scene", &profile.qr_scene)?;
    keys.put("qr_scene_str", &profile.qr_scene_str)?;
    keys.put("qr_label", &record.qr_label)?;
    keys.put("remark", &profile.remark)?;
    keys.put("tagid_list", &profile.tagid_list)?;
    keys.put("tags", &tags(record))?;
    keys.put("groupid", &profile.groupid)
}

fn person<M: SerializeMap>(profile: &Profile, keys: &mut Keys<'_, M>) -> Result<(), M::Error> {
    keys.put("unionid", &profile.unionid)?;
    keys.put("nickname", &profile.nickname)?;
    keys.put("sex", &profile.sex)?;
    keys.put("sex_label", &sex_label(profile, UiLang::En))?;
    keys.put("language", &profile.language)?;
    keys.put("country", &profile.country)?;
    keys.put("province", &profile.province)?;
    keys.put("city", &profile.city)?;
    keys.put("headimgurl", &profile.headimgurl)?;
    keys.put("privilege", &profile.privilege)
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
