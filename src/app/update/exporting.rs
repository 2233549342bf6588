//! From a table to a file: the dialog, and what came of the work.

use std::sync::Arc;

use crate::app::columns::wanted;
use crate::app::field::Field;
use crate::app::overlay::{ExportForm, Overlay, Pending};
use crate::app::table::Key;
use crate::app::{Effect, Mood, Purpose, Screen, State};
use crate::job::{Export, ExportFormat, ExportRows, Exported, FollowersToExport, InputKind, Job, JobId, Lent};
use crate::locale::fill;
use crate::model::{Failure, Kind};
use crate::{person, text};

use super::charting;
use super::followers;
use super::recalling;

/// Opens the dialog; where rows are marked it offers those first.
pub fn open(state: &mut State) {
    let format = ExportFormat::default();
    if state.screen == Screen::Stats {
        return open_for_chart(state, format);
    }
    let (shown, marked) = counts(state);
    if shown + marked == 0 {
        return state.say(Mood::Plain, state.texts().why_not.no_answers);
    }
    let form = ExportForm {
        field: Field::holding(&default_name(state, "", format)),
        format,
        takes_marked: marked > 0,
        only_shown: false,
        shown,
        marked,
        chart: None,
    };
    state.overlays.push(Overlay::Export(form));
}

/// How many rows there are to write, and how many of them are marked.
fn counts(state: &State) -> (usize, usize) {
    if of_mirror(state) {
        let table = state.table();
        return (table.shown(), table.marked_count());
    }
    if state.screen == Screen::Followers {
        return followers::loaded_counts(state);
    }
    (count(state, false), count(state, true))
}

/// Whether the rows are the mirror's: they are read while they are written.
fn of_mirror(state: &State) -> bool {
    state.screen == Screen::Followers && state.followers.is_mirrored()
}

fn mirrored(state: &State, form: &ExportForm) -> ExportRows {
    let openid = |(openid, _): Key| openid;
    let openids = || state.table().marked_keys().into_iter().map(openid).collect();
    let followers = FollowersToExport {
        ask: followers::ask_of_list(state),
        openids: form.takes_marked.then(openids),
        count: if form.takes_marked { form.marked } else { form.shown },
    };
    ExportRows::Followers(followers.into())
}

fn open_for_chart(state: &mut State, format: ExportFormat) {
    let Some(sheet) = charting::sheet(state) else { return };
    let form = ExportForm {
        field: Field::holding(&default_name(state, state.stats.chart.file_word(), format)),
        format,
        takes_marked: false,
        only_shown: false,
        shown: sheet.rows.len(),
        marked: 0,
        chart: Some(state.stats.chart),
    };
    state.overlays.push(Overlay::Export(form));
}

/// How many rows have something to write; one that waits for its first answer has not.
fn count(state: &State, takes_marked: bool) -> usize {
    let table = state.table();
    let rows = if takes_marked { table.marks() } else { table.shown() };
    // While nothing is looked up every row has an answer, or why there is none.
    if state.jobs.working() == 0 && table.range().is_none() {
        return rows;
    }
    let lent = table.lend(takes_marked);
    (0..lent.len()).filter(|place| lent.has(*place)).count()
}

/// Account, what is written and the day: exports of several accounts and days lie side by side.
fn default_name(state: &State, what: &str, format: ExportFormat) -> String {
    let account = state.account_key().name;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let account: String = account.chars().filter(|c| fits(*c)).take(32).collect();
    let day = person::day(state.now, &state.setup.time_zone);
    let parts = ["fanscope", &account, what, &day]
        .into_iter()
        .filter(|part| !part.is_empty());
    format!("{}.{}", parts.collect::<Vec<_>>().join("-"), format.extension())
}

/// Goes through the formats; the file's ending follows, unless another one was typed.
pub fn change_format(state: &mut State, step: isize) {
    let Some(Overlay::Export(form)) = state.overlays.last_mut() else {
        return;
    };
    let all = ExportFormat::ALL;
    let place = all.iter().position(|format| *format == form.format).unwrap_or_default();
    let next = (place.cast_signed() + step).rem_euclid(all.len().cast_signed());
    let before = form.format.extension();
    form.format = all[next.cast_unsigned()];
    let base = form
        .field
        .text()
        .strip_suffix(before)
        .filter(|stem| stem.ends_with('.'));
    if let Some(base) = base {
        form.field = Field::holding(&format!("{base}{}", form.format.extension()));
    }
}

