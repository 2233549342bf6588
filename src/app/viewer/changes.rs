//! What changed between lookups: both values of every field.

use crate::app::followers::change_words;
use crate::app::line::{Line, Tone, wrap};
use crate::app::overlay::Viewer;
use crate::app::state::{Screen, State};
use crate::job::MirrorPerson;
use crate::locale::fill;
use crate::person;
use crate::store::Change;
use crate::text;

use super::value_words;

/// Columns of the field's name.
const NAMES: usize = 20;
/// Between the two values.
const ARROW: &str = " → ";

/// All changes of the viewer's person, newest first.
pub fn lines(state: &State, viewer: &Viewer, columns: usize) -> Vec<Line> {
    let texts = &state.texts().viewer;
    let openid = viewer.row.as_ref().map_or("", |(openid, _)| openid.as_str());
    let of_mirror = state.followers.person(openid);
    if let Some(known) = of_mirror.filter(|_| state.screen == Screen::Followers) {
        return mirror_lines(state, known, columns);
    }
    let Some(person) = state.people.get(openid) else {
        return vec![Line::of(texts.loading, Tone::Quiet)];
    };
    let mut lines = vec![Line::of(&fill(texts.lookups, &[&person.snapshots.len()]), Tone::Quiet)];
    if person.changes.is_empty() {
        lines.push(Line::default());
        lines.push(Line::of(texts.no_changes, Tone::Plain));
    }
    let mut last = None;
    for change in &person.changes {
        if last != Some((change.at, change.source)) {
            last = Some((change.at, change.source));
            lines.push(Line::default());
            lines.push(title(state, change));
        }
        lines.extend(change_lines(change, columns));
    }
    lines
}

/// What syncs saw change about a follower.
fn mirror_lines(state: &State, known: &MirrorPerson, columns: usize) -> Vec<Line> {
    let texts = &state.texts().followers;
    if known.changes.is_empty() {
        return vec![Line::of(texts.no_changes, Tone::Plain)];
    }
    let mut lines = Vec::new();
    for change in &known.changes {
        let clock = person::clock(change.place.at, &state.setup.time_zone);
        lines.push(Line::of(&clock, Tone::Accent));
        let words = text::sanitize(&change_words(state, change));
        let parts = wrap(&words, columns.saturating_sub(2)).into_iter();
        lines.extend(parts.map(|part| Line::of(&format!("  {part}"), Tone::Plain)));
    }
    lines
}

fn title(state: &State, change: &Change) -> Line {
    let clock = person::clock(change.at, &state.setup.time_zone);
    let source = person::source_label(change.source, state.setup.lang);
    Line::of(&clock, Tone::Accent).and(&format!("  {source}"), Tone::Quiet)
}

/// Side by side where both values fit into a line, else one above the other with a sign before each.
fn change_lines(change: &Change, columns: usize) -> Vec<Line> {
    let names = NAMES.min(columns / 3);
    let values = [&change.from, &change.to].map(|value| text::sanitize(&value_words(value)));
    let name = text::pad_right(
        &format!("  {}", text::truncate(&change.field, names.saturating_sub(3))),
        names,
    );
    let room = columns.saturating_sub(names);
    if text::width(&values[0]) + text::width(ARROW) + text::width(&values[1]) <= room {
        let line = Line::of(&name, Tone::Quiet).and(&values[0], Tone::Before);
        return vec![line.and(ARROW, Tone::Quiet).and(&values[1], Tone::After)];
    }
    let mut lines = Vec::new();
    for (value, (sign, tone)) in values.iter().zip([("- ", Tone::Before), ("+ ", Tone::After)]) {
        for (place, part) in wrap(value, room.saturating_sub(2)).iter().enumerate() {
            let start = if lines.is_empty() {
                name.clone()
            } else {
                " ".repeat(names)
            };
            let sign = if place == 0 { sign } else { "  " };
            lines.push(Line::of(&start, Tone::Quiet).and(sign, tone).and(part, tone));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Source, Timestamp};

    fn told(from: &str, to: &str, columns: usize) -> Vec<String> {
        let change = Change {
            at: Timestamp::UNIX_EPOCH,
            source: Source::Follower,
            field: "remark".to_owned(),
            from: from.into(),
            to: to.into(),
        };
        change_lines(&change, columns).iter().map(Line::plain).collect()
    }

    #[test]
    fn short_values_stand_side_by_side_and_long_ones_below_each_other() {
        assert_eq!(told("老客户", "VIP", 60), ["  remark            老客户 → VIP"]);
        assert_eq!(told("", "VIP", 60), ["  remark            \"\" → VIP"]);
        assert_eq!(
            told("one two three four", "five six seven", 42),
            ["  remark      - one two three four", "              + five six seven",]
        );
        for line in told(&"x".repeat(90), &"老".repeat(50), 40) {
            assert!(text::width(&line) <= 40, "{line}");
        }
    }
}
