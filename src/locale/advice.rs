/// Words for failures: kinds, who can mend them, and one sentence of advice per cause. `{}` marks a value, filled by
/// [`super::fill`].
#[derive(Debug)]
pub struct AdviceTexts {
    /// Kind `invalid_openid`.
    pub invalid_openid: &'static str,
    /// Kind `credential`.
    pub credential: &'static str,
    /// Kind `permission`.
    pub permission: &'static str,
    /// Kind `ip_whitelist`.
    pub ip_whitelist: &'static str,
    /// Kind `quota`.
    pub quota: &'static str,
    /// Kind `rate_limit`.
    pub rate_limit: &'static str,
    /// Kind `platform`.
    pub platform: &'static str,
    /// Kind `network`.
    pub network: &'static str,
    /// Kind `timeout`.
    pub timeout: &'static str,
    /// Kind `bad_reply`.
    pub bad_reply: &'static str,
    /// Kind `cancelled`.
    pub cancelled_kind: &'static str,
    /// Kind `local`.
    pub local_kind: &'static str,

    /// Who: the one who looks up.
    pub who_operator: &'static str,
    /// Who: the developers of what calls the API.
    pub who_developer: &'static str,
    /// Who: the account's administrator, in the console.
    pub who_administrator: &'static str,
    /// Who: the person looked up, on WeChat.
    pub who_person: &'static str,
    /// Who: the platform; wait.
    pub who_platform: &'static str,
    /// Who: nobody has to, or can.
    pub who_nobody: &'static str,

    /// A malformed text in few words: "malformed: {what}".
    pub malformed_reason: &'static str,
    /// One character.
    pub one_char: &'static str,
    /// So many characters.
    pub chars: &'static str,
    /// An illegal character and its place, in few words.
    pub illegal_reason: &'static str,

    /// Too short: one character.
    pub too_short_one: &'static str,
    /// Too short: characters.
    pub too_short: &'static str,
    /// Too long: characters.
    pub too_long: &'static str,
    /// Character, its code, its place.
    pub illegal_character: &'static str,

    /// Meaning and remedy of a catalogue row in one sentence.
    pub meaning_and_remedy: &'static str,
    /// An errcode that the catalogue does not know.
    pub unknown_errcode: &'static str,
    /// An errcode failure without a code.
    pub no_errcode: &'static str,
    /// Address to add to the whitelist.
    pub whitelist: &'static str,

    /// HTTP status.
    pub http_status: &'static str,
    /// Host of a redirect.
    pub redirect: &'static str,
    /// A redirect without a target.
    pub redirect_nowhere: &'static str,
    /// Nothing in the body.
    pub empty_body: &'static str,
    /// The body broke off.
    pub truncated: &'static str,
    /// HTML in place of JSON.
    pub html: &'static str,
    /// Neither JSON nor HTML.
    pub not_json: &'static str,
    /// JSON of another shape.
    pub wrong_shape: &'static str,
    /// Limit in bytes.
    pub too_big: &'static str,
    /// No usable `subscribe`.
    pub no_subscribe: &'static str,
    /// A profile of somebody else.
    pub other_openid: &'static str,
    /// In neither reply.
    pub missing_from_reply: &'static str,
    /// `errcode: 0` in place of a profile.
    pub bare_ok: &'static str,
    /// Seconds.
    pub timed_out: &'static str,
    /// The name did not resolve.
    pub name_resolution: &'static str,
    /// The transport's text.
    pub connection: &'static str,
    /// The TLS library's text.
    pub tls: &'static str,
    /// Failures in a row.
    pub endpoint_stopped: &'static str,
    /// Calls allowed.
    pub call_limit: &'static str,
    /// Calls that were left.
    pub quota_spent: &'static str,
    /// The list of followers broke off.
    pub list_broke_off: &'static str,
    /// Openids of the list are refused.
    pub list_refused: &'static str,
    /// The renewed token was refused too.
    pub token_refused_again: &'static str,
    /// A given token was refused.
    pub given_token_refused: &'static str,
    /// What the command's end was.
    pub token_command: &'static str,
    /// No web token.
    pub no_web_token: &'static str,
    /// What is missing.
    pub no_credentials: &'static str,
    /// Cancelled.
    pub cancelled: &'static str,
    /// What the system said.
    pub local: &'static str,
}

