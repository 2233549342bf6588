//! Page after page of ids, with an end to every oddity of the list (API reference, section 3).

use std::collections::HashSet;

use tokio_util::sync::CancellationToken;

use super::{Stop, Sync};
use crate::api::FollowerPage;
use crate::model::{Cause, Failure, Kind, OpenId};
use crate::ops::lookup::now;
use crate::store::{ListEnd, StagedPage};

/// How often a list is begun anew because its cursor has died.
const MOST_RESTARTS: u32 = 3;

/// Pages in a row without any id, after which a list that claims to go on is left.
const MOST_BARREN: u32 = 3;

/// Ids of a full page (API reference, section 3).
const FULL_PAGE: usize = 10_000;

/// What this run remembers of the list.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Cursors asked for.
    cursors: HashSet<String>,
    restarts: u32,
    barren: u32,
}

impl Sync {
    /// Asks for the next page and keeps it.
    pub(super) async fn list_page(&mut self, cancel: &CancellationToken) -> Result<(), Stop> {
        let cursor = self.state.cursor.clone();
        match self.session.client.user_get(cursor.as_deref(), cancel).await {
            Ok(page) => self.keep_page(cursor, page).await,
            Err(failure) if failure.kind == Kind::InvalidOpenid => self.restart(cursor.is_some(), failure).await,
            Err(failure) => Err(failure.into()),
        }
    }

    async fn keep_page(&mut self, cursor: Option<String>, page: FollowerPage) -> Result<(), Stop> {
        self.listing.cursors.extend(cursor.clone());
        self.listing.barren = if page.ids.is_empty() {
            self.listing.barren + 1
        } else {
            0
        };
        let end = self.end_after(cursor.as_deref(), &page);
        let staged = StagedPage {
            ids: page.ids,
            cursor: page.next_openid.unwrap_or_default(),
            total: page.total,
            end,
        };
        self.state = self.store.stage_page(self.state.mirror, staged, now()).await?;
        Ok(())
    }

    /// Whether a page is the last.
    fn end_after(&self, cursor: Option<&str>, page: &FollowerPage) -> Option<ListEnd> {
        let Some(next) = &page.next_openid else {
            return Some(ListEnd::Said);
        };
        let says_nothing = page.ids.is_empty() && page.unreadable == 0 && page.count.is_none_or(|count| count == 0);
        // The only page has a cursor, too; where it is full more may come, whatever its total says. A list of several
        // is read until it says that it ends, since a total may count others than those that came.
        let holds_all = || {
            let distinct: HashSet<&OpenId> = page.ids.iter().collect();
            page.total.is_some_and(|total| length(distinct.len()) >= total)
        };
        if says_nothing || cursor.is_none() && page.ids.len() < FULL_PAGE && holds_all() {
            return Some(ListEnd::Said);
        }
        let is_known = Some(next.as_str()) == cursor || self.listing.cursors.contains(next);
        if is_known || self.listing.barren >= MOST_BARREN {
            return Some(ListEnd::Circle);
        }
        let staged = self.state.listed + length(page.ids.len());
        let total = page.total.unwrap_or(0).max(self.state.total);
        let is_endless = total > 0 && staged > total.saturating_mul(2).saturating_add(20_000);
        is_endless.then_some(ListEnd::Endless)
    }

    /// The platform does not know the cursor any more, perhaps because its owner has left.
    async fn restart(&mut self, had_cursor: bool, failure: Failure) -> Result<(), Stop> {
        if !had_cursor || self.listing.restarts >= MOST_RESTARTS {
            // It is not about a person but about the list.
            return Err(Failure {
                kind: Kind::Platform,
                cause: Cause::ListBrokeOff,
                ..failure
            }
            .into());
        }
        self.listing = Listing {
            restarts: self.listing.restarts + 1,
            ..Listing::default()
        };
        self.state = self.store.restart_listing(self.state.mirror).await?;
        Ok(())
    }
}

fn length(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
