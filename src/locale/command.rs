mod help;

pub use help::HelpTexts;

/// Phrases of the command line. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct CommandTexts {
    /// Texts of `--help`.
    pub help: HelpTexts,
    /// Before an error: value is the message.
    pub error: &'static str,
    /// Before a warning: value is the message.
    pub warning: &'static str,
    /// Between the items of a list.
    pub list_separator: &'static str,
    /// No account is set up.
    pub no_account: &'static str,
    /// Values: account names.
    pub ambiguous_account: &'static str,
    /// Values: name given, account names.
    pub unknown_account: &'static str,
    /// Value: name given.
    pub unknown_account_none: &'static str,
    /// The interface without a terminal.
    pub not_a_terminal: &'static str,
    /// `lookup` without openids.
    pub no_ids: &'static str,
    /// A spreadsheet as input.
    pub spreadsheet: &'static str,
    /// Values: file, reason.
    pub unreadable: &'static str,
    /// `explain` without a text.
    pub no_text: &'static str,
    /// Nothing was typed or piped where a code or token is asked for.
    pub nothing_entered: &'static str,
    /// `explain` does not know the text.
    pub not_explained: &'static str,
    /// `history clear` that cannot ask.
    pub needs_yes: &'static str,
    /// Values: account, what is missing.
    pub no_credentials: &'static str,
    /// `--source web` without token.
    pub no_web_token: &'static str,
    /// Value: the word.
    pub log_level: &'static str,
    /// No home directory.
    pub no_home: &'static str,
    /// Interrupted by Ctrl-C; values: rows answered, rows asked for.
    pub interrupted: &'static str,
    /// Values: endpoint path, clock time.
    pub waiting_for_minute: &'static str,
    /// Value: reason.
    pub history_unusable: &'static str,
    /// Values: openid, account name.
    pub known_elsewhere: &'static str,
    /// Values: how many more.
    pub known_elsewhere_more: &'static str,
    /// Values: total, list of endpoint and count in brackets.
    pub calls_spent: &'static str,
    /// Nothing stored matches.
    pub history_empty: &'static str,
    /// Value: openid.
    pub history_unknown: &'static str,
    /// Values: count, account.
    pub clear_question: &'static str,
    /// Values: count.
    pub clear_question_all: &'static str,
    /// Value: count.
    pub cleared: &'static str,
    /// The operator said no.
    pub not_cleared: &'static str,
    /// Value: file.
    pub config_fine: &'static str,
    /// No configuration file.
    pub config_fine_no_file: &'static str,
    /// Value: address.
    pub demo_port_taken: &'static str,
    /// Column of lookups in history.
    pub column_lookups: &'static str,
    /// Column of the first lookup in history.
    pub column_first_at: &'static str,
    /// Column: time of a change.
    pub column_at: &'static str,
    /// Column: field changed.
    pub column_field: &'static str,
    /// Column: value before.
    pub column_from: &'static str,
    /// Column: value after.
    pub column_to: &'static str,
    /// Column: tag id.
    pub column_id: &'static str,
    /// Column: tag name.
    pub column_name: &'static str,
    /// Column: followers with a tag.
    pub column_count: &'static str,
    /// Heading of the changes of a person.
    pub heading_changes: &'static str,
    /// A person without changes.
    pub no_changes: &'static str,
    /// Usage errors that clap finds.
    pub usage: UsageTexts,
}

/// Usage errors that clap finds, for the language that clap does not speak.
#[derive(Debug)]
pub struct UsageTexts {
    /// Values: value, argument.
    pub invalid_value: &'static str,
    /// Values: allowed values.
    pub allowed: &'static str,
    /// What is allowed where a number is wanted.
    pub whole_number: &'static str,
    /// Values: argument.
    pub unknown_argument: &'static str,
    /// Value: subcommand.
    pub unknown_command: &'static str,
    /// Values: arguments.
    pub missing_argument: &'static str,
    /// Values: the commands there are.
    pub missing_command: &'static str,
    /// Values: argument.
    pub repeated: &'static str,
    /// Value: suggestion.
    pub did_you_mean: &'static str,
    /// Value: argument.
    pub missing_value: &'static str,
    /// Where the rest is explained.
    pub see_help: &'static str,
}

