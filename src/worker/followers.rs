//! The Followers screen's jobs.

mod viewing;

use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::run::{Context, pass_on_all};
use crate::job::{Event, FollowersEvent, FollowersJob, ListedPage, MirrorPerson, PartCounts, Roll};
use crate::mirror::{self, Mirror};
use crate::model::{ChangePlace, Failure, OpenId, Slice, Tally, Timestamp};
use crate::ops::lookup::{self, now};
use crate::ops::tags;
use crate::query::Query;
use crate::session::Session;
use crate::store::SavedView;
pub(super) use viewing::Viewing;

/// Changes that one answer holds.
const CHANGES: usize = 500;
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
        FollowersJob::View { ask, window, seek } => {
            let viewed = context.desk.viewed.find(context, ask, window, seek, cancel).await?;
            context.answer(FollowersEvent::Viewed(viewed)).await;
        }
        FollowersJob::Page { view, window } => {
            if let Some(rows) = context.desk.viewed.page(view, window).await? {
                context.answer(FollowersEvent::Page { at: window.at, rows }).await;
            }
        }
        FollowersJob::Match {
            view,
            query,
            from,
            steps,
        } => {
            if let Some(view) = context.desk.viewed.of(view) {
                let place = view.match_from(&query, from, steps, cancel).await.map_err(asked)?;
                context.answer(FollowersEvent::Matched(place)).await;
            }
        }
        FollowersJob::Keys { view, window } => {
            context.desk.viewed.keys(context, view, window, cancel).await?;
        }
        FollowersJob::Count => count(context, cancel).await?,
        FollowersJob::Person { openid } => person(context, openid).await?,
        FollowersJob::Changes { since, after } => changes(context, since, after).await?,
        FollowersJob::SaveView(view) => save_view(context, view).await?,
        FollowersJob::DeleteView(name) => delete_view(context, &name).await?,
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
    let card = match context.desk.mirror() {
        Some(mirror) => mirror.card().await.map_err(asked)?,
        None => mirror::MirrorCard::default(),
    };
    let tags = match (context.desk.store(), context.app_id()) {
        (Some(store), Some(app_id)) => store.tags(&app_id).await.map_err(Failure::local)?,
        _ => None,
    };
    let tags = tags.map(|(tags, _)| tags).unwrap_or_default();
    let views = views(context).await?;
    context.answer(FollowersEvent::Opened { card, tags, views }).await;
    Ok(())
}

/// The mirror; asked for where there is one only.
fn mirror_of<'a>(context: &Context<'a>) -> Result<&'a Mirror, Failure> {
    let mirror = context.desk.mirror();
    mirror.ok_or_else(|| Failure::local("no local file"))
}

/// Why the mirror did not answer.
pub(super) fn asked(error: mirror::Error) -> Failure {
    match error {
        mirror::Error::Cancelled => Failure::cancelled(),
        mirror::Error::Store(error) => Failure::local(error),
    }
}

async fn count(context: Context<'_>, cancel: &CancellationToken) -> Result<(), Failure> {
    let mirror = mirror_of(&context)?;
    // Days and hours are not asked for, so that any zone will do.
    let zone = jiff::tz::TimeZone::UTC;
    let figures = mirror.figures(&Query::default(), &zone, cancel).await.map_err(asked)?;
    let present = |tally: Tally| tally.people - tally.left;
    let tag = |slice: &Slice| Some((slice.key.parse().ok()?, present(slice.tally)));
    let counts = PartCounts {
        tags: figures.tags.iter().filter_map(tag).collect(),
        untagged: present(figures.untagged),
    };
    context.answer(FollowersEvent::Counted(counts)).await;
    Ok(())
}

async fn person(context: Context<'_>, openid: String) -> Result<(), Failure> {
    let found = mirror_of(&context)?.person(&openid).await.map_err(asked)?;
    let found = found.map(|(follower, changes)| Box::new(MirrorPerson { follower, changes }));
    context.answer(FollowersEvent::Person(openid, found)).await;
    Ok(())
}

async fn changes(context: Context<'_>, since: Timestamp, after: Option<ChangePlace>) -> Result<(), Failure> {
    let mirror = mirror_of(&context)?;
    let changes = mirror.changes(since, after, CHANGES).await.map_err(asked)?;
    let more = changes.len() == CHANGES;
    context.answer(FollowersEvent::Changes { changes, more }).await;
    Ok(())
}

async fn views(context: Context<'_>) -> Result<Vec<SavedView>, Failure> {
    match (context.desk.store(), context.app_id()) {
        (Some(store), Some(app_id)) => store.views(&app_id).await.map_err(Failure::local),
        _ => Ok(Vec::new()),
    }
}

async fn save_view(context: Context<'_>, view: SavedView) -> Result<(), Failure> {
    if let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) {
        store.save_view(&app_id, view).await.map_err(Failure::local)?;
    }
    context.answer(FollowersEvent::Saved(views(context).await?)).await;
    Ok(())
}

async fn delete_view(context: Context<'_>, name: &str) -> Result<(), Failure> {
    if let (Some(store), Some(app_id)) = (context.desk.store(), context.app_id()) {
        store.delete_view(&app_id, name).await.map_err(Failure::local)?;
    }
    context.answer(FollowersEvent::Saved(views(context).await?)).await;
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
