//! What stands in a column for a row, as it came: not cleaned, not cut.

use super::Column;
use crate::app::detail::source_words;
use crate::app::state::State;
use crate::app::table::{Row, name, region};
use crate::model::{Profile, Record, Sex, Status, TagRef, Timestamp};
use crate::person;

/// The words of a cell; `None` where there is nothing.
pub fn words(state: &State, row: &Row, column: Column) -> Option<String> {
    let words = any_words(state, row, column)?;
    (!words.trim().is_empty()).then_some(words)
}

fn any_words(state: &State, row: &Row, column: Column) -> Option<String> {
    let lang = state.setup.lang;
    let record = row.answer().map(|found| &found.record);
    let profile = record.map(|record| &record.profile);
    let text = |pick: fn(&Profile) -> Option<&String>| profile.and_then(pick).cloned();
    match column {
        Column::Openid => Some(row.openid.clone()),
        Column::Status => status(state, row).map(str::to_owned),
        Column::Name => Some(name(row).to_owned()),
        Column::Nickname => text(|profile| profile.nickname.as_ref()),
        Column::Remark => text(|profile| profile.remark.as_ref()),
        Column::Since => Some(person::day(profile?.subscribed_at()?, &state.setup.time_zone)),
        Column::Scene => person::scene_label(profile?, lang),
        Column::Qr => record.map(qr),
        Column::Tags => {
            let labels: Vec<String> = record?.tags.as_ref()?.iter().map(TagRef::label).collect();
            Some(labels.join(" · "))
        }
        Column::Note => row.note.clone(),
        Column::Unionid => text(|profile| profile.unionid.as_ref()),
        Column::Sex => Some(Sex(profile?.sex.filter(|sex| *sex != 0)?).label(lang)),
        Column::Region => Some(region(profile?)),
        Column::Language => text(|profile| profile.language.as_ref()),
        Column::Group => Some(profile?.groupid?.to_string()),
        Column::Source => Some(source_words(state, row.source).to_owned()),
        Column::Account => Some(row.newest()?.record.account.clone()),
        Column::Lookups => (row.lookups > 0).then(|| row.lookups.to_string()),
        Column::Fetched => Some(moment(state, row.snapshot.as_ref()?.record.fetched_at?)),
        Column::First => Some(moment(state, row.first_at?)),
        Column::Left => Some(moment(state, row.left_at?)),
    }
}

fn status(state: &State, row: &Row) -> Option<&'static str> {
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
fn qr(record: &Record) -> String {
    let number = record.profile.qr_scene.filter(|number| *number != 0);
    let text = || record.profile.qr_scene_str.clone();
    let code = number.map(|number| number.to_string()).or_else(text);
    let parts: Vec<String> = [code, record.qr_label.clone()].into_iter().flatten().collect();
    parts.join(" ")
}

/// A clock time for today, a day for older ones; both stay true while the screen idles.
fn moment(state: &State, moment: Timestamp) -> String {
    let zone = &state.setup.time_zone;
    let day = person::day(moment, zone);
    if day != person::day(state.now, zone) {
        return day;
    }
    let clock = person::clock(moment, zone);
    clock.split_once(' ').map_or(day, |(_, time)| time.to_owned())
}
