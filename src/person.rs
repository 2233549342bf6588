//! The decoded person: what a record means, in words of either language. Pure; time and zone are passed in.
//!
//! Texts are returned as the platform sent them: pass them through [`crate::text::sanitize`] on the way to a terminal.

mod groups;
mod time;

pub use groups::{Field, Group, Value, groups};
pub use time::{ago, clock, day, left_between};

use jiff::tz::TimeZone;

use crate::locale::{PersonTexts, texts};
use crate::model::{AVATAR_SIZES, Empty, Profile, Record, Source, Status, SubscribeScene, Timestamp, UiLang};

/// How a person is worded: language, the present, and where the reader is.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Language of every word.
    pub lang: UiLang,
    /// The present, for "3 years ago".
    pub now: Timestamp,
    /// Zone of clock times.
    pub time_zone: TimeZone,
}

/// The status in words.
pub fn status_label(status: Status, lang: UiLang) -> &'static str {
    let words = words(lang);
    match status {
        Status::Following => words.following,
        Status::NotFollowing => words.not_following,
        Status::Authorized => words.authorized,
        Status::Left => words.left,
        Status::Failed => words.failed,
    }
}

/// The source in words.
pub fn source_label(source: Source, lang: UiLang) -> &'static str {
    match source {
        Source::Follower => words(lang).source_follower,
        Source::Web => words(lang).source_web,
    }
}

/// Why a wire field is empty. The field decides since when the platform withholds it.
pub fn empty_words(field: &str, empty: Empty, lang: UiLang) -> &'static str {
    let words = words(lang);
    match empty {
        Empty::NotFollowing => words.empty_not_following,
        Empty::Withheld if matches!(field, "nickname" | "headimgurl") => words.empty_withheld_name,
        Empty::Withheld => words.empty_withheld_region,
        Empty::NoPicture => words.empty_no_picture,
        Empty::Blank => words.empty_blank,
        Empty::NotSent => words.empty_not_sent,
    }
}

/// Label of the subscribe scene; `None` where none was sent.
pub fn scene_label(profile: &Profile, lang: UiLang) -> Option<String> {
    scene(profile).map(|scene| scene.label(lang).to_owned())
}

/// Label and code of the subscribe scene, `QR code scan (ADD_SCENE_QR_CODE)`; an unknown code stands alone.
pub fn scene_with_code(profile: &Profile, lang: UiLang) -> Option<String> {
    scene(profile).map(|scene| match scene {
        SubscribeScene::Known(_) => with_code(scene.label(lang), scene.as_str(), lang),
        SubscribeScene::Other(code) => code,
    })
}

/// The QR code scanned, from both fields, with the account's own label: `98765 Shanghai store poster`.
/// `None` where neither field names one.
pub fn qr(record: &Record) -> Option<String> {
    let number = record.profile.qr_scene.filter(|number| *number != 0);
    let text = record.profile.qr_scene_str.clone().filter(|text| !text.is_empty());
    let mut parts: Vec<String> = number
        .map(|number| number.to_string())
        .into_iter()
        .chain(text)
        .collect();
    parts.dedup();
    if parts.is_empty() {
        return None;
    }
    parts.extend(record.qr_label.clone());
    Some(parts.join(" "))
}

/// Country, province and city that are there, joined by spaces.
pub fn region(profile: &Profile) -> Option<String> {
    let parts = [&profile.country, &profile.province, &profile.city];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Name and code of a language, `Simplified Chinese (zh_CN)`; an unknown code stands alone.
pub fn language_label(code: &str, lang: UiLang) -> String {
    let known = words(lang)
        .languages
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(code));
    known.map_or_else(|| code.to_owned(), |(_, name)| with_code(name, code, lang))
}

/// The avatar's addresses, largest first, each with its edge in pixels; one without a size where the address has none
/// to choose.
pub fn avatars(profile: &Profile) -> Vec<(Option<u16>, String)> {
    let Some(address) = profile.headimgurl.clone().filter(|address| !address.is_empty()) else {
        return Vec::new();
    };
    let edge = |size: u16| if size == 0 { 640 } else { size };
    let mut sized: Vec<_> = AVATAR_SIZES
        .into_iter()
        .filter_map(|size| Some((Some(edge(size)), profile.avatar_at(size)?)))
        .collect();
    sized.sort_by_key(|(edge, _)| std::cmp::Reverse(*edge));
    if sized.is_empty() { vec![(None, address)] } else { sized }
}

