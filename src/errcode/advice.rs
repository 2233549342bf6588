//! Advice on failures, in words.

use super::catalogue::entry_for;
use super::message::whitelist_address;
use crate::locale::{AdviceTexts, fill, texts};
use crate::model::{Cause, Failure, Kind, Malformed, UiLang};
use crate::text::{is_invisible, sanitize};

/// Our advice on a failure, in one sentence: the record's `hint`. Safe for any terminal.
pub fn hint(failure: &Failure, lang: UiLang) -> String {
    let words = &texts(lang).advice;
    let sentence = match &failure.cause {
        Cause::Errcode => of_errcode(failure, words, lang),
        Cause::Malformed(fault) => of_malformed(fault, words),
        cause => of_cause(cause, words),
    };
    sanitize(&sentence)
}

/// Why, in a few words, for a row of a list: `malformed: 3 characters`, `40003 invalid openid`, `no answer in time`.
pub fn reason(failure: &Failure, lang: UiLang) -> String {
    let words = &texts(lang).advice;
    let what = match &failure.cause {
        Cause::Malformed(Malformed::TooShort { chars: 1 }) => words.one_char.to_owned(),
        Cause::Malformed(Malformed::TooShort { chars } | Malformed::TooLong { chars }) => fill(words.chars, &[chars]),
        Cause::Malformed(Malformed::IllegalCharacter { found, at }) => {
            fill(words.illegal_reason, &[&named(*found), at])
        }
        _ => {
            let code = failure.errcode.map(|code| format!("{code} ")).unwrap_or_default();
            return code + kind_label(failure.kind, lang);
        }
    };
    fill(words.malformed_reason, &[&what])
}

/// A kind of failure in words.
pub fn kind_label(kind: Kind, lang: UiLang) -> &'static str {
    let words = &texts(lang).advice;
    match kind {
        Kind::InvalidOpenid => words.invalid_openid,
        Kind::Credential => words.credential,
        Kind::Permission => words.permission,
        Kind::IpWhitelist => words.ip_whitelist,
        Kind::Quota => words.quota,
        Kind::RateLimit => words.rate_limit,
        Kind::Platform => words.platform,
        Kind::Network => words.network,
        Kind::Timeout => words.timeout,
        Kind::BadReply => words.bad_reply,
        Kind::Cancelled => words.cancelled_kind,
        Kind::Local => words.local_kind,
    }
}

fn of_errcode(failure: &Failure, words: &AdviceTexts, lang: UiLang) -> String {
    let Some(code) = failure.errcode else {
        return words.no_errcode.to_owned();
    };
    let address = failure
        .errmsg
        .as_deref()
        .and_then(whitelist_address)
        .filter(|_| code == 40164);
    if let Some(address) = address {
        return fill(words.whitelist, &[&address]);
    }
    let Some(entry) = entry_for(code, failure.web, lang) else {
        return fill(words.unknown_errcode, &[&code]);
    };
    entry.advice.unwrap_or_else(|| {
        let remedy = lang.pick(lower_first(&entry.remedy), entry.remedy.clone());
        fill(words.meaning_and_remedy, &[&entry.meaning, &remedy])
    })
}

fn of_malformed(fault: &Malformed, words: &AdviceTexts) -> String {
    match fault {
        Malformed::TooShort { chars: 1 } => words.too_short_one.to_owned(),
        Malformed::TooShort { chars } => fill(words.too_short, &[chars]),
        Malformed::TooLong { chars } => fill(words.too_long, &[chars]),
        Malformed::IllegalCharacter { found, at } => fill(words.illegal_character, &[&named(*found), at]),
    }
}

