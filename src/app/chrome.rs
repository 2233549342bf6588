//! What stands around the panes: header, tabs, footer. Words and places; looks are the theme's.

use std::ops::Range;
use std::time::Duration;

use crate::locale::fill;
use crate::text;

use super::bindings::BINDINGS;
use super::state::{Focus, Screen, State};
use super::{Action, Context, Work, why_not};

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its screen.
    pub screen: Screen,
    /// Its words.
    pub label: &'static str,
    /// The columns it takes, with a space at each side.
    pub columns: Range<u16>,
}

/// The tabs with their places.
pub fn tabs(state: &State) -> Vec<Tab> {
    let mut start = 0;
    let mut tabs = Vec::new();
    for screen in Screen::ALL {
        let label = screen_label(state, screen);
        let end = start + u16::try_from(text::width(label)).unwrap_or(0) + 2;
        tabs.push(Tab {
            screen,
            label,
            columns: start..end,
        });
        start = end + 1;
    }
    tabs
}

fn screen_label(state: &State, screen: Screen) -> &'static str {
    let texts = state.texts();
    match screen {
        Screen::Lookup => texts.chrome.lookup,
        Screen::Followers => texts.chrome.followers,
        Screen::History => texts.chrome.history,
        Screen::Stats => texts.chrome.stats,
    }
}

/// A key and what it does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it does.
    pub action: Action,
    /// The key as shown.
    pub key: String,
    /// One or two words.
    pub label: &'static str,
}

impl Hint {
    /// Columns that it takes.
    pub fn width(&self) -> usize {
        text::width(&self.key) + 1 + text::width(self.label)
    }
}

/// Columns between two hints.
pub const HINT_GAP: usize = 2;

/// The keys that work now, most useful first, as many as fit; a way to quit is always among them, last.
pub fn hints(state: &State, columns: usize) -> Vec<Hint> {
    let context = state.context();
    let mut found: Vec<(u8, Hint)> = BINDINGS
        .iter()
        .filter(|binding| binding.contexts.contains(&context) && is_useful(state, binding.action))
        .filter_map(|binding| Some((binding.hint?, hint(state, context, binding.action)?)))
        .collect();
    found.sort_by_key(|(priority, _)| *priority);
    let quit = found
        .iter()
        .position(|(priority, _)| *priority == 1)
        .map(|place| found.remove(place).1);
    // `q` is shown where it works; then Ctrl-C says the same a second time.
    found.retain(|(priority, _)| *priority != 1);
    let help = found
        .iter()
        .position(|(priority, _)| *priority == 2)
        .map(|place| found.remove(place).1);
    let mut last: Vec<Hint> = help.into_iter().chain(quit).collect();
    let mut left = columns.saturating_sub(width(&last));
    if width(&last) > columns {
        last.remove(0);
        left = 0;
    }
    let mut shown: Vec<Hint> = Vec::new();
    for (_, hint) in found {
        match left.checked_sub(hint.width() + HINT_GAP) {
            Some(rest) => left = rest,
            None => break,
        }
        shown.push(hint);
    }
    shown.extend(last);
    shown
}

/// Whether an action would do something now that is worth a place in the footer.
fn is_useful(state: &State, action: Action) -> bool {
    let is_covered = !state.overlays.is_empty();
    let has_what_to_drop = !state.table().filter.field.is_empty() || state.table().has_marks();
    let is_useful = match action {
        Action::LookupScreen => !is_covered && state.screen != Screen::Lookup,
        Action::FollowersScreen => !is_covered && state.screen != Screen::Followers,
        Action::HistoryScreen => !is_covered && state.screen != Screen::History,
        Action::StatsScreen => !is_covered && state.screen != Screen::Stats,
        Action::NextPane => !is_covered,
        Action::Palette => state.context() != Context::Palette,
        Action::Leave if !is_covered && state.first_run.is_some() => {
            state.first_run.as_ref().is_some_and(|first| first.before().is_some())
        }
        Action::Leave => is_covered || state.focus != Focus::List || has_what_to_drop,
        _ => true,
    };
    is_useful && why_not(state, action).is_none()
}

fn width(hints: &[Hint]) -> usize {
    hints.iter().map(Hint::width).sum::<usize>() + HINT_GAP * hints.len().saturating_sub(1)
}

fn hint(state: &State, context: Context, action: Action) -> Option<Hint> {
    let key = state.keymap.shown(action, context).into_iter().next()?;
    let phrase = super::keymap::binding(action).map(|binding| (binding.phrase)(&state.texts().actions))?;
    let label = match action {
        // Says what it would do now.
        Action::Interrupt if state.jobs.can_cancel() => state.texts().chrome.cancel_then_quit,
        Action::Confirm if context == Context::Token => state.texts().dialog.token_use,
        Action::Choose if context == Context::Palette => state.texts().palette.run,
        Action::Choose if context == Context::Inputs => state.texts().inputs.take,
        Action::Decline if context == Context::Token => state.texts().actions.close.hint,
        Action::Open if state.screen == Screen::Stats => state.texts().stats.people_of_bar,
        Action::NextPane if state.screen == Screen::Stats => state.texts().stats.next_chart,
        Action::OneChart if state.stats.is_single => state.texts().stats.all_charts,
        Action::Open if state.screen != Screen::History && state.focus != Focus::Sidebar => {
            state.texts().actions.right.hint
        }
        _ => phrase.hint,
    };
    Some(Hint { action, key, label })
}

/// The running work in words and in short: how far it is, how much of it, how long; the countdown while the minute's
/// limit holds. `None` while nothing runs.
pub fn running(state: &State) -> Option<(String, String)> {
    let work = state.jobs.work();
    if work.running == 0 {
        return None;
    }
    let chrome = &state.texts().chrome;
    let seconds = state
        .waiting_until
        .map(|until| until.as_second() - state.now.as_second());
    if let Some(seconds) = seconds.filter(|seconds| *seconds > 0) {
        return Some((fill(chrome.waiting, &[&seconds]), format!("{seconds} s")));
    }
    let count = fill(chrome.running, &[&work.running]);
    // One person of one says nothing.
    let progress = (work.total > 1).then(|| progress(state, work));
    let short = match &progress {
        Some(_) => format!("{}/{}", work.done, work.total),
        None => work.running.to_string(),
    };
    let parts = [progress, Some(count), elapsed(state, work)];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    Some((words.join(" · "), short))
}

fn progress(state: &State, work: Work) -> String {
    let (done, total) = (text::grouped(work.done), text::grouped(work.total));
    fill(state.texts().feedback.progress, &[&done, &total])
}

/// From one second on; moves with the spinner.
fn elapsed(state: &State, work: Work) -> Option<String> {
    let seconds = u64::try_from(state.now.as_second() - work.since?.as_second()).ok()?;
    match seconds {
        0 => None,
        1..60 => Some(fill(state.texts().feedback.seconds, &[&seconds])),
        _ => Some(text::span(Duration::from_secs(seconds))),
    }
}

/// Calls spent in words.
pub fn calls(state: &State) -> (String, String) {
    let chrome = &state.texts().chrome;
    let run = fill(chrome.calls, &[&state.spent.run.total()]);
    let today = fill(chrome.calls_today, &[&state.spent.today.total()]);
    (run, today)
}

/// What is left of the quota, in words, where the platform told it today.
pub fn calls_left(state: &State) -> Option<String> {
    let left = text::grouped(state.spent.left?);
    Some(fill(state.texts().chrome.calls_left, &[&left]))
}
