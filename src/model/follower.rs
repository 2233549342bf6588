use super::{Record, Timestamp};

/// One person of the mirror: the record, and what the mirror knows beside it (product contract, `followers`).
///
/// A person of whom only the id is known has a record of status `following` with an empty profile and no
/// `fetched_at`. One who was listed by an earlier full sweep and no longer is has status `left`.
#[derive(Clone, Debug, PartialEq)]
pub struct Follower {
    /// Number within the mirror, dense from 0; given once, never reused.
    pub ordinal: u32,
    /// The record, `status` judged with what the mirror knows.
    pub record: Record,
    /// When the mirror first listed the person.
    pub first_at: Timestamp,
    /// In the newest full sweep, or new since.
    pub listed: bool,
    /// When a full sweep found the person gone.
    pub left_at: Option<Timestamp>,
    /// The local note.
    pub note: Option<String>,
}

/// One line of what changed in the mirror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowerChange {
    /// Where it stands among all changes: lists go on from here.
    pub place: ChangePlace,
    /// The person.
    pub openid: String,
    /// What kind of change.
    pub kind: ChangeKind,
    /// What the mirror said before, as the column holds it (`tagid_list` as JSON); `None` where it said nothing.
    pub before: Option<String>,
    /// What it says since.
    pub after: Option<String>,
}

/// A place among the changes of a mirror, ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangePlace {
    /// When the change was seen.
    pub at: Timestamp,
    /// Orders changes of the same second.
    pub id: i64,
}

/// What two syncs saw differently about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Listed for the first time (never in the first sync: everybody would be).
    New,
    /// Gone from a full sweep.
    Left,
    /// Listed again after having left.
    Back,
    /// Other tags.
    Tags,
    /// Another remark.
    Remark,
    /// Another subscribe scene.
    Scene,
    /// Another follow time: left and came back between two sweeps.
    SubscribeTime,
}

impl ChangeKind {
    /// All kinds, in the order in which screens list them.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Left,
        Self::Back,
        Self::Tags,
        Self::Remark,
        Self::Scene,
        Self::SubscribeTime,
    ];

    /// The word in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Left => "left",
            Self::Back => "back",
            Self::Tags => "tagid_list",
            Self::Remark => "remark",
            Self::Scene => "subscribe_scene",
            Self::SubscribeTime => "subscribe_time",
        }
    }

    /// The inverse of [`ChangeKind::as_str`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
