//! Durations as the product contract writes them: `30s`, `10m`, `24h`, `7d`.

use std::time::Duration;

/// Reads a duration. The error shows the form; clap puts the value in front of it.
pub fn parse(text: &str) -> Result<Duration, String> {
    let form = || "30s, 10m, 24h, 7d".to_owned();
    let unit = text.chars().last().ok_or_else(form)?;
    let digits = &text[..text.len() - unit.len_utf8()];
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u64 = digits.parse().ok().filter(|_| is_number).ok_or_else(form)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(form()),
    };
    number.checked_mul(seconds).map(Duration::from_secs).ok_or_else(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_units_and_nothing_else() {
        let seconds = |text: &str| parse(text).ok().map(|duration| duration.as_secs());
        for (text, expected) in [
            ("30s", Some(30)),
            ("10m", Some(600)),
            ("24h", Some(86_400)),
            ("7d", Some(604_800)),
            ("0s", Some(0)),
            ("", None),
            ("10", None),
            ("m", None),
            ("-1s", None),
            ("+1s", None),
            ("1.5h", None),
            ("10 m", None),
            ("1w", None),
            ("9分", None),
            ("99999999999999999999d", None),
            ("18446744073709551615d", None),
        ] {
            assert_eq!(seconds(text), expected, "{text:?}");
        }
    }
}
