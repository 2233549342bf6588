//! Ids in JSON and JSON Lines: values under the keys `openid` and `openid_list`, and arrays of strings.

use serde_json::{Deserializer, Value};

/// The ids in a JSON text, uncleaned; `None` where the text is no JSON.
pub(super) fn ids(text: &str) -> Option<Vec<String>> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if !text.starts_with(['{', '[']) {
        return None;
    }
    strict(text).or_else(|| broken(text))
}

/// One document, several beside each other, or one a line.
fn strict(text: &str) -> Option<Vec<String>> {
    let documents: Result<Vec<Value>, _> = Deserializer::from_str(text).into_iter().collect();
    let mut ids = Vec::new();
    for document in &documents.ok()? {
        collect(document, true, &mut ids);
    }
    Some(ids)
}

fn is_id_key(key: &str) -> bool {
    key.eq_ignore_ascii_case("openid") || key.eq_ignore_ascii_case("openid_list")
}

/// Strings count where `wanted`: below an id key, and in arrays that are below no key at all.
fn collect(value: &Value, wanted: bool, ids: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, wanted, ids)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    // Not text, and yet meant as an openid: let it be named as malformed.
                    Value::Number(number) if is_id_key(key) => ids.push(number.to_string()),
                    _ => collect(value, is_id_key(key), ids),
                }
            }
        }
        Value::String(text) if wanted => ids.push(text.clone()),
        _ => {}
    }
}

/// JSON that does not parse (cut, with raw control characters, with a comma too many): what follows the id keys.
/// `None` where there is no such key; then the text may still be a list that splits well.
fn broken(text: &str) -> Option<Vec<String>> {
    let lower = text.to_ascii_lowercase();
    let after_keys = lower.match_indices("\"openid").filter_map(|(start, key)| {
        let rest = &text[start + key.len()..];
        let rest = if lower[start + key.len()..].starts_with("_list") {
            &rest[5..]
        } else {
            rest
        };
        rest.strip_prefix('"')?.trim_start().strip_prefix(':')
    });
    let mut ids = Vec::new();
    let mut found = false;
    for value in after_keys {
        found = true;
        values(value.trim_start(), &mut ids);
    }
    found.then_some(ids)
}

/// The next quoted string and what follows it. A backslash hides the character behind it.
fn next_string(text: &str) -> Option<(&str, &str)> {
    let (_, text) = text.split_once('"')?;
    let mut hidden = false;
    let end = text.char_indices().find(|&(_, c)| {
        let ends = c == '"' && !hidden;
        hidden = c == '\\' && !hidden;
        ends
    });
    let (end, _) = end?;
    Some((&text[..end], &text[end + 1..]))
}

/// Reads a string, or the strings of a list, at the start of `text`.
fn values(text: &str, ids: &mut Vec<String>) {
    let (mut inside, at_most) = match text.strip_prefix('[') {
        Some(list) => (list.split_once(']').map_or(list, |(list, _)| list), usize::MAX),
        None if text.starts_with('"') => (text, 1),
        None => return,
    };
    for _ in 0..at_most {
        let Some((value, after)) = next_string(inside) else {
            return;
        };
        ids.push(value.to_owned());
        inside = after;
    }
}
