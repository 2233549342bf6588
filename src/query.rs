//! The filter language of every list: `tag:VIP since:2024-01..2024-06 -has:unionid 上海`. Pure.
//!
//! Words are separated by white space and all have to fit (product contract, "Query words"). A leading `-` negates.
//! Quotes hold a value together, `tag:"old friends"`, and make a word plain whatever it contains.

use std::ops::Range;

use jiff::tz::TimeZone;

use crate::locale::{fill, texts};
use crate::model::{Record, UiLang};

mod period;
mod term;
mod words;

pub use period::Period;
pub use term::{FIELD_COUNT, Term, field_place, fields_of, search_text};
use words::Word;

/// A parsed query; empty matches everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    terms: Vec<Condition>,
}

/// One word's demand.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// It wants those whom the term does not fit.
    pub negated: bool,
    /// What is asked for.
    pub term: Term,
}

/// Why a query cannot be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryError {
    /// The offending word.
    pub word: String,
    fault: Fault,
}

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    UnknownPrefix,
    NoValue,
    UnknownStatus,
    UnknownField,
    BadDate,
    Backwards,
    BadTagId,
}

impl QueryError {
    /// What was wrong and which prefixes exist, in words. Typed text, not remote text; clean it for a terminal all
    /// the same.
    pub fn message(&self, lang: UiLang) -> String {
        let phrases = &texts(lang).query;
        let word = &self.word;
        match self.fault {
            Fault::UnknownPrefix => fill(
                phrases.unknown_prefix,
                &[word, &term::PREFIXES.map(|name| format!("{name}:")).join(" ")],
            ),
            Fault::NoValue => fill(phrases.no_value, &[word]),
            Fault::UnknownStatus => fill(phrases.unknown_status, &[word, &term::STATUSES.join(" ")]),
            Fault::UnknownField => fill(phrases.unknown_field, &[word, &term::field_names().join(" ")]),
            Fault::BadDate => fill(phrases.bad_date, &[word]),
            Fault::Backwards => fill(phrases.backwards, &[word]),
            Fault::BadTagId => fill(phrases.bad_tag_id, &[word]),
        }
    }
}

/// What a query can look at besides the record itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The local note.
    pub note: Option<&'a str>,
    /// The person was in the mirror and has left.
    pub left: bool,
}

/// Where the words of a query stand in its text, as typed: with their prefixes and quotes.
pub fn word_places(text: &str) -> Vec<Range<usize>> {
    words::places(text)
}

impl Query {
    /// Parses words (product contract, "Query words"). `time_zone` decides where a day of `since:` begins.
    pub fn parse(text: &str, time_zone: &TimeZone) -> Result<Self, QueryError> {
        let terms = words::split(text)
            .into_iter()
            .map(|word| Condition::parse(word, time_zone));
        Ok(Self {
            terms: terms.collect::<Result<_, _>>()?,
        })
    }

    /// Everything that both ask for.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.terms.extend(other.terms);
        self
    }

    /// Whether it filters nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether the record fits.
    pub fn matches(&self, record: &Record, beside: Beside<'_>) -> bool {
        self.terms
            .iter()
            .all(|condition| condition.term.matches(record, beside) != condition.negated)
    }

    /// As [`Query::matches`], with the row's [`search_text`] at hand: a list that keeps it looks at each key only for
    /// the words themselves.
    pub fn matches_prepared(&self, record: &Record, beside: Beside<'_>, text: &str) -> bool {
        self.terms
            .iter()
            .all(|condition| condition.term.matches_prepared(record, beside, text) != condition.negated)
    }

    /// What has to fit, all of it.
    pub fn conditions(&self) -> &[Condition] {
        &self.terms
    }

    /// Whether everybody whom this finds is found by `earlier`, too: as when a letter or a word is added to it. Where it
    /// cannot be told from the words alone, the answer is no.
    pub fn narrows(&self, earlier: &Self) -> bool {
        let is_implied = |old: &Condition| self.terms.iter().any(|new| new == old || new.narrows(old));
        earlier.terms.iter().all(is_implied)
    }

    /// The plain words asked for, in lower case: what a list may highlight.
    pub fn plain_words(&self) -> Vec<&str> {
        let wanted = self.terms.iter().filter(|condition| !condition.negated);
        wanted.filter_map(|condition| condition.term.plain_word()).collect()
    }
}

impl Condition {
    /// A text that holds a word holds every part of it.
    fn narrows(&self, earlier: &Self) -> bool {
        let words = (self.term.plain_word(), earlier.term.plain_word());
        !self.negated && !earlier.negated && matches!(words, (Some(new), Some(old)) if new.contains(old))
    }

