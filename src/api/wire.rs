//! From JSON to model types: every field optional, numbers as strings accepted, nothing unknown lost.

use serde_json::{Map, Value};

use super::decode::{Reading, read_json};
use super::errmsg::split_errmsg;
use super::redact::redact;
use crate::model::{Cause, Failure, Kind, Profile};

/// Reads one profile as `user/info` and `sns/userinfo` send it (API reference, sections 1 and 4).
///
/// An errcode becomes a failure of its kind; `errcode: 0` without a profile becomes [`Cause::BareOk`].
pub fn read_profile(bytes: &[u8]) -> Result<Reading<Profile>, Failure> {
    read_object(bytes)?.try_map(|map| match holds_profile(&map) {
        true => Ok(profile_of(map)),
        false if map.contains_key("errcode") => Err(bad_reply(Cause::BareOk)),
        false => Err(bad_reply(Cause::WrongShape)),
    })
}

/// Reads a JSON object that carries no errcode other than 0.
pub(super) fn read_object(bytes: &[u8]) -> Result<Reading<Map<String, Value>>, Failure> {
    read_json(bytes).map_err(bad_reply)?.try_map(|value| match value {
        Value::Object(map) => match refusal(&map) {
            Some(failure) => Err(failure),
            None => Ok(map),
        },
        _ => Err(bad_reply(Cause::WrongShape)),
    })
}

/// An unusable reply.
pub(super) const fn bad_reply(cause: Cause) -> Failure {
    Failure::new(Kind::BadReply, cause)
}

/// The platform's errcode, where it says no. `None` for success: without errcode, or with errcode 0.
pub(super) fn refusal(map: &Map<String, Value>) -> Option<Failure> {
    let errcode = map.get("errcode").and_then(integer).filter(|code| *code != 0)?;
    let errmsg = map.get("errmsg").and_then(text).unwrap_or_default();
    let (base, _, rid) = split_errmsg(&errmsg);
    let rid = rid.map(str::to_owned).or_else(|| map.get("rid").and_then(text));
    Some(Failure {
        kind: Kind::of_errcode(errcode),
        errcode: Some(errcode),
        errmsg: Some(redact(base)),
        rid,
        cause: Cause::Errcode,
        web: false,
    })
}

/// Fields of the error part of a reply, which never belong to the person.
const ERROR_FIELDS: [&str; 4] = ["errcode", "errmsg", "hint", "rid"];

/// Fields of which at least one must be there for an object to be a profile.
const PROFILE_FIELDS: [&str; 18] = [
    "subscribe",
    "openid",
    "subscribe_time",
    "subscribe_scene",
    "qr_scene",
    "qr_scene_str",
    "remark",
    "tagid_list",
    "groupid",
    "unionid",
    "nickname",
    "sex",
    "language",
    "country",
    "province",
    "city",
    "headimgurl",
    "privilege",
];

fn holds_profile(map: &Map<String, Value>) -> bool {
    PROFILE_FIELDS
        .iter()
        .any(|field| map.get(*field).is_some_and(|value| !value.is_null()))
}

/// Sorts the fields of an object into a profile; what no field can hold goes to `extra` as it came.
pub(super) fn profile_of(map: Map<String, Value>) -> Profile {
    let mut profile = Profile::default();
    for (name, value) in map {
        let is_nothing = value.is_null() && PROFILE_FIELDS.contains(&name.as_str());
        let is_error_part = ERROR_FIELDS.contains(&name.as_str());
        if !is_nothing && !is_error_part && !assign(&mut profile, &name, &value) {
            profile.extra.insert(name, value);
        }
    }
    profile
}

/// Puts a value into its field; false where no field has this name or the value's type cannot be read.
fn assign(profile: &mut Profile, name: &str, value: &Value) -> bool {
    match name {
        "subscribe" => set(&mut profile.subscribe, integer(value)),
        "openid" => set(&mut profile.openid, id(value)),
        "subscribe_time" => set(&mut profile.subscribe_time, integer(value)),
        "subscribe_scene" => set(&mut profile.subscribe_scene, text(value)),
        "qr_scene" => set(&mut profile.qr_scene, unsigned(value)),
        "qr_scene_str" => set(&mut profile.qr_scene_str, text(value)),
        "remark" => set(&mut profile.remark, text(value)),
        "tagid_list" => set(&mut profile.tagid_list, list(value, unsigned)),
        "groupid" => set(&mut profile.groupid, unsigned(value)),
        "unionid" => set(&mut profile.unionid, id(value)),
        "nickname" => set(&mut profile.nickname, text(value)),
        "sex" => set(&mut profile.sex, integer(value)),
        "language" => set(&mut profile.language, text(value)),
        "country" => set(&mut profile.country, text(value)),
        "province" => set(&mut profile.province, text(value)),
        "city" => set(&mut profile.city, text(value)),
        "headimgurl" => set(&mut profile.headimgurl, text(value)),
        "privilege" => set(&mut profile.privilege, list(value, text)),
        _ => false,
    }
}

fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    *field = value;
    field.is_some()
}

/// A whole number, sent as number, text or boolean.
pub(super) fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.trim().parse().ok(),
        Value::Bool(flag) => Some(i64::from(*flag)),
        _ => None,
    }
}

/// A whole number that is not negative, in the full unsigned width.
pub(super) fn unsigned(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) if number.is_u64() => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        other => integer(other).and_then(|number| u64::try_from(number).ok()),
    }
}

