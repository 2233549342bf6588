//! Avatars in the detail: whether they are wanted, what is known of each, and where the one shown stands.

use ratatui::layout::Rect;

use crate::job::{JobId, PictureFault, PictureOrder};
use crate::locale::fill;
use crate::picture::{Canvas, Picture, Way};
use crate::text;

use super::detail;
use super::layout::Areas;
use super::line::{Line, Tone, wrap};
use super::state::State;

/// Pictures that are kept; the one shown longest ago goes first.
const KEPT: usize = 64;
/// From this height of the detail on pictures are large.
const TALL: u16 = 20;

/// How the terminal draws pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The way.
    pub way: Way,
    /// Width and height of a cell in pixels.
    pub cell: (u16, u16),
}

/// Why no picture is drawn here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undrawn {
    /// The program was built without pictures.
    NotBuilt,
    /// The configuration switches them off.
    Off,
    /// The terminal shows too few colours.
    Colours,
}

/// What is known of a picture.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is being fetched.
    Awaited(JobId),
    /// Here it is.
    Ready(Picture),
    /// There is none.
    Missing(PictureFault),
}

#[derive(Clone, Debug)]
struct Kept {
    address: String,
    cells: (u16, u16),
    slot: u8,
    found: Found,
}

/// All about pictures.
#[derive(Clone, Debug)]
pub struct Pictures {
    /// How they are drawn.
    pub drawing: Result<Drawing, Undrawn>,
    /// The operator wants to see them.
    pub is_wanted: bool,
    /// Least recently shown first.
    kept: Vec<Kept>,
    /// Where one stood in the last frame.
    pub(super) painted: Option<(Rect, String)>,
}

impl Pictures {
    /// None yet.
    pub(super) const fn new(drawing: Result<Drawing, Undrawn>) -> Self {
        Self {
            drawing,
            is_wanted: false,
            kept: Vec::new(),
            painted: None,
        }
    }

    /// What is known of a picture in this size; it counts as shown.
    fn find(&self, address: &str, cells: (u16, u16)) -> Option<&Found> {
        let is_it = |kept: &&Kept| kept.address == address && kept.cells == cells;
        self.kept.iter().find(is_it).map(|kept| &kept.found)
    }

    fn touch(&mut self, address: &str, cells: (u16, u16)) {
        let is_it = |kept: &Kept| kept.address == address && kept.cells == cells;
        if let Some(place) = self.kept.iter().position(is_it) {
            let kept = self.kept.remove(place);
            self.kept.push(kept);
        }
    }

    fn is_fetching(&self) -> bool {
        self.kept.iter().any(|kept| matches!(kept.found, Found::Awaited(_)))
    }

    /// Makes room for one more and returns its number in the terminal's memory.
    fn free_slot(&mut self) -> u8 {
        if self.kept.len() >= KEPT {
            return self.kept.remove(0).slot;
        }
        let is_free = |slot: &u8| self.kept.iter().all(|kept| kept.slot != *slot);
        (0..=u8::MAX).find(is_free).unwrap_or_default()
    }

    /// Takes the answer of a job; one that is not awaited any more is dropped.
    pub(super) fn take(&mut self, job: JobId, answer: Result<Picture, PictureFault>) {
        let is_it = |kept: &&mut Kept| matches!(kept.found, Found::Awaited(awaited) if awaited == job);
        if let Some(kept) = self.kept.iter_mut().find(is_it) {
            kept.found = answer.map_or_else(Found::Missing, Found::Ready);
        }
    }

    /// What could not be fetched may be tried again.
    pub(super) fn forget_failed(&mut self) {
        self.kept
            .retain(|kept| !matches!(kept.found, Found::Missing(PictureFault::Failed(_))));
    }
}

/// Columns and rows of a picture in a detail of this size.
fn cells(inner: Rect) -> (u16, u16) {
    if inner.height >= TALL { (16, 8) } else { (10, 5) }
}

/// The address that fits the size best: the smallest that is large enough.
fn address(state: &State, canvas: Canvas) -> Option<String> {
    let (width, _) = canvas.pixels();
    let sized = detail::avatars(state);
    let fits = |size: &&(Option<u16>, String)| size.0.is_some_and(|edge| u32::from(edge) >= width);
    // Largest first.
    sized
        .iter()
        .rfind(fits)
        .or(sized.first())
        .map(|(_, address)| address.clone())
}

fn canvas(state: &State, inner: Rect, slot: u8) -> Option<Canvas> {
    let drawing = state.pictures.drawing.ok().filter(|_| state.pictures.is_wanted)?;
    Some(Canvas {
        way: drawing.way,
        cells: cells(inner),
        cell: drawing.cell,
        slot,
    })
}

