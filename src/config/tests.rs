use std::path::Path;

use super::*;

/// A folder with a `config.toml` of this text.
fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join("config.toml"), text).expect("write");
    folder
}

fn env(folder: &Path, pairs: &[(&str, &str)]) -> Env {
    let mut all: BTreeMap<String, String> = pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    all.insert(
        "FANSCOPE_CONFIG".into(),
        folder.join("config.toml").display().to_string(),
    );
    all.insert("FANSCOPE_DATA_DIR".into(), folder.join("data").display().to_string());
    Env(all)
}

fn load_with(text: &str, pairs: &[(&str, &str)]) -> Config {
    let folder = folder(text);
    Config::load(&Flags::default(), &env(folder.path(), pairs)).expect("valid")
}

/// Each problem as `line:column message`.
fn problems_of(text: &str, lang: UiLang) -> Vec<String> {
    let folder = folder(text);
    let flags = Flags {
        ui_lang: Some(lang),
        ..Flags::default()
    };
    let problems = Config::load(&flags, &env(folder.path(), &[])).expect_err("faulty");
    let prefix = format!("{}:", folder.path().join("config.toml").display());
    let show = |problem: &Problem| {
        let place = problem.place.strip_prefix(&prefix).expect("place in the file");
        format!("{place} {}", problem.message)
    };
    problems.iter().map(show).collect()
}

/// Text and the one problem it gives.
const FAULTS: &[(&str, &str)] = &[
    (
        "[lookup]\nconcurency = 8\n",
        "2:1 unknown key `concurency` in [lookup]; known: concurrency, timeout_s, max_age, retries, calls_per_minute; did you mean `concurrency`?",
    ),
    (
        "  colour = 1",
        "1:3 unknown key `colour` in the top level; known: default_account, accounts, lookup, history, ui, keys",
    ),
    ("lookup = 3", "1:10 `lookup` must be a table, not a whole number"),
    (
        "[lookup]\nconcurrency = 0",
        "2:15 `concurrency` must be between 1 and 64, not 0",
    ),
    (
        "[lookup]\nconcurrency = \"8\"",
        "2:15 `concurrency` must be a whole number, not a text in quotes",
    ),
    (
        "[lookup]\ntimeout_s = 301",
        "2:13 `timeout_s` must be between 1 and 300, not 301",
    ),
    (
        "[lookup]\nretries = -1",
        "2:11 `retries` must be between 0 and 10, not -1",
    ),
    (
        "[lookup]\nretries = 99999999999999999999",
        "2:11 `retries` must be between 0 and 10, not 99999999999999999999",
    ),
    (
        "[lookup]\ncalls_per_minute = 1.5",
        "2:20 `calls_per_minute` must be a whole number, not a decimal number",
    ),
    (
        "[lookup]\nmax_age = \"ten\"",
        "2:11 `max_age` cannot be \"ten\"; write a number and s, m, h or d, such as 30s, 10m, 24h or 7d",
    ),
    (
        "[lookup]\nmax_age = 600",
        "2:11 `max_age` must be a text in quotes, not a whole number",
    ),
    (
        "[history]\nenabled = \"yes\"",
        "2:11 `enabled` must be true or false, not a text in quotes",
    ),
    (
        "[history]\nkeep_days = 36501",
        "2:13 `keep_days` must be between 0 and 36500, not 36501",
    ),
    (
        "[ui]\nlanguage = \"zh-CN\"",
        "2:12 `language` cannot be \"zh-CN\"; allowed: auto, en, zh; did you mean `zh`?",
    ),
    (
        "[ui]\ntime_zone = \"Asia/Shanghia\"",
        "2:13 `time_zone`: \"Asia/Shanghia\" is no known time zone; write \"system\" or a name such as Asia/Shanghai; did you mean `Asia/Shanghai`?",
    ),
    (
        "[ui]\nclipboard = \"osc-52\"",
        "2:13 `clipboard` cannot be \"osc-52\"; allowed: auto, native, osc52; did you mean `osc52`?",
    ),
    (
        "[ui]\nambiguous_width = 3",
        "2:19 `ambiguous_width` must be between 1 and 2, not 3",
    ),
    (
        "[ui]\ntheme = \"drak\"",
        "2:9 `theme` cannot be \"drak\"; allowed: auto, dark, light, contrast, nord, gruvbox, latte; did you mean `dark`?",
    ),
    (
        "[ui]\nimages = \"none\"",
        "2:10 `images` cannot be \"none\"; allowed: auto, kitty, sixel, iterm2, halfblocks, off",
    ),
    (
        "[ui]\ncolumns = [\"opendi\"]",
        "2:11 `columns` cannot be \"opendi\"; allowed: openid, status, name, nickname, remark, since, scene, qr, tags, note, unionid, sex, region, language, groupid, source, account, lookups, fetched_at, first_at, left_at; did you mean `openid`?",
    ),
    (
        "[ui]\ncolumns = [7]",
        "2:12 `columns` must be a text in quotes, not a whole number",
    ),
    (
        "[keys]\nquit = \"q\"",
        "2:8 `quit` must be a list of texts in quotes, not a text in quotes",
    ),
    (
        "default_account = \"mian\"\n[accounts.main]\napp_id = \"wx1\"",
        "1:19 `default_account`: there is no account \"mian\"; accounts: main; did you mean `main`?",
    ),
    ("[accounts]\nmain = 1", "2:8 `main` must be a table, not a whole number"),
    (
        "[accounts.env]\napp_id = \"wx1\"",
        "1:11 an account cannot be called `env`: that is the name of the account made of environment variables",
    ),
    (
        "[accounts.\"\\u0007\"]\napp_id = \"wx1\"",
        "1:11 an account needs a name without control characters",
    ),
    (
        "[accounts.main]\nlabel = \"x\"",
        "1:11 account `main` has no `app_id`; stored rows are keyed by it",
    ),
    (
        "[accounts.main]\napp_id = \"wx 1\"",
        "2:10 `app_id`: \"wx 1\" is no app id; it has up to 64 letters, digits, - or _ and usually starts with wx",
    ),
    ("[accounts.main]\napp_id = \" \"", "2:10 `app_id` must not be empty"),
    (
        "标题 = 1",
        "1:1 not valid TOML: invalid unquoted key, expected letters, numbers, `-`, `_`",
    ),
];

