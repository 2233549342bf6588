//! The shape of `config.toml`: one function per table, each reading its keys and judging their values.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::reader::{Placed, Reader, Section, check_word};
use super::{
    AmbiguousWidth, COLUMNS, ClipboardMode, HistorySettings, ImageMode, KeyOverride, LookupSettings, Theme, Zone,
};
use crate::locale::fill;
use crate::model::{Lang, QrLabels, Secret, UiLang};

/// What the file says; `None` where it says nothing.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) default_account: Option<Placed<String>>,
    pub(super) accounts: BTreeMap<String, FileAccount>,
    pub(super) lookup: LookupSettings,
    pub(super) history: HistorySettings,
    pub(super) ui: FileUi,
    pub(super) keys: Vec<KeyOverride>,
}

/// `[ui]`, before language and time zone of the system are filled in.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FileUi {
    pub(super) language: Option<UiLang>,
    pub(super) theme: Theme,
    pub(super) mouse: Option<bool>,
    pub(super) time_zone: Zone,
    pub(super) columns: Vec<String>,
    pub(super) images: ImageMode,
    pub(super) ambiguous_width: AmbiguousWidth,
    pub(super) clipboard: ClipboardMode,
}

/// `[accounts.NAME]`.
#[derive(Debug, Default)]
pub(super) struct FileAccount {
    pub(super) label: Option<String>,
    pub(super) app_id: String,
    pub(super) secret: Option<FileSecret>,
    pub(super) token: TokenKind,
    pub(super) token_env: Option<String>,
    pub(super) token_command: Vec<String>,
    pub(super) api_base: Option<String>,
    pub(super) lang: Lang,
    pub(super) qr_labels: QrLabels,
}

/// The one place the file names for the app secret.
#[derive(Debug)]
pub(super) enum FileSecret {
    Inline(Secret),
    Env(String),
    Command(Vec<String>),
    File(PathBuf),
}

/// `token`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TokenKind {
    #[default]
    Stable,
    Env,
    Command,
    Classic,
}

const TOKEN_KINDS: [(&str, TokenKind); 4] = [
    ("stable", TokenKind::Stable),
    ("env", TokenKind::Env),
    ("command", TokenKind::Command),
    ("classic", TokenKind::Classic),
];

/// Languages that `[ui] language` and `--ui-lang` may name; `None` stands for `auto`.
pub(super) const LANGUAGES: [(&str, Option<UiLang>); 3] =
    [("auto", None), ("en", Some(UiLang::En)), ("zh", Some(UiLang::Zh))];

/// Where relative and `~` paths of the file start.
pub(super) struct Roots<'a> {
    pub(super) beside: &'a Path,
    pub(super) home: Option<&'a Path>,
}

/// `[ui] language` of a file that may be full of faults: the language to name them in.
pub(super) fn language_of(root: &DeTable<'_>) -> Option<UiLang> {
    let word = value_of(value_of(root, "ui")?.as_table()?, "language")?.as_str()?;
    LANGUAGES.iter().find(|(name, _)| *name == word)?.1
}

