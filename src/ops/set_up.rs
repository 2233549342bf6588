//! Setting fanscope up: an account put into the configuration, the sample written. Never overwrites a file that holds
//! anything else, and keeps the comments of one that it adds to.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::config::{self, Account, Config, EXAMPLE, Env, Flags, Problem, SecretSource};
use crate::job::{Proposal, SecretPlan};
use crate::model::Secret;
use crate::private;

/// Head of a file that holds nothing else yet.
const HEAD: &str = "# fanscope's configuration. Every key with its default: fanscope config example\n\n";

/// Why a set-up could not be written or tried.
#[derive(Debug)]
pub enum Trouble {
    /// No home directory is known, so there is no place for the file.
    NoPlace,
    /// The configuration would have these problems.
    Problems(Vec<Problem>),
    /// The file that is there is no TOML, or `accounts` is no table.
    NotToml(PathBuf),
    /// The file is there already.
    Exists(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

/// A proposal with all that follows from it; nothing is written yet.
#[derive(Debug)]
pub struct Draft {
    /// The configuration's file.
    pub path: PathBuf,
    /// What it is to hold.
    text: String,
    /// The whole configuration as it would be.
    pub config: Config,
    /// The account in it, ready to be tried.
    pub account: Account,
    /// A secret that was typed, and the file that is to hold it.
    typed: Option<(PathBuf, Secret)>,
}

/// Puts the proposed account into the configuration that is there, in memory only. Reads files: call it off the UI.
pub fn draft(flags: &Flags, env: &Env, proposal: &Proposal) -> Result<Draft, Trouble> {
    let path = config::config_file(flags, env).ok_or(Trouble::NoPlace)?;
    let before = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(Trouble::Io(path, error)),
    };
    let mut document: DocumentMut = before.parse().map_err(|_| Trouble::NotToml(path.clone()))?;
    let (name, account) = new_account(&mut document).ok_or_else(|| Trouble::NotToml(path.clone()))?;
    account["app_id"] = value(&proposal.app_id);
    let typed = match &proposal.secret {
        SecretPlan::Typed(secret) => {
            let file = free_file(&path, &name);
            let shown = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            account["app_secret_file"] = value(shown);
            Some((file, secret.clone()))
        }
        SecretPlan::Variable(variable) => {
            account["app_secret_env"] = value(variable);
            None
        }
        SecretPlan::Command(line) => {
            let words = shlex::split(line).unwrap_or_default();
            account["app_secret_command"] = value(words.into_iter().collect::<Array>());
            None
        }
        SecretPlan::File(file) => {
            account["app_secret_file"] = value(file);
            None
        }
    };
    let text = document.to_string();
    let config = Config::proposed(flags, env, &text).map_err(Trouble::Problems)?;
    let found = config.accounts.iter().find(|account| account.key.name == name);
    let mut account = found.cloned().ok_or_else(|| Trouble::NotToml(path.clone()))?;
    if let Some((_, secret)) = &typed {
        account.secret = SecretSource::Inline(secret.clone());
    }
    Ok(Draft {
        path,
        text,
        config,
        account,
        typed,
    })
}

/// The table of a new account under the first free name.
fn new_account(document: &mut DocumentMut) -> Option<(String, &mut Item)> {
    let accounts = document.entry("accounts").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let accounts = accounts.as_table_mut()?;
    let names = std::iter::once("main".to_owned()).chain((2..).map(|number| format!("main{number}")));
    let name = names.into_iter().find(|name| !accounts.contains_key(name))?;
    let account = accounts.entry(&name).or_insert_with(|| Item::Table(Table::new()));
    Some((name, account))
}

/// A place beside the configuration that nothing holds yet.
fn free_file(config: &Path, account: &str) -> PathBuf {
    let names = std::iter::once(format!("secret-{account}"));
    let names = names.chain((2..).map(|number| format!("secret-{account}-{number}")));
    let free = names
        .map(|name| config.with_file_name(name))
        .find(|path| !path.exists());
    free.unwrap_or_else(|| config.with_file_name("secret"))
}

/// Writes a draft: the typed secret first, so that the configuration never names a file that is not there. Returns the
/// secret's file where there is one.
pub fn save(draft: &Draft) -> Result<Option<PathBuf>, Trouble> {
    make_directory(&draft.path)?;
    let secret = draft
        .typed
        .as_ref()
        .map(|(file, secret)| create(file, &format!("{}\n", secret.expose())).map(|()| file.clone()));
    let secret = secret.transpose()?;
    replace(&draft.path, &draft.text)?;
    Ok(secret)
}

/// Writes the sample configuration where there is none.
pub fn write_sample(flags: &Flags, env: &Env) -> Result<PathBuf, Trouble> {
    let path = config::config_file(flags, env).ok_or(Trouble::NoPlace)?;
    make_directory(&path)?;
    create(&path, EXAMPLE)?;
    Ok(path)
}

fn make_directory(file: &Path) -> Result<(), Trouble> {
    let Some(directory) = file.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    private::create_directory(directory).map_err(|error| Trouble::Io(directory.to_owned(), error))
}

/// A new file, private to the user; one that is there is left alone.
fn create(path: &Path, text: &str) -> Result<(), Trouble> {
    let trouble = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Trouble::Exists(path.to_owned()),
        _ => Trouble::Io(path.to_owned(), error),
    };
    let mut file = private::create_new(path).map_err(trouble)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(trouble)
}

