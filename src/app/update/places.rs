//! Going to places of a list: by number, by percentage, to the next row that holds what was searched for.

use crate::app::field::Field;
use crate::app::overlay::Overlay;
use crate::app::{Mood, State};
use crate::locale::fill;

/// Asks where to go.
pub fn ask(state: &mut State) {
    state.overlays.push(Overlay::GoTo {
        field: Field::default(),
    });
}

/// Goes where the field says, or says what it may say.
pub fn go(state: &mut State) {
    let Some(Overlay::GoTo { field }) = state.overlays.last() else {
        return;
    };
    match place(field.text(), state.table().shown()) {
        Some(place) => {
            state.overlays.pop();
            state.table_mut().select(place);
        }
        None => state.say(Mood::Plain, state.texts().lists.no_number),
    }
}

/// The place that a number or a percentage means among `rows`; the nearest there is.
fn place(text: &str, rows: usize) -> Option<usize> {
    let text = text.trim().replace(['％'], "%");
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | ',' | '_')).collect();
    let last = rows.saturating_sub(1);
    if let Some(percentage) = digits.strip_suffix('%') {
        let percentage: usize = percentage.parse().ok()?;
        return Some(last.saturating_mul(percentage.min(100)) / 100);
    }
    let number: usize = digits.parse().ok()?;
    Some(number.saturating_sub(1).min(last))
}

/// Goes to the next or the previous row that holds the words searched for last, round the end.
pub fn to_match(state: &mut State, forward: bool) {
    match state.table().match_from(forward) {
        Some(place) => {
            let table = state.table_mut();
            table.select(place);
            table.filter.is_searching = true;
        }
        None => {
            let words = state.table().filter.remembered().to_owned();
            state.say(Mood::Plain, fill(state.texts().lists.no_match, &[&words]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_percentages_are_places() {
        for (text, place_of) in [
            ("1", Some(0)),
            ("0", Some(0)),
            (" 4 567 ", Some(4_566)),
            ("4,567", Some(4_566)),
            ("99999999", Some(9_999)),
            ("50%", Some(4_999)),
            ("100％", Some(9_999)),
            ("400%", Some(9_999)),
            ("", None),
            ("x", None),
            ("-3", None),
            ("%", None),
        ] {
            assert_eq!(place(text, 10_000), place_of, "{text:?}");
        }
        assert_eq!(place("7", 0), Some(0));
    }
}
