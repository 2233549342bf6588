//! Numbers for axes, bars and narrow columns.

use crate::model::UiLang;

/// The smallest round number that is not below: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten.
pub fn round_up(number: u64) -> u64 {
    let mut power: u64 = 1;
    while power.saturating_mul(10) < number {
        power *= 10;
    }
    let tenths = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100];
    let rounds = tenths.iter().map(|tenth| power.saturating_mul(*tenth));
    // Below ten the fractions are no whole numbers.
    let whole = rounds.filter(|round| round % 10 == 0).map(|round| round / 10);
    whole.into_iter().find(|round| *round >= number).unwrap_or(number)
}

/// A number in few columns: `9999`, `12.3k`, `1.2M`; in Chinese `1.2万`, `3.4亿`. Cut, never rounded up.
pub fn compact(number: u64, lang: UiLang) -> String {
    let steps: &[(u64, &str)] = lang.pick(
        &[(1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")],
        &[(100_000_000, "亿"), (10_000, "万")],
    );
    let step = steps.iter().find(|(size, _)| number >= *size && number >= 10_000);
    let Some((size, letter)) = step else {
        return number.to_string();
    };
    let (whole, tenth) = (number / size, number % size / (size / 10));
    if whole >= 100 || tenth == 0 {
        format!("{whole}{letter}")
    } else {
        format!("{whole}.{tenth}{letter}")
    }
}

/// A part of a whole: `41.2%`; `<0.1%` and `>99.9%` where rounding would claim none or all.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = per_mille(part, whole);
    match tenths {
        0 if part > 0 => "<0.1%".to_owned(),
        1000.. if part < whole => ">99.9%".to_owned(),
        1000 => "100%".to_owned(),
        _ => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// Thousandths of a whole, rounded; none of nothing.
pub fn per_mille(part: u64, whole: u64) -> u64 {
    let doubled = u128::from(part) * 2000 + u128::from(whole);
    let rounded = doubled.checked_div(u128::from(whole) * 2).unwrap_or(0);
    u64::try_from(rounded).unwrap_or(u64::MAX)
}

/// Steps that a value takes on a scale of `steps` ending at `most`; at least one where there is anything at all.
pub fn steps(value: u64, most: u64, steps: usize) -> usize {
    if value == 0 || most == 0 {
        return 0;
    }
    let scaled = u128::from(value) * (steps as u128) * 2 + u128::from(most);
    let rounded = scaled / (u128::from(most) * 2);
    usize::try_from(rounded).unwrap_or(steps).clamp(1, steps.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_round_and_never_below() {
        for (number, round) in [
            (0, 1),
            (1, 1),
            (2, 2),
            (7, 8),
            (9, 10),
            (10, 10),
            (11, 12),
            (13, 15),
            (21, 25),
            (101, 120),
            (999, 1000),
            (41_234, 50_000),
        ] {
            assert_eq!(round_up(number), round, "{number}");
        }
        assert!(round_up(u64::MAX) >= u64::MAX / 2);
    }

    #[test]
    fn numbers_get_short_in_the_language_of_the_screen() {
        for (number, en, zh) in [
            (0, "0", "0"),
            (9_999, "9999", "9999"),
            (12_345, "12.3k", "1.2万"),
            (100_000, "100k", "10万"),
            (1_000_000, "1M", "100万"),
            (1_260_000, "1.2M", "126万"),
            (345_600_000, "345M", "3.4亿"),
            (5_000_000_000, "5G", "50亿"),
        ] {
            assert_eq!(compact(number, UiLang::En), en);
            assert_eq!(compact(number, UiLang::Zh), zh);
        }
    }

    #[test]
    fn percents_never_claim_all_or_nothing_falsely() {
        for (part, whole, words) in [
            (0, 10, "0.0%"),
            (1, 3, "33.3%"),
            (2, 3, "66.7%"),
            (1, 1_000_000, "<0.1%"),
            (999_999, 1_000_000, ">99.9%"),
            (5, 5, "100%"),
            (0, 0, "–"),
        ] {
            assert_eq!(percent(part, whole), words);
        }
        assert_eq!(percent(u64::MAX, u64::MAX), "100%");
    }

    #[test]
    fn whatever_there_is_can_be_seen() {
        assert_eq!(steps(1, 1_000_000, 80), 1);
        assert_eq!(steps(0, 10, 80), 0);
        assert_eq!(steps(10, 10, 80), 80);
        assert_eq!(steps(5, 10, 8), 4);
        assert_eq!(steps(20, 10, 8), 8);
        assert_eq!(steps(1, 0, 8), 0);
    }
}
