use crate::app::field::Field;
use crate::app::overlay::{Overlay, Question, other};
use crate::app::table::{Key, Row};
use crate::app::{Effect, Focus, Mood, Purpose, Screen, State};
use crate::job::{InputKind, Job};
use crate::locale::fill;
use crate::model::{AccountKey, Failure, Lang, Malformed, OpenId, Record, Secret, Snapshot, Source};
use crate::text;

use super::recalling;

/// Looks the input up: one job for all openids, rows at once for all of them, malformed ones with their fault.
pub fn submit(state: &mut State, effects: &mut Vec<Effect>) {
    if state.input.reading().is_spreadsheet {
        return state.say(Mood::Bad, state.texts().notes.spreadsheet);
    }
    if state.input.reading().ids.is_empty() && state.input.reading().malformed.is_empty() {
        return state.say(Mood::Plain, state.texts().why_not.no_ids);
    }
    if !state.input.reading().ids.is_empty() && needs_token(state) {
        return ask_for_token(state);
    }
    let typed = state.input.text().to_owned();
    recalling::keep(state, InputKind::Lookup, &typed, effects);
    let reading = state.input.take();
    let source = state.source;
    let account = state.account_key();
    let mut rows = Vec::new();
    let mut asked_by = None;
    if !reading.ids.is_empty() {
        let job = state.jobs.start(Purpose::Lookup {
            asked: reading.ids.len(),
            source,
        });
        asked_by = Some(job);
        rows.extend(reading.ids.iter().map(|id| waiting(state, id, source, job)));
        effects.push(Effect::Submit(
            job,
            Job::Lookup {
                ids: reading.ids,
                source,
                fresh: false,
            },
        ));
    }
    rows.extend(reading.malformed.iter().map(|(text, fault)| Row {
        // They belong to what is summed up when the others are answered.
        asked_by,
        ..malformed(text, fault, &account, source)
    }));
    let time_zone = state.setup.time_zone.clone();
    // A filter set earlier would hide what was just asked for.
    state.results.filter.clear();
    state.results.put_on_top(rows, &time_zone);
    let first = state.results.rows().next().map(Row::key);
    if let Some(first) = first {
        state.results.select_key(&first);
    }
    state.focus = Focus::List;
}

/// A row that awaits an answer; one that is listed keeps what it knows.
fn waiting(state: &State, id: &OpenId, source: Source, job: crate::job::JobId) -> Row {
    let key = (id.as_str().to_owned(), source);
    match state.results.get(&key) {
        Some(row) => {
            let mut row = row.clone();
            row.await_answer(job);
            row
        }
        None => Row::waiting(key.0, source, job),
    }
}

fn malformed(text: &str, fault: &Malformed, account: &AccountKey, source: Source) -> Row {
    let failure = Failure::malformed(fault.clone());
    Row::known(Snapshot {
        record: Record::failed(text, account, source, None, failure),
        app_id: account.app_id.clone(),
        lang: Lang::default(),
        host: String::new(),
        raw: Vec::new(),
    })
}

/// Asks the platform about the selected row again.
pub fn refresh(state: &mut State, effects: &mut Vec<Effect>) {
    let Some((key, id)) = state
        .selected()
        .and_then(|row| Some((row.key(), OpenId::parse(&row.openid).ok()?)))
    else {
        return;
    };
    if key.1 == Source::Web && !state.has_web_token {
        return ask_for_token(state);
    }
    ask_again(state, vec![id], key.1, effects);
}

/// Calls from which on it is asked whether they are to be spent.
const MANY_CALLS: usize = 5;
/// People that one call of the follower source answers for (API reference, `batchget`).
const PER_CALL: usize = 100;

/// Asks about the marked rows again, or first whether that many calls are to be spent.
pub fn ask_to_refresh(state: &mut State, effects: &mut Vec<Effect>) {
    let keys = state.table().marked_keys();
    let web = keys.iter().filter(|(_, source)| *source == Source::Web).count();
    let people = keys.len();
    // A single one that has to be sent alone, or a repeat, costs more.
    let calls = web + (people - web).div_ceil(PER_CALL);
    if calls < MANY_CALLS {
        return refresh_marked(state, effects);
    }
    state
        .overlays
        .push(Overlay::Question(Question::Refresh { people, calls }));
}

