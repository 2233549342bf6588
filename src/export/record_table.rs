//! Records as a table: which columns, and what stands in them.

use super::record::tags;
use super::table::{Cell, Column, Table, Tone};
use crate::errcode;
use crate::locale::texts;
use crate::model::{Failure, Record, Status, TagRef, UiLang};
use crate::person::{self, Wording};

/// The table of records: one row a record, and `further` columns of the caller's behind (note, lookups).
/// Account and source have a column where they differ among the rows; a failed row says why in place of its fields.
pub fn record_table(rows: &[(&Record, Vec<Cell>)], further: &[Column], wording: &Wording) -> Table {
    let differs = |key: fn(&Record) -> &str| {
        let first = rows.first().map(|(record, _)| key(record));
        rows.iter().any(|(record, _)| Some(key(record)) != first)
    };
    let shown = Shown {
        account: differs(|record| &record.account),
        source: differs(|record| record.source.as_str()),
    };
    let mut table = Table::new(shown.columns(further, wording.lang));
    for (record, cells) in rows {
        let head = shown.head(record, wording.lang);
        match &record.error {
            Some(failure) => table.push_sentence(head, problem(failure, wording.lang), cells.clone()),
            None => table.push(
                head.into_iter()
                    .chain(fields(record, wording))
                    .chain(cells.iter().cloned()),
            ),
        }
    }
    table
}

/// Which of the columns that are not always there are there.
struct Shown {
    account: bool,
    source: bool,
}

impl Shown {
    fn columns(&self, further: &[Column], lang: UiLang) -> Vec<Column> {
        let words = &texts(lang).person;
        let mut columns = vec![Column {
            openid: true,
            ..Column::text(words.openid)
        }];
        columns.extend(self.account.then(|| Column::text(words.account)));
        columns.extend(self.source.then(|| Column::text(words.source)));
        let always = [
            (words.status, true, 0),
            (words.name_or_remark, false, 2),
            (words.since, true, 1),
            (words.scene, false, 3),
            (words.qr, false, 6),
            (words.tags, false, 4),
            (words.fetched, true, 5),
        ];
        columns.extend(always.map(|(title, whole, rank)| Column {
            whole,
            rank,
            ..Column::text(title)
        }));
        columns.extend(further.iter().cloned());
        columns
    }

    /// The cells that every row has.
    fn head(&self, record: &Record, lang: UiLang) -> Vec<Cell> {
        let mut cells = vec![Cell::from(record.openid.as_str())];
        cells.extend(self.account.then(|| record.account.as_str().into()));
        cells.extend(self.source.then(|| person::source_label(record.source, lang).into()));
        cells.push(status(record, lang));
        cells
    }
}

/// The cells of an answer, from the name to the fetch time.
fn fields(record: &Record, wording: &Wording) -> [Cell; 6] {
    let profile = &record.profile;
    let since = profile
        .subscribed_at()
        .map(|then| person::day(then, &wording.time_zone));
    [
        person::name(profile),
        since,
        person::scene_label(profile, wording.lang),
        person::qr(record),
        tag_names(record),
        fetched(record, wording),
    ]
    .map(Cell::of)
}

fn status(record: &Record, lang: UiLang) -> Cell {
    let tone = match record.status {
        Status::Following | Status::Authorized => Tone::Good,
        Status::NotFollowing | Status::Left => Tone::Quiet,
        Status::Failed => Tone::Bad,
    };
    Cell {
        text: person::status_label(record.status, lang).to_owned(),
        tone,
    }
}

fn tag_names(record: &Record) -> Option<String> {
    let names: Vec<String> = tags(record)?.iter().map(TagRef::label).collect();
    Some(names.join(", "))
}

fn fetched(record: &Record, wording: &Wording) -> Option<String> {
    let words = &texts(wording.lang).person;
    let clock = person::clock(record.fetched_at?, &wording.time_zone);
    let marks = [
        (record.from_history, words.from_history),
        (record.repaired, words.repaired_mark),
    ];
    let marks = marks.into_iter().filter(|(is_set, _)| *is_set).map(|(_, mark)| mark);
    Some(
        std::iter::once(clock.as_str())
            .chain(marks)
            .collect::<Vec<_>>()
            .join(" · "),
    )
}

fn problem(failure: &Failure, lang: UiLang) -> Cell {
    let code = failure.errcode.map(|code| format!("{code}: ")).unwrap_or_default();
    Cell {
        text: code + &errcode::hint(failure, lang),
        tone: Tone::Bad,
    }
}

#[cfg(test)]
mod tests;
