use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::chips::{self, CROSS};
use crate::app::columns::{self, Column, MARKS, Placed, Placement};
use crate::app::followers::{Part, with_key};
use crate::app::layout::{Pane, has_filter_line};
use crate::app::line::{Tone, wrap};
use crate::app::table::{self, Row, Total};
use crate::app::{Focus, Screen, State};
use crate::locale::fill;
use crate::text;

use super::cells::{self, Instead, cell};
use super::paint;
use super::theme::Theme;

/// From so many rows on a percentage helps.
const LONG: usize = 200;

/// The list of the screen shown: only the rows in view are made.
pub fn draw(state: &State, pane: Pane, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let has_focus = state.is_at(Focus::List) || state.is_at(Focus::Filter);
    paint::pane(frame.buffer_mut(), pane, is_roomy, &title(state), has_focus, theme);
    let mut area = pane.inner;
    if has_filter_line(state) {
        filter(state, paint::first_row(area), frame, theme);
        area = paint::below(area, 1);
    }
    let buffer = frame.buffer_mut();
    let table = state.table();
    if table.shown() == 0 {
        return empty(state, area, buffer, theme);
    }
    // The last column does not touch the frame.
    let cells = Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    let placement = columns::place(state, cells.width);
    labels(state, paint::first_row(area), &placement, buffer, theme);
    let placed = placement.placed;
    let highlighted = table.filter.highlighted();
    let area = paint::below(area, 1);
    for ((place, row_area), cells) in (table.offset..).zip(area.rows()).zip(paint::below(cells, 1).rows()) {
        if place >= table.shown() {
            break;
        }
        let is_selected = table.cursor() == Some(place);
        match table.row_at(place) {
            Some(row) => {
                draw_row(state, row, cells, &placed, buffer, theme);
                highlight(buffer, cells, &highlighted, theme);
            }
            // Not here yet: it is asked for.
            None => drop(paint::text(
                buffer,
                paint::skip(cells, MARKS),
                state.texts().lists.loading_row,
                theme.quiet(),
            )),
        }
        if is_selected {
            buffer.set_style(row_area, theme.selected(has_focus));
        }
        let edge = match (is_selected, table.is_marked_at(place)) {
            (false, false) => continue,
            (false, true) => ("✓", theme.accent()),
            (true, false) => ("›", theme.selected(has_focus)),
            (true, true) => ("»", theme.selected(has_focus)),
        };
        buffer.set_string(row_area.x, row_area.y, edge.0, edge.1);
    }
    if is_roomy {
        let shown = usize::from(area.height);
        paint::scrollbar(buffer, pane.outer, table.shown(), table.offset, shown, theme);
    }
}

fn title(state: &State) -> String {
    let texts = &state.texts().table;
    let table = state.table();
    let name = match state.screen {
        Screen::Lookup => texts.results,
        Screen::Followers => state.texts().followers.title,
        Screen::History => texts.history,
        // Charts stand in the place of this list.
        Screen::Stats => "",
    };
    let shown = table.shown();
    let mut parts = vec![name.to_owned()];
    parts.push(
        table
            .cursor()
            .map_or_else(|| "0".to_owned(), |place| position(place, shown, table.total())),
    );
    if let Some(all) = table.in_all().filter(|all| *all != shown) {
        parts.push(fill(texts.in_all, &[&grouped(all)]));
    }
    if let Some(loaded) = state
        .followers
        .picked_of()
        .filter(|_| state.screen == Screen::Followers)
    {
        parts.push(fill(state.texts().lists.of_loaded, &[&grouped(loaded)]));
    }
    if table.marks() > 0 {
        parts.push(fill(texts.marked, &[&grouped(table.marks())]));
    }
    if let Some(range) = table.range() {
        parts.push(fill(texts.range, &[&grouped(range.count())]));
    }
    parts.extend(order(state));
    parts.join(" · ")
}

/// The order the rows are in, or are being put in.
fn order(state: &State) -> Option<String> {
    let table = state.table();
    let label = |sort: columns::Sort| sort.column.label(state.texts());
    match (table.sort, table.shown_sort()) {
        (Some(wanted), shown) if shown != Some(wanted) => Some(fill(state.texts().lists.sorting, &[&label(wanted)])),
        (None, _) => None,
        (_, shown) => shown.map(|sort| format!("{} {}", fill(state.texts().table.by, &[&label(sort)]), sort.arrow())),
    }
}

/// "123 / 4 567 · 3%"; the percentage only where not all of it is near.
fn position(place: usize, shown: usize, total: Total) -> String {
    let more = if matches!(total, Total::AtLeast(_)) { "+" } else { "" };
    let position = format!("{} / {}{more}", grouped(place + 1), grouped(shown));
    if shown < LONG {
        return position;
    }
    format!("{position} · {}%", (place + 1) * 100 / shown)
}

