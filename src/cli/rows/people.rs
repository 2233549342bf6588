//! The table of records: what an operator reads first, in the interface language.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::{Further, cell, clock};
use crate::cli::table::{Cell, Column, Table, Tone};
use crate::error::failure_text;
use crate::locale::{RowTexts, texts};
use crate::model::{Empty, Record, Status, SubscribeScene, TagRef, UiLang};

/// Collects records for a table.
pub struct People {
    table: Table,
    /// Columns that hold a value in some row; the others are not worth their room.
    filled: Vec<bool>,
    lang: UiLang,
    time_zone: TimeZone,
}

/// Columns that stand whether or not they hold anything.
const ALWAYS: usize = 4;

impl People {
    /// Nobody yet.
    pub fn new(further: Vec<Further>, lang: UiLang, time_zone: TimeZone) -> Self {
        let words = &texts(lang).command.rows;
        let own = [
            (words.openid, true),
            (words.status, true),
            (words.since, true),
            (words.scene, false),
            (words.name, false),
            (words.remark, false),
            (words.qr, false),
            (words.tags, false),
            (words.region, false),
            (words.unionid, true),
            (words.fetched_at, true),
            (words.why, false),
        ];
        let own = own.map(|(title, whole)| Column { title: title.to_owned(), whole });
        let further = further.into_iter().map(|column| Column { title: column.title, whole: false });
        let columns: Vec<Column> = own.into_iter().chain(further).collect();
        let filled = (0..columns.len()).map(|index| index < ALWAYS).collect();
        Self { table: Table::new(columns), filled, lang, time_zone }
    }

    /// Adds a record.
    pub fn push(&mut self, record: &Record, values: &[Value]) {
        let own = self.own(record);
        let further = values.iter().map(|value| Some(Cell::plain(cell(value))));
        let cells: Vec<Option<Cell>> = own.into_iter().chain(further).collect();
        for (filled, cell) in self.filled.iter_mut().zip(&cells) {
            *filled |= cell.as_ref().is_some_and(|cell| cell.tone != Tone::Dim);
        }
        self.table.push(cells.into_iter().map(|cell| cell.unwrap_or_else(|| Cell::plain(""))).collect());
    }

    /// The finished table.
    pub fn table(mut self) -> Table {
        self.table.retain(&self.filled);
        self.table
    }

    fn own(&self, record: &Record) -> [Option<Cell>; 12] {
        let (profile, lang) = (&record.profile, self.lang);
        let words = &texts(lang).command.rows;
        let empties = record.empties();
        let or_empty = |field: &str, value: Option<String>| {
            let empty = empties.iter().find(|(name, _)| *name == field).map(|(_, kind)| *kind);
            match value.filter(|text| !text.is_empty()) {
                Some(text) => Some(Cell::plain(text)),
                None => empty.map(|kind| Cell::toned(empty_word(kind, words), Tone::Dim)),
            }
        };
        let time = |moment| clock(moment, &self.time_zone);
        let scene = profile.subscribe_scene.as_deref().filter(|scene| !scene.is_empty());
        let scene = scene.map(|scene| SubscribeScene::parse(scene).label(lang).to_owned());
        let tags = record.tags.as_deref().map(|tags| tags.iter().map(TagRef::label).collect::<Vec<_>>());
        let region = [&profile.country, &profile.province, &profile.city].into_iter().flatten();
        let region: Vec<&str> = region.map(String::as_str).filter(|part| !part.is_empty()).collect();
        [
            Some(Cell::plain(record.openid.clone())),
            Some(status(record.status, words)),
            or_empty("subscribe_time", profile.subscribed_at().map(time)),
            or_empty("subscribe_scene", scene),
            or_empty("nickname", profile.nickname.clone()),
            or_empty("remark", profile.remark.clone()),
            qr(record),
            tags.filter(|tags| !tags.is_empty()).map(|tags| Cell::plain(tags.join(words.tag_separator))),
            or_empty("country", Some(region.join(" "))),
            profile.unionid.clone().map(Cell::plain),
            record.fetched_at.map(time).map(Cell::plain),
            record.error.as_ref().map(|failure| Cell::plain(failure_text(failure, lang))),
        ]
    }
}

fn status(status: Status, words: &RowTexts) -> Cell {
    match status {
        Status::Following => Cell::toned(words.following, Tone::Green),
        Status::NotFollowing => Cell::toned(words.not_following, Tone::Yellow),
        Status::Authorized => Cell::toned(words.authorized, Tone::Green),
        Status::Failed => Cell::toned(words.failed, Tone::Red),
    }
}

/// The code's name, or else its number or text; 0 means that there was none.
fn qr(record: &Record) -> Option<Cell> {
    let profile = &record.profile;
    let text = profile.qr_scene_str.clone().filter(|text| !text.is_empty());
    let code = text.or_else(|| profile.qr_scene.filter(|number| *number != 0).map(|number| number.to_string()))?;
    Some(Cell::plain(match &record.qr_label {
        Some(label) => format!("{code} {label}"),
        None => code,
    }))
}

fn empty_word(kind: Empty, words: &RowTexts) -> &'static str {
    match kind {
        Empty::NotFollowing => "–",
        Empty::Withheld => words.withheld,
        Empty::NoPicture => words.no_picture,
        Empty::Blank => words.blank,
        Empty::NotSent => words.not_sent,
    }
}
