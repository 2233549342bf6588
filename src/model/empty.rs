use super::{Profile, Source, Status};

/// Which kind of empty a field is. "It never lies": a blank cell says why it is blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Empty {
    /// The person does not follow, so the platform sends almost nothing.
    NotFollowing,
    /// The platform stopped handing this field out (2021-10-20: sex and region; 2021-12-27: nickname and avatar).
    Withheld,
    /// The web source answered and the person has no picture.
    NoPicture,
    /// Sent, and blank.
    Blank,
    /// The key was not sent at all.
    NotSent,
}

impl Empty {
    /// The word in the record's `empty` object.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFollowing => "not_following",
            Self::Withheld => "withheld",
            Self::NoPicture => "no_picture",
            Self::Blank => "blank",
            Self::NotSent => "not_sent",
        }
    }
}

/// How a field of the wire stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Missing,
    Blank,
    Filled,
}

fn of_text(value: Option<&String>) -> Presence {
    match value {
        None => Presence::Missing,
        Some(text) if text.is_empty() => Presence::Blank,
        Some(_) => Presence::Filled,
    }
}

fn of_any<T>(value: Option<&T>) -> Presence {
    if value.is_some() {
        Presence::Filled
    } else {
        Presence::Missing
    }
}

fn of_sex(value: Option<i64>) -> Presence {
    match value {
        None => Presence::Missing,
        Some(0) => Presence::Blank,
        Some(_) => Presence::Filled,
    }
}

/// The wire fields of each source in record order, with how each stands.
fn fields(source: Source, profile: &Profile) -> Vec<(&'static str, Presence)> {
    let person = [
        ("unionid", of_text(profile.unionid.as_ref())),
        ("nickname", of_text(profile.nickname.as_ref())),
        ("sex", of_sex(profile.sex)),
        ("language", of_text(profile.language.as_ref())),
        ("country", of_text(profile.country.as_ref())),
        ("province", of_text(profile.province.as_ref())),
        ("city", of_text(profile.city.as_ref())),
        ("headimgurl", of_text(profile.headimgurl.as_ref())),
    ];
    match source {
        Source::Follower => [
            ("subscribe", of_any(profile.subscribe.as_ref())),
            ("subscribe_time", of_any(profile.subscribe_time.as_ref())),
            ("subscribe_scene", of_text(profile.subscribe_scene.as_ref())),
            ("qr_scene", of_any(profile.qr_scene.as_ref())),
            ("qr_scene_str", of_text(profile.qr_scene_str.as_ref())),
            ("remark", of_text(profile.remark.as_ref())),
            ("tagid_list", of_any(profile.tagid_list.as_ref())),
            ("groupid", of_any(profile.groupid.as_ref())),
        ]
        .into_iter()
        .chain(person)
        .collect(),
        Source::Web => person
            .into_iter()
            .chain([("privilege", of_any(profile.privilege.as_ref()))])
            .collect(),
    }
}

/// Fields the platform withholds today, where they come without a value.
fn is_withheld(source: Source, field: &str) -> bool {
    match field {
        "sex" | "country" | "province" | "city" => true,
        "nickname" | "headimgurl" => source == Source::Follower,
        _ => false,
    }
}

/// Names every wire field of `source` that has no value, by the first kind that fits (product contract, "The record").
pub fn empties(source: Source, status: Status, profile: &Profile) -> Vec<(&'static str, Empty)> {
    let kind = |field: &str, presence: Presence| {
        if status == Status::NotFollowing {
            Empty::NotFollowing
        } else if is_withheld(source, field) {
            Empty::Withheld
        } else if source == Source::Web && field == "headimgurl" {
            Empty::NoPicture
        } else if presence == Presence::Blank {
            Empty::Blank
        } else {
            Empty::NotSent
        }
    };
    let absent = fields(source, profile)
        .into_iter()
        .filter(|(_, presence)| *presence != Presence::Filled);
    absent.map(|(field, presence)| (field, kind(field, presence))).collect()
}
