//! The TOML file with the place of everything in it, and typed, strict reading of one table at a time.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;
use super::nearest::nearest;
use super::value::{BaseFault, parse_api_base, parse_duration};
use crate::locale::{ConfigTexts, fill};

/// A value with the byte range it stands at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// The file's text and every problem found in it.
pub(super) struct Reader<'a> {
    file: PathBuf,
    text: &'a str,
    pub(super) texts: &'static ConfigTexts,
    problems: Vec<(usize, String)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &Path, text: &'a str, texts: &'static ConfigTexts) -> Self {
        Self {
            file: file.to_owned(),
            text,
            texts,
            problems: Vec::new(),
        }
    }

    /// `file:line:column`; lines and columns count from 1, columns in characters.
    pub(super) fn place(&self, offset: usize) -> String {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        format!("{}:{line}:{column}", self.file.display())
    }

    pub(super) fn problem(&mut self, span: &Range<usize>, message: String) {
        self.problems.push((span.start, message));
    }

    /// The 0-based line of every problem so far.
    pub(super) fn lines(&self) -> BTreeSet<usize> {
        let line_of = |offset: usize| self.text.get(..offset).unwrap_or(self.text).matches('\n').count();
        self.problems.iter().map(|(offset, _)| line_of(*offset)).collect()
    }

    /// Forgets problems found since `mark`, as far as `keep` does not want their line.
    pub(super) fn retain_since(&mut self, mark: usize, keep: impl Fn(usize) -> bool) {
        let text = self.text;
        let mut index = 0;
        self.problems.retain(|(offset, _)| {
            index += 1;
            let line = text.get(..*offset).unwrap_or(text).matches('\n').count();
            index <= mark || keep(line)
        });
    }

    /// How many problems there are.
    pub(super) fn count(&self) -> usize {
        self.problems.len()
    }

    /// All problems in file order.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|(offset, _)| *offset);
        self.problems.dedup();
        let problems = std::mem::take(&mut self.problems);
        let placed = problems.into_iter().map(|(offset, message)| Problem {
            place: self.place(offset),
            message,
        });
        placed.collect()
    }

    /// The tail of a message that names the nearest allowed word, or nothing.
    pub(super) fn did_you_mean(&self, word: &str, allowed: &[&str]) -> String {
        nearest(word, allowed).map_or_else(String::new, |near| fill(self.texts.did_you_mean, &[&near]))
    }

    fn type_name(&self, value: &DeValue<'_>) -> &'static str {
        let types = &self.texts.types;
        match value {
            DeValue::String(_) => types.text,
            DeValue::Integer(_) => types.integer,
            DeValue::Float(_) => types.float,
            DeValue::Boolean(_) => types.boolean,
            DeValue::Datetime(_) => types.datetime,
            DeValue::Array(_) => types.list,
            DeValue::Table(_) => types.table,
        }
    }

    /// Reports a value of another type than `expected`; never shows the value, which may be a secret.
    pub(super) fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = self.type_name(value.get_ref());
        let message = fill(self.texts.wrong_type, &[&key, &expected, &found]);
        self.problem(&value.span(), message);
    }

    /// A list of texts.
    pub(super) fn texts_of(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Placed<Vec<String>>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, self.texts.types.text_list);
            return None;
        };
        let mut list = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(text) => list.push(text.to_owned()),
                None => self.wrong_type(key, item, self.texts.types.text),
            }
        }
        (list.len() == array.len()).then(|| Placed {
            value: list,
            span: value.span(),
        })
    }
}

/// One table being read. Every getter registers its key; [`Section::finish`] reports the keys nobody asked for,
/// so the list of known keys cannot drift from what is read.
pub(super) struct Section<'t, 'd> {
    name: String,
    table: Option<&'t DeTable<'d>>,
    asked: Vec<&'static str>,
}

impl<'t, 'd> Section<'t, 'd> {
    /// A table by its shown name; `None` reads as an empty one.
    pub(super) fn new(name: impl Into<String>, table: Option<&'t DeTable<'d>>) -> Self {
        Self {
            name: name.into(),
            table,
            asked: Vec::new(),
        }
    }

    fn take(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'d>>> {
        self.asked.push(key);
        let (_, value) = self.table?.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(value)
    }

