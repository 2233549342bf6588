//! `doctor`: the set-up checked step by step; `doctor --rid`: what the platform recorded.

mod rid;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::args::Doctor;
use super::context::Context;
use super::format::Format;
use super::{interrupt, setup};
use crate::config::{Config, Problem};
use crate::error::{Error, Exit};
use crate::export::to_text;
use crate::locale::{fill, texts};
use crate::model::UiLang;
use crate::ops::doctor::{Finding, Step, Verdict, examine, words};
use crate::text::{pad_right, sanitize, width};

type Out<'a> = &'a mut (dyn Write + Send);

/// Runs all checks, or shows one recorded request. The exit code is that of the first failure.
pub async fn run(context: &Context, args: &Doctor, out: Out<'_>) -> Result<Exit, Error> {
    let format = context.format(args.format, Format::Json);
    let config = match context.config() {
        Ok(config) => config,
        Err(Error::Config(problems)) => return misconfigured(context, &problems, format, out),
        Err(error) => return Err(error),
    };
    if let Some(rid) = &args.rid {
        return rid::run(context, config, rid, format, out).await;
    }
    check(context, config, format, out).await
}

async fn check(context: &Context, config: Config, format: Format, out: Out<'_>) -> Result<Exit, Error> {
    let opened = setup::open_unchecked(context, config).await?;
    let lang = context.lang();
    let mut findings = Vec::new();
    let mut broken = None;
    let mut emit = |finding: Finding| {
        // A reader sees each step as it ends; a program gets one object.
        if format == Format::Table
            && let Err(error) = line(&finding, lang, out)
        {
            broken.get_or_insert(error);
        }
        findings.push(finding);
    };
    let web_token = opened.config.web_token.as_ref();
    examine(
        &opened.config,
        &opened.session,
        web_token,
        &interrupt::watch(),
        &mut emit,
    )
    .await;
    setup::save_calls(context, &opened.session).await;
    let (account, host) = (opened.session.key.name.clone(), opened.session.client.host());
    opened.close().await;
    if format == Format::Json {
        let steps: Vec<Value> = findings.iter().map(value).collect();
        let object = json!({ "account": account, "host": host, "steps": steps });
        broken = writeln!(out, "{}", to_text(&object)).err();
    }
    broken.map_or_else(|| Ok(exit(&findings)), |error| Err(Error::output(error)))
}

/// A configuration that cannot be read: its problems, and nothing else is tried.
fn misconfigured(context: &Context, problems: &[Problem], format: Format, out: Out<'_>) -> Result<Exit, Error> {
    let lines = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.message));
    let lines: Vec<String> = lines.collect();
    let printed = if format == Format::Json {
        let step = json!({ "step": Step::Config.as_str(), "status": Verdict::Fail.as_str(), "detail": lines.join("\n"),
            "hint": texts(UiLang::En).doctor.config_advice, "errcode": null, "errmsg": null, "rid": null });
        writeln!(
            out,
            "{}",
            to_text(&json!({ "account": null, "host": null, "steps": [step] }))
        )
    } else {
        let words = &texts(context.lang()).doctor;
        let count = fill(words.config_problems, &[&lines.len()]);
        let below = lines.iter().map(String::as_str).chain([words.config_advice]);
        entry(Step::Config, Verdict::Fail, &count, below, context.lang(), out)
    };
    printed.map(|()| Exit::Usage).map_err(Error::output)
}

/// One step for a reader: mark, name, what was found, and below it what to do.
fn line(finding: &Finding, lang: UiLang, out: Out<'_>) -> io::Result<()> {
    let detail = words::detail(finding, lang);
    let advice = words::advice(finding, lang);
    let mut said = detail.iter().map(String::as_str);
    let first = said.next().unwrap_or_default();
    entry(
        finding.step,
        finding.verdict,
        first,
        said.chain(advice.as_deref()),
        lang,
        out,
    )
}

fn entry<'a>(
    step: Step,
    verdict: Verdict,
    first: &str,
    below: impl Iterator<Item = &'a str>,
    lang: UiLang,
    out: Out<'_>,
) -> io::Result<()> {
    let names = Step::ALL.map(|step| words::name(step, lang));
    let column = names.iter().map(|name| width(name)).max().unwrap_or_default();
    let name = pad_right(words::name(step, lang), column);
    writeln!(out, "{} {name}  {}", words::mark(verdict), sanitize(first))?;
    for text in below {
        writeln!(out, "  {}  {}", " ".repeat(column), sanitize(text))?;
    }
    out.flush()
}

/// One step for a program: English, as all JSON is.
fn value(finding: &Finding) -> Value {
    let failure = finding.failure.as_ref();
    json!({
        "step": finding.step.as_str(),
        "status": finding.verdict.as_str(),
        "detail": words::detail(finding, UiLang::En).join("; "),
        "hint": words::advice(finding, UiLang::En),
        "errcode": failure.and_then(|failure| failure.errcode),
        "errmsg": failure.and_then(|failure| failure.errmsg.clone()),
        "rid": failure.and_then(|failure| failure.rid.clone()),
    })
}

fn exit(findings: &[Finding]) -> Exit {
    let first = findings.iter().find_map(|finding| finding.failure.as_ref());
    first.map_or(Exit::Done, |failure| match failure.cause {
        crate::model::Cause::NoCredentials { .. } => Exit::Usage,
        _ => Exit::of_kind(failure.kind),
    })
}