fn of_cause(cause: &Cause, words: &AdviceTexts) -> String {
    match cause {
        Cause::Errcode | Cause::Malformed(_) => String::new(),
        Cause::HttpStatus { status } => fill(words.http_status, &[status]),
        Cause::Redirect { to } if to.is_empty() => words.redirect_nowhere.to_owned(),
        Cause::Redirect { to } => fill(words.redirect, &[to]),
        Cause::EmptyBody => words.empty_body.to_owned(),
        Cause::Truncated => words.truncated.to_owned(),
        Cause::NotJson { html: true } => words.html.to_owned(),
        Cause::NotJson { html: false } => words.not_json.to_owned(),
        Cause::WrongShape => words.wrong_shape.to_owned(),
        Cause::TooBig { limit } => fill(words.too_big, &[limit]),
        Cause::NoSubscribe => words.no_subscribe.to_owned(),
        Cause::OtherOpenid => words.other_openid.to_owned(),
        Cause::MissingFromReply => words.missing_from_reply.to_owned(),
        Cause::BareOk => words.bare_ok.to_owned(),
        Cause::TimedOut { seconds } => fill(words.timed_out, &[seconds]),
        Cause::NameResolution => words.name_resolution.to_owned(),
        Cause::Connection { detail } => fill(words.connection, &[detail]),
        Cause::Tls { detail } => fill(words.tls, &[detail]),
        Cause::EndpointStopped { failures } => fill(words.endpoint_stopped, &[failures]),
        Cause::CallLimit { limit } => fill(words.call_limit, &[limit]),
        Cause::QuotaSpent { left } => fill(words.quota_spent, &[left]),
        Cause::ListBrokeOff => words.list_broke_off.to_owned(),
        Cause::ListRefused => words.list_refused.to_owned(),
        Cause::TokenRefusedAgain => words.token_refused_again.to_owned(),
        Cause::GivenTokenRefused => words.given_token_refused.to_owned(),
        Cause::TokenCommand { detail } => fill(words.token_command, &[detail]),
        Cause::NoWebToken => words.no_web_token.to_owned(),
        Cause::NoCredentials { detail } => fill(words.no_credentials, &[detail]),
        Cause::Cancelled => words.cancelled.to_owned(),
        Cause::Local { detail } => fill(words.local, &[detail]),
    }
}

/// A character by itself and by number; by number alone where it shows nothing.
fn named(c: char) -> String {
    let number = format!("U+{:04X}", u32::from(c));
    if c.is_control() || c.is_whitespace() || is_invisible(c) {
        number
    } else {
        format!("{c} ({number})")
    }
}

