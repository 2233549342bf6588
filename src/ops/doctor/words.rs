//! What a step found, in words.

use super::{Detail, Finding, Step, Verdict};
use crate::api::Quota;
use crate::errcode;
use crate::locale::{DoctorTexts, fill, texts};
use crate::model::{Endpoint, Failure, UiLang};

/// A mark that does not lean on colour.
pub const fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "✓",
        Verdict::Warn => "!",
        Verdict::Fail => "✗",
        Verdict::Skipped => "–",
    }
}

/// A step's name.
pub fn name(step: Step, lang: UiLang) -> &'static str {
    let words = &texts(lang).doctor;
    match step {
        Step::Config => words.config,
        Step::Network => words.network,
        Step::Token => words.token,
        Step::DomainIp => words.domain_ip,
        Step::Quota => words.quota,
        Step::UserGet => words.user_get,
        Step::TagsGet => words.tags_get,
        Step::WebToken => words.web_token,
    }
}

/// What was found, a line an item; never empty.
pub fn detail(finding: &Finding, lang: UiLang) -> Vec<String> {
    let words = &texts(lang).doctor;
    let line = match &finding.detail {
        Detail::Warnings(warnings) => return warnings.clone(),
        Detail::Quotas { platform, spent_here } => {
            let mut lines = quotas(platform, words);
            lines.push(fill(words.spent_here, &[&spent_here.total()]));
            return lines;
        }
        Detail::Configured(Some(path)) => fill(words.configured, &[&path.display()]),
        Detail::Configured(None) => words.configured_without_file.to_owned(),
        Detail::Exposed { path, mode } => fill(words.exposed, &[&path.display(), &format!("{mode:04o}")]),
        Detail::Reached { host, addresses } if addresses.is_empty() => fill(words.reached_by_proxy, &[host]),
        Detail::Reached { host, addresses } => {
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            fill(words.reached, &[host, &addresses.join(", ")])
        }
        Detail::TokenObtained => words.token_obtained.to_owned(),
        Detail::TokenAccepted { addresses } => fill(words.token_accepted, &[addresses]),
        Detail::Followers(total) => fill(words.followers, &[total]),
        Detail::Tags(count) => fill(words.tags, &[count]),
        Detail::WebTokenGood => words.web_token_good.to_owned(),
        Detail::WebTokenAccepted => words.web_token_accepted.to_owned(),
        Detail::NoWebToken => words.no_web_token.to_owned(),
        Detail::NotTried => words.not_tried.to_owned(),
        Detail::SeeFailure => finding.failure.as_ref().map(said).unwrap_or_default(),
    };
    vec![line]
}

/// What to do next, where there is something to do.
pub fn advice(finding: &Finding, lang: UiLang) -> Option<String> {
    let words = &texts(lang).doctor;
    match (&finding.detail, finding.verdict) {
        (Detail::Exposed { path, .. }, _) => {
            let mode = if path.is_dir() { "700" } else { "600" };
            Some(fill(words.exposed_advice, &[&mode, &path.display()]))
        }
        (Detail::Quotas { platform, .. }, Verdict::Warn) if !platform.is_empty() => {
            Some(words.quota_used_up.to_owned())
        }
        _ => hint(finding, lang),
    }
}

fn quotas(platform: &[(Endpoint, Quota)], words: &DoctorTexts) -> Vec<String> {
    let known = platform.iter().filter_map(|(endpoint, quota)| {
        let (left, limit) = (quota.remain?, quota.daily_limit?);
        Some(fill(words.quota_left, &[&endpoint.path(), &left, &limit]))
    });
    let lines: Vec<String> = known.collect();
    if lines.is_empty() {
        vec![words.quota_unknown.to_owned()]
    } else {
        lines
    }
}

/// Code, message and rid of the platform; the kind where it said nothing.
fn said(failure: &Failure) -> String {
    let code = failure.errcode.map(|code| code.to_string());
    let rid = failure.rid.as_ref().map(|rid| format!("(rid: {rid})"));
    let parts: Vec<String> = [code, failure.errmsg.clone(), rid].into_iter().flatten().collect();
    if parts.is_empty() {
        failure.kind.as_str().to_owned()
    } else {
        parts.join(" ")
    }
}

/// The advice on a failure, as rows and errors word it.
fn hint(finding: &Finding, lang: UiLang) -> Option<String> {
    finding.failure.as_ref().map(|failure| errcode::hint(failure, lang))
}
