use std::sync::{Mutex, PoisonError};

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::{Context, asked, mirror_of};
use crate::job::{FollowersEvent, JobId, Viewed, Window};
use crate::mirror::{Ask, View};
use crate::model::{Failure, Follower};

/// The view that the interface pages through: that of the newest job that found one.
#[derive(Debug, Default)]
pub(in crate::worker) struct Viewing {
    view: Mutex<Option<(JobId, View)>>,
}

impl Viewing {
    /// Finds people and brings the first rows to be shown; older views are gone then.
    pub(super) async fn find(
        &self,
        context: Context<'_>,
        ask: Ask,
        window: Window,
        seek: Option<String>,
        cancel: &CancellationToken,
    ) -> Result<Viewed, Failure> {
        let (sender, early) = oneshot::channel();
        // Fails only where nobody waits any more.
        let tell = |view| drop(sender.send(view));
        let finding = mirror_of(&context)?.view_early(ask, cancel, tell);
        let (found, ()) = tokio::join!(finding, show_early(context, early, window));
        let view = found.map_err(asked)?;
        let place = match &seek {
            Some(openid) => view.place_of(openid).await.map_err(asked)?,
            None => None,
        };
        let total = view.total();
        let window = moved(window, place, total);
        let rows = view.page(window.at, window.len).await.map_err(asked)?;
        if cancel.is_cancelled() {
            return Err(Failure::cancelled());
        }
        self.keep(context.id, view);
        let at = window.at;
        Ok(Viewed { total, at, rows, place })
    }

    fn keep(&self, job: JobId, view: View) {
        let mut kept = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        // Two jobs side by side may end in either order.
        if kept.as_ref().is_none_or(|(newest, _)| *newest < job) {
            *kept = Some((job, view));
        }
    }

    /// A job's view; `None` where there is another one by now.
    pub(super) fn of(&self, job: JobId) -> Option<View> {
        let kept = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref()
            .filter(|(newest, _)| *newest == job)
            .map(|(_, view)| view.clone())
    }

    /// Rows of a job's view; `None` where there is another one by now.
    pub(super) async fn page(&self, job: JobId, window: Window) -> Result<Option<Vec<Follower>>, Failure> {
        let Some(view) = self.of(job) else { return Ok(None) };
        view.page(window.at, window.len).await.map(Some).map_err(asked)
    }

    /// Tells the openids of rows of a job's view, some at a time; none where there is another one by now.
    pub(super) async fn keys(
        &self,
        context: Context<'_>,
        job: JobId,
        window: Window,
        cancel: &CancellationToken,
    ) -> Result<(), Failure> {
        let Some(view) = self.of(job) else { return Ok(()) };
        let mut told = 0;
        while told < window.len {
            if cancel.is_cancelled() {
                return Err(Failure::cancelled());
            }
            let len = AT_ONCE.min(window.len - told);
            let openids = view.openids(window.at + told as u64, len).await.map_err(asked)?;
            if openids.is_empty() {
                break;
            }
            told += openids.len();
            context.answer(FollowersEvent::Keys(openids)).await;
        }
        Ok(())
    }
}

/// Openids read and told at once.
const AT_ONCE: usize = 4_096;

/// Shows rows of those found so far. Where that fails, the answer of the whole search says why.
async fn show_early(context: Context<'_>, early: oneshot::Receiver<View>, window: Window) {
    let Ok(view) = early.await else { return };
    let total = view.total();
    let window = moved(window, None, total);
    if let Ok(rows) = view.page(window.at, window.len).await {
        let at = window.at;
        context.answer(FollowersEvent::SoFar { total, at, rows }).await;
    }
}

/// The window around the person sought, and within the view.
fn moved(window: Window, place: Option<u64>, total: u64) -> Window {
    let len = window.len as u64;
    let at = place.map_or(window.at, |place| place.saturating_sub(len / 2));
    Window {
        at: at.min(total.saturating_sub(len)),
        ..window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_follows_the_person_and_stays_within_the_view() {
        let cases = [
            (0, None, 1_000, 0),
            (900, None, 1_000, 800),
            (900, None, 50, 0),
            (0, Some(500), 1_000, 400),
            (0, Some(50), 1_000, 0),
            (0, Some(999), 1_000, 800),
        ];
        for (at, place, total, expected) in cases {
            let window = Window { at, len: 200 };
            assert_eq!(moved(window, place, total).at, expected, "{at} {place:?} {total}");
        }
    }
}
