//! Numbers and spans of time as text.

use std::time::Duration;

/// A number with its thousands apart: `4 999 997`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let groups = digits.as_bytes()[head..].chunks(3).map(String::from_utf8_lossy);
    let head = (head > 0).then(|| digits[..head].into());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(" ")
}

/// A span of time as a stopwatch shows it: `0:07`, `12:30`, `1:02:03`.
pub fn span(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// A bar from left to right, so many eighths of a column long.
pub fn bar(eighths: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    "█".repeat(eighths / 8) + PARTS[eighths % 8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1 000"),
            (12_345, "12 345"),
            (4_999_997, "4 999 997"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn spans_are_read_at_a_glance() {
        for (seconds, text) in [(0, "0:00"), (7, "0:07"), (750, "12:30"), (3_723, "1:02:03")] {
            assert_eq!(span(Duration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn bars_grow_by_eighths() {
        for (eighths, text) in [(0, ""), (1, "▏"), (7, "▉"), (8, "█"), (18, "██▎")] {
            assert_eq!(bar(eighths), text);
        }
    }
}
