//! Tag names: from the stored list where it is young enough, from `tags/get` where an id is missing in it.

use tokio_util::sync::CancellationToken;

use crate::model::{Failure, Tag, TagRef, Timestamp, resolve_tags};
use crate::session::{Session, TagBook};

/// Gives names to tag ids without a call: from the stored list, however old.
pub async fn known_names(session: &Session, ids: &[u64]) -> Vec<TagRef> {
    let mut book = session.tags.lock().await;
    load(session, &mut book).await;
    resolve_tags(ids, &book.list)
}

/// Makes sure that names for `ids` are there if a call can bring them. A failure spoils nothing but the names.
pub async fn prepare(
    session: &Session,
    ids: &[u64],
    now: Timestamp,
    cancel: &CancellationToken,
) -> Result<(), Failure> {
    // The lock is held during the call, so that lookups side by side ask once.
    let mut book = session.tags.lock().await;
    load(session, &mut book).await;
    if !book.should_ask(ids, now) {
        return Ok(());
    }
    book.asked_at = Some(now);
    let list = session.client.tags(cancel).await?;
    remember(session, &mut book, list, now).await
}

/// Whether tags that are not seen yet may cost a call for their names: one that is new to a young list does so, too.
pub async fn may_ask(session: &Session, now: Timestamp) -> bool {
    let mut book = session.tags.lock().await;
    load(session, &mut book).await;
    book.may_ask(now)
}

/// The list, by a call where the one at hand is too old.
pub async fn list(session: &Session, now: Timestamp, cancel: &CancellationToken) -> Result<Vec<Tag>, Failure> {
    let mut book = session.tags.lock().await;
    load(session, &mut book).await;
    if book.is_old(now) {
        book.asked_at = Some(now);
        let list = session.client.tags(cancel).await?;
        remember(session, &mut book, list, now).await?;
    }
    Ok(book.list.clone())
}

async fn remember(session: &Session, book: &mut TagBook, list: Vec<Tag>, now: Timestamp) -> Result<(), Failure> {
    *book = TagBook {
        list: list.clone(),
        fetched_at: Some(now),
        loaded: true,
        asked_at: Some(now),
    };
    match &session.store {
        Some(store) => store
            .keep_tags(&session.key.app_id, list, now)
            .await
            .map_err(Failure::local),
        None => Ok(()),
    }
}

/// Reads the stored list once a run. A file that cannot be read means no names yet, which a call mends.
async fn load(session: &Session, book: &mut TagBook) {
    if std::mem::replace(&mut book.loaded, true) {
        return;
    }
    if let Some(store) = &session.store
        && let Ok(Some((list, fetched_at))) = store.tags(&session.key.app_id).await
    {
        book.list = list;
        book.fetched_at = Some(fetched_at);
    }
}