/// Asks the platform about the marked rows again: one job per source, malformed and awaited ones left out.
pub fn refresh_marked(state: &mut State, effects: &mut Vec<Effect>) {
    if state.screen == Screen::Followers {
        return look_up_followers(state, effects);
    }
    let can_be_asked = |row: &&&Row| row.awaits.is_none();
    let marked = state.table().marked();
    let known = |row: &&Row| Some((OpenId::parse(&row.openid).ok()?, row.source));
    let marked: Vec<(OpenId, Source)> = marked.iter().filter(can_be_asked).filter_map(known).collect();
    if marked.is_empty() {
        return state.say(Mood::Plain, state.texts().why_not.nothing_to_ask);
    }
    if marked.iter().any(|(_, source)| *source == Source::Web) && !state.has_web_token {
        return ask_for_token(state);
    }
    for source in [Source::Follower, Source::Web] {
        let of_source = marked.iter().filter(|(_, of)| *of == source);
        let ids: Vec<OpenId> = of_source.map(|(id, _)| id.clone()).collect();
        if !ids.is_empty() {
            ask_again(state, ids, source, effects);
        }
    }
    state.say(Mood::Plain, fill(state.texts().notes.asked_again, &[&marked.len()]));
}

/// Looks up the selected follower or the marked ones: rows of the Lookup screen; the mirror stays as it is.
pub fn look_up_followers(state: &mut State, effects: &mut Vec<Effect>) {
    let keys = if state.means_marked() {
        state.table().marked_keys()
    } else {
        state.selected().map(Row::key).into_iter().collect()
    };
    let ids: Vec<OpenId> = keys
        .iter()
        .filter_map(|(openid, _)| OpenId::parse(openid).ok())
        .collect();
    let (source, asked) = (Source::Follower, ids.len());
    let job = state.jobs.start(Purpose::Lookup { asked, source });
    let rows = ids.iter().map(|id| waiting(state, id, source, job)).collect();
    let time_zone = state.setup.time_zone.clone();
    state.results.filter.clear();
    state.results.put_on_top(rows, &time_zone);
    let fresh = true;
    effects.push(Effect::Submit(job, Job::Lookup { ids, source, fresh }));
    let asked = text::grouped(u64::try_from(asked).unwrap_or(u64::MAX));
    state.say(Mood::Plain, fill(state.texts().followers.looking_up, &[&asked]));
}

fn ask_again(state: &mut State, ids: Vec<OpenId>, source: Source, effects: &mut Vec<Effect>) {
    let asked = ids.len();
    let job = state.jobs.start(Purpose::Lookup { asked, source });
    for id in &ids {
        if let Some(row) = state.results.get_mut(&(id.as_str().to_owned(), source)) {
            row.await_answer(job);
        }
    }
    let time_zone = state.setup.time_zone.clone();
    state.results.rebuild(&time_zone);
    let fresh = true;
    effects.push(Effect::Submit(job, Job::Lookup { ids, source, fresh }));
}

/// Goes over to the other source; the web source needs a token first.
pub fn switch_source(state: &mut State) {
    if state.source == Source::Follower && !state.has_web_token {
        return ask_for_token(state);
    }
    set_source(state, other(state.source));
}

fn set_source(state: &mut State, source: Source) {
    state.source = source;
    let notes = &state.texts().notes;
    let text = match source {
        Source::Follower => notes.source_follower,
        Source::Web => notes.source_web,
    };
    state.say(Mood::Plain, text);
}

fn needs_token(state: &State) -> bool {
    state.source == Source::Web && !state.has_web_token
}

fn ask_for_token(state: &mut State) {
    state.overlays.push(Overlay::Token {
        field: Field::default(),
    });
}

/// Hands the typed token over; it is kept in memory only, and not here.
pub fn use_web_token(state: &mut State, field: &Field, effects: &mut Vec<Effect>) {
    let token = Secret::new(field.text());
    if token.is_empty() {
        return state.say(Mood::Plain, state.texts().why_not.empty_token);
    }
    let job = state.jobs.start(Purpose::SetWebToken);
    effects.push(Effect::Submit(job, Job::SetWebToken(token)));
    state.has_web_token = true;
    set_source(state, Source::Web);
}

/// Deletes people from history.
pub fn forget(state: &mut State, people: Vec<Key>, effects: &mut Vec<Effect>) {
    let wanted = people
        .iter()
        .map(|(openid, source)| (*source, openid.clone()))
        .collect();
    let job = state.jobs.start(Purpose::Forget { people });
    effects.push(Effect::Submit(job, Job::Forget { people: wanted }));
}

/// Goes over to another account.
pub fn switch_account(state: &mut State, name: &str, effects: &mut Vec<Effect>) {
    if state.account.as_ref().is_some_and(|account| account.key.name == name) {
        return;
    }
    effects.extend(state.jobs.cancel_work().into_iter().map(Effect::Cancel));
    let job = state.jobs.start(Purpose::SwitchAccount);
    let name = name.to_owned();
    let text = fill(state.texts().notes.switching, &[&name]);
    effects.push(Effect::Submit(job, Job::SwitchAccount { name }));
    state.say(Mood::Plain, text);
}
