//! What needs no account and no network: help, configuration, completions, the manual, the demo server.

use std::io::{BufRead, BufReader, Lines};
use std::process::{ChildStdout, Command, Stdio};

use crate::support::home::{Home, Run};
use crate::support::server::{OLD, Server};

#[test]
fn help_and_version_go_to_stdout() {
    let home = Home::new();
    for words in [
        &["--help"][..],
        &["lookup", "--help"],
        &["history", "clear", "-h"],
        &["--version"],
    ] {
        let run = home.run(words).expect_code(0);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{words:?}");
    }
    assert_eq!(
        home.run(&["--version"]).stdout,
        concat!("fanscope ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert!(home.run(&["--help", "--ui-lang", "zh"]).stdout.contains("用法："));
    let by_locale = home
        .command(&["lookup", "--help"])
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert!(String::from_utf8(by_locale.stdout).unwrap().contains("用法："));
}

#[test]
fn every_command_of_the_contract_is_shown() {
    let help = Home::new().run(&["--help"]).stdout;
    for command in [
        "lookup",
        "history",
        "sync",
        "followers",
        "stats",
        "export",
        "notes",
        "web",
        "tags",
        "doctor",
        "explain",
        "config",
        "demo-server",
        "completions",
        "man",
    ] {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(command)),
            "no {command} in\n{help}"
        );
    }
}

#[test]
fn without_a_terminal_the_interface_names_the_way_for_scripts() {
    let run = Home::new().run(&["--demo"]).expect_code(2);
    assert!(run.stderr.contains("lookup") && run.stdout.is_empty(), "{}", run.stderr);
}

#[test]
fn usage_errors_name_the_way_out() {
    let home = Home::new();
    let english = home.run(&["lookup", "--fromat", "json"]).expect_code(2);
    assert!(
        english.stderr.contains("--format") && english.stdout.is_empty(),
        "{}",
        english.stderr
    );
    let chinese = home
        .run(&["lookup", "--fromat", "json", "--ui-lang", "zh"])
        .expect_code(2);
    assert!(chinese.stderr.contains("是不是 --format"), "{}", chinese.stderr);
}

#[test]
fn config_is_found_checked_shown_and_sampled() {
    let home = Home::new();
    let path = home.run(&["config", "path"]).expect_code(0).stdout;
    assert_eq!(path.trim_end(), home.config_file().to_str().unwrap());
    home.run(&["config", "check"]).expect_code(0);
    let sample = home.run(&["config", "example"]).expect_code(0).stdout;
    assert_eq!(sample, fanscope::config::EXAMPLE);
    home.configure("[lookup]\nconcurrency = 0\nmax_agee = \"10m\"\n[accounts.main]\nlang = \"zh-CN\"\n");
    let check = home.run(&["config", "check"]).expect_code(2);
    let problems: Vec<&str> = check.stdout.lines().collect();
    assert!(problems.len() >= 3, "{}", check.stdout);
    for part in ["config.toml:2:", "config.toml:3:", "max_age", "zh_CN"] {
        assert!(check.stdout.contains(part), "{part} in\n{}", check.stdout);
    }
    let refused = home.run(&["lookup", OLD]).expect_code(2);
    assert!(
        refused.stderr.contains("config.toml:2:") && refused.stdout.is_empty(),
        "{}",
        refused.stderr
    );
}

#[test]
fn keys_are_checked_with_the_rest() {
    let home = Home::new();
    home.configure("[keys]\nrefrsh = [\"r\"]\n");
    let check = home.run(&["config", "check"]).expect_code(2);
    assert!(
        check.stdout.contains("config.toml:2:") && check.stdout.contains("refrsh"),
        "{}",
        check.stdout
    );
    home.run(&["lookup", OLD, "--demo"]).expect_code(2);

    home.configure("[lookup]\nretrys = 1\n[keys]\nrefrsh = [\"r\"]\nquit = [\"Qx\"]\n");
    let check = home.run(&["config", "check"]).expect_code(2).stdout;
    let refused = home.run(&["tags"]).expect_code(2).stderr;
    for told in [check, refused] {
        for part in [
            "config.toml:2:",
            "retrys",
            "config.toml:4:",
            "refrsh",
            "config.toml:5:",
            "Qx",
        ] {
            assert!(told.contains(part), "{part} in\n{told}");
        }
    }
}

#[test]
fn config_show_masks_secrets() {
    let home = Home::new();
    home.configure("[accounts.main]\napp_id = \"wx1111111111111111\"\napp_secret = \"TOPSECRET\"\n");
    let run = home
        .command(&["config", "show"])
        .env("FANSCOPE_WEB_TOKEN", "WEBSECRET")
        .output()
        .unwrap();
    let run = crate::support::home::Run::from(run).expect_code(0);
    assert!(
        run.stdout.contains("wx1111111111111111") && run.stdout.contains("concurrency"),
        "{}",
        run.stdout
    );
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains("TOPSECRET") && !text.contains("WEBSECRET"), "{text}");
    }
}

#[test]
fn completions_and_manual_are_printed() {
    let home = Home::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = home.run(&["completions", shell]).expect_code(0).stdout;
        assert!(script.contains("keep-rows"), "{shell}");
    }
    assert!(home.run(&["man"]).expect_code(0).stdout.contains(".TH FANSCOPE 1"));
}

