/// Phrases of `web`. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct WebTexts {
    /// Asks for an OAuth code.
    pub prompt_code: &'static str,
    /// Asks for a refresh token.
    pub prompt_refresh_token: &'static str,
    /// Asks for a web token.
    pub prompt_token: &'static str,
    /// The token is good; value: openid.
    pub good: &'static str,
    /// Whose token it is.
    pub openid: &'static str,
    /// The unionid that came along.
    pub unionid: &'static str,
    /// The scope granted.
    pub scope: &'static str,
    /// How long the token lives.
    pub lives: &'static str,
    /// Value: seconds.
    pub seconds: &'static str,
    /// A virtual user of a snapshot page.
    pub snapshot_user: &'static str,
    /// A refresh token came along.
    pub refresh_token: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// The scope shows no profile.
    pub no_profile: &'static str,
}

pub(super) const EN: WebTexts = WebTexts {
    prompt_code: "OAuth code (not shown): ",
    prompt_refresh_token: "Refresh token (not shown): ",
    prompt_token: "Web token (not shown): ",
    good: "The web token is good for {}.",
    openid: "Openid",
    unionid: "Unionid",
    scope: "Scope",
    lives: "Token lives",
    seconds: "{} seconds",
    snapshot_user: "Snapshot user",
    refresh_token: "Refresh token",
    yes: "yes",
    no: "no",
    no_profile: "With scope snsapi_base the token shows no profile; ask for consent with snsapi_userinfo.",
};

pub(super) const ZH: WebTexts = WebTexts {
    prompt_code: "OAuth code（输入不显示）：",
    prompt_refresh_token: "refresh_token（输入不显示）：",
    prompt_token: "网页 token（输入不显示）：",
    good: "网页 token 可用于 {}。",
    openid: "openid",
    unionid: "unionid",
    scope: "授权作用域",
    lives: "token 有效期",
    seconds: "{} 秒",
    snapshot_user: "快照页虚拟账号",
    refresh_token: "refresh_token",
    yes: "是",
    no: "否",
    no_profile: "作用域为 snsapi_base 的 token 看不到用户资料；请以 snsapi_userinfo 重新请用户授权。",
};
