//! Records to JSON, JSON Lines, CSV, XLSX and aligned tables, through any `Write`. One place for the record's wire shape.

mod csv;
mod fields;
mod figures;
mod follower;
mod json;
mod record;
mod record_table;
mod sheet;
mod table;
mod target;
mod xlsx;

pub use csv::{CsvWriter, plain_csv};
pub use fields::{CSV_COLUMNS, Fields};
pub use figures::{figures_json, write_figures};
pub use follower::{FOLLOWER_FIELDS, follower_values};
pub use json::{ArrayWriter, to_text, to_text_pretty, write_line};
pub use record::{JsonRecord, time, to_json};
pub use record_table::record_table;
pub use sheet::{sheet_csv, sheet_lines, sheet_xlsx};
pub use table::{Cell, Column, Layout, Table, Tone};
pub use target::{Partial, Standing};
pub use xlsx::XlsxWriter;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{AccountKey, Cause, Failure, Kind, Malformed, Record, Source, Status, UiLang, sample};

    /// The demo's first example (product contract, "One lookup as JSON").
    const CONTRACT: &str = r#"{"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","account":"demo","source":"follower","status":"following","fetched_at":"2026-11-21T08:00:00Z","from_history":false,"repaired":false,"subscribe":1,"subscribe_time":1382694957,"subscribed_at":"2013-10-25T09:55:57Z","subscribe_scene":"ADD_SCENE_QR_CODE","subscribe_scene_label":"QR code scan","qr_scene":98765,"qr_scene_str":"","qr_label":null,"remark":"","tagid_list":[128,2],"tags":[{"id":128,"name":"VIP"},{"id":2,"name":"星标组"}],"groupid":0,"unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL","nickname":"Band","sex":1,"sex_label":"male","language":"zh_CN","country":"中国","province":"广东","city":"广州","headimgurl":"http://wx.qlogo.cn/mmopen/0","privilege":null,"empty":{"qr_scene_str":"blank","remark":"blank"},"extra":{},"error":null}"#;

    pub(super) fn band() -> Record {
        Record {
            openid: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M".to_owned(),
            account: "demo".to_owned(),
            source: Source::Follower,
            status: Status::Following,
            fetched_at: "2026-11-21T08:00:00.25Z".parse().ok(),
            from_history: false,
            repaired: false,
            profile: sample::band(),
            tags: Some(sample::bands_tags()),
            qr_label: None,
            error: None,
        }
    }

    pub(super) fn failed(failure: Failure) -> Record {
        let account = AccountKey {
            name: "demo".to_owned(),
            app_id: "wx".to_owned(),
        };
        Record::failed("abc", &account, Source::Follower, None, failure)
    }

    fn csv_of(record: &Record, further: &[String], cells: &[String], lang: UiLang, terminal: bool) -> String {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out, further, lang, terminal).unwrap();
        writer.push(record, cells).unwrap();
        drop(writer);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_record_is_the_contracts() {
        assert_eq!(to_text(&to_json(&band())), CONTRACT);
    }

    #[test]
    fn a_failure_keeps_every_key() {
        let malformed = to_json(&failed(Failure::malformed(Malformed::TooShort { chars: 3 })));
        let keys = |value: &serde_json::Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>());
        assert_eq!(keys(&malformed), keys(&to_json(&band())));
        assert_eq!(malformed["fetched_at"], json!(null));
        assert_eq!(malformed["empty"], json!({}));
        assert_eq!(malformed["error"]["kind"], "invalid_openid");
        assert_eq!(malformed["error"]["errcode"], json!(null));
        let refused = Failure {
            errcode: Some(40003),
            errmsg: Some("invalid openid".to_owned()),
            rid: Some("658cff8e-7783352d-44cb33e5".to_owned()),
            ..Failure::new(Kind::InvalidOpenid, Cause::Errcode)
        };
        let error = &to_json(&failed(refused))["error"];
        assert_eq!(error["errcode"], 40003);
        let order: Vec<_> = error.as_object().unwrap().keys().collect();
        assert_eq!(order, ["kind", "errcode", "errmsg", "rid", "hint"]);
    }

    #[test]
    fn further_keys_stand_behind() {
        let (record, names, values) = (band(), ["lookups", "first_at"], [json!(2), json!("x\u{1b}")]);
        let all = JsonRecord {
            names: &names,
            values: &values,
            ..JsonRecord::of(&record)
        };
        let text = to_text(&all);
        assert_eq!(
            text.strip_prefix(CONTRACT.strip_suffix('}').unwrap()),
            Some(r#","lookups":2,"first_at":"x\u001b"}"#)
        );
        let some = JsonRecord {
            wanted: Some(&["first_at", "openid", "status"]),
            ..all
        };
        assert_eq!(
            to_text(&some),
            r#"{"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","status":"following","first_at":"x\u001b"}"#
        );
    }

    #[test]
    fn json_escapes_what_a_terminal_would_obey() {
        let text =
            to_text(&json!({"k\u{9B}": "\u{1B}[2J\u{7}\n\t\"\\/\u{7F}\u{85}\u{202E}\u{200B}\u{FEFF}\u{E0041}é老"}));
        assert_eq!(
            text,
            r#"{"k\u009b":"\u001b[2J\u0007\u000a\u0009\"\\/\u007f\u0085\u202e\u200b\ufeff\udb40\udc41é老"}"#
        );
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            back["k\u{9B}"],
            "\u{1B}[2J\u{7}\n\t\"\\/\u{7F}\u{85}\u{202E}\u{200B}\u{FEFF}\u{E0041}é老"
        );
    }

    #[test]
    fn arrays_are_closed() {
        let closed = |items: &[serde_json::Value]| {
            let mut array = ArrayWriter::new(Vec::new());
            for item in items {
                array.push(item).unwrap();
            }
            String::from_utf8(array.finish().unwrap()).unwrap()
        };
        assert_eq!(closed(&[]), "[]\n");
        assert_eq!(closed(&[json!(1), json!({"a":2})]), "[\n1,\n{\"a\":2}\n]\n");
    }

    #[test]
    fn csv_is_the_contracts() {
        let csv = csv_of(&band(), &[], &[], UiLang::En, false);
        let (header, row) = csv.split_once('\n').unwrap();
        assert_eq!(
            header,
            "openid,account,source,status,fetched_at,from_history,repaired,subscribe,subscribe_time,subscribed_at,subscribe_scene,subscribe_scene_label,qr_scene,qr_scene_str,qr_label,remark,tagid_list,tag_names,groupid,unionid,nickname,sex,sex_label,language,country,province,city,headimgurl,privilege,error_kind,errcode,errmsg,hint"
        );
        assert_eq!(
            row,
            "o6_bmjrPTlm6_2sgVt7hMZOPfL2M,demo,follower,following,2026-11-21T08:00:00Z,false,false,1,1382694957,2013-10-25T09:55:57Z,ADD_SCENE_QR_CODE,QR code scan,98765,,,,128;2,VIP;星标组,0,o6_bmasdasdsad6_2sgVt7hMZOPfL,Band,1,male,zh_CN,中国,广东,广州,http://wx.qlogo.cn/mmopen/0,,,,,\n"
        );
    }

    #[test]
    fn csv_follows_the_interface_language_and_guards_formulas() {
        let mut record = band();
        record.profile.remark = Some("=1+1".to_owned());
        record.profile.nickname = Some("\t\u{1B}x".to_owned());
        let further = ["note".to_owned()];
        let cells = ["@x".to_owned()];
        let plain = csv_of(&record, &further, &cells, UiLang::Zh, false);
        for part in [",扫描二维码,", ",'=1+1,", ",'\t\u{1B}x,1,男,", ",hint,note\n", ",'@x\n"] {
            assert!(plain.contains(part), "{part:?} in {plain}");
        }
        let shown = csv_of(&record, &further, &cells, UiLang::Zh, true);
        assert!(shown.contains(",' ␛x,"), "{shown}");
    }

    #[test]
    fn other_rows_have_a_csv_too() {
        let mut out = Vec::new();
        let rows = [vec!["2".to_owned(), "星标组".to_owned(), "0".to_owned()]];
        plain_csv(&mut out, &["id", "name", "count"], rows, false).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "id,name,count\n2,星标组,0\n");
    }
}
