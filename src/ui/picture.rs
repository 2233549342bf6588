use ratatui::Frame;
use ratatui::style::Color;

use crate::app::{Depth, State, pictures};
use crate::config::Colour;
use crate::picture::Way;
use crate::text;

use super::theme;

/// The avatar over its frame in the detail.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let Some((place, picture, _)) = pictures::shown(state) else {
        return;
    };
    picture.draw(place, frame.buffer_mut());
    let drawing = state.pictures.drawing;
    if drawing.map(|drawing| drawing.way) != Ok(Way::HalfBlocks) {
        return;
    }
    let depth = state.setup.looks.depth;
    for place in place.positions() {
        let Some(cell) = frame.buffer_mut().cell_mut(place) else {
            continue;
        };
        if text::is_ambiguous_wide() {
            // A half block would be two columns wide: one colour for both halves.
            let mean = mean(cell.fg, cell.bg);
            cell.set_char(' ').set_fg(mean).set_bg(mean);
        }
        cell.fg = nearest(cell.fg, depth);
        cell.bg = nearest(cell.bg, depth);
    }
}

fn mean(one: Color, other: Color) -> Color {
    match (one, other) {
        (Color::Rgb(r, g, b), Color::Rgb(red, green, blue)) => {
            Color::Rgb(r.midpoint(red), g.midpoint(green), b.midpoint(blue))
        }
        (_, other) => other,
    }
}

fn nearest(colour: Color, depth: Depth) -> Color {
    match colour {
        Color::Rgb(red, green, blue) => theme::shown(Colour::Rgb(red, green, blue), depth),
        other => other,
    }
}
