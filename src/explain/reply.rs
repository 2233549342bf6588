//! Replies: an error, or profiles.

use serde_json::{Deserializer, Value};

use super::code::of_failure;
use super::secrets::mask;
use super::{Explanation, Section};
use crate::api::{lenient, read_json, read_profile};
use crate::locale::{fill, texts};
use crate::model::{AccountKey, Cause, Failure, Kind, Profile, Record, Source, Status};
use crate::person::{self, Group, Wording};
use crate::text::{pad_right, sanitize, width};

/// The reply in a text, also behind the beginning of a log line and with its quotes escaped.
pub(super) fn in_text(text: &str, wording: &Wording) -> Option<Explanation> {
    let (mut value, mended) = json_in(text).or_else(|| json_in(&text.replace("\\\"", "\"")))?;
    mask(&mut value);
    let profiles: Vec<Value> = match &value {
        Value::Object(fields) => match fields.get("user_info_list") {
            Some(Value::Array(list)) => list.clone(),
            _ => vec![value],
        },
        Value::Array(list) => list.clone(),
        _ => return None,
    };
    let is_web = text.contains(", rid:") || text.contains("hints:");
    let mut explanations = profiles
        .iter()
        .filter_map(|profile| of_object(profile, mended, is_web, wording));
    let mut whole = explanations.next()?;
    for further in explanations {
        whole.sections.extend(further.sections);
        whole.known &= further.known;
    }
    if mended {
        whole
            .sections
            .push(Section::new(texts(wording.lang).explain.mended, []));
    }
    Some(whole)
}

/// The first object or list of a text, read strictly, mended, or as leniently as a documentation sample needs.
fn json_in(text: &str) -> Option<(Value, bool)> {
    let text = &text[text.find(['{', '['])?..];
    if let Some(Ok(value)) = Deserializer::from_str(text).into_iter::<Value>().next() {
        return Some((value, false));
    }
    let mended = read_json(text.as_bytes()).ok().map(|reading| reading.value);
    mended.or_else(|| lenient::parse(text)).map(|value| (value, true))
}

fn of_object(object: &Value, mended: bool, is_web: bool, wording: &Wording) -> Option<Explanation> {
    if !object.is_object() {
        return None;
    }
    match read_profile(object.to_string().as_bytes()) {
        Ok(reading) => Some(Explanation::known(of_profile(reading.value, mended, wording))),
        Err(failure) if failure.errcode.is_some() => Some(of_failure(&Failure { web: is_web, ..failure }, wording)),
        Err(Failure {
            cause: Cause::BareOk, ..
        }) => {
            let ok = Failure {
                errcode: Some(0),
                ..Failure::new(Kind::Platform, Cause::Errcode)
            };
            Some(of_failure(&ok, wording))
        }
        Err(_) => None,
    }
}

/// The groups of the detail view, one section each, under the openid.
fn of_profile(profile: Profile, mended: bool, wording: &Wording) -> Vec<Section> {
    let record = record(profile, mended);
    let title = fill(texts(wording.lang).explain.profile_title, &[&record.openid]);
    let groups = person::groups(&record, wording);
    std::iter::once(Section::new(title.trim_end(), []))
        .chain(groups.iter().map(of_group))
        .collect()
}

fn of_group(group: &Group) -> Section {
    let labels: Vec<String> = group.fields.iter().map(|field| sanitize(&field.label)).collect();
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or_default();
    let lines = group.fields.iter().zip(&labels);
    Section::new(
        group.title,
        lines.map(|(field, label)| format!("{}  {}", pad_right(label, widest), field.value.words())),
    )
}

/// A pasted profile as a record of no account.
fn record(profile: Profile, mended: bool) -> Record {
    let (source, verdict) = judged(&profile);
    let account = AccountKey {
        name: String::new(),
        app_id: String::new(),
    };
    let openid = profile.openid.clone().unwrap_or_default();
    let failure = Failure::new(Kind::BadReply, Cause::NoSubscribe);
    let mut record = Record::failed(openid, &account, source, None, failure);
    record.repaired = mended;
    record.profile = profile;
    if let Some(status) = verdict {
        record.status = status;
        record.error = None;
    }
    record
}

/// Source and status of a profile that nobody asked for: the web source sends no field about following.
fn judged(profile: &Profile) -> (Source, Option<Status>) {
    let is_follower = profile.subscribe.is_some()
        || profile.extra.contains_key("subscribe")
        || profile.subscribe_time.is_some()
        || profile.subscribe_scene.is_some()
        || profile.remark.is_some()
        || profile.tagid_list.is_some();
    match profile.subscribe {
        _ if !is_follower => (Source::Web, Some(Status::Authorized)),
        Some(1) => (Source::Follower, Some(Status::Following)),
        Some(0) => (Source::Follower, Some(Status::NotFollowing)),
        _ => (Source::Follower, None),
    }
}
