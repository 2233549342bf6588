//! `[accounts.NAME]`: its keys, and the rules between them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeString, DeTable};

use super::Roots;
use crate::config::ENV_ACCOUNT;
use crate::config::reader::{Placed, Reader, Section};
use crate::locale::fill;
use crate::model::{Lang, QrLabels, Secret};

/// `[accounts.NAME]`.
#[derive(Debug, Default)]
pub(in crate::config) struct FileAccount {
    pub(in crate::config) label: Option<String>,
    pub(in crate::config) app_id: String,
    pub(in crate::config) secret: Option<FileSecret>,
    pub(in crate::config) token: TokenKind,
    pub(in crate::config) token_env: Option<String>,
    pub(in crate::config) token_command: Vec<String>,
    pub(in crate::config) api_base: Option<String>,
    pub(in crate::config) lang: Lang,
    pub(in crate::config) qr_labels: QrLabels,
}

/// The one place the file names for the app secret.
#[derive(Debug)]
pub(in crate::config) enum FileSecret {
    Inline(Secret),
    Env(String),
    Command(Vec<String>),
    File(PathBuf),
}

/// `token`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::config) enum TokenKind {
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

pub(in crate::config) fn read_accounts(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    roots: &Roots<'_>,
) -> BTreeMap<String, FileAccount> {
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
    if text == ENV_ACCOUNT {
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
pub fn is_app_id(text: &str) -> bool {
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
