//! What stands behind the record of a follower of the mirror (product contract, `followers`).

use serde_json::{Value, json};

use super::record::time;
use crate::model::Follower;

/// Names of the further fields.
pub const FOLLOWER_FIELDS: [&str; 3] = ["listed", "left_at", "note"];

/// The values of [`FOLLOWER_FIELDS`].
pub fn follower_values(follower: &Follower) -> [Value; 3] {
    [
        json!(follower.listed),
        json!(follower.left_at.map(time)),
        json!(follower.note),
    ]
}
