//! One person: the documentation's examples, and anyone derived from an index.

use std::borrow::Cow;

use super::cipher::{Draw, Seed, pick};
use super::names::{self, Region};
use super::special::{self, Oddity};
use super::tags;

/// How the platform sends a profile (API reference, section 1, "Captured shapes").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Before 2021: names, sex, region and avatar filled.
    Filled,
    /// Captured 2022 to 2025: the same keys with empty values.
    Emptied,
    /// As documented today: without those keys.
    Documented,
}

/// How someone who does not follow is sent, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stranger {
    /// 2014: `subscribe` and `openid` only.
    Bare,
    /// 2016: with an empty tag list.
    Tagged,
    /// 2017: with a union id too.
    Joined,
    /// 2024: with the emptied keys.
    Emptied,
}

/// One person as the account knows them.
#[derive(Clone, Debug)]
pub(super) struct Follower {
    pub(super) openid: String,
    pub(super) following: bool,
    pub(super) shape: Shape,
    pub(super) stranger: Stranger,
    pub(super) nickname: Cow<'static, str>,
    pub(super) sex: u8,
    pub(super) language: &'static str,
    pub(super) region: Region,
    pub(super) avatar: Avatar,
    pub(super) subscribe_time: u64,
    pub(super) unionid: Option<String>,
    pub(super) remark: Cow<'static, str>,
    pub(super) groupid: u32,
    pub(super) tags: Vec<u32>,
    pub(super) scene: &'static str,
    pub(super) qr_scene: u32,
    pub(super) qr_scene_str: &'static str,
    pub(super) privilege: &'static [&'static str],
}

/// Where a person's pictures are; the addresses are made only when they are sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Avatar {
    pub(super) seed: Seed,
    pub(super) index: u64,
    /// The follower source's address, where it is not made of the index.
    pub(super) fixed: Option<&'static str>,
}

/// First and last follow time: 2012-09-01 and 2026-09-01. Fixed, so that the same seed gives the same people.
const FIRST_SINCE: u64 = 1_346_457_600;
const LAST_SINCE: u64 = 1_788_220_800;

/// Scenes by weight; own data, so that a wrong value in the client is caught.
const SCENES: [&str; 24] = [
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_SEARCH",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_ACCOUNT_MIGRATION",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_PROFILE_CARD",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_PROFILE_LINK",
    "ADD_SCENE_SEARCH",
    "ADD_SCENE_PROFILE_ITEM",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_PAID",
    "ADD_SCENE_SEARCH",
    "ADD_SCENE_WECHAT_ADVERTISEMENT",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_REPRINT",
    "ADD_SCENE_PAID",
    "ADD_SCENE_LIVESTREAM",
    "ADD_SCENE_CHANNELS",
    "ADD_SCENE_CHANNELS",
    "ADD_SCENE_WXA",
    "ADD_SCENE_WXA",
    "ADD_SCENE_OTHERS",
    "ADD_SCENE_PROFILE_LINK",
];
const QR_NUMBERS: [u32; 8] = [98765, 1001, 1002, 1003, 2024, 100_000, 123, 7];
const QR_TEXTS: [&str; 6] = [
    "poster_shanghai",
    "store-0421",
    "活动2024春",
    "utm:wechat/expo",
    "contract_7781",
    "门店=虹桥;员工=12",
];

