//! What stands in the cells of a list.

use crate::app::columns::Column;
use crate::app::detail::{left_words, source_words};
use crate::app::line::Tone;
use crate::app::table::{self, Row};
use crate::app::{Screen, State};
use crate::errcode;
use crate::locale::fill;
use crate::model::{Cause, Failure, Kind, Malformed, Profile, Record, Sex, Status, Timestamp};
use crate::{person, text};

const SPINNER: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/// The spinner at its present step.
pub fn spinner(state: &State) -> &'static str {
    SPINNER[state.spinner % SPINNER.len()]
}

/// What a row says instead of ordinary cells.
pub struct Instead {
    /// The words.
    pub words: String,
    /// What they are meant as.
    pub tone: Tone,
    /// The first column that gives way.
    pub from: Column,
}

/// The status mark and what it is meant as: shape and colour say the same.
pub fn mark(state: &State, row: &Row) -> (&'static str, Tone) {
    if row.awaits.is_some() {
        return (spinner(state), Tone::Warning);
    }
    match row.status() {
        None => (" ", Tone::Plain),
        Some(Status::Following) => ("●", Tone::Good),
        Some(Status::NotFollowing) => ("○", Tone::Warning),
        Some(Status::Authorized) => ("◆", Tone::Good),
        Some(Status::Left) => ("◌", Tone::Warning),
        Some(Status::Failed) => ("✗", Tone::Bad),
    }
}

/// The mark of an answer that came from history; on the History screen all of them do.
pub fn history_mark(state: &State, row: &Row) -> &'static str {
    let from_history = row.snapshot.as_ref().is_some_and(|found| found.record.from_history);
    if from_history && state.screen == Screen::Lookup {
        "↺"
    } else {
        " "
    }
}

/// What takes the place of ordinary cells: awaited, failed, not following.
pub fn instead(state: &State, row: &Row) -> Option<Instead> {
    let texts = &state.texts().table;
    let (words, tone, from) = match (&row.snapshot, row.awaits.is_some()) {
        (None, false) => return None,
        (None, true) => (texts.waiting.to_owned(), Tone::Quiet, Column::Name),
        (Some(found), _) if found.record.status == Status::Failed => {
            let failure = found.record.error.as_ref()?;
            (failure_words(state, failure), Tone::Bad, Column::Name)
        }
        (Some(found), _) if found.record.status == Status::NotFollowing => {
            let words = left_words(state, row).unwrap_or_else(|| texts.not_following.to_owned());
            (words, Tone::Warning, Column::Since)
        }
        (Some(found), _) if found.record.profile.subscribed_at().is_none() => {
            let words = match found.record.status {
                Status::Authorized => texts.authorized,
                Status::Left => texts.left,
                _ => texts.following,
            };
            (words.to_owned(), Tone::Plain, Column::Since)
        }
        _ => return None,
    };
    Some(Instead { words, tone, from })
}

/// Why a row failed, in few words and with the code.
pub fn failure_words(state: &State, failure: &Failure) -> String {
    if let Cause::Malformed(fault) = &failure.cause {
        return fault_words(state, fault);
    }
    let kind = kind_words(state, failure.kind);
    let hint = errcode::hint(failure, state.setup.lang);
    match (failure.errcode, hint.is_empty()) {
        (Some(code), true) => format!("{code} {kind}"),
        (Some(code), false) => fill(state.texts().kinds.with_hint, &[&format!("{code} {kind}"), &hint]),
        (None, true) => kind.to_owned(),
        (None, false) => fill(state.texts().kinds.with_hint, &[&kind, &hint]),
    }
}

/// What is wrong with a text that cannot be an openid.
pub fn fault_words(state: &State, fault: &Malformed) -> String {
    let faults = &state.texts().faults;
    match fault {
        Malformed::TooShort { chars: 1 } => faults.short_one.to_owned(),
        Malformed::TooShort { chars } => fill(faults.short, &[chars]),
        Malformed::TooLong { chars } => fill(faults.long, &[chars]),
        Malformed::IllegalCharacter { found, at } => {
            let shown = text::sanitize(&found.to_string());
            let shown = if shown.trim().is_empty() {
                format!("U+{:04X}", u32::from(*found))
            } else {
                format!("“{shown}”")
            };
            fill(faults.illegal, &[&shown, at])
        }
    }
}

fn kind_words(state: &State, kind: Kind) -> &'static str {
    let kinds = &state.texts().kinds;
    match kind {
        Kind::InvalidOpenid => kinds.invalid_openid,
        Kind::Credential => kinds.credential,
        Kind::Permission => kinds.permission,
        Kind::IpWhitelist => kinds.ip_whitelist,
        Kind::Quota => kinds.quota,
        Kind::RateLimit => kinds.rate_limit,
        Kind::Platform => kinds.platform,
        Kind::Network => kinds.network,
        Kind::Timeout => kinds.timeout,
        Kind::BadReply => kinds.bad_reply,
        Kind::Cancelled => kinds.cancelled,
        Kind::Local => kinds.local,
    }
}

