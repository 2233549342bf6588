//! People and answers made up for the screens.

use fanscope::model::{AccountKey, Failure, Kind, Lang, Profile, QrLabels, Record, Snapshot, Source, Status, TagRef};

/// The documentation's first example, in the old filled shape.
pub const BAND: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
/// Today's shape.
pub const REGULAR: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
/// Does not follow.
pub const GONE: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";
/// Text that tries to leave its cell.
pub const HOSTILE: &str = "oHOSTILE_hostile_hostile_012";

/// 2026-11-21T08:00:00Z.
pub const NOW: i64 = 1_795_248_000;

pub fn at(seconds: i64) -> fanscope::model::Timestamp {
    fanscope::model::Timestamp::from_second(seconds).unwrap()
}

pub fn account() -> AccountKey {
    AccountKey {
        name: "main".to_owned(),
        app_id: "wx0123456789abcdef".to_owned(),
    }
}

fn snapshot(record: Record, raw: &str) -> Snapshot {
    Snapshot {
        record,
        app_id: account().app_id,
        lang: Lang::ZhCn,
        host: "api.weixin.qq.com".to_owned(),
        raw: raw.as_bytes().to_vec(),
    }
}

fn record(openid: &str, source: Source, status: Status, profile: Profile) -> Record {
    let labels = QrLabels([("98765".to_owned(), "Shanghai store poster".to_owned())].into());
    Record {
        openid: openid.to_owned(),
        account: account().name,
        source,
        status,
        fetched_at: Some(at(NOW - 60)),
        from_history: false,
        repaired: false,
        tags: profile.tagid_list.as_ref().map(|ids| {
            let name = |id: u64| {
                (id == 128)
                    .then(|| "VIP".to_owned())
                    .or((id == 2).then(|| "星标组".to_owned()))
            };
            ids.iter().map(|&id| TagRef { id, name: name(id) }).collect()
        }),
        qr_label: labels
            .label(profile.qr_scene, profile.qr_scene_str.as_deref())
            .map(str::to_owned),
        profile,
        error: None,
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every wire field is optional")]
fn some<T: From<&'static str>>(value: &'static str) -> Option<T> {
    Some(value.into())
}

pub fn band() -> Snapshot {
    let profile = Profile {
        subscribe: Some(1),
        openid: some(BAND),
        subscribe_time: Some(1_382_694_957),
        subscribe_scene: some("ADD_SCENE_QR_CODE"),
        qr_scene: Some(98765),
        qr_scene_str: some(""),
        remark: some(""),
        tagid_list: Some(vec![128, 2]),
        groupid: Some(0),
        unionid: some("o6_bmasdasdsad6_2sgVt7hMZOPfL"),
        nickname: some("Band"),
        sex: Some(1),
        language: some("zh_CN"),
        country: some("中国"),
        province: some("广东"),
        city: some("广州"),
        headimgurl: some(
            "http://wx.qlogo.cn/mmopen/g3MonUZtNHkdmzicIlibx6iaFqAc56vxLSUfpb6n5WKSYVY0ChQKkiaJSgQ1dZuTOgvLLrhJbERQQ4eMsv84eavHiaiceqxibJxCfHe/0",
        ),
        ..Profile::default()
    };
    let raw =
        r#"{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","nickname":"Band","sex":1,"tagid_list":[128,2]}"#;
    snapshot(record(BAND, Source::Follower, Status::Following, profile), raw)
}

pub fn regular() -> Snapshot {
    let profile = Profile {
        subscribe: Some(1),
        openid: some(REGULAR),
        subscribe_time: Some(1_434_093_047),
        subscribe_scene: some("ADD_SCENE_SEARCH"),
        qr_scene: Some(0),
        qr_scene_str: some(""),
        remark: some("老客户"),
        tagid_list: Some(vec![]),
        groupid: Some(0),
        nickname: some(""),
        sex: Some(0),
        language: some("zh_CN"),
        country: some(""),
        province: some(""),
        city: some(""),
        headimgurl: some(""),
        ..Profile::default()
    };
    snapshot(
        record(REGULAR, Source::Follower, Status::Following, profile),
        r#"{"subscribe":1}"#,
    )
}

pub fn gone() -> Snapshot {
    let profile = Profile {
        subscribe: Some(0),
        openid: some(GONE),
        ..Profile::default()
    };
    snapshot(
        record(GONE, Source::Follower, Status::NotFollowing, profile),
        r#"{"subscribe":0}"#,
    )
}

/// As [`gone`], from the time when the person still followed.
pub fn gone_before() -> Snapshot {
    let mut snapshot = regular();
    GONE.clone_into(&mut snapshot.record.openid);
    snapshot.record.fetched_at = Some(at(NOW - 40 * 86_400));
    snapshot
}

pub fn hostile() -> Snapshot {
    let mut snapshot = regular();
    let nasty = format!("\u{1b}[31m\u{7}\u{9b}2J\u{202e}a\u{200b}b\r\n\t{}", "宽".repeat(300));
    HOSTILE.clone_into(&mut snapshot.record.openid);
    snapshot.record.profile.openid = some(HOSTILE);
    snapshot.record.profile.nickname = Some(nasty.clone());
    snapshot.record.profile.remark = Some(nasty.clone());
    snapshot
        .record
        .profile
        .extra
        .insert("\u{1b}[2Jextra".to_owned(), nasty.clone().into());
    snapshot.raw = nasty.into_bytes();
    snapshot
}

/// Remarks, nicknames and tags that try to leave their cells, each in its own way: control sequences, reversed reading,
/// characters made of several, of none and of two columns.
const STRANGE: [(&str, &str, &str); 4] = [
    (
        "oSTRANGE_escape_escape_00001",
        "\u{1b}[31mred\u{1b}[0m\u{7}\u{9b}2J\r\n\tend",
        "\u{1b}[2Jgone",
    ),
    (
        "oSTRANGE_bidi_bidi_bidi_0002",
        "\u{202e}diputs si siht\u{2066}\u{200b}\u{feff}",
        "\u{200f}\u{202e}gat",
    ),
    (
        "oSTRANGE_joined_joined_00003",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦👍🏽🇨🇳❤\u{fe0f}🏳\u{fe0f}\u{200d}🌈",
        "🧑🏽\u{200d}🚀",
    ),
    (
        "oSTRANGE_combining_wide_0004",
        "e\u{301}a\u{308}\u{323}ｆｕｌｌ한국어ｱﾞ한กำ्नि𠮷宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽",
        "宽e\u{301}",
    ),
];

/// People with such texts wherever a text can stand; the first left, as far as stored lookups tell.
pub fn strange() -> Vec<Snapshot> {
    let person = |(openid, text, tag): &(&str, &str, &str)| {
        let mut snapshot = hostile();
        let record = &mut snapshot.record;
        (*openid).clone_into(&mut record.openid);
        let profile = &mut record.profile;
        profile.openid = Some((*openid).to_owned());
        for field in [&mut profile.remark, &mut profile.nickname, &mut profile.city] {
            *field = Some((*text).to_owned());
        }
        profile.subscribe_scene = Some(format!("ADD_SCENE_{tag}"));
        profile.tagid_list = Some(vec![128, 140]);
        let names = [(128, "VIP"), (140, *tag)];
        record.tags = Some(
            names
                .map(|(id, name)| TagRef {
                    id,
                    name: Some(name.to_owned()),
                })
                .to_vec(),
        );
        snapshot
    };
    STRANGE.iter().map(person).collect()
}

pub fn web() -> Snapshot {
    let profile = Profile {
        openid: some(REGULAR),
        nickname: some("小雪"),
        sex: Some(0),
        headimgurl: some(""),
        privilege: Some(vec![]),
        ..Profile::default()
    };
    snapshot(
        record(REGULAR, Source::Web, Status::Authorized, profile),
        r#"{"nickname":"小雪"}"#,
    )
}

pub fn refused(openid: &str) -> Snapshot {
    let failure = Failure {
        errcode: Some(40003),
        errmsg: some("invalid openid"),
        rid: some("658cff8e-7783352d-44cb33e5"),
        ..Failure::new(Kind::InvalidOpenid, fanscope::model::Cause::Errcode)
    };
    let record = Record::failed(openid, &account(), Source::Follower, Some(at(NOW - 60)), failure);
    snapshot(record, r#"{"errcode":40003,"errmsg":"invalid openid"}"#)
}
