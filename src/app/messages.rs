//! What was said in this run, with times: the line above the footer goes with the next key, this stays.

use std::collections::VecDeque;

use crate::locale::fill;
use crate::model::Timestamp;
use crate::person;
use crate::text;

use super::line::{Line, Tone, wrap};
use super::state::{Mood, State};

/// Messages kept.
const KEPT: usize = 500;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was last said.
    pub at: Timestamp,
    /// How it is meant.
    pub mood: Mood,
    /// What it says; remote parts are cleaned when it is drawn.
    pub text: String,
    /// How often it was said in a row.
    pub times: usize,
}

/// The messages of this run, oldest first.
#[derive(Clone, Debug, Default)]
pub struct MessageLog {
    entries: VecDeque<Entry>,
}

impl MessageLog {
    /// Keeps a message; the same one again only counts.
    pub fn keep(&mut self, at: Timestamp, mood: Mood, text: &str) {
        if let Some(last) = self.entries.back_mut()
            && (last.mood, last.text.as_str()) == (mood, text)
        {
            last.at = at;
            last.times += 1;
            return;
        }
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry {
            at,
            mood,
            text: text.to_owned(),
            times: 1,
        });
    }

    /// The messages, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }
}

/// A mark that does not lean on colour, and a tone.
pub const fn mark(mood: Mood) -> (&'static str, Tone) {
    match mood {
        Mood::Good => ("✓", Tone::Good),
        Mood::Plain => ("·", Tone::Plain),
        Mood::Warning => ("!", Tone::Warning),
        Mood::Bad => ("✗", Tone::Bad),
    }
}

/// The lines of the log, the newest message last.
pub(super) fn lines(state: &State, columns: usize) -> Vec<Line> {
    let texts = &state.texts().feedback;
    let mut lines = Vec::new();
    let mut day = String::new();
    for entry in state.messages.entries() {
        let clock = person::clock(entry.at, &state.setup.time_zone);
        let (date, time) = clock.split_once(' ').unwrap_or_default();
        if date != day {
            date.clone_into(&mut day);
            lines.push(Line::of(date, Tone::Accent));
        }
        lines.extend(entry_lines(entry, time, texts.times, columns));
    }
    if lines.is_empty() {
        lines.push(Line::of(texts.nothing_said, Tone::Quiet));
    }
    lines
}

fn entry_lines(entry: &Entry, time: &str, times: &str, columns: usize) -> Vec<Line> {
    let (mark, tone) = mark(entry.mood);
    let mut words = entry.text.clone();
    if entry.times > 1 {
        words.push(' ');
        words.push_str(&fill(times, &[&entry.times]));
    }
    let indent = text::width(time) + 4;
    let parts = wrap(&text::sanitize(&words), columns.saturating_sub(indent));
    let line = |(place, part): (usize, &String)| {
        let head = if place == 0 { time } else { "" };
        let mark = if place == 0 { mark } else { "" };
        Line::of(&text::pad_right(head, indent - 3), Tone::Quiet)
            .and(&text::pad_right(mark, 3), tone)
            .and(part, tone)
    };
    parts.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_same_again_only_counts_and_the_oldest_go() {
        let mut log = MessageLog::default();
        log.keep(at(1), Mood::Bad, "no network");
        log.keep(at(2), Mood::Bad, "no network");
        log.keep(at(3), Mood::Good, "no network");
        let kept: Vec<(Timestamp, usize)> = log.entries().map(|entry| (entry.at, entry.times)).collect();
        assert_eq!(kept, [(at(2), 2), (at(3), 1)]);
        for n in 0..KEPT {
            log.keep(at(4), Mood::Plain, &n.to_string());
        }
        assert_eq!(log.entries().count(), KEPT);
        assert_eq!(log.entries().next().map(|entry| entry.text.as_str()), Some("0"));
    }
}
