//! Where the columns of a list stand. Pure: drawing and mouse clicks share it.

use super::Column;
use super::chosen::{self, WIDTHS, Wanted};
use crate::app::detail::source_words;
use crate::app::layout::Areas;
use crate::app::state::{Screen, State};
use crate::model::Source;
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

/// The columns that are in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// From left to right; the first one always is the list's first.
    pub placed: Vec<Placed>,
    /// There are more behind the first one.
    pub more_left: bool,
    /// There are more at the right.
    pub more_right: bool,
}

/// Columns before the first one: selection, status, history mark, space.
pub const MARKS: u16 = 4;
/// Columns between two columns.
pub const GAP: u16 = 2;
/// From this terminal width on openids are shown in full (product contract, section 6).
const FULL_OPENIDS: u16 = 100;
const OPENID: u16 = 28;
const CUT_OPENID: u16 = 15;
/// A column that is cut by the right edge shows at least so much.
const LEAST: u16 = 6;

/// The columns that fit into `width`, in their order. Of the usual ones the least needed are left out; of chosen ones
/// and of a list that was scrolled, those beyond the edge. Spare room goes to names first.
pub fn place(state: &State, width: u16) -> Placement {
    let wanted = chosen::wanted(state);
    let scrolled = state.table().columns.first.min(wanted.len().saturating_sub(2));
    let room = width.saturating_sub(MARKS);
    let (mut shown, more_right) = if chosen::is_chosen(state) || scrolled > 0 {
        in_order(state, &wanted, scrolled, room)
    } else {
        by_need(state, &wanted, room)
    };
    spread(state, &mut shown, room);
    let mut x = MARKS;
    let mut placed = Vec::new();
    for Sized {
        column, width: wide, ..
    } in shown
    {
        let wide = wide.min(width.saturating_sub(x));
        placed.push(Placed { column, x, width: wide });
        x += wide + GAP;
    }
    Placement {
        placed,
        more_left: scrolled > 0,
        more_right,
    }
}

/// A column that is shown, as yet without its place.
#[derive(Clone, Copy, Debug)]
struct Sized {
    column: Column,
    width: u16,
    /// Spare room may go to it.
    grows: bool,
}

impl Sized {
    fn of(state: &State, wanted: Wanted) -> Self {
        Self {
            column: wanted.column,
            width: wanted.width.unwrap_or_else(|| widths(state, wanted.column).0),
            grows: wanted.width.is_none(),
        }
    }
}

/// The first column, and those after the scrolled ones as far as there is room.
fn in_order(state: &State, wanted: &[Wanted], scrolled: usize, room: u16) -> (Vec<Sized>, bool) {
    let mut left = room;
    let mut shown: Vec<Sized> = Vec::new();
    let scrolled_past = |(place, _): &(usize, &Wanted)| *place == 0 || *place > scrolled;
    for (_, wanted) in wanted.iter().enumerate().filter(scrolled_past) {
        let gap = if shown.is_empty() { 0 } else { GAP };
        let sized = Sized::of(state, *wanted);
        let most = left.saturating_sub(gap);
        if sized.width > most && (most < LEAST || shown.is_empty()) {
            if shown.is_empty() {
                shown.push(Sized { width: most, ..sized });
            }
            return (shown, true);
        }
        let width = sized.width.min(most);
        shown.push(Sized { width, ..sized });
        left = most - width;
    }
    (shown, false)
}

/// Those that are needed most, as many as there is room for.
fn by_need(state: &State, wanted: &[Wanted], room: u16) -> (Vec<Sized>, bool) {
    let mut by_need: Vec<Wanted> = wanted.to_vec();
    by_need.sort_by_key(|wanted| need(state.screen, wanted.column));
    let mut left = room;
    let mut taken: Vec<Column> = Vec::new();
    for wanted in &by_need {
        let cost = Sized::of(state, *wanted).width + if taken.is_empty() { 0 } else { GAP };
        match left.checked_sub(cost) {
            Some(rest) => left = rest,
            // The openid is shown whatever happens; what does not fit is cut.
            None if taken.is_empty() => left = 0,
            None => break,
        }
        taken.push(wanted.column);
    }
    let shown = wanted.iter().filter(|wanted| taken.contains(&wanted.column));
    let shown: Vec<Sized> = shown.map(|wanted| Sized::of(state, *wanted)).collect();
    let is_cut = shown.len() < wanted.len();
    (shown, is_cut)
}

