//! The orders of a view: by one column, newest follow first among equals.

use std::cmp::Ordering;

use crate::model::{Follower, Record, Status};

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The last follow.
    #[default]
    Since,
    /// Case matters: byte by byte.
    Openid,
    /// As openid.
    Unionid,
    /// Remark, else nickname: what a list calls the person.
    Name,
    /// The operator's remark.
    Remark,
    /// The nickname.
    Nickname,
    /// The local note.
    Note,
    /// Following, not following, left.
    Status,
    /// The subscribe scene's code.
    Scene,
    /// `qr_scene_str`, else the number; numbers before texts.
    Qr,
    /// The first tag's id, then the second's …
    Tags,
    /// `sex`.
    Sex,
    /// Country, province, city.
    Region,
    /// `language`.
    Language,
    /// When the profile was fetched.
    Fetched,
    /// When the mirror first listed the person.
    First,
    /// When the person was found gone.
    LeftAt,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Since,
        Self::Openid,
        Self::Unionid,
        Self::Name,
        Self::Remark,
        Self::Nickname,
        Self::Note,
        Self::Status,
        Self::Scene,
        Self::Qr,
        Self::Tags,
        Self::Sex,
        Self::Region,
        Self::Language,
        Self::Fetched,
        Self::First,
        Self::LeftAt,
    ];

    /// What is compared; `None` for people without a value, who stand at the end.
    pub(super) fn key(self, follower: &Follower) -> Option<Key> {
        let profile = &follower.record.profile;
        let text = |text: &Option<String>| text.clone().filter(|text| !text.is_empty()).map(Key::Text);
        let number = |number: Option<i64>| number.map(Key::Number);
        match self {
            Self::Since => profile.subscribed_at().map(|at| Key::Number(at.as_second())),
            Self::Openid => Some(Key::Text(follower.record.openid.clone())),
            Self::Unionid => text(&profile.unionid),
            Self::Name => text(&profile.remark).or_else(|| text(&profile.nickname)),
            Self::Remark => text(&profile.remark),
            Self::Nickname => text(&profile.nickname),
            Self::Note => text(&follower.note),
            Self::Status => Some(Key::Number(rank(follower.record.status))),
            Self::Scene => text(&profile.subscribe_scene),
            Self::Qr => qr(&follower.record),
            Self::Tags => {
                let tags = profile.tagid_list.clone().filter(|tags| !tags.is_empty());
                tags.map(Key::Numbers)
            }
            Self::Sex => number(profile.sex.filter(|sex| *sex != 0)),
            Self::Region => region(&follower.record),
            Self::Language => text(&profile.language),
            Self::Fetched => number(follower.record.fetched_at.map(|at| at.as_second())),
            Self::First => number(Some(follower.first_at.as_second())),
            Self::LeftAt => number(follower.left_at.map(|at| at.as_second())),
        }
    }
}

/// One comparable value. Only values of the same column are compared; in `Qr` numbers stand before texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(i64),
    Numbers(Vec<u64>),
    Text(String),
}

const fn rank(status: Status) -> i64 {
    match status {
        Status::Following => 0,
        Status::NotFollowing => 1,
        Status::Left => 2,
        Status::Authorized | Status::Failed => 3,
    }
}

fn qr(record: &Record) -> Option<Key> {
    let profile = &record.profile;
    let text = profile.qr_scene_str.clone().filter(|text| !text.is_empty());
    let number = profile.qr_scene.filter(|number| *number != 0);
    let number = number.map(|number| Key::Number(i64::try_from(number).unwrap_or(i64::MAX)));
    text.map(Key::Text).or(number)
}

fn region(record: &Record) -> Option<Key> {
    let profile = &record.profile;
    let parts = [&profile.country, &profile.province, &profile.city];
    let known = parts
        .iter()
        .any(|part| part.as_ref().is_some_and(|part| !part.is_empty()));
    let parts = parts.map(|part| part.as_deref().unwrap_or_default());
    known.then(|| Key::Text(parts.join("\u{0}")))
}

/// A place in an order: by value, then newest follow first, then newest arrival first.
pub(super) type Place = (Option<Key>, i64, u32);

/// The place of a follower.
pub(super) fn place(order: Order, follower: &Follower) -> Place {
    let since = follower.record.profile.subscribed_at();
    (
        order.key(follower),
        since.map_or(i64::MIN, |at| at.as_second()),
        follower.ordinal,
    )
}

/// Compares two places of the same order. Among equal values the newest follow stands first, in a descending order
/// last; those without a value stand at the end of both, newest first.
pub(super) fn compare(one: &Place, other: &Place, descending: bool) -> Ordering {
    let newest_first = (other.1, other.2).cmp(&(one.1, one.2));
    match (&one.0, &other.0) {
        (None, None) => newest_first,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            let ascending = a.cmp(b).then(newest_first);
            if descending { ascending.reverse() } else { ascending }
        }
    }
}
