use jiff::tz::TimeZone;

use super::*;
use crate::model::UiLang;

const LANGS: [UiLang; 2] = [UiLang::En, UiLang::Zh];
const WHITELIST: &str = r#"{"errcode":40164,"errmsg":"invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 658cff8e-7783352d-44cb33e5"}"#;

fn told_at(text: &str, lang: UiLang, now: &str) -> Option<String> {
    let wording = Wording {
        lang,
        now: now.parse().unwrap(),
        time_zone: TimeZone::fixed(jiff::tz::offset(8)),
    };
    explain(text, &wording).map(|explanation| explanation.to_string())
}

fn told(text: &str, lang: UiLang) -> String {
    told_at(text, lang, "2026-11-21T08:00:00Z").unwrap_or_else(|| panic!("{text} is not explained"))
}

fn assert_told(text: &str, lang: UiLang, wanted: &[&str]) {
    let told = told(text, lang);
    for want in wanted {
        assert!(told.contains(want), "{want:?} not in\n{told}");
    }
}

#[test]
fn the_whitelist_reply_names_address_place_and_time() {
    assert_told(
        WHITELIST,
        UiLang::En,
        &[
            "1.2.3.4",
            "IP白名单",
            "设置与开发",
            "安全中心",
            "2023-12-28 12:54:38",
            "Add 1.2.3.4",
            "2 years ago",
            "no longer be queried",
        ],
    );
    assert_told(
        WHITELIST,
        UiLang::Zh,
        &[
            "1.2.3.4",
            "IP白名单",
            "设置与开发",
            "安全中心",
            "2023-12-28 12:54:38",
            "2 年前",
            "已无法查询",
        ],
    );
    for lang in LANGS {
        let escaped = format!("12:00 reply=\"{}\"", WHITELIST.replace('"', "\\\""));
        assert!(told(&escaped, lang).contains("1.2.3.4"));
        assert_told(
            "invalid ip 1.2.3.4, not in whitelist hint: [3yfuHA0202nfo1]",
            lang,
            &["40164", "1.2.3.4", "IP白名单"],
        );
    }
}

#[test]
fn codes_are_explained_however_they_are_written() {
    for text in [
        "40003",
        " 40003 ",
        "errcode: 40003",
        "errcode=40003",
        "错误码：40003",
        "\"40003\"",
        "got errcode 40003 for x",
        "[40003] invalid",
    ] {
        assert_told(
            text,
            UiLang::En,
            &["40003", "invalid openid", "1. A typo", "Who can do it"],
        );
    }
    assert_told("-1", UiLang::Zh, &["-1", "system error", "微信系统繁忙"]);
    assert_told("48001", UiLang::En, &["/sns/", "snsapi_base", "verification"]);
    assert_told("89503", UiLang::Zh, &["89503", "管理员"]);
}

#[test]
fn messages_lead_to_their_codes() {
    assert_told(
        "invalid openid list size hint: [xlmeHJYfk-6Hx4LA] rid: 66f43076-700f44ff-0465cb1b",
        UiLang::En,
        &["40032", "2024-09-25"],
    );
    assert_told("api unauthorized", UiLang::En, &["48001"]);
    assert_told("errmsg: \"invalid appsecret\"", UiLang::Zh, &["40125"]);
    assert_told(
        "code been used, hints: [ req_id: OsIKda0848th19 ]",
        UiLang::En,
        &["40163"],
    );
}

#[test]
fn rids_have_their_time_and_their_end() {
    let rid = "6aac0063-7ed08fb9-1250f724";
    let young = told_at(rid, UiLang::En, "2026-09-20T00:00:00Z").unwrap();
    for want in [
        "2026-09-17 22:59:47",
        "2 days ago",
        "until 2026-09-24 22:59:47",
        "doctor --rid 6aac0063-7ed08fb9-1250f724",
    ] {
        assert!(young.contains(want), "{want} not in {young}");
    }
    assert_told(&format!("see rid: {rid} please"), UiLang::Zh, &["已无法查询"]);
}

#[test]
fn web_replies_get_the_web_words() {
    let web = r#"{"errcode":48001,"errmsg":"api unauthorized, rid: 658cff8e-7783352d-44cb33e5"}"#;
    assert_told(web, UiLang::En, &["snsapi_userinfo", "2023-12-28"]);
    assert!(!told(web, UiLang::En).contains("lapsed"));
}

