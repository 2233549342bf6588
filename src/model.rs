//! What the program talks about: openids, profiles, records, tags, failures. Pure data, no I/O.
//!
//! Everything here is either a newtype that can only hold a valid value, or a closed enum, or a plain
//! struct of wire fields. Names are the platform's own (`subscribe_scene`, `tagid_list`, `errcode`).

mod account;
mod calls;
mod empty;
mod failure;
mod figures;
mod follower;
mod judge;
mod note;
mod openid;
mod profile;
mod record;
#[cfg(test)]
pub mod sample;
mod scene;
mod secret;
mod sync;
mod tag;
mod terms;
mod verdict;

pub use account::{AccountKey, QrLabels};
pub use calls::{CallCounts, Endpoint, QuotaMark};
pub use empty::{Empty, empties};
pub use failure::{Cause, Failure, Kind};
pub use figures::{Day, Figures, Slice, Tally};
pub use follower::{ChangeKind, ChangePlace, Follower, FollowerChange};
pub use judge::judge;
pub use note::{Note, NotesKept};
pub use openid::{Malformed, OpenId, clean};
pub use profile::{AVATAR_SIZES, Profile};
pub use record::{Record, Snapshot, Status};
pub use scene::{SCENES, SubscribeScene};
pub use secret::Secret;
pub use sync::{SyncCounts, SyncNeed, SyncProgress, SyncStage, SyncSummary};
pub use tag::{Tag, TagRef, named_tags, resolve_tags};
pub use terms::{Lang, Sex, Source, UiLang};
pub use verdict::Verdict;

/// A moment in UTC. Fetch times are kept to the second, as records print them.
pub type Timestamp = jiff::Timestamp;
