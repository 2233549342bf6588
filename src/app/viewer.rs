//! The texts on top of a screen: help, raw reply, changes.

use serde_json::Value;

use crate::locale::fill;
use crate::model::Snapshot;
use crate::text;

mod changes;
mod json;

pub use super::line::Line;
pub use json::Fold;
use json::Tree;

use super::bindings::{BINDINGS, Context, is_everywhere};
use super::keymap;
use super::line::{Tone, wrap};
use super::messages;
use super::overlay::{Overlay, Subject, Viewer};
use super::state::State;
use super::table::Row;
use super::{why_not, windows};

/// Bytes of a reply that are shown: enough for any profile, little enough to be laid out at every key.
const LONGEST_REPLY: usize = 128 * 1024;

/// All lines of the uppermost viewer; none where nothing lies on top.
pub fn lines(state: &State) -> Vec<Line> {
    let Some(Overlay::Viewer(viewer)) = state.overlays.last() else {
        return Vec::new();
    };
    let columns = columns(state);
    match viewer.subject {
        Subject::Help => help(state, viewer.about, columns),
        Subject::Raw { as_received } => raw(state, viewer, as_received, columns).lines,
        Subject::Changes => changes::lines(state, viewer, columns),
        Subject::Messages => messages::lines(state, columns),
    }
}

/// What folds in the uppermost viewer, from top to bottom.
pub fn folds(state: &State) -> Vec<Fold> {
    match state.overlays.last() {
        Some(Overlay::Viewer(viewer)) => match viewer.subject {
            Subject::Raw { as_received } => raw(state, viewer, as_received, columns(state)).folds,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn columns(state: &State) -> usize {
    usize::from(windows::viewer(state.setup.size).width).saturating_sub(4)
}

/// The keys of one context, those that work everywhere last, each with why it does nothing at present.
pub fn help(state: &State, about: Context, columns: usize) -> Vec<Line> {
    let texts = state.texts();
    let mut lines = vec![Line::of(context_title(state, about), Tone::Accent)];
    let here = BINDINGS
        .iter()
        .filter(|binding| binding.contexts.contains(&about) && !is_everywhere(binding.contexts));
    here.for_each(|binding| lines.extend(help_entry(state, binding.action, about, columns)));
    lines.push(Line::default());
    lines.push(Line::of(texts.help.everywhere, Tone::Accent));
    let global = BINDINGS
        .iter()
        .filter(|binding| is_everywhere(binding.contexts) && binding.contexts.contains(&about));
    global.for_each(|binding| lines.extend(help_entry(state, binding.action, about, columns)));
    if about.is_text() {
        lines.push(Line::default());
        lines.extend(
            wrap(texts.help.editing, columns)
                .iter()
                .map(|line| Line::of(line, Tone::Quiet)),
        );
    }
    lines.push(Line::default());
    lines.extend(
        wrap(texts.help.remap, columns)
            .iter()
            .map(|line| Line::of(line, Tone::Quiet)),
    );
    lines
}

/// Columns of the keys in the help.
const KEYS: usize = 16;
/// Columns of the action's name in the help.
const NAMES: usize = 16;

fn help_entry(state: &State, action: super::Action, about: Context, columns: usize) -> Vec<Line> {
    let keys = state.keymap.shown(action, about).join(" ");
    let Some(binding) = keymap::binding(action).filter(|_| !keys.is_empty()) else {
        return Vec::new();
    };
    let phrase = (binding.phrase)(&state.texts().actions).help;
    let with_names = columns >= 90;
    let indent = KEYS.min(columns / 4) + 2;
    let room = columns.saturating_sub(indent + if with_names { NAMES + 2 } else { 0 });
    let reason = why_not(state, action);
    let tone = if reason.is_some() { Tone::Quiet } else { Tone::Plain };
    let texts = &state.texts().help;
    let words = reason.map_or_else(
        || phrase.to_owned(),
        |reason| fill(texts.with_reason, &[&phrase, &reason]),
    );
    let mut lines = Vec::new();
    // Many keys in little room stand above.
    let is_above = text::width(&keys) + 4 > indent;
    if is_above {
        lines.push(Line::of(&format!("  {keys}"), Tone::Strong));
    }
    for (place, part) in wrap(&words, room).into_iter().enumerate() {
        let keys = if place == 0 && !is_above { keys.as_str() } else { "" };
        let part = text::pad_right(&part, room);
        let mut line = Line::of(&text::pad_right(&format!("  {keys}"), indent), Tone::Strong).and(&part, tone);
        if with_names && place == 0 {
            line = line.and(&text::pad_left(action.name(), NAMES + 2), Tone::Quiet);
        }
        lines.push(line);
    }
    lines
}

/// What a context is called.
pub fn context_title(state: &State, context: Context) -> &'static str {
    let help = &state.texts().help;
    match context {
        Context::Input => help.input,
        Context::Results => help.results,
        Context::Detail => help.detail,
        Context::Followers => help.followers,
        Context::Sidebar => help.sidebar,
        Context::Sync => help.sync,
        Context::Prompt => help.prompt,
        Context::Note => help.note,
        Context::History => help.history,
        Context::Stats => help.stats,
        Context::Filter => help.filter,
        Context::Help => help.help,
        Context::Raw => help.raw,
        Context::Changes => help.changes,
        Context::Messages => state.texts().feedback.log,
        Context::Search => help.search,
        Context::Menu => help.menu,
        Context::Confirm => help.confirm,
        Context::Token => help.token,
        Context::Export => help.export,
        Context::Palette => help.palette,
        Context::Columns => help.columns,
        Context::Inputs => state.texts().inputs.lookups,
        Context::Welcome => state.texts().welcome.title,
        Context::SetUp => state.texts().welcome.account,
        Context::SetUpCheck => state.texts().welcome.checking,
    }
}

fn snapshot<'a>(state: &'a State, viewer: &Viewer) -> Option<&'a Snapshot> {
    let key = viewer.row.as_ref()?;
    let newest = |row: &'a Row| row.snapshot.as_ref().filter(|found| !found.raw.is_empty());
    let row = state.table().get(key)?;
    // The mirror keeps no replies; one that was asked for is a row of the Lookup screen.
    let looked_up = || state.results.get(key).and_then(newest);
    newest(row).or(row.earlier.as_deref()).or_else(looked_up)
}

