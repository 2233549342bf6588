//! The decoded person: what a record means, in words of either language. Pure; time and zone are passed in.
//!
//! Texts are returned as the platform sent them: pass them through [`crate::text::sanitize`] on the way to a terminal.

mod groups;
mod time;

pub use groups::{Field, Group, Value, groups};
pub use time::{ago, clock, day};

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
