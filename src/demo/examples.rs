//! The documentation's example people, with the values that product contract section 3 prints.

use super::cipher::Seed;
use super::follower::{Avatar, Follower, Shape, Stranger, derive};
use super::names;

/// The documentation's example in the old filled shape.
pub(super) const OLD: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
/// A follower in the shape captured today, with empty strings.
pub(super) const TODAY: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
/// Someone who does not follow, in the shape captured today.
pub(super) const ABSENT: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";

/// The picture's address as the documentation prints it.
pub(super) const AVATAR: &str = concat!(
    "http://wx.qlogo.cn/mmopen/g3MonUZtNHkdmzicIlibx6iaFqAc56vxLSUfpb6n5WKSYVY0ChQKkiaJSgQ1dZuTOgvLLrhJbERQQ4eMsv84eavHia",
    "iceqxibJxCfHe/0"
);

/// The example with this openid.
pub(super) fn index(openid: &str) -> Option<u64> {
    match openid {
        OLD => Some(0),
        TODAY => Some(1),
        ABSENT => Some(2),
        _ => None,
    }
}

/// The openid of an example: of the indexes 0, 1 and 2.
pub(super) fn openid(index: u64) -> Option<&'static str> {
    match index {
        0 => Some(OLD),
        1 => Some(TODAY),
        2 => Some(ABSENT),
        _ => None,
    }
}

/// Tag ids of an example.
pub(super) fn tags(index: u64) -> &'static [u32] {
    match index {
        0 => &[128, 2],
        _ => &[],
    }
}

/// The example with this index; `None` for anyone else.
pub(super) fn person(seed: Seed, index: u64, following: bool) -> Option<Follower> {
    let openid = openid(index)?.to_owned();
    let base = Follower {
        openid,
        following,
        stranger: Stranger::Emptied,
        groupid: 0,
        tags: if following { tags(index).to_vec() } else { Vec::new() },
        privilege: &[],
        qr_scene_str: "",
        ..derive(seed, index, following)
    };
    Some(if index == 0 { old(base) } else { today(base) })
}

fn old(base: Follower) -> Follower {
    Follower {
        shape: Shape::Filled,
        nickname: "Band".into(),
        sex: 1,
        language: "zh_CN",
        region: names::REGIONS[0],
        avatar: Avatar {
            fixed: Some(AVATAR),
            ..base.avatar
        },
        subscribe_time: 1_382_694_957,
        unionid: Some("o6_bmasdasdsad6_2sgVt7hMZOPfL".to_owned()),
        remark: "".into(),
        scene: "ADD_SCENE_QR_CODE",
        qr_scene: 98765,
        ..base
    }
}

fn today(base: Follower) -> Follower {
    Follower {
        shape: Shape::Emptied,
        language: "zh_CN",
        subscribe_time: 1_434_083_000,
        unionid: Some("oU7zkwbQm3Xn0c5Yd_Z1rTq8sVhE".to_owned()),
        remark: "老客户".into(),
        scene: "ADD_SCENE_QR_CODE",
        qr_scene: 0,
        ..base
    }
}
