//! Errmsgs and rids in running text.

use super::code::{of_entry, of_rid};
use super::{Explanation, Section};
use crate::api::split_errmsg;
use crate::errcode::{self, Entry};
use crate::person::Wording;

/// Explains the errmsg, the codes and the rid that a text holds.
pub(super) fn in_text(text: &str, wording: &Wording) -> Option<Explanation> {
    let (base, _, tail_rid) = split_errmsg(text);
    let entries = entries(text, base, wording);
    let errmsg = Some(base).filter(|_| errcode::whitelist_address(base).is_some());
    let mut sections: Vec<Section> = entries.iter().map(|entry| of_entry(entry, errmsg, wording)).collect();
    let rid = tail_rid.or_else(|| rid_in(text));
    sections.extend(rid.and_then(|rid| of_rid(rid, wording)));
    (!sections.is_empty()).then(|| Explanation::known(sections))
}

/// The catalogue rows a text is about: by whitelist address, by the codes in it, by its wording.
fn entries(text: &str, base: &str, wording: &Wording) -> Vec<Entry> {
    if errcode::whitelist_address(base).is_some() {
        return errcode::entry(40164, wording.lang).into_iter().collect();
    }
    let codes: Vec<Entry> = codes_in(text)
        .filter_map(|code| errcode::entry(code, wording.lang))
        .collect();
    if !codes.is_empty() {
        return codes;
    }
    let errmsg = base.trim().strip_prefix("errmsg").unwrap_or(base);
    errcode::with_errmsg(
        errmsg.trim_matches(|c: char| c.is_whitespace() || "\"':=,.".contains(c)),
        wording.lang,
    )
}

/// Numbers that stand alone and are as long as errcodes are.
fn codes_in(text: &str) -> impl Iterator<Item = i64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_' && c != '.');
    let words = words.map(|word| word.trim_matches(['.', '-']));
    let mut seen = Vec::new();
    let codes = words
        .filter(|word| (5..=7).contains(&word.len()))
        .filter_map(|word| word.parse().ok());
    codes.filter(move |code| {
        let is_new = !seen.contains(code);
        seen.push(*code);
        is_new
    })
}

fn rid_in(text: &str) -> Option<&str> {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.find(|word| errcode::rid_time(word).is_some())
}
