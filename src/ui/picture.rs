use ratatui::Frame;
use ratatui::style::Color;

use crate::app::{Depth, State, pictures};
use crate::config::Colour;
use crate::picture::Way;

use super::theme;

/// The avatar over its frame in the detail.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let Some((place, picture, _)) = pictures::shown(state) else {
        return;
    };
    picture.draw(place, frame.buffer_mut());
    let depth = state.setup.looks.depth;
    let has_cells = state
        .pictures
        .drawing
        .is_some_and(|drawing| drawing.way == Way::HalfBlocks);
    if !has_cells || depth == Depth::Full {
        return;
    }
    for place in place.positions() {
        if let Some(cell) = frame.buffer_mut().cell_mut(place) {
            cell.fg = nearest(cell.fg, depth);
            cell.bg = nearest(cell.bg, depth);
        }
    }
}

fn nearest(colour: Color, depth: Depth) -> Color {
    match colour {
        Color::Rgb(red, green, blue) => theme::shown(Colour::Rgb(red, green, blue), depth),
        other => other,
    }
}
