use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The profile the platform returned, field by field, after types were mended but before anything was judged.
///
/// Covers all shapes of `user/info`, `batchget` and `sns/userinfo` (API reference, sections 1, 2 and 4): today's
/// documented one, today's captured one with empty strings, the old filled one, the web one with `privilege`.
/// `None` means that the key was missing or `null`; an empty string stays an empty string.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// 1 following, 0 not following now. Other numbers are kept and judged later.
    pub subscribe: Option<i64>,
    /// The openid as the reply gives it, trimmed.
    pub openid: Option<String>,
    /// Last follow, Unix seconds.
    pub subscribe_time: Option<i64>,
    /// `ADD_SCENE_…`, verbatim.
    pub subscribe_scene: Option<String>,
    /// Numeric QR scene; 0 when none. Up to 32 bits unsigned.
    pub qr_scene: Option<u64>,
    /// Text QR scene; empty when none.
    pub qr_scene_str: Option<String>,
    /// The operator's remark on WeChat.
    pub remark: Option<String>,
    /// Tag ids, in the order sent.
    pub tagid_list: Option<Vec<u64>>,
    /// Legacy group; 0 when none.
    pub groupid: Option<u64>,
    /// The same person across accounts of one Open Platform account, trimmed.
    pub unionid: Option<String>,
    /// Empty since 2021-12-27 on the follower source, real on the web source.
    pub nickname: Option<String>,
    /// 1 male, 2 female, 0 unknown; always 0 since 2021-10-20.
    pub sex: Option<i64>,
    /// Carries no information today.
    pub language: Option<String>,
    /// Empty since 2021-10-20.
    pub country: Option<String>,
    /// Empty since 2021-10-20.
    pub province: Option<String>,
    /// Empty since 2021-10-20.
    pub city: Option<String>,
    /// Avatar address; the last path segment is its size.
    pub headimgurl: Option<String>,
    /// Web source only, e.g. `chinaunicom`.
    pub privilege: Option<Vec<String>>,
    /// Fields we do not know, and known fields whose value was of a type that cannot be read, as they came.
    /// `errcode` and `errmsg` never enter.
    pub extra: Map<String, Value>,
}

impl Profile {
    /// `subscribe_time` as a moment; `None` for 0 and for what no calendar holds.
    pub fn subscribed_at(&self) -> Option<crate::model::Timestamp> {
        let seconds = self.subscribe_time.filter(|seconds| *seconds > 0)?;
        crate::model::Timestamp::from_second(seconds).ok()
    }

    /// The avatar's address at another size (0 = 640, 46, 64, 96 or 132 pixels square): historic addresses
    /// end in `/SIZE` (API reference, section 1). `None` where the address does not end so.
    pub fn avatar_at(&self, size: u16) -> Option<String> {
        let url = self.headimgurl.as_deref()?;
        let (stem, last) = url.rsplit_once('/')?;
        let known = AVATAR_SIZES.iter().any(|known| known.to_string() == last);
        known.then(|| format!("{stem}/{size}"))
    }
}

/// Avatar sizes the platform serves; 0 stands for the full 640 pixels.
pub const AVATAR_SIZES: [u16; 5] = [0, 46, 64, 96, 132];
