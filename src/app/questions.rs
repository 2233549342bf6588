//! What is asked before it is done, in words.

use super::field::Field;
use super::overlay::{Overlay, Question};
use super::state::State;
use crate::locale::fill;
use crate::model::SyncNeed;
use crate::text;

/// A question to be answered, or a word to be typed that is answered like one.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What it is about.
    pub title: &'static str,
    /// The question. Remote parts are not cleaned yet.
    pub words: String,
    /// The masked field, where something is to be typed.
    pub field: Option<&'a Field>,
}

/// The question that lies uppermost.
pub fn asked(state: &State) -> Option<Asked<'_>> {
    let dialog = &state.texts().dialog;
    let plain = |title, words| Asked {
        title,
        words,
        field: None,
    };
    Some(match state.overlays.last()? {
        Overlay::Delete { people, lookups } => {
            let who = match people.as_slice() {
                [(openid, _)] => openid.clone(),
                many => fill(dialog.people, &[&many.len()]),
            };
            plain(dialog.delete, fill(dialog.delete_question, &[lookups, &who]))
        }
        Overlay::Overwrite(pending) => {
            let words = fill(dialog.overwrite_question, &[&pending.export.target]);
            plain(dialog.overwrite, words)
        }
        Overlay::Question(question) => {
            let (title, words) = words(state, question);
            plain(title, words)
        }
        Overlay::Token { field } => Asked {
            title: dialog.token,
            words: dialog.token_about.to_owned(),
            field: Some(field),
        },
        _ => return None,
    })
}

fn words(state: &State, question: &Question) -> (&'static str, String) {
    let texts = &state.texts().followers;
    match question {
        Question::Sync(need) => (texts.sync, sync_words(state, need)),
        Question::Reply { .. } => (texts.raw_title, texts.raw_question.to_owned()),
        Question::Refresh { people, calls } => {
            let lists = &state.texts().lists;
            let count = |number: &usize| text::grouped(u64::try_from(*number).unwrap_or(u64::MAX));
            let words = fill(lists.refresh_question, &[&count(people), &count(calls)]);
            (lists.refresh, words)
        }
        Question::DeleteView(name) => (texts.delete_title, name.clone()),
        Question::NoteForMany { people, deletes } => {
            let jotting = &state.texts().jotting;
            let words = if *deletes {
                jotting.many_delete
            } else {
                jotting.many_question
            };
            (jotting.many_title, fill(words, &[&text::grouped(*people as u64)]))
        }
        Question::DropNote => {
            let jotting = &state.texts().jotting;
            (jotting.drop_title, jotting.drop_question.to_owned())
        }
    }
}

/// What a sync needs and what is left of the quotas.
fn sync_words(state: &State, need: &SyncNeed) -> String {
    let texts = &state.texts().followers;
    let count = text::grouped;
    let question = if need.continues {
        texts.sync_continues
    } else {
        texts.sync_question
    };
    let mut words = fill(question, &[&count(need.people), &count(need.calls())]);
    if need.pages_left.is_some() || need.batches_left.is_some() {
        let left = |left: Option<u64>| left.map_or_else(|| texts.unknown.to_owned(), count);
        let (pages, batches) = (count(need.pages), count(need.batches));
        let quota = [&pages, &left(need.pages_left), &batches, &left(need.batches_left)];
        let [pages, pages_left, batches, batches_left] = quota;
        words.push(' ');
        words.push_str(&fill(texts.sync_quota, &[pages, pages_left, batches, batches_left]));
    }
    if need.exceeds_quota() {
        words.push(' ');
        words.push_str(texts.sync_short);
    }
    words
}