fn grouped(count: usize) -> String {
    text::grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

/// The filter's field.
pub fn filter(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
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

/// The columns' names, the order's arrow, and at the edges whether there are more columns.
fn labels(state: &State, area: Rect, placement: &Placement, buffer: &mut Buffer, theme: Theme) {
    let sort = state.table().shown_sort();
    for placed in &placement.placed {
        let label = placed.column.label(state.texts());
        let arrow = sort
            .filter(|sort| sort.column == placed.column)
            .map(columns::Sort::arrow);
        let place = slot(area, *placed);
        let Some(arrow) = arrow else {
            paint::text(buffer, place, label, theme.quiet());
            continue;
        };
        let room = usize::from(place.width).saturating_sub(1);
        let words = format!("{}{arrow}", text::truncate(label, room));
        paint::text(buffer, place, &words, theme.accent());
    }
    if let Some(second) = placement.placed.get(1).filter(|_| placement.more_left) {
        let gap = paint::skip(area, second.x.saturating_sub(columns::GAP));
        paint::text(buffer, gap, "‹", theme.accent());
    }
    if placement.more_right {
        let edge = paint::skip(area, area.width.saturating_sub(1));
        paint::text(buffer, edge, "›", theme.accent());
    }
}

/// Makes the words of the filter visible in what was drawn on a line.
fn highlight(buffer: &mut Buffer, line: Rect, words: &[&str], theme: Theme) {
    if words.is_empty() {
        return;
    }
    // Cells, not texts: so that nothing has to be known of how the cells were cut.
    let mut shown = String::new();
    let mut columns = Vec::new();
    let mut x = line.left() + MARKS.min(line.width);
    while let Some(cell) = buffer.cell((x, line.y)).filter(|_| x < line.right()) {
        let lower = cell.symbol().to_lowercase();
        columns.extend(std::iter::repeat_n(x, lower.len()));
        // A wide character leaves an empty cell behind it.
        x += u16::try_from(text::width(cell.symbol()).max(1)).unwrap_or(1);
        shown.push_str(&lower);
    }
    let matches = words.iter().flat_map(|word| shown.match_indices(*word));
    let places: Vec<u16> = matches
        .flat_map(|(start, found)| columns[start..start + found.len()].iter().copied())
        .collect();
    for x in places {
        if let Some(cell) = buffer.cell_mut((x, line.y)) {
            cell.set_style(theme.found());
        }
    }
}

fn slot(area: Rect, placed: Placed) -> Rect {
    let from = paint::skip(area, placed.x);
    Rect {
        width: placed.width.min(from.width),
        ..from
    }
}

fn draw_row(state: &State, row: &Row, area: Rect, placed: &[Placed], buffer: &mut Buffer, theme: Theme) {
    let (mark, tone) = cells::mark(state, row);
    let marks = paint::skip(area, 1);
    paint::text(buffer, marks, mark, theme.tone(tone));
    paint::text(
        buffer,
        paint::skip(marks, 1),
        cells::history_mark(state, row),
        theme.quiet(),
    );
    let instead = cells::instead(state, row);
    let room = instead
        .as_ref()
        .map(|instead| room_for(instead, row, placed, area.width));
    let gives_way = |placed: &Placed| room.as_ref().is_some_and(|room| room.contains(&placed.x));
    for column in placed.iter().filter(|placed| !gives_way(placed)) {
        let place = slot(area, *column);
        let line = cell(state, row, column.column, usize::from(place.width));
        paint::line(buffer, place, &line, theme);
    }
    if let (Some(instead), Some(room)) = (&instead, room) {
        let place = Rect {
            x: area.x + room.start,
            width: room.end - room.start,
            ..area
        };
        paint::text(buffer, place, &text::sanitize(&instead.words), theme.tone(instead.tone));
    }
}

/// The columns that give way: also the name's, where there is none and the words are long.
fn room_for(instead: &Instead, row: &Row, placed: &[Placed], width: u16) -> Range<u16> {
    let room = span(placed, width, instead.from);
    if text::width(&instead.words) > usize::from(room.end - room.start) && table::name(row).is_empty() {
        return span(placed, width, Column::Name);
    }
    room
}

/// From a column to the next one that does not give way, or to the right edge.
fn span(placed: &[Placed], width: u16, from: Column) -> Range<u16> {
    // What is known of a person only: of one who does not follow, or has no answer, there is nothing of it.
    let gives_way = |column: Column| match column {
        Column::Openid
        | Column::Status
        | Column::Note
        | Column::Source
        | Column::Account
        | Column::Lookups
        | Column::Fetched
        | Column::First
        | Column::Left => false,
        Column::Name | Column::Nickname | Column::Remark => from == Column::Name,
        _ => true,
    };
    let Some(first) = placed.iter().position(|placed| gives_way(placed.column)) else {
        return MARKS.min(width)..MARKS.min(width);
    };
    let next = placed[first..].iter().find(|placed| !gives_way(placed.column));
    let end = next.map_or(width, |next| next.x.saturating_sub(columns::GAP));
    placed[first].x..end.max(placed[first].x)
}

/// What to do next, where there is nothing to list.
fn empty(state: &State, area: Rect, buffer: &mut Buffer, theme: Theme) {
    let texts = &state.texts().table;
    let mut lines: Vec<(String, Tone)> = Vec::new();
    if !state.table().is_empty() {
        lines.push((texts.no_match.to_owned(), Tone::Strong));
        if let Some(loaded) = state
            .followers
            .picked_of()
            .filter(|_| state.screen == Screen::Followers)
        {
            let words = fill(state.texts().lists.only_loaded, &[&grouped(loaded), &"{}"]);
            lines.push((with_key(state, &words), Tone::Quiet));
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
