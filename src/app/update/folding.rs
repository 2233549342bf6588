use crate::app::detail::{self, Heading};
use crate::app::layout::Areas;
use crate::app::overlay::{Overlay, Viewer};
use crate::app::picker::offset_to_show;
use crate::app::viewer::{self, Fold};
use crate::app::{Action, State, windows};

/// Carries an action about folds out.
pub fn perform(state: &mut State, action: Action) {
    match action {
        Action::FoldAll => toggle_all(state),
        Action::NextFold => point(state, true),
        Action::PreviousFold => point(state, false),
        _ => toggle(state),
    }
}

/// Folds what is pointed at, or opens it. Where nothing is, the first that is in view is meant.
fn toggle(state: &mut State) {
    let folds = viewer::folds(state);
    if let Some(Overlay::Viewer(open)) = state.overlays.last_mut() {
        let Some(fold) = meant(open, &folds) else { return };
        open.pointed = Some(fold.number);
        if !open.folded.remove(&fold.number) {
            open.folded.insert(fold.number);
        }
        return;
    }
    let headings = headings(state);
    let offset = state.detail_offset;
    let pointed = headings
        .iter()
        .find(|found| Some(found.title) == state.detail_view.current);
    let in_view = headings.iter().find(|found| found.line >= offset);
    if let Some(found) = pointed.or(in_view).or(headings.last()) {
        state.detail_view.current = Some(found.title);
        state.detail_view.toggle(found.title);
    }
}

/// Folds everything; where everything is folded, opens it.
fn toggle_all(state: &mut State) {
    let folds = viewer::folds(state);
    if let Some(Overlay::Viewer(open)) = state.overlays.last_mut() {
        // The whole reply stays open: one line would say nothing.
        let inner: Vec<usize> = folds
            .iter()
            .map(|fold| fold.number)
            .filter(|number| *number > 0)
            .collect();
        if inner.iter().all(|number| open.folded.contains(number)) {
            open.folded.clear();
        } else {
            open.folded.extend(inner);
        }
        return;
    }
    let titles: Vec<&'static str> = headings(state).iter().map(|found| found.title).collect();
    state.detail_view.toggle_all(&titles);
}

/// Points at the next thing that folds, or at the one before, and brings it into view.
fn point(state: &mut State, forward: bool) {
    let folds = viewer::folds(state);
    let size = state.setup.size;
    if let Some(Overlay::Viewer(open)) = state.overlays.last_mut() {
        let lines: Vec<usize> = folds.iter().map(|fold| fold.line).collect();
        let here = folds.iter().position(|fold| Some(fold.number) == open.pointed);
        if let Some(fold) = next(&lines, here, open.offset, forward).and_then(|place| folds.get(place)) {
            open.pointed = Some(fold.number);
            open.offset = offset_to_show(open.offset, fold.line, usize::MAX, windows::viewer_height(size, open));
        }
        return;
    }
    let headings = headings(state);
    let lines: Vec<usize> = headings.iter().map(|found| found.line).collect();
    let here = headings
        .iter()
        .position(|found| Some(found.title) == state.detail_view.current);
    if let Some(found) = next(&lines, here, state.detail_offset, forward).and_then(|place| headings.get(place)) {
        state.detail_view.current = Some(found.title);
        let height = detail_pane(state).map_or(1, |pane| usize::from(pane.height));
        state.detail_offset = offset_to_show(state.detail_offset, found.line, usize::MAX, height);
    }
}

/// A click on a line of the detail: a title folds its group.
pub fn click(state: &mut State, line: usize) {
    if let Some(found) = headings(state).into_iter().find(|found| found.line == line) {
        state.detail_view.current = Some(found.title);
        state.detail_view.toggle(found.title);
    }
}

/// A click on a line of the uppermost text: what begins there folds.
pub fn click_on_text(state: &mut State, line: usize) {
    let Some(fold) = viewer::folds(state).into_iter().find(|fold| fold.line == line) else {
        return;
    };
    if let Some(Overlay::Viewer(open)) = state.overlays.last_mut() {
        open.pointed = Some(fold.number);
        toggle(state);
    }
}

fn meant(open: &Viewer, folds: &[Fold]) -> Option<Fold> {
    let pointed = folds.iter().find(|fold| Some(fold.number) == open.pointed);
    let in_view = folds.iter().find(|fold| fold.line >= open.offset);
    pointed.or(in_view).or(folds.last()).copied()
}

/// The place of the next line; from nowhere the first one in view. Ends stop.
fn next(lines: &[usize], here: Option<usize>, offset: usize, forward: bool) -> Option<usize> {
    match (here, forward) {
        (Some(here), true) => Some((here + 1).min(lines.len().saturating_sub(1))),
        (Some(here), false) => Some(here.saturating_sub(1)),
        (None, true) => lines.iter().position(|line| *line >= offset),
        (None, false) => lines.iter().rposition(|line| *line <= offset),
    }
}

fn detail_pane(state: &State) -> Option<ratatui::layout::Rect> {
    Areas::of(state).and_then(|areas| areas.detail).map(|pane| pane.inner)
}

fn headings(state: &State) -> Vec<Heading> {
    detail_pane(state).map_or_else(Vec::new, |inner| detail::body(state, inner).headings)
}
