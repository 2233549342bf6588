/// Words of `explain`. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct ExplainTexts {
    /// Title of a code: the code, its errmsg.
    pub code_title: &'static str,
    /// Title of a code whose usual errmsg nobody knows: the code.
    pub bare_code_title: &'static str,
    /// Title of the other meaning a code has on the web source: the code.
    pub web_title: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Why it comes.
    pub causes: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Who can do it.
    pub who: &'static str,
    /// The address the platform saw.
    pub address: &'static str,
    /// What the platform wrote.
    pub errmsg: &'static str,
    /// A code of no catalogue row: the code.
    pub unknown_code: &'static str,
    /// Title of a request id.
    pub rid_title: &'static str,
    /// The id itself.
    pub rid: &'static str,
    /// When its call was made.
    pub called_at: &'static str,
    /// It can be asked about until then; the id again.
    pub queryable: &'static str,
    /// Too old to be asked about.
    pub too_old: &'static str,
    /// Title of a profile: its openid.
    pub profile_title: &'static str,
    /// The text had to be mended before it could be read.
    pub mended: &'static str,
}

pub(super) const EN: ExplainTexts = ExplainTexts {
    code_title: "errcode {}: {}",
    bare_code_title: "errcode {}",
    web_title: "errcode {} from the web source (/sns/…)",
    meaning: "Meaning",
    causes: "Likely causes",
    remedy: "What to do",
    who: "Who can do it",
    address: "Address to add",
    errmsg: "The platform wrote",
    unknown_code: "The catalogue does not know errcode {}; look it up in the platform's list of return codes",
    rid_title: "Request id",
    rid: "rid",
    called_at: "Time of the call",
    queryable: "It can be queried until {}: fanscope doctor --rid {}",
    too_old: "It can no longer be queried: the platform keeps 7 days",
    profile_title: "Profile {}",
    mended: "The text is not valid JSON; it was read as well as it could be",
};

pub(super) const ZH: ExplainTexts = ExplainTexts {
    code_title: "错误码 {}：{}",
    bare_code_title: "错误码 {}",
    web_title: "网页授权来源（/sns/…）的错误码 {}",
    meaning: "含义",
    causes: "可能的原因",
    remedy: "处理办法",
    who: "谁来处理",
    address: "需添加的地址",
    errmsg: "平台原文",
    unknown_code: "目录中没有错误码 {}，请查阅微信官方的返回码列表",
    rid_title: "请求编号",
    rid: "rid",
    called_at: "调用时间",
    queryable: "{} 之前仍可查询：fanscope doctor --rid {}",
    too_old: "已无法查询：平台只保留 7 天",
    profile_title: "用户资料 {}",
    mended: "原文不是合法的 JSON，已尽力解读",
};
