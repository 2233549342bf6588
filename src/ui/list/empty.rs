//! What a list says that has no rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::grouped;
use crate::app::followers::{Part, with_key};
use crate::app::line::{Tone, wrap};
use crate::app::{Action, Screen, State};
use crate::locale::fill;
use crate::text;
use crate::ui::paint;
use crate::ui::theme::Theme;

/// What to do next, where there is nothing to list.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer, theme: Theme) {
    let texts = &state.texts().table;
    let mut lines: Vec<(String, Tone)> = Vec::new();
    if !state.table().is_empty() {
        lines.push((texts.no_match.to_owned(), Tone::Strong));
        if let Some(loaded) = state
            .followers
            .picked_of()
            .filter(|_| state.screen == Screen::Followers)
        {
            lines.push((only_loaded(state, loaded), Tone::Quiet));
        }
        lines.push((texts.no_match_next.to_owned(), Tone::Quiet));
    } else if state.screen == Screen::Followers {
        lines.extend(empty_followers(state));
    } else if state.screen == Screen::History && !state.is_loaded() {
        lines.push((texts.history_loading.to_owned(), Tone::Quiet));
    } else if state.screen == Screen::History {
        lines.push((texts.history_empty.to_owned(), Tone::Strong));
        if !state.setup.data_file.is_empty() {
            lines.push((fill(texts.history_place, &[&state.setup.data_file]), Tone::Quiet));
        }
    } else if state.is_loaded() {
        lines.push((texts.results_empty.to_owned(), Tone::Strong));
        lines.push((texts.results_next.to_owned(), Tone::Quiet));
        lines.extend(suggestions(state));
    }
    let area = paint::padded(area);
    let mut rows = area.rows();
    for (words, tone) in lines {
        for part in wrap(&text::sanitize(&words), usize::from(area.width)) {
            let Some(row) = rows.next() else { return };
            paint::text(buffer, row, &part, theme.tone(tone));
        }
    }
}

/// Of how many people nobody fits, and what brings more of them.
fn only_loaded(state: &State, loaded: usize) -> String {
    let (texts, loaded) = (&state.texts().lists, grouped(loaded));
    if state.followers.is_reaching() {
        return fill(texts.loading_more, &[&loaded]);
    }
    if !state.followers.can_reach() {
        return with_key(state, &fill(texts.only_loaded, &[&loaded, &"{}"]));
    }
    let key = state.keymap.all(Action::Bottom).first().map(ToString::to_string);
    let words = fill(texts.loads_more, &[&loaded, &key.unwrap_or_default(), &"{}"]);
    with_key(state, &words)
}

/// Why nobody is listed on the Followers screen.
fn empty_followers(state: &State) -> Option<(String, Tone)> {
    let texts = &state.texts().followers;
    let followers = &state.followers;
    let changed = with_key(state, texts.nothing_changed);
    let words = match (&followers.sidebar.chosen, followers.is_loaded()) {
        (_, false) if followers.is_mirrored() => texts.reading,
        (_, false) => texts.listing,
        (Part::Changed, _) => &changed,
        // What to do stands in the line above.
        _ if followers.roll().is_none() && !followers.is_mirrored() => return None,
        _ => texts.nobody,
    };
    Some((words.to_owned(), Tone::Quiet))
}

fn suggestions(state: &State) -> Vec<(String, Tone)> {
    if state.setup.suggestions.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        (String::new(), Tone::Plain),
        (state.texts().table.suggestions.to_owned(), Tone::Accent),
    ];
    for suggestion in &state.setup.suggestions {
        lines.push((format!("  {}", suggestion.text), Tone::Plain));
        lines.push((format!("    {}", suggestion.about), Tone::Quiet));
    }
    lines
}
