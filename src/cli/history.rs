//! `history`: what earlier lookups stored, offline.

mod clear;
mod export;
mod list;
mod show;

use std::io::Write;

use super::args::History;
use super::context::Context;
use super::setup;
use crate::config::Config;
use crate::error::{Error, Exit};
use crate::model::{Record, Snapshot};
use crate::store::{Store, Wanted};

/// Runs one of the four.
pub async fn run(context: &Context, action: History, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let mut config = context.config()?;
    // Only the running demo knows the app id under which its lookups are stored.
    let _demo = setup::start_demo(&mut config).await?;
    match action {
        History::List(args) => list::run(context, &config, &args, out).await,
        History::Show(args) => show::run(context, &config, &args, out).await,
        History::Export(args) => export::run(context, &config, &args, out).await,
        History::Clear(args) => clear::run(context, &config, &args).await,
    }
}

/// The local file. Reading history is all that is asked for, so a file that cannot be used is a failure.
async fn open(config: &Config) -> Result<Store, Error> {
    Ok(Store::open(&config.db).await?)
}

/// Rows of the chosen account, or of all.
fn wanted(config: &Config, all_accounts: bool) -> Result<Wanted, Error> {
    Ok(Wanted {
        app_id: app_id(config, all_accounts)?,
        ..Wanted::default()
    })
}

/// The chosen account's app id; `None` for all accounts.
fn app_id(config: &Config, all_accounts: bool) -> Result<Option<String>, Error> {
    if all_accounts {
        return Ok(None);
    }
    setup::account(config).map(|account| Some(account.key.app_id.clone()))
}

/// The record as stored, with today's names of its account and QR scene: names are the operator's own, not the
/// platform's, so the newest are right.
fn renamed(config: &Config, snapshot: Snapshot) -> Record {
    let mut record = snapshot.record;
    let account = config
        .accounts
        .iter()
        .find(|account| account.key.app_id == snapshot.app_id);
    if let Some(account) = account {
        record.account.clone_from(&account.key.name);
        let label = account
            .qr_labels
            .label(record.profile.qr_scene, record.profile.qr_scene_str.as_deref());
        record.qr_label = label.map(str::to_owned).or(record.qr_label);
    }
    record
}
