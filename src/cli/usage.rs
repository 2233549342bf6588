//! Usage errors that clap finds: its own words in English, ours in Chinese, which it does not speak.

use std::io::{self, Write};
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::notes::Notes;
use crate::error::Exit;
use crate::locale::{CommandTexts, fill, texts};
use crate::model::UiLang;

/// Prints help and version to stdout, errors to stderr; the exit code. A closed pipe is no reason to complain.
pub fn print(error: &clap::Error, lang: UiLang) -> u8 {
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Done.code();
    }
    match (lang, error.kind()) {
        (UiLang::En, _) | (_, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) => {
            let _ = error.print();
        }
        (UiLang::Zh, _) => {
            let words = &texts(lang).command;
            Notes::new(lang).error(&describe(error, words));
            if let Some(usage) = error.get(ContextKind::Usage) {
                let text = usage.to_string().replace("Usage: ", words.help.heading_usage);
                let _ = writeln!(io::stderr(), "\n{text}");
            }
            let _ = writeln!(io::stderr(), "\n{}", words.usage.see_help);
        }
    }
    Exit::Usage.code()
}

fn describe(error: &clap::Error, words: &CommandTexts) -> String {
    let usage = &words.usage;
    let value = |kind| error.get(kind).map(|value| listed(value, words)).unwrap_or_default();
    let argument = value(ContextKind::InvalidArg);
    let mut text = match error.kind() {
        ErrorKind::InvalidValue if value(ContextKind::InvalidValue).is_empty() => {
            fill(usage.missing_value, &[&argument])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            fill(usage.invalid_value, &[&value(ContextKind::InvalidValue), &argument])
        }
        ErrorKind::UnknownArgument => fill(usage.unknown_argument, &[&argument]),
        ErrorKind::InvalidSubcommand => fill(usage.unknown_command, &[&value(ContextKind::InvalidSubcommand)]),
        ErrorKind::MissingRequiredArgument => fill(usage.missing_argument, &[&argument]),
        ErrorKind::MissingSubcommand => fill(usage.missing_command, &[&value(ContextKind::ValidSubcommand)]),
        ErrorKind::ArgumentConflict => fill(usage.repeated, &[&argument]),
        // Nothing else comes of this definition; clap's own words are better than none.
        _ => error.to_string(),
    };
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ];
    let allowed = match error.kind() {
        ErrorKind::ValueValidation => std::error::Error::source(error).map(|source| {
            if source.is::<ParseIntError>() {
                usage.whole_number.to_owned()
            } else {
                source.to_string()
            }
        }),
        _ => error.get(ContextKind::ValidValue).map(|value| listed(value, words)),
    };
    text.extend(allowed.map(|allowed| format!("；{}", fill(usage.allowed, &[&allowed]))));
    let meant = suggested
        .into_iter()
        .find_map(|kind| error.get(kind))
        .map(|value| listed(value, words));
    text.extend(meant.map(|meant| format!("；{}", fill(usage.did_you_mean, &[&meant]))));
    text
}

fn listed(value: &ContextValue, words: &CommandTexts) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(words.list_separator),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::cli::help;
    use crate::config::Env;

    #[test]
    fn chinese_usage_errors_name_argument_value_and_way_out() {
        for (line, expected) in [
            ("lookup --fromat json", "--fromat"),
            ("lookup --fromat json", "是不是 --format"),
            ("lookup x --format xml", "“xml”不能作为 --format"),
            ("lookup x --format xml", "可用的值：table、json、jsonl、csv"),
            ("lookup x --max-age 10", "可用的值：30s, 10m, 24h, 7d"),
            (
                "followers --limit x",
                "“x”不能作为 --limit <N> 的值；可用的值：非负整数",
            ),
            ("history list --limit 1.5", "可用的值：非负整数"),
            ("lokup", "没有命令“lokup”；是不是 lookup"),
            ("lookup --file", "--file <FILE|-> 需要一个值"),
            ("history show", "缺少：<OPENID>"),
            ("lookup --fresh --fresh", "--fresh 只能写一次"),
        ] {
            let words: Vec<OsString> = format!("fanscope {line}").split(' ').map(OsString::from).collect();
            let error = help::parse(&words, UiLang::Zh, &Env::default()).unwrap_err();
            let text = describe(&error, &texts(UiLang::Zh).command);
            assert!(text.contains(expected), "{line}: {text}");
        }
    }
}
