//! A `batchget` reply, record by record: one that cannot be read does not spoil the others.

use std::ops::Range;

use serde_json::Value;

use super::decode::{Reading, read_json, trimmed};
use super::wire::{bad_reply, profile_of, read_object, refusal};
use crate::model::{Cause, Failure, Profile};

/// One element of the list that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchRecord {
    /// Its openid; replies are joined by it, never by position.
    pub openid: String,
    /// The profile.
    pub profile: Profile,
    /// The element's own bytes.
    pub raw: Vec<u8>,
    /// The element had to be mended.
    pub repaired: bool,
}

/// Reads a reply of `user/info/batchget` (API reference, section 2).
///
/// A reply in which no record can be read is an error as a whole; what cannot be read beside others is left out.
pub fn read_batch(bytes: &[u8]) -> Result<Vec<BatchRecord>, Failure> {
    let records: Vec<_> = match list_start(bytes) {
        Some(start) => elements(bytes, start)
            .take(MOST_ELEMENTS)
            .filter_map(|element| read_record(&bytes[element.range], element.reading?))
            .collect(),
        None => Vec::new(),
    };
    if records.is_empty() {
        Err(why_nothing(bytes))
    } else {
        Ok(records)
    }
}

/// A batch asks for 100; what is far more than that is not worth reading.
const MOST_ELEMENTS: usize = 1000;

/// One object of the list, as far as it could be read.
struct Element {
    range: Range<usize>,
    reading: Option<Reading<Value>>,
}

fn read_record(raw: &[u8], reading: Reading<Value>) -> Option<BatchRecord> {
    let Value::Object(map) = reading.value else {
        return None;
    };
    if refusal(&map).is_some() {
        return None;
    }
    let profile = profile_of(map);
    let openid = profile.openid.clone().filter(|openid| !openid.is_empty())?;
    Some(BatchRecord {
        openid,
        profile,
        raw: raw.to_vec(),
        repaired: reading.repaired,
    })
}

fn why_nothing(bytes: &[u8]) -> Failure {
    match read_object(bytes) {
        Err(failure) => failure,
        Ok(reading) => {
            let is_bare_ok = reading.value.contains_key("errcode") && !reading.value.contains_key(LIST);
            bad_reply(if is_bare_ok { Cause::BareOk } else { Cause::WrongShape })
        }
    }
}

const LIST: &str = "user_info_list";

/// Where the first element may begin: after `"user_info_list":[`.
///
/// Found by its bytes, since a reply with one broken record cannot be parsed as a whole. Text that a person wrote
/// cannot hold the name in unescaped quotes.
fn list_start(bytes: &[u8]) -> Option<usize> {
    if trimmed(bytes).first() != Some(&b'{') {
        return None;
    }
    let name = format!("\"{LIST}\"");
    let after_name = find(bytes, 0, name.as_bytes())? + name.len();
    let colon = skip_blank(bytes, after_name);
    let bracket = skip_blank(bytes, colon + 1);
    (bytes.get(colon) == Some(&b':') && bytes.get(bracket) == Some(&b'[')).then_some(bracket + 1)
}

/// The objects in the list that begins at `at`.
fn elements(bytes: &[u8], mut at: usize) -> impl Iterator<Item = Element> {
    // Lists among the elements: their closing bracket does not close the list of records.
    let mut inner = 0_usize;
    std::iter::from_fn(move || {
        loop {
            at = skip_blank(bytes, at);
            match bytes.get(at)? {
                b'{' => {
                    let element = element(bytes, at);
                    at = element.range.end;
                    return Some(element);
                }
                b']' if inner == 0 => return None,
                byte => {
                    inner = match byte {
                        b'[' => inner + 1,
                        b']' => inner - 1,
                        _ => inner,
                    };
                    at += 1;
                }
            }
        }
    })
}

