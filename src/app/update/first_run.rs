//! The first run: answers typed and chosen, the trial, what came of writing.

use crossterm::event::{KeyCode, KeyEvent};

use crate::app::first_run::{FirstRun, Offer, Page, Trial, body, columns, entry_at, height};
use crate::app::{Effect, Mood, Purpose, State};
use crate::errcode;
use crate::job::{Again, Checked, Job, JobId, SecretPlan, SetUp};
use crate::locale::fill;
use crate::model::{Failure, Kind};

/// Carries the selected entry of the page's list out.
pub fn choose(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(first) = state.first_run.as_mut() else { return };
    if first.page == Page::Ways {
        return first.turn_to(Page::Place);
    }
    match first.chosen_offer() {
        Offer::Demo => effects.push(Effect::Again(Again::Demo)),
        Offer::Account => first.turn_to(Page::AppId),
        Offer::Sample => {
            let job = state.jobs.start(Purpose::SetUp);
            effects.push(Effect::Submit(job, Job::WriteSample));
        }
        Offer::Quit => effects.push(Effect::Quit),
    }
}

/// A number chooses its entry at once.
pub fn choose_by_number(state: &mut State, key: &KeyEvent, effects: &mut Vec<Effect>) {
    let KeyCode::Char(typed) = key.code else { return };
    let number = typed.to_digit(10).and_then(|number| usize::try_from(number).ok());
    if let Some(place) = number.and_then(|number| number.checked_sub(1)) {
        choose_at(state, place, effects);
    }
}

fn choose_at(state: &mut State, place: usize, effects: &mut Vec<Effect>) {
    let list = state.first_run.as_mut().and_then(FirstRun::list);
    if let Some((cursor, count)) = list
        && place < count
    {
        *cursor = place;
        choose(state, effects);
    }
}

/// Goes on to the next question, or says what is wrong with the answer.
pub fn next(state: &mut State, effects: &mut Vec<Effect>) {
    let texts = &state.texts().welcome;
    let Some(first) = state.first_run.as_mut() else { return };
    if let Some(fault) = first.fault(texts) {
        return state.remark(fault);
    }
    if first.page == Page::AppId {
        return first.turn_to(Page::Ways);
    }
    tell_unset(state);
    check(state, effects);
}

/// A variable that is not set is known before anything is tried. Its name may be right for later all the same.
fn tell_unset(state: &mut State) {
    let Some(SecretPlan::Variable(name)) = state.first_run.as_ref().map(|first| first.proposal().secret) else {
        return;
    };
    if !state.setup.variables.contains(&name) {
        state.say(Mood::Warning, fill(state.texts().welcome.unset_variable, &[&name]));
    }
}

/// Tries the account (again).
pub fn check(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(first) = state.first_run.as_mut() else { return };
    let job = state.jobs.start(Purpose::CheckSetUp);
    first.turn_to(Page::Check);
    first.steps.clear();
    first.trial = Trial::Running(job);
    effects.push(Effect::Submit(job, Job::CheckSetUp(first.proposal())));
}

/// Goes back one page; a trial under way is given up.
pub fn back(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(first) = state.first_run.as_mut() else { return };
    if let Trial::Running(job) = first.trial {
        first.trial = Trial::Idle;
        effects.push(Effect::Cancel(job));
    }
    if let Some(page) = first.before() {
        first.turn_to(page);
    }
}

/// Writes the account into the configuration.
pub fn save(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(first) = &state.first_run else { return };
    let job = state.jobs.start(Purpose::SetUp);
    effects.push(Effect::Submit(job, Job::SaveSetUp(first.proposal())));
}

/// Moves in the page's list, else scrolls the page.
pub fn step_by(first: &mut FirstRun, step: isize) {
    match first.list() {
        Some((cursor, count)) => *cursor = cursor.saturating_add_signed(step).min(count - 1),
        None => scroll(first, step),
    }
}

/// Scrolls the page; the end is found when everything settles.
pub fn scroll(first: &mut FirstRun, step: isize) {
    first.offset = first.offset.saturating_add_signed(step);
}

/// A click chooses an entry.
pub fn click(state: &mut State, place: ratatui::layout::Position, effects: &mut Vec<Effect>) {
    let Some(first) = &state.first_run else { return };
    let size = state.setup.size;
    let body = body(state, first, columns(size));
    if let Some(place) = entry_at(&body, first.offset, size, place) {
        choose_at(state, place, effects);
    }
}

/// After every event: the page within its bounds, and the selected entry in view where it has just been moved to.
pub fn settle(state: &mut State) {
    let size = state.setup.size;
    let Some(first) = &state.first_run else { return };
    let body = body(state, first, columns(size));
    let furthest = body.lines.len().saturating_sub(height(size));
    if let Some(first) = state.first_run.as_mut() {
        first.offset = first.offset.min(furthest);
    }
}

/// A step of the trial has ended.
pub fn on_checked(state: &mut State, job: JobId, checked: Checked) {
    if let Some(first) = state.first_run.as_mut()
        && first.trial == Trial::Running(job)
    {
        first.steps.push(checked);
    }
}

/// The trial is over.
pub fn on_check_over(state: &mut State, job: JobId, result: Result<(), Failure>) {
    let Some(first) = state.first_run.as_mut() else { return };
    if first.trial != Trial::Running(job) {
        return;
    }
    first.trial = if result.is_ok() { Trial::Ended } else { Trial::Idle };
    if let Err(failure) = result
        && failure.kind != Kind::Cancelled
    {
        state.say(Mood::Bad, errcode::hint(&failure, state.setup.lang));
    }
}

/// What came of writing.
pub fn on_set_up(state: &mut State, job: JobId, answer: SetUp, effects: &mut Vec<Effect>) {
    let texts = &state.texts().welcome;
    // A trial that could not even begin.
    if let Some(first) = state.first_run.as_mut()
        && first.trial == Trial::Running(job)
    {
        first.trial = Trial::Idle;
    }
    match answer {
        SetUp::Saved { path, secret } => {
            let said = match secret {
                Some(secret) => fill(texts.saved_with_secret, &[&path, &secret]),
                None => fill(texts.saved, &[&path]),
            };
            state.say(Mood::Good, said);
            effects.push(Effect::Again(Again::Configured));
        }
        SetUp::Sampled { path } => state.say(Mood::Good, fill(texts.sampled, &[&path])),
        SetUp::Exists { path } => state.say(Mood::Plain, fill(texts.exists, &[&path])),
        SetUp::Refused { reason } => state.say(Mood::Bad, fill(texts.refused, &[&reason])),
    }
}