/// Derives the person with this index; `following` is for the account to say.
pub(super) fn derive(seed: Seed, index: u64, following: bool) -> Follower {
    let draw = |purpose| seed.draw(purpose, index);
    let scene = pick(&SCENES, draw(Draw::Scene));
    let (qr_scene, qr_scene_str) = qr(seed, index, scene);
    let tags = if following { tags::of(index) } else { Vec::new() };
    let mut person = Follower {
        openid: seed.openid(index),
        following,
        shape: pick(
            &[
                Shape::Filled,
                Shape::Emptied,
                Shape::Documented,
                Shape::Emptied,
                Shape::Filled,
                Shape::Emptied,
            ],
            draw(Draw::Shape),
        ),
        stranger: pick(
            &[
                Stranger::Bare,
                Stranger::Tagged,
                Stranger::Joined,
                Stranger::Emptied,
                Stranger::Emptied,
            ],
            draw(Draw::Shape),
        ),
        nickname: names::nickname(draw(Draw::Nickname)).into(),
        sex: pick(&[0, 1, 2, 1, 2], draw(Draw::Sex)),
        language: pick(&["zh_CN", "zh_CN", "zh_CN", "zh_TW", "en"], draw(Draw::Language)),
        region: pick(&names::REGIONS, draw(Draw::Region)),
        avatar: Avatar {
            seed,
            index,
            fixed: None,
        },
        subscribe_time: since(seed, index),
        unionid: (!draw(Draw::UnionId).is_multiple_of(8))
            .then(|| format!("oU7zk{}", seed.letters(Draw::UnionId, index, 23))),
        remark: if draw(Draw::Remark).is_multiple_of(4) {
            names::remark(draw(Draw::Remark) / 4).into()
        } else {
            Cow::Borrowed("")
        },
        groupid: tags.first().copied().unwrap_or(0),
        tags,
        scene,
        qr_scene,
        qr_scene_str,
        privilege: if draw(Draw::Privilege).is_multiple_of(9) {
            &["chinaunicom"]
        } else {
            &[]
        },
    };
    if let Some(oddity) = special::at(index) {
        person.apply(oddity);
    }
    person
}

impl Follower {
    fn apply(&mut self, oddity: Oddity) {
        match oddity {
            Oddity::Nickname(text) => self.name(text.into()),
            Oddity::Flood(text, times) => self.name(text.repeat(times).into()),
            Oddity::Remark(text) => self.remark = text.into(),
            Oddity::Scene(scene) => self.scene = scene,
            Oddity::Qr(scene, number, text) => {
                self.scene = scene;
                self.qr_scene = number;
                self.qr_scene_str = text;
            }
        }
    }

    /// A hostile nickname is of use only where it is sent.
    fn name(&mut self, nickname: Cow<'static, str>) {
        self.nickname = nickname;
        self.shape = Shape::Filled;
    }
}

fn since(seed: Seed, index: u64) -> u64 {
    let span = LAST_SINCE - FIRST_SINCE;
    let newer = (seed.draw(Draw::Since, index) % span).max(seed.draw(Draw::SinceAgain, index) % span);
    FIRST_SINCE + newer
}

/// A follow by a parametric QR code is usually, but not always, reported as a scan (API reference, section 1, "Quirks").
fn qr(seed: Seed, index: u64, scene: &str) -> (u32, &'static str) {
    let kind = seed.draw(Draw::QrKind, index) % 8;
    let draw = seed.draw(Draw::Qr, index);
    match (scene, kind) {
        ("ADD_SCENE_QR_CODE", 0..=2) | ("ADD_SCENE_OTHERS", 0..=1) => (pick(&QR_NUMBERS, draw), ""),
        ("ADD_SCENE_QR_CODE", 3..=4) => (0, pick(&QR_TEXTS, draw)),
        // Temporary codes carry any non-zero 32-bit number.
        ("ADD_SCENE_QR_CODE", 5) => (u32::try_from(draw >> 32).unwrap_or(1).max(1), ""),
        _ => (0, ""),
    }
}

impl Avatar {
    /// `headimgurl` of the follower source; empty for someone without a picture.
    pub(super) fn follower(self) -> Cow<'static, str> {
        if let Some(address) = self.fixed {
            return address.into();
        }
        let draw = self.seed.draw(Draw::AvatarSize, self.index);
        if draw.is_multiple_of(7) {
            return "".into();
        }
        let size = pick(&["0", "46", "64", "96", "132"], draw / 7);
        let letters = self.seed.letters(Draw::Avatar, self.index, 88);
        format!("http://wx.qlogo.cn/mmopen/{letters}/{size}").into()
    }

    /// `headimgurl` of the web source; empty for someone without a picture.
    pub(super) fn web(self) -> Cow<'static, str> {
        if self.seed.draw(Draw::AvatarSize, self.index).is_multiple_of(23) {
            return "".into();
        }
        let letters = self.seed.letters(Draw::Avatar, self.index, 80);
        format!("https://thirdwx.qlogo.cn/mmopen/vi_32/{letters}/132").into()
    }
}
