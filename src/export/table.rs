//! Aligned tables for a terminal: cleaned cells, columns as wide as they must be and the screen allows.

use std::io::{self, Write};
use std::ops::Range;

use super::record::tags;
use crate::errcode;
use crate::locale::texts;
use crate::model::{Failure, Record, Status, TagRef, UiLang};
use crate::person::{self, Wording};
use crate::text::{cut_middle, pad_left, pad_right, sanitize, truncate, width};

/// Between two columns.
const GAP: &str = "  ";
/// A column is never cut below this, however narrow the screen.
const NARROWEST: usize = 8;
/// Nor is it ever wider, unless it is the last: one text must not push all others off the page.
const WIDEST: usize = 60;
/// Stands in a cell without a value.
const NOTHING: &str = "–";

/// How a cell stands out where the caller allows colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Like any text.
    #[default]
    Plain,
    /// An answer: green.
    Good,
    /// Less important: dim.
    Quiet,
    /// A failure: red.
    Bad,
}

/// One cell. Its text is cleaned when it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
}

impl Cell {
    /// Text, or a quiet dash where there is none.
    pub fn of(text: Option<String>) -> Self {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Self {
                text,
                tone: Tone::Plain,
            },
            None => Self {
                text: NOTHING.to_owned(),
                tone: Tone::Quiet,
            },
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::of(Some(text.to_owned()))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::of(Some(text))
    }
}

/// A column: its title and how it gives way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Title.
    pub title: String,
    /// Numbers stand at the right.
    pub right: bool,
    /// Too long for the screen, it is cut in the middle (8 + 6) instead of at the end.
    pub openid: bool,
    /// Half a cell is worth nothing (a status, a date): it is whole or not there.
    pub whole: bool,
    /// On a narrow screen the column with the highest rank goes first; one of rank 0 stays.
    pub rank: u8,
}

impl Column {
    /// A column of text.
    pub fn text(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// A column of numbers.
    pub fn number(title: &str) -> Self {
        Self {
            right: true,
            ..Self::text(title)
        }
    }
}

/// How a table meets its target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the terminal; `None` for files and pipes, where only texts of any length are cut.
    pub columns: Option<usize>,
    /// Colour may be used.
    pub color: bool,
}

/// Rows under titles, kept until their widths are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// Cells, one a column; the one at the start of `span` takes the room of all columns in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    cells: Vec<Cell>,
    span: Range<usize>,
}

