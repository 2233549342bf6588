//! Which accounts there are and which one is chosen (product contract, "Which account"). Pure.

use super::file::{File, FileAccount, FileSecret, TokenKind};
use super::{
    Account, AccountChoice, DEFAULT_API_BASE, DEMO_ACCOUNT, ENV_ACCOUNT, Env, Flags, SecretSource, TokenSource,
};
use crate::model::{AccountKey, Lang, QrLabels, Secret};

const TOKEN_VARIABLE: &str = "FANSCOPE_ACCESS_TOKEN";

/// Every account, by name, and the index of the chosen one.
pub(super) type Accounts = (Vec<Account>, Result<usize, AccountChoice>);

/// The account of `--demo`.
pub(super) fn demo(base: &str, app_id: &str, secret: SecretSource) -> Account {
    Account {
        label: DEMO_ACCOUNT.to_owned(),
        api_base: base.to_owned(),
        ..bare(DEMO_ACCOUNT, app_id, secret)
    }
}

/// Puts file, environment and flags together.
pub(super) fn merge(file: &File, api_base: Option<&str>, flags: &Flags, env: &Env) -> Accounts {
    let mut accounts: Vec<Account> = file
        .accounts
        .iter()
        .map(|(name, account)| of_file(name, account, env))
        .collect();
    let named = flags.account.as_deref().or_else(|| env.get("FANSCOPE_ACCOUNT"));
    let by_env = by_environment(file, env);
    match &by_env {
        Some(ByEnv::New) => accounts.push(of_environment(env)),
        Some(ByEnv::Listed(name)) if named.is_none() => {
            let is_listed = |account: &&mut Account| account.key.name == *name;
            if let Some(account) = accounts.iter_mut().find(is_listed) {
                override_credentials(account, env);
            }
        }
        _ => {}
    }
    accounts.sort_by(|a, b| a.key.name.cmp(&b.key.name));
    for account in &mut accounts {
        account.api_base = api_base.map_or_else(|| account.api_base.clone(), str::to_owned);
    }
    let chosen = choose(file, &accounts, named, by_env.as_ref());
    (accounts, chosen)
}

/// What credentials of the environment select.
enum ByEnv {
    /// This account of the file.
    Listed(String),
    /// The account called `env`.
    New,
}

fn by_environment(file: &File, env: &Env) -> Option<ByEnv> {
    if let Some(app_id) = env.get("FANSCOPE_APP_ID") {
        let same = |name: &&String| file.accounts.get(*name).is_some_and(|account| account.app_id == app_id);
        let preferred = file.default_account.as_ref().map(|found| &found.value).filter(same);
        let listed = preferred.or_else(|| file.accounts.keys().find(same));
        return Some(listed.map_or(ByEnv::New, |name| ByEnv::Listed(name.clone())));
    }
    if env.get(TOKEN_VARIABLE).is_some() {
        // An account of the file may take its token from this very variable: then it is meant.
        let mut readers = file
            .accounts
            .iter()
            .filter(|(_, account)| reads_token_variable(account));
        return match (readers.next(), readers.next()) {
            (None, _) => Some(ByEnv::New),
            (Some((name, _)), None) => Some(ByEnv::Listed(name.clone())),
            _ => None,
        };
    }
    let web_alone = file.accounts.is_empty() && env.get("FANSCOPE_WEB_TOKEN").is_some();
    web_alone.then_some(ByEnv::New)
}

fn reads_token_variable(account: &FileAccount) -> bool {
    account.token == TokenKind::Env && account.token_env.as_deref().unwrap_or(TOKEN_VARIABLE) == TOKEN_VARIABLE
}

