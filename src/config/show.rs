//! The effective values as TOML, for `config show`.

use toml_edit::{Array, DocumentMut, Item, Table, Value, value};

use super::{Account, AmbiguousWidth, Config, SecretSource, TokenSource, show_duration};

/// What stands for a secret.
const MASK: &str = "***";

/// Every value in force after file, environment and flags; loads again but for the masked secrets.
pub(super) fn effective(config: &Config) -> String {
    let mut document = DocumentMut::new();
    if let Ok(account) = config.account() {
        document["default_account"] = value(&account.key.name);
    }
    let mut accounts = Table::new();
    accounts.set_implicit(true);
    for account in &config.accounts {
        accounts.insert(&account.key.name, Item::Table(account_table(account)));
    }
    document.insert("accounts", Item::Table(accounts));
    document.insert("lookup", Item::Table(lookup_table(config)));
    document.insert("history", Item::Table(history_table(config)));
    document.insert("ui", Item::Table(ui_table(config)));
    document.insert("keys", Item::Table(key_table(config)));
    let mut text = String::new();
    let header = [
        config.file.as_ref().map(|file| format!("# config {}", file.display())),
        Some(format!("# database {}", config.db.display())),
        config
            .web_token
            .as_ref()
            .map(|_| format!("# FANSCOPE_WEB_TOKEN {MASK}")),
    ];
    for line in header.into_iter().flatten() {
        text.push_str(&line.replace(char::is_control, "\u{FFFD}"));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&document.to_string());
    text
}

fn account_table(account: &Account) -> Table {
    let mut table = Table::new();
    table["label"] = value(&account.label);
    table["app_id"] = value(&account.key.app_id);
    match &account.secret {
        SecretSource::Inline(_) => table["app_secret"] = value(MASK),
        SecretSource::Env(variable) => table["app_secret_env"] = value(variable),
        SecretSource::Command(argv) => table["app_secret_command"] = value(list(argv)),
        SecretSource::File(path) => table["app_secret_file"] = value(path.display().to_string()),
        SecretSource::Missing => {}
    }
    match &account.token {
        TokenSource::Stable => table["token"] = value("stable"),
        TokenSource::Classic => table["token"] = value("classic"),
        TokenSource::Command(argv) => {
            table["token"] = value("command");
            table["token_command"] = value(list(argv));
        }
        TokenSource::Given(_) => table["token"] = value("env"),
        TokenSource::EnvMissing(variable) => {
            table["token"] = value("env");
            table["token_env"] = value(variable);
        }
    }
    table["api_base"] = value(&account.api_base);
    table["lang"] = value(account.lang.as_str());
    if !account.qr_labels.0.is_empty() {
        let labels = account
            .qr_labels
            .0
            .iter()
            .map(|(scene, label)| (scene.as_str(), Value::from(label)));
        table.insert("qr_labels", Item::Table(labels.collect()));
    }
    table
}

fn lookup_table(config: &Config) -> Table {
    let lookup = &config.lookup;
    let mut table = Table::new();
    table["concurrency"] = value(whole(lookup.concurrency));
    table["timeout_s"] = value(whole(lookup.timeout.as_secs()));
    table["max_age"] = value(show_duration(lookup.max_age));
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
    let ui = &config.ui;
    let mut table = Table::new();
    table["language"] = value(ui.language.pick("en", "zh"));
    table["theme"] = value(match &ui.theme {
        super::ThemeChoice::Auto => super::theme::AUTO,
        super::ThemeChoice::Named(name) => name,
    });
    table["mouse"] = value(ui.mouse);
    table["time_zone"] = value(ui.time_zone.iana_name().unwrap_or("system"));
    table["columns"] = value(list(&ui.columns));
    table["images"] = value(word(&super::ImageMode::WORDS, ui.images));
    table["picture_hosts"] = value(list(&ui.picture_hosts));
    table["ambiguous_width"] = value(if ui.ambiguous_width == AmbiguousWidth::Two {
        2
    } else {
        1
    });
    table["clipboard"] = value(word(&super::ClipboardMode::WORDS, ui.clipboard));
    table
}

fn key_table(config: &Config) -> Table {
    let mut table = Table::new();
    for key in &config.keys {
        table[&key.action] = value(list(&key.chords));
    }
    table
}

fn list(items: &[String]) -> Array {
    items.iter().collect()
}

fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], found: T) -> &'static str {
    words
        .iter()
        .find(|(_, value)| *value == found)
        .map_or("auto", |(word, _)| word)
}
