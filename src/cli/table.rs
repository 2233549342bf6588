//! Aligned columns for a reader. Every cell is cleaned and cut, so that no remote text leaves its place.

use std::io::{self, Write};

use super::context::Context;
use crate::text::{pad_right, sanitize, truncate, width};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Columns of the terminal; `None` where the output is no terminal.
    pub width: Option<usize>,
    /// Write colours.
    pub colors: bool,
}

impl Style {
    /// As stdout and the options want it.
    pub fn of(context: &Context) -> Self {
        let room = crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns));
        Self { width: context.out_is_terminal.then_some(room), colors: context.colors() }
    }
}

/// A colour of the terminal's own palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As everything else.
    Plain,
    /// Less important.
    Dim,
    /// Good.
    Green,
    /// Worth a look.
    Yellow,
    /// Bad.
    Red,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its text, as it came.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
}

impl Cell {
    /// A cell without a colour of its own.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }

    /// A cell in this colour.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// One column's header and whether its cells may be cut.
#[derive(Clone, Debug)]
pub struct Column {
    /// Header.
    pub title: String,
    /// Cells are identifiers: half of one is worth nothing.
    pub whole: bool,
}

/// Rows of cells under a header.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

/// Widest cell where nothing else limits it: remote text can be of any length.
const WIDEST: usize = 60;
/// A column that is cut keeps at least so much.
const NARROWEST: usize = 8;
const GAP: &str = "  ";

impl Table {
    /// An empty table.
    pub const fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row of as many cells as there are columns.
    pub fn push(&mut self, cells: Vec<Cell>) {
        let clean = cells.into_iter().map(|cell| Cell { text: sanitize(&cell.text), ..cell });
        self.rows.push(clean.collect());
    }

    /// Whether it has no row.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes columns away.
    pub fn retain(&mut self, keep: &[bool]) {
        let is_kept = |index: usize| keep.get(index).copied().unwrap_or(true);
        let mut index = 0;
        self.columns.retain(|_| {
            index += 1;
            is_kept(index - 1)
        });
        for row in &mut self.rows {
            let cells = std::mem::take(row).into_iter().enumerate();
            *row = cells.filter(|(index, _)| is_kept(*index)).map(|(_, cell)| cell).collect();
        }
    }

    /// Writes header and rows; nothing where there is no row.
    pub fn write(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let widths = self.widths(style.width);
        let header: Vec<Cell> = self.columns.iter().map(|column| Cell::plain(sanitize(&column.title))).collect();
        write_row(out, &header, &widths, |text, _| if style.colors { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text })?;
        for row in &self.rows {
            write_row(out, row, &widths, |text, tone| if style.colors { paint(text, tone) } else { text })?;
        }
        Ok(())
    }

    /// The widths that the cells want, narrowed from the widest on until they fit the terminal.
    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let wanted = |(index, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(index)).map(|cell| width(&cell.text));
            let widest = cells.chain([width(&column.title)]).max().unwrap_or_default();
            if column.whole { widest } else { widest.min(WIDEST) }
        };
        let mut widths: Vec<usize> = self.columns.iter().enumerate().map(wanted).collect();
        let Some(room) = room else { return widths };
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let cuttable = widths.iter_mut().zip(&self.columns).filter(|(width, column)| !column.whole && **width > NARROWEST);
            match cuttable.map(|(width, _)| width).max() {
                Some(widest) => *widest -= 1,
                None => break,
            }
        }
        widths
    }
}

fn write_row(
    out: &mut dyn Write,
    cells: &[Cell],
    widths: &[usize],
    paint: impl Fn(String, Tone) -> String,
) -> io::Result<()> {
    let last = cells.iter().rposition(|cell| !cell.text.is_empty());
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        if last.is_none_or(|last| index > last) {
            break;
        }
        let gap = if index == 0 { "" } else { GAP };
        let text = truncate(&cell.text, *width);
        let text = if Some(index) == last { text } else { pad_right(&text, *width) };
        write!(out, "{gap}{}", paint(text, cell.tone))?;
    }
    writeln!(out)
}

fn paint(text: String, tone: Tone) -> String {
    let code = match tone {
        Tone::Plain => return text,
        Tone::Dim => 2,
        Tone::Green => 32,
        Tone::Yellow => 33,
        Tone::Red => 31,
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[[&str; 3]], style: Style) -> String {
        let columns = ["Openid", "Name", "Why"];
        let mut table = Table::new(
            columns.map(|title| Column { title: title.to_owned(), whole: title == "Openid" }).into(),
        );
        rows.iter().for_each(|row| table.push(row.map(Cell::plain).into()));
        let mut out = Vec::new();
        table.write(&mut out, style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_aligned_by_width() {
        let text = written(&[["o1", "上海", "x"], ["o22", "Band", ""]], Style::default());
        assert_eq!(text, "Openid  Name  Why\no1      上海  x\no22     Band\n");
        assert_eq!(written(&[], Style::default()), "");
    }

    #[test]
    fn hostile_text_stays_in_its_cell() {
        let wide = "宽".repeat(300);
        let hostile = "\u{1b}[2J\u{7}\u{9b}31m\r\n\u{202e}x\u{200b}\u{1b}]0;t\u{7}";
        let text = written(&[["o1", hostile, "end"], ["o2", &wide, "end"]], Style::default());
        assert_eq!(text.lines().count(), 3, "{text:?}");
        assert!(!text.contains(|c: char| c != '\n' && c.is_control() || "\u{202e}\u{200b}".contains(c)), "{text:?}");
        let ends: Vec<usize> = text.lines().skip(1).map(width).collect();
        assert_eq!(ends[0], ends[1], "{text}");
    }

    #[test]
    fn a_narrow_terminal_cuts_texts_and_never_ids() {
        let long = "b".repeat(50);
        let id = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
        let text = written(&[[id, &long, &long]], Style { width: Some(60), colors: false });
        assert!(text.lines().all(|line| width(line) <= 60) && text.contains(id), "{text}");
    }

    #[test]
    fn colours_appear_only_when_asked_for() {
        let mut table = Table::new(vec![Column { title: "A".to_owned(), whole: false }]);
        table.push(vec![Cell::toned("x", Tone::Red)]);
        let mut out = Vec::new();
        table.write(&mut out, Style { width: None, colors: true }).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\u{1b}[1mA\u{1b}[0m\n\u{1b}[31mx\u{1b}[0m\n");
    }
}
