//! Lines to be typed: the name of a view, a row to go to.

use crate::app::field::Field;
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::{Effect, Focus, State};
use crate::locale::fill;

use super::followers;

/// Asks for a line.
pub fn open(state: &mut State, kind: PromptKind) {
    let field = Field::default();
    state.overlays.push(Overlay::Prompt(Prompt { kind, field }));
}

/// Takes it.
pub fn answer(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Overlay::Prompt(prompt)) = state.overlays.last() else {
        return;
    };
    let (kind, typed) = (prompt.kind, prompt.field.text().trim().to_owned());
    if typed.is_empty() {
        state.overlays.pop();
        return;
    }
    match kind {
        PromptKind::SaveView => followers::save_view(state, &typed, effects),
        PromptKind::GoTo => {
            let Some(place) = place(&typed, state.table().shown()) else {
                let words = fill(state.texts().followers.not_a_row, &[&typed]);
                return state.remark(&words);
            };
            state.focus = Focus::List;
            state.table_mut().select(place);
        }
    }
    state.overlays.pop();
}

/// The place of a row counted from 1, or of a percentage of the rows; beyond the last it is the last.
fn place(typed: &str, rows: usize) -> Option<usize> {
    let last = rows.saturating_sub(1);
    let number = |text: &str| text.replace([',', ' ', '_'], "").parse::<usize>().ok();
    let percent = typed.strip_suffix(['%', '％']);
    let place = match percent {
        Some(percent) => last.saturating_mul(number(percent.trim())?.min(100)) / 100,
        None => number(typed)?.saturating_sub(1),
    };
    Some(place.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_from_one_and_percentages_reach_both_ends() {
        let cases = [
            ("1", Some(0)),
            ("0", Some(0)),
            ("5000", Some(999)),
            ("1 000", Some(999)),
            ("1,000", Some(999)),
            ("500", Some(499)),
            ("0%", Some(0)),
            ("50%", Some(499)),
            ("100 %", Some(999)),
            ("250%", Some(999)),
            ("x", None),
            ("%", None),
            ("-1", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(place(typed, 1_000), expected, "{typed}");
        }
        assert_eq!(place("7", 0), Some(0));
    }
}
