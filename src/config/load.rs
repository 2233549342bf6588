//! Reading and merging: file, then environment, then flags.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::file::{File, FileSecret, Roots, language_of, read_file};
use super::reader::{Reader, base_message};
use super::theme::{self, Own, ThemeChoice};
use super::{Account, Check, Config, Env, Flags, KeyOverride, Problem, SecretSource, TokenSource, UiSettings, Zone};
use super::{accounts, language, parse_api_base, paths, secret};
use crate::locale::{ConfigTexts, fill, texts};
use crate::model::{Secret, UiLang};

/// See [`Config::load`].
pub(super) fn load(flags: &Flags, env: &Env) -> Result<Config, Vec<Problem>> {
    assemble(read(flags, env, flags.demo), flags, env)
}

/// See [`Config::proposed`].
pub(super) fn proposed(flags: &Flags, env: &Env, text: &str) -> Result<Config, Vec<Problem>> {
    let mut found = Found::nothing(flags, env);
    if let Some(path) = paths::config_file(flags, env) {
        found.path = Some(path.clone());
        found.exists = true;
        read_text(&mut found, &path, text, flags, env, false);
    }
    assemble(found, flags, env)
}

fn assemble(found: Found, flags: &Flags, env: &Env) -> Result<Config, Vec<Problem>> {
    let mut problems = found.problems;
    let texts = &texts(found.language).config;
    let api_base = if flags.demo {
        None
    } else {
        problems.extend(check_app_id(env, texts));
        api_base(flags, env, texts).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    };
    let data_dir = data_dir(flags, env, texts).unwrap_or_else(|problem| {
        problems.push(problem);
        PathBuf::new()
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let (accounts, chosen) = if flags.demo {
        (
            vec![accounts::demo("", super::DEMO_ACCOUNT, SecretSource::Missing)],
            Ok(0),
        )
    } else {
        accounts::merge(&found.file, api_base.as_deref(), flags, env)
    };
    let chosen_account = chosen.as_ref().ok().and_then(|index| accounts.get(*index));
    let mut warnings = found.warnings;
    warnings.extend(chosen_account.and_then(|account| warn_classic(account, texts)));
    let db = if flags.demo {
        data_dir.join("demo")
    } else {
        data_dir.clone()
    }
    .join("fanscope.db");
    Ok(Config {
        flags: flags.clone(),
        file: found.path.filter(|_| found.exists),
        accounts,
        chosen,
        lookup: found.file.lookup,
        history: found.file.history,
        ui: UiSettings {
            language: found.language,
            theme: found.file.ui.theme,
            themes: theme::built_in().into_iter().chain(found.own.themes).collect(),
            mouse: found.file.ui.mouse.unwrap_or(true),
            time_zone: match found.file.ui.time_zone {
                Zone::System => jiff::tz::TimeZone::system(),
                Zone::Named(zone) => zone,
            },
            columns: found.file.ui.columns,
            images: found.file.ui.images,
            picture_hosts: found
                .file
                .ui
                .picture_hosts
                .unwrap_or_else(|| super::PICTURE_HOSTS.map(str::to_owned).to_vec()),
            ambiguous_width: found.file.ui.ambiguous_width,
            clipboard: found.file.ui.clipboard,
        },
        keys: found.file.keys,
        web_token: env.get("FANSCOPE_WEB_TOKEN").filter(|_| !flags.demo).map(Secret::new),
        db,
        data_dir,
        demo: flags.demo,
        warnings,
    })
}

/// See [`Config::keys`].
pub(super) fn keys(flags: &Flags, env: &Env) -> Vec<KeyOverride> {
    read(flags, env, true).file.keys
}

/// See [`Config::check`].
pub(super) fn check(flags: &Flags, env: &Env) -> Check {
    let flags = Flags {
        demo: false,
        ..flags.clone()
    };
    let found = read(&flags, env, false);
    let loaded = load(&flags, env);
    let (problems, warnings) = match loaded {
        Ok(config) => {
            let unset = unset_secrets(&config.accounts, env, &texts(config.ui.language).config);
            (Vec::new(), config.warnings.into_iter().chain(unset).collect())
        }
        Err(problems) => (problems, found.warnings),
    };
    let mut problems: Vec<Problem> = problems;
    // Those of the chosen theme are among them already.
    for (_, of_theme) in found.own.faulty {
        let new = of_theme.into_iter().filter(|problem| !problems.contains(problem));
        problems.extend(new.collect::<Vec<_>>());
    }
    Check {
        file: found.path,
        exists: found.exists,
        problems,
        warnings,
    }
}

/// What reading the file gave.
struct Found {
    path: Option<PathBuf>,
    exists: bool,
    file: File,
    own: Own,
    language: UiLang,
    problems: Vec<Problem>,
    warnings: Vec<String>,
}

impl Found {
    fn nothing(flags: &Flags, env: &Env) -> Self {
        Self {
            path: None,
            exists: false,
            file: File::default(),
            own: Own::default(),
            language: language::choose(flags.ui_lang, None, env),
            problems: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

fn read(flags: &Flags, env: &Env, skip_accounts: bool) -> Found {
    let mut found = Found::nothing(flags, env);
    let Some((path, named)) = paths::named_config_file(flags, env) else {
        return found;
    };
    found.path = Some(path.clone());
    let texts = &texts(found.language).config;
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound && !named => return found,
        Err(error) => {
            let message = match error.kind() {
                ErrorKind::NotFound => texts.no_such_file.to_owned(),
                _ => fill(texts.unreadable, &[&error]),
            };
            found.problems.push(Problem {
                place: path.display().to_string(),
                message,
            });
            return found;
        }
    };
    found.exists = true;
    match std::str::from_utf8(&bytes) {
        Ok(text) => read_text(&mut found, &path, text, flags, env, skip_accounts),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let valid = String::from_utf8_lossy(valid);
            let mut reader = Reader::new(&path, &valid, texts);
            reader.problem(&(valid.len()..valid.len()), texts.not_utf8.to_owned());
            found.problems = reader.into_problems();
        }
    }
    found
}

fn read_text(found: &mut Found, path: &Path, text: &str, flags: &Flags, env: &Env, skip_accounts: bool) {
    let (root, errors) = DeTable::parse_recoverable(text);
    found.language = language::choose(flags.ui_lang, language_of(root.get_ref()), env);
    let texts = &texts(found.language).config;
    let mut reader = Reader::new(path, text, texts);
    for error in &errors {
        reader.problem(
            &error.span().unwrap_or_default(),
            fill(texts.syntax, &[&error.message()]),
        );
    }
    let broken: BTreeSet<usize> = reader.lines();
    let mark = reader.count();
    let home = paths::home(env);
    let beside = path.parent().unwrap_or_else(|| Path::new(""));
    let own = Own::read(beside, texts);
    let roots = Roots {
        beside,
        home: home.as_deref(),
        themes: &own,
    };
    found.file = read_file(&mut reader, root.get_ref(), &roots, skip_accounts);
    // What stands on a line that is no TOML was guessed by the parser: saying more of it would mislead.
    reader.retain_since(mark, |line| !broken.contains(&line));
    found.problems = reader.into_problems();
    if let ThemeChoice::Named(name) = &found.file.ui.theme {
        let chosen = own.faulty.iter().find(|(faulty, _)| faulty == name);
        found
            .problems
            .extend(chosen.into_iter().flat_map(|(_, problems)| problems.clone()));
    }
    found.own = own;
    found.warnings = warn_shared_files(&found.file, path, texts);
}

fn warn_shared_files(file: &File, path: &Path, texts: &ConfigTexts) -> Vec<String> {
    let secrets = || file.accounts.values().filter_map(|account| account.secret.as_ref());
    let inline = secrets().any(|secret| matches!(secret, FileSecret::Inline(_)));
    let own = secret::shared_mode(path).filter(|_| inline);
    let own = own.map(|mode| fill(texts.warn_secret_in_file, &[&path.display(), &mode]));
    let others = secrets().filter_map(|secret| match secret {
        FileSecret::File(path) => {
            secret::shared_mode(path).map(|mode| fill(texts.warn_secret_file, &[&path.display(), &mode]))
        }
        _ => None,
    });
    own.into_iter().chain(others).collect()
}

fn warn_classic(account: &Account, texts: &ConfigTexts) -> Option<String> {
    (account.token == TokenSource::Classic).then(|| fill(texts.warn_classic, &[&account.key.name]))
}

/// Accounts whose secret's variable is not set: worth telling where the configuration itself is looked at, and too
/// much for every command, which uses one account.
fn unset_secrets(accounts: &[Account], env: &Env, texts: &ConfigTexts) -> Vec<String> {
    let warning = |account: &Account| match &account.secret {
        SecretSource::Env(name) if env.get(name).is_none() => {
            Some(fill(texts.warn_secret_unset, &[&account.key.name, name]))
        }
        _ => None,
    };
    accounts.iter().filter_map(warning).collect()
}

/// `--api-base`, else `FANSCOPE_API_BASE`.
fn api_base(flags: &Flags, env: &Env, texts: &ConfigTexts) -> Result<Option<String>, Problem> {
    let flag = flags.api_base.as_deref().map(|base| ("--api-base", base));
    let given = flag.or_else(|| env.get("FANSCOPE_API_BASE").map(|base| ("FANSCOPE_API_BASE", base)));
    let Some((place, base)) = given else {
        return Ok(None);
    };
    let checked = parse_api_base(base).map_err(|fault| of_place(place, &base_message(texts, place, base, fault)));
    checked.map(Some)
}

fn check_app_id(env: &Env, texts: &ConfigTexts) -> Option<Problem> {
    let place = "FANSCOPE_APP_ID";
    let app_id = env.get(place).filter(|app_id| !super::file::is_app_id(app_id))?;
    Some(of_place(place, &fill(texts.app_id, &[&place, &app_id.escape_debug()])))
}

/// A problem of a flag or variable. The place names it, so that the message, which begins with the key in a file, need
/// not say it again.
fn of_place(place: &str, message: &str) -> Problem {
    let named = message.strip_prefix(&format!("`{place}`"));
    let rest = named.and_then(|rest| rest.strip_prefix(": ").or_else(|| rest.strip_prefix('：')));
    Problem {
        place: place.to_owned(),
        message: rest.unwrap_or(message).to_owned(),
    }
}

fn data_dir(flags: &Flags, env: &Env, texts: &ConfigTexts) -> Result<PathBuf, Problem> {
    paths::data_dir(flags, env).ok_or_else(|| Problem {
        place: "--data-dir".to_owned(),
        message: texts.no_home.to_owned(),
    })
}