pub(super) const EN: CommandTexts = CommandTexts {
    help: help::EN,
    error: "error: {}",
    warning: "warning: {}",
    list_separator: ", ",
    no_account: "no account is set up: write one into the configuration file (`fanscope config example`), or set FANSCOPE_APP_ID and FANSCOPE_APP_SECRET, or try --demo",
    ambiguous_account: "several accounts are set up and none is chosen: pass --account with one of {}",
    unknown_account: "there is no account \"{}\"; known: {}",
    unknown_account_none: "there is no account \"{}\"; none is set up",
    not_a_terminal: "the interface needs a terminal for input and output; for scripts use `fanscope lookup`",
    no_ids: "no openid given: pass openids as arguments or with --file",
    spreadsheet: "this is a spreadsheet file: save as CSV and try again",
    unreadable: "cannot read {}: {}",
    no_text: "no text given: pass an errcode, a reply or a rid",
    nothing_entered: "nothing given: type the code or token when asked, or pass it through stdin",
    not_explained: "nothing is known about this text",
    needs_yes: "deleting needs a yes: pass --yes where nobody can be asked",
    no_credentials: "account \"{}\" has no usable credentials: nothing was found in {}",
    no_web_token: "the web source needs a web token: set FANSCOPE_WEB_TOKEN",
    log_level: "FANSCOPE_LOG: invalid value \"{}\"; allowed: error, warn, info, debug, trace",
    no_home: "no home directory is known: set XDG_CONFIG_HOME or pass --config",
    interrupted: "interrupted: {} of {} rows were answered",
    waiting_for_minute: "{}: the minute's limit is reached, going on at {}",
    history_unusable: "history cannot be used: {}",
    known_elsewhere: "{} is known from account \"{}\" only: is this the right account?",
    known_elsewhere_more: "… and {} more openids known from other accounts only",
    calls_spent: "calls spent: {}{}",
    history_empty: "nothing stored matches",
    history_unknown: "nothing is stored about {}",
    clear_question: "Delete {} stored lookup(s) of account \"{}\"? [y/N] ",
    clear_question_all: "Delete {} stored lookup(s) of all accounts? [y/N] ",
    cleared: "{} stored lookup(s) deleted",
    not_cleared: "nothing deleted",
    config_fine: "{}: no problems",
    config_fine_no_file: "no configuration file; defaults and environment have no problems",
    demo_port_taken: "cannot listen on {}",
    column_lookups: "Lookups",
    column_first_at: "First lookup",
    column_at: "At",
    column_field: "Field",
    column_from: "From",
    column_to: "To",
    column_id: "Id",
    column_name: "Name",
    column_count: "Followers",
    heading_changes: "Changes",
    no_changes: "no changes",
    usage: UsageTexts {
        invalid_value: "invalid value \"{}\" for {}",
        allowed: "allowed: {}",
        whole_number: "a whole number",
        unknown_argument: "unexpected argument {}",
        unknown_command: "unknown command \"{}\"",
        missing_argument: "missing: {}",
        missing_command: "a command is missing: {}",
        repeated: "{} is given more than once",
        did_you_mean: "did you mean {}?",
        missing_value: "{} needs a value",
        see_help: "For more, try --help.",
    },
};

pub(super) const ZH: CommandTexts = CommandTexts {
    help: help::ZH,
    error: "错误：{}",
    warning: "警告：{}",
    list_separator: "、",
    no_account: "没有设置任何账号：请在配置文件中添加（参考 `fanscope config example`），或设置 FANSCOPE_APP_ID 和 FANSCOPE_APP_SECRET，或用 --demo 试用",
    ambiguous_account: "设置了多个账号但没有选定：请用 --account 指定其中之一：{}",
    unknown_account: "没有名为“{}”的账号；已有：{}",
    unknown_account_none: "没有名为“{}”的账号；目前没有设置任何账号",
    not_a_terminal: "终端界面需要输入和输出都是终端；在脚本中请使用 `fanscope lookup`",
    no_ids: "没有给出 openid：请写在参数里，或用 --file 指定文件",
    spreadsheet: "这是电子表格文件：请另存为 CSV 后再试",
    unreadable: "无法读取 {}：{}",
    no_text: "没有给出文本：请给出错误码、接口返回或 rid",
    nothing_entered: "没有输入内容：请在提示后输入授权码或令牌，或经标准输入传入",
    not_explained: "没有关于这段文本的说明",
    needs_yes: "删除需要确认：无法询问时请加上 --yes",
    no_credentials: "账号“{}”没有可用的凭证：没有从 {} 取得内容",
    no_web_token: "web 来源需要网页授权 token：请设置 FANSCOPE_WEB_TOKEN",
    log_level: "FANSCOPE_LOG：“{}”不是可用的值；可用的值：error、warn、info、debug、trace",
    no_home: "找不到用户主目录：请设置 XDG_CONFIG_HOME 或使用 --config",
    interrupted: "已中断：{} / {} 行已有结果",
    waiting_for_minute: "{}：已达到每分钟上限，将在 {} 继续",
    history_unusable: "无法使用历史文件：{}",
    known_elsewhere: "{} 只在账号“{}”的历史中出现过：当前账号选对了吗？",
    known_elsewhere_more: "……另有 {} 个 openid 只在其他账号的历史中出现过",
    calls_spent: "已调用接口 {} 次{}",
    history_empty: "没有符合条件的记录",
    history_unknown: "没有 {} 的记录",
    clear_question: "删除 {} 条查询记录（账号“{}”）？[y/N] ",
    clear_question_all: "删除所有账号的 {} 条查询记录？[y/N] ",
    cleared: "已删除 {} 条查询记录",
    not_cleared: "没有删除任何记录",
    config_fine: "{}：没有问题",
    config_fine_no_file: "没有配置文件；默认值和环境变量没有问题",
    demo_port_taken: "无法监听 {}",
    column_lookups: "查询次数",
    column_first_at: "首次查询",
    column_at: "时间",
    column_field: "字段",
    column_from: "原值",
    column_to: "新值",
    column_id: "ID",
    column_name: "名称",
    column_count: "关注者数",
    heading_changes: "变化",
    no_changes: "没有变化",
    usage: UsageTexts {
        invalid_value: "“{}”不能作为 {} 的值",
        allowed: "可用的值：{}",
        whole_number: "非负整数",
        unknown_argument: "无法识别的参数 {}",
        unknown_command: "没有命令“{}”",
        missing_argument: "缺少：{}",
        missing_command: "缺少命令：{}",
        repeated: "{} 只能写一次",
        did_you_mean: "是不是 {}？",
        missing_value: "{} 需要一个值",
        see_help: "更多说明请用 --help。",
    },
};