/// The reply as it came: indented where it is JSON, else and on request exactly as received.
fn raw(state: &State, viewer: &Viewer, as_received: bool, columns: usize) -> Tree {
    let texts = &state.texts().viewer;
    let Some(snapshot) = snapshot(state, viewer) else {
        return of_lines(vec![Line::of(texts.gone, Tone::Quiet)]);
    };
    let mut lines = Vec::new();
    if snapshot.record.repaired {
        let told = wrap(texts.repaired, columns);
        lines.extend(told.iter().map(|line| Line::of(line, Tone::Warning)));
        lines.push(Line::default());
    }
    let reply = String::from_utf8_lossy(&snapshot.raw);
    let is_short = reply.len() <= LONGEST_REPLY;
    let parsed = if as_received || !is_short {
        None
    } else {
        serde_json::from_str::<Value>(&reply).ok()
    };
    if let Some(value) = parsed {
        let mut tree = json::tree(&value, &viewer.folded, columns);
        tree.folds.iter_mut().for_each(|fold| fold.line += lines.len());
        lines.append(&mut tree.lines);
        return Tree { lines, ..tree };
    }
    let (shown, rest) = cut(&reply);
    for line in shown.lines() {
        let parts = wrap(&text::sanitize(line), columns);
        lines.extend(parts.iter().map(|part| Line::of(part, Tone::Plain)));
    }
    if !rest.is_empty() {
        lines.push(Line::of(&fill(texts.cut, &[&rest.len()]), Tone::Quiet));
    }
    of_lines(lines)
}

fn of_lines(lines: Vec<Line>) -> Tree {
    Tree {
        lines,
        folds: Vec::new(),
    }
}

/// The part that is shown and the rest.
fn cut(reply: &str) -> (&str, &str) {
    let end = (0..=LONGEST_REPLY.min(reply.len()))
        .rev()
        .find(|end| reply.is_char_boundary(*end));
    reply.split_at(end.unwrap_or_default())
}

/// A value as the record's JSON has it; a blank one is named by a dash.
pub fn value_words(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
