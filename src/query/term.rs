//! What one word demands of a record.

use jiff::tz::TimeZone;

use super::period::Period;
use super::{Beside, Fault};
use crate::model::{Profile, Record, Status, SubscribeScene, TagRef, UiLang, resolve_tags};

/// The prefixes, in the order in which errors list them.
pub(super) const PREFIXES: [&str; 6] = ["tag", "scene", "qr", "status", "since", "has"];

/// The words of `status:`.
pub(super) const STATUSES: [&str; 5] = ["left", "following", "not_following", "authorized", "failed"];

/// How many fields `has:` knows.
pub const FIELD_COUNT: usize = 23;

type Has = fn(&Record, Beside<'_>) -> bool;

/// The words of `has:`: wire fields, and what else one may have. Values that mean "none" (0, an empty list) are none.
const FIELDS: [(&str, Has); FIELD_COUNT] = [
    ("unionid", |r, _| filled(r.profile.unionid.as_deref())),
    ("remark", |r, _| filled(r.profile.remark.as_deref())),
    ("nickname", |r, _| filled(r.profile.nickname.as_deref())),
    ("note", |_, beside| filled(beside.note)),
    ("tag", |r, _| has_tags(&r.profile)),
    ("tagid_list", |r, _| has_tags(&r.profile)),
    ("subscribe", |r, _| r.profile.subscribe.is_some()),
    ("subscribe_time", |r, _| r.profile.subscribed_at().is_some()),
    ("subscribe_scene", |r, _| filled(r.profile.subscribe_scene.as_deref())),
    ("qr", |r, _| {
        has_qr_scene(&r.profile) || filled(r.profile.qr_scene_str.as_deref())
    }),
    ("qr_scene", |r, _| has_qr_scene(&r.profile)),
    ("qr_scene_str", |r, _| filled(r.profile.qr_scene_str.as_deref())),
    ("qr_label", |r, _| filled(r.qr_label.as_deref())),
    ("groupid", |r, _| r.profile.groupid.is_some_and(|id| id != 0)),
    ("sex", |r, _| r.profile.sex.is_some_and(|sex| sex != 0)),
    ("language", |r, _| filled(r.profile.language.as_deref())),
    ("country", |r, _| filled(r.profile.country.as_deref())),
    ("province", |r, _| filled(r.profile.province.as_deref())),
    ("city", |r, _| filled(r.profile.city.as_deref())),
    ("headimgurl", |r, _| filled(r.profile.headimgurl.as_deref())),
    ("privilege", |r, _| {
        r.profile.privilege.as_ref().is_some_and(|items| !items.is_empty())
    }),
    ("extra", |r, _| !r.profile.extra.is_empty()),
    ("error", |r, _| r.error.is_some()),
];

/// Names that `has:` knows.
pub(super) fn field_names() -> Vec<&'static str> {
    FIELDS.iter().map(|(name, _)| *name).collect()
}

/// The place of a field among the bits of [`fields_of`].
pub fn field_place(name: &str) -> Option<usize> {
    FIELDS.iter().position(|(known, _)| *known == name)
}

/// Which fields of `has:` a record fits, one bit each in the order of their places: see [`Term::Has`].
pub fn fields_of(record: &Record, beside: Beside<'_>) -> u32 {
    let bits = (0..)
        .zip(&FIELDS)
        .map(|(place, (_, has))| u32::from(has(record, beside)) << place);
    bits.sum()
}

/// Stands between the texts of [`search_text`]. A word that holds it is looked for field by field.
const BETWEEN: char = '\0';

/// All texts that plain words are looked for in, in lower case: what a list keeps beside a row for
/// [`super::Query::matches_prepared`].
pub fn search_text(record: &Record, note: Option<&str>) -> String {
    let mut text = String::with_capacity(64);
    let mut put = |part: &str| {
        if part.is_ascii() {
            text.extend(part.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            text.push_str(&part.to_lowercase());
        }
        text.push(BETWEEN);
    };
    for part in texts(record, note).into_iter().flatten() {
        put(part);
    }
    for tag in tags(record) {
        put(&tag.label());
    }
    text
}

/// One demand. Texts are in lower case.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// Somewhere in the texts that people know.
    Plain(String),
    /// Carries the tag of this whole name.
    TagName(String),
    /// Carries the tag of this id.
    TagId(u64),
    /// Came through this scene.
    Scene(String),
    /// Either QR field is this.
    Qr(String),
    /// Is in this state; `None` for those who left.
    Status(Option<Status>),
    /// Followed in this period.
    Since(Period),
    /// Has a value in this field: its place among the bits of [`fields_of`].
    Has(usize),
}

impl Term {
    pub(super) fn plain(word: &str) -> Self {
        Self::Plain(word.to_lowercase())
    }

