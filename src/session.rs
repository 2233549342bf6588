//! One account in use: its client, its store, its settings. Built from the configuration.

use std::time::Duration;

use crate::api::Client;
use crate::model::{AccountKey, Lang, QrLabels};
use crate::store::Store;

/// What an operation needs.
#[derive(Clone, Debug)]
pub struct Session {
    /// Name and app id of the account.
    pub key: AccountKey,
    /// The API client.
    pub client: Client,
    /// The local file; `None` with `--no-history`, `[history] enabled = false`, or when it cannot be opened.
    pub store: Option<Store>,
    /// Names for QR scenes.
    pub qr_labels: QrLabels,
    /// Language sent to the platform.
    pub lang: Lang,
    /// How old a stored answer may be to be reused.
    pub max_age: Duration,
}
