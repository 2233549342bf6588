//! The values in effect, in the form of the configuration file, secrets masked.

use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::config::{Account, ClipboardMode, Config, SecretSource, TokenSource};
use crate::model::UiLang;

/// Stands for every secret.
const MASK: &str = "***";

/// The text of a configuration file that says the same.
pub fn text(config: &Config) -> String {
    let mut document = DocumentMut::new();
    let place = config.file.as_ref().map(|file| format!("# {}\n", file.display())).unwrap_or_default();
    let data = format!("# data: {}\n", config.db.display());
    if let Ok(account) = config.account() {
        document["default_account"] = value(&account.key.name);
    }
    let mut accounts = Table::new();
    accounts.set_implicit(true);
    for account in &config.accounts {
        accounts.insert(&account.key.name, Item::Table(account_table(account)));
    }
    document["accounts"] = Item::Table(accounts);
    document["lookup"] = Item::Table(lookup_table(config));
    document["history"] = Item::Table(history_table(config));
    document["ui"] = Item::Table(ui_table(config));
    if !config.keys.is_empty() {
        document["keys"] = Item::Table(keys_table(config));
    }
    let web = config.web_token.as_ref().map(|_| format!("# FANSCOPE_WEB_TOKEN: {MASK}\n")).unwrap_or_default();
    format!("{place}{data}{web}\n{document}")
}

fn account_table(account: &Account) -> Table {
    let mut table = Table::new();
    table["label"] = value(&account.label);
    table["app_id"] = value(&account.key.app_id);
    match &account.secret {
        SecretSource::Inline(_) => table["app_secret"] = value(MASK),
        SecretSource::Env(name) => table["app_secret_env"] = value(name),
        SecretSource::Command(argv) => table["app_secret_command"] = words(argv),
        SecretSource::File(path) => table["app_secret_file"] = value(path.display().to_string()),
        SecretSource::Missing => {}
    }
    match &account.token {
        TokenSource::Stable => table["token"] = value("stable"),
        TokenSource::Classic => table["token"] = value("classic"),
        TokenSource::Given(_) => table["token"] = value("env"),
        TokenSource::EnvMissing(name) => {
            table["token"] = value("env");
            table["token_env"] = value(name);
        }
        TokenSource::Command(argv) => {
            table["token"] = value("command");
            table["token_command"] = words(argv);
        }
    }
    table["api_base"] = value(&account.api_base);
    table["lang"] = value(account.lang.as_str());
    if !account.qr_labels.0.is_empty() {
        let mut labels = Table::new();
        for (scene, label) in &account.qr_labels.0 {
            labels[scene.as_str()] = value(label);
        }
        table["qr_labels"] = Item::Table(labels);
    }
    table
}

fn lookup_table(config: &Config) -> Table {
    let mut table = Table::new();
    let lookup = &config.lookup;
    table["concurrency"] = value(i64::try_from(lookup.concurrency).unwrap_or(i64::MAX));
    table["timeout_s"] = value(i64::try_from(lookup.timeout.as_secs()).unwrap_or(i64::MAX));
    table["max_age"] = value(format!("{}s", lookup.max_age.as_secs()));
    table["retries"] = value(i64::from(lookup.retries));
    table["calls_per_minute"] = value(i64::from(lookup.calls_per_minute));
    table
}

fn history_table(config: &Config) -> Table {
    let mut table = Table::new();
    table["enabled"] = value(config.history.enabled);
    table["keep_days"] = value(i64::from(config.history.keep_days));
    table
}

fn ui_table(config: &Config) -> Table {
    let mut table = Table::new();
    table["language"] = value(match config.ui.language {
        UiLang::En => "en",
        UiLang::Zh => "zh",
    });
    table["mouse"] = value(config.ui.mouse);
    if let Some(name) = config.ui.time_zone.iana_name() {
        table["time_zone"] = value(name);
    }
    table["clipboard"] = value(match config.ui.clipboard {
        ClipboardMode::Auto => "auto",
        ClipboardMode::Native => "native",
        ClipboardMode::Osc52 => "osc52",
    });
    table
}

fn keys_table(config: &Config) -> Table {
    let mut table = Table::new();
    for key in &config.keys {
        table[key.action.as_str()] = words(&key.chords);
    }
    table
}

fn words(words: &[String]) -> Item {
    value(words.iter().collect::<Array>())
}
