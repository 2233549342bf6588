//! Jobs of the input history. Without a local file nothing is remembered.

use super::run::Context;
use crate::job::{Event, InputKind};
use crate::model::Failure;
use crate::ops::lookup::now;

/// Keeps an input.
pub(super) async fn keep(context: Context<'_>, kind: InputKind, text: &str) -> Result<(), Failure> {
    let Some(store) = context.desk.store() else {
        return Ok(());
    };
    store
        .keep_input(kind.as_str(), text, now())
        .await
        .map_err(Failure::local)
}

/// Tells the inputs of a kind.
pub(super) async fn newest(context: Context<'_>, kind: InputKind) -> Result<(), Failure> {
    let Some(store) = context.desk.store() else {
        return Ok(());
    };
    let inputs = store.inputs(kind.as_str()).await.map_err(Failure::local)?;
    context.tell(Event::Inputs(context.id, kind, inputs)).await;
    Ok(())
}
