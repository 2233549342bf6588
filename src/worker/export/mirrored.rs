//! People of the mirror, page by page, for a thread that writes them.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::job::FollowersToExport;
use crate::mirror::{Mirror, Result, View};
use crate::model::Follower;

/// People read at once.
const PAGE: usize = 1_000;

/// Brings people one by one; asked for on a thread outside of the runtime.
pub(in crate::worker) struct MirrorRows {
    runtime: Handle,
    from: From,
    read: VecDeque<Follower>,
}

enum From {
    /// All of a view, from this place on.
    View(View, u64),
    /// Those with these openids, as far as the mirror knows them, from this place on.
    Openids(Mirror, Arc<FollowersToExport>, usize),
}

impl MirrorRows {
    /// Finds them.
    pub(in crate::worker) async fn find(
        mirror: &Mirror,
        wanted: &Arc<FollowersToExport>,
        cancel: &CancellationToken,
    ) -> Result<Self> {
        let from = match &wanted.openids {
            Some(_) => From::Openids(mirror.clone(), wanted.clone(), 0),
            None => From::View(mirror.view(wanted.ask.clone(), cancel).await?, 0),
        };
        Ok(Self {
            runtime: Handle::current(),
            from,
            read: VecDeque::new(),
        })
    }

    fn next_follower(&mut self) -> Result<Option<Follower>> {
        while self.read.is_empty() {
            let Some(page) = self.from.read_page(&self.runtime)? else {
                return Ok(None);
            };
            self.read = page.into();
        }
        Ok(self.read.pop_front())
    }
}

impl From {
    /// The next ones, of whom the mirror may know none; `None` at the end.
    fn read_page(&mut self, runtime: &Handle) -> Result<Option<Vec<Follower>>> {
        match self {
            Self::View(view, at) => {
                let page = runtime.block_on(view.page(*at, PAGE))?;
                *at += page.len() as u64;
                Ok((!page.is_empty()).then_some(page))
            }
            Self::Openids(mirror, wanted, at) => {
                let rest = wanted.openids.iter().flatten().skip(*at);
                let openids: Vec<String> = rest.take(PAGE).cloned().collect();
                *at += openids.len();
                if openids.is_empty() {
                    return Ok(None);
                }
                runtime.block_on(mirror.people(openids)).map(Some)
            }
        }
    }
}

impl Iterator for MirrorRows {
    type Item = io::Result<Follower>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_follower().map_err(io::Error::other).transpose()
    }
}