pub(super) const EN: AdviceTexts = AdviceTexts {
    invalid_openid: "invalid openid",
    credential: "credential refused",
    permission: "no permission",
    ip_whitelist: "address not allowed",
    quota: "quota used up",
    rate_limit: "too many calls",
    platform: "platform fault",
    network: "no connection",
    timeout: "no answer in time",
    bad_reply: "unusable reply",
    cancelled_kind: "cancelled",
    local_kind: "fault on this machine",
    who_operator: "you, at this screen",
    who_developer: "the developers of the servers that use this account",
    who_administrator: "the account's administrator, in the WeChat console",
    who_person: "the person, on WeChat",
    who_platform: "WeChat; waiting is enough",
    who_nobody: "nobody; there is nothing to mend",
    malformed_reason: "malformed: {}",
    one_char: "1 character",
    chars: "{} characters",
    illegal_reason: "{} at place {}",
    too_short_one: "Malformed, nothing was sent: 1 character; an openid has 20 to 64",
    too_short: "Malformed, nothing was sent: {} characters; an openid has 20 to 64",
    too_long: "Malformed, nothing was sent: {} characters; an openid has 20 to 64",
    illegal_character: "Malformed, nothing was sent: {} at place {}; an openid has only letters, digits, - and _",
    meaning_and_remedy: "{}: {}",
    unknown_errcode: "The catalogue does not know errcode {}; look it up in the platform's list of return codes",
    no_errcode: "The platform reported a failure without a code; look at the raw reply",
    whitelist: "Add {} to the account's IP whitelist in the WeChat console (设置与开发 → 安全中心 → IP白名单, Settings → Security center → IP whitelist); it takes up to ten minutes",
    http_status: "The server answered with HTTP status {}: WeChat answers 200 even to errors, so look at the proxy or gateway in between, or try again later",
    redirect: "The server redirected to {}, which is never followed: check api_base and the network's login page",
    redirect_nowhere: "The server answered with a redirect that leads nowhere: check api_base and the proxy in between",
    empty_body: "The reply was empty: look at the proxy or gateway in between, or try again",
    truncated: "The reply broke off: try again, and look at the proxy in between if it comes back",
    html: "The reply is a web page and no JSON: a proxy, gateway or login page stands in between",
    not_json: "The reply is no JSON: check api_base and the proxy in between; the raw reply shows what came",
    wrong_shape: "The reply is JSON, but not of this call: check api_base; the raw reply shows what came",
    too_big: "The reply is larger than {} bytes and was not read: check api_base and the proxy in between",
    no_subscribe: "The reply does not say whether the person follows: look at the raw reply, and ask again",
    other_openid: "The reply is about another openid and was not used: a proxy or cache in between mixes replies up",
    missing_from_reply: "The platform left this openid out of its replies, twice: ask again later",
    bare_ok: "The platform said ok and sent no profile: ask again; a proxy in between may have swallowed it",
    timed_out: "No answer within {} seconds: check the network, or raise timeout_s",
    name_resolution: "The host name did not resolve: check api_base, the network and its DNS",
    connection: "The connection failed ({}): check the network, the proxy settings and api_base",
    tls: "The secure connection failed ({}): check this machine's clock and certificates, and proxies that open TLS",
    endpoint_stopped: "Not asked: {} calls in a row had failed before; look at the first of those failures",
    call_limit: "Not asked: the limit of {} calls (--max-calls) was reached",
    quota_spent: "Not asked: the platform said that {} calls were left today, and they are spent",
    list_broke_off: "The list of followers broke off, because the platform refuses the place at which it is to go on, as it may when people leave meanwhile: sync again later",
    list_refused: "The platform calls too many openids of its own list invalid, so no more calls are spent on finding out which: check the account with `fanscope doctor`, and sync again later",
    token_refused_again: "A renewed access token was refused too: another server is displacing it, so find out who calls /cgi-bin/token for this account and move it to stable_token",
    given_token_refused: "The given access token was refused, and such a token is never renewed here: put a valid one into its variable",
    token_command: "The token command failed ({}): run it by hand and mend it",
    no_web_token: "The web source needs a web token: set FANSCOPE_WEB_TOKEN or type one",
    no_credentials: "No usable credentials ({}): set the account's app secret or token",
    cancelled: "Cancelled before an answer came: look it up again",
    local: "A fault on this machine: {}",
};

