//! What the pages of the first run say.

use std::ops::Range;

use crate::app::line::{Line, Tone, wrap};
use crate::app::state::State;
use crate::app::{Action, Context};
use crate::job::Checked;
use crate::locale::{WelcomeTexts, fill};
use crate::model::Verdict;
use crate::text;

use super::{FirstRun, Offer, Page, Trial, Way, label_width};

/// A page laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Lines of each entry of its list.
    pub entries: Vec<Range<usize>>,
    /// The line that holds its field.
    pub field: Option<usize>,
}

impl Body {
    fn text(&mut self, words: &str, tone: Tone, columns: usize) {
        self.lines.extend(
            wrap(&text::sanitize(words), columns)
                .iter()
                .map(|line| Line::of(line, tone)),
        );
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// An entry: number, label, and what it means, beside it or below where there is no room.
    fn entry(&mut self, label: &str, about: &str, widest: usize, columns: usize) {
        let start = self.lines.len();
        let number = format!(" {}  ", self.entries.len() + 1);
        let indent = text::width(&number) + widest + 2;
        let room = columns.saturating_sub(indent);
        let head = Line::of(&number, Tone::Accent);
        if text::width(about) <= room {
            let label = text::pad_right(label, widest + 2);
            self.lines.push(head.and(&label, Tone::Strong).and(about, Tone::Quiet));
        } else {
            self.lines.push(head.and(label, Tone::Strong));
            let indent = " ".repeat(text::width(&number));
            let parts = wrap(&text::sanitize(about), columns.saturating_sub(indent.len()));
            let below = parts
                .iter()
                .map(|part| Line::of(&indent, Tone::Plain).and(part, Tone::Quiet));
            self.lines.extend(below);
        }
        self.entries.push(start..self.lines.len());
    }
}

/// The page that is shown, for so many columns.
pub fn body(state: &State, first: &FirstRun, columns: usize) -> Body {
    let texts = &state.texts().welcome;
    let mut body = Body::default();
    match first.page {
        Page::Welcome => welcome(state, first, columns, &mut body),
        Page::AppId => question(texts.ask_app_id, texts.app_id_help, columns, &mut body),
        Page::Ways => ways(state, texts, columns, &mut body),
        Page::Place => {
            let (ask, help) = match first.chosen_way() {
                Way::Variable => (texts.ask_variable, texts.variable_help),
                Way::Command => (texts.ask_command, texts.command_help),
                Way::File => (texts.ask_file, texts.file_help),
                Way::Typed => (texts.ask_secret, texts.secret_help),
            };
            question(ask, help, columns, &mut body);
        }
        Page::Check => check(state, first, columns, &mut body),
    }
    body
}

fn welcome(state: &State, first: &FirstRun, columns: usize, body: &mut Body) {
    let texts = &state.texts().welcome;
    // On a small screen what can be done comes first.
    let is_roomy = state.setup.size.1 >= 20;
    if is_roomy {
        body.text(texts.about, Tone::Plain, columns);
        body.blank();
    }
    let offers = Offer::ALL.map(|offer| match offer {
        Offer::Demo => (texts.demo, texts.demo_about),
        Offer::Account => (texts.account, texts.account_about),
        Offer::Sample => (texts.sample, first.config_file.as_str()),
        Offer::Quit => (texts.quit, ""),
    });
    let widest = label_width(&offers.map(|(label, _)| label));
    for (label, about) in offers {
        body.entry(label, brief(state, about), widest, columns);
    }
    body.blank();
    body.text(texts.promises, Tone::Accent, columns);
    for (mark, tone, words) in [
        ("✓", Tone::Good, texts.does_read),
        ("✓", Tone::Good, texts.does_token),
        ("✓", Tone::Good, texts.does_store),
        ("✗", Tone::Bad, texts.never_token),
        ("✗", Tone::Bad, texts.never_write),
        ("✗", Tone::Bad, texts.never_secret),
    ] {
        promise(mark, tone, words, columns, body);
    }
    if !is_roomy {
        body.blank();
        body.text(texts.about, Tone::Quiet, columns);
    }
}

/// On a small screen all entries are seen at once, without what they mean.
fn brief<'a>(state: &State, about: &'a str) -> &'a str {
    if state.setup.size.1 >= 16 { about } else { "" }
}

