/// Phrases of `doctor`. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct DoctorTexts {
    /// Name of the step `config`.
    pub config: &'static str,
    /// Name of the step `network`.
    pub network: &'static str,
    /// Name of the step `token`.
    pub token: &'static str,
    /// Name of the step `domain_ip`.
    pub domain_ip: &'static str,
    /// Name of the step `quota`.
    pub quota: &'static str,
    /// Name of the step `user_get`.
    pub user_get: &'static str,
    /// Name of the step `tags_get`.
    pub tags_get: &'static str,
    /// Name of the step `web_token`.
    pub web_token: &'static str,
    /// Value: file.
    pub configured: &'static str,
    /// No file: environment or demo.
    pub configured_without_file: &'static str,
    /// Values: path, mode in octal.
    pub exposed: &'static str,
    /// What to do about an exposed path; values: mode, path.
    pub exposed_advice: &'static str,
    /// Values: host, addresses.
    pub reached: &'static str,
    /// Reached through a proxy, without addresses of its own; value: host.
    pub reached_by_proxy: &'static str,
    /// A token was obtained.
    pub token_obtained: &'static str,
    /// Value: number of addresses.
    pub token_accepted: &'static str,
    /// Values: path, calls left, calls a day.
    pub quota_left: &'static str,
    /// The platform tells no quota.
    pub quota_unknown: &'static str,
    /// What to do when a quota is used up.
    pub quota_used_up: &'static str,
    /// Value: calls counted here today.
    pub spent_here: &'static str,
    /// Value: number of followers.
    pub followers: &'static str,
    /// Value: number of tags.
    pub tags: &'static str,
    /// The web token is good.
    pub web_token_good: &'static str,
    /// The web token is accepted, its openid is unknown here.
    pub web_token_accepted: &'static str,
    /// No web token given.
    pub no_web_token: &'static str,
    /// Skipped.
    pub not_tried: &'static str,
    /// The configuration cannot be read; value: number of problems.
    pub config_problems: &'static str,
    /// What to do about configuration problems.
    pub config_advice: &'static str,
    /// Heading of `--rid`; value: rid.
    pub rid_heading: &'static str,
    /// Row of `--rid`: time of the call.
    pub rid_time: &'static str,
    /// Row of `--rid`: duration.
    pub rid_cost: &'static str,
    /// Row of `--rid`: caller's address.
    pub rid_client: &'static str,
    /// Row of `--rid`: request.
    pub rid_request: &'static str,
    /// Row of `--rid`: request body.
    pub rid_body: &'static str,
    /// Row of `--rid`: reply.
    pub rid_reply: &'static str,
}

pub(super) const EN: DoctorTexts = DoctorTexts {
    config: "Configuration",
    network: "Network",
    token: "Access token",
    domain_ip: "Token check",
    quota: "Quota",
    user_get: "Followers",
    tags_get: "Tags",
    web_token: "Web token",
    configured: "{}",
    configured_without_file: "no file; the environment or the demo serves",
    exposed: "others can read {} (mode {})",
    exposed_advice: "Run: chmod {} {}",
    reached: "{} answers ({})",
    reached_by_proxy: "{} answers",
    token_obtained: "obtained, kept in memory only",
    token_accepted: "accepted; the platform names {} addresses of its own",
    quota_left: "{}: {} of {} left",
    quota_unknown: "the platform tells no quota for this kind of account",
    quota_used_up: "An endpoint has no calls left; go on tomorrow (UTC+8).",
    spent_here: "{} calls from this machine today",
    followers: "{} followers",
    tags: "{} tags",
    web_token_good: "good for an openid of the history",
    web_token_accepted: "accepted; no openid of its own is known here to try it with",
    no_web_token: "none given (FANSCOPE_WEB_TOKEN)",
    not_tried: "not tried: an earlier step failed",
    config_problems: "{} problems",
    config_advice: "Mend the lines named; `fanscope config check` lists them again.",
    rid_heading: "The platform's record of {}",
    rid_time: "Time",
    rid_cost: "Took",
    rid_client: "Caller",
    rid_request: "Request",
    rid_body: "Body",
    rid_reply: "Reply",
};

pub(super) const ZH: DoctorTexts = DoctorTexts {
    config: "配置",
    network: "网络",
    token: "access token",
    domain_ip: "token 校验",
    quota: "调用额度",
    user_get: "关注者",
    tags_get: "标签",
    web_token: "网页 token",
    configured: "{}",
    configured_without_file: "没有配置文件，使用环境变量或演示账号",
    exposed: "{} 可被其他用户读取（权限 {}）",
    exposed_advice: "请执行：chmod {} {}",
    reached: "{} 有应答（{}）",
    reached_by_proxy: "{} 有应答",
    token_obtained: "已取得，只保存在内存中",
    token_accepted: "被平台接受；平台列出了 {} 个自身地址",
    quota_left: "{}：剩余 {} / {}",
    quota_unknown: "平台没有给出这类账号的额度",
    quota_used_up: "有接口今日额度已用完，请明天（北京时间）再继续。",
    spent_here: "本机今日已调用 {} 次",
    followers: "{} 个关注者",
    tags: "{} 个标签",
    web_token_good: "可用于历史中的一个 openid",
    web_token_accepted: "被平台接受；本机没有属于它的 openid 可以进一步核对",
    no_web_token: "未提供（FANSCOPE_WEB_TOKEN）",
    not_tried: "未检查：前面的步骤失败了",
    config_problems: "{} 个问题",
    config_advice: "请修改上述各处；`fanscope config check` 可再次列出。",
    rid_heading: "平台对 {} 的记录",
    rid_time: "时间",
    rid_cost: "耗时",
    rid_client: "调用方",
    rid_request: "请求",
    rid_body: "请求体",
    rid_reply: "回复",
};
