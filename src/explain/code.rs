//! Errcodes and rids.

use super::{Explanation, Section};
use crate::errcode::{self, Entry, RID_KEPT_DAYS};
use crate::locale::{ExplainTexts, fill, texts};
use crate::model::Failure;
use crate::person::{Wording, ago, clock};

/// A text that is a code and nothing else: `40164`, `-1`, `errcode: 40164`, `错误码 40164`.
pub(super) fn bare(text: &str, wording: &Wording) -> Option<Explanation> {
    let lower = text.to_lowercase();
    let named = ["errcode", "err_code", "error", "code", "错误码", "返回码"];
    let rest = named.iter().find_map(|name| lower.strip_prefix(name)).unwrap_or(&lower);
    let code: i64 = rest
        .trim_matches(|c: char| c.is_whitespace() || ":=：,，.。;\"'".contains(c))
        .parse()
        .ok()?;
    let entry = errcode::entry(code, wording.lang)?;
    let mut sections = vec![of_entry(&entry, None, wording)];
    sections.extend(on_the_web(code, wording));
    Some(Explanation::known(sections))
}

/// An error that the platform sent: its code, what the message adds, its rid.
pub(super) fn of_failure(failure: &Failure, wording: &Wording) -> Explanation {
    let words = words(wording);
    let code = failure.errcode.unwrap_or_default();
    let errmsg = failure.errmsg.as_deref();
    let entry = errcode::entry_for(code, failure.web, wording.lang);
    let mut sections = match &entry {
        Some(entry) => vec![of_entry(entry, errmsg, wording)],
        None => vec![Section::new(
            &fill(words.bare_code_title, &[&code]),
            errmsg
                .map(|errmsg| labelled(words.errmsg, errmsg, wording))
                .into_iter()
                .chain([fill(words.unknown_code, &[&code])]),
        )],
    };
    if !failure.web {
        sections.extend(on_the_web(code, wording));
    }
    sections.extend(failure.rid.as_deref().and_then(|rid| of_rid(rid, wording)));
    Explanation {
        sections,
        known: entry.is_some(),
    }
}

/// A catalogue row; `errmsg` is what the platform wrote this time.
pub(super) fn of_entry(entry: &Entry, errmsg: Option<&str>, wording: &Wording) -> Section {
    let words = words(wording);
    let errmsg = errmsg.filter(|errmsg| !errmsg.trim().is_empty());
    let title = if entry.errmsg.is_empty() {
        fill(words.bare_code_title, &[&entry.code])
    } else {
        fill(words.code_title, &[&entry.code, &entry.errmsg])
    };
    let address = errmsg.and_then(errcode::whitelist_address);
    let mut entry = entry.clone();
    if let Some(address) = address {
        entry.remedy = fill(texts(wording.lang).advice.whitelist, &[&address]);
    }
    let wrote = errmsg
        .filter(|errmsg| *errmsg != entry.errmsg)
        .map(|errmsg| labelled(words.errmsg, errmsg, wording));
    let address = address.map(|address| labelled(words.address, &address.to_string(), wording));
    let lines = wrote.into_iter().chain(address).chain(body(&entry, wording));
    Section::new(&title, lines)
}

/// The section of a rid: itself, its time, whether it can still be asked about. `None` for what is no rid.
pub(super) fn of_rid(rid: &str, wording: &Wording) -> Option<Section> {
    let words = words(wording);
    let time = errcode::rid_time(rid)?;
    let called = clock(time, &wording.time_zone);
    let called = match ago(time, wording.now, &wording.time_zone, wording.lang) {
        Some(ago) => wording
            .lang
            .pick(format!("{called} ({ago})"), format!("{called}（{ago}）")),
        None => called,
    };
    let kept_until = time
        .checked_add(jiff::SignedDuration::from_hours(RID_KEPT_DAYS * 24))
        .ok();
    let fate = match kept_until.filter(|until| *until > wording.now) {
        Some(until) => fill(words.queryable, &[&clock(until, &wording.time_zone), &rid]),
        None => words.too_old.to_owned(),
    };
    let lines = [
        labelled(words.rid, rid, wording),
        labelled(words.called_at, &called, wording),
        fate,
    ];
    Some(Section::new(words.rid_title, lines))
}

/// What the code means where the web source sent it, if that differs.
fn on_the_web(code: i64, wording: &Wording) -> Option<Section> {
    let words = words(wording);
    let other = errcode::entry_for(code, true, wording.lang)?;
    let differs = errcode::entry(code, wording.lang).is_some_and(|entry| entry != other);
    differs.then(|| Section::new(&fill(words.web_title, &[&code]), body(&other, wording)))
}

fn body(entry: &Entry, wording: &Wording) -> Vec<String> {
    let words = words(wording);
    let mut lines = vec![
        labelled(words.meaning, &entry.meaning, wording),
        labelled(words.causes, "", wording),
    ];
    let causes = entry.causes.iter().enumerate();
    lines.extend(causes.map(|(index, cause)| format!("  {}. {cause}", index + 1)));
    lines.push(labelled(words.remedy, &entry.remedy, wording));
    lines.push(labelled(words.who, &entry.who, wording));
    lines
}

fn labelled(label: &str, text: &str, wording: &Wording) -> String {
    let colon = wording.lang.pick(": ", "：");
    format!("{label}{colon}{text}").trim_end().to_owned()
}

fn words(wording: &Wording) -> &'static ExplainTexts {
    &texts(wording.lang).explain
}
