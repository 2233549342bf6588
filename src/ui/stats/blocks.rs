//! Bars of block characters.

use crate::app::stats::scale;
use crate::text;

const UP: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A bar from left to right, `columns` wide for `most`, in eighths of a column. Whatever there is can be seen.
pub fn across(value: u64, most: u64, columns: usize) -> String {
    text::bar(scale::steps(value, most, columns * 8))
}

/// What of a rising bar is seen in one cell, `below` cells above its foot; `eighths` is its height.
pub const fn rising(eighths: usize, below: usize) -> &'static str {
    let here = eighths.saturating_sub(below * 8);
    UP[if here > 8 { 8 } else { here }]
}

/// What of a hanging bar is seen in one cell, `above` cells below its top; `halves` is its length.
pub const fn hanging(halves: usize, above: usize) -> &'static str {
    match halves.saturating_sub(above * 2) {
        0 => " ",
        1 => "▀",
        _ => "█",
    }
}

/// How strong one of many is: nothing, then four shades by quarters of the most.
pub fn shade(value: u64, most: u64) -> &'static str {
    match scale::steps(value, most, 4) {
        0 => " ",
        1 => "░",
        2 => "▒",
        3 => "▓",
        _ => "█",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!(across(0, 8, 2), "");
        assert_eq!(across(1, 1_000_000, 2), "▏");
        assert_eq!(across(4, 8, 2), "█");
        assert_eq!(across(5, 8, 2), "█▎");
        assert_eq!(across(8, 8, 2), "██");
        assert_eq!([rising(11, 0), rising(11, 1), rising(11, 2)], ["█", "▃", " "]);
        assert_eq!([hanging(3, 0), hanging(3, 1), hanging(3, 2)], ["█", "▀", " "]);
        assert_eq!(
            [0, 1, 30, 60, 100].map(|value| shade(value, 100)),
            [" ", "░", "░", "▒", "█"]
        );
    }
}
