use serde::{Deserialize, Serialize};

use super::{AccountKey, Empty, Failure, Lang, Profile, Source, TagRef, Timestamp, empties};

/// What a lookup found out about one openid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// `subscribe` is 1.
    Following,
    /// `subscribe` is 0: an answer, not an error.
    NotFollowing,
    /// The web source answered; it does not say whether the person follows.
    Authorized,
    /// In the mirror once, and gone from the newest full sweep. Never the outcome of a lookup.
    Left,
    /// No usable answer; `error` says why.
    Failed,
}

impl Status {
    /// The word in JSON, CSV and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Following => "following",
            Self::NotFollowing => "not_following",
            Self::Authorized => "authorized",
            Self::Left => "left",
            Self::Failed => "failed",
        }
    }

    /// The inverse of [`Status::as_str`].
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [
            Self::Following,
            Self::NotFollowing,
            Self::Authorized,
            Self::Left,
            Self::Failed,
        ];
        all.into_iter().find(|status| status.as_str() == word)
    }
}

/// One lookup of one openid: the unit of every list, table and file.
///
/// Its JSON shape is the product contract's "record"; [`crate::export`] writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The openid asked for, cleaned; text as typed where it is malformed.
    pub openid: String,
    /// Name of the account.
    pub account: String,
    /// Which API answered.
    pub source: Source,
    /// The judgement.
    pub status: Status,
    /// When the answer came; `None` where nothing was sent.
    pub fetched_at: Option<Timestamp>,
    /// Answered from the local history instead of by a call.
    pub from_history: bool,
    /// The reply was not valid JSON and was mended before reading.
    pub repaired: bool,
    /// The wire fields; all empty for a failure.
    pub profile: Profile,
    /// Tags with names; `None` where `tagid_list` is.
    pub tags: Option<Vec<TagRef>>,
    /// The account's own label for the QR scene.
    pub qr_label: Option<String>,
    /// Set exactly when `status` is `Failed`.
    pub error: Option<Failure>,
}

impl Record {
    /// The row of an openid that has no answer.
    pub fn failed(
        openid: impl Into<String>,
        account: &AccountKey,
        source: Source,
        fetched_at: Option<Timestamp>,
        failure: Failure,
    ) -> Self {
        Self {
            openid: openid.into(),
            account: account.name.clone(),
            source,
            status: Status::Failed,
            fetched_at,
            from_history: false,
            repaired: false,
            profile: Profile::default(),
            tags: None,
            qr_label: None,
            error: Some(failure),
        }
    }

    /// Wire fields of this source without a value, each with the kind of its emptiness, in record order. Where no
    /// profile was ever fetched, as of a person of the mirror who was only listed, no reply says why a field is empty.
    /// Who has left says no more than the last answer did.
    pub fn empties(&self) -> Vec<(&'static str, Empty)> {
        if self.status == Status::Failed {
            return Vec::new();
        }
        let answered = match self.status {
            Status::Left if self.profile.subscribe == Some(0) => Status::NotFollowing,
            status => status,
        };
        let mut found = empties(self.source, answered, &self.profile);
        let was_never_asked_for = self.fetched_at.is_none() && self.profile == Profile::default();
        if was_never_asked_for {
            for (_, empty) in &mut found {
                *empty = Empty::NotSent;
            }
        }
        found
    }
}

/// A record as history keeps it: with what is needed to prove and to reuse it.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The record; `from_history` is set by whoever reuses it.
    pub record: Record,
    /// App id that keys it.
    pub app_id: String,
    /// Language asked for; part of the reuse key.
    pub lang: Lang,
    /// Host that answered, e.g. `api.weixin.qq.com`.
    pub host: String,
    /// The reply as it came (for a batch, this openid's element); empty when the transport brought none.
    pub raw: Vec<u8>,
}
