/// Words for the decoded person: fields, statuses, emptiness, ages. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct PersonTexts {
    /// Group: openid, unionid.
    pub identity: &'static str,
    /// Group: status, since, scene, QR.
    pub following_group: &'static str,
    /// Group: remark, tags, note.
    pub labels: &'static str,
    /// Group: nickname, sex, region, language, avatar.
    pub person: &'static str,
    /// Group: fields nobody documented.
    pub other_fields: &'static str,
    /// Group: source, fetch time, host.
    pub provenance: &'static str,

    /// Field `openid`.
    pub openid: &'static str,
    /// Field `unionid`.
    pub unionid: &'static str,
    /// Status column and field.
    pub status: &'static str,
    /// When the person followed last.
    pub since: &'static str,
    /// Field `subscribe_scene`.
    pub scene: &'static str,
    /// QR scene of either field.
    pub qr: &'static str,
    /// Field `remark`.
    pub remark: &'static str,
    /// Field `tagid_list`.
    pub tags: &'static str,
    /// The local note.
    pub note: &'static str,
    /// Field `groupid`.
    pub group: &'static str,
    /// Field `nickname`.
    pub nickname: &'static str,
    /// Field `sex`.
    pub sex: &'static str,
    /// Country, province, city.
    pub region: &'static str,
    /// Field `language`.
    pub language: &'static str,
    /// Field `headimgurl`.
    pub avatar: &'static str,
    /// Field `privilege`.
    pub privilege: &'static str,
    /// Which API answered.
    pub source: &'static str,
    /// When.
    pub fetched: &'static str,
    /// Which host.
    pub host: &'static str,
    /// The account's name.
    pub account: &'static str,
    /// How the reply was read.
    pub reply: &'static str,
    /// Why there is no answer.
    pub problem: &'static str,
    /// Table column: nickname or remark.
    pub name_or_remark: &'static str,

    /// Status `following`.
    pub following: &'static str,
    /// Status `not_following`.
    pub not_following: &'static str,
    /// Status `authorized`.
    pub authorized: &'static str,
    /// Status `failed`.
    pub failed: &'static str,
    /// In the mirror once, and left.
    pub left: &'static str,
    /// Source `follower`.
    pub source_follower: &'static str,
    /// Source `web`.
    pub source_web: &'static str,
    /// Answered from the local history.
    pub from_history: &'static str,
    /// The reply had to be mended.
    pub repaired: &'static str,
    /// The same as a mark in a table.
    pub repaired_mark: &'static str,

    /// Empty: does not follow.
    pub empty_not_following: &'static str,
    /// Empty: sex and region, not handed out since 2021-10-20.
    pub empty_withheld_region: &'static str,
    /// Empty: nickname and avatar, not handed out since 2021-12-27.
    pub empty_withheld_name: &'static str,
    /// Empty: the person has no picture.
    pub empty_no_picture: &'static str,
    /// Empty: sent, and blank.
    pub empty_blank: &'static str,
    /// Empty: not in the reply.
    pub empty_not_sent: &'static str,
    /// An empty list of tags.
    pub no_tags: &'static str,
    /// An empty list of privileges, and the group 0.
    pub none: &'static str,
    /// No QR code was scanned: both fields are sent and say so.
    pub no_qr: &'static str,
    /// Avatar address without a size to choose.
    pub avatar_address: &'static str,

    /// Followed at the one time and not at the other.
    pub left_between: &'static str,
    /// "{} year ago", one.
    pub year_ago: &'static str,
    /// "{} years ago".
    pub years_ago: &'static str,
    /// "{} month ago", one.
    pub month_ago: &'static str,
    /// "{} months ago".
    pub months_ago: &'static str,
    /// "{} day ago", one.
    pub day_ago: &'static str,
    /// "{} days ago".
    pub days_ago: &'static str,
    /// "{} hour ago", one.
    pub hour_ago: &'static str,
    /// "{} hours ago".
    pub hours_ago: &'static str,

    /// Names of the language codes that the platform uses.
    pub languages: &'static [(&'static str, &'static str)],
}

