//! What stands beside the list of the Followers screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::followers::SidebarEntry;
use crate::app::layout::Pane;
use crate::app::layout::centred;
use crate::app::line::{Line, Tone};
use crate::app::overlay::{Prompt, PromptKind, Question};
use crate::app::{Focus, State, followers};
use crate::locale::fill;
use crate::model::SyncNeed;
use crate::text;

use super::overlay::{question_box, typed};
use super::paint;
use super::theme::Theme;

/// How complete the list is.
pub fn status(state: &State, area: Rect, frame: &mut Frame<'_>, theme: Theme) {
    let line = followers::status(state);
    paint::line(frame.buffer_mut(), paint::skip(area, 1), &line, theme);
}

/// The parts to choose from.
pub fn sidebar(state: &State, pane: Pane, is_roomy: bool, frame: &mut Frame<'_>, theme: Theme) {
    let has_focus = state.is_at(Focus::Sidebar);
    let sidebar = &state.followers.sidebar;
    let buffer = frame.buffer_mut();
    paint::pane(buffer, pane, is_roomy, state.texts().followers.parts, has_focus, theme);
    let entries = sidebar.entries.iter().enumerate().skip(sidebar.offset);
    for (row, (place, entry)) in pane.inner.rows().zip(entries) {
        let is_chosen = entry.part == sidebar.chosen;
        let line = entry_line(state, entry, is_chosen, usize::from(row.width));
        paint::line(buffer, row, &line, theme);
        if place == sidebar.cursor && has_focus {
            buffer.set_style(row, theme.selected(true));
        }
    }
    if is_roomy {
        let shown = usize::from(pane.inner.height);
        paint::scrollbar(buffer, pane.outer, sidebar.entries.len(), sidebar.offset, shown, theme);
    }
}

/// A name on the left, its count on the right.
fn entry_line(state: &State, entry: &SidebarEntry, is_chosen: bool, columns: usize) -> Line {
    let count = entry.count.map(text::grouped).unwrap_or_default();
    let room = columns.saturating_sub(3 + text::width(&count) + 1);
    let name = text::truncate(&text::sanitize(&followers::part_name(state, entry)), room);
    let (mark, tone) = if is_chosen {
        ("▸ ", Tone::Strong)
    } else {
        ("  ", Tone::Plain)
    };
    Line::of(mark, Tone::Accent)
        .and(&text::pad_right(&name, room + 1), tone)
        .and(&count, Tone::Quiet)
}

/// Something to be said yes to.
pub fn question(state: &State, question: &Question, frame: &mut Frame<'_>, theme: Theme) {
    let texts = &state.texts().followers;
    let (title, words) = match question {
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
        Question::DropNote => (
            state.texts().jotting.drop_title,
            state.texts().jotting.drop_question.to_owned(),
        ),
    };
    question_box(state, title, &words, None, frame, theme);
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

/// A line to be typed.
pub fn prompt(state: &State, prompt: &Prompt, frame: &mut Frame<'_>, theme: Theme) {
    let texts = &state.texts().followers;
    let title = match prompt.kind {
        PromptKind::SaveView => texts.save_title,
        PromptKind::GoTo => texts.goto_title,
    };
    let size = state.setup.size;
    let area = centred(size, (size.0.min(64), 3));
    let inner = paint::window(frame.buffer_mut(), area, title, theme);
    typed(&prompt.field, inner, false, true, frame, theme);
}

/// How far the sync is.
pub fn progress(state: &State, frame: &mut Frame<'_>, theme: Theme) {
    let size = state.setup.size;
    let width = size.0.min(64);
    let lines = followers::progress_lines(state, usize::from(width).saturating_sub(4));
    let height = u16::try_from(lines.len()).unwrap_or(size.1).saturating_add(2);
    let area = centred(size, (width, height));
    let inner = paint::window(frame.buffer_mut(), area, state.texts().followers.sync, theme);
    paint::lines(frame.buffer_mut(), inner, lines.iter(), theme);
}
