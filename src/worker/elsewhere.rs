//! The same person in the other accounts of the configuration, by unionid.

use std::collections::HashMap;

use tokio_util::sync::CancellationToken;

use super::run::Context;
use crate::config::Account;
use crate::mirror::{Ask, Mirror};
use crate::model::{Failure, Record, Source};
use crate::query::Query;
use crate::store::{Person, Store};

/// People of one account that may share a unionid; the platform gives one, repaired data may hold more.
const MOST: usize = 8;

/// What mirrors and history of other accounts hold of this person, newest knowledge of each openid.
pub(super) async fn find(
    context: Context<'_>,
    openid: &str,
    person: &Person,
    cancel: &CancellationToken,
) -> Result<Vec<Record>, Failure> {
    let (Some(store), Some(here)) = (context.desk.store(), context.app_id()) else {
        return Ok(Vec::new());
    };
    let others = context
        .config
        .accounts
        .iter()
        .filter(|account| account.key.app_id != here);
    let others: Vec<&Account> = others.collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let Some(unionid) = unionid(context, openid, person).await? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for account in others {
        let mut records = store
            .of_unionid(&account.key.app_id, &unionid)
            .await
            .map_err(Failure::local)?;
        records.extend(mirrored(&store, account, &unionid, context, cancel).await?);
        for record in &mut records {
            record.account.clone_from(&account.label);
        }
        found.extend(newest(records));
    }
    Ok(found)
}

/// From the lookups, else from the mirror.
async fn unionid(context: Context<'_>, openid: &str, person: &Person) -> Result<Option<String>, Failure> {
    let looked_up = person.snapshots.iter().map(|found| &found.record.profile.unionid);
    let known = looked_up.flatten().find(|unionid| !unionid.is_empty()).cloned();
    if known.is_some() {
        return Ok(known);
    }
    let Some(mirror) = context.desk.mirror() else {
        return Ok(None);
    };
    let found = mirror.person(openid).await.map_err(Failure::local)?;
    let unionid = found.and_then(|(follower, _)| follower.record.profile.unionid);
    Ok(unionid.filter(|unionid| !unionid.is_empty()))
}

async fn mirrored(
    store: &Store,
    account: &Account,
    unionid: &str,
    context: Context<'_>,
    cancel: &CancellationToken,
) -> Result<Vec<Record>, Failure> {
    // In quotes it is a plain word whatever it holds; the packed columns find it without an index of their own.
    let Ok(query) = Query::parse(&format!("\"{unionid}\""), &context.config.ui.time_zone) else {
        return Ok(Vec::new());
    };
    let mirror = Mirror::new(store, &account.key, account.qr_labels.clone());
    let view = mirror
        .view(Ask::newest_first(query), cancel)
        .await
        .map_err(Failure::local)?;
    let people = view.page(0, MOST).await.map_err(Failure::local)?;
    let same = people.into_iter().map(|follower| follower.record);
    Ok(same
        .filter(|record| record.profile.unionid.as_deref() == Some(unionid))
        .collect())
}

/// One record for each openid: the one fetched last.
fn newest(records: Vec<Record>) -> Vec<Record> {
    let mut places: HashMap<(String, Source), usize> = HashMap::new();
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        let key = (record.openid.clone(), record.source);
        match places.get(&key) {
            Some(place) if kept[*place].fetched_at >= record.fetched_at => {}
            Some(place) => kept[*place] = record,
            None => {
                places.insert(key, kept.len());
                kept.push(record);
            }
        }
    }
    kept
}
