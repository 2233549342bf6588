//! From a person to the JSON that the platform sends (API reference, sections 1 and 4).

use serde_json::{Map, Value, json};

use super::follower::{Follower, Shape, Stranger};
use super::names::lang_index;

/// The object of `user/info` and `batchget`, in the key order of the captures.
pub(super) fn follower(person: &Follower, lang: &str) -> Value {
    let mut object = Map::new();
    put(&mut object, "subscribe", u8::from(person.following));
    put(&mut object, "openid", person.openid.as_str());
    if person.following {
        add_person(&mut object, person, lang);
        add_following(&mut object, person);
    } else {
        add_stranger(&mut object, person);
    }
    Value::Object(object)
}

/// The object of `sns/userinfo`: a real name and picture, no sex, no region.
pub(super) fn web(person: &Follower) -> Value {
    let mut object = Map::new();
    put(&mut object, "openid", person.openid.as_str());
    put(&mut object, "nickname", person.nickname.as_str());
    put(&mut object, "sex", 0);
    for key in ["language", "city", "province", "country"] {
        put(&mut object, key, "");
    }
    put(&mut object, "headimgurl", person.web_avatar.as_str());
    put(&mut object, "privilege", json!(person.privilege));
    if let Some(unionid) = &person.unionid {
        put(&mut object, "unionid", unionid.as_str());
    }
    Value::Object(object)
}

fn add_person(object: &mut Map<String, Value>, person: &Follower, lang: &str) {
    match person.shape {
        Shape::Documented => put(object, "language", person.language),
        Shape::Emptied => add_emptied(object),
        Shape::Filled => {
            let [country, province, city] = person.region[lang_index(lang)];
            put(object, "nickname", person.nickname.as_str());
            put(object, "sex", person.sex);
            put(object, "language", person.language);
            put(object, "city", city);
            put(object, "province", province);
            put(object, "country", country);
            put(object, "headimgurl", person.avatar.as_str());
        }
    }
}

/// What the platform sends since 2021 in place of name, sex, region and picture.
fn add_emptied(object: &mut Map<String, Value>) {
    put(object, "nickname", "");
    put(object, "sex", 0);
    put(object, "language", "zh_CN");
    for key in ["city", "province", "country", "headimgurl"] {
        put(object, key, "");
    }
}

fn add_following(object: &mut Map<String, Value>, person: &Follower) {
    put(object, "subscribe_time", person.subscribe_time);
    if let Some(unionid) = &person.unionid {
        put(object, "unionid", unionid.as_str());
    }
    put(object, "remark", person.remark.as_str());
    put(object, "groupid", person.groupid);
    put(object, "tagid_list", json!(person.tags));
    put(object, "subscribe_scene", person.scene);
    put(object, "qr_scene", person.qr_scene);
    put(object, "qr_scene_str", person.qr_scene_str.as_str());
}

fn add_stranger(object: &mut Map<String, Value>, person: &Follower) {
    match person.stranger {
        Stranger::Bare => return,
        Stranger::Tagged => {}
        Stranger::Joined => {
            if let Some(unionid) = &person.unionid {
                put(object, "unionid", unionid.as_str());
            }
        }
        Stranger::Emptied => add_emptied(object),
    }
    put(object, "tagid_list", json!([]));
}

fn put(object: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    object.insert(key.to_owned(), value.into());
}
