//! Aligned tables for a terminal: cleaned cells, columns as wide as they must be and the screen allows.

use std::io::{self, Write};
use std::ops::Range;

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
