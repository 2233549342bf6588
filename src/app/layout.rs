//! Where everything stands, from the size of the terminal and the state. Pure: drawing and mouse clicks share it.

use ratatui::layout::{Constraint, Layout, Margin, Rect};

use crate::text;

use super::line::wrap;
use super::state::{Focus, Screen, State};

/// Below this a short message is all that fits.
pub const SMALLEST: (u16, u16) = (32, 8);
/// From here on table and detail stand side by side, with full openids and scenes in the table.
const WIDE: u16 = 118;
/// From here on the detail stands below the table.
const TALL: u16 = 20;
/// Where it is lower than that, from here on they stand side by side all the same.
const WIDE_ENOUGH: u16 = 90;
/// Below these the frames give way to content.
const ROOMY: (u16, u16) = (60, 16);
/// From here on the sidebar stands beside the list.
const WITH_SIDEBAR: u16 = 96;
/// Its width, frame included.
const SIDEBAR: u16 = 26;
/// Lines that a message may take.
const MESSAGE_LINES: usize = 3;

/// A framed part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pane {
    /// With its frame or title.
    pub outer: Rect,
    /// What it can fill.
    pub inner: Rect,
}

/// How list and detail stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// The detail at the right.
    Beside,
    /// The detail below.
    Below,
}

/// The list's part of the room, in thousandths, where the border was dragged; kept for the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Side by side.
    pub beside: Option<u16>,
    /// Below each other.
    pub below: Option<u16>,
}

/// Fewest columns of list or detail where the border is dragged.
const NARROWEST: u16 = 24;
/// Fewest rows of them.
const LOWEST: u16 = 5;

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Areas {
    /// Frames are drawn around panes; else panes have a title line only.
    pub is_roomy: bool,
    /// Name, account, host, calls, work.
    pub header: Rect,
    /// The screens.
    pub tabs: Rect,
    /// The input (Lookup only).
    pub input: Option<Pane>,
    /// One line on how complete the list is (Followers only).
    pub status: Option<Rect>,
    /// The parts to choose from, where they are shown (Followers only).
    pub sidebar: Option<Pane>,
    /// The list, where it is shown.
    pub list: Option<Pane>,
    /// The detail, where it is shown.
    pub detail: Option<Pane>,
    /// How list and detail stand to each other, where both are shown.
    pub split: Option<Split>,
    /// The charts (Stats only).
    pub charts: Option<Rect>,
    /// The message; no lines where there is none.
    pub message: Rect,
    /// The keys.
    pub footer: Rect,
}

impl Areas {
    /// `None` where the terminal is too small for anything but a message.
    pub fn of(state: &State) -> Option<Self> {
        let (width, height) = state.setup.size;
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let is_roomy = width >= ROOMY.0 && height >= ROOMY.1;
        let has_input = state.screen == Screen::Lookup;
        let message_lines = state.notice().map_or(0, |message| message_height(&message.text, width));
        let rows = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(above_height(state.screen, is_roomy)),
            Constraint::Min(3),
            Constraint::Length(message_lines),
            Constraint::Length(1),
        ]);
        let [header, tabs, above, main, message, footer] = rows.areas(Rect::new(0, 0, width, height));
        let (sidebar, main) = beside(state, main);
        let charts = main.filter(|_| state.screen == Screen::Stats);
        let (list, detail, split) = match main {
            Some(main) if charts.is_none() => parted(state, main),
            _ => (None, None, None),
        };
        let pane = |outer| Pane::new(outer, is_roomy);
        Some(Self {
            is_roomy,
            header,
            tabs,
            input: has_input.then(|| {
                if is_roomy {
                    pane(above)
                } else {
                    Pane {
                        outer: above,
                        inner: above,
                    }
                }
            }),
            status: (state.screen == Screen::Followers).then_some(above),
            sidebar: sidebar.map(pane),
            list: list.map(pane),
            detail: detail.map(pane),
            split,
            charts,
            message,
            footer,
        })
    }

    /// Rows of people that the list shows: without its line of column names and without its filter line.
    pub fn list_rows(&self, state: &State) -> usize {
        let Some(list) = self.list else { return 0 };
        usize::from(list.inner.height).saturating_sub(1 + usize::from(has_filter_line(state)))
    }
}

impl Pane {
    pub(super) fn new(outer: Rect, is_roomy: bool) -> Self {
        let inner = if is_roomy {
            outer.inner(Margin::new(1, 1))
        } else {
            Rect {
                y: outer.y + outer.height.min(1),
                height: outer.height.saturating_sub(1),
                ..outer
            }
        };
        Self { outer, inner }
    }
}

/// Lines between the tabs and the panes: the input, or how complete the list is.
const fn above_height(screen: Screen, is_roomy: bool) -> u16 {
    match screen {
        Screen::Lookup if is_roomy => 3,
        Screen::Lookup | Screen::Followers => 1,
        Screen::History | Screen::Stats => 0,
    }
}

/// The sidebar and what it leaves; where there is little room it stands in place of the rest while it has the keys.
fn beside(state: &State, main: Rect) -> (Option<Rect>, Option<Rect>) {
    if state.screen != Screen::Followers {
        return (None, Some(main));
    }
    if main.width >= WITH_SIDEBAR {
        let [sidebar, rest] = Layout::horizontal([Constraint::Length(SIDEBAR), Constraint::Fill(1)]).areas(main);
        return (Some(sidebar), Some(rest));
    }
    if state.focus == Focus::Sidebar {
        (Some(main), None)
    } else {
        (None, Some(main))
    }
}

fn parted(state: &State, main: Rect) -> (Option<Rect>, Option<Rect>, Option<Split>) {
    // With nobody to show the words on what to do next get all the room.
    if state.is_loaded() && state.table().is_empty() {
        return (Some(main), None, None);
    }
    let (_, height) = state.setup.size;
    if main.width >= WIDE || (height < TALL && main.width >= WIDE_ENOUGH) {
        let list = part(main.width, state.shares.beside, NARROWEST, Constraint::Fill(5));
        let [list, detail] = Layout::horizontal([list, Constraint::Fill(3)]).areas(main);
        return (Some(list), Some(detail), Some(Split::Beside));
    }
    if main.width >= ROOMY.0 && height >= TALL {
        let list = part(main.height, state.shares.below, LOWEST, Constraint::Fill(4));
        let [list, detail] = Layout::vertical([list, Constraint::Fill(5)]).areas(main);
        return (Some(list), Some(detail), Some(Split::Below));
    }
    match state.focus {
        Focus::Detail => (None, Some(main), None),
        _ => (Some(main), None, None),
    }
}

/// The list's part of so many columns or rows: where it was dragged to, with some left for both, else as it comes.
fn part(whole: u16, share: Option<u16>, least: u16, otherwise: Constraint) -> Constraint {
    let Some(share) = share else { return otherwise };
    let wanted = u32::from(whole) * u32::from(share) / 1000;
    let most = whole.saturating_sub(least).max(least);
    Constraint::Length(u16::try_from(wanted).unwrap_or(whole).clamp(least, most))
}

fn message_height(message: &str, width: u16) -> u16 {
    let columns = usize::from(width).saturating_sub(4);
    let lines = wrap(&text::sanitize(message), columns).len().min(MESSAGE_LINES);
    u16::try_from(lines).unwrap_or(1)
}

/// Whether the filter line of the list is shown.
pub fn has_filter_line(state: &State) -> bool {
    state.focus == Focus::Filter || !state.table().filter.field.is_empty()
}