/// An ordinary cell, cleaned.
pub fn cell(state: &State, row: &Row, column: Column, width: usize) -> (String, Tone) {
    match column {
        Column::Openid => return (openid(&row.openid, width), Tone::Plain),
        Column::Lookups if row.lookups > 0 => {
            return (text::pad_left(&row.lookups.to_string(), width), Tone::Plain);
        }
        Column::Source => return (source_words(state, row.source).to_owned(), Tone::Quiet),
        _ => {}
    }
    let words = words(state, row, column).filter(|words| !words.trim().is_empty());
    let is_quiet = matches!(column, Column::Fetched | Column::First | Column::Account);
    match words {
        Some(words) if is_quiet => (words, Tone::Quiet),
        Some(words) => (words, Tone::Plain),
        None => (dash(), Tone::Quiet),
    }
}

fn words(state: &State, row: &Row, column: Column) -> Option<String> {
    let lang = state.setup.lang;
    let record = row.answer().map(|found| &found.record);
    let profile = record.map(|record| &record.profile);
    let text = |pick: fn(&Profile) -> Option<&String>| profile.and_then(pick).map(|text| start_of(text));
    match column {
        Column::Openid | Column::Source | Column::Lookups => None,
        Column::Status => Some(status_words(state, row)?.to_owned()),
        Column::Name => Some(start_of(table::name(row))),
        Column::Nickname => text(|profile| profile.nickname.as_ref()),
        Column::Remark => text(|profile| profile.remark.as_ref()),
        Column::Since => Some(person::day(profile?.subscribed_at()?, &state.setup.time_zone)),
        Column::Scene => Some(start_of(&person::scene_label(profile?, lang)?)),
        Column::Qr => record.and_then(qr),
        Column::Tags => {
            let labels: Vec<String> = record?
                .tags
                .as_ref()?
                .iter()
                .map(|tag| start_of(&tag.label()))
                .collect();
            Some(labels.join(" · "))
        }
        Column::Note => row.note.as_deref().map(start_of),
        Column::Unionid => text(|profile| profile.unionid.as_ref()),
        Column::Sex => Some(Sex(profile?.sex.filter(|sex| *sex != 0)?).label(lang)),
        Column::Region => Some(start_of(&table::region(profile?))),
        Column::Language => text(|profile| profile.language.as_ref()),
        Column::Group => profile?.groupid.map(|group| group.to_string()),
        Column::Account => Some(start_of(&row.newest()?.record.account)),
        Column::Fetched => moment(state, row.snapshot.as_ref()?.record.fetched_at?),
        Column::First => moment(state, row.first_at?),
        Column::Left => moment(state, row.left_at?),
    }
}

fn status_words(state: &State, row: &Row) -> Option<&'static str> {
    let texts = &state.texts().table;
    Some(match row.status()? {
        Status::Following => texts.following,
        Status::NotFollowing => texts.not_following,
        Status::Authorized => texts.authorized,
        Status::Left => texts.left,
        Status::Failed => texts.failed,
    })
}

/// The scene's number or text, and the account's label for it.
fn qr(record: &Record) -> Option<String> {
    let number = record.profile.qr_scene.filter(|number| *number != 0);
    let code = number.map_or_else(
        || record.profile.qr_scene_str.clone(),
        |number| Some(number.to_string()),
    );
    let parts: Vec<String> = [code, record.qr_label.clone()].into_iter().flatten().collect();
    Some(start_of(&parts.join(" ")))
}

fn dash() -> String {
    "–".to_owned()
}

/// Only so much of a pasted monster is worth cleaning for one cell.
const LONGEST_CELL: usize = 256;

fn start_of(text: &str) -> String {
    let start: String = text.chars().take(LONGEST_CELL).collect();
    text::sanitize(&start)
}

/// In full where there is room, else cut in the middle: an account's openids share their first letters.
fn openid(openid: &str, width: usize) -> String {
    let shown = start_of(openid);
    if text::width(&shown) <= width {
        shown
    } else {
        text::cut_middle(&shown, 8, width.saturating_sub(9).min(6))
    }
}

/// A clock time for today, a day for older ones; both stay true while the screen idles.
fn moment(state: &State, moment: Timestamp) -> Option<String> {
    let zone = &state.setup.time_zone;
    let day = person::day(moment, zone);
    if day == person::day(state.now, zone) {
        return person::clock(moment, zone)
            .split_once(' ')
            .map(|(_, clock)| clock.to_owned());
    }
    Some(day)
}