fn value_of<'t, 'd>(table: &'t DeTable<'d>, key: &str) -> Option<&'t DeValue<'d>> {
    let (_, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
    Some(value.get_ref())
}

/// Reads the whole file. With `skip_accounts` what concerns accounts is accepted unread: `--demo` ignores it.
pub(super) fn read_file(reader: &mut Reader<'_>, root: &DeTable<'_>, roots: &Roots<'_>, skip_accounts: bool) -> File {
    let mut top = Section::new(reader.texts.top_level, Some(root));
    let mark = reader.count();
    let default_account = top.text(reader, "default_account");
    let account_table = top.table(reader, "accounts");
    let accounts = account_table
        .map(|table| read_accounts(reader, table, roots))
        .unwrap_or_default();
    if skip_accounts {
        reader.retain_since(mark, |_| false);
    } else if let Some(name) = &default_account
        && !accounts.contains_key(&name.value)
    {
        unknown_default(reader, name, &accounts);
    }
    let lookup_table = top.table(reader, "lookup");
    let history_table = top.table(reader, "history");
    let ui_table = top.table(reader, "ui");
    let key_table = top.table(reader, "keys");
    let file = File {
        default_account: default_account.filter(|_| !skip_accounts),
        accounts: if skip_accounts { BTreeMap::new() } else { accounts },
        lookup: read_lookup(reader, lookup_table),
        history: read_history(reader, history_table),
        ui: read_ui(reader, ui_table),
        keys: key_table.map(|table| read_keys(reader, table)).unwrap_or_default(),
    };
    top.finish(reader);
    file
}

fn unknown_default(reader: &mut Reader<'_>, name: &Placed<String>, accounts: &BTreeMap<String, FileAccount>) {
    let known: Vec<&str> = accounts.keys().map(String::as_str).collect();
    let mut message = fill(
        reader.texts.unknown_default,
        &[&name.value.escape_debug(), &known.join(", ")],
    );
    message.push_str(&reader.did_you_mean(&name.value, &known));
    reader.problem(&name.span, message);
}

fn read_accounts(reader: &mut Reader<'_>, table: &DeTable<'_>, roots: &Roots<'_>) -> BTreeMap<String, FileAccount> {
    let mut accounts = BTreeMap::new();
    for (name, value) in table {
        let Some(account) = value.get_ref().as_table() else {
            reader.wrong_type(name.get_ref(), value, reader.texts.types.table);
            continue;
        };
        check_account_name(reader, name);
        let account = read_account(reader, name, account, roots);
        accounts.insert(name.get_ref().to_string(), account);
    }
    accounts
}

fn check_account_name(reader: &mut Reader<'_>, name: &Spanned<DeString<'_>>) {
    let text = name.get_ref().as_ref();
    if text == super::ENV_ACCOUNT {
        let message = fill(reader.texts.reserved_name, &[&text]);
        reader.problem(&name.span(), message);
    } else if text.trim().is_empty() || text.chars().any(char::is_control) {
        reader.problem(&name.span(), reader.texts.bad_name.to_owned());
    }
}

fn read_account(
    reader: &mut Reader<'_>,
    name: &Spanned<DeString<'_>>,
    table: &DeTable<'_>,
    roots: &Roots<'_>,
) -> FileAccount {
    let mut section = Section::new(format!("[accounts.{}]", name.get_ref().escape_debug()), Some(table));
    let label = section.text(reader, "label").map(|found| found.value);
    let app_id = read_app_id(reader, &mut section, name);
    let secret = read_secret(reader, &mut section, name, roots);
    let token = section.word(reader, "token", &TOKEN_KINDS);
    let token_env = section.text(reader, "token_env");
    let token_command = read_command(reader, &mut section, "token_command");
    let command_is_set = section.has("token_command");
    check_token(
        reader,
        token.as_ref(),
        token_env.as_ref(),
        token_command.as_ref(),
        command_is_set,
    );
    let api_base = section.base(reader, "api_base");
    let languages = Lang::ALL.map(|lang| (lang.as_str(), lang));
    let lang = section.word(reader, "lang", &languages);
    let label_table = section.table(reader, "qr_labels");
    let qr_labels = label_table
        .map(|table| read_qr_labels(reader, table))
        .unwrap_or_default();
    section.finish(reader);
    FileAccount {
        label,
        app_id,
        secret,
        token: token.map(|found| found.value).unwrap_or_default(),
        token_env: token_env.map(|found| found.value),
        token_command: token_command.map(|found| found.value).unwrap_or_default(),
        api_base,
        lang: lang.map(|found| found.value).unwrap_or_default(),
        qr_labels,
    }
}

fn read_app_id(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, name: &Spanned<DeString<'_>>) -> String {
    let found = section.text(reader, "app_id");
    if !section.has("app_id") {
        let message = fill(reader.texts.app_id_missing, &[&name.get_ref().escape_debug()]);
        reader.problem(&name.span(), message);
    }
    let Some(found) = found else { return String::new() };
    if !is_app_id(&found.value) {
        let message = fill(reader.texts.app_id, &[&"app_id", &found.value.escape_debug()]);
        reader.problem(&found.span, message);
    }
    found.value
}

/// Whether a text can be an app id: the platform's are `wx` and 16 hex digits; proxies may use others.
pub(super) fn is_app_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn read_secret(
    reader: &mut Reader<'_>,
    section: &mut Section<'_, '_>,
    name: &Spanned<DeString<'_>>,
    roots: &Roots<'_>,
) -> Option<FileSecret> {
    let env = section.text(reader, "app_secret_env");
    let command = read_command(reader, section, "app_secret_command");
    let file = section.text(reader, "app_secret_file");
    let inline = section.text(reader, "app_secret");
    let mut found = Vec::new();
    let path = |text: &str| expand(text, roots);
    found.extend(env.map(|at| (at.span, "app_secret_env", FileSecret::Env(at.value))));
    found.extend(command.map(|at| (at.span, "app_secret_command", FileSecret::Command(at.value))));
    found.extend(file.map(|at| (at.span, "app_secret_file", FileSecret::File(path(&at.value)))));
    found.extend(inline.map(|at| (at.span, "app_secret", FileSecret::Inline(Secret::new(at.value)))));
    found.sort_by_key(|(span, ..)| span.start);
    if let [_, (span, ..), ..] = found.as_slice() {
        let keys: Vec<&str> = found.iter().map(|(_, key, _)| *key).collect();
        let message = fill(
            reader.texts.several_secrets,
            &[&name.get_ref().escape_debug(), &keys.join(", ")],
        );
        reader.problem(span, message);
    }
    found.into_iter().next().map(|(.., secret)| secret)
}

/// `~/…` starts at home, another relative path beside the configuration file.
fn expand(text: &str, roots: &Roots<'_>) -> PathBuf {
    match (text.strip_prefix("~/"), roots.home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => roots.beside.join(text),
    }
}

/// A command as a list: program and arguments, no shell.
fn read_command(
    reader: &mut Reader<'_>,
    section: &mut Section<'_, '_>,
    key: &'static str,
) -> Option<Placed<Vec<String>>> {
    let found = section.texts(reader, key)?;
    if found.value.first().is_none_or(|program| program.trim().is_empty()) {
        let message = fill(reader.texts.blank, &[&key]);
        reader.problem(&found.span, message);
        return None;
    }
    Some(found)
}

/// `token` and its companions must fit: a key without effect would be a silent mistake.
fn check_token(
    reader: &mut Reader<'_>,
    token: Option<&Placed<TokenKind>>,
    token_env: Option<&Placed<String>>,
    token_command: Option<&Placed<Vec<String>>>,
    command_is_set: bool,
) {
    let kind = token.map(|found| found.value).unwrap_or_default();
    if let Some(found) = token_env.filter(|_| kind != TokenKind::Env) {
        let message = fill(reader.texts.needs_token, &[&"token_env", &"env"]);
        reader.problem(&found.span, message);
    }
    match (token, token_command) {
        (_, Some(found)) if kind != TokenKind::Command => {
            let message = fill(reader.texts.needs_token, &[&"token_command", &"command"]);
            reader.problem(&found.span, message);
        }
        (Some(found), None) if kind == TokenKind::Command && !command_is_set => {
            let message = fill(reader.texts.token_needs, &[&"command", &"token_command"]);
            reader.problem(&found.span, message);
        }
        _ => {}
    }
}

fn read_qr_labels(reader: &mut Reader<'_>, table: &DeTable<'_>) -> QrLabels {
    let mut labels = BTreeMap::new();
    for (key, value) in table {
        match value.get_ref().as_str() {
            Some(label) => {
                labels.insert(key.get_ref().to_string(), label.to_owned());
            }
            None => reader.wrong_type(key.get_ref(), value, reader.texts.types.text),
        }
    }
    QrLabels(labels)
}

fn read_lookup(reader: &mut Reader<'_>, table: Option<&DeTable<'_>>) -> LookupSettings {
    let mut section = Section::new("[lookup]", table);
    let mut lookup = LookupSettings::default();
    if let Some(calls) = section.number(reader, "concurrency", 1..=64) {
        lookup.concurrency = usize::try_from(calls).unwrap_or(lookup.concurrency);
    }
    if let Some(seconds) = section.number(reader, "timeout_s", 1..=300) {
        lookup.timeout = std::time::Duration::from_secs(seconds.into());
    }
    lookup.max_age = section.duration(reader, "max_age").unwrap_or(lookup.max_age);
    lookup.retries = section.number(reader, "retries", 0..=10).unwrap_or(lookup.retries);
    let per_minute = section.number(reader, "calls_per_minute", 0..=100_000);
    lookup.calls_per_minute = per_minute.unwrap_or(lookup.calls_per_minute);
    section.finish(reader);
    lookup
}

fn read_history(reader: &mut Reader<'_>, table: Option<&DeTable<'_>>) -> HistorySettings {
    let mut section = Section::new("[history]", table);
    let default = HistorySettings::default();
    let history = HistorySettings {
        enabled: section.flag(reader, "enabled").unwrap_or(default.enabled),
        keep_days: section
            .number(reader, "keep_days", 0..=36_500)
            .unwrap_or(default.keep_days),
    };
    section.finish(reader);
    history
}

fn read_ui(reader: &mut Reader<'_>, table: Option<&DeTable<'_>>) -> FileUi {
    let mut section = Section::new("[ui]", table);
    let language = section.word(reader, "language", &LANGUAGES);
    let ui = FileUi {
        language: language.and_then(|found| found.value),
        theme: section
            .word(reader, "theme", &Theme::WORDS)
            .map(|found| found.value)
            .unwrap_or_default(),
        mouse: section.flag(reader, "mouse"),
        time_zone: read_zone(reader, &mut section),
        columns: read_columns(reader, &mut section),
        images: section
            .word(reader, "images", &ImageMode::WORDS)
            .map(|found| found.value)
            .unwrap_or_default(),
        ambiguous_width: section
            .number(reader, "ambiguous_width", 1..=2)
            .map(|columns| {
                if columns == 2 {
                    AmbiguousWidth::Two
                } else {
                    AmbiguousWidth::One
                }
            })
            .unwrap_or_default(),
        clipboard: section
            .word(reader, "clipboard", &ClipboardMode::WORDS)
            .map(|found| found.value)
            .unwrap_or_default(),
    };
    section.finish(reader);
    ui
}

fn read_zone(reader: &mut Reader<'_>, section: &mut Section<'_, '_>) -> Zone {
    let Some(found) = section.text(reader, "time_zone") else {
        return Zone::System;
    };
    if found.value == "system" {
        return Zone::System;
    }
    if let Ok(zone) = TimeZone::get(&found.value) {
        return Zone::Named(zone);
    }
    let mut message = fill(reader.texts.time_zone, &[&"time_zone", &found.value.escape_debug()]);
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.push("system");
    message.push_str(&reader.did_you_mean(&found.value, &names));
    reader.problem(&found.span, message);
    Zone::System
}

fn read_columns(reader: &mut Reader<'_>, section: &mut Section<'_, '_>) -> Vec<String> {
    let Some(found) = section.texts(reader, "columns") else {
        return Vec::new();
    };
    let allowed = COLUMNS.map(|name| (name, ()));
    let mut columns = Vec::new();
    for name in found.value {
        let placed = Placed {
            value: name,
            span: found.span.clone(),
        };
        if check_word(reader, "columns", &placed, &allowed).is_some() {
            columns.push(placed.value);
        }
    }
    columns
}

/// `[keys]`: any action name; the keymap checks names and chords, with the places kept here.
fn read_keys(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Vec<KeyOverride> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let mut keys = Vec::new();
    for (action, value) in entries {
        if let Some(chords) = reader.texts_of(action.get_ref(), value) {
            keys.push(KeyOverride {
                action: action.get_ref().to_string(),
                chords: chords.value,
                place: reader.place(action.span().start),
            });
        }
    }
    keys
}