#[test]
fn profiles_are_decoded_with_the_words_of_the_detail_view() {
    let profile = r#"{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","subscribe_time":1382694957,"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":"","remark":"","tagid_list":[128,2],"nickname":"\u001b[31mBand","sex":0,"new_field":[1]}"#;
    assert_told(
        profile,
        UiLang::En,
        &[
            "Profile o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
            "2013-10-25 17:55:57 (13 years ago)",
            "QR code scan (ADD_SCENE_QR_CODE)",
            "98765",
            "#128, 星标组 (#2)",
            "␛[31mBand",
            "not handed out by the platform since 2021-10-20",
            "new_field  [1]",
        ],
    );
    let odd = r#"{"subscribe":7,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","remark":"老客户","sex":0}"#;
    assert_told(odd, UiLang::En, &["Failed", "does not say whether", "老客户"]);
    assert!(!told(odd, UiLang::En).contains("Sex"));
    let gone = r#"{"subscribe":0,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","tagid_list":[]}"#;
    assert_told(gone, UiLang::Zh, &["未关注"]);
    assert_told(
        &format!(r#"{{"user_info_list":[{profile},{gone}]}}"#),
        UiLang::En,
        &["Band", "Not following"],
    );
}

#[test]
fn the_documentations_own_samples_are_read() {
    let web = "{   \n  \"openid\": \"OPENID\",\n  \"nickname\": NICKNAME,\n  \"sex\": 1,\n  \"province\":\"PROVINCE\",\n  \"city\":\"CITY\",\n  \"country\":\"COUNTRY\",\n  \"headimgurl\":\"https://thirdwx.qlogo.cn/mmopen/g3M/46\",\n  \"privilege\":[ \"PRIVILEGE1\" \"PRIVILEGE2\"     ],\n  \"unionid\": \"o6_bmasdasdsad6_2sgVt7hMZOPfL\"\n}";
    assert_told(
        web,
        UiLang::En,
        &[
            "Authorized",
            "NICKNAME",
            "male",
            "COUNTRY PROVINCE CITY",
            "PRIVILEGE1, PRIVILEGE2",
            "not valid JSON",
        ],
    );
    let follower = "{\n \"subscribe\": 1, // following\n \"openid\": \"o6_bmjrPTlm6_2sgVt7hMZOPfL2M\",\n \"language\": \"zh_CN\",\n \"subscribe_time\": 1382694957,\n \"unionid\": \" o6_bmasdasdsad6_2sgVt7hMZOPfL\"\n \"remark\": \"\",\n \"tagid_list\":[128,2],\n}";
    assert_told(
        follower,
        UiLang::Zh,
        &["已关注", "13 年前", "简体中文", "o6_bmasdasdsad6_2sgVt7hMZOPfL"],
    );
}

#[test]
fn tokens_are_never_echoed() {
    for text in [
        r#"{"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","nickname":"n","access_token":"73_SECRET","refresh_token":"73_SECRET"}"#,
        "{openid: o6_bmjrPTlm6_2sgVt7hMZOPfL2M, nickname: n, access_token: 73_SECRET}",
        r#"{"errcode":40001,"errmsg":"invalid credential at /x?access_token=73_SECRET&y"}"#,
        "errcode 40001 from https://h/cgi-bin/user/info?access_token=73_SECRET&openid=o",
        r#"{"subscribe":1,"openid":"o","x":{"y":["https://h/?secret=73_SECRET"]}}"#,
    ] {
        for lang in LANGS {
            assert!(!told(text, lang).contains("SECRET"), "{text}");
        }
    }
}

#[test]
fn what_is_unknown_is_not_explained() {
    for text in [
        "",
        "12345",
        "hello",
        "{}",
        "[]",
        "{\"ip_list\":[]}",
        "-2",
        "0x10",
        "[40",
        "{\"a\":",
    ] {
        assert_eq!(told_at(text, UiLang::En, "2026-11-21T08:00:00Z"), None, "{text}");
    }
    let wording = Wording {
        lang: UiLang::En,
        now: "2026-11-21T08:00:00Z".parse().unwrap(),
        time_zone: TimeZone::UTC,
    };
    let strange = explain(
        r#"{"errcode":12345,"errmsg":"new thing rid: 658cff8e-7783352d-44cb33e5"}"#,
        &wording,
    )
    .unwrap();
    assert!(!strange.known);
    assert!(
        strange.to_string().contains("new thing") && strange.to_string().contains("2023-12-28"),
        "{strange}"
    );
}

#[test]
fn no_line_can_harm_a_terminal() {
    for text in [
        "{\"errcode\":40003,\"errmsg\":\"\\u001b[2J\\u202e\\n\"}",
        "{\"openid\":\"o\",\"nickname\":\"\\u001b]0;x\\u0007\"}",
    ] {
        let told = told(text, UiLang::Zh);
        assert!(
            !told.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202E}'),
            "{told:?}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,40}|[\\[{\"':,\\]}a-z0-9 -]{0,60}|\\{\"(errcode|openid|sex)\":.{0,20}") {
        let told = told_at(&text, UiLang::Zh, "2026-11-21T08:00:00Z").unwrap_or_default();
        proptest::prop_assert!(!told.chars().any(|c| c.is_control() && c != '\n'));
    }
}
