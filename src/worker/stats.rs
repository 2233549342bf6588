//! The figures behind the charts.

use tokio_util::sync::CancellationToken;

use super::run::Context;
use crate::job::{Charted, Event};
use crate::mirror;
use crate::model::Failure;
use crate::query::Query;

/// Counts those whom a query finds.
pub(super) async fn figures(context: Context<'_>, query: &str, cancel: &CancellationToken) -> Result<(), Failure> {
    let charted = charted(context, query, cancel).await?;
    context.tell(Event::Figures(context.id, charted.map(Box::new))).await;
    Ok(())
}

async fn charted(context: Context<'_>, query: &str, cancel: &CancellationToken) -> Result<Option<Charted>, Failure> {
    let Some(mirror) = context.desk.mirror() else {
        return Ok(None);
    };
    let card = mirror.card().await.map_err(failure)?;
    if card.people == 0 {
        return Ok(None);
    }
    let ui = &context.config.ui;
    // The interface asks for nothing that it does not understand.
    let query = Query::parse(query, &ui.time_zone).map_err(|error| Failure::local(error.word))?;
    let figures = mirror.figures(&query, &ui.time_zone, cancel).await.map_err(failure)?;
    if cancel.is_cancelled() {
        return Err(Failure::cancelled());
    }
    Ok(Some(Charted {
        figures,
        synced_at: card.synced_at,
        is_partial: card.unfinished,
    }))
}

fn failure(error: mirror::Error) -> Failure {
    match error {
        mirror::Error::Cancelled => Failure::cancelled(),
        mirror::Error::Store(error) => Failure::local(error),
    }
}
