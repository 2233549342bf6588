//! Tags as chips: coloured where there are colours, in brackets where there are none.

use super::line::{Line, Tone};
use crate::model::TagRef;
use crate::text;

/// Only so much of a monstrous name is worth cleaning for one chip.
const LONGEST_NAME: usize = 64;

/// A chip behind another one says nothing if it is shorter.
const SHORTEST: usize = 6;

/// The words of a chip, at most `room` columns wide; cleaned.
pub fn chip(name: &str, room: usize, has_colours: bool) -> String {
    let start: String = name.chars().take(LONGEST_NAME).collect();
    let name = text::truncate(&text::sanitize(&start), room.saturating_sub(2));
    if has_colours {
        format!(" {name} ")
    } else {
        format!("[{name}]")
    }
}

/// Tags beside each other on one line; a mark at its end says that there are more than fit.
pub fn line(tags: &[TagRef], room: usize, has_colours: bool) -> Line {
    let mut line = Line::default();
    for (place, tag) in tags.iter().enumerate() {
        let gap = usize::from(place > 0);
        let is_last = place + 1 == tags.len();
        // Behind all but the last there has to be room for the mark.
        let left = room.saturating_sub(line.width() + gap + if is_last { 0 } else { 2 });
        let whole = chip(&tag.label(), usize::MAX, has_colours);
        if text::width(&whole) > left && left < if place > 0 { SHORTEST } else { 3 } {
            return line.and(if place > 0 { " …" } else { "…" }, Tone::Quiet);
        }
        let chip = chip(&tag.label(), left, has_colours);
        line = line.and(&" ".repeat(gap), Tone::Plain).and(&chip, Tone::Chip(tag.id));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &[&str]) -> Vec<TagRef> {
        let tag = |(id, name): (u64, &&str)| TagRef {
            id,
            name: Some((*name).to_owned()),
        };
        (100..).zip(names).map(tag).collect()
    }

    #[test]
    fn chips_are_told_apart_without_colours_and_never_too_wide() {
        let cases = [
            (&["VIP", "星标组"][..], 20, " VIP   星标组 ", "[VIP] [星标组]"),
            (&["VIP", "星标组"], 14, " VIP   星标组 ", "[VIP] [星标组]"),
            (&["VIP", "星标组"], 13, " VIP   星标… ", "[VIP] [星标…]"),
            (&["VIP", "星标组"], 11, " VIP  …", "[VIP] …"),
            (&["VIP", "a", "b"], 12, " VIP   a  …", "[VIP] [a] …"),
            (&["Old Friends"], 8, " Old F… ", "[Old F…]"),
            (&["Old Friends", "b"], 8, " Old…  …", "[Old…] …"),
            (&["\u{1b}[2Jx"], 20, " ␛[2Jx ", "[␛[2Jx]"),
            (&[], 8, "", ""),
            (&["VIP"], 2, "…", "…"),
        ];
        for (names, room, coloured, plain) in cases {
            for (has_colours, expected) in [(true, coloured), (false, plain)] {
                let line = line(&tags(names), room, has_colours);
                assert_eq!(line.plain(), expected, "{names:?} in {room}");
                assert!(line.width() <= room.max(1), "{names:?} in {room}");
            }
        }
    }
}
