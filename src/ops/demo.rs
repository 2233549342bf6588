//! The embedded demo server of a run. It forgets everything when it stops; what the mirror has seen happen to its
//! people stays happened, so that the next run's sync finds no return to the beginning.

use std::io;

use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::demo::{Change, Demo, Setup};
use crate::mirror::{self, Ask, Mirror};
use crate::model::{Follower, Secret, Timestamp};
use crate::query::Query;
use crate::store::Store;

/// Followers read at once.
const PAGE: usize = 200;

/// Starts it and points the demo's account to it. `churn`: each sync is to find something that changed.
pub async fn start(config: Config, churn: bool) -> io::Result<(Config, Demo)> {
    let setup = Setup {
        churn,
        ..Setup::default()
    };
    let demo = Demo::start(setup).await?;
    let (secret, web_token) = (Secret::new(&demo.app_secret), Secret::new(&demo.web_token));
    let config = config.with_demo(&demo.base(), &demo.app_id, secret, web_token);
    if let Err(error) = go_on(&config, &demo).await {
        tracing::warn!(%error, "the demo's people are as at the beginning");
    }
    Ok((config, demo))
}

/// Lets happen again what the mirror says has happened.
async fn go_on(config: &Config, demo: &Demo) -> mirror::Result<()> {
    let Ok(account) = config.account() else {
        return Ok(());
    };
    if !config.db.exists() {
        return Ok(());
    }
    let store = Store::open(&config.db).await?;
    let mirror = Mirror::new(&store, &account.key, account.qr_labels.clone());
    let done = tell(&mirror, demo).await;
    drop(mirror);
    store.close().await;
    done
}

async fn tell(mirror: &Mirror, demo: &Demo) -> mirror::Result<()> {
    let Some(synced_at) = mirror.card().await?.synced_at else {
        return Ok(());
    };
    let changed = Ask {
        changed_since: Some(Timestamp::UNIX_EPOCH),
        ..Ask::newest_first(Query::default())
    };
    let view = mirror.view(changed, &CancellationToken::new()).await?;
    let mut at = 0;
    while at < view.total() {
        let people = view.page(at, PAGE).await?;
        if people.is_empty() {
            break;
        }
        at += people.len() as u64;
        for person in &people {
            for change in happened(person) {
                demo.change(&person.record.openid, change);
            }
        }
    }
    // Another number at each start, so that not the same happens each time.
    demo.go_on(u64::try_from(synced_at.as_second()).unwrap_or_default());
    Ok(())
}

/// What makes the demo's person the mirror's.
fn happened(person: &Follower) -> Vec<Change> {
    let profile = &person.record.profile;
    let since = profile
        .subscribed_at()
        .and_then(|at| u64::try_from(at.as_second()).ok());
    let tags = profile.tagid_list.as_ref().map(|ids| {
        let ids = ids.iter().filter_map(|id| u32::try_from(*id).ok());
        Change::Tags(ids.collect())
    });
    let standing = if person.listed {
        since.map(Change::Follows)
    } else {
        Some(Change::Leaves)
    };
    let remark = profile.remark.clone().map(Change::Remark);
    standing.into_iter().chain(remark).chain(tags).collect()
}
