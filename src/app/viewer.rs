//! The texts on top of a screen: help, raw reply, changes.

use ratatui::layout::Rect;
use serde_json::Value;

use crate::job::MirrorPerson;
use crate::locale::fill;
use crate::model::Snapshot;
use crate::person;
use crate::store::Change;
use crate::text;

pub use super::line::Line;

use super::bindings::{BINDINGS, Context, is_everywhere};
use super::followers::change_words;
use super::keymap;
use super::layout::centred;
use super::line::{Tone, wrap};
use super::messages;
use super::overlay::{Overlay, Subject, Viewer};
use super::state::{Screen, State};
use super::table::Row;
use super::update::why_not;

/// Widest text that reads well.
const WIDEST: u16 = 100;

/// Bytes of a reply that are shown: enough for any profile, little enough to be laid out at every key.
const LONGEST_REPLY: usize = 128 * 1024;

/// Where a viewer stands, frame included: between the tabs and the footer, over everything where there is little room.
pub fn area(size: (u16, u16)) -> Rect {
    let (above, below) = if size.1 >= 16 { (2, 1) } else { (0, 1) };
    let width = size.0.min(WIDEST);
    Rect {
        y: above,
        height: size.1.saturating_sub(above + below),
        ..centred(size, (width, 0))
    }
}

/// Lines of text that a viewer shows at once: without its frame and without a search line.
pub fn height(size: (u16, u16), viewer: &Viewer) -> usize {
    let search = usize::from(viewer.is_searching || !viewer.search.is_empty());
    usize::from(area(size).height).saturating_sub(2 + search)
}

/// Where a menu of so many entries stands, frame included.
pub fn menu_area(size: (u16, u16), entries: usize) -> Rect {
    let most = size.1.saturating_sub(2).max(3);
    let height = u16::try_from(entries).unwrap_or(most).saturating_add(2).clamp(3, most);
    centred(size, (size.0.min(76), height))
}

/// Entries of a menu that are shown at once.
pub fn menu_height(size: (u16, u16), entries: usize) -> usize {
    usize::from(menu_area(size, entries).height).saturating_sub(2)
}

/// All lines of the uppermost viewer; none where nothing lies on top.
pub fn lines(state: &State) -> Vec<Line> {
    let Some(Overlay::Viewer(viewer)) = state.overlays.last() else {
        return Vec::new();
    };
    let columns = usize::from(area(state.setup.size).width).saturating_sub(4);
    match viewer.subject {
        Subject::Help => help(state, viewer.about, columns),
        Subject::Raw { as_received } => raw(state, viewer, as_received, columns),
        Subject::Changes => changes(state, viewer, columns),
        Subject::Messages => messages::lines(state, columns),
    }
}

