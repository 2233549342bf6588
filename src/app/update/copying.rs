use crossterm::event::{KeyCode, KeyEvent};

use crate::app::columns::{Column, placement, words};
use crate::app::overlay::{Choice, MarkedAs, Menu, MenuEntry, MenuKind, Overlay};
use crate::app::table::Row;
use crate::app::{Action, Effect, Mood, Screen, State, detail};
use crate::export;
use crate::locale::fill;
use crate::model::Snapshot;
use crate::text::grouped;

use super::{charting, columns, followers, looking_up, theming};

/// Offers everything of the selected row that can be copied.
pub fn open_menu(state: &mut State) {
    let entries = if state.screen == Screen::Stats {
        charting::copyable(state)
    } else if state.means_marked() {
        marked_entries(state)
    } else {
        entries(state)
    };
    state.overlays.push(Menu::overlay(MenuKind::Copy, entries, 0));
}

/// Offers the accounts of the configuration.
pub fn open_accounts(state: &mut State) {
    let entry = |account: &crate::app::AccountChoice| MenuEntry {
        letter: None,
        label: account.label.clone(),
        value: account.name.clone(),
        choice: Choice::Account(account.name.clone()),
    };
    let entries: Vec<MenuEntry> = state.setup.accounts.iter().map(entry).collect();
    let current = state.account_key().name;
    let cursor = state.setup.accounts.iter().position(|account| account.name == current);
    let menu = Menu::overlay(MenuKind::Account, entries, cursor.unwrap_or_default());
    state.overlays.push(menu);
}

/// Carries the selected entry out.
pub fn choose(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Overlay::Menu(menu)) = state.overlays.pop() else {
        return;
    };
    let Some(entry) = menu.entries.into_selected() else {
        return;
    };
    match entry.choice {
        Choice::Copy(text) => effects.push(Effect::Copy {
            text,
            what: entry.label,
        }),
        Choice::Marked(form) => {
            let what = format!("{} · {}", entry.label, entry.value);
            copy_marked(state, form, what, effects);
        }
        Choice::Sort(sort) => columns::sort(state, sort),
        Choice::Person(openid) => followers::go_to_person(state, &openid, effects),
        Choice::Changed => followers::list_changed(state, effects),
        Choice::Theme(theme) => theming::choose(state, theme),
        Choice::Account(name) => looking_up::switch_account(state, &name, effects),
    }
}

/// A letter of the menu chooses its entry at once.
pub fn choose_by_letter(state: &mut State, key: &KeyEvent, effects: &mut Vec<Effect>) {
    let KeyCode::Char(letter) = key.code else { return };
    let Some(Overlay::Menu(menu)) = state.overlays.last_mut() else {
        return;
    };
    let found = menu.entries.all.iter().position(|entry| entry.letter == Some(letter));
    if let Some(place) = found {
        menu.entries.cursor = place;
        choose(state, effects);
    }
}

fn entries(state: &State) -> Vec<MenuEntry> {
    let Some(row) = state.selected() else { return Vec::new() };
    let copy = &state.texts().copy;
    let snapshot = row.snapshot.as_ref().or(row.earlier.as_deref());
    let unionid = snapshot.and_then(|found| found.record.profile.unionid.clone());
    let wholes = [
        Some(entry('i', "openid", row.openid.clone())),
        unionid
            .filter(|unionid| !unionid.is_empty())
            .map(|unionid| entry('u', "unionid", unionid)),
        snapshot.map(|found| entry('r', copy.row, tabbed(found))),
        snapshot.map(|found| entry('s', copy.json, record_json(found))),
        snapshot
            .filter(|found| !found.raw.is_empty())
            .map(|found| entry('o', copy.raw, String::from_utf8_lossy(&found.raw).into_owned())),
    ];
    let fields = detail::copyable(state).into_iter().map(|(label, value)| MenuEntry {
        letter: None,
        label,
        value: value.clone(),
        choice: Choice::Copy(value),
    });
    wholes.into_iter().flatten().chain(fields).collect()
}

