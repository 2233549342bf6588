//! Lookup: history first, then the API, then tag names; every answer kept.

use tokio_util::sync::CancellationToken;

use crate::model::{Failure, OpenId, Snapshot, Source};
use crate::session::Session;

/// What one lookup run may do.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Which API.
    pub source: Source,
    /// Never reuse a stored answer.
    pub fresh: bool,
}

/// What a run reports besides its rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// A row; one per openid, in any order.
    Row(Box<Snapshot>),
    /// Known from another account's history only.
    KnownElsewhere(Vec<(OpenId, String)>),
    /// Something failed that spoils no row.
    Warning(Failure),
}

/// Looks up distinct openids and reports every one exactly once.
pub async fn lookup(
    session: &Session,
    ids: &[OpenId],
    options: Options,
    cancel: &CancellationToken,
    report: &mut (dyn FnMut(Report) + Send),
) {
    let _ = (session, ids, options, cancel, report);
}
