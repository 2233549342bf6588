use super::UiLang;

/// `subscribe_scene`: through which channel the person followed (API reference, section 1). Unknown values are kept verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SubscribeScene {
    /// One of the documented values: its index in [`SCENES`].
    Known(usize),
    /// Any other text, as it came.
    Other(String),
}

/// Wire value, official Chinese label, English label: in the order of the API reference.
pub const SCENES: [(&str, &str, &str); 13] = [
    ("ADD_SCENE_SEARCH", "公众号搜索", "Account search"),
    ("ADD_SCENE_ACCOUNT_MIGRATION", "公众号迁移", "Account migration"),
    ("ADD_SCENE_PROFILE_CARD", "名片分享", "Shared contact card"),
    ("ADD_SCENE_QR_CODE", "扫描二维码", "QR code scan"),
    ("ADD_SCENE_PROFILE_LINK", "图文页内名称点击", "Name link in article"),
    ("ADD_SCENE_PROFILE_ITEM", "图文页右上角菜单", "Article menu"),
    ("ADD_SCENE_PAID", "支付后关注", "After payment"),
    ("ADD_SCENE_WECHAT_ADVERTISEMENT", "微信广告", "WeChat ad"),
    ("ADD_SCENE_REPRINT", "他人转载", "Reprinted article"),
    ("ADD_SCENE_LIVESTREAM", "视频号直播", "Channels live stream"),
    ("ADD_SCENE_CHANNELS", "视频号", "Channels"),
    ("ADD_SCENE_WXA", "小程序关注", "Mini program"),
    ("ADD_SCENE_OTHERS", "其他", "Other"),
];

impl SubscribeScene {
    /// Reads the wire value.
    pub fn parse(value: &str) -> Self {
        SCENES
            .iter()
            .position(|(wire, ..)| *wire == value)
            .map_or_else(|| Self::Other(value.to_owned()), Self::Known)
    }

    /// The wire value.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(index) => SCENES[*index].0,
            Self::Other(value) => value,
        }
    }

    /// The label to show; an unknown scene is its own label.
    pub fn label(&self, lang: UiLang) -> &str {
        match self {
            Self::Known(index) => lang.pick(SCENES[*index].2, SCENES[*index].1),
            Self::Other(value) => value,
        }
    }
}
