use crate::model::{Figures, Timestamp};

/// Figures, and how far they can be trusted.
#[derive(Clone, Debug, PartialEq)]
pub struct Charted {
    /// The figures.
    pub figures: Figures,
    /// When the last full sync ended; `None` where none has.
    pub synced_at: Option<Timestamp>,
    /// A sync has begun and not ended: the figures are of what has arrived.
    pub is_partial: bool,
}
