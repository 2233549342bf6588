//! `followers`, `stats` and `export`: the local mirror, offline.

pub mod export;
pub mod followers;
pub mod stats;

use tokio_util::sync::CancellationToken;

use super::context::Context;
use super::notes::Notes;
use super::setup;
use crate::config::Config;
use crate::demo::Demo;
use crate::error::{Error, Usage};
use crate::locale::{MirrorTexts, fill, texts};
use crate::mirror::{self, Mirror, View};
use crate::model::Follower;
use crate::query::Query;
use crate::store::Store;

/// Rows read at once: all of them may be more than memory holds.
const PAGE: usize = 1000;

/// The chosen account's mirror, and what lives as long as it does.
struct Opened {
    config: Config,
    store: Store,
    mirror: Mirror,
    _demo: Option<Demo>,
}

impl Opened {
    async fn new(context: &Context) -> Result<Self, Error> {
        let mut config = context.config()?;
        // Only the running demo knows the app id under which its followers are stored.
        let demo = setup::start_demo(&mut config).await?;
        let store = Store::open(&config.db).await?;
        let account = setup::account(&config)?;
        let mirror = Mirror::new(&store, &account.key, account.qr_labels.clone());
        Ok(Self {
            config,
            store,
            mirror,
            _demo: demo,
        })
    }

    fn query(&self, words: &[String]) -> Result<Query, Error> {
        let query = Query::parse(&words.join(" "), &self.config.ui.time_zone);
        query.map_err(|error| Usage::Query(error).into())
    }

    /// Says why there are no rows, where there are none, and that not everybody is there yet, where that is so.
    async fn tell(&self, rows: u64, words: &MirrorTexts) -> Result<(), Error> {
        let card = self.mirror.card().await?;
        if rows == 0 && card.people > 0 {
            Notes::say(words.nobody);
        }
        if card.unfinished {
            Notes::say(&words.unfinished.of(card.people));
        } else if card.people == 0 {
            let account = setup::account(&self.config)?;
            Notes::say(&fill(words.no_mirror, &[&account.key.name]));
        }
        Ok(())
    }

    async fn close(self) {
        let Self { store, mirror, .. } = self;
        drop(mirror);
        store.close().await;
    }
}

fn words(context: &Context) -> &'static MirrorTexts {
    &texts(context.lang()).mirror
}

/// Hands on the first `limit` rows of a view, page by page; `false` where it was interrupted.
async fn each_row(
    view: &View,
    limit: u64,
    cancel: &CancellationToken,
    mut each: impl FnMut(&Follower) -> Result<(), Error>,
) -> Result<bool, Error> {
    let mut at = 0;
    while at < limit && !cancel.is_cancelled() {
        let wanted = usize::try_from(limit - at).unwrap_or(PAGE).min(PAGE);
        let rows = view.page(at, wanted).await?;
        if rows.is_empty() {
            break;
        }
        rows.iter().try_for_each(&mut each)?;
        at += rows.len() as u64;
    }
    Ok(!cancel.is_cancelled())
}

impl From<mirror::Error> for Error {
    fn from(error: mirror::Error) -> Self {
        match error {
            mirror::Error::Store(error) => error.into(),
            mirror::Error::Cancelled => Self::Interrupted,
        }
    }
}
