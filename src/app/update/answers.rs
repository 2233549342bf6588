use std::collections::HashSet;

use crate::app::state::Loading;
use crate::app::table::{Key, Row};
use crate::app::{Effect, Mood, Purpose, Screen, State};
use crate::errcode;
use crate::job::{AccountCard, Event, JobId, PictureFault};
use crate::locale::fill;
use crate::model::{Failure, Kind, Lang, OpenId, Record, Snapshot, Source};
use crate::store::HistoryRow;

use super::{charting, columns, exporting, finished, first_run, followers, noting, recalling, screens};

/// Takes a report of the background task.
pub fn on_event(state: &mut State, event: Event, effects: &mut Vec<Effect>) {
    match event {
        Event::Account(card) => on_account(state, card, effects),
        Event::Rows(job, snapshots) => on_rows(state, job, snapshots),
        Event::History(job, rows) => on_history(state, job, rows),
        Event::Followers(job, event) => followers::on_event(state, job, event, effects),
        Event::Sync(job, event) => followers::on_sync(state, job, event, effects),
        Event::Person(job, person) => {
            if let Some(Purpose::Person { openid }) = state.jobs.purpose(job).cloned() {
                state.people.take(&openid, job, *person);
            }
        }
        Event::Layouts(job, layouts) => columns::on_layouts(state, job, &layouts),
        Event::Figures(job, charted) => charting::on_figures(state, job, charted.map(|charted| *charted)),
        Event::Forgotten(job, lookups) => on_forgotten(state, job, lookups),
        Event::Notes(job, notes) => noting::on_notes(state, job, &notes),
        Event::NotesKept(job, at, kept) => noting::on_kept(state, job, at, kept),
        Event::Exported(job, answer) => exporting::on_exported(state, job, answer),
        Event::Inputs(_, kind, stored) => recalling::on_inputs(state, kind, stored),
        Event::Checked(job, checked) => first_run::on_checked(state, job, checked),
        Event::SetUp(job, answer) => first_run::on_set_up(state, job, answer, effects),
        Event::Picture(job, answer) => state.pictures.take(job, answer),
        Event::Calls(spent) => state.spent = spent,
        Event::Waiting(until) => state.waiting_until = until,
        Event::KnownElsewhere(job, known) => on_known_elsewhere(state, job, known),
        Event::Warning(failure) => warn(state, Mood::Warning, &failure),
        Event::Finished(job, result) => on_finished(state, job, result, effects),
    }
}

/// The background task has no room for a job: it is over before it began.
pub fn on_busy(state: &mut State, job: JobId) {
    let busy = state.texts().notes.busy;
    on_finished(state, job, Err(Failure::local(busy)), &mut Vec::new());
    state.say(Mood::Warning, busy);
}

fn warn(state: &mut State, mood: Mood, failure: &Failure) {
    state.say(mood, errcode::hint(failure, state.setup.lang));
}

/// Another account's rows would stand under the wrong name, so everything starts anew.
fn on_account(state: &mut State, card: AccountCard, effects: &mut Vec<Effect>) {
    let is_another = state.account.as_ref().is_some_and(|account| account.key != card.key);
    let is_first = state.account.is_none();
    state.has_web_token = card.has_web_token;
    state.account = Some(card);
    if !is_another {
        if is_first {
            columns::load(state, effects);
        }
        return;
    }
    let time_zone = state.setup.time_zone.clone();
    effects.extend(state.jobs.give_up_all().into_iter().map(Effect::Cancel));
    state.results.replace(Vec::new(), &time_zone);
    state.history.replace(Vec::new(), &time_zone);
    followers::close(state);
    state.people.clear();
    state.notes.clear();
    state.stats.clear();
    state.exports.clear();
    state.overlays.clear();
    state.waiting_until = None;
    if !state.has_web_token {
        state.source = Source::Follower;
    }
    effects.push(state.ask_for_recent());
    columns::load(state, effects);
    screens::load(state, effects);
}

fn on_rows(state: &mut State, job: JobId, snapshots: Vec<Snapshot>) {
    let time_zone = state.setup.time_zone.clone();
    match state.jobs.purpose(job) {
        Some(Purpose::Recent) => {
            let rows = snapshots.into_iter().map(Row::known).collect();
            state.results.put_below(rows, &time_zone);
            noting::attach(state);
        }
        Some(Purpose::Lookup { .. }) => {
            state.jobs.advance(job, snapshots.len());
            for snapshot in snapshots {
                let key = (snapshot.record.openid.clone(), snapshot.record.source);
                take_answer(state, job, &key, snapshot);
            }
            state.results.rebuild(&time_zone);
            noting::attach(state);
        }
        Some(Purpose::Profiles) => followers::on_rows(state, snapshots),
        Some(Purpose::Reply { .. }) => followers::on_reply(state, job, snapshots),
        _ => {}
    }
}

/// A cancelled row keeps the answer it had: nothing new is known about the person.
fn take_answer(state: &mut State, job: JobId, key: &Key, snapshot: Snapshot) {
    let is_cancelled = snapshot
        .record
        .error
        .as_ref()
        .is_some_and(|failure| failure.kind == Kind::Cancelled);
    let Some(row) = state.results.get_mut(key) else { return };
    if is_cancelled && row.awaits == Some(job) && row.snapshot.is_some() {
        row.awaits = None;
    } else {
        row.take_answer(job, snapshot);
    }
    state.people.forget(&key.0);
}