    /// Whether the key is there, with whatever value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table
            .is_some_and(|table| table.iter().any(|(name, _)| name.get_ref() == key))
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Placed<String>> {
        let value = self.take(key)?;
        let span = value.span();
        let Some(text) = value.get_ref().as_str() else {
            reader.wrong_type(key, value, reader.texts.types.text);
            return None;
        };
        if text.trim().is_empty() {
            let message = fill(reader.texts.blank, &[&key]);
            reader.problem(&span, message);
            return None;
        }
        Some(Placed {
            value: text.to_owned(),
            span,
        })
    }

    /// true or false.
    pub(super) fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<bool> {
        let value = self.take(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            reader.wrong_type(key, value, reader.texts.types.boolean);
        }
        flag
    }

    /// A whole number within `range`.
    pub(super) fn number(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let value = self.take(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            reader.wrong_type(key, value, reader.texts.types.integer);
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let message = fill(
                reader.texts.out_of_range,
                &[&key, range.start(), range.end(), &integer.to_string()],
            );
            reader.problem(&value.span(), message);
        }
        number
    }

    /// One of a few words, each standing for a value.
    pub(super) fn word<T: Copy>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        allowed: &[(&str, T)],
    ) -> Option<Placed<T>> {
        let found = self.text(reader, key)?;
        check_word(reader, key, &found, allowed).map(|value| Placed {
            value,
            span: found.span,
        })
    }

    /// A duration.
    pub(super) fn duration(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Duration> {
        let found = self.text(reader, key)?;
        let duration = parse_duration(&found.value);
        if duration.is_none() {
            let message = fill(reader.texts.duration, &[&key, &found.value]);
            reader.problem(&found.span, message);
        }
        duration
    }

    /// An API base.
    pub(super) fn base(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
        let found = self.text(reader, key)?;
        match parse_api_base(&found.value) {
            Ok(base) => Some(base),
            Err(fault) => {
                let message = base_message(reader.texts, key, &found.value, fault);
                reader.problem(&found.span, message);
                None
            }
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Placed<Vec<String>>> {
        let value = self.take(key)?;
        reader.texts_of(key, value)
    }

    /// An inner table; a problem where it is something else.
    pub(super) fn table(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<&'t DeTable<'d>> {
        let value = self.take(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            reader.wrong_type(key, value, reader.texts.types.table);
        }
        table
    }

    /// Reports every key that no getter asked for.
    pub(super) fn finish(self, reader: &mut Reader<'_>) {
        let Some(table) = self.table else { return };
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                let mut message = fill(
                    reader.texts.unknown_key,
                    &[&name.escape_debug(), &self.name, &self.asked.join(", ")],
                );
                message.push_str(&reader.did_you_mean(name, &self.asked));
                reader.problem(&key.span(), message);
            }
        }
    }
}

/// The value a word stands for; a problem where it stands for none.
pub(super) fn check_word<T: Copy>(
    reader: &mut Reader<'_>,
    key: &str,
    found: &Placed<String>,
    allowed: &[(&str, T)],
) -> Option<T> {
    let value = allowed.iter().find(|(word, _)| *word == found.value);
    if value.is_none() {
        let words: Vec<&str> = allowed.iter().map(|(word, _)| *word).collect();
        let mut message = fill(
            reader.texts.not_allowed,
            &[&key, &found.value.escape_debug(), &words.join(", ")],
        );
        message.push_str(&reader.did_you_mean(&found.value, &words));
        reader.problem(&found.span, message);
    }
    value.map(|(_, value)| *value)
}

/// What is wrong with an API base, in words; without what could be a password or token in it.
pub(super) fn base_message(texts: &ConfigTexts, key: &str, found: &str, fault: BaseFault) -> String {
    let phrase = match fault {
        BaseFault::Unreadable => texts.base_unreadable,
        BaseFault::TooLong => texts.base_too_long,
        BaseFault::PlainHttp => texts.base_http,
    };
    let shown = found.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = shown.split_once("://").unwrap_or(("", shown));
    let host = rest.rsplit('@').next().unwrap_or_default();
    let separator = if scheme.is_empty() { "" } else { "://" };
    let shown = format!("{scheme}{separator}{host}");
    fill(phrase, &[&key, &shown.escape_debug()])
}