/// The keys of one context, those that work everywhere last, each with why it does nothing at present.
fn help(state: &State, about: Context, columns: usize) -> Vec<Line> {
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
    let indent = KEYS + 2;
    let room = columns.saturating_sub(indent + if with_names { NAMES + 2 } else { 0 });
    let reason = why_not(state, action);
    let tone = if reason.is_some() { Tone::Quiet } else { Tone::Plain };
    let words = reason.map_or_else(|| phrase.to_owned(), |reason| format!("{phrase} ({reason})"));
    let mut lines = Vec::new();
    for (place, part) in wrap(&words, room).into_iter().enumerate() {
        let keys = if place == 0 { keys.as_str() } else { "" };
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
fn raw(state: &State, viewer: &Viewer, as_received: bool, columns: usize) -> Vec<Line> {
    let texts = &state.texts().viewer;
    let Some(snapshot) = snapshot(state, viewer) else {
        return vec![Line::of(texts.gone, Tone::Quiet)];
    };
    let reply = String::from_utf8_lossy(&snapshot.raw);
    let parsed = serde_json::from_str::<Value>(&reply)
        .ok()
        .and_then(|json| serde_json::to_string_pretty(&json).ok());
    let mut lines = Vec::new();
    if snapshot.record.repaired {
        lines.extend(
            wrap(texts.repaired, columns)
                .iter()
                .map(|line| Line::of(line, Tone::Warning)),
        );
        lines.push(Line::default());
    }
    let (shown, tone) = match parsed {
        Some(pretty) if !as_received => (pretty, Tone::Plain),
        _ => (reply.into_owned(), Tone::Plain),
    };
    let (shown, rest) = cut(&shown);
    for line in shown.lines() {
        lines.extend(
            wrap(&text::sanitize(line), columns)
                .iter()
                .map(|part| json_line(part, tone)),
        );
    }
    if !rest.is_empty() {
        lines.push(Line::of(&fill(texts.cut, &[&rest.len()]), Tone::Quiet));
    }
    lines
}

/// The part that is shown and the rest.
fn cut(reply: &str) -> (&str, &str) {
    let end = (0..=LONGEST_REPLY.min(reply.len()))
        .rev()
        .find(|end| reply.is_char_boundary(*end));
    reply.split_at(end.unwrap_or_default())
}

/// A key of indented JSON stands out from its value.
fn json_line(part: &str, tone: Tone) -> Line {
    match part.split_once("\": ") {
        Some((key, value)) if key.trim_start().starts_with('"') => {
            Line::of(&format!("{key}\":"), Tone::Accent).and(&format!(" {value}"), tone)
        }
        _ => Line::of(part, tone),
    }
}

fn changes(state: &State, viewer: &Viewer, columns: usize) -> Vec<Line> {
    let texts = &state.texts().viewer;
    let openid = viewer.row.as_ref().map_or("", |(openid, _)| openid.as_str());
    if let Some(known) = state
        .followers
        .person(openid)
        .filter(|_| state.screen == Screen::Followers)
    {
        return mirror_changes(state, known, columns);
    }
    let Some(person) = state.people.get(openid) else {
        return vec![Line::of(texts.loading, Tone::Quiet)];
    };
    let mut lines = vec![Line::of(&fill(texts.lookups, &[&person.snapshots.len()]), Tone::Quiet)];
    if person.changes.is_empty() {
        lines.push(Line::default());
        lines.push(Line::of(texts.no_changes, Tone::Plain));
    }
    let mut last = None;
    for change in &person.changes {
        if last != Some((change.at, change.source)) {
            last = Some((change.at, change.source));
            lines.push(Line::default());
            lines.push(change_title(state, change));
        }
        lines.extend(change_lines(change, columns));
    }
    lines
}

/// What syncs saw change about a follower.
fn mirror_changes(state: &State, known: &MirrorPerson, columns: usize) -> Vec<Line> {
    let texts = &state.texts().followers;
    if known.changes.is_empty() {
        return vec![Line::of(texts.no_changes, Tone::Plain)];
    }
    let mut lines = Vec::new();
    for change in &known.changes {
        let clock = person::clock(change.place.at, &state.setup.time_zone);
        lines.push(Line::of(&clock, Tone::Accent));
        let words = text::sanitize(&change_words(state, change));
        let parts = wrap(&words, columns.saturating_sub(2)).into_iter();
        lines.extend(parts.map(|part| Line::of(&format!("  {part}"), Tone::Plain)));
    }
    lines
}

fn change_title(state: &State, change: &Change) -> Line {
    let clock = person::clock(change.at, &state.setup.time_zone);
    let source = person::source_label(change.source, state.setup.lang);
    Line::of(&clock, Tone::Accent).and(&format!("  {source}"), Tone::Quiet)
}

fn change_lines(change: &Change, columns: usize) -> Vec<Line> {
    let words = format!("{} → {}", value_words(&change.from), value_words(&change.to));
    let indent = 20.min(columns / 2);
    let mut lines = Vec::new();
    for (place, part) in wrap(&text::sanitize(&words), columns.saturating_sub(indent))
        .iter()
        .enumerate()
    {
        let label = if place == 0 {
            format!("  {}", change.field)
        } else {
            String::new()
        };
        lines.push(Line::of(&text::pad_right(&label, indent), Tone::Quiet).and(part, Tone::Plain));
    }
    lines
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