pub(super) const ZH: AdviceTexts = AdviceTexts {
    invalid_openid: "openid 无效",
    credential: "凭证被拒绝",
    permission: "无权限",
    ip_whitelist: "IP 未放行",
    quota: "额度用完",
    rate_limit: "调用过频",
    platform: "平台故障",
    network: "网络不通",
    timeout: "超时",
    bad_reply: "应答无法使用",
    cancelled_kind: "已取消",
    local_kind: "本机故障",
    who_operator: "你自己，在此界面上",
    who_developer: "使用此账号的服务器的开发者",
    who_administrator: "账号管理员，在微信公众平台后台",
    who_person: "该用户本人，在微信里",
    who_platform: "微信；等待即可",
    who_nobody: "无需任何人处理",
    malformed_reason: "格式错误：{}",
    one_char: "1 个字符",
    chars: "{} 个字符",
    illegal_reason: "{}（第 {} 位）",
    too_short_one: "格式错误，未发送：只有 1 个字符，openid 应为 20 至 64 个字符",
    too_short: "格式错误，未发送：只有 {} 个字符，openid 应为 20 至 64 个字符",
    too_long: "格式错误，未发送：有 {} 个字符，openid 应为 20 至 64 个字符",
    illegal_character: "格式错误，未发送：出现 {}（第 {} 位），openid 只含字母、数字、- 和 _",
    meaning_and_remedy: "{}：{}",
    unknown_errcode: "目录中没有错误码 {}，请查阅微信官方的返回码列表",
    no_errcode: "平台报告失败但没有给出错误码，请查看原始应答",
    whitelist: "请把 {} 加入账号的 IP 白名单（公众平台「设置与开发 → 安全中心 → IP白名单」），最多十分钟后生效",
    http_status: "服务器返回 HTTP 状态 {}：微信连报错也返回 200，请检查中间的代理或网关，或稍后再试",
    redirect: "服务器要求跳转到 {}，本程序从不跟随：请检查 api_base 和网络登录页",
    redirect_nowhere: "服务器返回了没有目标的跳转：请检查 api_base 和中间的代理",
    empty_body: "应答为空：请检查中间的代理或网关，或重试",
    truncated: "应答不完整：请重试；若反复出现，请检查中间的代理",
    html: "应答是网页而不是 JSON：中间有代理、网关或登录页",
    not_json: "应答不是 JSON：请检查 api_base 和中间的代理；原始应答可看到收到的内容",
    wrong_shape: "应答是 JSON，但不是此接口的格式：请检查 api_base；原始应答可看到收到的内容",
    too_big: "应答超过 {} 字节，未读取：请检查 api_base 和中间的代理",
    no_subscribe: "应答没有说明此人是否关注：请查看原始应答并重新查询",
    other_openid: "应答属于另一个 openid，未采用：中间的代理或缓存把应答弄混了",
    missing_from_reply: "平台两次应答都漏掉了此 openid：请稍后再查",
    bare_ok: "平台答复 ok 却没有用户资料：请重新查询；可能被中间的代理吞掉了",
    timed_out: "{} 秒内没有应答：请检查网络，或调大 timeout_s",
    name_resolution: "主机名无法解析：请检查 api_base、网络和 DNS",
    connection: "连接失败（{}）：请检查网络、代理设置和 api_base",
    tls: "安全连接失败（{}）：请检查本机时钟与证书，以及会解密 TLS 的代理",
    endpoint_stopped: "未查询：此前已连续失败 {} 次，请看其中第一次失败的原因",
    call_limit: "未查询：已达到 {} 次调用的上限（--max-calls）",
    quota_spent: "未查询：平台称今日剩余 {} 次调用，现已用完",
    list_broke_off: "关注者列表中断：平台不接受续拉的位置，可能是拉取期间有人取消关注；请稍后重新同步",
    list_refused: "平台把自己列表中过多的 openid 判为无效，因此不再花费调用次数逐个排查：请用 `fanscope doctor` 检查账号，稍后重新同步",
    token_refused_again: "更新后的 access_token 仍被拒绝：有其他服务器在顶替它，请查明谁在为此账号调用 /cgi-bin/token，并改用 stable_token",
    given_token_refused: "给定的 access_token 被拒绝，此类 token 不会自动更新：请在其环境变量中换上有效的",
    token_command: "token 命令失败（{}）：请手动运行并修复",
    no_web_token: "网页授权来源需要网页授权 token：请设置 FANSCOPE_WEB_TOKEN 或手动输入",
    no_credentials: "没有可用的凭证（{}）：请配置账号的 AppSecret 或 token",
    cancelled: "应答返回前已取消：请重新查询",
    local: "本机故障：{}",
};
