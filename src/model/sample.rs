//! People for tests.

use super::{Profile, TagRef};

/// The documentation's first example, in the old filled shape.
pub fn band() -> Profile {
    let text = |text: &str| Some(text.to_owned());
    Profile {
        subscribe: Some(1),
        openid: text("o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
        subscribe_time: Some(1_382_694_957),
        subscribe_scene: text("ADD_SCENE_QR_CODE"),
        qr_scene: Some(98765),
        qr_scene_str: text(""),
        remark: text(""),
        tagid_list: Some(vec![128, 2]),
        groupid: Some(0),
        unionid: text("o6_bmasdasdsad6_2sgVt7hMZOPfL"),
        nickname: text("Band"),
        sex: Some(1),
        language: text("zh_CN"),
        country: text("中国"),
        province: text("广东"),
        city: text("广州"),
        headimgurl: text("http://wx.qlogo.cn/mmopen/0"),
        ..Profile::default()
    }
}

/// The tags of [`band`], with the names of the account.
pub fn bands_tags() -> Vec<TagRef> {
    let tag = |(id, name): (u64, &str)| TagRef {
        id,
        name: Some(name.to_owned()),
    };
    [(128, "VIP"), (2, "星标组")].map(tag).to_vec()
}