fn choose(
    file: &File,
    accounts: &[Account],
    named: Option<&str>,
    by_env: Option<&ByEnv>,
) -> Result<usize, AccountChoice> {
    let listing = || {
        accounts
            .iter()
            .map(|account| account.key.name.clone())
            .collect::<Vec<_>>()
    };
    let position = |name: &str| accounts.iter().position(|account| account.key.name == name);
    if let Some(name) = named {
        return position(name).ok_or_else(|| AccountChoice::Unknown {
            name: name.to_owned(),
            known: listing(),
        });
    }
    let wanted = match by_env {
        Some(ByEnv::Listed(name)) => Some(name.as_str()),
        Some(ByEnv::New) => Some(ENV_ACCOUNT),
        None => file.default_account.as_ref().map(|found| found.value.as_str()),
    };
    match (wanted.and_then(position), accounts.len()) {
        (Some(index), _) => Ok(index),
        (None, 0) => Err(AccountChoice::None),
        (None, 1) => Ok(0),
        (None, _) => Err(AccountChoice::Ambiguous(listing())),
    }
}

fn bare(name: &str, app_id: &str, secret: SecretSource) -> Account {
    Account {
        key: AccountKey {
            name: name.to_owned(),
            app_id: app_id.to_owned(),
        },
        label: name.to_owned(),
        secret,
        token: TokenSource::Stable,
        api_base: DEFAULT_API_BASE.to_owned(),
        lang: Lang::default(),
        qr_labels: QrLabels::default(),
    }
}

fn of_file(name: &str, account: &FileAccount, env: &Env) -> Account {
    let secret = match &account.secret {
        Some(FileSecret::Inline(secret)) => SecretSource::Inline(secret.clone()),
        Some(FileSecret::Env(variable)) => SecretSource::Env(variable.clone()),
        Some(FileSecret::Command(argv)) => SecretSource::Command(argv.clone()),
        Some(FileSecret::File(path)) => SecretSource::File(path.clone()),
        None => spare_secret(&account.app_id, env),
    };
    Account {
        label: account.label.clone().unwrap_or_else(|| name.to_owned()),
        token: token_of_file(account, env),
        api_base: account.api_base.clone().unwrap_or_else(|| DEFAULT_API_BASE.to_owned()),
        lang: account.lang,
        qr_labels: account.qr_labels.clone(),
        ..bare(name, &account.app_id, secret)
    }
}

/// An account that names no place for its secret may use the variable, unless that is another app's.
fn spare_secret(app_id: &str, env: &Env) -> SecretSource {
    let same_app = env.get("FANSCOPE_APP_ID").is_none_or(|given| given == app_id);
    secret_of_environment(env)
        .filter(|_| same_app)
        .unwrap_or(SecretSource::Missing)
}

fn token_of_file(account: &FileAccount, env: &Env) -> TokenSource {
    match account.token {
        TokenKind::Stable => TokenSource::Stable,
        TokenKind::Classic => TokenSource::Classic,
        TokenKind::Command => TokenSource::Command(account.token_command.clone()),
        TokenKind::Env => {
            let variable = account.token_env.as_deref().unwrap_or(TOKEN_VARIABLE);
            let token = env.get(variable).map(Secret::new);
            token.map_or_else(|| TokenSource::EnvMissing(variable.to_owned()), TokenSource::Given)
        }
    }
}

fn secret_of_environment(env: &Env) -> Option<SecretSource> {
    let secret = env.get("FANSCOPE_APP_SECRET")?;
    Some(SecretSource::Inline(Secret::new(secret)))
}

fn of_environment(env: &Env) -> Account {
    let app_id = env.get("FANSCOPE_APP_ID").unwrap_or(ENV_ACCOUNT);
    let mut account = bare(ENV_ACCOUNT, app_id, SecretSource::Missing);
    override_credentials(&mut account, env);
    account
}

fn override_credentials(account: &mut Account, env: &Env) {
    account.secret = secret_of_environment(env).unwrap_or_else(|| account.secret.clone());
    if let Some(token) = env.get(TOKEN_VARIABLE) {
        account.token = TokenSource::Given(Secret::new(token));
    }
}