fn on_history(state: &mut State, job: JobId, rows: Vec<HistoryRow>) {
    if state.history_loading != Loading::Running(job) {
        return;
    }
    let time_zone = state.setup.time_zone.clone();
    state.history.refill(rows, &time_zone);
    state.history_loading = Loading::Ready;
    noting::attach(state);
}

fn on_forgotten(state: &mut State, job: JobId, lookups: u64) {
    let Some(Purpose::Forget { people }) = state.jobs.purpose(job).cloned() else {
        return;
    };
    for (openid, _) in &people {
        state.people.forget(openid);
    }
    let time_zone = state.setup.time_zone.clone();
    let gone: HashSet<Key> = people.into_iter().collect();
    state.history.remove(&gone, &time_zone);
    let text = fill(state.texts().notes.forgotten, &[&lookups]);
    state.say(Mood::Good, text);
}

fn on_known_elsewhere(state: &mut State, job: JobId, known: Vec<(OpenId, String)>) {
    let Some(Purpose::Lookup { source, .. }) = state.jobs.purpose(job) else {
        return;
    };
    let source = *source;
    let text = match known.as_slice() {
        [] => return,
        [(_, account)] => fill(state.texts().notes.known_elsewhere, &[account]),
        many => fill(state.texts().notes.many_known_elsewhere, &[&many.len()]),
    };
    state.say(Mood::Warning, text);
    for (openid, account) in known {
        if let Some(row) = state.results.get_mut(&(openid.as_str().to_owned(), source)) {
            row.elsewhere = Some(account);
        }
    }
}

fn on_finished(state: &mut State, job: JobId, result: Result<(), Failure>, effects: &mut Vec<Effect>) {
    let Some(purpose) = state.jobs.finish(job) else { return };
    match purpose {
        Purpose::Lookup { source, asked } => {
            end_lookup(state, job, source, result);
            finished::sum_up(state, job, asked);
        }
        Purpose::Recent if state.recent == Loading::Running(job) => {
            state.recent = Loading::Ready;
            complain(state, result);
        }
        Purpose::History if state.history_loading == Loading::Running(job) => {
            state.history_loading = Loading::Ready;
            complain(state, result);
        }
        Purpose::Figures => {
            state.stats.end(job);
            complain(state, result.or_else(not_cancelled));
        }
        // Without an answer nothing is known, which is an answer too: it is not asked for again and again.
        Purpose::Person { openid } => state.people.take(&openid, job, crate::store::Person::default()),
        // Inputs are convenience: without a local file there are simply none.
        Purpose::Recent | Purpose::History | Purpose::Inputs => {}
        // Its answer came before, or never will.
        Purpose::Picture => {
            let failure = result.err().map(|failure| errcode::hint(&failure, state.setup.lang));
            let reason = failure.unwrap_or_default();
            state.pictures.take(job, Err(PictureFault::Failed(reason)));
        }
        Purpose::Layout => complain(state, result),
        Purpose::Followers => followers::end(state, job, result),
        Purpose::View => followers::end_view(state, job, result),
        Purpose::Marks => followers::end_marks(state, job, result),
        Purpose::PrepareSync => followers::sync_ended(state, job, result, effects),
        Purpose::Sync => {
            followers::sync_ended(state, job, result, effects);
            state.stats.expire();
        }
        Purpose::List { roll } => followers::end_listing(state, job, roll, result),
        Purpose::Profiles => followers::end_profiles(state, job, result.is_ok()),
        Purpose::Export => {
            if let Some(failure) = exporting::end(state, job, result) {
                warn(state, Mood::Bad, &failure);
            }
        }
        Purpose::CheckSetUp => first_run::on_check_over(state, job, result),
        Purpose::SetUp | Purpose::Changes | Purpose::Reply { .. } | Purpose::KeepNotes { .. } => {
            complain(state, result);
        }
        Purpose::SetWebToken => {
            if result.is_err() {
                state.has_web_token = false;
            }
            complain(state, result);
        }
        Purpose::SwitchAccount => {
            if result.is_ok() {
                state.message = None;
            }
            complain(state, result);
        }
        Purpose::Forget { .. } => {
            complain(state, result);
            if state.screen == Screen::History {
                screens::load_history(state, effects);
            }
        }
    }
    if state.jobs.working() == 0 {
        state.waiting_until = None;
    }
}

/// A question that was given up is no fault.
fn not_cancelled(failure: Failure) -> Result<(), Failure> {
    if failure.kind == Kind::Cancelled {
        Ok(())
    } else {
        Err(failure)
    }
}

fn complain(state: &mut State, result: Result<(), Failure>) {
    if let Err(failure) = result {
        warn(state, Mood::Bad, &failure);
    }
}

/// A row that is still awaited when its job is over gets the job's failure.
fn end_lookup(state: &mut State, job: JobId, source: Source, result: Result<(), Failure>) {
    let account = state.account_key();
    let failure = result.err().unwrap_or_else(Failure::cancelled);
    let awaited: Vec<Key> = state
        .results
        .rows()
        .filter(|row| row.awaits == Some(job))
        .map(Row::key)
        .collect();
    for key in &awaited {
        let snapshot = Snapshot {
            record: Record::failed(key.0.as_str(), &account, source, None, failure.clone()),
            app_id: account.app_id.clone(),
            lang: Lang::default(),
            host: String::new(),
            raw: Vec::new(),
        };
        take_answer(state, job, key, snapshot);
    }
    // History is written by now: what it says about these people may be new.
    for row in state.results.rows().filter(|row| row.asked_by == Some(job)) {
        state.people.forget(&row.openid);
    }
    let time_zone = state.setup.time_zone.clone();
    state.results.rebuild(&time_zone);
}