/// Stops the process with the test, whatever becomes of it.
struct Child(std::process::Child);

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A `demo-server` process and what it says.
struct DemoServer {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// Base address, app id, secret, web token.
    told: [String; 4],
}

impl DemoServer {
    fn start(home: &Home, options: &[&str]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_fanscope"))
            .env_clear()
            .envs(home.env())
            .arg("demo-server")
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut child = Child(child);
        let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
        let told = ["listening on ", "app_id ", "app_secret ", "web_token "].map(|name| {
            let line = lines.next().unwrap().unwrap();
            line.strip_prefix(name).unwrap_or_else(|| panic!("{line}")).to_owned()
        });
        Self { child, lines, told }
    }

    /// Runs the program against it; what it printed.
    fn ask(&self, home: &Home, words: &[&str]) -> String {
        let [base, app_id, secret, _] = &self.told;
        let mut command = home.command(words);
        command
            .env("FANSCOPE_API_BASE", base)
            .env("FANSCOPE_APP_ID", app_id)
            .env("FANSCOPE_APP_SECRET", secret);
        Run::from(command.output().unwrap()).expect_code(0).stdout
    }
}

#[test]
fn the_demo_server_says_four_lines_and_serves() {
    let home = Home::new();
    let mut server = DemoServer::start(&home, &[]);
    let [base, app_id, _, web_token] = &server.told;
    assert!(base.starts_with("http://127.0.0.1:") && app_id.starts_with("wx") && !web_token.is_empty());
    assert!(server.ask(&home, &["lookup", OLD]).contains(OLD));
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process};
        kill_process(Pid::from_child(&server.child.0), Signal::TERM).unwrap();
        assert_eq!(server.child.0.wait().unwrap().code(), Some(0));
        assert_eq!(server.lines.next().map(Result::unwrap), None, "silent after four lines");
    }
}

#[test]
fn people_come_and_go_at_a_demo_server_that_is_asked_to_churn() {
    for (options, changes) in [
        (&["--followers", "400"][..], false),
        (&["--followers", "400", "--churn"], true),
    ] {
        let home = Home::new();
        let server = DemoServer::start(&home, options);
        server.ask(&home, &["sync"]);
        server.ask(&home, &["sync"]);
        let changed = server.ask(&home, &["followers", "--changed-since", "1d", "--format", "jsonl"]);
        assert_eq!(!changed.is_empty(), changes, "{options:?}: {changed}");
        let left = server.ask(&home, &["followers", "status:left", "--format", "jsonl"]);
        assert_eq!(!left.is_empty(), changes, "{options:?}: {left}");
    }
}

#[test]
fn a_port_in_use_is_named() {
    let server = Server::start();
    let port = server.address.port().to_string();
    let run = Home::new().run(&["demo-server", "--port", &port]).expect_code(4);
    assert!(run.stderr.contains(&port) && run.stdout.is_empty(), "{}", run.stderr);
}

#[test]
fn explain_takes_codes_replies_and_stdin() {
    let home = Home::new();
    let known = |words: &[&str]| home.run(&[&["explain"], words].concat()).expect_code(0).stdout;
    assert!(known(&["-1"]).contains("-1"));
    assert!(known(&["40003"]).contains("40003"));
    let reply = r#"{"errcode":40164,"errmsg":"invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 658cff8e-7783352d-44cb33e5"}"#;
    for lang in ["en", "zh"] {
        let text = known(&[reply, "--ui-lang", lang]);
        assert!(text.contains("1.2.3.4") && text.contains("2023-12-28"), "{text}");
    }
    for words in [&["explain", "-"][..], &["explain"]] {
        let piped = home.command(words).write_stdin(reply).output().unwrap();
        assert!(String::from_utf8(piped.stdout).unwrap().contains("1.2.3.4"));
    }
    home.configure("broken =");
    assert!(
        known(&["40003"]).contains("40003"),
        "a broken configuration explains nothing and stops nothing"
    );
}

#[test]
fn explain_ends_with_one_for_what_nobody_knows() {
    let home = Home::new();
    for text in ["999999", "good morning"] {
        let run = home.run(&["explain", text]).expect_code(1);
        assert!(!run.stderr.is_empty() || !run.stdout.is_empty(), "{text}");
    }
    let empty = home.command(&["explain"]).write_stdin(" \n").output().unwrap();
    assert_eq!(empty.status.code(), Some(2));
}

#[test]
fn config_check_warns_of_a_secret_whose_variable_is_not_set() {
    let home = Home::new();
    home.configure("[accounts.main]\napp_id = \"wx0123456789abcdef\"\napp_secret_env = \"NO_SUCH_SECRET\"\n");
    let unset = home.run(&["config", "check"]).expect_code(0);
    assert!(unset.stderr.contains("NO_SUCH_SECRET"), "{}", unset.stderr);
    let set: Run = home
        .command(&["config", "check"])
        .env("NO_SUCH_SECRET", "a-secret-value")
        .output()
        .unwrap()
        .into();
    assert!(set.stderr.is_empty(), "{}", set.stderr);
    let shown = home.run(&["config", "show"]).expect_code(0);
    assert!(
        shown.stderr.is_empty(),
        "other commands say so only when they need it: {}",
        shown.stderr
    );
}
