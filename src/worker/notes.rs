//! Local notes: told with the rows they belong to, and kept.

use super::run::Context;
use crate::job::Event;
use crate::model::{Failure, Note};
use crate::ops::lookup::now;

/// Tells the notes on these people, where there are any.
pub(super) async fn tell(context: Context<'_>, openids: Vec<String>) -> Result<(), Failure> {
    let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) else {
        return Ok(());
    };
    let notes = store.notes_on(&app_id, openids).await.map_err(Failure::local)?;
    pass_on(context, notes).await;
    Ok(())
}

/// Tells all notes of the account.
pub(super) async fn tell_all(context: Context<'_>) -> Result<(), Failure> {
    let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) else {
        return Ok(());
    };
    let notes = store.notes(&app_id).await.map_err(Failure::local)?;
    pass_on(context, notes).await;
    Ok(())
}

async fn pass_on(context: Context<'_>, notes: Vec<Note>) {
    if !notes.is_empty() {
        context.tell(Event::Notes(context.id, notes)).await;
    }
}

/// Keeps the same note on all of them.
pub(super) async fn keep(context: Context<'_>, openids: Vec<String>, text: &str) -> Result<(), Failure> {
    let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) else {
        return Err(Failure::local("[history] enabled = false"));
    };
    let at = now();
    let notes = openids.into_iter().map(|openid| (openid, text.to_owned())).collect();
    let kept = store.keep_notes(&app_id, notes, at).await.map_err(Failure::local)?;
    context.tell(Event::NotesKept(context.id, at, kept)).await;
    Ok(())
}