/// What to fetch now: the picture of the person shown, one at a time, so that rushing past people fetches few.
pub(super) fn order(state: &mut State) -> Option<(PictureOrder, JobId)> {
    let inner = shown_detail(state)?;
    let canvas = canvas(state, inner, 0)?;
    let address = address(state, canvas)?;
    if state.pictures.find(&address, canvas.cells).is_some() {
        state.pictures.touch(&address, canvas.cells);
        return None;
    }
    if state.pictures.is_fetching() {
        return None;
    }
    let job = state.jobs.start(super::Purpose::Picture);
    let slot = state.pictures.free_slot();
    state.pictures.kept.push(Kept {
        address: address.clone(),
        cells: canvas.cells,
        slot,
        found: Found::Awaited(job),
    });
    let canvas = Canvas { slot, ..canvas };
    Some((PictureOrder { address, canvas }, job))
}

fn shown_detail(state: &State) -> Option<Rect> {
    let areas = Areas::of(state).filter(|_| state.overlays.is_empty())?;
    areas.detail.map(|pane| pane.inner)
}

/// The picture to draw and its place: only whole and with nothing on top of it.
pub fn shown(state: &State) -> Option<(Rect, &Picture, String)> {
    let inner = shown_detail(state)?;
    let canvas = canvas(state, inner, 0)?;
    let address = address(state, canvas)?;
    let Some(Found::Ready(picture)) = state.pictures.find(&address, canvas.cells) else {
        return None;
    };
    let line = detail::body(state, inner).picture?.checked_sub(state.detail_offset)?;
    let (width, height) = canvas.cells;
    let line = u16::try_from(line).ok().filter(|line| line + height <= inner.height)?;
    let place = Rect::new(inner.x + 1, inner.y + line, width, height);
    (width + 2 <= inner.width).then_some((place, picture, address))
}

/// A drawn frame in place of the picture, with what is known of it.
pub fn placeholder(state: &State, inner: Rect) -> Vec<Line> {
    let Some(canvas) = canvas(state, inner, 0) else {
        return Vec::new();
    };
    let (width, height) = (usize::from(canvas.cells.0), usize::from(canvas.cells.1));
    let words = words(state, canvas);
    let parts = wrap(&text::sanitize(&words), width - 2);
    let above = (height - 2).saturating_sub(parts.len()) / 2;
    let mut lines = vec![Line::of(&format!("╭{}╮", "─".repeat(width - 2)), Tone::Quiet)];
    for row in 0..height - 2 {
        let part = row
            .checked_sub(above)
            .and_then(|place| parts.get(place))
            .map_or("", String::as_str);
        let before = (width - 2).saturating_sub(text::width(part)) / 2;
        let part = text::pad_right(&format!("{}{part}", " ".repeat(before)), width - 2);
        lines.push(Line::of("│", Tone::Quiet).and(&part, Tone::Quiet).and("│", Tone::Quiet));
    }
    lines.push(Line::of(&format!("╰{}╯", "─".repeat(width - 2)), Tone::Quiet));
    lines
}

fn words(state: &State, canvas: Canvas) -> String {
    let texts = &state.texts().looks;
    let Some(address) = address(state, canvas) else {
        return texts.no_picture.to_owned();
    };
    match state.pictures.find(&address, canvas.cells) {
        None | Some(Found::Awaited(_)) => texts.picture_awaited.to_owned(),
        Some(Found::Ready(_)) => String::new(),
        Some(Found::Missing(fault)) => match fault {
            PictureFault::Gone => texts.picture_gone.to_owned(),
            PictureFault::Host(host) => fill(texts.picture_host, &[host]),
            PictureFault::Unreadable => texts.picture_unreadable.to_owned(),
            PictureFault::TooLarge => texts.picture_too_large.to_owned(),
            PictureFault::Failed(reason) => fill(texts.picture_failed, &[reason]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(pictures: &mut Pictures, address: &str, job: u64) -> u8 {
        let slot = pictures.free_slot();
        pictures.kept.push(Kept {
            address: address.to_owned(),
            cells: (4, 2),
            slot,
            found: Found::Awaited(JobId(job)),
        });
        slot
    }

    #[test]
    fn the_one_shown_longest_ago_gives_its_place_away() {
        let mut pictures = Pictures::new(Err(Undrawn::Off));
        let slots: Vec<u8> = (0..64).map(|n| kept(&mut pictures, &n.to_string(), n)).collect();
        pictures.touch("0", (4, 2));
        assert_eq!(kept(&mut pictures, "new", 99), slots[1]);
        assert_eq!(pictures.kept.len(), KEPT);
        assert!(pictures.find("0", (4, 2)).is_some());
        assert!(pictures.find("1", (4, 2)).is_none());
    }

    #[test]
    fn late_answers_are_dropped() {
        let mut pictures = Pictures::new(Err(Undrawn::Off));
        kept(&mut pictures, "a", 1);
        pictures.take(JobId(2), Err(PictureFault::Gone));
        assert!(pictures.is_fetching());
        pictures.take(JobId(1), Err(PictureFault::Gone));
        assert!(matches!(
            pictures.find("a", (4, 2)),
            Some(Found::Missing(PictureFault::Gone))
        ));
        kept(&mut pictures, "b", 3);
        pictures.take(JobId(3), Err(PictureFault::Failed(String::new())));
        pictures.forget_failed();
        assert!(pictures.find("b", (4, 2)).is_none() && pictures.find("a", (4, 2)).is_some());
    }
}
