//! What syncs saw change, in words.

use crate::app::State;
use crate::locale::fill;
use crate::model::{ChangeKind, FollowerChange, Timestamp, resolve_tags};
use crate::person;

/// The kind of a change.
pub fn kind_words(state: &State, kind: ChangeKind) -> &'static str {
    let texts = &state.texts().followers;
    match kind {
        ChangeKind::New => texts.kind_new,
        ChangeKind::Left => texts.kind_left,
        ChangeKind::Back => texts.kind_back,
        ChangeKind::Tags => texts.kind_tags,
        ChangeKind::Remark => texts.kind_remark,
        ChangeKind::Scene => texts.kind_scene,
        ChangeKind::SubscribeTime => texts.kind_since,
    }
}

/// Both values of a change; `None` for those who came or went. Remote text is not cleaned yet.
pub fn values_words(state: &State, change: &FollowerChange) -> Option<String> {
    if matches!(change.kind, ChangeKind::New | ChangeKind::Left | ChangeKind::Back) {
        return None;
    }
    let value = |value: &Option<String>| value_words(state, change.kind, value.as_deref());
    let (before, after) = (value(&change.before), value(&change.after));
    Some(fill(state.texts().followers.from_to, &[&before, &after]))
}

/// What changed, with both values.
pub fn change_words(state: &State, change: &FollowerChange) -> String {
    let kind = kind_words(state, change.kind);
    match values_words(state, change) {
        Some(values) => format!("{kind} {values}"),
        None => kind.to_owned(),
    }
}

fn value_words(state: &State, kind: ChangeKind, value: Option<&str>) -> String {
    let value = value.unwrap_or_default();
    let words = match kind {
        ChangeKind::Tags => tag_words(state, value),
        ChangeKind::SubscribeTime => moment_words(state, value),
        _ => Some(value.to_owned()),
    };
    words
        .filter(|words| !words.is_empty())
        .unwrap_or_else(|| "–".to_owned())
}

fn tag_words(state: &State, json: &str) -> Option<String> {
    let ids: Vec<u64> = serde_json::from_str(json).ok()?;
    let names = resolve_tags(&ids, &state.followers.tags).into_iter();
    Some(names.map(|tag| tag.label()).collect::<Vec<_>>().join(", "))
}

fn moment_words(state: &State, seconds: &str) -> Option<String> {
    let moment = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    Some(person::clock(moment, &state.setup.time_zone))
}
