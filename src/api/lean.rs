//! A `batchget` reply read straight into profiles: for a sync, which reads millions of them.
//!
//! Reads only what is well-formed and of the documented types; anything else goes the way of [`super::records`], whose
//! results this one must equal (a test compares them).

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::decode::trimmed;
use super::records::read_batch;
use crate::model::{Failure, Profile};

/// One person of a batch; the reply's own bytes are not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct LeanRecord {
    /// The profile; its openid is there.
    pub profile: Profile,
    /// The element had to be mended.
    pub repaired: bool,
}

/// Reads a reply of `user/info/batchget`: the same records as [`read_batch`], without their bytes.
pub fn read_lean(bytes: &[u8]) -> Result<Vec<LeanRecord>, Failure> {
    if let Ok(reply) = serde_json::from_slice::<Reply>(trimmed(bytes))
        && !reply.user_info_list.is_empty()
    {
        let record = |Element(profile)| LeanRecord {
            profile,
            repaired: false,
        };
        return Ok(reply.user_info_list.into_iter().map(record).collect());
    }
    let record = |record: super::BatchRecord| LeanRecord {
        profile: record.profile,
        repaired: record.repaired,
    };
    Ok(read_batch(bytes)?.into_iter().map(record).collect())
}

#[derive(Deserialize)]
struct Reply {
    user_info_list: Vec<Element>,
}

struct Element(Profile);

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Element;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a profile of the documented types")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Element, A::Error> {
        let mut profile = Profile::default();
        while let Some(name) = map.next_key()? {
            match name {
                Name::Subscribe => profile.subscribe = map.next_value()?,
                Name::Openid => profile.openid = id(map.next_value()?)?,
                Name::SubscribeTime => profile.subscribe_time = map.next_value()?,
                Name::SubscribeScene => profile.subscribe_scene = map.next_value()?,
                Name::QrScene => profile.qr_scene = map.next_value()?,
                Name::QrSceneStr => profile.qr_scene_str = map.next_value()?,
                Name::Remark => profile.remark = map.next_value()?,
                Name::TagidList => profile.tagid_list = map.next_value()?,
                Name::Groupid => profile.groupid = map.next_value()?,
                Name::Unionid => profile.unionid = id(map.next_value()?)?,
                Name::Nickname => profile.nickname = map.next_value()?,
                Name::Sex => profile.sex = map.next_value()?,
                Name::Language => profile.language = map.next_value()?,
                Name::Country => profile.country = map.next_value()?,
                Name::Province => profile.province = map.next_value()?,
                Name::City => profile.city = map.next_value()?,
                Name::Headimgurl => profile.headimgurl = map.next_value()?,
                Name::Errmsg | Name::Hint | Name::Rid => drop(map.next_value::<IgnoredAny>()?),
                // An error among the records, and what a follower's profile has never held, need a closer look.
                Name::Errcode | Name::Privilege => return Err(A::Error::custom("not a plain profile")),
                Name::Other(name) => drop(profile.extra.insert(name, map.next_value::<Value>()?)),
            }
        }
        match &profile.openid {
            Some(openid) if !openid.is_empty() => Ok(Element(profile)),
            _ => Err(A::Error::custom("no openid")),
        }
    }
}

/// An id without white space around it: that would have to be cut off, and so copied.
fn id<E: Error>(id: Option<String>) -> Result<Option<String>, E> {
    match id {
        Some(id) if id.trim().len() != id.len() => Err(E::custom("white space around an id")),
        id => Ok(id),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    Subscribe,
    Openid,
    SubscribeTime,
    SubscribeScene,
    QrScene,
    QrSceneStr,
    Remark,
    TagidList,
    Groupid,
    Unionid,
    Nickname,
    Sex,
    Language,
    Country,
    Province,
    City,
    Headimgurl,
    Errmsg,
    Hint,
    Rid,
    Errcode,
    Privilege,
    #[serde(untagged)]
    Other(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(elements: &[&str]) -> Vec<u8> {
        format!("{{\"user_info_list\":[{}]}}", elements.join(",")).into_bytes()
    }

    /// What the careful reader makes of the same bytes.
    fn careful(bytes: &[u8]) -> Result<Vec<LeanRecord>, Failure> {
        let record = |record: super::super::BatchRecord| LeanRecord {
            profile: record.profile,
            repaired: record.repaired,
        };
        Ok(read_batch(bytes)?.into_iter().map(record).collect())
    }

    #[test]
    fn every_reply_is_read_as_the_careful_reader_reads_it() {
        let whole = r#"{"subscribe":1,"openid":"oA","nickname":"","sex":0,"language":"zh_CN","city":"","province":"",
            "country":"","headimgurl":"http:\/\/x\/0","subscribe_time":1662371289,"unionid":"uA","remark":"老客户","groupid":0,
            "tagid_list":[128,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":4294967295,"qr_scene_str":""}"#;
        let elements = [
            whole,
            r#"{"subscribe":0,"openid":"oB","tagid_list":[]}"#,
            r#"{"subscribe":1,"openid":"oC","remark":null,"unionid":null,"sex":null,"tagid_list":null}"#,
            r#"{"subscribe":1,"openid":"oD","new_field":{"a":[1,null]},"other":null,"errmsg":"ok"}"#,
            r#"{"subscribe":"1","openid":" oE ","subscribe_time":"1382694957","tagid_list":["2","",null],"sex":true}"#,
            r#"{"subscribe":1,"openid":"oF","qr_scene":-1,"nickname":7,"privilege":["x"]}"#,
            r#"{"subscribe":1,"openid":"oG","remark":"lone \ud83d"}"#,
            "{\"subscribe\":1,\"openid\":\"oH\",\"remark\":\"bell \u{7}\"}",
            r#"{"errcode":40003,"errmsg":"invalid openid"}"#,
            r#"{"errcode":0,"subscribe":1,"openid":"oI"}"#,
            r#"{"subscribe":1}"#,
            r#"{"subscribe":1,"openid":"oJ","subscribe":0}"#,
            r#"{"subscribe":1,"openid":"oK","subscribe_time":1.0,"qr_scene":18446744073709551615}"#,
            "17",
        ];
        for element in elements {
            for list in [vec![element], vec![whole, element], vec![element, whole]] {
                let bytes = reply(&list);
                assert_eq!(read_lean(&bytes), careful(&bytes), "{element}");
            }
        }
        for bytes in [
            &b""[..],
            b"{}",
            b"<html>",
            br#"{"user_info_list":[]}"#,
            br#"{"user_info_list":null}"#,
            br#"{"errcode":40003,"errmsg":"invalid openid"}"#,
            b"\xEF\xBB\xBF{\"user_info_list\":[{\"subscribe\":1,\"openid\":\"oA\"}]}\n",
            b"{\"user_info_list\":[{\"subscribe\":1,\"openid\":\"oA\"},{\"subscribe\":1,\"openid\":\"oB\",\"remark\":\"\xE4\xB8",
        ] {
            assert_eq!(read_lean(bytes), careful(bytes), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