/// Replaces a file at once, so that a reader sees the old or the new one and never a half. A link keeps its target.
fn replace(path: &Path, text: &str) -> Result<(), Trouble> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut beside = target.clone().into_os_string();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    create(&beside, text)?;
    if let Ok(before) = fs::metadata(&target) {
        // The operator's own choice of who may read it stays.
        let _ = fs::set_permissions(&beside, before.permissions());
    }
    fs::rename(&beside, &target).map_err(|error| {
        let _ = fs::remove_file(&beside);
        Trouble::Io(target, error)
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn place(folder: &tempfile::TempDir) -> Flags {
        Flags {
            config: Some(folder.path().join("deep/config.toml")),
            data_dir: Some(folder.path().join("data")),
            ..Flags::default()
        }
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn proposal(secret: SecretPlan) -> Proposal {
        Proposal {
            app_id: "wx0123456789abcdef".to_owned(),
            secret,
        }
    }

    #[test]
    fn every_way_of_giving_the_secret_is_read_back() {
        for (plan, expected) in [
            (SecretPlan::Variable("WX".into()), SecretSource::Env("WX".into())),
            (
                SecretPlan::Command("pass 'wx main'".into()),
                SecretSource::Command(vec!["pass".into(), "wx main".into()]),
            ),
            (SecretPlan::File("/run/wx".into()), SecretSource::File("/run/wx".into())),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let flags = place(&folder);
            let found = draft(&flags, &Env::default(), &proposal(plan)).unwrap();
            assert!(!found.path.exists(), "nothing is written before it is asked for");
            assert_eq!(save(&found).unwrap(), None);
            let config = Config::load(&flags, &Env::default()).unwrap();
            let account = config.account().unwrap();
            assert_eq!((account.key.name.as_str(), &account.secret), ("main", &expected));
            assert_eq!(mode(&found.path), 0o600);
        }
    }

    #[test]
    fn a_typed_secret_gets_a_private_file_and_never_stands_in_the_configuration() {
        let folder = tempfile::tempdir().unwrap();
        let flags = place(&folder);
        fs::create_dir_all(folder.path().join("deep")).unwrap();
        fs::write(folder.path().join("deep/secret-main"), "another's").unwrap();
        let typed = proposal(SecretPlan::Typed(Secret::new("s3cret")));
        let found = draft(&flags, &Env::default(), &typed).unwrap();
        let file = save(&found).unwrap().unwrap();
        assert_eq!(file, folder.path().join("deep/secret-main-2"));
        assert_eq!(mode(&file), 0o600);
        assert!(!fs::read_to_string(&found.path).unwrap().contains("s3cret"));
        let config = Config::load(&flags, &Env::default()).unwrap();
        let secret = config.account().unwrap().secret.resolve(&Env::default());
        assert_eq!(secret, Ok(Secret::new("s3cret")));
    }

    #[test]
    fn comments_and_accounts_that_are_there_stay() {
        let folder = tempfile::tempdir().unwrap();
        let flags = place(&folder);
        let path = write_sample(&flags, &Env::default()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), EXAMPLE);
        assert_eq!(mode(&path), 0o600);
        assert!(matches!(write_sample(&flags, &Env::default()), Err(Trouble::Exists(_))));
        let own = format!("{EXAMPLE}sort = [\"S\"] # mine\n[accounts.main] # first\napp_id = \"wx1\"\n");
        fs::write(&path, &own).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let plan = proposal(SecretPlan::Variable("WX".into()));
        save(&draft(&flags, &Env::default(), &plan).unwrap()).unwrap();
        let now = fs::read_to_string(&path).unwrap();
        assert!(now.starts_with(&own), "{now}");
        assert_eq!(mode(&path), 0o640);
        let config = Config::load(&flags, &Env::default()).unwrap();
        let names: Vec<&str> = config
            .accounts
            .iter()
            .map(|account| account.key.name.as_str())
            .collect();
        assert_eq!(names, ["main", "main2"]);
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        for text in ["accounts = 3\n", "not toml\n", "[accounts]\nmain = 1\n"] {
            let folder = tempfile::tempdir().unwrap();
            let flags = place(&folder);
            let path = flags.config.clone().unwrap();
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            let plan = proposal(SecretPlan::Variable("WX".into()));
            let found = draft(&flags, &Env::default(), &plan);
            assert!(
                matches!(found, Err(Trouble::NotToml(_) | Trouble::Problems(_))),
                "{found:?}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}
