//! What happens when: terminal events, answers of the background task, outcomes of effects. Values in, effects out.

use crossterm::event::{Event as Input, KeyEvent, KeyEventKind};

use crate::job::Event;
use crate::locale::fill;
use crate::model::Timestamp;

use super::bindings::Context;
use super::first_run::FirstRun;
use super::overlay::Overlay;
use super::state::{Mood, State};
use super::{Action, Chord, Effect, Outcome, why_not};

mod answers;
mod charting;
mod columns;
mod commanding;
mod copying;
mod dispatch;
mod exporting;
mod finished;
mod first_run;
mod folding;
mod followers;
mod hits;
mod list_mouse;
mod looking_up;
mod mouse;
mod moving;
mod noting;
mod picturing;
mod pointing;
mod prompting;
mod recalling;
mod screens;
mod settle;
mod theming;

/// A key, paste, click, resize or focus event of the terminal.
pub fn on_terminal_event(state: &mut State, event: &Input, now: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    state.now = now;
    match event {
        Input::Key(key) if key.kind != KeyEventKind::Release => {
            state.message = None;
            on_key(state, key, &mut effects);
        }
        Input::Paste(text) => {
            state.message = None;
            on_paste(state, text, &mut effects);
        }
        Input::Resize(width, height) => {
            state.setup.size = (*width, *height);
            effects.push(Effect::Redraw);
        }
        Input::FocusGained => {}
        Input::Mouse(click) if mouse::matters(*click) => mouse::on_mouse(state, *click, &mut effects),
        _ => return effects,
    }
    settle::settle(state, &mut effects);
    effects
}

/// A report of the background task.
pub fn on_event(state: &mut State, event: Event, now: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    state.now = now;
    answers::on_event(state, event, &mut effects);
    settle::settle(state, &mut effects);
    effects
}

/// What came of an effect.
pub fn on_outcome(state: &mut State, outcome: Outcome, now: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    let texts = state.texts();
    state.now = now;
    match outcome {
        Outcome::Copied { what } => state.say(Mood::Good, fill(texts.notes.copied, &[&what])),
        Outcome::Sent { what } => state.say(Mood::Good, fill(texts.notes.sent, &[&what])),
        Outcome::NotCopied { what, reason } => {
            state.say(Mood::Bad, fill(texts.notes.not_copied, &[&what, &reason]));
        }
        Outcome::Arranged(screen, arranged) => {
            if state.table_of_mut(screen).put_arranged(*arranged) {
                noting::attach(state);
            }
        }
        Outcome::Busy(job) => answers::on_busy(state, job),
        Outcome::Gone => state.say(Mood::Bad, texts.notes.worker_gone),
    }
    settle::settle(state, &mut effects);
    effects
}

/// The spinner's next step. Does nothing unless [`State::needs_spinner`].
pub fn on_tick(state: &mut State, now: Timestamp) {
    if state.needs_spinner() {
        state.now = now;
        state.spinner = state.spinner.wrapping_add(1);
        state.dirty = true;
    }
}

fn on_key(state: &mut State, key: &KeyEvent, effects: &mut Vec<Effect>) {
    let context = state.context();
    if let Some(action) = state.keymap.action(context, Chord::of(key)) {
        perform(state, action, effects);
    } else if context == Context::Welcome {
        first_run::choose_by_number(state, key, effects);
    } else if context == Context::Menu {
        copying::choose_by_letter(state, key, effects);
    } else if context.is_text() {
        type_key(state, context, key);
    }
}

/// Carries an action out, or says why not.
pub fn perform(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    match why_not(state, action) {
        Some(reason) => state.remark(reason),
        None => dispatch::perform(state, action, effects),
    }
}

fn type_key(state: &mut State, context: Context, key: &KeyEvent) {
    match context {
        Context::Input => {
            state.input.edit(key);
        }
        Context::Filter => {
            if state.table_mut().filter.field.edit(key) {
                refilter(state);
            }
        }
        Context::Palette => commanding::edit(state, |field| {
            field.edit(key);
        }),
        Context::Inputs => recalling::edit(state, |field| {
            field.edit(key);
        }),
        Context::SetUp => {
            if let Some(field) = state.first_run.as_mut().and_then(FirstRun::field_mut) {
                field.edit(key);
            }
        }
        _ => edit_overlay(state, |field| {
            field.edit(key);
        }),
    }
}

/// A paste is one action and runs nothing, whatever it contains.
fn on_paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    match state.context() {
        Context::Filter => {
            state.table_mut().filter.field.insert(text.trim());
            refilter(state);
        }
        Context::Palette => commanding::edit(state, |field| field.insert(text.trim())),
        Context::Note => edit_overlay(state, |field| {
            field.insert(&text.replace("\r\n", "\n").replace('\r', "\n"));
        }),
        Context::Inputs => recalling::edit(state, |field| field.insert(text.trim())),
        Context::Token | Context::Search | Context::Export | Context::Prompt => {
            edit_overlay(state, |field| field.insert(text.trim()));
        }
        Context::SetUp => {
            if let Some(field) = state.first_run.as_mut().and_then(FirstRun::field_mut) {
                field.insert(text.trim());
            }
        }
        _ if state.first_run.is_some() => {}
        context if !state.overlays.is_empty() && context != Context::Input => {}
        _ => {
            screens::go_to_input(state, effects);
            state.input.paste(text);
        }
    }
}

fn edit_overlay(state: &mut State, edit: impl FnOnce(&mut super::field::Field)) {
    match state.overlays.last_mut() {
        Some(Overlay::Viewer(viewer)) if viewer.is_searching => {
            edit(&mut viewer.search);
            moving::to_typed(state);
        }
        Some(Overlay::Token { field }) => edit(field),
        Some(Overlay::Export(form)) => edit(&mut form.field),
        Some(Overlay::Prompt(prompt)) => edit(&mut prompt.field),
        Some(Overlay::Note(form)) => edit(&mut form.field),
        _ => {}
    }
}

fn refilter(state: &mut State) {
    let time_zone = state.setup.time_zone.clone();
    state.table_mut().rebuild(&time_zone);
}
