//! The shape of `config.toml`: one function per table, each reading its keys and judging their values.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::tz::TimeZone;
use toml::de::{DeTable, DeValue};

use super::reader::{Placed, Reader, Section, check_word};
use super::theme::{self, Own, ThemeChoice};
use super::{AmbiguousWidth, COLUMNS, ClipboardMode, HistorySettings, ImageMode, KeyOverride, LookupSettings, Zone};
use crate::locale::fill;
use crate::model::UiLang;

mod account;

pub use account::is_app_id;
use account::read_accounts;
pub(super) use account::{FileAccount, FileSecret, TokenKind};

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
    pub(super) theme: ThemeChoice,
    pub(super) mouse: Option<bool>,
    pub(super) time_zone: Zone,
    pub(super) columns: Vec<String>,
    pub(super) images: ImageMode,
    pub(super) picture_hosts: Option<Vec<String>>,
    pub(super) ambiguous_width: AmbiguousWidth,
    pub(super) clipboard: ClipboardMode,
}

/// Languages that `[ui] language` and `--ui-lang` may name; `None` stands for `auto`.
pub(super) const LANGUAGES: [(&str, Option<UiLang>); 3] =
    [("auto", None), ("en", Some(UiLang::En)), ("zh", Some(UiLang::Zh))];

/// Where relative and `~` paths of the file start.
pub(super) struct Roots<'a> {
    pub(super) beside: &'a Path,
    pub(super) home: Option<&'a Path>,
    /// Themes beside the file.
    pub(super) themes: &'a Own,
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
        ui: read_ui(reader, ui_table, roots.themes),
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

fn read_ui(reader: &mut Reader<'_>, table: Option<&DeTable<'_>>, themes: &Own) -> FileUi {
    let mut section = Section::new("[ui]", table);
    let language = section.word(reader, "language", &LANGUAGES);
    let ui = FileUi {
        language: language.and_then(|found| found.value),
        theme: read_theme(reader, &mut section, themes),
        mouse: section.flag(reader, "mouse"),
        time_zone: read_zone(reader, &mut section),
        columns: read_columns(reader, &mut section),
        images: section
            .word(reader, "images", &ImageMode::WORDS)
            .map(|found| found.value)
            .unwrap_or_default(),
        picture_hosts: read_hosts(reader, &mut section),
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

fn read_theme(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, themes: &Own) -> ThemeChoice {
    let Some(found) = section.text(reader, "theme") else {
        return ThemeChoice::Auto;
    };
    let names = themes.names();
    let allowed: Vec<(&str, ())> = names.iter().map(|name| (name.as_str(), ())).collect();
    let is_known = check_word(reader, "theme", &found, &allowed).is_some();
    if is_known && found.value != theme::AUTO {
        ThemeChoice::Named(found.value)
    } else {
        ThemeChoice::Auto
    }
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

/// Names only: an address, a port or a pattern would promise more than is checked.
fn read_hosts(reader: &mut Reader<'_>, section: &mut Section<'_, '_>) -> Option<Vec<String>> {
    let found = section.texts(reader, "picture_hosts")?;
    for host in &found.value {
        let is_name = host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
        if !is_name {
            let message = fill(reader.texts.host_name, &[&"picture_hosts", &host.escape_debug()]);
            reader.problem(&found.span, message);
        }
    }
    Some(found.value.iter().map(|host| host.to_ascii_lowercase()).collect())
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
