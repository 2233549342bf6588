//! People of the mirror, page by page, for a thread that writes them.

use std::collections::VecDeque;
use std::io;

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
    /// These, as far as the mirror knows them.
    Openids(Mirror, std::vec::IntoIter<String>),
}

impl MirrorRows {
    /// Finds them.
    pub(in crate::worker) async fn find(
        mirror: &Mirror,
        wanted: &FollowersToExport,
        cancel: &CancellationToken,
    ) -> Result<Self> {
        let from = match &wanted.openids {
            Some(openids) => From::Openids(mirror.clone(), openids.clone().into_iter()),
            None => From::View(mirror.view(wanted.ask.clone(), cancel).await?, 0),
        };
        Ok(Self {
            runtime: Handle::current(),
            from,
            read: VecDeque::new(),
        })
    }

    fn read_on(&mut self) -> Result<Option<Follower>> {
        match &mut self.from {
            From::View(view, at) => {
                if self.read.is_empty() {
                    self.read = self.runtime.block_on(view.page(*at, PAGE))?.into();
                    *at += self.read.len() as u64;
                }
                Ok(self.read.pop_front())
            }
            From::Openids(mirror, openids) => {
                for openid in openids {
                    if let Some((found, _)) = self.runtime.block_on(mirror.person(&openid))? {
                        return Ok(Some(found));
                    }
                }
                Ok(None)
            }
        }
    }
}

impl Iterator for MirrorRows {
    type Item = io::Result<Follower>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_on().map_err(io::Error::other).transpose()
    }
}
