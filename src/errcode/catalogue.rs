//! The embedded catalogue, read once and only when it is needed.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Entry;
use crate::locale::{AdviceTexts, texts};
use crate::model::UiLang;

const SOURCE: &str = include_str!("../../assets/errcodes.toml");

/// The shape of `assets/errcodes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    codes: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: i64,
    errmsg: String,
    who: Who,
    en: Words,
    zh: Words,
    web_en: Option<Words>,
    web_zh: Option<Words>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Who {
    Operator,
    Developer,
    Administrator,
    Person,
    Platform,
    Nobody,
}

impl Who {
    const fn label(self, words: &'static AdviceTexts) -> &'static str {
        match self {
            Self::Operator => words.who_operator,
            Self::Developer => words.who_developer,
            Self::Administrator => words.who_administrator,
            Self::Person => words.who_person,
            Self::Platform => words.who_platform,
            Self::Nobody => words.who_nobody,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    meaning: String,
    causes: Vec<String>,
    remedy: String,
    advice: Option<String>,
}

impl Row {
    fn entry(&self, web: bool, lang: UiLang) -> Entry {
        let of_web = lang.pick(&self.web_en, &self.web_zh).as_ref().filter(|_| web);
        let words = of_web.unwrap_or_else(|| lang.pick(&self.en, &self.zh));
        Entry {
            code: self.code,
            errmsg: self.errmsg.clone(),
            meaning: words.meaning.clone(),
            causes: words.causes.clone(),
            remedy: words.remedy.clone(),
            who: self.who.label(&texts(lang).advice).to_owned(),
            advice: words.advice.clone(),
        }
    }
}

/// Looks a code up.
pub fn entry(code: i64, lang: UiLang) -> Option<Entry> {
    entry_for(code, false, lang)
}

/// Looks a code up; `web`: it came from `/sns/…`, where some codes mean something else (API reference, section 4).
pub fn entry_for(code: i64, web: bool, lang: UiLang) -> Option<Entry> {
    rows().get(&code).map(|row| row.entry(web, lang))
}

/// All codes, in ascending order.
pub fn codes() -> impl Iterator<Item = i64> {
    rows().keys().copied()
}

/// Entries whose usual errmsg is this one, in either case and without white space around it; the catalogue's text may
/// also be the beginning of `errmsg`, since the platform appends explanations. An exact match hides such ones.
pub fn with_errmsg(errmsg: &str, lang: UiLang) -> Vec<Entry> {
    let asked = errmsg.trim().to_lowercase();
    let known = || rows().values().filter(|row| !row.errmsg.is_empty());
    let exact: Vec<Entry> = known()
        .filter(|row| row.errmsg.to_lowercase() == asked)
        .map(|row| row.entry(false, lang))
        .collect();
    // `ok` and the like begin too many sentences.
    let is_telling = |row: &&Row| row.errmsg.len() > 4;
    let begins = |row: &&Row| {
        let rest = asked.strip_prefix(&row.errmsg.to_lowercase());
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
    };
    if exact.is_empty() {
        known()
            .filter(is_telling)
            .filter(begins)
            .map(|row| row.entry(false, lang))
            .collect()
    } else {
        exact
    }
}

/// A catalogue that cannot be read is an empty one here: advice is no reason to fail. A test reads it whole.
fn rows() -> &'static BTreeMap<i64, Row> {
    static ROWS: OnceLock<BTreeMap<i64, Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let codes = toml::from_str(SOURCE).map_or_else(|_| Vec::new(), |catalogue: Catalogue| catalogue.codes);
        codes.into_iter().map(|row| (row.code, row)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code of the API reference, section 10, and of the list beside it.
    const REQUIRED: [i64; 88] = [
        -1, 0, 40001, 40002, 40003, 40013, 40014, 40029, 40030, 40031, 40032, 40033, 40035, 40050, 40051, 40066, 40092,
        40125, 40163, 40164, 40201, 40202, 40203, 40243, 41001, 41002, 41003, 41004, 41008, 41009, 42001, 42002, 42003,
        42007, 43001, 43002, 43003, 43004, 43019, 44002, 45009, 45011, 45016, 45017, 45018, 45035, 45056, 45057, 45058,
        45059, 45157, 45158, 45159, 46004, 47001, 47002, 48001, 48004, 48006, 49003, 50001, 50002, 50004, 50005, 50007,
        61004, 61007, 61016, 61024, 61450, 61451, 61500, 63178, 63179, 63182, 65302, 76001, 76002, 76003, 76021, 76022,
        89501, 89503, 89504, 89505, 89506, 89507, 9_001_001,
    ];

    #[test]
    fn every_code_is_there_once_and_filled_in_both_languages() {
        let catalogue: Catalogue = toml::from_str(SOURCE).unwrap();
        assert_eq!(catalogue.codes.len(), rows().len(), "a code is there twice");
        for code in REQUIRED {
            for lang in [UiLang::En, UiLang::Zh] {
                for web in [false, true] {
                    let entry = entry_for(code, web, lang).unwrap_or_else(|| panic!("{code} is missing"));
                    assert!(!entry.causes.is_empty(), "{code}");
                    let words = entry.causes.iter().chain([&entry.meaning, &entry.remedy, &entry.who]);
                    for text in words.chain(&entry.advice) {
                        assert!(
                            !text.trim().is_empty() && !text.ends_with(['.', '。']),
                            "{code} {text:?}"
                        );
                        let is_chinese = text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
                        assert!(lang == UiLang::En || is_chinese, "{code} {text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn both_languages_name_as_many_causes() {
        let catalogue: Catalogue = toml::from_str(SOURCE).unwrap();
        for row in catalogue.codes {
            assert_eq!(row.en.causes.len(), row.zh.causes.len(), "{}", row.code);
            assert_eq!(row.en.advice.is_some(), row.zh.advice.is_some(), "{}", row.code);
            assert_eq!(row.web_en.is_some(), row.web_zh.is_some(), "{}", row.code);
            let remedy = row.en.remedy.as_bytes();
            assert!(
                remedy[0].is_ascii_uppercase() && remedy[1].is_ascii_lowercase(),
                "{}",
                row.code
            );
        }
    }

    #[test]
    fn messages_lead_to_codes() {
        let codes =
            |errmsg: &str| -> Vec<i64> { with_errmsg(errmsg, UiLang::En).iter().map(|entry| entry.code).collect() };
        assert_eq!(codes("invalid openid"), [40003]);
        assert_eq!(codes(" Invalid OpenID list "), [40031]);
        assert_eq!(
            codes(
                "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken"
            ),
            [40001]
        );
        assert_eq!(codes("system error"), [-1, 61450]);
        assert_eq!(codes("ok"), [0]);
        assert_eq!(codes("ok, whatever"), Vec::<i64>::new());
        assert_eq!(codes("something else"), Vec::<i64>::new());
    }

    #[test]
    fn the_web_source_has_its_own_words() {
        let meaning = |code, web| entry_for(code, web, UiLang::En).map(|entry| entry.meaning);
        assert_ne!(meaning(48001, false), meaning(48001, true));
        assert_eq!(meaning(45011, false), meaning(45011, true));
        let causes = entry_for(48001, true, UiLang::Zh).unwrap().causes.join(" ");
        assert!(causes.contains("snsapi_base") && causes.contains("快照"), "{causes}");
    }
}
