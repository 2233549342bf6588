//! Batches that the platform refuses for the sake of people in them: when finding these out is given up.

use std::sync::{Mutex, PoisonError};

use tokio::sync;

use crate::model::{Cause, Failure, Kind};

/// Batches one after another in which everybody was refused: it is not these people then.
const MOST_IN_A_ROW: u32 = 3;

/// Calls that finding out who spoils batches may cost, whatever the length of the list: more than
/// [`MOST_IN_A_ROW`] of them cost at most.
const SPARE: u64 = 700;

/// More of them for each batch of the list.
const SPARE_A_BATCH: u64 = 3;

/// What the refusals of one operation have cost so far.
pub(super) struct Refusals {
    /// One batch at a time, so that no others are taken apart beside the one that shows that it is in vain.
    turn: sync::Mutex<()>,
    so_far: Mutex<SoFar>,
}

#[derive(Clone, Copy)]
struct SoFar {
    in_a_row: u32,
    spare: u64,
}

/// What came of a batch.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    pub(super) asked: usize,
    pub(super) refused: usize,
    /// Calls beside the batch itself, at most.
    pub(super) cost: usize,
}

impl Refusals {
    /// For an operation that announced so many batches.
    pub(super) fn new(batches: u64) -> Self {
        let spare = SPARE.saturating_add(batches.saturating_mul(SPARE_A_BATCH));
        Self {
            turn: sync::Mutex::default(),
            so_far: Mutex::new(SoFar { in_a_row: 0, spare }),
        }
    }

    /// Waits until a batch may be taken apart; an error where none is any more.
    pub(super) async fn turn(&self) -> Result<sync::MutexGuard<'_, ()>, Failure> {
        let turn = self.turn.lock().await;
        self.check()?;
        Ok(turn)
    }

    /// Whether it is worth while to go on.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let so_far = *self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        if so_far.in_a_row >= MOST_IN_A_ROW || so_far.spare == 0 {
            return Err(Failure::new(Kind::Platform, Cause::ListRefused));
        }
        Ok(())
    }

    /// Takes note of a batch; an error where it is one too many in which everybody was refused.
    pub(super) fn note(&self, outcome: Outcome) -> Result<(), Failure> {
        let is_in_vain = outcome.asked > 0 && outcome.refused == outcome.asked;
        {
            let mut so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
            so_far.in_a_row = if is_in_vain { so_far.in_a_row + 1 } else { 0 };
            let cost = u64::try_from(outcome.cost).unwrap_or(u64::MAX);
            so_far.spare = so_far.spare.saturating_sub(cost);
        }
        // What came of others in it is not thrown away.
        if is_in_vain { self.check() } else { Ok(()) }
    }
}

/// Calls that taking a batch apart costs at most; see [`super::batch`].
pub(super) fn cost(asked: usize, refused: usize) -> usize {
    let halvings = asked.next_power_of_two().trailing_zeros();
    let each = usize::try_from(halvings).unwrap_or(usize::MAX).saturating_mul(2).max(1);
    (asked * 2).min(refused.saturating_mul(each))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(asked: usize, refused: usize) -> Outcome {
        Outcome {
            asked,
            refused,
            cost: cost(asked, refused),
        }
    }

    #[test]
    fn three_batches_in_a_row_are_too_many_and_a_good_one_between_begins_anew() {
        let refusals = Refusals::new(200);
        let all = of(100, 100);
        assert!(refusals.note(all).is_ok() && refusals.note(all).is_ok());
        assert!(refusals.note(of(100, 0)).is_ok());
        assert!(refusals.note(all).is_ok() && refusals.note(all).is_ok());
        let failure = refusals.note(all).unwrap_err();
        assert_eq!((failure.kind, failure.cause), (Kind::Platform, Cause::ListRefused));
        assert!(refusals.check().is_err());
    }

    #[test]
    fn taking_apart_may_cost_a_small_multiple_of_what_was_announced() {
        let refusals = Refusals::new(100);
        let batches = (0..).take_while(|_| {
            let go_on = refusals.check().is_ok();
            assert!(refusals.note(of(100, 50)).is_ok(), "half of them came");
            go_on
        });
        assert_eq!(batches.count(), 5);
    }

    #[test]
    fn what_it_costs_depends_on_how_many_are_refused() {
        let costs = [(100, 0), (100, 1), (100, 2), (100, 100), (1, 1)].map(|(asked, refused)| cost(asked, refused));
        assert_eq!(costs, [0, 14, 28, 200, 1]);
    }
}
