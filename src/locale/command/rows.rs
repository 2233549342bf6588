/// Headers and words of tables on stdout.
#[derive(Debug)]
pub struct RowTexts {
    /// Column.
    pub openid: &'static str,
    /// Column.
    pub status: &'static str,
    /// Column: time of the last follow.
    pub since: &'static str,
    /// Column: subscribe scene.
    pub scene: &'static str,
    /// Column: nickname.
    pub name: &'static str,
    /// Column: remark on WeChat.
    pub remark: &'static str,
    /// Column: QR scene.
    pub qr: &'static str,
    /// Column.
    pub tags: &'static str,
    /// Column: country, province, city.
    pub region: &'static str,
    /// Column.
    pub unionid: &'static str,
    /// Column: fetch time.
    pub fetched_at: &'static str,
    /// Column: why a row failed.
    pub why: &'static str,
    /// Between tag names.
    pub tag_separator: &'static str,
    /// Status.
    pub following: &'static str,
    /// Status.
    pub not_following: &'static str,
    /// Status.
    pub authorized: &'static str,
    /// Status.
    pub failed: &'static str,
    /// Empty, because the platform hands it out no more.
    pub withheld: &'static str,
    /// Empty, because the person has no picture.
    pub no_picture: &'static str,
    /// Empty, because it was sent blank.
    pub blank: &'static str,
    /// Empty, because it was not sent.
    pub not_sent: &'static str,
}

pub(super) const EN: RowTexts = RowTexts {
    openid: "Openid",
    status: "Status",
    since: "Since",
    scene: "Scene",
    name: "Name",
    remark: "Remark",
    qr: "QR",
    tags: "Tags",
    region: "Region",
    unionid: "Unionid",
    fetched_at: "Fetched",
    why: "Why",
    tag_separator: ", ",
    following: "following",
    not_following: "not following",
    authorized: "authorized",
    failed: "failed",
    withheld: "(withheld)",
    no_picture: "(no picture)",
    blank: "(blank)",
    not_sent: "(not sent)",
};

pub(super) const ZH: RowTexts = RowTexts {
    openid: "OpenID",
    status: "状态",
    since: "关注时间",
    scene: "关注渠道",
    name: "昵称",
    remark: "备注",
    qr: "二维码",
    tags: "标签",
    region: "地区",
    unionid: "UnionID",
    fetched_at: "查询时间",
    why: "原因",
    tag_separator: "、",
    following: "已关注",
    not_following: "未关注",
    authorized: "已授权",
    failed: "失败",
    withheld: "（平台不再提供）",
    no_picture: "（没有头像）",
    blank: "（空白）",
    not_sent: "（未返回）",
};