    fn parse(word: Word, time_zone: &TimeZone) -> Result<Self, QueryError> {
        let negated = word.negated;
        let term = match word.prefix {
            None => Term::plain(&word.value),
            Some(prefix) => Term::parse(&prefix, &word.value, time_zone).map_err(|fault| QueryError {
                word: match fault {
                    Fault::UnknownPrefix | Fault::NoValue => format!("{prefix}:"),
                    _ => word.value,
                },
                fault,
            })?,
        };
        Ok(Self { negated, term })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountKey, Failure, Malformed, Profile, Source, Status, TagRef};

    fn parse(text: &str) -> Result<Query, QueryError> {
        Query::parse(text, &TimeZone::fixed(jiff::tz::offset(8)))
    }

    fn person() -> Record {
        let account = AccountKey {
            name: "demo".to_owned(),
            app_id: "wx".to_owned(),
        };
        let text = |text: &str| Some(text.to_owned());
        let id = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
        let mut record = Record::failed(
            id,
            &account,
            Source::Follower,
            None,
            Failure::malformed(Malformed::TooShort { chars: 1 }),
        );
        record.error = None;
        record.status = Status::Following;
        record.profile = Profile {
            subscribe: Some(1),
            // 2024-01-01 00:30 in UTC+8, still 2023 in UTC.
            subscribe_time: Some(1_704_040_200),
            subscribe_scene: text("ADD_SCENE_QR_CODE"),
            qr_scene: Some(98765),
            qr_scene_str: text("poster_sh"),
            remark: text("老客户 上海"),
            tagid_list: Some(vec![128, 7]),
            groupid: Some(0),
            unionid: text("oUnion"),
            nickname: text("Band"),
            sex: Some(0),
            language: text("zh_CN"),
            ..Profile::default()
        };
        record.tags = Some(vec![
            TagRef {
                id: 128,
                name: text("Old Friends"),
            },
            TagRef { id: 7, name: None },
        ]);
        record.qr_label = text("Shanghai store");
        record
    }

    fn fits(query: &str, beside: Beside<'_>) -> bool {
        parse(query).unwrap().matches(&person(), beside)
    }

    #[test]
    fn a_query_narrows_where_its_words_say_so() {
        let query = |words: &str| Query::parse(words, &TimeZone::UTC).unwrap();
        for (new, old, expected) in [
            ("vewm", "vew", true),
            ("vew", "vewm", false),
            ("xVEW", "ew", true),
            ("vew tag:vip", "ve", true),
            ("tag:vip 上海", "上 tag:vip", true),
            ("tag:vipx", "tag:vip", false),
            ("-vewm", "-vew", false),
            ("-vew", "-vew", true),
            ("vew", "", true),
            ("", "vew", false),
            ("vew -x", "vew -y", false),
        ] {
            assert_eq!(query(new).narrows(&query(old)), expected, "{new} after {old}");
        }
    }

    #[test]
    fn words_find_what_the_contract_says() {
        for yes in [
            "",
            "  \u{3000} ",
            "PTLM6",
            "ounion",
            "老客户",
            "band",
            "friends",
            "#7",
            "shanghai",
            "band 上海",
            "\"老客户 上海\"",
            "-nobody",
            "tag:\"old friends\"",
            "tag:#128",
            "tag:#7",
            "TAG:“Old Friends”",
            "tag：#128",
            "-tag:friends",
            "scene:qr_code",
            "scene:ADD_SCENE_QR_CODE",
            "scene:QR_Code",
            "qr:98765",
            "qr:poster_sh",
            "status:following",
            "status:Following",
            "has:unionid",
            "has:remark",
            "has:tag",
            "has:qr_scene",
            "-has:sex",
            "-has:groupid",
            "-has:country",
            "-has:note",
            "since:2024",
            "since:2024-01",
            "since:2024-01-01",
            "since:2024-01-01..2024-01-01",
            "since:..2024",
            "since:2024..",
            "since:2023..2024-06",
            "-since:2023",
            "-since:2024-02..",
            "band\u{3000}-scene:search",
            "-status:left",
        ] {
            assert!(fits(yes, Beside::default()), "{yes:?}");
        }
        for no in [
            "nobody",
            "-band",
            "band nobody",
            "tag:friends",
            "tag:old",
            "tag:#12",
            "scene:search",
            "scene:code",
            "qr:9876",
            "qr:poster",
            "status:left",
            "status:failed",
            "status:not_following",
            "has:note",
            "has:privilege",
            "-has:unionid",
            "since:2023",
            "since:2024-01-02",
            "since:..2023-12-31",
            "since:2024-02..",
        ] {
            assert!(!fits(no, Beside::default()), "{no:?}");
        }
    }

    #[test]
    fn notes_and_leaving_stand_beside_the_record() {
        let beside = Beside {
            note: Some("Called back"),
            left: true,
        };
        for yes in ["called", "has:note", "status:left", "-status:following"] {
            assert!(fits(yes, beside), "{yes}");
        }
        assert!(!fits("status:following", beside));
    }