pub(super) const EN: PersonTexts = PersonTexts {
    identity: "Identity",
    following_group: "Following",
    labels: "Labels",
    person: "Person",
    other_fields: "Other fields",
    provenance: "Provenance",
    openid: "Openid",
    unionid: "Unionid",
    status: "Status",
    since: "Since",
    scene: "Scene",
    qr: "QR",
    remark: "Remark",
    tags: "Tags",
    note: "Note",
    group: "Old group",
    nickname: "Nickname",
    sex: "Sex",
    region: "Region",
    language: "Language",
    avatar: "Avatar",
    privilege: "Privileges",
    source: "Source",
    fetched: "Fetched",
    host: "Host",
    account: "Account",
    reply: "Reply",
    problem: "Problem",
    name_or_remark: "Name/remark",
    following: "Following",
    not_following: "Not following",
    authorized: "Authorized",
    failed: "Failed",
    left: "Left",
    source_follower: "follower",
    source_web: "web",
    from_history: "from history",
    repaired: "repaired: it was not valid JSON",
    repaired_mark: "repaired",
    empty_not_following: "not sent, the person does not follow",
    empty_withheld_region: "not handed out by the platform since 2021-10-20",
    empty_withheld_name: "not handed out by the platform since 2021-12-27",
    empty_no_picture: "no picture set",
    empty_blank: "blank",
    empty_not_sent: "not in the reply",
    no_tags: "no tags",
    none: "none",
    no_qr: "no QR scene",
    avatar_address: "address",
    left_between: "left between {} and {}",
    year_ago: "{} year ago",
    years_ago: "{} years ago",
    month_ago: "{} month ago",
    months_ago: "{} months ago",
    day_ago: "{} day ago",
    days_ago: "{} days ago",
    hour_ago: "{} hour ago",
    hours_ago: "{} hours ago",
    languages: &[
        ("zh_CN", "Simplified Chinese"),
        ("zh_TW", "Traditional Chinese (Taiwan)"),
        ("zh_HK", "Traditional Chinese (Hong Kong)"),
        ("zh", "Chinese"),
        ("en", "English"),
        ("en_US", "English (US)"),
        ("en_GB", "English (UK)"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("fr", "French"),
        ("de", "German"),
        ("es", "Spanish"),
        ("pt", "Portuguese"),
        ("it", "Italian"),
        ("ru", "Russian"),
        ("ar", "Arabic"),
        ("th", "Thai"),
        ("vi", "Vietnamese"),
        ("id", "Indonesian"),
        ("ms", "Malay"),
        ("tr", "Turkish"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("pl", "Polish"),
    ],
};

pub(super) const ZH: PersonTexts = PersonTexts {
    identity: "身份",
    following_group: "关注",
    labels: "标注",
    person: "个人资料",
    other_fields: "其他字段",
    provenance: "数据来源",
    openid: "Openid",
    unionid: "Unionid",
    status: "状态",
    since: "关注时间",
    scene: "关注渠道",
    qr: "二维码",
    remark: "备注",
    tags: "标签",
    note: "本地笔记",
    group: "旧分组",
    nickname: "昵称",
    sex: "性别",
    region: "地区",
    language: "语言",
    avatar: "头像",
    privilege: "特权",
    source: "来源",
    fetched: "获取时间",
    host: "主机",
    account: "账号",
    reply: "应答",
    problem: "问题",
    name_or_remark: "昵称/备注",
    following: "已关注",
    not_following: "未关注",
    authorized: "已授权",
    failed: "失败",
    left: "已取关",
    source_follower: "关注者",
    source_web: "网页授权",
    from_history: "来自历史记录",
    repaired: "经修复：原文不是合法的 JSON",
    repaired_mark: "经修复",
    empty_not_following: "未关注，平台不返回",
    empty_withheld_region: "平台自 2021-10-20 起不再提供",
    empty_withheld_name: "平台自 2021-12-27 起不再提供",
    empty_no_picture: "未设置头像",
    empty_blank: "空",
    empty_not_sent: "应答中没有此字段",
    no_tags: "无标签",
    none: "无",
    no_qr: "无二维码场景",
    avatar_address: "地址",
    left_between: "在 {} 与 {} 之间取关",
    year_ago: "{} 年前",
    years_ago: "{} 年前",
    month_ago: "{} 个月前",
    months_ago: "{} 个月前",
    day_ago: "{} 天前",
    days_ago: "{} 天前",
    hour_ago: "{} 小时前",
    hours_ago: "{} 小时前",
    languages: &[
        ("zh_CN", "简体中文"),
        ("zh_TW", "繁体中文（台湾）"),
        ("zh_HK", "繁体中文（香港）"),
        ("zh", "中文"),
        ("en", "英语"),
        ("en_US", "英语（美国）"),
        ("en_GB", "英语（英国）"),
        ("ja", "日语"),
        ("ko", "韩语"),
        ("fr", "法语"),
        ("de", "德语"),
        ("es", "西班牙语"),
        ("pt", "葡萄牙语"),
        ("it", "意大利语"),
        ("ru", "俄语"),
        ("ar", "阿拉伯语"),
        ("th", "泰语"),
        ("vi", "越南语"),
        ("id", "印尼语"),
        ("ms", "马来语"),
        ("tr", "土耳其语"),
        ("he", "希伯来语"),
        ("hi", "印地语"),
        ("pl", "波兰语"),
    ],
};