impl Table {
    /// A table without rows.
    pub const fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Appends a row; cells beyond the columns are dropped, missing ones are blank.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells = self.fitted(cells);
        self.rows.push(Row { cells, span: 0..0 });
    }

    /// Appends a row in which `sentence` takes the room of all columns between `before` and `after`.
    pub fn push_sentence(&mut self, before: Vec<Cell>, sentence: Cell, after: Vec<Cell>) {
        let start = before.len();
        let end = self.columns.len().saturating_sub(after.len());
        let blanks = std::iter::repeat_n(Cell::default(), end.saturating_sub(start + 1));
        let cells = before.into_iter().chain([sentence]).chain(blanks).chain(after);
        let cells = self.fitted(cells);
        self.rows.push(Row {
            cells,
            span: start..end,
        });
    }

    /// Writes titles and rows. A table without rows is nothing but its titles.
    pub fn write(&self, out: &mut impl Write, layout: Layout) -> io::Result<()> {
        let narrow;
        let table = match layout.columns {
            Some(screen) => {
                narrow = self.narrowed(screen);
                &narrow
            }
            None => self,
        };
        table.write_all(out, layout)
    }

    fn write_all(&self, out: &mut impl Write, layout: Layout) -> io::Result<()> {
        let widths = self.widths(layout.columns);
        let titles = self.columns.iter().map(|column| Cell {
            text: sanitize(&column.title),
            tone: Tone::Quiet,
        });
        let titles = Row {
            cells: titles.collect(),
            span: 0..0,
        };
        for row in std::iter::once(&titles).chain(&self.rows) {
            writeln!(out, "{}", self.line(row, &widths, layout).trim_end())?;
        }
        out.flush()
    }

    /// Without the columns that the screen has no room for.
    fn narrowed(&self, screen: usize) -> Self {
        let mut table = self.clone();
        while room(&table.least_widths()) > screen {
            let ranked = table.columns.iter().enumerate().filter(|(_, column)| column.rank > 0);
            let Some((index, _)) = ranked.max_by_key(|(_, column)| column.rank) else {
                break;
            };
            table.drop_column(index);
        }
        table
    }

    fn least_widths(&self) -> Vec<usize> {
        let least = |(index, column): (usize, &Column)| {
            let natural = self.natural_width(index);
            if column.whole || column.openid {
                natural
            } else {
                natural.min(NARROWEST)
            }
        };
        self.columns.iter().enumerate().map(least).collect()
    }

    fn drop_column(&mut self, index: usize) {
        self.columns.remove(index);
        for Row { cells, span } in &mut self.rows {
            let cell = cells.remove(index);
            if span.contains(&index) {
                span.end -= 1;
                // The sentence stands in its first column's cell, so it moves on with the span.
                if index == span.start && span.start < span.end {
                    cells[index] = cell;
                }
            } else if index < span.start {
                *span = span.start - 1..span.end - 1;
            }
        }
    }

    fn fitted(&self, cells: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
        let cleaned = cells.into_iter().map(|cell| Cell {
            text: sanitize(&cell.text),
            ..cell
        });
        let mut row: Vec<Cell> = cleaned.take(self.columns.len()).collect();
        row.resize(self.columns.len(), Cell::default());
        row
    }

    fn line(&self, row: &Row, widths: &[usize], layout: Layout) -> String {
        let mut line = String::new();
        let mut used = 0;
        let mut index = 0;
        while let (Some(cell), Some(column)) = (row.cells.get(index), self.columns.get(index)) {
            if index > 0 {
                line.push_str(GAP);
                used += GAP.len();
            }
            let is_sentence = row.span.start == index && !row.span.is_empty();
            let end = if is_sentence { row.span.end } else { index + 1 };
            let is_last = end >= row.cells.len();
            let wide = match layout.columns {
                None if is_last && is_sentence => usize::MAX,
                Some(screen) if is_last && is_sentence => screen.saturating_sub(used).max(widths[index]),
                _ => room(&widths[index..end]),
            };
            line.push_str(&paint(
                &place(&cell.text, column, wide, is_last),
                cell.tone,
                layout.color,
            ));
            used += wide.min(room(&widths[index..end]));
            index = end;
        }
        line
    }

    /// Natural widths, the widest giving way first where the screen is narrower.
    fn widths(&self, screen: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.columns.len()).map(|index| self.natural_width(index)).collect();
        self.make_room_for_sentences(&mut widths);
        let Some(screen) = screen else {
            return widths;
        };
        // The openid stays whole as long as any other column can give way: it is what people copy.
        while room(&widths) > screen {
            let gives = |index: &usize| widths[*index] > NARROWEST && !self.columns[*index].whole;
            let others = (0..widths.len())
                .filter(|index| !self.columns[*index].openid)
                .filter(gives);
            let widest = others.max_by_key(|index| widths[*index]);
            let Some(widest) = widest.or_else(|| (0..widths.len()).find(gives)) else {
                break;
            };
            widths[widest] -= 1;
        }
        widths
    }

    fn natural_width(&self, index: usize) -> usize {
        let rows = self.rows.iter().filter(|row| !row.span.contains(&index));
        let cells = rows.map(|row| width(&row.cells[index].text));
        let natural = cells
            .chain([width(&self.columns[index].title)])
            .max()
            .unwrap_or_default();
        let is_last = index + 1 == self.columns.len();
        if is_last || self.columns[index].openid {
            natural
        } else {
            natural.min(WIDEST)
        }
    }

    /// A sentence at the end of its line runs on; one before further columns widens the last column it covers.
    fn make_room_for_sentences(&self, widths: &mut [usize]) {
        let inner = self
            .rows
            .iter()
            .filter(|row| !row.span.is_empty() && row.span.end < widths.len());
        for Row { cells, span } in inner.collect::<Vec<_>>() {
            let missing = width(&cells[span.start].text).saturating_sub(room(&widths[span.clone()]));
            widths[span.end - 1] += missing;
        }
    }
}

/// What these columns and the gaps between them take.
fn room(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1)
}

fn place(text: &str, column: &Column, wide: usize, is_last: bool) -> String {
    if column.right {
        return pad_left(text, wide);
    }
    let text = if column.openid && width(text) > wide {
        cut_middle(text, 8, 6)
    } else {
        truncate(text, wide)
    };
    if is_last { text } else { pad_right(&text, wide) }
}

fn paint(text: &str, tone: Tone, color: bool) -> String {
    let code = match tone {
        _ if !color => return text.to_owned(),
        Tone::Plain => return text.to_owned(),
        Tone::Good => "32",
        Tone::Quiet => "2",
        Tone::Bad => "31",
    };
    let bare = text.trim_end();
    format!("\u{1B}[{code}m{bare}\u{1B}[0m{}", &text[bare.len()..])
}

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
        Status::NotFollowing => Tone::Quiet,
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
mod tests {
    use jiff::tz::TimeZone;

    use super::super::tests::{band, failed};
    use super::*;
    use crate::model::{Failure, Malformed, Timestamp};

    fn wording(lang: UiLang) -> Wording {
        Wording {
            lang,
            now: Timestamp::UNIX_EPOCH,
            time_zone: TimeZone::fixed(jiff::tz::offset(8)),
        }
    }