/// Lines three and on of an account that begins with a valid app id, and the one problem they give.
const ACCOUNT_FAULTS: &[(&str, &str)] = &[
    (
        "lang = \"zh-CN\"",
        "3:8 `lang` cannot be \"zh-CN\"; allowed: zh_CN, zh_TW, en; did you mean `zh_CN`?",
    ),
    (
        "token = \"stabel\"",
        "3:9 `token` cannot be \"stabel\"; allowed: stable, env, command, classic; did you mean `stable`?",
    ),
    ("token = \"command\"", "3:9 token = \"command\" needs `token_command`"),
    (
        "token_command = [\"x\"]",
        "3:17 `token_command` has no effect without token = \"command\"",
    ),
    (
        "token_env = \"X\"",
        "3:13 `token_env` has no effect without token = \"env\"",
    ),
    ("app_secret_command = []", "3:22 `app_secret_command` must not be empty"),
    (
        "app_secret_command = \"pass wx\"",
        "3:22 `app_secret_command` must be a list of texts in quotes, not a text in quotes",
    ),
    (
        "app_secret_env = \"A\"\napp_secret_file = \"b\"",
        "4:19 account `main` names several places for its app secret (app_secret_env, app_secret_file); keep one",
    ),
    (
        "api_base = \"http://api.weixin.qq.com\"",
        "3:12 `api_base`: \"http://api.weixin.qq.com\" would send the secret unencrypted; use https:// (http:// only for this machine: 127.0.0.1, ::1 or localhost)",
    ),
    (
        "api_base = \"https://a.example/cgi-bin\"",
        "3:12 `api_base`: \"https://a.example/cgi-bin\" must end after the host and port: no path, query, fragment or user name",
    ),
    (
        "[accounts.main.qr_labels]\n1 = 2",
        "4:5 `1` must be a text in quotes, not a whole number",
    ),
];

#[test]
fn every_fault_is_told_with_its_place() {
    for (text, expected) in FAULTS {
        assert_eq!(problems_of(text, UiLang::En), [*expected], "{text}");
    }
    for (text, expected) in ACCOUNT_FAULTS {
        let text = format!("[accounts.main]\napp_id = \"wx1\"\n{text}");
        assert_eq!(problems_of(&text, UiLang::En), [*expected], "{text}");
    }
}

