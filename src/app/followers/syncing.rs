//! A sync as the screen knows it.

use crate::app::State;
use crate::app::line::{Line, Tone};
use crate::job::JobId;
use crate::locale::fill;
use crate::model::{SyncProgress, SyncStage};
use crate::text;

/// How far a sync is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Syncing {
    /// None runs.
    #[default]
    Idle,
    /// What it needs is being found out.
    Preparing(JobId),
    /// The operator is asked.
    Asked,
    /// It runs.
    Running {
        /// The work.
        job: JobId,
        /// Where it stands.
        progress: Option<SyncProgress>,
        /// It rests until the operator lets it go on.
        rests: bool,
    },
}

/// The progress in one line.
pub(super) fn line(state: &State, progress: Option<&SyncProgress>, rests: bool) -> Line {
    let texts = &state.texts().followers;
    let title = if rests { texts.resting } else { texts.syncing };
    let tone = if rests { Tone::Warning } else { Tone::Accent };
    let line = Line::of(title, tone).and(" ", Tone::Plain);
    let Some(progress) = progress else { return line };
    let counted = fill(
        texts.of,
        &[&text::grouped(progress.done), &text::grouped(progress.people)],
    );
    let percent = format!("  {} %", progress.permille() / 10);
    let line = line.and(stage(state, progress), Tone::Quiet).and(" ", Tone::Plain);
    let mut line = line.and(&counted, Tone::Plain).and(&percent, Tone::Strong);
    if let Some(left) = progress.time_left().filter(|_| !rests) {
        let words = fill(texts.time_left, &[&text::span(left)]);
        line = line.and("  ", Tone::Plain).and(&words, Tone::Quiet);
    }
    line
}

fn stage(state: &State, progress: &SyncProgress) -> &'static str {
    let texts = &state.texts().followers;
    match progress.stage {
        SyncStage::Listing => texts.stage_listing,
        SyncStage::Fetching => texts.stage_fetching,
    }
}

/// The progress in full, a figure a line; `columns` wide.
pub fn progress_lines(state: &State, columns: usize) -> Vec<Line> {
    let texts = &state.texts().followers;
    let Syncing::Running { progress, rests, .. } = &state.followers.syncing else {
        return vec![Line::of(texts.no_sync, Tone::Quiet)];
    };
    let mut lines = vec![line(state, progress.as_ref(), *rests)];
    let Some(progress) = progress else { return lines };
    lines.push(bar(progress, columns));
    let mut figure = |label: &str, value: String| {
        let label = text::pad_right(&format!(" {label}"), 14);
        lines.push(Line::of(&label, Tone::Quiet).and(&value, Tone::Plain));
    };
    figure(texts.rate, fill(texts.per_second, &[&text::grouped(progress.rate())]));
    figure(texts.elapsed, text::span(progress.elapsed));
    if let Some(left) = progress.time_left() {
        figure(texts.left_time, text::span(left));
    }
    figure(texts.calls, text::grouped(progress.calls));
    if let Some(left) = progress.calls_left {
        figure(texts.quota_left, text::grouped(left));
    }
    lines
}

/// To the eighth of a cell, so that a long sync is seen to move.
fn bar(progress: &SyncProgress, columns: usize) -> Line {
    let eighths = usize::try_from(progress.permille()).unwrap_or_default() * columns * 8 / 1_000;
    let bar = text::bar(eighths);
    let rest = columns.saturating_sub(text::width(&bar));
    Line::of(&bar, Tone::Good).and(&"░".repeat(rest), Tone::Quiet)
}
