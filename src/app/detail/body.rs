//! The detail as lines of text, with the places of what can be folded and opened.

use ratatui::layout::Rect;

use super::{Shown, Subject, groups, notices, subject};
use crate::app::line::{Line, Tone, wrap};
use crate::app::state::{Screen, State};
use crate::app::{Action, Depth, pictures, tag_chips};
use crate::locale::fill;
use crate::text;

/// Columns of the labels, with a space before them and one behind: the fields' own all fit.
const LABELS: usize = 12;
/// Columns of the labels where there is little room.
const FEWEST_LABELS: usize = 10;
/// Columns of an openid.
const OPENID: usize = 28;
/// From this height on an empty line parts the groups.
const AIRY: u16 = 16;

/// The title of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The line it stands in.
    pub line: usize,
    /// Its words, by which it is remembered.
    pub title: &'static str,
}

/// An address that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The line it stands in.
    pub line: usize,
    /// First column.
    pub column: u16,
    /// Columns it takes.
    pub width: u16,
    /// The whole address, also where the line shows a part of it.
    pub address: String,
}

/// The detail of one person.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// All lines.
    pub lines: Vec<Line>,
    /// Titles of the groups, from top to bottom.
    pub headings: Vec<Heading>,
    /// Addresses.
    pub links: Vec<Link>,
    /// First line of the picture, where one is shown.
    pub picture: Option<usize>,
}

impl Body {
    /// Begins a group; whether what is in it is to be shown.
    fn open(&mut self, state: &State, title: &'static str, fields: usize, is_airy: bool) -> bool {
        let view = &state.detail_view;
        let is_closed = view.is_closed(title);
        let is_after_closed = self.headings.last().is_some_and(|above| view.is_closed(above.title));
        // Folded groups stand below each other like a table of contents.
        if is_airy && !self.lines.is_empty() && !(is_closed && is_after_closed) {
            self.lines.push(Line::default());
        }
        self.headings.push(Heading {
            line: self.lines.len(),
            title,
        });
        let mark = if is_closed { "▸ " } else { "▾ " };
        let line = Line::of(mark, Tone::Quiet).and(title, Tone::Accent);
        self.lines.push(if is_closed && fields > 0 {
            line.and(&format!(" · {fields}"), Tone::Quiet)
        } else {
            line
        });
        !is_closed
    }

    fn push(&mut self, field: &Shown, columns: usize, has_colours: bool) {
        let first = self.lines.len();
        if field.chips.is_empty() {
            self.lines.extend(field_lines(field, columns));
        } else {
            self.lines.extend(chip_lines(field, columns, has_colours));
        }
        let Some(address) = &field.link else { return };
        for (line, content) in self.lines.iter().enumerate().skip(first) {
            let words = content.spans.iter().find(|span| span.tone == Tone::Link);
            let Some(width) = words.and_then(|span| u16::try_from(text::width(&span.text)).ok()) else {
                continue;
            };
            self.links.push(Link {
                line,
                column: u16::try_from(label_columns(columns)).unwrap_or_default(),
                width,
                address: address.clone(),
            });
        }
    }
}

/// The detail of the selected row for a pane of this size.
pub fn body(state: &State, inner: Rect) -> Body {
    let columns = usize::from(inner.width).saturating_sub(2);
    let is_airy = inner.height >= AIRY;
    let has_colours = state.setup.looks.depth > Depth::Mono;
    let mut body = Body::default();
    let Some(row) = state.selected() else { return body };
    let subject = subject(state, row);
    body.lines = notices(state, &subject, columns);
    let picture = pictures::placeholder(state, inner);
    if !picture.is_empty() {
        body.picture = Some(body.lines.len());
        body.lines.extend(picture);
    }
    for (title, fields) in groups(state, &subject) {
        if body.open(state, title, fields.len(), is_airy) {
            for field in &fields {
                body.push(field, columns, has_colours);
            }
        }
    }
    if body.open(state, state.texts().detail.raw, 0, is_airy) {
        body.lines.extend(raw_hint(state, &subject, columns));
    }
    body
}