    pub(super) fn parse(prefix: &str, value: &str, time_zone: &TimeZone) -> Result<Self, Fault> {
        if !PREFIXES.contains(&prefix) {
            return Err(Fault::UnknownPrefix);
        }
        if value.is_empty() {
            return Err(Fault::NoValue);
        }
        let value = value.to_lowercase();
        match prefix {
            "tag" => tag(value),
            "scene" => Ok(Self::Scene(value)),
            "qr" => Ok(Self::Qr(value)),
            "status" => status(&value),
            "since" => Period::parse(&value, time_zone).map(Self::Since),
            _ => field_place(&value).map(Self::Has).ok_or(Fault::UnknownField),
        }
    }

    pub(super) fn plain_word(&self) -> Option<&str> {
        match self {
            Self::Plain(word) => Some(word),
            _ => None,
        }
    }

    /// Whether the record fits.
    pub fn matches(&self, record: &Record, beside: Beside<'_>) -> bool {
        let profile = &record.profile;
        match self {
            Self::Plain(word) => is_somewhere(word, record, beside),
            Self::TagName(name) => {
                let mut names = tags(record).into_iter().filter_map(|tag| tag.name);
                names.any(|found| found.to_lowercase() == *name)
            }
            Self::TagId(id) => profile.tagid_list.as_ref().is_some_and(|ids| ids.contains(id)),
            Self::Scene(scene) => profile
                .subscribe_scene
                .as_deref()
                .is_some_and(|code| is_scene(code, scene)),
            Self::Qr(wanted) => {
                let number = profile.qr_scene.map(|number| number.to_string());
                let text = profile.qr_scene_str.as_ref().map(|text| text.to_lowercase());
                number.as_ref() == Some(wanted) || text.as_ref() == Some(wanted)
            }
            Self::Status(None) => beside.left || record.status == Status::Left,
            Self::Status(Some(Status::Following)) => record.status == Status::Following && !beside.left,
            Self::Status(Some(status)) => record.status == *status,
            Self::Since(period) => profile.subscribed_at().is_some_and(|moment| period.holds(moment)),
            Self::Has(index) => FIELDS.get(*index).is_some_and(|(_, has)| has(record, beside)),
        }
    }
}

impl Term {
    /// As [`Term::matches`], with the record's [`search_text`] at hand.
    pub(super) fn matches_prepared(&self, record: &Record, beside: Beside<'_>, text: &str) -> bool {
        match self {
            Self::Plain(word) if !word.contains(BETWEEN) => text.contains(word.as_str()),
            _ => self.matches(record, beside),
        }
    }
}

fn tag(value: String) -> Result<Term, Fault> {
    match value.strip_prefix(['#', '＃']) {
        Some(id) => id.parse().map(Term::TagId).map_err(|_| Fault::BadTagId),
        None => Ok(Term::TagName(value)),
    }
}

fn status(value: &str) -> Result<Term, Fault> {
    let word = value.replace('-', "_");
    if word == STATUSES[0] {
        return Ok(Term::Status(None));
    }
    Status::from_word(&word)
        .map(|status| Term::Status(Some(status)))
        .ok_or(Fault::UnknownStatus)
}

/// The code, its part behind `ADD_SCENE_`, or its label in either language.
fn is_scene(code: &str, wanted: &str) -> bool {
    let scene = SubscribeScene::parse(code);
    let lower = code.to_lowercase();
    let names = [lower.strip_prefix("add_scene_").unwrap_or(&lower), &lower];
    let labels = [UiLang::En, UiLang::Zh].map(|lang| scene.label(lang).to_lowercase());
    names.contains(&wanted) || labels.iter().any(|label| label == wanted)
}

fn is_somewhere(word: &str, record: &Record, beside: Beside<'_>) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(word);
    texts(record, beside.note).into_iter().flatten().any(holds) || tags(record).iter().any(|tag| holds(&tag.label()))
}

/// The texts that plain words are looked for in, without the tags.
fn texts<'a>(record: &'a Record, note: Option<&'a str>) -> [Option<&'a str>; 6] {
    let profile = &record.profile;
    [
        Some(record.openid.as_str()),
        profile.unionid.as_deref(),
        profile.remark.as_deref(),
        profile.nickname.as_deref(),
        note,
        record.qr_label.as_deref(),
    ]
}

fn tags(record: &Record) -> Vec<TagRef> {
    let resolved = || record.profile.tagid_list.as_ref().map(|ids| resolve_tags(ids, &[]));
    record.tags.clone().or_else(resolved).unwrap_or_default()
}

fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.is_empty())
}

fn has_tags(profile: &Profile) -> bool {
    profile.tagid_list.as_ref().is_some_and(|ids| !ids.is_empty())
}

fn has_qr_scene(profile: &Profile) -> bool {
    profile.qr_scene.is_some_and(|number| number != 0)
}