/// The object that begins at `start`. It ends at its closing brace if that makes it readable and no other record
/// begins inside; otherwise at the next place where one record visibly ends and another begins.
fn element(bytes: &[u8], start: usize) -> Element {
    let closing = closing_brace(bytes, start);
    if let Some(end) = closing
        && next_boundary(&bytes[..end], start, Sign::Name).is_none()
        && let Ok(reading) = read_json(&bytes[start..end])
    {
        return Element {
            range: start..end,
            reading: Some(reading),
        };
    }
    let boundary = next_boundary(bytes, start, Sign::Any)
        .or_else(|| list_end(bytes).filter(|end| *end > start))
        .unwrap_or(bytes.len());
    let end = closing.map_or(boundary, |end| boundary.min(last_brace(bytes, end)));
    Element {
        range: start..end,
        reading: read_json(&bytes[start..end]).ok(),
    }
}

/// A broken record that is the last one has no boundary behind it: then what its braces say must do.
fn last_brace(bytes: &[u8], end: usize) -> usize {
    if next_is(bytes, end, b']') { end } else { bytes.len() }
}

/// No record is longer; keeps the work on a hostile reply bounded.
const LONGEST: usize = 1024 * 1024;

/// One past the brace that closes the object at `start`, strings skipped.
fn closing_brace(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (index, byte) in bytes.iter().enumerate().skip(start).take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the last object ends in a reply that ends as it should: before `]}`.
fn list_end(bytes: &[u8]) -> Option<usize> {
    let list = bytes.trim_ascii_end().strip_suffix(b"}")?.trim_ascii_end();
    let object = list.strip_suffix(b"]")?.trim_ascii_end();
    object.ends_with(b"}").then_some(object.len())
}

/// By what a boundary between records is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// One of a profile's first names after the brace: no record holds another, so this is one even inside of what
    /// reads as one object (a record cut inside a list goes on with the next record as an element of that list).
    Name,
    /// The same, or a closing brace before the comma.
    Any,
}

/// Where the object at `start` visibly ends and the next one begins: at a comma before `{"`.
fn next_boundary(bytes: &[u8], start: usize, sign: Sign) -> Option<usize> {
    let mut at = start;
    loop {
        let comma = find(bytes, at, b",")?;
        let brace = skip_blank(bytes, comma + 1);
        let name = skip_blank(bytes, brace + 1);
        let begins = bytes.get(brace) == Some(&b'{') && bytes.get(name) == Some(&b'"');
        let ended = || sign == Sign::Any && bytes[start..comma].trim_ascii_end().ends_with(b"}");
        let named = || FIRST_NAMES.iter().any(|first| bytes[name..].starts_with(first));
        if begins && (ended() || named()) {
            return Some(comma);
        }
        at = comma + 1;
    }
}

/// What records begin with in every captured reply.
const FIRST_NAMES: [&[u8]; 2] = [b"\"subscribe\"", b"\"openid\""];

fn next_is(bytes: &[u8], at: usize, expected: u8) -> bool {
    bytes.get(skip_blank(bytes, at)) == Some(&expected)
}

