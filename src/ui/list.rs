//! The list of a screen: its title, the columns' names, the rows in view.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::columns::{self, MARKS, Placed, Placement};
use crate::app::layout::{Pane, has_filter_line};
use crate::app::table::Total;
use crate::app::{Focus, Screen, State};
use crate::locale::fill;
use crate::text;

use super::theme::Theme;
use super::{filter_line, paint};

mod empty;
mod row;

/// From so many rows on a percentage helps.
const LONG: usize = 200;

/// The list of the screen shown: only the rows in view are made.
pub fn draw(state: &State, pane: Pane, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let has_focus = state.is_at(Focus::List) || state.is_at(Focus::Filter);
    paint::pane(frame.buffer_mut(), pane, is_roomy, &title(state), has_focus, theme);
    let mut area = pane.inner;
    if has_filter_line(state) {
        filter_line::draw(state, paint::first_row(area), frame, theme);
        area = paint::below(area, 1);
    }
    let buffer = frame.buffer_mut();
    let table = state.table();
    if table.shown() == 0 {
        return empty::draw(state, area, buffer, theme);
    }
    let placement = columns::place(state, area.width.saturating_sub(1));
    labels(state, paint::first_row(area), &placement, buffer, theme);
    rows(
        state,
        paint::below(area, 1),
        &placement.placed,
        has_focus,
        buffer,
        theme,
    );
    if is_roomy {
        let shown = usize::from(area.height).saturating_sub(1);
        paint::scrollbar(buffer, pane.outer, table.shown(), table.offset, shown, theme);
    }
}

/// The rows in view, each with what its edge says.
fn rows(state: &State, area: Rect, placed: &[Placed], has_focus: bool, buffer: &mut Buffer, theme: Theme) {
    let table = state.table();
    let highlighted = table.filter.highlighted();
    for (place, line) in (table.offset..table.shown()).zip(area.rows()) {
        // The last column does not touch the frame.
        let cells = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        match table.row_at(place) {
            Some(person) => {
                row::draw(state, person, cells, placed, buffer, theme);
                row::highlight(buffer, cells, &highlighted, theme);
            }
            // Not here yet: it is asked for.
            None => drop(paint::text(
                buffer,
                paint::skip(cells, MARKS),
                state.texts().lists.loading_row,
                theme.quiet(),
            )),
        }
        let is_selected = table.cursor() == Some(place);
        if is_selected {
            buffer.set_style(line, theme.selected(has_focus));
        }
        let edge = match (is_selected, table.is_marked_at(place)) {
            (false, false) => continue,
            (false, true) => ("✓", theme.accent()),
            (true, false) => ("›", theme.selected(has_focus)),
            (true, true) => ("»", theme.selected(has_focus)),
        };
        buffer.set_string(line.x, line.y, edge.0, edge.1);
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

/// The columns' names, the order's arrow, and at the edges whether there are more columns.
fn labels(state: &State, area: Rect, placement: &Placement, buffer: &mut Buffer, theme: Theme) {
    let sort = state.table().shown_sort();
    for placed in &placement.placed {
        let label = placed.column.label(state.texts());
        let arrow = sort
            .filter(|sort| sort.column == placed.column)
            .map(columns::Sort::arrow);
        let place = row::slot(area, *placed);
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
