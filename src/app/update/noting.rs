//! The note editor, and notes that arrive.

use crate::app::field::Field;
use crate::app::notes::NoteForm;
use crate::app::overlay::{Overlay, Question};
use crate::app::table::Row;
use crate::app::{Effect, Mood, Purpose, Screen, State};
use crate::job::{Job, JobId};
use crate::locale::fill;
use crate::model::{Note, NotesKept, OpenId, Source, Timestamp};
use crate::text;

/// Opens the editor on the selected person, or on the marked ones.
pub fn open(state: &mut State) {
    let openids = people(state);
    let before = match openids.as_slice() {
        [] => return state.remark(state.texts().jotting.nobody),
        [one] => known(state, one),
        _ => None,
    };
    let field = Field::holding(before.as_ref().map_or("", |note| note.text.as_str()));
    let form = NoteForm { openids, field, before };
    state.overlays.push(Overlay::Note(form));
}

/// Each person once, whatever the source; texts that cannot be openids are nobody.
fn people(state: &State) -> Vec<String> {
    let keys = if state.means_marked() {
        state.table().marked_keys()
    } else {
        state.selected().map(Row::key).into_iter().collect()
    };
    let mut seen = std::collections::HashSet::new();
    let openids = keys.into_iter().map(|(openid, _)| openid);
    openids
        .filter(|openid| OpenId::parse(openid).is_ok() && seen.insert(openid.clone()))
        .collect()
}

/// The note on somebody; a row may know its text before its time is known.
fn known(state: &State, openid: &str) -> Option<Note> {
    let of_row = || {
        let row = state.selected().filter(|row| row.openid == openid)?;
        Some(Note {
            openid: openid.to_owned(),
            text: row.note.clone()?,
            at: state.now,
        })
    };
    state.notes.get(openid).cloned().or_else(of_row)
}

/// Saves; a note for several people is asked about first.
pub fn save(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Overlay::Note(form)) = state.overlays.last() else {
        return;
    };
    let Some(text) = Note::tidied(form.field.text()) else {
        let words = fill(state.texts().jotting.too_long, &[&Note::LONGEST]);
        return state.say(Mood::Bad, words);
    };
    if !form.is_changed() && form.openids.len() == 1 {
        state.overlays.pop();
        return;
    }
    let form = form.clone();
    if form.openids.len() > 1 {
        return state.overlays.push(Overlay::Question(Question::NoteForMany {
            people: form.openids.len(),
            deletes: text.is_empty(),
        }));
    }
    state.overlays.pop();
    keep(state, form.openids, text, effects);
}

/// The operator wants the same note on all of them.
pub fn save_for_many(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Note(form)) = state.overlays.pop() {
        let text = Note::tidied(form.field.text()).unwrap_or_default();
        keep(state, form.openids, text, effects);
    }
}

fn keep(state: &mut State, openids: Vec<String>, text: String, effects: &mut Vec<Effect>) {
    let purpose = Purpose::KeepNotes {
        openids: openids.clone(),
        text: text.clone(),
    };
    let id = state.jobs.start(purpose);
    effects.push(Effect::Submit(id, Job::KeepNotes { openids, text }));
}

/// Leaves the editor; what was typed is dropped only when the operator says so.
pub fn leave(state: &mut State) {
    let is_changed = matches!(state.overlays.last(), Some(Overlay::Note(form)) if form.is_changed());
    if is_changed {
        state.overlays.push(Overlay::Question(Question::DropNote));
    } else {
        state.overlays.pop();
    }
}

/// Drops what was typed: the question has gone from above the editor already.
pub fn drop_typed(state: &mut State) {
    if matches!(state.overlays.last(), Some(Overlay::Note(_))) {
        state.overlays.pop();
    }
}

/// Another line.
pub fn break_line(state: &mut State) {
    if let Some(Overlay::Note(form)) = state.overlays.last_mut() {
        form.field.insert("\n");
    }
}

/// Notes on people who are listed.
pub fn on_notes(state: &mut State, job: JobId, notes: &[Note]) {
    if state.jobs.purpose(job).is_none() {
        return;
    }
    for note in notes {
        state.notes.put(note.clone());
    }
    show(state, notes);
}

/// Notes are kept: the rows show them now.
pub fn on_kept(state: &mut State, job: JobId, at: Timestamp, kept: NotesKept) {
    let Some(Purpose::KeepNotes { openids, text }) = state.jobs.purpose(job).cloned() else {
        return;
    };
    let of = |openid: &String| Note {
        openid: openid.clone(),
        text: text.clone(),
        at,
    };
    let notes: Vec<Note> = openids.iter().map(of).collect();
    for note in &notes {
        // A note whose text is the same keeps its time.
        if state
            .notes
            .get(&note.openid)
            .is_none_or(|known| known.text != note.text)
        {
            state.notes.put(note.clone());
        }
    }
    show(state, &notes);
    if state.screen == Screen::Followers && state.followers.table.filter.is_active() {
        state.followers.table.demand_anew();
    }
    let words = &state.texts().jotting;
    let many = text::grouped(openids.len() as u64);
    let said = match (kept.written, kept.deleted, openids.as_slice()) {
        (0, 0, _) => words.same.to_owned(),
        (0, _, [_]) => words.deleted.to_owned(),
        (0, deleted, _) => fill(words.deleted_many, &[&text::grouped(deleted)]),
        (_, _, [_]) => words.saved.to_owned(),
        _ => fill(words.saved_many, &[&many]),
    };
    state.say(Mood::Good, said);
}

/// Puts the notes that are known onto rows that came anew.
pub fn attach(state: &mut State) {
    let notes: Vec<Note> = state.notes.iter().cloned().collect();
    show(state, &notes);
}

fn show(state: &mut State, notes: &[Note]) {
    let time_zone = state.setup.time_zone.clone();
    for screen in Screen::ALL {
        let table = state.table_of_mut(screen);
        let mut is_changed = false;
        for note in notes {
            let text = Some(&note.text).filter(|text| !text.is_empty());
            for source in [Source::Follower, Source::Web] {
                let key = (note.openid.clone(), source);
                if table.get(&key).is_some_and(|row| row.note.as_ref() != text)
                    && let Some(row) = table.get_mut(&key)
                {
                    row.note = text.cloned();
                    is_changed = true;
                }
            }
        }
        if is_changed {
            table.rebuild(&time_zone);
        }
    }
}