/// Filtered rows, marked rows.
pub fn change_rows(state: &mut State) {
    if let Some(Overlay::Export(form)) = state.overlays.last_mut() {
        form.takes_marked = !form.takes_marked;
    }
}

/// All fields, or those of the columns shown.
pub fn change_columns(state: &mut State) {
    if let Some(Overlay::Export(form)) = state.overlays.last_mut() {
        form.only_shown = !form.only_shown;
    }
}

/// Hands the rows over as they are now.
pub fn write(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Overlay::Export(form)) = state.overlays.last() else {
        return;
    };
    let target = form.field.text().trim().to_owned();
    if target.is_empty() {
        return state.say(Mood::Plain, state.texts().why_not.no_file_name);
    }
    let form = form.clone();
    let people = || {
        let rows = match state.screen {
            Screen::Followers => followers::lend_loaded(state, form.takes_marked),
            _ => state.table().lend(form.takes_marked),
        };
        ExportRows::People(Arc::new(rows))
    };
    let rows = match form.chart {
        Some(_) => charting::sheet(state).map(|sheet| ExportRows::Chart(sheet.into())),
        None if of_mirror(state) => Some(mirrored(state, &form)),
        None => Some(people()),
    };
    let Some(rows) = rows.filter(|rows| !rows.is_empty()) else {
        return state.say(Mood::Plain, state.texts().why_not.no_answers);
    };
    let export = Export {
        target,
        format: form.format,
        rows,
        fields: form.only_shown.then(|| shown_fields(state)),
        lang: state.setup.lang,
        overwrite: false,
    };
    recalling::keep(state, InputKind::Export, &export.target, effects);
    state.overlays.pop();
    start(state, Pending { form, export }, effects);
}

/// The record's fields behind the columns shown.
fn shown_fields(state: &State) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for name in wanted(state).iter().flat_map(|wanted| wanted.column.fields()) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    names
}

/// The same again, now that the operator knows of the file.
pub fn overwrite(state: &mut State, mut pending: Pending, effects: &mut Vec<Effect>) {
    pending.export.overwrite = true;
    start(state, pending, effects);
}

fn start(state: &mut State, pending: Pending, effects: &mut Vec<Effect>) {
    let job = state.jobs.start(Purpose::Export);
    effects.push(Effect::Submit(job, Job::Export(pending.export.clone())));
    state.exports.insert(job, pending);
}

/// Says what came of it; where something is to be mended the dialog returns.
pub fn on_exported(state: &mut State, job: JobId, answer: Exported) {
    let Some(pending) = state.exports.remove(&job) else {
        return;
    };
    let notes = &state.texts().notes;
    let target = &pending.export.target;
    let trouble = match answer {
        Exported::Written { path, rows } => {
            let rows = text::grouped(u64::try_from(rows).unwrap_or(u64::MAX));
            return state.say(Mood::Good, fill(notes.exported, &[&rows, &path]));
        }
        Exported::Exists => return state.overlays.push(Overlay::Overwrite(pending)),
        Exported::NoFolder { folder } => fill(notes.export_no_folder, &[&folder]),
        Exported::IsFolder => fill(notes.export_is_folder, &[target]),
        Exported::NotAFile => fill(notes.export_not_a_file, &[target]),
        Exported::Refused { reason } => fill(notes.export_refused, &[target, &reason]),
    };
    state.say(Mood::Bad, trouble);
    if state.overlays.is_empty() {
        state.overlays.push(Overlay::Export(pending.form));
    }
}

/// The job is over; gives back a failure that is still to be told.
pub fn end(state: &mut State, job: JobId, result: Result<(), Failure>) -> Option<Failure> {
    state.exports.remove(&job);
    match result {
        Ok(()) => None,
        Err(failure) if failure.kind == Kind::Cancelled => {
            state.say(Mood::Plain, state.texts().notes.export_cancelled);
            None
        }
        Err(failure) => Some(failure),
    }
}
