use crate::app::columns::Column;
use crate::app::{Screen, State};
use crate::text;

/// A column with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which one.
    pub column: Column,
    /// First column of the terminal, from the list's left edge.
    pub x: u16,
    /// Its width.
    pub width: u16,
}

/// Columns before the first one: selection, status, history mark, space.
pub const MARKS: u16 = 4;
/// Columns between two columns.
pub const GAP: u16 = 2;
/// From this terminal width on openids are shown in full (product contract, section 6).
const FULL_OPENIDS: u16 = 100;
const OPENID: u16 = 28;
const CUT_OPENID: u16 = 15;
const NAME: (u16, u16) = (11, 28);
const SCENE: (u16, u16) = (12, 22);

/// The columns that fit into `width`, in their order; the least needed ones are left out, spare room goes to names.
pub fn place(state: &State, width: u16) -> Vec<Placed> {
    let openid = if state.setup.size.0 >= FULL_OPENIDS {
        OPENID
    } else {
        CUT_OPENID
    };
    let is_history = state.screen == Screen::History;
    let table = &state.texts().table;
    let label = |words: &str| u16::try_from(text::width(words)).unwrap_or(10);
    // In the order in which they are given room.
    let mut wanted = vec![(Column::Openid, openid), (Column::Since, 10), (Column::Name, NAME.0)];
    if is_history {
        wanted.extend([(Column::Lookups, label(table.lookups).max(4)), (Column::Fetched, 10)]);
    }
    if state.table().is_mixed() {
        wanted.push((Column::Source, source_width(state)));
    }
    wanted.push((Column::Scene, SCENE.0));
    if !is_history {
        wanted.push((Column::Fetched, 10));
    }
    let mut left = width.saturating_sub(MARKS);
    let mut chosen: Vec<(Column, u16)> = Vec::new();
    for (column, wide) in wanted {
        let cost = if chosen.is_empty() { wide } else { wide + GAP };
        match left.checked_sub(cost) {
            Some(rest) => left = rest,
            // The openid is shown whatever happens; what does not fit is cut.
            None if chosen.is_empty() => left = 0,
            None => break,
        }
        chosen.push((column, wide));
    }
    // Without a scene beside it the day's column must hold "not following" by itself.
    if !chosen.iter().any(|(column, _)| *column == Column::Scene) {
        grow(&mut chosen, Column::Since, label(table.not_following), &mut left);
    }
    grow(&mut chosen, Column::Scene, SCENE.0.midpoint(SCENE.1), &mut left);
    grow(&mut chosen, Column::Name, NAME.0.midpoint(NAME.1), &mut left);
    grow(&mut chosen, Column::Scene, SCENE.1, &mut left);
    grow(&mut chosen, Column::Name, NAME.1, &mut left);
    chosen.sort_by_key(|(column, _)| ORDER.iter().position(|known| known == column));
    let mut x = MARKS;
    let mut placed = Vec::new();
    for (column, wide) in chosen {
        let wide = wide.min(width.saturating_sub(x));
        placed.push(Placed { column, x, width: wide });
        x += wide + GAP;
    }
    placed
}

const ORDER: [Column; 7] = [
    Column::Openid,
    Column::Name,
    Column::Since,
    Column::Scene,
    Column::Source,
    Column::Lookups,
    Column::Fetched,
];

fn grow(chosen: &mut [(Column, u16)], column: Column, most: u16, left: &mut u16) {
    if let Some((_, wide)) = chosen.iter_mut().find(|(known, _)| *known == column) {
        let more = (*left).min(most.saturating_sub(*wide));
        *wide += more;
        *left -= more;
    }
}

fn source_width(state: &State) -> u16 {
    let widest = [crate::model::Source::Follower, crate::model::Source::Web]
        .map(|source| text::width(crate::app::detail::source_words(state, source)));
    u16::try_from(widest.into_iter().max().unwrap_or(8)).unwrap_or(8)
}
