//! Inputs typed before: kept, found, put back into their field.

use crate::app::field::Field;
use crate::app::input_history::InputSearch;
use crate::app::overlay::Overlay;
use crate::app::{Context, Effect, Purpose, State};
use crate::job::{InputKind, Job};

use super::refilter;

/// Keeps what a field holds, here and in the local file. Never called for tokens.
pub fn keep(state: &mut State, kind: InputKind, text: &str, effects: &mut Vec<Effect>) {
    if state.inputs.keep(kind, text) {
        let job = state.jobs.start(Purpose::Inputs);
        let text = text.trim().to_owned();
        effects.push(Effect::Submit(job, Job::KeepInput { kind, text }));
    }
}

/// Opens the search among the inputs of the field that has the keys; where it is open, goes to an older one.
pub fn open(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Inputs(search)) = state.overlays.last_mut() {
        return search.found.move_by(1);
    }
    let kind = match state.context() {
        Context::Filter => InputKind::Filter,
        Context::Search => InputKind::Search,
        Context::Export => InputKind::Export,
        _ => InputKind::Lookup,
    };
    let search = InputSearch::new(kind, &state.inputs);
    state.overlays.push(Overlay::Inputs(search));
    let job = state.jobs.start(Purpose::Inputs);
    effects.push(Effect::Submit(job, Job::Inputs { kind }));
}

/// Changes what is searched for.
pub fn edit(state: &mut State, edit: impl FnOnce(&mut Field)) {
    let Some(Overlay::Inputs(search)) = state.overlays.last_mut() else {
        return;
    };
    edit(&mut search.field);
    search.search(&state.inputs);
}

/// What the local file holds has arrived.
pub fn on_inputs(state: &mut State, kind: InputKind, stored: Vec<String>) {
    state.inputs.take(kind, stored);
    if kind == InputKind::Lookup {
        state.input.remember(state.inputs.of(kind));
    }
    if let Some(Overlay::Inputs(search)) = state.overlays.last_mut()
        && search.kind == kind
    {
        let selected = search.found.selected().cloned();
        search.search(&state.inputs);
        let again = selected.and_then(|selected| search.found.all.iter().position(|found| *found == selected));
        search.found.cursor = again.unwrap_or_default();
    }
}

/// Puts the selected input into its field, in place of what is there; nothing runs.
pub fn choose(state: &mut State) {
    let Some(Overlay::Inputs(search)) = state.overlays.pop() else {
        return;
    };
    let Some(found) = search.found.into_selected() else {
        return;
    };
    match search.kind {
        InputKind::Lookup => state.input.replace(&found.text),
        InputKind::Filter => {
            state.table_mut().filter.field = Field::holding(&found.text);
            refilter(state);
        }
        InputKind::Search | InputKind::Export => super::edit_overlay(state, |field| {
            *field = Field::holding(&found.text);
        }),
    }
}