/// Smaller is needed more.
const fn need(screen: Screen, column: Column) -> u8 {
    match (column, screen) {
        (Column::Openid, _) => 0,
        (Column::Since, _) => 1,
        (Column::Name, _) => 2,
        (Column::Lookups, _) => 3,
        (Column::Fetched, Screen::History) => 4,
        (Column::Source, _) => 5,
        (Column::Scene, _) => 6,
        (Column::Fetched, Screen::Lookup) => 7,
        (Column::Tags, _) => 8,
        (Column::Qr, _) => 9,
        _ => 10,
    }
}

/// Spare room: first what is needed to read a row at all, then for names and scenes, then for everything else.
fn spread(state: &State, shown: &mut [Sized], room: u16) {
    let used: u16 = shown.iter().map(|sized| sized.width + GAP).sum();
    let mut left = room.saturating_sub(used.saturating_sub(GAP));
    let has_scene = shown.iter().any(|sized| sized.column == Column::Scene);
    let mut grow = |column: Column, most: u16| {
        if let Some(sized) = shown.iter_mut().find(|sized| sized.column == column && sized.grows) {
            let more = left.min(most.saturating_sub(sized.width));
            sized.width += more;
            left -= more;
        }
    };
    let most = |column| widths(state, column).1;
    let half = |column| {
        let (least, most) = widths(state, column);
        least.midpoint(most)
    };
    // Without a scene beside it the day's column must hold "not following" by itself.
    if !has_scene {
        grow(Column::Since, width_of(state.texts().table.not_following));
    }
    grow(Column::Scene, half(Column::Scene));
    grow(Column::Name, half(Column::Name));
    grow(Column::Scene, most(Column::Scene));
    grow(Column::Name, most(Column::Name));
    for column in Column::ALL {
        grow(column, most(column));
    }
}

/// How wide a column is at least, and at most unless somebody makes it wider.
fn widths(state: &State, column: Column) -> (u16, u16) {
    let is_wide = state.setup.size.0 >= FULL_OPENIDS;
    let id = if is_wide { OPENID } else { CUT_OPENID };
    let (least, most) = match column {
        Column::Openid => (id, id),
        Column::Unionid => (id, OPENID),
        Column::Status => (13, 13),
        Column::Name => (11, 28),
        Column::Nickname | Column::Region => (8, 20),
        Column::Remark => (8, 28),
        Column::Since | Column::Fetched | Column::First | Column::Left => (10, 10),
        Column::Scene => (12, 22),
        Column::Qr => (10, 30),
        Column::Tags => (10, 34),
        Column::Note => (10, 40),
        Column::Sex | Column::Group | Column::Lookups => (4, 4),
        Column::Language => (5, 8),
        Column::Source => (source_width(state), source_width(state)),
        Column::Account => (8, 16),
    };
    // Only the usual columns were measured with their labels; the others need room for those.
    let label = width_of(column.label(state.texts()));
    match column {
        Column::Openid | Column::Name | Column::Since | Column::Scene | Column::Source | Column::Fetched => {
            (least, most)
        }
        _ => (least.max(label), most.max(label)),
    }
}

/// The width that a column has when somebody begins to change it.
pub fn usual_width(state: &State, column: Column) -> u16 {
    widths(state, column).0
}

/// A width within the limits.
pub fn within_limits(width: u16) -> u16 {
    width.clamp(WIDTHS.0, WIDTHS.1)
}

fn width_of(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(10)
}

fn source_width(state: &State) -> u16 {
    let widest = [Source::Follower, Source::Web].map(|source| width_of(source_words(state, source)));
    widest.into_iter().max().unwrap_or(8)
}

/// Where the columns of the list stand now.
pub fn placement(state: &State) -> Option<Placement> {
    let list = Areas::of(state)?.list?;
    // The last column does not touch the frame.
    Some(place(state, list.inner.width.saturating_sub(1)))
}

/// Whether columns are out of view at a side.
pub fn has_more(state: &State, at_right: bool) -> bool {
    placement(state).is_some_and(|placement| {
        if at_right {
            placement.more_right
        } else {
            placement.more_left
        }
    })
}