/// Remedies are imperatives that begin with a verb; behind a colon it is small.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errcode::codes;

    const LANGS: [UiLang; 2] = [UiLang::En, UiLang::Zh];

    fn of_code(errcode: i64, errmsg: &str, web: bool) -> Failure {
        Failure {
            errcode: Some(errcode),
            errmsg: Some(errmsg.to_owned()),
            web,
            ..Failure::new(Kind::of_errcode(errcode), Cause::Errcode)
        }
    }

    #[test]
    fn every_cause_has_a_sentence_with_its_values() {
        let detail = || "why".to_owned();
        for (cause, value) in [
            (Cause::Malformed(Malformed::TooShort { chars: 1 }), "1"),
            (Cause::Malformed(Malformed::TooShort { chars: 3 }), "3"),
            (Cause::Malformed(Malformed::TooLong { chars: 65 }), "65"),
            (
                Cause::Malformed(Malformed::IllegalCharacter { found: '张', at: 7 }),
                "张 (U+5F20)",
            ),
            (
                Cause::Malformed(Malformed::IllegalCharacter {
                    found: '\u{200B}',
                    at: 7,
                }),
                "U+200B",
            ),
            (Cause::HttpStatus { status: 502 }, "502"),
            (Cause::Redirect { to: detail() }, "why"),
            (Cause::EmptyBody, ""),
            (Cause::Truncated, ""),
            (Cause::NotJson { html: true }, ""),
            (Cause::NotJson { html: false }, "JSON"),
            (Cause::WrongShape, "api_base"),
            (Cause::TooBig { limit: 9000 }, "9000"),
            (Cause::NoSubscribe, ""),
            (Cause::OtherOpenid, ""),
            (Cause::MissingFromReply, ""),
            (Cause::BareOk, "ok"),
            (Cause::TimedOut { seconds: 15 }, "15"),
            (Cause::NameResolution, "api_base"),
            (Cause::Connection { detail: detail() }, "why"),
            (Cause::Tls { detail: detail() }, "why"),
            (Cause::EndpointStopped { failures: 5 }, "5"),
            (Cause::CallLimit { limit: 12 }, "12"),
            (Cause::QuotaSpent { left: 497 }, "497"),
            (Cause::ListBrokeOff, ""),
            (Cause::ListRefused, "`fanscope doctor`"),
            (Cause::TokenRefusedAgain, "stable_token"),
            (Cause::GivenTokenRefused, "access"),
            (Cause::TokenCommand { detail: detail() }, "why"),
            (Cause::NoWebToken, "FANSCOPE_WEB_TOKEN"),
            (Cause::NoCredentials { detail: detail() }, "why"),
            (Cause::Cancelled, ""),
            (Cause::Local { detail: detail() }, "why"),
            (Cause::Errcode, ""),
        ] {
            let failure = Failure::new(Kind::Local, cause);
            let [en, zh] = LANGS.map(|lang| hint(&failure, lang));
            assert!(en.contains(value) && zh.contains(value), "{en} / {zh}");
            assert!(
                !en.is_empty() && !en.contains("{}") && !zh.contains("{}"),
                "{en} / {zh}"
            );
            assert_ne!(en, zh);
        }
    }

    #[test]
    fn every_code_gives_one_sentence() {
        for code in codes().chain([41077, 99999]) {
            for lang in LANGS {
                for web in [false, true] {
                    let hint = hint(&of_code(code, "", web), lang);
                    assert!(
                        !hint.is_empty() && !hint.contains(". ") && !hint.contains('。'),
                        "{code} {hint}"
                    );
                }
            }
        }
    }

    #[test]
    fn openid_codes_list_the_four_causes() {
        for code in [40003, 43004, 46004, 49003, 50005] {
            for web in [false, true] {
                let en = hint(&of_code(code, "", web), UiLang::En);
                let places: Vec<_> = ["typo", "another ", "another app", "not following"]
                    .map(|word| en.find(word))
                    .into();
                assert!(places.iter().all(Option::is_some), "{code} {en}");
                let zh = hint(&of_code(code, "", web), UiLang::Zh);
                assert!(
                    ["抄写", "其他账号", "其他应用"].iter().all(|word| zh.contains(word)),
                    "{code} {zh}"
                );
            }
        }
    }

    #[test]
    fn the_whitelist_advice_names_address_and_place() {
        let failure = of_code(40164, "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist", false);
        for lang in LANGS {
            let hint = hint(&failure, lang);
            assert!(hint.contains("1.2.3.4") && hint.contains("IP白名单"), "{hint}");
            assert!(!hint.contains("::ffff"), "{hint}");
        }
        assert!(hint(&of_code(40164, "changed text", false), UiLang::En).contains("IP白名单"));
    }

    #[test]
    fn reasons_fit_a_row() {
        let malformed = Failure::malformed(Malformed::TooShort { chars: 3 });
        assert_eq!(reason(&malformed, UiLang::En), "malformed: 3 characters");
        assert_eq!(reason(&malformed, UiLang::Zh), "格式错误：3 个字符");
        assert_eq!(reason(&of_code(40003, "", false), UiLang::En), "40003 invalid openid");
        let late = Failure::new(Kind::Timeout, Cause::TimedOut { seconds: 15 });
        assert_eq!(reason(&late, UiLang::Zh), "超时");
        let kinds: std::collections::HashSet<_> = Kind::ALL.map(|kind| kind_label(kind, UiLang::Zh)).into();
        assert_eq!(kinds.len(), Kind::ALL.len());
    }

    #[test]
    fn hostile_details_stay_harmless() {
        let failure = Failure::new(
            Kind::Network,
            Cause::Connection {
                detail: "\u{1B}[2J\n".to_owned(),
            },
        );
        assert!(!hint(&failure, UiLang::En).chars().any(char::is_control));
    }
}