/// `1.0` is 1; what a double cannot hold exactly stays unread.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_exact = number.fract() == 0.0 && number.abs() <= EXACT;
    is_exact.then(|| format!("{number:.0}").parse().ok()).flatten()
}

/// Text, also where it was sent as a number.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An id: text without white space around it.
pub(super) fn id(value: &Value) -> Option<String> {
    text(value).map(|text| text.trim().to_owned())
}

/// A list without its nulls and empty strings; unreadable as a whole where one element is.
pub(super) fn list<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let is_blank = |value: &&Value| value.is_null() || value.as_str() == Some("");
    let elements = value.as_array()?.iter().filter(|value| !is_blank(value));
    elements.map(read).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn profile(value: &Value) -> Profile {
        read_profile(value.to_string().as_bytes()).unwrap().value
    }

    #[test]
    fn all_captured_shapes_are_read() {
        let old = profile(
            &json!({"subscribe":1,"openid":" o6_bmjrPTlm6_2sgVt7hMZOPfL2M ","nickname":"Band","sex":1,
            "language":"zh_CN","city":"广州","province":"广东","country":"中国","headimgurl":"http://x/0",
            "subscribe_time":1_382_694_957,"unionid":" u ","remark":"","groupid":0,"tagid_list":[128,2],
            "subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}),
        );
        assert_eq!(old.openid.as_deref(), Some("o6_bmjrPTlm6_2sgVt7hMZOPfL2M"));
        assert_eq!(old.unionid.as_deref(), Some("u"));
        assert_eq!((old.subscribe, old.sex, old.qr_scene), (Some(1), Some(1), Some(98765)));
        assert_eq!(old.tagid_list, Some(vec![128, 2]));
        assert_eq!(old.qr_scene_str.as_deref(), Some(""));
        assert!(old.extra.is_empty() && old.privilege.is_none());

        let gone = profile(&json!({"subscribe":0,"openid":"o"}));
        assert_eq!((gone.subscribe, gone.tagid_list, gone.remark), (Some(0), None, None));

        let web = profile(&json!({"openid":"o","nickname":"n","sex":"1","privilege":["chinaunicom","",null]}));
        assert_eq!(
            (web.sex, web.privilege),
            (Some(1), Some(vec!["chinaunicom".to_owned()]))
        );
    }

    #[test]
    fn other_types_for_a_field_are_read_where_they_can_be() {
        let read = profile(
            &json!({"subscribe":true,"subscribe_time":"1382694957","qr_scene":4_294_967_295_u32,
            "groupid":2.0,"tagid_list":["128",2,"",null],"qr_scene_str":7,"remark":null,"sex":"0"}),
        );
        assert_eq!((read.subscribe, read.subscribe_time), (Some(1), Some(1_382_694_957)));
        assert_eq!((read.qr_scene, read.groupid), (Some(4_294_967_295), Some(2)));
        assert_eq!(
            (read.tagid_list, read.qr_scene_str.as_deref()),
            (Some(vec![128, 2]), Some("7"))
        );
        assert_eq!((read.remark, read.sex), (None, Some(0)));
        assert!(read.extra.is_empty());
        assert_eq!(
            profile(&json!({"subscribe":1,"qr_scene":u64::MAX})).qr_scene,
            Some(u64::MAX)
        );
        assert_eq!(profile(&json!({"subscribe":1,"tagid_list":null})).tagid_list, None);
    }

    #[test]
    fn what_cannot_be_read_and_what_is_unknown_is_kept_as_it_came() {
        let read = profile(
            &json!({"subscribe":1,"errcode":0,"errmsg":"ok","rid":"r","hint":"h","new_field":{"a":[1]},
            "qr_scene":-1,"sex":[1],"tagid_list":[{"id":1}],"nickname":false,"nothing":null}),
        );
        assert_eq!(
            Value::Object(read.extra),
            json!({"new_field":{"a":[1]},"qr_scene":-1,"sex":[1],"tagid_list":[{"id":1}],"nickname":false,"nothing":null})
        );
        assert_eq!((read.qr_scene, read.tagid_list), (None, None));
    }

    #[test]
    fn errors_are_typed_and_split() {
        let failure =
            read_profile(br#"{"errcode":"40003","errmsg":"invalid openid hint: [x] rid: 66f43076-700f44ff-0465cb1b"}"#)
                .unwrap_err();
        assert_eq!((failure.kind, failure.errcode), (Kind::InvalidOpenid, Some(40003)));
        assert_eq!(failure.errmsg.as_deref(), Some("invalid openid"));
        assert_eq!(failure.rid.as_deref(), Some("66f43076-700f44ff-0465cb1b"));
        let cases: [(&[u8], Cause); 7] = [
            (br#"{"errcode":0,"errmsg":"ok"}"#, Cause::BareOk),
            (b"{}", Cause::WrongShape),
            (b"[]", Cause::WrongShape),
            (b"null", Cause::WrongShape),
            (br#"{"ip_list":[]}"#, Cause::WrongShape),
            (br#"{"openid":null}"#, Cause::WrongShape),
            (b"<!DOCTYPE html>", Cause::NotJson { html: true }),
        ];
        for (bytes, cause) in cases {
            let failure = read_profile(bytes).unwrap_err();
            assert_eq!((failure.kind, failure.cause), (Kind::BadReply, cause));
        }
    }
}
