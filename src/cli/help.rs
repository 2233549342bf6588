//! Help in both languages: texts from [`crate::locale`] are put into clap's command by command and argument.

use std::ffi::OsString;

use clap::{ColorChoice, CommandFactory, FromArgMatches};

use super::args::{Arguments, mark_negations, raw_value};
use crate::config::{Env, Flags, language_hint};
use crate::locale::{HelpTexts, texts};
use crate::model::UiLang;

/// The language before the configuration is read: the option, then the locale of the environment.
pub fn language(words: &[OsString], env: &Env) -> UiLang {
    let asked = raw_value(words, "--ui-lang");
    let ui_lang = match asked.as_deref() {
        Some("zh") => Some(UiLang::Zh),
        Some("en") => Some(UiLang::En),
        _ => None,
    };
    language_hint(
        &Flags {
            ui_lang,
            ..Flags::default()
        },
        env,
    )
}

/// Reads the words, or says why not; help and version come as errors of clap, too.
pub fn parse(words: &[OsString], lang: UiLang, env: &Env) -> Result<Arguments, clap::Error> {
    let choice = match raw_value(words, "--color").as_deref() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ if env.get("NO_COLOR").is_some() => ColorChoice::Never,
        _ => ColorChoice::Auto,
    };
    let mut matches = command(lang)
        .color(choice)
        .try_get_matches_from(mark_negations(words))?;
    Arguments::from_arg_matches_mut(&mut matches)
}

/// The whole definition with its texts.
pub fn command(lang: UiLang) -> clap::Command {
    let help = &texts(lang).command.help;
    let mut command = Arguments::command();
    // The options that clap makes itself exist only after building.
    command.build();
    dress(command, "", help).after_help(help.after)
}

fn dress(command: clap::Command, path: &str, help: &HelpTexts) -> clap::Command {
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        help.heading_usage
    );
    let dressed = command
        .about(about(path, help))
        .long_about(None)
        .subcommand_help_heading(help.heading_commands)
        .help_template(template)
        .mut_args(|arg| {
            let heading = match &arg {
                arg if arg.is_positional() => help.heading_arguments,
                arg if arg.is_global_set() || is_clap_own(arg.get_id().as_str()) => help.heading_global,
                _ => help.heading_options,
            };
            let text = argument(path, arg.get_id().as_str(), help);
            arg.help_heading(heading).help(text).long_help(None)
        });
    dressed.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        dress(sub, path.trim_start(), help)
    })
}

fn is_clap_own(id: &str) -> bool {
    matches!(id, "help" | "version")
}

/// What a command does. A test asks for every command there is.
fn about(path: &str, help: &HelpTexts) -> &'static str {
    match path {
        "" => help.about,
        "lookup" => help.lookup,
        "history" => help.history,
        "history list" => help.history_list,
        "history show" => help.history_show,
        "history export" => help.history_export,
        "history clear" => help.history_clear,
        "followers" => help.followers,
        "stats" => help.stats,
        "export" => help.export,
        "sync" => help.sync,
        "notes" => help.notes,
        "notes list" => help.notes_list,
        "notes set" => help.notes_set,
        "notes import" => help.notes_import,
        "notes export" => help.notes_export,
        "tags" => help.tags,
        "doctor" => help.doctor,
        "web" => help.web,
        "web code" => help.web_code,
        "web refresh" => help.web_refresh,
        "web check" => help.web_check,
        "explain" => help.explain,
        "config" => help.config_command,
        "config path" => help.config_path,
        "config check" => help.config_check,
        "config example" => help.config_example,
        "config show" => help.config_show,
        "demo-server" => help.demo_server,
        "completions" => help.completions,
        "man" => help.man,
        _ => "",
    }
}