    #[test]
    fn unknown_scenes_match_verbatim() {
        let mut record = person();
        record.profile.subscribe_scene = Some("ADD_SCENE_MOON".to_owned());
        for query in ["scene:moon", "scene:ADD_SCENE_MOON"] {
            assert!(parse(query).unwrap().matches(&record, Beside::default()), "{query}");
        }
        record.profile.subscribe_scene = Some("77".to_owned());
        assert!(parse("scene:77").unwrap().matches(&record, Beside::default()));
    }

    #[test]
    fn a_person_without_a_follow_time_is_since_nothing() {
        let mut record = person();
        for time in [None, Some(0)] {
            record.profile.subscribe_time = time;
            assert!(!parse("since:..2030").unwrap().matches(&record, Beside::default()));
        }
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        for (query, en, zh) in [
            ("x foo:bar", "foo:", "foo:"),
            ("http://x", "http:", "http:"),
            (
                "foo:",
                "tag: scene: qr: status: since: has:",
                "tag: scene: qr: status: since: has:",
            ),
            ("tag:", "tag:", "tag:"),
            ("tag:\"\"", "needs a value", "需要一个值"),
            ("-has:\u{3000}x", "has:", "has:"),
            ("status:gone", "left following not_following authorized failed", "left"),
            ("has:shoes", "unionid", "unionid"),
            ("since:yesterday", "2024-01..2024-06", "2024-01..2024-06"),
            ("since:2024-13", "2024-13", "2024-13"),
            ("since:2024-02-30", "2024-02-30", "2024-02-30"),
            ("since:..", "no date", "不是日期"),
            ("since:2024..2023", "ends before", "早于"),
            ("tag:#x", "tag:#128", "tag:#128"),
        ] {
            let error = parse(query).unwrap_err();
            assert!(
                error.message(UiLang::En).contains(en),
                "{query}: {}",
                error.message(UiLang::En)
            );
            assert!(
                error.message(UiLang::Zh).contains(zh),
                "{query}: {}",
                error.message(UiLang::Zh)
            );
        }
    }

    #[test]
    fn quotes_make_a_word_plain() {
        let mut record = person();
        record.profile.remark = Some("see http://x and tag:y, -z".to_owned());
        for query in ["\"http://x\"", "\"tag:y\"", "\"-z\"", "-\"tag:n\"", "\"see http"] {
            assert!(parse(query).unwrap().matches(&record, Beside::default()), "{query}");
        }
    }

    #[test]
    fn words_are_found_where_they_were_typed() {
        let text = " band  -tag:\"old friends\" \"\" 上海";
        let words: Vec<&str> = word_places(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(words, ["band", "-tag:\"old friends\"", "\"\"", "上海"]);
    }

    #[test]
    fn quotes_with_nothing_in_them_ask_for_quotes() {
        let mut quoting = person();
        quoting.profile.remark = Some("5\" and \"\" and “”".to_owned());
        for quotes in ["\"", "\"\"", "“”", "-\"", "-\"\""] {
            let query = parse(quotes).unwrap();
            let asks_for_none = quotes.starts_with('-');
            assert!(!query.is_empty(), "{quotes}");
            assert_eq!(query.matches(&person(), Beside::default()), asks_for_none, "{quotes}");
            assert_eq!(query.matches(&quoting, Beside::default()), !asks_for_none, "{quotes}");
            let text = search_text(&quoting, None);
            assert_eq!(
                query.matches_prepared(&quoting, Beside::default(), &text),
                !asks_for_none,
                "{quotes}"
            );
        }
    }

    #[test]
    fn emptiness_and_plain_words() {
        assert!(parse("  ").unwrap().is_empty());
        let query = parse("Band -nobody tag:x \"a B\"").unwrap();
        assert!(!query.is_empty());
        assert_eq!(query.plain_words(), ["band", "a b"]);
    }

    #[test]
    fn prepared_text_finds_the_same() {
        let record = person();
        let beside = Beside {
            note: Some("Called back"),
            left: false,
        };
        let text = search_text(&record, beside.note);
        for words in [
            "PTLM6",
            "ounion",
            "客户 上",
            "band",
            "friends",
            "#7",
            "store",
            "called",
            "-called",
            "nobody",
            "2Ms",
            "2M\0o",
            "back\0shanghai",
            "\0",
            "-\0",
            "tag:#7 band",
            "has:note",
        ] {
            let query = parse(words).unwrap();
            let expected = query.matches(&record, beside);
            assert_eq!(query.matches_prepared(&record, beside, &text), expected, "{words:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}|((-|tag|since|has|qr|：|:|\"|“|#|\\.\\.|2024|-| |x){0,12})") {
            match parse(&text) {
                Ok(query) => { query.matches(&person(), Beside::default()); }
                Err(error) => proptest::prop_assert!(!error.message(UiLang::Zh).is_empty()),
            }
        }
    }
}
