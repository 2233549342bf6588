//! How far a sync is: a line that moves on a terminal, a plain one every so often elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::locale::{SyncTexts, fill};
use crate::model::{SyncProgress, SyncStage};
use crate::text::{grouped, span, truncate};

/// How often a line on a terminal moves.
const FRAME: Duration = Duration::from_millis(100);

/// How often a plain line is written.
const PLAIN: Duration = Duration::from_secs(30);

/// Columns of the bar.
const BAR: usize = 20;

/// Shows progress on stderr.
#[derive(Debug)]
pub struct Meter {
    words: &'static SyncTexts,
    is_terminal: bool,
    shown: Option<Instant>,
    is_drawn: bool,
    latest: Option<(u64, u64)>,
}

impl Meter {
    /// Nothing is shown yet. The first plain line comes when a sync takes its time.
    pub fn new(words: &'static SyncTexts) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self {
            words,
            is_terminal,
            shown: (!is_terminal).then(Instant::now),
            is_drawn: false,
            latest: None,
        }
    }

    /// Shows where the sync stands, unless that was shown just now.
    pub fn show(&mut self, progress: &SyncProgress) {
        self.latest = Some((progress.done, progress.people));
        let pause = if self.is_terminal { FRAME } else { PLAIN };
        if self.shown.is_some_and(|shown| shown.elapsed() < pause) {
            return;
        }
        self.shown = Some(Instant::now());
        let line = line(self.words, progress, self.is_terminal);
        let mut err = io::stderr();
        // Nobody reading is no reason to fail.
        let _ = if self.is_terminal {
            self.is_drawn = true;
            let columns = crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns));
            write!(err, "\r\u{1b}[K{}", truncate(&line, columns.saturating_sub(1))).and_then(|()| err.flush())
        } else {
            writeln!(err, "{line}")
        };
    }

    /// Takes a moving line away, so that another can be written.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.is_drawn) {
            let _ = write!(io::stderr(), "\r\u{1b}[K").and_then(|()| io::stderr().flush());
        }
        self.shown = self.shown.filter(|_| !self.is_terminal);
    }

    /// Done and all, as last heard of.
    pub const fn latest(&self) -> Option<(u64, u64)> {
        self.latest
    }
}

fn line(words: &SyncTexts, progress: &SyncProgress, with_bar: bool) -> String {
    let stage = match progress.stage {
        SyncStage::Listing => words.listing,
        SyncStage::Fetching => words.fetching,
    };
    let permille = progress.permille();
    let of = fill(words.of, &[&grouped(progress.done), &grouped(progress.people)]);
    let bar = if with_bar { bar(permille) + " " } else { String::new() };
    let head = format!("{stage} {bar}{}%", permille / 10);
    let rate = (progress.rate() > 0).then(|| fill(words.rate, &[&grouped(progress.rate())]));
    let rest = progress.time_left().map(|left| fill(words.time_left, &[&span(left)]));
    let calls = fill(words.calls, &[&grouped(progress.calls)]);
    let left = progress
        .calls_left
        .map(|left| fill(words.calls_left, &[&grouped(left)]));
    let parts = [Some(head), Some(of), rate, rest, Some(calls), left];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn bar(permille: u64) -> String {
    let full = usize::try_from(permille).unwrap_or_default() * BAR / 1_000;
    format!("[{}{}]", "=".repeat(full), " ".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::texts;
    use crate::model::UiLang;

    #[test]
    fn a_line_says_how_far_how_fast_and_at_what_cost() {
        let progress = SyncProgress {
            stage: SyncStage::Fetching,
            people: 1_000_000,
            done: 400_000,
            done_now: 300_000,
            elapsed: Duration::from_secs(5),
            calls: 3_101,
            calls_left: Some(496_899),
        };
        let line = |lang, bar| line(&texts(lang).sync, &progress, bar);
        assert_eq!(
            line(UiLang::En, true),
            "Fetching [========            ] 40% · 400 000 of 1 000 000 · 60 000/s · 0:10 left · calls 3 101 · left 496 899"
        );
        assert_eq!(
            line(UiLang::Zh, false),
            "拉取资料 40% · 400 000 / 1 000 000 · 60 000 人/秒 · 还需 0:10 · 已调用 3 101 次 · 剩余 496 899 次"
        );
    }
}
