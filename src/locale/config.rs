/// Phrases of configuration problems. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct ConfigTexts {
    /// The file named by flag or variable is not there.
    pub no_such_file: &'static str,
    /// The file cannot be read. `{}`: what the system said.
    pub unreadable: &'static str,
    /// The file is not UTF-8.
    pub not_utf8: &'static str,
    /// Not TOML. `{}`: what the parser said.
    pub syntax: &'static str,
    /// Key, table, known keys.
    pub unknown_key: &'static str,
    /// The top of the file, as a table's name.
    pub top_level: &'static str,
    /// Tail of a message: the nearest allowed text.
    pub did_you_mean: &'static str,
    /// Key, expected type, found type.
    pub wrong_type: &'static str,
    /// Key, lowest, highest, found.
    pub out_of_range: &'static str,
    /// Key, found, allowed.
    pub not_allowed: &'static str,
    /// Key.
    pub blank: &'static str,
    /// Key, found.
    pub duration: &'static str,
    /// Key, found.
    pub time_zone: &'static str,
    /// Key, found: no host name.
    pub host_name: &'static str,
    /// Key, found, colour names.
    pub colour: &'static str,
    /// Key, found.
    pub app_id: &'static str,
    /// Key, found: not an address at all.
    pub base_unreadable: &'static str,
    /// Key, found: has a path, query, fragment or user name.
    pub base_too_long: &'static str,
    /// Key, found: plain http to another machine.
    pub base_http: &'static str,
    /// Account: no app id.
    pub app_id_missing: &'static str,
    /// Account, the keys found.
    pub several_secrets: &'static str,
    /// Key, value of `token` it needs.
    pub needs_token: &'static str,
    /// Value of `token`, key it needs.
    pub token_needs: &'static str,
    /// Account name that is taken.
    pub reserved_name: &'static str,
    /// Found, the accounts there are.
    pub unknown_default: &'static str,
    /// An account's name is empty or holds control characters.
    pub bad_name: &'static str,
    /// No home directory is known.
    pub no_home: &'static str,
    /// Type names.
    pub types: TypeTexts,
    /// Place, mode: the file holds a secret and others may read it.
    pub warn_secret_in_file: &'static str,
    /// File, mode: a secret's file that others may read.
    pub warn_secret_file: &'static str,
    /// Account: `token = "classic"`.
    pub warn_classic: &'static str,
    /// Values: account, variable.
    pub warn_secret_unset: &'static str,
}

/// Names of TOML types.
#[derive(Debug)]
pub struct TypeTexts {
    /// A string.
    pub text: &'static str,
    /// An integer.
    pub integer: &'static str,
    /// A float.
    pub float: &'static str,
    /// A boolean.
    pub boolean: &'static str,
    /// A date or time.
    pub datetime: &'static str,
    /// An array of anything.
    pub list: &'static str,
    /// An array of strings.
    pub text_list: &'static str,
    /// A table.
    pub table: &'static str,
}

pub(super) const EN: ConfigTexts = ConfigTexts {
    no_such_file: "there is no such file",
    unreadable: "cannot be read: {}",
    not_utf8: "is not UTF-8 text",
    syntax: "not valid TOML: {}",
    unknown_key: "unknown key `{}` in {}; known: {}",
    top_level: "the top level",
    did_you_mean: "; did you mean `{}`?",
    wrong_type: "`{}` must be {}, not {}",
    out_of_range: "`{}` must be between {} and {}, not {}",
    not_allowed: "`{}` cannot be \"{}\"; allowed: {}",
    blank: "`{}` must not be empty",
    duration: "`{}` cannot be \"{}\"; write a number and s, m, h or d, such as 30s, 10m, 24h or 7d",
    time_zone: "`{}`: \"{}\" is no known time zone; write \"system\" or a name such as Asia/Shanghai",
    colour: "`{}` cannot be \"{}\"; allowed: default, {}, 0 to 255, #rrggbb",
    host_name: "`{}`: \"{}\" is no host name such as wx.qlogo.cn",
    app_id: "`{}`: \"{}\" is no app id; it has up to 64 letters, digits, - or _ and usually starts with wx",
    base_unreadable: "`{}`: \"{}\" is no address; write something like https://api.weixin.qq.com",
    base_too_long: "`{}`: \"{}\" must end after the host and port: no path, query, fragment or user name",
    base_http: "`{}`: \"{}\" would send the secret unencrypted; use https:// (http:// only for this machine: 127.0.0.1, ::1 or localhost)",
    app_id_missing: "account `{}` has no `app_id`; stored rows are keyed by it",
    several_secrets: "account `{}` names several places for its app secret ({}); keep one",
    needs_token: "`{}` has no effect without token = \"{}\"",
    token_needs: "token = \"{}\" needs `{}`",
    reserved_name: "an account cannot be called `{}`: that is the name of the account made of environment variables",
    unknown_default: "`default_account`: there is no account \"{}\"; accounts: {}",
    bad_name: "an account needs a name without control characters",
    no_home: "no home directory is known; set FANSCOPE_DATA_DIR or use --data-dir",
    types: TypeTexts {
        text: "a text in quotes",
        integer: "a whole number",
        float: "a decimal number",
        boolean: "true or false",
        datetime: "a date",
        list: "a list",
        text_list: "a list of texts in quotes",
        table: "a table",
    },
    warn_secret_in_file: "{}: holds an app secret and others may read the file (mode {}); run chmod 600 on it, or use app_secret_env, app_secret_command or app_secret_file",
    warn_secret_file: "{}: holds an app secret and others may read it (mode {}); run chmod 600 on it",
    warn_classic: "account `{}` uses token = \"classic\": every token fetched displaces the one your other servers use; \"stable\" does not",
    warn_secret_unset: "account `{}`: the variable {} for its app secret is not set",
};

