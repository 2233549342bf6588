//! Where what lies on top stands. Pure: drawing and mouse clicks share it.

use ratatui::layout::Rect;

use super::{Menu, MenuEntry, Overlay};
use crate::app::line::wrap;
use crate::app::questions::{self, Asked};
use crate::app::windows::{self, centred};
use crate::app::{State, followers};
use crate::text;

/// Widest question.
const QUESTION: u16 = 64;
/// Widest window with fields.
const FORM: u16 = 72;
/// Widest chooser of columns.
const CHOOSER: u16 = 44;
/// Columns of a menu's letters.
pub const MENU_LETTERS: usize = 3;
/// Most columns of a menu's labels.
pub const MENU_LABELS: usize = 24;
/// Narrowest menu: enough for its title.
const MENU_NARROWEST: u16 = 36;
/// Widest menu.
const MENU_WIDEST: u16 = 76;
/// Lines of a note that are shown where there is room; more are scrolled to.
const NOTE_LINES: u16 = 8;

/// The uppermost window, frame included; nothing where none is open.
pub fn area(state: &State) -> Rect {
    let size = state.setup.size;
    match state.overlays.last() {
        None => Rect::default(),
        Some(Overlay::Viewer(_)) => windows::viewer(size),
        Some(Overlay::Menu(menu)) => menu_area(size, menu),
        Some(Overlay::Palette(_) | Overlay::Inputs(_)) => windows::finder(size),
        Some(Overlay::Columns(chooser)) => {
            let height = windows::box_height(size, chooser.entries.all.len());
            beside(centred(size, (MENU_WIDEST, height)))
        }
        Some(Overlay::Export(_)) => centred(size, (FORM, 6)),
        Some(Overlay::Note(_)) => centred(size, (FORM, NOTE_LINES + 4)),
        Some(Overlay::Prompt(_)) => centred(size, (QUESTION, 3)),
        Some(Overlay::Sync) => {
            let lines = followers::progress_lines(state, sync_columns(size)).len();
            centred(size, (QUESTION, lines_and_frame(lines)))
        }
        Some(Overlay::Delete { .. } | Overlay::Overwrite(_) | Overlay::Question(_) | Overlay::Token { .. }) => {
            questions::asked(state).map_or_else(Rect::default, |asked| question_area(size, &asked))
        }
    }
}

/// As wide as its entries need.
fn menu_area(size: (u16, u16), menu: &Menu) -> Rect {
    let entries = &menu.entries.all;
    let widest = |width: &dyn Fn(&MenuEntry) -> usize| entries.iter().map(width).max().unwrap_or_default();
    let labels = widest(&|entry| text::width(&entry.label)).min(MENU_LABELS);
    let value = |entry: &MenuEntry| entry.value.chars().take(usize::from(MENU_WIDEST)).collect::<String>();
    let values = widest(&|entry| text::width(&value(entry)));
    // Frame and gaps besides.
    let needed = u16::try_from(MENU_LETTERS + labels + values + 6).unwrap_or(MENU_WIDEST);
    let height = windows::box_height(size, entries.len());
    centred(size, (needed.clamp(MENU_NARROWEST, MENU_WIDEST), height))
}

/// Columns of text in the window of the sync.
pub fn sync_columns(size: (u16, u16)) -> usize {
    usize::from(size.0.min(QUESTION)).saturating_sub(4)
}

/// The lines of a question.
pub fn question_lines(size: (u16, u16), asked: &Asked<'_>) -> Vec<String> {
    wrap(
        &text::sanitize(&asked.words),
        usize::from(size.0.min(QUESTION)).saturating_sub(4),
    )
}

fn question_area(size: (u16, u16), asked: &Asked<'_>) -> Rect {
    let height = lines_and_frame(question_lines(size, asked).len());
    // A line apart, and the field.
    let field = if asked.field.is_some() { 2 } else { 0 };
    centred(size, (QUESTION, height.saturating_add(field)))
}

fn lines_and_frame(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2)
}

/// At the right, so that the list shows what becomes of it.
fn beside(area: Rect) -> Rect {
    let width = area.width.min(CHOOSER);
    Rect {
        x: area.right() - width,
        width,
        ..area
    }
}
