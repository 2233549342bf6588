//! The export dialog.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::columns::wanted;
use crate::app::line::{Line, Tone};
use crate::app::overlay::{ExportForm, place};
use crate::app::stats::layout::name;
use crate::app::{Action, Context, State, why_not};
use crate::job::ExportFormat;
use crate::locale::fill;
use crate::text;

use super::overlay::typed;
use super::paint;
use super::theme::Theme;

/// Which rows, which format, which file; the cursor stands in the file's name.
pub fn draw(state: &State, form: &ExportForm, frame: &mut Frame<'_>, theme: Theme) {
    let area = place::area(state);
    let dialog = &state.texts().dialog;
    let inner = paint::window(frame.buffer_mut(), area, dialog.export, theme);
    let fields = state.texts().lists.export_columns;
    let labels = [dialog.export_rows, dialog.export_format, fields, dialog.export_file];
    let width = labels.map(text::width).into_iter().max().unwrap_or(0);
    let format = format!("‹ {} ›", format_name(state, form.format));
    let values = [
        (rows(state, form), keys(state, &[Action::ExportRows])),
        (format, keys(state, &[Action::PreviousFormat, Action::NextFormat])),
        (columns(state, form), keys(state, &[Action::ExportColumns])),
    ];
    let mut lines = inner.rows();
    for (label, (value, keys)) in labels.iter().zip(values) {
        let Some(row) = lines.next() else { return };
        let line = Line::of(&text::pad_right(label, width + 2), Tone::Quiet)
            .and(&value, Tone::Plain)
            .and("  ", Tone::Plain)
            .and(&keys, Tone::Accent);
        paint::line(frame.buffer_mut(), row, &line, theme);
    }
    let Some(row) = lines.next() else { return };
    let used = paint::text(
        frame.buffer_mut(),
        row,
        &text::pad_right(dialog.export_file, width + 2),
        theme.quiet(),
    );
    let field = paint::skip(row, used);
    let field = Rect {
        width: field.width.min(row.width),
        ..field
    };
    typed(&form.field, field, false, true, frame, theme);
}

/// All fields, or those of the columns shown.
fn columns(state: &State, form: &ExportForm) -> String {
    let lists = &state.texts().lists;
    if form.chart.is_some() {
        return lists.all_fields.to_owned();
    }
    let words = if form.only_shown {
        fill(lists.shown_columns, &[&wanted(state).len()])
    } else {
        lists.all_fields.to_owned()
    };
    format!("‹ {words} ›")
}

/// The keys that change a line, where they do anything.
fn keys(state: &State, actions: &[Action]) -> String {
    let useful = actions.iter().filter(|action| why_not(state, **action).is_none());
    let shown = useful.filter_map(|action| state.keymap.shown(*action, Context::Export).into_iter().next());
    shown.collect::<Vec<_>>().join(" ")
}

/// The rows to be written; with arrows where there is a choice.
fn rows(state: &State, form: &ExportForm) -> String {
    let dialog = &state.texts().dialog;
    let grouped = |count: usize| text::grouped(u64::try_from(count).unwrap_or(u64::MAX));
    if let Some(chart) = form.chart {
        return format!("{} · {}", name(state, chart), grouped(form.shown));
    }
    let words = if form.takes_marked {
        fill(dialog.export_marked, &[&grouped(form.marked)])
    } else if state.table().filter.is_active() {
        fill(dialog.export_filtered, &[&grouped(form.shown)])
    } else {
        fill(dialog.export_all, &[&grouped(form.shown)])
    };
    if form.marked > 0 {
        format!("‹ {words} ›")
    } else {
        words
    }
}

fn format_name(state: &State, format: ExportFormat) -> &'static str {
    let dialog = &state.texts().dialog;
    match format {
        ExportFormat::CsvForExcel => dialog.csv_for_excel,
        ExportFormat::Csv => dialog.csv,
        ExportFormat::JsonLines => dialog.json_lines,
        ExportFormat::Xlsx => dialog.xlsx,
    }
}
