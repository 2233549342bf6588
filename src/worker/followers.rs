//! The Followers screen's jobs.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::run::{Context, pass_on_all};
use crate::job::{Event, FollowersEvent, FollowersJob, ListedPage, Roll};
use crate::model::{Failure, OpenId};
use crate::ops::lookup::{self, now};
use crate::ops::tags;
use crate::session::Session;

/// How long rows have to stay in view before a call is spent on them.
const LOOKED_AT: Duration = Duration::from_millis(120);

/// Runs one of them to its end.
pub(super) async fn run(context: Context<'_>, job: FollowersJob, cancel: &CancellationToken) -> Result<(), Failure> {
    match job {
        FollowersJob::Open => open(context).await?,
        FollowersJob::Tags => {
            let session = context.session().await?;
            let tags = tags::list(session, now(), cancel).await;
            spent(context, session).await;
            context.answer(FollowersEvent::Tags(tags?)).await;
        }
        FollowersJob::List { roll, after } => {
            let session = context.session().await?;
            let page = list(session, roll, after.as_deref(), cancel).await;
            spent(context, session).await;
            context.answer(FollowersEvent::Listed(page?)).await;
        }
        FollowersJob::Profiles { ids } => profiles(context, &ids, cancel).await?,
    }
    Ok(())
}

impl Context<'_> {
    async fn answer(self, event: FollowersEvent) {
        self.tell(Event::Followers(self.id, event)).await;
    }
}

/// From the local file alone: no secret is fetched before somebody asks for a call.
async fn open(context: Context<'_>) -> Result<(), Failure> {
    let tags = match (context.desk.store(), context.app_id()) {
        (Some(store), Some(app_id)) => store.tags(&app_id).await.map_err(Failure::local)?,
        _ => None,
    };
    let tags = tags.map(|(tags, _)| tags).unwrap_or_default();
    context.answer(FollowersEvent::Opened { tags }).await;
    Ok(())
}

/// Stores the calls spent and tells of them.
async fn spent(context: Context<'_>, session: &Session) {
    if let Err(error) = session.save_calls(now()).await {
        context.tell(Event::Warning(Failure::local(error))).await;
    }
    context.tell(Event::Calls(context.desk.spent().await)).await;
}

async fn list(
    session: &Session,
    roll: Roll,
    after: Option<&str>,
    cancel: &CancellationToken,
) -> Result<ListedPage, Failure> {
    let page = match roll {
        Roll::All => session.client.user_get(after, cancel).await?,
        Roll::Tag(id) => session.client.tag_members(id, after, cancel).await?,
        Roll::Blacklist => session.client.blacklist(after, cancel).await?,
    };
    // A cursor that leads to itself would never end.
    let ends = page.ids.is_empty() || page.next_openid.as_deref() == after;
    Ok(ListedPage {
        ids: page.ids,
        total: page.total,
        next: page.next_openid.filter(|_| !ends),
    })
}

async fn profiles(context: Context<'_>, ids: &[OpenId], cancel: &CancellationToken) -> Result<(), Failure> {
    tokio::select! {
        () = cancel.cancelled() => return Err(Failure::cancelled()),
        () = tokio::time::sleep(LOOKED_AT) => {}
    }
    let session = context.session().await?;
    let (sender, reports) = mpsc::unbounded_channel();
    let asking = async {
        // The sender moves in here, so that the reports end with the asking.
        let mut report = move |report| {
            sender.send(report).ok();
        };
        lookup::glance(session, ids, cancel, &mut report).await;
    };
    tokio::join!(asking, pass_on_all(context, reports));
    if cancel.is_cancelled() {
        Err(Failure::cancelled())
    } else {
        Ok(())
    }
}