fn marked_entries(state: &State) -> Vec<MenuEntry> {
    let copy = &state.texts().copy;
    let table = state.table();
    let count = table.marked_count();
    let entry = |letter, label: &str, form| MenuEntry {
        letter: Some(letter),
        label: label.to_owned(),
        value: fill(copy.count, &[&count]),
        choice: Choice::Marked(form),
    };
    let wholes = [
        entry('i', copy.openids, MarkedAs::Openids),
        entry('r', copy.rows, MarkedAs::Rows),
        entry('s', copy.json_array, MarkedAs::Json),
    ];
    let shown = placement(state).unwrap_or_default().placed;
    let others = shown
        .iter()
        .map(|placed| placed.column)
        .filter(|column| *column != Column::Openid);
    let column_entry = |column: Column| MenuEntry {
        letter: None,
        label: fill(state.texts().lists.column_of_rows, &[&column.label(state.texts())]),
        value: fill(copy.count, &[&count]),
        choice: Choice::Marked(MarkedAs::Column(column)),
    };
    wholes.into_iter().chain(others.map(column_entry)).collect()
}

/// Openids are known of all marked rows, the rest only of those in memory: a part is not copied for the whole.
fn copy_marked(state: &mut State, form: MarkedAs, what: String, effects: &mut Vec<Effect>) {
    let keys = state.table().marked_keys();
    let rows = state.table().marked();
    let text = match form {
        MarkedAs::Openids => keys
            .into_iter()
            .map(|(openid, _)| openid)
            .collect::<Vec<_>>()
            .join("\n"),
        MarkedAs::Rows | MarkedAs::Json | MarkedAs::Column(_) if rows.len() < keys.len() => {
            let (missing, all) = (keys.len() - rows.len(), keys.len());
            return say_missing(state, missing, all);
        }
        MarkedAs::Rows => lines(&rows, |row| {
            newest(row).map_or_else(|| row.openid.clone(), |found| tabbed(&found))
        }),
        MarkedAs::Column(column) => lines(&rows, |row| one_line(&words(state, row, column).unwrap_or_default())),
        MarkedAs::Json => {
            let records = rows.iter().filter_map(|row| newest(row));
            let records: Vec<String> = records.map(|found| record_json(&found)).collect();
            format!("[{}]", records.join(",\n"))
        }
    };
    effects.push(Effect::Copy { text, what });
}

/// An export reads the mirror and so has them all; without a mirror only openids are at hand.
fn say_missing(state: &mut State, missing: usize, all: usize) {
    let copy = &state.texts().copy;
    let (missing, all) = (grouped(missing as u64), grouped(all as u64));
    let words = if state.followers.is_mirrored() {
        let key = state.keymap.all(Action::Export).first().map(ToString::to_string);
        fill(copy.not_loaded, &[&missing, &all, &key.unwrap_or_default()])
    } else {
        fill(copy.not_listed, &[&missing, &all])
    };
    state.say(Mood::Warning, words);
}

fn lines(rows: &[&Row], line: impl Fn(&Row) -> String) -> String {
    let lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    lines.join("\n")
}

/// Rows without any answer have an openid only.
fn newest(row: &Row) -> Option<Snapshot> {
    row.snapshot.clone().or_else(|| row.earlier.as_deref().cloned())
}

fn entry(letter: char, label: &str, text: String) -> MenuEntry {
    MenuEntry {
        letter: Some(letter),
        label: label.to_owned(),
        value: text.clone(),
        choice: Choice::Copy(text),
    }
}

fn record_json(snapshot: &Snapshot) -> String {
    export::to_json(&snapshot.record).to_string()
}

/// What a spreadsheet takes for one cell.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\r', '\n'], " ")
}

/// The record's scalar fields with tabs between them, ready for a spreadsheet.
fn tabbed(snapshot: &Snapshot) -> String {
    let record = export::to_json(&snapshot.record);
    let cell = |name: &str| match &record[name] {
        serde_json::Value::String(text) => one_line(text),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    let names = [
        "openid",
        "status",
        "subscribed_at",
        "subscribe_scene_label",
        "qr_scene",
        "qr_scene_str",
        "qr_label",
        "remark",
        "nickname",
        "unionid",
    ];
    names.map(cell).join("\t")
}
