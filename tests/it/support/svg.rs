//! Draws a terminal buffer as an SVG: the pictures of the README are made from the real screen.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const CELL_WIDTH: f32 = 8.4;
const CELL_HEIGHT: f32 = 18.0;
const MARGIN: f32 = 12.0;
const FOREGROUND: &str = "#d8dee9";
const BACKGROUND: &str = "#1e2430";
const PALETTE: [&str; 16] = [
    "#2e3440", "#d57780", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#88c0d0", "#d8dee9", "#66718a", "#e08c94",
    "#b5d19c", "#f0d399", "#94b3d1", "#c7a5c0", "#9dd0de", "#eceff4",
];

/// Neighbouring cells of one look.
struct Run {
    column: u16,
    columns: u16,
    text: String,
    wide: bool,
    look: Look,
}

#[derive(Clone, Copy, PartialEq)]
struct Look {
    foreground: &'static str,
    background: &'static str,
    modifier: Modifier,
}

/// The whole picture.
pub fn picture(buffer: &Buffer) -> String {
    let width = f32::from(buffer.area.width) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f32::from(buffer.area.height) * CELL_HEIGHT + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..buffer.area.height {
        for run in runs(buffer, row) {
            draw(&mut svg, row, &run);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn runs(buffer: &Buffer, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < buffer.area.width {
        let cell = &buffer[(column, row)];
        let columns = u16::try_from(cell.symbol().width().max(1)).unwrap();
        let (look, wide) = (look(cell), columns > 1);
        match runs.last_mut() {
            Some(run) if run.look == look && run.wide == wide => {
                run.text.push_str(cell.symbol());
                run.columns += columns;
            }
            _ => runs.push(Run {
                column,
                columns,
                text: cell.symbol().to_owned(),
                wide,
                look,
            }),
        }
        column += columns;
    }
    runs
}

fn look(cell: &Cell) -> Look {
    let (foreground, background) = (colour(cell.fg, FOREGROUND), colour(cell.bg, BACKGROUND));
    if cell.modifier.contains(Modifier::REVERSED) {
        return Look {
            foreground: background,
            background: foreground,
            modifier: cell.modifier,
        };
    }
    Look {
        foreground,
        background,
        modifier: cell.modifier,
    }
}

fn colour(colour: Color, default: &'static str) -> &'static str {
    let index = match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => return default,
    };
    PALETTE[index]
}

fn draw(svg: &mut String, row: u16, run: &Run) {
    let x = MARGIN + f32::from(run.column) * CELL_WIDTH;
    let y = MARGIN + f32::from(row) * CELL_HEIGHT;
    let width = f32::from(run.columns) * CELL_WIDTH;
    if run.look.background != BACKGROUND {
        let fill = run.look.background;
        writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{fill}\"/>"
        )
        .unwrap();
    }
    if run.text.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.6\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ] {
        if run.look.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" xml:space=\"preserve\" fill=\"{}\"{style}>{}</text>",
        y + 13.5,
        run.look.foreground,
        escape(&run.text)
    )
    .unwrap();
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
