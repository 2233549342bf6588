//! The filter of a list: its field, or its words with what takes each away.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::chips::{self, CROSS};
use crate::app::line::Tone;
use crate::app::{Focus, State};

use super::paint;
use super::theme::Theme;

/// The filter's field.
pub fn draw(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let filter = &state.table().filter;
    let texts = &state.texts().table;
    let has_focus = state.is_at(Focus::Filter);
    let used = paint::text(frame.buffer_mut(), paint::skip(area, 1), texts.filter, theme.accent());
    if chips::are_shown(state) {
        return chips_line(state, area, frame.buffer_mut(), theme);
    }
    let field = paint::skip(area, used + 2);
    let window = filter.field.window(usize::from(field.width));
    // Why it is not understood stands in the message line, where there is room for all of it.
    let tone = if filter.error.is_some() { Tone::Bad } else { Tone::Plain };
    paint::text(frame.buffer_mut(), field, &window.text, theme.tone(tone));
    if has_focus {
        let x = field.x + u16::try_from(window.cursor).unwrap_or(0);
        frame.set_cursor_position((x.min(area.right().saturating_sub(1)), area.y));
    }
}

/// The filter's words, each with what takes it away.
fn chips_line(state: &State, area: Rect, buffer: &mut Buffer, theme: Theme) {
    let columns = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    let chips = chips::chips(state, usize::from(area.width));
    for chip in &chips.shown {
        let place = paint::skip(area, columns(chip.columns.start));
        let tone = if chip.is_good { Tone::Strong } else { Tone::Bad };
        let used = paint::text(buffer, place, &chip.text, theme.tone(tone));
        paint::text(buffer, paint::skip(place, used + 1), CROSS, theme.quiet());
    }
    if let Some((words, place)) = &chips.more {
        paint::text(buffer, paint::skip(area, columns(*place)), words, theme.quiet());
    }
}
