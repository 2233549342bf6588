//! Why rows cannot be marked, or nothing can be done with the marked ones.

use std::ops::ControlFlow::{self, Break, Continue};

use super::searches_list;
use crate::app::{Action, Focus, State};

/// Goes on where it is as everywhere.
pub(super) fn why_not(state: &State, action: Action) -> ControlFlow<Option<&'static str>> {
    let (why, lists) = (&state.texts().why_not, &state.texts().lists);
    let reason = |is_missing: bool, reason: &'static str| Break(is_missing.then_some(reason));
    let table = state.table();
    let is_empty = table.shown() == 0;
    match action {
        Action::Copy | Action::Delete | Action::Note | Action::Refresh | Action::Export => match lacks_marks(state) {
            None => Continue(()),
            lacking => Break(lacking),
        },
        Action::MarkAll | Action::InvertMarks if table.awaits_marks() => Break(Some(lists.still_marking)),
        Action::MarkAll | Action::InvertMarks => reason(is_empty && !table.is_stale(), why.empty_table),
        Action::Mark | Action::Range if table.range().is_some() && table.is_stale() => {
            Break(Some(lists.still_arranging))
        }
        Action::Mark | Action::Range if table.range().is_some() && table.awaits_marks() => {
            Break(Some(lists.still_marking))
        }
        // Also where the row is still on its way.
        Action::Mark | Action::Range => reason(is_empty, why.no_row),
        Action::MarkNone => reason(!table.has_marks() && !table.awaits_marks(), lists.no_marks),
        _ => Continue(()),
    }
}

/// Why what is done with the marked rows would be done with some of them only.
fn lacks_marks(state: &State) -> Option<&'static str> {
    // The palette offers what works below it.
    let means_rows = state.focus == Focus::List && searches_list(state);
    let (table, lists) = (state.table(), &state.texts().lists);
    if !means_rows {
        None
    } else if table.awaits_marks() {
        Some(lists.still_marking)
    } else {
        table.range_is_unknown().then_some(lists.open_range)
    }
}