/// What an argument means. A test asks for every argument there is.
fn argument(path: &str, id: &str, help: &HelpTexts) -> &'static str {
    match (path, id) {
        (_, "help") => help.help,
        (_, "version") => help.version,
        (_, "config") => help.config,
        (_, "account") => help.account,
        (_, "data_dir") => help.data_dir,
        (_, "api_base") => help.api_base,
        (_, "demo") => help.demo,
        (_, "ui_lang") => help.ui_lang,
        (_, "color") => help.color,
        (_, "verbose") => help.verbose,
        ("history export", "format") => help.format_export,
        ("export", "format") => help.export_format,
        ("export", "output") => help.export_output,
        ("export", "force") => help.export_force,
        ("followers", "changed_since") => help.followers_changed_since,
        ("followers" | "stats" | "export", "query") => help.followers_query,
        (_, "format") => help.format,
        (_, "all_accounts") => help.all_accounts,
        ("lookup", "openids") => help.lookup_openids,
        ("lookup", "file") => help.lookup_file,
        ("lookup", "source") => help.lookup_source,
        ("lookup", "lang") => help.lookup_lang,
        ("lookup", "fresh") => help.lookup_fresh,
        ("lookup", "max_age") => help.lookup_max_age,
        ("lookup", "no_history") => help.lookup_no_history,
        ("lookup", "max_calls") => help.lookup_max_calls,
        ("lookup", "force_refresh") => help.lookup_force_refresh,
        ("config example", "theme") => help.config_example_theme,
        ("lookup", "keep_rows") => help.lookup_keep_rows,
        ("history list", "query") => help.history_list_query,
        ("history list" | "followers", "limit") => help.history_list_limit,
        ("history show", "openid") => help.history_show_openid,
        ("history clear", "openids") => help.history_clear_openids,
        ("history clear", "before") => help.history_clear_before,
        ("history clear", "yes") => help.history_clear_yes,
        ("sync", "full") => help.sync_full,
        ("sync", "ids_only") => help.sync_ids_only,
        ("sync", "max_calls") => help.sync_max_calls,
        ("notes set", "openid") => help.notes_set_openid,
        ("notes set", "text") => help.notes_set_text,
        ("notes import", "file") => help.notes_import_file,
        ("web check", "openid") => help.web_check_openid,
        ("doctor", "rid") => help.doctor_rid,
        ("explain", "text") => help.explain_text,
        ("demo-server", "port") => help.demo_server_port,
        ("demo-server", "followers") => help.demo_server_followers,
        ("demo-server", "seed") => help.demo_server_seed,
        ("demo-server", "churn") => help.demo_server_churn,
        ("completions", "shell") => help.completions_shell,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &clap::Command, path: &str) {
        assert!(
            command.get_about().is_some_and(|about| !about.to_string().is_empty()),
            "about of {path:?}"
        );
        for arg in command.get_arguments() {
            let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!text.is_empty(), "help of {path:?} {}", arg.get_id());
        }
        for sub in command.get_subcommands() {
            check(sub, format!("{path} {}", sub.get_name()).trim_start());
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        for lang in [UiLang::En, UiLang::Zh] {
            check(&command(lang), "");
        }
    }

    #[test]
    fn chinese_help_holds_no_english_heading() {
        let mut command = command(UiLang::Zh);
        for text in [
            command.render_help().to_string(),
            command.find_subcommand_mut("lookup").unwrap().render_help().to_string(),
        ] {
            for english in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "Print",
                "possible",
                "default",
            ] {
                assert!(!text.contains(english), "{english} in\n{text}");
            }
        }
    }

    #[test]
    fn the_language_is_known_before_anything_is_read() {
        let env = |value: &str| Env([("LANG".to_owned(), value.to_owned())].into());
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&words("fanscope"), &env("zh_CN.UTF-8")), UiLang::Zh);
        assert_eq!(language(&words("fanscope"), &env("C.UTF-8")), UiLang::En);
        assert_eq!(language(&words("fanscope --ui-lang en"), &env("zh_CN")), UiLang::En);
        assert_eq!(language(&words("fanscope --ui-lang auto"), &env("zh_CN")), UiLang::Zh);
    }
}
