//! A window with a text field, and below it what is found by the words typed into it.

use ratatui::Frame;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::field::Field;
use crate::app::line::{Line, Tone};
use crate::app::picker::Picker;
use crate::app::windows;
use crate::text;

use super::overlay::typed;
use super::paint;
use super::theme::Theme;

/// What such a window shows.
pub struct Finder<'a, T> {
    /// Its title.
    pub title: &'a str,
    /// What is searched for.
    pub field: &'a Field,
    /// Shown in the field while it is empty.
    pub placeholder: &'a str,
    /// What fits.
    pub found: &'a Picker<T>,
    /// Shown where nothing fits.
    pub nothing: &'a str,
}

/// Draws it; `line` makes an entry's line for so many columns.
pub fn draw<T>(
    finder: &Finder<'_, T>,
    size: (u16, u16),
    frame: &mut Frame<'_>,
    theme: Theme,
    line: impl Fn(&T, usize) -> Line,
) {
    let area = windows::finder(size);
    let inner = paint::window(frame.buffer_mut(), area, finder.title, theme);
    if inner.is_empty() {
        return;
    }
    let used = paint::text(frame.buffer_mut(), inner, "› ", theme.accent());
    let field = paint::skip(paint::first_row(inner), used);
    if finder.field.is_empty() {
        paint::text(frame.buffer_mut(), field, finder.placeholder, theme.quiet());
    }
    typed(finder.field, field, false, true, frame, theme);
    let buffer = frame.buffer_mut();
    let list = paint::below(inner, 1);
    if finder.found.all.is_empty() {
        paint::text(buffer, list, finder.nothing, theme.quiet());
    }
    paint::entries(buffer, list, finder.found, true, theme, line);
    let (total, offset) = (finder.found.all.len(), finder.found.offset);
    let height = windows::finder_height(size);
    paint::scrollbar(buffer, paint::below(area, 1), total, offset, height, theme);
}

/// Adds a text cut to `columns`, the graphemes that match standing out.
pub fn emphasised(mut line: Line, words: &str, places: &[usize], columns: usize, tone: Tone) -> Line {
    let cut = text::truncate(words, columns);
    let mut run = String::new();
    let mut is_match = false;
    for (place, grapheme) in cut.graphemes(true).enumerate() {
        if places.contains(&place) != is_match {
            line = line.and(&std::mem::take(&mut run), if is_match { Tone::Accent } else { tone });
            is_match = !is_match;
        }
        run.push_str(grapheme);
    }
    line.and(&run, if is_match { Tone::Accent } else { tone })
}