fn raw_hint(state: &State, subject: &Subject<'_>, columns: usize) -> Vec<Line> {
    let texts = &state.texts().detail;
    let is_of_mirror = state.screen == Screen::Followers && state.followers.is_mirrored();
    // The key shows the reply of a lookup where there was one.
    let looked_up = || state.results.get(&subject.row.key())?.snapshot.as_ref();
    let answer = if is_of_mirror { looked_up() } else { subject.main };
    let bytes = answer.map_or(0, |found| found.raw.len());
    let key = state.keymap.all(Action::Raw).first().map(ToString::to_string);
    let words = match (bytes, key) {
        (0, Some(key)) if is_of_mirror => fill(texts.no_raw_in_mirror, &[&key]),
        (0, _) => texts.no_raw.to_owned(),
        (_, Some(key)) => fill(texts.raw_hint, &[&bytes, &key]),
        (_, None) => fill(texts.raw_size, &[&bytes]),
    };
    wrap(&words, columns.saturating_sub(2))
        .iter()
        .map(|part| Line::of(&format!(" {part}"), Tone::Quiet))
        .collect()
}

/// Columns that labels take: so few that an openid stays in one line, where that is possible.
fn label_columns(columns: usize) -> usize {
    columns.saturating_sub(OPENID).clamp(FEWEST_LABELS, LABELS)
}

fn label(field: &Shown, columns: usize) -> Line {
    let labels = label_columns(columns);
    let label = format!(" {}", text::sanitize(&field.label));
    Line::of(
        &text::pad_right(&text::truncate(&label, labels - 1), labels),
        Tone::Quiet,
    )
}

fn indent(columns: usize) -> Line {
    Line::of(&text::pad_right("", label_columns(columns)), Tone::Quiet)
}

fn field_lines(field: &Shown, columns: usize) -> Vec<Line> {
    let room = columns.saturating_sub(label_columns(columns));
    let mark = field.source.map(|source| format!("  · {source}")).unwrap_or_default();
    // Only the operator's own text breaks lines; a line break in a remote one is shown as what it is.
    let parts: Vec<String> = if field.wire == "note" {
        let lines = field.value.words().split('\n');
        lines.flat_map(|line| wrap(&text::sanitize(line), room)).collect()
    } else {
        wrap(&text::sanitize(field.value.words()), room)
    };
    let tone = if field.link.is_some() { Tone::Link } else { field.tone };
    let mark_fits = |part: &String| text::width(part) + text::width(&mark) <= room;
    let last = parts.len() - 1;
    let mut lines = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let start = if place == 0 {
            label(field, columns)
        } else {
            indent(columns)
        };
        let mut line = start.and(part, tone);
        if place == last && mark_fits(part) {
            line = line.and(&mark, Tone::Quiet);
        }
        lines.push(line);
    }
    if !mark.is_empty() && !parts.last().is_some_and(mark_fits) {
        lines.push(indent(columns).and(mark.trim_start(), Tone::Quiet));
    }
    lines
}

/// Tags beside each other, each in its colour, or in brackets where there are none; its number follows where it has a
/// name.
fn chip_lines(field: &Shown, columns: usize, has_colours: bool) -> Vec<Line> {
    let room = columns.saturating_sub(label_columns(columns));
    let mut lines = Vec::new();
    let mut line = label(field, columns);
    let mut used = 0;
    for (number, name) in &field.chips {
        let code = format!("#{number}");
        let named = name != &code;
        let code = if named { format!(" {code}") } else { String::new() };
        let chip = tag_chips::chip(name, room.saturating_sub(text::width(&code)), has_colours);
        let wide = text::width(&chip) + text::width(&code);
        if used > 0 && used + 2 + wide > room {
            lines.push(std::mem::replace(&mut line, indent(columns)));
            used = 0;
        }
        if used > 0 {
            line = line.and("  ", Tone::Plain);
            used += 2;
        }
        line = line.and(&chip, Tone::Chip(*number)).and(&code, Tone::Quiet);
        used += wide;
    }
    let mark = field.source.map(|source| format!("  · {source}")).unwrap_or_default();
    if used + text::width(&mark) <= room {
        line = line.and(&mark, Tone::Quiet);
    }
    lines.push(line);
    lines
}
