//! What stands in the cells of a list.

use crate::app::columns::{self, Column};
use crate::app::detail::left_words;
use crate::app::line::{Line, Tone};
use crate::app::table::Row;
use crate::app::{Depth, Screen, State, tag_chips};
use crate::errcode;
use crate::locale::fill;
use crate::model::{Cause, Failure, Kind, Malformed, Status};
use crate::text;

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

/// An ordinary cell.
pub fn cell(state: &State, row: &Row, column: Column, width: usize) -> Line {
    let tags = row.answer().and_then(|found| found.record.tags.as_deref());
    if let (Column::Tags, Some(tags @ [_, ..])) = (column, tags) {
        return tag_chips::line(tags, width, state.setup.looks.depth > Depth::Mono);
    }
    let (words, tone) = plain_cell(state, row, column, width);
    Line::of(&words, tone)
}

fn plain_cell(state: &State, row: &Row, column: Column, width: usize) -> (String, Tone) {
    let words = columns::words(state, row, column).map(|words| start_of(&words));
    let quiet = matches!(
        column,
        Column::Fetched | Column::First | Column::Account | Column::Source
    );
    match (column, words.filter(|words| !words.is_empty())) {
        (_, None) => (dash(), Tone::Quiet),
        (Column::Openid | Column::Unionid, Some(id)) => (cut_id(id, width), Tone::Plain),
        (Column::Lookups, Some(count)) => (text::pad_left(&count, width), Tone::Plain),
        (_, Some(words)) => (words, if quiet { Tone::Quiet } else { Tone::Plain }),
    }
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
fn cut_id(shown: String, width: usize) -> String {
    if text::width(&shown) <= width {
        shown
    } else {
        text::cut_middle(&shown, 8, width.saturating_sub(9).min(6))
    }
}
