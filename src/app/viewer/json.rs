//! JSON as indented, coloured lines whose objects and arrays fold.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app::line::{Line, Tone, wrap};
use crate::text;

/// Columns of one step of indentation.
const STEP: usize = 2;

/// Where an object or array begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The line.
    pub line: usize,
    /// Its number in the whole reply, whatever is folded.
    pub number: usize,
}

/// A reply as lines.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// All lines.
    pub lines: Vec<Line>,
    /// Objects and arrays that are not empty and not within a folded one, from top to bottom.
    pub folds: Vec<Fold>,
}

/// Lays a value out; `closed` holds the numbers of what is folded.
pub fn tree(value: &Value, closed: &BTreeSet<usize>, columns: usize) -> Tree {
    let mut layout = Layout {
        tree: Tree::default(),
        closed,
        columns,
        number: 0,
    };
    layout.value(None, value, 0, "");
    layout.tree
}

struct Layout<'a> {
    tree: Tree,
    closed: &'a BTreeSet<usize>,
    columns: usize,
    number: usize,
}

impl Layout<'_> {
    fn value(&mut self, name: Option<&str>, value: &Value, depth: usize, comma: &str) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                let inner = fields.iter().map(|(name, value)| (Some(name.as_str()), value));
                self.container(name, inner, ("{", "}"), depth, comma);
            }
            Value::Array(items) if !items.is_empty() => {
                self.container(name, items.iter().map(|value| (None, value)), ("[", "]"), depth, comma);
            }
            other => self.scalar(name, other, depth, comma),
        }
    }

    fn container<'v>(
        &mut self,
        name: Option<&str>,
        inner: impl ExactSizeIterator<Item = (Option<&'v str>, &'v Value)>,
        brackets: (&str, &str),
        depth: usize,
        comma: &str,
    ) {
        let number = self.number;
        self.number += 1;
        self.tree.folds.push(Fold {
            line: self.tree.lines.len(),
            number,
        });
        let is_closed = self.closed.contains(&number);
        let mark = if is_closed { "▸ " } else { "▾ " };
        let start = Line::of(&" ".repeat(depth * STEP), Tone::Plain).and(mark, Tone::Quiet);
        let start = with_name(start, name).and(brackets.0, Tone::Plain);
        let count = inner.len();
        if is_closed {
            let end = start
                .and(&format!(" … {count} "), Tone::Quiet)
                .and(&format!("{}{comma}", brackets.1), Tone::Plain);
            self.tree.lines.push(end);
            self.number += inner.map(|(_, value)| containers(value)).sum::<usize>();
            return;
        }
        self.tree.lines.push(start);
        for (place, (name, value)) in inner.enumerate() {
            let comma = if place + 1 == count { "" } else { "," };
            self.value(name, value, depth + 1, comma);
        }
        let end = format!("{}{}{comma}", " ".repeat(depth * STEP + 2), brackets.1);
        self.tree.lines.push(Line::of(&end, Tone::Plain));
    }

    fn scalar(&mut self, name: Option<&str>, value: &Value, depth: usize, comma: &str) {
        let indent = depth * STEP + 2;
        let start = with_name(Line::of(&" ".repeat(indent), Tone::Plain), name);
        // A long name stands above its value.
        let is_long = start.width() * 2 > self.columns;
        let column = if is_long { indent + STEP } else { start.width() };
        let words = text::sanitize(&format!("{value}{comma}"));
        let parts = wrap(&words, self.columns.saturating_sub(column));
        let last = parts.len().saturating_sub(1);
        // The comma is no part of the value.
        let add = |line: Line, (place, part): (usize, &String)| {
            let own = part.strip_suffix(comma).filter(|_| place == last).unwrap_or(part);
            let end = if own.len() < part.len() { comma } else { "" };
            line.and(own, tone(value)).and(end, Tone::Plain)
        };
        let mut lines = parts.iter().enumerate();
        if is_long {
            let name = wrap(start.plain().trim_start(), self.columns.saturating_sub(indent));
            let line = |part: &String| Line::of(&" ".repeat(indent), Tone::Plain).and(part, Tone::JsonName);
            self.tree.lines.extend(name.iter().map(line));
        } else {
            let first = match lines.next() {
                Some(first) => add(start, first),
                None => start,
            };
            self.tree.lines.push(first);
        }
        let rest = lines.map(|part| add(Line::of(&" ".repeat(column), Tone::Plain), part));
        self.tree.lines.extend(rest);
    }
}

fn with_name(line: Line, name: Option<&str>) -> Line {
    match name {
        Some(name) => line
            .and(&Value::from(name).to_string(), Tone::JsonName)
            .and(": ", Tone::Plain),
        None => line,
    }
}

fn tone(value: &Value) -> Tone {
    match value {
        Value::String(_) => Tone::JsonText,
        Value::Number(_) => Tone::JsonNumber,
        Value::Null | Value::Bool(_) => Tone::JsonWord,
        Value::Object(_) | Value::Array(_) => Tone::Plain,
    }
}

/// Objects and arrays in a value that can fold, the value itself included.
fn containers(value: &Value) -> usize {
    match value {
        Value::Object(fields) if !fields.is_empty() => 1 + fields.values().map(containers).sum::<usize>(),
        Value::Array(items) if !items.is_empty() => 1 + items.iter().map(containers).sum::<usize>(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plain(tree: &Tree) -> Vec<String> {
        tree.lines.iter().map(Line::plain).collect()
    }

    #[test]
    fn what_is_folded_is_one_line_and_the_rest_keeps_its_numbers() {
        let value = json!({"a": 1, "list": [1, {"b": null}], "empty": [], "last": {"c": "x"}});
        let open = tree(&value, &BTreeSet::new(), 60);
        assert_eq!(
            plain(&open),
            [
                "▾ {",
                "    \"a\": 1,",
                "  ▾ \"list\": [",
                "      1,",
                "    ▾ {",
                "        \"b\": null",
                "      }",
                "    ],",
                "    \"empty\": [],",
                "  ▾ \"last\": {",
                "      \"c\": \"x\"",
                "    }",
                "  }",
            ]
        );
        let numbers: Vec<usize> = open.folds.iter().map(|fold| fold.number).collect();
        assert_eq!(numbers, [0, 1, 2, 3]);
        let folded = tree(&value, &BTreeSet::from([1]), 60);
        assert_eq!(plain(&folded)[2], "  ▸ \"list\": [ … 2 ],");
        let numbers: Vec<(usize, usize)> = folded.folds.iter().map(|fold| (fold.line, fold.number)).collect();
        assert_eq!(numbers, [(0, 0), (2, 1), (4, 3)]);
    }

    #[test]
    fn long_values_wrap_below_their_start_and_nothing_is_too_wide() {
        let value =
            json!({"name": "老客户".repeat(20), "a very long name indeed": "x".repeat(50), "esc": "\u{1b}[2J\u{202e}"});
        for columns in [24, 40, 100] {
            let tree = tree(&value, &BTreeSet::new(), columns);
            for line in &tree.lines {
                assert!(line.width() <= columns, "{columns}: {}", line.plain());
                assert!(!line.plain().chars().any(|c| c.is_control() || c == '\u{202e}'));
            }
        }
    }
}
