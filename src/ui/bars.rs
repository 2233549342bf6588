use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::app::chrome::{self, HINT_GAP};
use crate::app::line::{Tone, wrap};
use crate::app::{State, messages};
use crate::text;

use super::cells::spinner;
use super::paint;
use super::theme::Theme;

/// A piece of the header; pieces of lower rank go first where there is no room.
struct Piece {
    text: String,
    /// What stands in its place where room is scarce.
    short: Option<String>,
    style: Style,
    rank: u8,
}

impl Piece {
    fn width(&self) -> usize {
        text::width(&self.text)
    }
}

/// Columns between two pieces.
const GAP: usize = 2;

/// Name, account, host, badge; calls and running work at the right.
pub fn header(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let columns = usize::from(area.width).saturating_sub(2);
    let (left, right) = fit(left_pieces(state, theme), right_pieces(state, theme), columns);
    let buffer = frame.buffer_mut();
    let mut place = paint::skip(area, 1);
    for piece in &left {
        let used = paint::text(buffer, place, &piece.text, piece.style);
        place = paint::skip(place, used + 2);
    }
    let used = u16::try_from(total(&right)).unwrap_or(area.width);
    place = paint::skip(area, area.width.saturating_sub(used + 1));
    for piece in &right {
        let used = paint::text(buffer, place, &piece.text, piece.style);
        place = paint::skip(place, used + 2);
    }
}

fn left_pieces(state: &State, theme: Theme) -> Vec<Piece> {
    let chrome = &state.texts().chrome;
    let label = state
        .account
        .as_ref()
        .map_or(chrome.no_account, |account| account.label.as_str());
    let more = if state.setup.accounts.len() > 1 { " ▾" } else { "" };
    let label = text::truncate(&text::sanitize(label), 24);
    let mut pieces = vec![
        piece("fanscope", theme.accent(), 3),
        Piece {
            short: Some(format!("{}{more}", text::truncate(&label, 12))),
            ..piece(&format!("{label}{more}"), theme.strong(), 6)
        },
    ];
    if let Some(account) = &state.account {
        pieces.push(piece(
            &text::truncate(&text::sanitize(&account.host), 40),
            theme.quiet(),
            1,
        ));
    }
    if state.setup.demo {
        pieces.push(piece(&format!(" {} ", chrome.demo), theme.badge(), 9));
    }
    pieces
}

fn right_pieces(state: &State, theme: Theme) -> Vec<Piece> {
    let (run, today) = chrome::calls(state);
    let mut pieces = vec![piece(&run, Style::new(), 7), piece(&today, theme.quiet(), 2)];
    pieces.extend(chrome::calls_left(state).map(|left| piece(&left, theme.quiet(), 2)));
    if let Some(running) = chrome::running(state) {
        let (words, short) = running;
        let words = format!("{} {words}", spinner(state));
        let mut running = piece(&words, theme.tone(Tone::Warning), 8);
        running.short = Some(format!("{} {short}", spinner(state)));
        pieces.push(running);
    }
    pieces
}

fn piece(text: &str, style: Style, rank: u8) -> Piece {
    Piece {
        text: text.to_owned(),
        short: None,
        style,
        rank,
    }
}

fn total(pieces: &[Piece]) -> usize {
    pieces.iter().map(Piece::width).sum::<usize>() + GAP * pieces.len().saturating_sub(1)
}

/// Rank up to which pieces are dropped before any is shortened.
const SPARE: u8 = 3;

fn fit(mut left: Vec<Piece>, mut right: Vec<Piece>, columns: usize) -> (Vec<Piece>, Vec<Piece>) {
    while total(&left) + GAP + total(&right) > columns {
        let Some(lowest) = left.iter().chain(&right).map(|piece| piece.rank).min() else {
            break;
        };
        if lowest > SPARE && left.iter_mut().chain(&mut right).fold(false, shorten) {
            continue;
        }
        left.retain(|piece| piece.rank != lowest);
        right.retain(|piece| piece.rank != lowest);
    }
    (left, right)
}

fn shorten(so_far: bool, piece: &mut Piece) -> bool {
    let short = piece.short.take();
    let is_shorter = short.is_some();
    piece.text = short.unwrap_or_else(|| std::mem::take(&mut piece.text));
    so_far || is_shorter
}

/// The screens.
pub fn tabs(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    for tab in chrome::tabs(state) {
        let is_shown = tab.screen == state.screen;
        let style = if is_shown { theme.selected(true) } else { theme.quiet() };
        let place = paint::skip(area, tab.columns.start);
        paint::text(frame.buffer_mut(), place, &format!(" {} ", tab.label), style);
    }
}

/// What happened, until the next key.
pub fn message(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let Some(message) = state.notice() else { return };
    let (mark, tone) = messages::mark(message.mood);
    let style = theme.tone(tone);
    let buffer = frame.buffer_mut();
    Clear.render(area, buffer);
    paint::text(buffer, paint::skip(area, 1), mark, style);
    let room = paint::skip(area, 3);
    let room = Rect {
        width: room.width.saturating_sub(1),
        ..room
    };
    let lines = wrap(&text::sanitize(&message.text), usize::from(room.width));
    let fit = usize::from(room.height);
    for (place, row) in room.rows().enumerate() {
        let rest = lines.get(place..).unwrap_or_default();
        let words = if place + 1 == fit {
            rest.join(" ")
        } else {
            rest.first().cloned().unwrap_or_default()
        };
        paint::text(buffer, row, &words, style);
    }
}

/// The keys that work here.
pub fn footer(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let hints = chrome::hints(state, usize::from(area.width).saturating_sub(2));
    let buffer = frame.buffer_mut();
    let mut place = paint::skip(area, 1);
    for hint in &hints {
        let used = paint::text(buffer, place, &hint.key, theme.accent());
        place = paint::skip(place, used + 1);
        let used = paint::text(buffer, place, hint.label, theme.quiet());
        place = paint::skip(place, used + u16::try_from(HINT_GAP).unwrap_or(2));
    }
}