pub(super) const ZH: ConfigTexts = ConfigTexts {
    no_such_file: "文件不存在",
    unreadable: "无法读取：{}",
    not_utf8: "不是 UTF-8 文本",
    syntax: "不是有效的 TOML：{}",
    unknown_key: "未知的键 `{}`（位于 {}）；可用的键：{}",
    top_level: "顶层",
    did_you_mean: "；是不是想写 `{}`？",
    wrong_type: "`{}` 应为{}，而不是{}",
    out_of_range: "`{}` 应在 {} 到 {} 之间，而不是 {}",
    not_allowed: "`{}` 不能是 \"{}\"；可选值：{}",
    blank: "`{}` 不能为空",
    duration: "`{}` 不能是 \"{}\"；请写数字加 s、m、h 或 d，例如 30s、10m、24h、7d",
    time_zone: "`{}`：未知的时区 \"{}\"；请写 \"system\" 或 Asia/Shanghai 这样的名称",
    colour: "`{}` 不能是 \"{}\"；可选值：default、{}、0 到 255、#rrggbb",
    host_name: "`{}`：\"{}\" 不是 wx.qlogo.cn 这样的主机名",
    app_id: "`{}`：\"{}\" 不是 AppID；AppID 最多 64 个字母、数字、- 或 _，通常以 wx 开头",
    base_unreadable: "`{}`：\"{}\" 不是有效地址；例如 https://api.weixin.qq.com",
    base_too_long: "`{}`：\"{}\" 只能写到主机和端口为止，不能带路径、查询参数、片段或用户名",
    base_http: "`{}`：\"{}\" 会明文发送密钥；请使用 https://（http:// 只允许本机：127.0.0.1、::1 或 localhost）",
    app_id_missing: "账号 `{}` 没有 `app_id`；本地数据以它为键保存",
    several_secrets: "账号 `{}` 写了多个 AppSecret 来源（{}）；请只保留一个",
    needs_token: "`{}` 只有在 token = \"{}\" 时才有效",
    token_needs: "token = \"{}\" 需要同时设置 `{}`",
    reserved_name: "账号不能叫 `{}`：这个名字留给由环境变量组成的账号",
    unknown_default: "`default_account`：没有账号 \"{}\"；已有账号：{}",
    bad_name: "账号名不能为空，也不能包含控制字符",
    no_home: "找不到用户主目录；请设置 FANSCOPE_DATA_DIR 或使用 --data-dir",
    types: TypeTexts {
        text: "带引号的文本",
        integer: "整数",
        float: "小数",
        boolean: "布尔值（true 或 false）",
        datetime: "日期",
        list: "列表",
        text_list: "由带引号的文本组成的列表",
        table: "表",
    },
    warn_secret_in_file: "{}：文件里有 AppSecret，但其他用户也能读取（权限 {}）；请执行 chmod 600，或改用 app_secret_env、app_secret_command 或 app_secret_file",
    warn_secret_file: "{}：存放 AppSecret 的文件其他用户也能读取（权限 {}）；请执行 chmod 600",
    warn_classic: "账号 `{}` 使用 token = \"classic\"：每次获取都会使其他服务器正在使用的 access token 失效；\"stable\" 不会",
    warn_secret_unset: "账号 `{}`：存放 AppSecret 的环境变量 {} 没有设置",
};