/// What a person is called: the nickname, else the remark; both where they differ.
pub fn name(profile: &Profile) -> Option<String> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    match (filled(&profile.nickname), filled(&profile.remark)) {
        (Some(nickname), Some(remark)) if nickname != remark => Some(format!("{nickname} ({remark})")),
        (nickname, remark) => nickname.or(remark),
    }
}

fn words(lang: UiLang) -> &'static PersonTexts {
    &texts(lang).person
}

fn scene(profile: &Profile) -> Option<SubscribeScene> {
    let code = profile.subscribe_scene.as_deref().filter(|code| !code.is_empty())?;
    Some(SubscribeScene::parse(code))
}

/// A label and the code behind it, in the brackets of the language.
fn with_code(label: &str, code: &str, lang: UiLang) -> String {
    lang.pick(format!("{label} ({code})"), format!("{label}（{code}）"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountKey, Cause, Failure, Kind, TagRef, sample};

    const LANGS: [UiLang; 2] = [UiLang::En, UiLang::Zh];

    fn wording(lang: UiLang) -> Wording {
        let now = "2026-11-21T08:00:00Z".parse().unwrap();
        Wording {
            lang,
            now,
            time_zone: TimeZone::fixed(jiff::tz::offset(8)),
        }
    }

    fn record(source: Source, status: Status, profile: Profile) -> Record {
        let account = AccountKey {
            name: "demo".to_owned(),
            app_id: "wx".to_owned(),
        };
        let mut record = Record::failed(
            "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
            &account,
            source,
            None,
            Failure::cancelled(),
        );
        record.status = status;
        record.error = None;
        record.profile = profile;
        record
    }

    fn text<T: From<String>>(text: &str) -> T {
        T::from(text.to_owned())
    }

    /// All fields as `wire=words`.
    fn told(record: &Record, lang: UiLang) -> Vec<String> {
        let groups = groups(record, &wording(lang));
        let fields = groups.iter().flat_map(|group| &group.fields);
        fields
            .map(|field| format!("{}={}", field.wire, field.value.words()))
            .collect()
    }

    fn assert_told(record: &Record, lang: UiLang, wanted: &[&str]) {
        let told = told(record, lang);
        for want in wanted {
            assert!(told.iter().any(|field| field == want), "{want} not in {told:#?}");
        }
    }

    fn old_filled() -> Record {
        let profile = Profile {
            unionid: None,
            tagid_list: Some(vec![128, 2, 7]),
            headimgurl: text("http://wx.qlogo.cn/mmopen/x/0"),
            ..sample::band()
        };
        let mut record = record(Source::Follower, Status::Following, profile);
        record.qr_label = text("Shanghai store poster");
        record.tags = Some(sample::bands_tags());
        record
            .tags
            .iter_mut()
            .for_each(|tags| tags.push(TagRef { id: 7, name: None }));
        record
    }

    #[test]
    fn a_filled_profile_is_told_in_full() {
        assert_told(
            &old_filled(),
            UiLang::En,
            &[
                "openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
                "unionid=not in the reply",
                "status=Following",
                "subscribe_time=2013-10-25 17:55:57 (13 years ago)",
                "subscribe_scene=QR code scan (ADD_SCENE_QR_CODE)",
                "qr_scene=98765 Shanghai store poster",
                "remark=blank",
                "tagid_list=VIP (#128), 星标组 (#2), #7",
                "nickname=Band",
                "sex=male",
                "country=中国 广东 广州",
                "language=Simplified Chinese (zh_CN)",
                "headimgurl=http://wx.qlogo.cn/mmopen/x/0 [640/132/96/64/46 px]",
                "source=follower",
            ],
        );
        assert_told(
            &old_filled(),
            UiLang::Zh,
            &[
                "status=已关注",
                "subscribe_time=2013-10-25 17:55:57（13 年前）",
                "subscribe_scene=扫描二维码（ADD_SCENE_QR_CODE）",
                "remark=空",
                "sex=男",
                "language=简体中文（zh_CN）",
                "source=关注者",
            ],
        );
    }

    #[test]
    fn todays_profile_says_what_the_platform_withholds() {
        let profile = Profile {
            subscribe: Some(1),
            subscribe_scene: text("ADD_SCENE_MOON"),
            qr_scene: Some(0),
            qr_scene_str: text(""),
            tagid_list: Some(vec![]),
            nickname: text(""),
            sex: Some(0),
            ..Profile::default()
        };
        assert_told(
            &record(Source::Follower, Status::Following, profile),
            UiLang::En,
            &[
                "subscribe_time=not in the reply",
                "subscribe_scene=ADD_SCENE_MOON",
                "qr_scene=no QR scene",
                "tagid_list=no tags",
                "nickname=not handed out by the platform since 2021-12-27",
                "sex=not handed out by the platform since 2021-10-20",
                "country=not handed out by the platform since 2021-10-20",
                "headimgurl=not handed out by the platform since 2021-12-27",
                "language=not in the reply",
            ],
        );
    }

    #[test]
    fn the_other_outcomes_have_their_words() {
        let gone = record(
            Source::Follower,
            Status::NotFollowing,
            Profile {
                subscribe: Some(0),
                ..Profile::default()
            },
        );
        assert_told(
            &gone,
            UiLang::En,
            &[
                "status=Not following",
                "subscribe_time=not sent, the person does not follow",
            ],
        );
        let mut profile = Profile {
            nickname: text("张三"),
            privilege: Some(vec![]),
            ..Profile::default()
        };
        profile.extra.insert("is_snapshotuser".to_owned(), 1.into());
        let web = record(Source::Web, Status::Authorized, profile);
        assert_told(
            &web,
            UiLang::En,
            &[
                "status=Authorized",
                "nickname=张三",
                "headimgurl=no picture set",
                "privilege=none",
                "is_snapshotuser=1",
            ],
        );
        assert!(!told(&web, UiLang::En).iter().any(|field| field.starts_with("remark=")));
        let mut failed = record(Source::Follower, Status::Failed, Profile::default());
        failed.error = Some(Failure {
            errcode: Some(40003),
            errmsg: text("invalid openid"),
            rid: text("6aac0063-7ed08fb9-1250f724"),
            ..Failure::new(Kind::InvalidOpenid, Cause::Errcode)
        });
        assert_told(
            &failed,
            UiLang::Zh,
            &[
                "status=失败",
                "errcode=40003 invalid openid",
                "rid=6aac0063-7ed08fb9-1250f724",
            ],
        );
    }

    #[test]
    fn every_label_differs_from_the_others_in_both_languages() {
        for lang in LANGS {
            let statuses = [
                Status::Following,
                Status::NotFollowing,
                Status::Authorized,
                Status::Failed,
            ];
            let labels: std::collections::HashSet<_> = statuses.map(|status| status_label(status, lang)).into();
            assert_eq!(labels.len(), 4);
            assert_ne!(source_label(Source::Follower, lang), source_label(Source::Web, lang));
        }
    }

    #[test]
    fn qr_scenes_come_from_both_fields() {
        let qr_of = |number, word: Option<&str>, label: Option<&str>| {
            let profile = Profile {
                qr_scene: number,
                qr_scene_str: word.map(str::to_owned),
                ..Profile::default()
            };
            let mut record = record(Source::Follower, Status::Following, profile);
            record.qr_label = label.map(str::to_owned);
            qr(&record)
        };
        assert_eq!(qr_of(Some(5), Some(""), None).as_deref(), Some("5"));
        assert_eq!(
            qr_of(Some(0), Some("poster"), Some("Store")).as_deref(),
            Some("poster Store")
        );
        assert_eq!(qr_of(Some(5), Some("poster"), None).as_deref(), Some("5 poster"));
        assert_eq!(qr_of(Some(5), Some("5"), None).as_deref(), Some("5"));
        assert_eq!(qr_of(Some(0), Some(""), None), None);
    }

    #[test]
    fn names_fall_back_to_the_remark() {
        let name_of = |nickname: &str, remark: &str| {
            name(&Profile {
                nickname: text(nickname),
                remark: text(remark),
                ..Profile::default()
            })
        };
        assert_eq!(name_of("Band", "").as_deref(), Some("Band"));
        assert_eq!(name_of("", "老客户").as_deref(), Some("老客户"));
        assert_eq!(name_of("Band", "老客户").as_deref(), Some("Band (老客户)"));
        assert_eq!(name_of("Band", "Band").as_deref(), Some("Band"));
        assert_eq!(name_of(" ", ""), None);
    }

    #[test]
    fn avatars_have_their_sizes_where_the_address_has_one() {
        let of = |address: &str| {
            avatars(&Profile {
                headimgurl: text(address),
                ..Profile::default()
            })
        };
        let edges: Vec<_> = of("http://x/y/132").iter().map(|(edge, _)| *edge).collect();
        assert_eq!(edges, [640, 132, 96, 64, 46].map(Some));
        assert_eq!(of("http://x/y/132")[0].1, "http://x/y/0");
        assert_eq!(of("http://x/y"), [(None, "http://x/y".to_owned())]);
        assert!(of("").is_empty());
    }
}