    fn written(table: &Table, layout: Layout) -> String {
        let mut out = Vec::new();
        table.write(&mut out, layout).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Column at which `needle` starts.
    fn column_of(line: &str, needle: &str) -> Option<usize> {
        line.find(needle).map(|at| width(&line[..at]))
    }

    #[test]
    fn columns_line_up_with_wide_text_and_hostile_text_stays_in_its_cell() {
        let mut hostile = band();
        hostile.profile.nickname = Some(format!("\u{1B}[31m\u{202E}\n老{}", "宽".repeat(300)));
        let rows = [(&band(), vec![]), (&hostile, vec![])];
        let shown = written(&record_table(&rows, &[], &wording(UiLang::En)), Layout::default());
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), 3);
        let at: Vec<_> = lines.iter().map(|line| column_of(line, "2013-10-25")).collect();
        assert_eq!(at[0], None);
        assert_eq!(at[1], at[2]);
        assert!(shown.contains("␛[31m↵老宽"), "{shown}");
        assert!(!shown.contains('\u{202E}') && !shown.contains('\u{1B}'));
        assert!(lines[1].contains("2026-11-21 16:00:00"), "{shown}");
    }

    #[test]
    fn a_narrow_screen_cuts_the_widest_first_and_never_runs_over() {
        let mut long = band();
        long.profile.nickname = Some("宽".repeat(300));
        let table = record_table(&[(&long, vec![])], &[], &wording(UiLang::Zh));
        for columns in [100, 120, 160] {
            let shown = written(
                &table,
                Layout {
                    columns: Some(columns),
                    color: false,
                },
            );
            assert!(shown.lines().all(|line| width(line) <= columns), "{columns}: {shown}");
            assert!(shown.contains("o6_bmjrPTlm6_2sgVt7hMZOPfL2M"), "{shown}");
        }
        let tiny = written(
            &table,
            Layout {
                columns: Some(20),
                color: false,
            },
        );
        assert!(tiny.contains('…'), "{tiny}");
    }

    #[test]
    fn a_screen_without_room_loses_columns_before_it_loses_openids_and_states() {
        let broken = failed(Failure::malformed(Malformed::TooShort { chars: 3 }));
        let table = record_table(&[(&band(), vec![]), (&broken, vec![])], &[], &wording(UiLang::En));
        let at = |columns| {
            let color = false;
            written(
                &table,
                Layout {
                    columns: Some(columns),
                    color,
                },
            )
        };
        for (columns, there, gone) in [
            (130, &["VIP", "98765", "2026-11-21 16:00:00"][..], &[][..]),
            (
                80,
                &["QR code scan", "2013-10-25", "Band"],
                &["VIP", "98765", "2026-11-21"],
            ),
            (64, &["2013-10-25", "Band"], &["VIP", "QR code"]),
            (
                40,
                &["o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "Following"],
                &["2013-10-25", "Band"],
            ),
        ] {
            let shown = at(columns);
            assert!(shown.lines().all(|line| width(line) <= columns), "{columns}: {shown}");
            assert!(there.iter().all(|text| shown.contains(text)), "{columns}: {shown}");
            assert!(!gone.iter().any(|text| shown.contains(text)), "{columns}: {shown}");
        }
        assert!(at(80).contains("Malformed, nothing was sent"), "{}", at(80));
    }

    #[test]
    fn failures_say_why_across_the_columns_and_colour_is_the_callers_choice() {
        let broken = failed(Failure::malformed(Malformed::TooShort { chars: 3 }));
        let rows = [(&band(), vec!["2".into()]), (&broken, vec!["7".into()])];
        let table = record_table(&rows, &[Column::number("Lookups")], &wording(UiLang::En));
        let plain = written(&table, Layout::default());
        let lines: Vec<&str> = plain.lines().collect();
        assert!(lines[0].ends_with("Lookups"), "{plain}");
        assert!(
            lines[2].contains("3 characters; an openid has 20 to 64") && lines[2].ends_with('7'),
            "{plain}"
        );
        assert_eq!(width(lines[1]), width(lines[2]), "{plain}");
        let coloured = written(
            &table,
            Layout {
                columns: None,
                color: true,
            },
        );
        assert!(
            coloured.contains("\u{1B}[32mFollowing\u{1B}[0m") && coloured.contains("\u{1B}[31mFailed"),
            "{coloured}"
        );
    }

    #[test]
    fn a_sentence_ends_with_the_screen() {
        let broken = failed(Failure::malformed(Malformed::TooShort { chars: 3 }));
        let table = record_table(&[(&band(), vec![]), (&broken, vec![])], &[], &wording(UiLang::En));
        for columns in [60, 80, 100, 120] {
            let shown = written(
                &table,
                Layout {
                    columns: Some(columns),
                    color: false,
                },
            );
            let last = shown.lines().last().unwrap_or_default();
            let room = if columns < 90 { 90 } else { columns };
            assert!(
                width(last) <= room && last.contains("Malformed, nothing"),
                "{columns}: {shown}"
            );
        }
        let whole = written(&table, Layout::default());
        assert!(whole.trim_end().ends_with("20 to 64"), "{whole}");
    }

    #[test]
    fn narrow_columns_keep_both_ends_of_an_openid() {
        let mut table = Table::new(vec![
            Column {
                openid: true,
                ..Column::text("Openid")
            },
            Column::text("Name"),
        ]);
        table.push(["o6_bmjrPTlm6_2sgVt7hMZOPfL2M".into(), "Band".into()]);
        let shown = written(
            &table,
            Layout {
                columns: Some(23),
                color: false,
            },
        );
        assert!(shown.contains("o6_bmjrP…OPfL2M"), "{shown}");
    }
}
