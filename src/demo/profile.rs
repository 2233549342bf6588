//! From a person to the JSON that the platform sends (API reference, sections 1 and 4).
//!
//! Written straight into the reply: an account of a million is asked for all of them.

use super::follower::{Follower, Shape, Stranger};
use super::names::lang_index;
use super::wire::Object;

/// Writes the object of `user/info` and `batchget`, in the key order of the captures.
pub(super) fn follower(out: &mut Vec<u8>, person: &Follower, lang: &str) {
    let mut object = Object::begin(out);
    object.number("subscribe", u8::from(person.following));
    object.text("openid", &person.openid);
    if person.following {
        add_person(&mut object, person, lang);
        add_following(&mut object, person);
    } else {
        add_stranger(&mut object, person);
    }
    object.end();
}

/// Writes the object of `sns/userinfo`: a real name and picture, no sex, no region.
pub(super) fn web(out: &mut Vec<u8>, person: &Follower) {
    let mut object = Object::begin(out);
    object.text("openid", &person.openid);
    object.text("nickname", &person.nickname);
    object.number("sex", 0_u8);
    for key in ["language", "city", "province", "country"] {
        object.text(key, "");
    }
    object.text("headimgurl", &person.avatar.web());
    object.texts("privilege", person.privilege);
    if let Some(unionid) = &person.unionid {
        object.text("unionid", unionid);
    }
    object.end();
}

fn add_person(object: &mut Object, person: &Follower, lang: &str) {
    match person.shape {
        Shape::Documented => object.text("language", person.language),
        Shape::Emptied => add_emptied(object),
        Shape::Filled => {
            let [country, province, city] = person.region[lang_index(lang)];
            object.text("nickname", &person.nickname);
            object.number("sex", person.sex);
            object.text("language", person.language);
            object.text("city", city);
            object.text("province", province);
            object.text("country", country);
            object.text("headimgurl", &person.avatar.follower());
        }
    }
}

/// What the platform sends since 2021 in place of name, sex, region and picture.
fn add_emptied(object: &mut Object) {
    object.text("nickname", "");
    object.number("sex", 0_u8);
    object.text("language", "zh_CN");
    for key in ["city", "province", "country", "headimgurl"] {
        object.text(key, "");
    }
}

fn add_following(object: &mut Object, person: &Follower) {
    object.number("subscribe_time", person.subscribe_time);
    if let Some(unionid) = &person.unionid {
        object.text("unionid", unionid);
    }
    object.text("remark", &person.remark);
    object.number("groupid", person.groupid);
    object.numbers("tagid_list", &person.tags);
    object.text("subscribe_scene", person.scene);
    object.number("qr_scene", person.qr_scene);
    object.text("qr_scene_str", person.qr_scene_str);
}

fn add_stranger(object: &mut Object, person: &Follower) {
    match person.stranger {
        Stranger::Bare => return,
        Stranger::Tagged => {}
        Stranger::Joined => {
            if let Some(unionid) = &person.unionid {
                object.text("unionid", unionid);
            }
        }
        Stranger::Emptied => add_emptied(object),
    }
    object.numbers("tagid_list", &[]);
}
