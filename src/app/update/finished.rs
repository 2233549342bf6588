//! What came of a lookup of several people, in one line with the next step. A single one says it in its row.

use crate::app::table::Row;
use crate::app::{Mood, State};
use crate::errcode;
use crate::job::JobId;
use crate::locale::fill;
use crate::model::{Cause, Failure, Kind};
use crate::text;

/// Sums a lookup up.
pub fn sum_up(state: &mut State, job: JobId, asked: usize) {
    if asked < 2 {
        return;
    }
    let of_job = |row: &&Row| row.asked_by == Some(job);
    // Those that could not even be asked about failed as well, and the filter lists them too.
    let (rows, malformed): (Vec<&Row>, Vec<&Row>) = state
        .results
        .rows()
        .filter(of_job)
        .partition(|row| failure(row).is_none_or(|failure| !matches!(failure.cause, Cause::Malformed(_))));
    let failures: Vec<&Failure> = rows.iter().filter_map(|row| failure(row)).collect();
    let cancelled = failures.iter().filter(|failed| failed.kind == Kind::Cancelled).count();
    let failed = failures.len() - cancelled;
    let count = |number: usize| text::grouped(u64::try_from(number).unwrap_or(u64::MAX));
    let words = &state.texts().feedback;
    let (mood, said) = if cancelled > 0 {
        let answered = rows.len().saturating_sub(cancelled);
        let said = fill(words.lookup_cancelled, &[&count(answered), &count(asked)]);
        (Mood::Plain, said)
    } else if failed + malformed.len() == 0 {
        (Mood::Good, fill(words.looked_up, &[&count(asked)]))
    } else if let Some(hint) = common_hint(state, &failures).filter(|_| failed == asked) {
        (Mood::Bad, fill(words.all_failed, &[&count(asked), &hint]))
    } else {
        let said = fill(
            words.some_failed,
            &[&count(asked + malformed.len()), &count(failed + malformed.len())],
        );
        (Mood::Warning, said)
    };
    if cancelled > 0 {
        // Takes the place of "cancelling".
        state.say(mood, said);
    } else {
        state.report(mood, said);
    }
}

fn failure(row: &Row) -> Option<&Failure> {
    row.snapshot.as_ref()?.record.error.as_ref()
}

/// Our advice, where it is the same for all.
fn common_hint(state: &State, failures: &[&Failure]) -> Option<String> {
    let hint = |failure: &&&Failure| errcode::hint(failure, state.setup.lang);
    let first = failures.first().as_ref().map(hint)?;
    failures.iter().all(|other| hint(&other) == first).then_some(first)
}