fn promise(mark: &str, tone: Tone, words: &str, columns: usize, body: &mut Body) {
    for (place, part) in wrap(words, columns.saturating_sub(3)).iter().enumerate() {
        let mark = if place == 0 { mark } else { "" };
        body.lines
            .push(Line::of(&text::pad_right(&format!(" {mark}"), 3), tone).and(part, Tone::Plain));
    }
}

fn question(ask: &str, help: &str, columns: usize, body: &mut Body) {
    body.text(ask, Tone::Strong, columns);
    body.field = Some(body.lines.len());
    body.blank();
    body.blank();
    body.text(help, Tone::Quiet, columns);
}

fn ways(state: &State, texts: &WelcomeTexts, columns: usize, body: &mut Body) {
    body.text(texts.ask_way, Tone::Strong, columns);
    let ways = Way::ALL.map(|way| match way {
        Way::Variable => (texts.by_variable, texts.variable_about),
        Way::Command => (texts.by_command, texts.command_about),
        Way::File => (texts.by_file, texts.file_about),
        Way::Typed => (texts.by_typing, texts.typing_about),
    });
    let widest = label_width(&ways.map(|(label, _)| label));
    for (label, about) in ways {
        body.entry(label, brief(state, about), widest, columns);
    }
}

fn check(state: &State, first: &FirstRun, columns: usize, body: &mut Body) {
    let texts = &state.texts().welcome;
    let names: Vec<&str> = first.steps.iter().map(|step| step.name).collect();
    let widest = label_width(&names);
    for step in &first.steps {
        step_lines(step, widest, columns, body);
    }
    if !first.steps.is_empty() {
        body.blank();
    }
    let key = |action| {
        let shown = state.keymap.shown(action, Context::SetUpCheck).into_iter().next();
        shown.unwrap_or_default()
    };
    let (words, tone) = match first.trial {
        Trial::Running(_) => (texts.check_runs.to_owned(), Tone::Quiet),
        Trial::Ended if first.is_good() => {
            let file = &first.config_file;
            (fill(texts.check_good, &[&key(Action::SaveSetUp), file]), Tone::Good)
        }
        Trial::Ended => {
            let keys = [Action::CheckAgain, Action::Leave, Action::SaveSetUp].map(key);
            let words = fill(texts.check_bad, &[&keys[0], &keys[1], &keys[2]]);
            (words, Tone::Warning)
        }
        Trial::Idle => {
            let words = fill(texts.check_cancelled, &[&key(Action::CheckAgain), &key(Action::Leave)]);
            (words, Tone::Warning)
        }
    };
    body.text(&words, tone, columns);
}

fn step_lines(step: &Checked, widest: usize, columns: usize, body: &mut Body) {
    let (mark, tone) = match step.verdict {
        Verdict::Ok => ("✓", Tone::Good),
        Verdict::Warn => ("!", Tone::Warning),
        Verdict::Fail => ("✗", Tone::Bad),
        Verdict::Skipped => ("–", Tone::Quiet),
    };
    let said = if step.verdict == Verdict::Skipped {
        Tone::Quiet
    } else {
        Tone::Plain
    };
    let indent = widest + 5;
    let room = columns.saturating_sub(indent);
    let parts = step.lines.iter().flat_map(|line| wrap(&text::sanitize(line), room));
    for (place, part) in parts.enumerate() {
        let (mark, name) = if place == 0 { (mark, step.name) } else { ("", "") };
        let line = Line::of(&text::pad_right(mark, 3), tone)
            .and(&text::pad_right(name, widest + 2), Tone::Strong)
            .and(&part, said);
        body.lines.push(line);
    }
}
