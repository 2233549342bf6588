//! The columns of tables, kept in the local file.

use super::run::Context;
use crate::job::{Event, LayoutJob};
use crate::model::Failure;

/// Without a local file nothing is remembered.
pub(super) async fn run(context: Context<'_>, job: LayoutJob) -> Result<(), Failure> {
    let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) else {
        return Ok(());
    };
    match job {
        LayoutJob::Load => {
            let layouts = store.layouts(&app_id).await.map_err(Failure::local)?;
            context.tell(Event::Layouts(context.id, layouts)).await;
        }
        LayoutJob::Keep { table, columns } => {
            let kept = store.keep_layout(&app_id, table, columns).await;
            kept.map_err(Failure::local)?;
        }
    }
    Ok(())
}