#[test]
fn all_problems_come_at_once_in_file_order() {
    let text = "default_account = \"x\"\n[lookup]\nretries = 11\n\n[lokup]\na = 1\n[accounts.\"品牌\"]\nlabel = \"品牌\", x\ntoken = 1\n[ui]\nmouse = 1\n";
    let places: Vec<String> = problems_of(text, UiLang::En)
        .iter()
        .map(|problem| problem.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(places, ["1:19", "3:11", "5:2", "7:11", "8:13", "9:9", "11:9"]);
}

#[test]
fn secrets_never_show_in_problems() {
    for text in [
        "[accounts.main]\napp_id = \"wx1\"\napp_secret = \"s3cret",
        "[accounts.main]\napp_id = \"wx1\"\napp_secret = s3cret",
        "[accounts.main]\napp_id = \"wx1\"\napp_secret = [\"s3cret\"]",
        "[accounts.main]\napp_id = \"wx1\"\napp_secret = \"s3cret\"\napp_secret_env = \"X\"",
        "[accounts.main]\napp_id = \"wx1\"\napi_base = \"https://me:s3cret@a.example\"",
        "[accounts.main]\napp_id = \"wx1\"\napi_base = \"https://a.example?secret=s3cret\"",
    ] {
        let problems = problems_of(text, UiLang::En);
        assert!(
            !problems.is_empty() && problems.iter().all(|problem| !problem.contains("s3cret")),
            "{problems:?}"
        );
    }
}

#[test]
fn problems_speak_the_language_of_the_interface() {
    let zh = problems_of("[lookup]\nretries = 11", UiLang::Zh);
    assert_eq!(zh, ["2:11 `retries` 应在 0 到 10 之间，而不是 11"]);
    let folder = folder("[ui]\nlanguage = \"zh\"\nmouse = 1");
    let problems = Config::load(&Flags::default(), &env(folder.path(), &[])).expect_err("faulty");
    assert_eq!(problems[0].message, "`mouse` 应为布尔值（true 或 false），而不是整数");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = folder("");
    let path = folder.path().join("config.toml");
    std::fs::write(&path, b"[lookup]\nx = \"\xff\"").expect("write");
    let problems = |env: &Env| Config::load(&Flags::default(), env).expect_err("faulty");
    let own = env(folder.path(), &[]);
    assert_eq!(problems(&own)[0].place, format!("{}:2:6", path.display()));
    std::fs::remove_file(&path).expect("remove");
    let missing = problems(&own);
    assert_eq!(
        (missing[0].place.as_str(), missing[0].message.as_str()),
        (path.to_str().expect("path"), "there is no such file")
    );
    let config = path.display().to_string();
    let default_place = Env([
        ("XDG_CONFIG_HOME".to_owned(), config.clone()),
        ("XDG_DATA_HOME".to_owned(), config),
    ]
    .into());
    let loaded = Config::load(&Flags::default(), &default_place).expect("a missing default file is no fault");
    assert_eq!((loaded.file, loaded.chosen), (None, Err(AccountChoice::None)));
}

#[test]
fn the_sample_file_is_exactly_the_defaults() {
    let sample = load_with(EXAMPLE, &[]);
    let empty = load_with("", &[]);
    let neutral = |config: Config| Config {
        file: None,
        db: PathBuf::new(),
        data_dir: PathBuf::new(),
        ..config
    };
    assert_eq!(neutral(sample), neutral(empty));
}

/// Every commented key is a real one, and every key of the contract is in the sample.
#[test]
fn the_sample_file_names_every_key() {
    let uncommented: String = EXAMPLE
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.starts_with("[accounts")
                    || rest
                        .split(" = ")
                        .next()
                        .is_some_and(|key| !key.contains(' ') && rest.contains(" = ")) =>
            {
                rest
            }
            _ => line,
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    let root: toml::Table = uncommented.parse().expect("valid once uncommented");
    let keys = |path: &[&str]| {
        let table = path
            .iter()
            .try_fold(&root, |table, key| table[*key].as_table())
            .expect("table");
        table.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys(&[]), "accounts default_account history keys lookup ui");
    assert_eq!(
        keys(&["accounts", "main"]),
        "api_base app_id app_secret app_secret_command app_secret_env app_secret_file label lang qr_labels token token_command token_env"
    );
    assert_eq!(
        keys(&["lookup"]),
        "calls_per_minute concurrency max_age retries timeout_s"
    );
    assert_eq!(keys(&["history"]), "enabled keep_days");
    assert_eq!(
        keys(&["ui"]),
        "ambiguous_width clipboard columns images language mouse picture_hosts theme time_zone"
    );
    let problems = problems_of(&uncommented, UiLang::En);
    assert!(
        problems
            .iter()
            .all(|problem| problem.contains("several places") || problem.contains("has no effect")),
        "{problems:?}"
    );
}

#[test]
fn a_full_file_is_read() {
    let config = load_with(
        r#"
default_account = "b"
[accounts.a]
app_id = "wxa"
[accounts.b]
label = "Brand 服务号"
app_id = "wxb"
app_secret_file = "secret"
token = "command"
token_command = ["server", "--print"]
api_base = "http://localhost:8080/"
lang = "en"
qr_labels = { 98765 = "Poster", "text scene" = "Flyer" }
[lookup]
concurrency = 2
timeout_s = 3
max_age = "1h"
retries = 0
calls_per_minute = 60
[history]
enabled = false
keep_days = 30
[ui]
language = "zh"
theme = "light"
mouse = false
time_zone = "Asia/Shanghai"
columns = ["openid", "name"]
images = "off"
ambiguous_width = 2
clipboard = "osc52"
[keys]
quit = ["Q"]
help = ["F1", "?"]
"#,
        &[],
    );
    let account = config.account().expect("chosen");
    assert_eq!(
        (
            account.key.name.as_str(),
            account.key.app_id.as_str(),
            account.label.as_str()
        ),
        ("b", "wxb", "Brand 服务号")
    );
    let file = config.file.clone().expect("file");
    assert_eq!(account.secret, SecretSource::File(file.with_file_name("secret")));
    assert_eq!(
        account.token,
        TokenSource::Command(vec!["server".into(), "--print".into()])
    );
    assert_eq!(
        (account.api_base.as_str(), account.lang),
        ("http://localhost:8080", Lang::En)
    );
    assert_eq!(account.qr_labels.label(Some(98765), None), Some("Poster"));
    assert_eq!(
        (
            config.lookup.concurrency,
            config.lookup.timeout.as_secs(),
            config.lookup.max_age.as_secs()
        ),
        (2, 3, 3600)
    );
    assert_eq!((config.lookup.retries, config.lookup.calls_per_minute), (0, 60));
    assert_eq!(
        config.history,
        HistorySettings {
            enabled: false,
            keep_days: 30
        }
    );
    assert_eq!(config.ui.language, UiLang::Zh);
    assert_eq!(config.ui.time_zone.iana_name(), Some("Asia/Shanghai"));
    assert_eq!(
        (config.ui.mouse, config.ui.clipboard, config.ui.theme.clone()),
        (false, ClipboardMode::Osc52, ThemeChoice::Named("light".to_owned()))
    );
    assert_eq!(
        (config.ui.images, config.ui.ambiguous_width),
        (ImageMode::Off, AmbiguousWidth::Two)
    );
    assert_eq!(config.ui.columns, ["openid", "name"]);
    let keys: Vec<_> = config
        .keys
        .iter()
        .map(|key| (key.action.as_str(), key.chords.len(), key.place.rsplit(':').nth(1)))
        .collect();
    assert_eq!(keys, [("quit", 1, Some("33")), ("help", 2, Some("34"))]);
}

#[test]
fn what_is_shown_loads_again() {
    let text = "[accounts.a]\napp_id = \"wxa\"\napp_secret = \"s3cret\"\n[accounts.a.qr_labels]\n7 = \"x\"\n[ui]\ntime_zone = \"Asia/Tokyo\"\n[keys]\nquit = [\"Q\"]\n";
    let first = load_with(text, &[("FANSCOPE_WEB_TOKEN", "s3cret")]);
    let shown = first.effective();
    assert!(!shown.contains("s3cret"), "{shown}");
    let mut again = load_with(&shown, &[("FANSCOPE_WEB_TOKEN", "s3cret")]);
    again.accounts[0].secret = first.accounts[0].secret.clone();
    again.keys[0].place.clone_from(&first.keys[0].place);
    (again.file, again.db, again.data_dir) = (first.file.clone(), first.db.clone(), first.data_dir.clone());
    again.warnings.clone_from(&first.warnings);
    assert_eq!(again, first);
}

const TWO: &str = "[accounts.a]\napp_id = \"wxa\"\napp_secret = \"in-file\"\n[accounts.b]\napp_id = \"wxb\"\n";
const ID: (&str, &str) = ("FANSCOPE_APP_ID", "wxa");
const OTHER_ID: (&str, &str) = ("FANSCOPE_APP_ID", "wxz");
const SECRET: (&str, &str) = ("FANSCOPE_APP_SECRET", "from-env");
const TOKEN: (&str, &str) = ("FANSCOPE_ACCESS_TOKEN", "tok");
const WEB: (&str, &str) = ("FANSCOPE_WEB_TOKEN", "web");
const NAME: (&str, &str) = ("FANSCOPE_ACCOUNT", "b");

fn inline(text: &str) -> SecretSource {
    SecretSource::Inline(Secret::new(text))
}

const ONE: &str = "[accounts.a]\napp_id = \"wxa\"\n";
const WITH_DEFAULT: &str = "default_account = \"b\"\n[accounts.a]\napp_id = \"wxa\"\napp_secret = \"in-file\"\n[accounts.b]\napp_id = \"wxb\"\n";
const READER: &str = "[accounts.a]\napp_id = \"wxa\"\n[accounts.b]\napp_id = \"wxb\"\ntoken = \"env\"\n";

type Choice = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// File, variables; name, app id, secret and token of the account chosen.
const CHOICES: &[Choice] = &[
    (WITH_DEFAULT, &[], "b", "wxb", "-", "stable"),
    (ONE, &[], "a", "wxa", "-", "stable"),
    (TWO, &[NAME], "b", "wxb", "-", "stable"),
    (WITH_DEFAULT, &[ID, SECRET], "a", "wxa", "from-env", "stable"),
    (WITH_DEFAULT, &[OTHER_ID, SECRET], "env", "wxz", "from-env", "stable"),
    ("", &[OTHER_ID, SECRET], "env", "wxz", "from-env", "stable"),
    ("", &[OTHER_ID, SECRET, TOKEN], "env", "wxz", "from-env", "tok"),
    ("", &[TOKEN], "env", "env", "-", "tok"),
    ("", &[WEB], "env", "env", "-", "stable"),
    (ONE, &[WEB], "a", "wxa", "-", "stable"),
    (ONE, &[SECRET], "a", "wxa", "from-env", "stable"),
    (WITH_DEFAULT, &[ID, TOKEN], "a", "wxa", "in-file", "tok"),
    (WITH_DEFAULT, &[TOKEN], "env", "env", "-", "tok"),
    (READER, &[TOKEN], "b", "wxb", "-", "tok"),
    (TWO, &[ID, SECRET, TOKEN, NAME], "b", "wxb", "-", "stable"),
    (
        TWO,
        &[("FANSCOPE_ACCOUNT", "a"), ID, SECRET, TOKEN],
        "a",
        "wxa",
        "in-file",
        "stable",
    ),
    (
        TWO,
        &[("FANSCOPE_ACCOUNT", "env"), OTHER_ID, SECRET],
        "env",
        "wxz",
        "from-env",
        "stable",
    ),
    (READER, &[NAME], "b", "wxb", "-", "missing FANSCOPE_ACCESS_TOKEN"),
];

fn show_secret(secret: &SecretSource) -> String {
    match secret {
        SecretSource::Inline(secret) => secret.expose().to_owned(),
        SecretSource::Missing => "-".to_owned(),
        other => format!("{other:?}"),
    }
}

fn show_token(token: &TokenSource) -> String {
    match token {
        TokenSource::Given(token) => token.expose().to_owned(),
        TokenSource::Stable => "stable".to_owned(),
        TokenSource::EnvMissing(variable) => format!("missing {variable}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn accounts_are_chosen_in_the_contract_s_order() {
    for (text, variables, name, app_id, secret, token) in CHOICES {
        let config = load_with(text, variables);
        let account = config
            .account()
            .unwrap_or_else(|choice| panic!("{variables:?}: {choice:?}"));
        let found = [
            &account.key.name,
            &account.key.app_id,
            &show_secret(&account.secret),
            &show_token(&account.token),
        ];
        assert_eq!(found, [name, app_id, secret, token], "{text}\n{variables:?}");
    }
}

#[test]
fn the_flag_beats_the_variable() {
    let folder = folder(TWO);
    let flags = Flags {
        account: Some("a".into()),
        api_base: Some("http://127.0.0.1:9/".into()),
        ..Flags::default()
    };
    let env = env(folder.path(), &[NAME, ("FANSCOPE_API_BASE", "https://env.example")]);
    let config = Config::load(&flags, &env).expect("valid");
    let account = config.account().expect("chosen");
    assert_eq!(
        (account.key.name.as_str(), account.api_base.as_str()),
        ("a", "http://127.0.0.1:9")
    );
    let config = Config::load(&Flags::default(), &env).expect("valid");
    assert_eq!(
        config.account().map(|account| account.api_base.as_str()),
        Ok("https://env.example")
    );
}

#[test]
fn no_choice_is_explained() {
    let names = || vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(load_with(TWO, &[]).chosen, Err(AccountChoice::Ambiguous(names())));
    assert_eq!(load_with("", &[]).chosen, Err(AccountChoice::None));
    assert_eq!(load_with("", &[SECRET]).chosen, Err(AccountChoice::None));
    let unknown = AccountChoice::Unknown {
        name: "c".into(),
        known: names(),
    };
    assert_eq!(load_with(TWO, &[("FANSCOPE_ACCOUNT", "c")]).chosen, Err(unknown));
}

#[test]
fn faulty_variables_and_flags_are_named() {
    let folder = folder("");
    let places = |flags: &Flags, pairs: &[(&str, &str)]| {
        let problems = Config::load(flags, &env(folder.path(), pairs)).expect_err("faulty");
        problems.into_iter().map(|problem| problem.place).collect::<Vec<_>>()
    };
    let pairs = [("FANSCOPE_API_BASE", "http://a.example"), ("FANSCOPE_APP_ID", "wx 1")];
    assert_eq!(
        places(&Flags::default(), &pairs),
        ["FANSCOPE_APP_ID", "FANSCOPE_API_BASE"]
    );
    let flags = Flags {
        api_base: Some("nonsense".into()),
        ..Flags::default()
    };
    assert_eq!(places(&flags, &[]), ["--api-base"]);
}

#[test]
fn the_demo_ignores_accounts_and_credentials() {
    let folder = folder("default_account = \"x\"\n[accounts.main]\ntoken = 1\n[lookup]\nretries = 1\n");
    let env = env(
        folder.path(),
        &[
            OTHER_ID,
            SECRET,
            TOKEN,
            WEB,
            NAME,
            ("FANSCOPE_API_BASE", "http://a.example"),
        ],
    );
    let flags = Flags {
        demo: true,
        ..Flags::default()
    };
    let config = Config::load(&flags, &env).expect("valid");
    assert_eq!(
        (config.accounts.len(), config.chosen.clone(), config.web_token.clone()),
        (1, Ok(0), None)
    );
    assert_eq!(config.lookup.retries, 1);
    assert_eq!(config.db, folder.path().join("data/demo/fanscope.db"));
    let config = config.with_demo("http://127.0.0.1:1", "wxdemo", Secret::new("s"), Secret::new("w"));
    let account = config.account().expect("chosen");
    assert_eq!(
        (
            account.key.name.as_str(),
            account.key.app_id.as_str(),
            account.api_base.as_str()
        ),
        ("demo", "wxdemo", "http://127.0.0.1:1")
    );
    assert_eq!(
        (account.token.clone(), account.secret.clone(), config.web_token.clone()),
        (TokenSource::Stable, inline("s"), Some(Secret::new("w")))
    );
    assert_eq!(
        Config::check(&flags, &env).problems.len(),
        4,
        "check looks at the accounts all the same"
    );
}

#[cfg(unix)]
#[test]
fn secrets_that_others_can_read_are_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(
        "[accounts.a]\napp_id = \"wxa\"\napp_secret = \"x\"\n[accounts.b]\napp_id = \"wxb\"\napp_secret_file = \"s\"\n",
    );
    std::fs::write(folder.path().join("s"), "x").expect("write");
    let warnings = |mode: u32| {
        for name in ["config.toml", "s"] {
            std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(mode)).expect("chmod");
        }
        Config::load(&Flags::default(), &env(folder.path(), &[]))
            .expect("valid")
            .warnings
    };
    assert_eq!(warnings(0o600), Vec::<String>::new());
    let loud = warnings(0o644);
    assert!(
        loud.len() == 2 && loud.iter().all(|warning| warning.contains("0644")),
        "{loud:?}"
    );
}

#[test]
fn classic_tokens_are_warned_of() {
    let warnings = load_with("[accounts.a]\napp_id = \"wxa\"\ntoken = \"classic\"", &[]).warnings;
    assert!(warnings.len() == 1 && warnings[0].contains("displaces"), "{warnings:?}");
}