fn skip_blank(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = rest.windows(needle.len()).position(|window| window == needle)?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    const A: &str = r#"{"subscribe":1,"openid":"oA","nickname":"a"}"#;
    const B: &str = r#"{"subscribe":0,"openid":"oB","tagid_list":[]}"#;

    fn reply(elements: &[&str]) -> Vec<u8> {
        format!("{{\"user_info_list\":[{}]}}", elements.join(",")).into_bytes()
    }

    fn openids(bytes: &[u8]) -> Vec<String> {
        read_batch(bytes)
            .unwrap()
            .into_iter()
            .map(|record| record.openid)
            .collect()
    }

    #[test]
    fn every_record_keeps_its_own_bytes() {
        let records = read_batch(&reply(&[A, B])).unwrap();
        assert_eq!(records[0].raw, A.as_bytes());
        assert_eq!(records[1].raw, B.as_bytes());
        assert!(records.iter().all(|record| !record.repaired));
        assert_eq!(
            (records[0].profile.subscribe, records[1].profile.subscribe),
            (Some(1), Some(0))
        );
    }

    #[test]
    fn a_mended_record_is_the_only_one_marked() {
        let broken = "{\"subscribe\":1,\"openid\":\"oC\",\"nickname\":\"x\ny}],[{\\q\"}";
        let records = read_batch(&reply(&[A, broken, B])).unwrap();
        let marks: Vec<_> = records
            .iter()
            .map(|record| (record.openid.as_str(), record.repaired))
            .collect();
        assert_eq!(marks, [("oA", false), ("oC", true), ("oB", false)]);
    }

    #[test]
    fn a_backslash_before_a_closing_quote_hides_no_record_wherever_it_stands() {
        let broken = r#"{"subscribe":1,"openid":"oC","city":"y?v\"}"#;
        for (list, openids_read) in [
            ([broken, A, B], ["oC", "oA", "oB"]),
            ([A, broken, B], ["oA", "oC", "oB"]),
            ([A, B, broken], ["oA", "oB", "oC"]),
        ] {
            assert_eq!(openids(&reply(&list)), openids_read);
        }
    }

    #[test]
    fn reading_goes_on_after_a_broken_record() {
        for broken in [
            r#"{"subscribe":1,"openid":"oC","nickname":"say "hi" {["}"#,
            r#"{"subscribe":1,"openid":"oC","nickname":"odd " quote"}"#,
            r#"{"subscribe":1,"openid":}"#,
            r#"{"subscribe":1 "openid":"oC"}"#,
            r#"{"subscribe":1,"openid":"oC","x":{"#,
            r#"{"x":[1"#,
            "null",
            "17",
            r#""text""#,
            "",
            "[]",
            r#"{"errcode":40003,"errmsg":"invalid openid"}"#,
            r#"{"subscribe":1}"#,
        ] {
            assert_eq!(openids(&reply(&[A, broken, B])), ["oA", "oB"], "{broken}");
            assert_eq!(openids(&reply(&[A, B, broken])), ["oA", "oB"], "last: {broken}");
            assert_eq!(openids(&reply(&[broken, A, B])), ["oA", "oB"], "first: {broken}");
        }
    }

    #[test]
    fn a_cut_reply_keeps_what_came() {
        let whole = reply(&[A, B]);
        assert_eq!(openids(&whole[..whole.len() - 8]), ["oA"]);
        assert_eq!(openids(&whole[..whole.len() - 2]), ["oA", "oB"]);
    }

    #[test]
    fn a_reply_without_any_readable_record_is_an_error_as_a_whole() {
        let cases: [(&[u8], Kind, Cause); 9] = [
            (
                br#"{"errcode":40003,"errmsg":"invalid openid"}"#,
                Kind::InvalidOpenid,
                Cause::Errcode,
            ),
            (br#"{"errcode":0,"errmsg":"ok"}"#, Kind::BadReply, Cause::BareOk),
            (br#"{"user_info_list":[]}"#, Kind::BadReply, Cause::WrongShape),
            (br#"{"user_info_list":null}"#, Kind::BadReply, Cause::WrongShape),
            (br#"{"user_info_list":{"a":1}}"#, Kind::BadReply, Cause::WrongShape),
            (br#"[{"openid":"oA"}]"#, Kind::BadReply, Cause::WrongShape),
            (br#"{"user_info_list":[{"subscr"#, Kind::BadReply, Cause::Truncated),
            (b"<html>", Kind::BadReply, Cause::NotJson { html: true }),
            (b"", Kind::BadReply, Cause::EmptyBody),
        ];
        for (bytes, kind, cause) in cases {
            let failure = read_batch(bytes).unwrap_err();
            assert_eq!(
                (failure.kind, failure.cause),
                (kind, cause),
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
