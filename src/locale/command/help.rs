/// Texts of `--help`, completions and the manual page.
#[derive(Debug)]
pub struct HelpTexts {
    /// In front of the usage line, with the space that belongs there.
    pub heading_usage: &'static str,
    /// Heading of the commands.
    pub heading_commands: &'static str,
    /// Heading of positional arguments.
    pub heading_arguments: &'static str,
    /// Heading of a command's own options.
    pub heading_options: &'static str,
    /// Heading of the global options.
    pub heading_global: &'static str,
    /// `--help`.
    pub help: &'static str,
    /// `--version`.
    pub version: &'static str,
    /// The program.
    pub about: &'static str,
    /// Below the program's help.
    pub after: &'static str,
    /// `--config`.
    pub config: &'static str,
    /// `--account`.
    pub account: &'static str,
    /// `--data-dir`.
    pub data_dir: &'static str,
    /// `--api-base`.
    pub api_base: &'static str,
    /// `--demo`.
    pub demo: &'static str,
    /// `--ui-lang`.
    pub ui_lang: &'static str,
    /// `--color`.
    pub color: &'static str,
    /// `-v`.
    pub verbose: &'static str,
    /// `--format`.
    pub format: &'static str,
    /// `--format` of `history export`, which has no table.
    pub format_export: &'static str,
    /// `lookup`.
    pub lookup: &'static str,
    /// `lookup OPENID…`.
    pub lookup_openids: &'static str,
    /// `lookup --file`.
    pub lookup_file: &'static str,
    /// `lookup --source`.
    pub lookup_source: &'static str,
    /// `lookup --lang`.
    pub lookup_lang: &'static str,
    /// `lookup --fresh`.
    pub lookup_fresh: &'static str,
    /// `lookup --max-age`.
    pub lookup_max_age: &'static str,
    /// `lookup --no-history`.
    pub lookup_no_history: &'static str,
    /// `lookup --max-calls`.
    pub lookup_max_calls: &'static str,
    /// `lookup --force-refresh`.
    pub lookup_force_refresh: &'static str,
    /// `lookup --keep-rows`.
    pub lookup_keep_rows: &'static str,
    /// `history`.
    pub history: &'static str,
    /// `history list`.
    pub history_list: &'static str,
    /// `history list QUERY…`.
    pub history_list_query: &'static str,
    /// `history list --limit`.
    pub history_list_limit: &'static str,
    /// `--all-accounts`.
    pub all_accounts: &'static str,
    /// `history show`.
    pub history_show: &'static str,
    /// `history show OPENID`.
    pub history_show_openid: &'static str,
    /// `history export`.
    pub history_export: &'static str,
    /// `history clear`.
    pub history_clear: &'static str,
    /// `history clear OPENID…`.
    pub history_clear_openids: &'static str,
    /// `history clear --before`.
    pub history_clear_before: &'static str,
    /// `history clear --yes`.
    pub history_clear_yes: &'static str,
    /// `followers`.
    pub followers: &'static str,
    /// `followers QUERY…`, also of `stats` and `export`.
    pub followers_query: &'static str,
    /// `followers --changed-since`.
    pub followers_changed_since: &'static str,
    /// `stats`.
    pub stats: &'static str,
    /// `export`.
    pub export: &'static str,
    /// `export --output`.
    pub export_output: &'static str,
    /// `export --format`.
    pub export_format: &'static str,
    /// `export --force`.
    pub export_force: &'static str,
    /// `sync`.
    pub sync: &'static str,
    /// `sync --full`.
    pub sync_full: &'static str,
    /// `sync --ids-only`.
    pub sync_ids_only: &'static str,
    /// `sync --max-calls`.
    pub sync_max_calls: &'static str,
    /// `notes`.
    pub notes: &'static str,
    /// `notes list`.
    pub notes_list: &'static str,
    /// `notes set`.
    pub notes_set: &'static str,
    /// `notes set OPENID`.
    pub notes_set_openid: &'static str,
    /// `notes set TEXT`.
    pub notes_set_text: &'static str,
    /// `notes import`.
    pub notes_import: &'static str,
    /// `notes import FILE`.
    pub notes_import_file: &'static str,
    /// `notes export`.
    pub notes_export: &'static str,
    /// `tags`.
    pub tags: &'static str,
    /// `web`.
    pub web: &'static str,
    /// `web code`.
    pub web_code: &'static str,
    /// `web refresh`.
    pub web_refresh: &'static str,
    /// `web check`.
    pub web_check: &'static str,
    /// `web check OPENID`.
    pub web_check_openid: &'static str,
    /// `doctor`.
    pub doctor: &'static str,
    /// `doctor --rid`.
    pub doctor_rid: &'static str,
    /// `explain`.
    pub explain: &'static str,
    /// `explain TEXT`.
    pub explain_text: &'static str,
    /// `config`.
    pub config_command: &'static str,
    /// `config path`.
    pub config_path: &'static str,
    /// `config check`.
    pub config_check: &'static str,
    /// `config example`.
    pub config_example: &'static str,
    /// `config example --theme`.
    pub config_example_theme: &'static str,
    /// `config show`.
    pub config_show: &'static str,
    /// `demo-server`.
    pub demo_server: &'static str,
    /// `demo-server --port`.
    pub demo_server_port: &'static str,
    /// `demo-server --followers`.
    pub demo_server_followers: &'static str,
    /// `demo-server --seed`.
    pub demo_server_seed: &'static str,
    /// `demo-server --churn`.
    pub demo_server_churn: &'static str,
    /// `completions`.
    pub completions: &'static str,
    /// `completions SHELL`.
    pub completions_shell: &'static str,
    /// `man`.
    pub man: &'static str,
}

pub(super) const EN: HelpTexts = HelpTexts {
    heading_usage: "Usage: ",
    heading_commands: "Commands",
    heading_arguments: "Arguments",
    heading_options: "Options",
    heading_global: "Global options",
    help: "Print help",
    version: "Print the version",
    about: "A terminal explorer for the follower profiles of WeChat Official Accounts",
    after: "Without a command the terminal interface opens. Try it with nothing set up: fanscope --demo",
    config: "Configuration file",
    account: "Account of the configuration to use",
    data_dir: "Directory of the local history file",
    api_base: "API base, e.g. http://127.0.0.1:8080 of a demo server",
    demo: "Use the embedded demo: no account and no network needed",
    ui_lang: "Language of screens, tables and messages",
    color: "Colour in tables and help",
    verbose: "Log to stderr; twice for more",
    format: "Form of the output; default: table on a terminal, otherwise json or jsonl",
    format_export: "Form of the output; default: jsonl",
    lookup: "Look openids up now",
    lookup_openids: "Openids, one an argument",
    lookup_file: "Read openids from a text, CSV or JSON file; - for stdin",
    lookup_source: "Ask user/info (follower, the default) or sns/userinfo (web)",
    lookup_lang: "Language sent to the platform",
    lookup_fresh: "Never reuse an answer from history",
    lookup_max_age: "Reuse answers younger than this: 30s, 10m, 24h, 7d",
    lookup_no_history: "Neither read nor write history",
    lookup_max_calls: "Stop after this many calls",
    lookup_force_refresh: "Force a new access token once: displaces the token other servers use",
    lookup_keep_rows: "One output row per input row, with the other CSV columns appended",
    history: "Stored lookups",
    history_list: "List the people looked up, newest first",
    history_list_query: "Words to filter by: tag:VIP scene:qr_code qr:98765 status:following since:2024-01 has:unionid -tag:x",
    history_list_limit: "At most this many rows",
    all_accounts: "Of all accounts",
    history_show: "Show every stored lookup of one openid and what changed",
    history_show_openid: "The openid",
    history_export: "Print all stored lookups, oldest first",
    history_clear: "Delete stored lookups",
    history_clear_openids: "Only those of these openids",
    history_clear_before: "Only those older than this: 30s, 10m, 24h, 7d",
    history_clear_yes: "Do not ask",
    followers: "List the followers in the local mirror, newest follow first, offline",
    followers_query: "Filter words: tag:VIP scene:qr_code qr:98765 status:left since:2024-01 has:unionid -tag:x",
    followers_changed_since: "Only those whom a sync saw change within this time: 30s, 10m, 24h, 7d",
    stats: "Count the followers in the local mirror: by time, scene, tag, QR scene and hour of the week",
    export: "Write the followers in the local mirror to a file",
    export_output: "The file to write",
    export_format: "Output format; default: by the file's name",
    export_force: "Replace the file if it exists",
    sync: "Bring the mirror of the account's followers up to date; goes on where it was interrupted",
    sync_full: "Begin anew, even where a sync was interrupted",
    sync_ids_only: "List openids only, without profiles",
    sync_max_calls: "Stop after so many calls; run again to go on",
    notes: "Local notes on people of the account: never sent to the platform",
    notes_list: "List the notes, newest first",
    notes_set: "Write the note on an openid; an empty text deletes it",
    notes_set_openid: "The openid",
    notes_set_text: "The text; \"\" deletes the note",
    notes_import: "Take notes from a CSV with a column openid and a column note: all rows that can be taken, or none",
    notes_import_file: "The CSV file, UTF-8; - for stdin",
    notes_export: "Print the notes as CSV, which import reads back",
    tags: "List the account's tags",
    web: "Web tokens (sns): codes and tokens come by prompt or stdin, and are never printed",
    web_code: "Exchange an OAuth code and look up the person who consented",
    web_refresh: "Renew a web token by its refresh token and look up its person",
    web_check: "Check whether a web token (FANSCOPE_WEB_TOKEN, prompt or stdin) is good for an openid",
    web_check_openid: "The openid it should be good for",
    doctor: "Check the set-up step by step, from the configuration to the web token",
    doctor_rid: "Show what the platform recorded about this request, with the token cut out",
    explain: "Explain an errcode, an error reply, an errmsg, a rid or a profile reply, offline",
    explain_text: "The text; without it, or with -, from stdin",
    config_command: "The configuration",
    config_path: "Print where the configuration file is",
    config_check: "List every problem of the configuration",
    config_example: "Print the sample file",
    config_example_theme: "The sample of a theme of your own instead",
    config_show: "Print the values in effect, secrets masked",
    demo_server: "Run the demo API server alone",
    demo_server_port: "Port on 127.0.0.1; 0, the default, lets the system choose",
    demo_server_followers: "How many followers to invent",
    demo_server_seed: "Seed of everything invented",
    demo_server_churn: "Before every full list but the first a few people leave, follow, or get another remark or tag",
    completions: "Print completions for a shell",
    completions_shell: "The shell",
    man: "Print the manual page",
};

pub(super) const ZH: HelpTexts = HelpTexts {
    heading_usage: "用法：",
    heading_commands: "命令",
    heading_arguments: "参数",
    heading_options: "选项",
    heading_global: "全局选项",
    help: "显示帮助",
    version: "显示版本",
    about: "在终端里查看微信公众号 / 服务号的关注者资料",
    after: "不带命令时打开终端界面。无需任何配置即可试用：fanscope --demo",
    config: "配置文件",
    account: "使用配置中的哪个账号",
    data_dir: "本地历史文件所在目录",
    api_base: "接口地址，例如演示服务器的 http://127.0.0.1:8080",
    demo: "使用内置演示：不需要账号，也不需要网络",
    ui_lang: "界面、表格和提示的语言",
    color: "表格和帮助是否使用颜色",
    verbose: "向标准错误输出日志；写两次更详细",
    format: "输出格式；默认：终端上为 table，否则为 json 或 jsonl",
    format_export: "输出格式；默认：jsonl",
    lookup: "立即查询 openid",
    lookup_openids: "openid，每个参数一个",
    lookup_file: "从文本、CSV 或 JSON 文件读取 openid；- 表示标准输入",
    lookup_source: "查询 user/info（follower，默认）或 sns/userinfo（web）",
    lookup_lang: "发给平台的语言",
    lookup_fresh: "不使用历史中的结果",
    lookup_max_age: "使用不早于此时长的历史结果：30s、10m、24h、7d",
    lookup_no_history: "既不读取也不写入历史",
    lookup_max_calls: "最多调用接口的次数",
    lookup_force_refresh: "强制换取一次新的 access token：其他服务器正在使用的 token 会失效",
    lookup_keep_rows: "每个输入行输出一行，并附上 CSV 的其他列",
    history: "已保存的查询",
    history_list: "列出查询过的人，最新的在前",
    history_list_query: "筛选词：tag:VIP scene:qr_code qr:98765 status:following since:2024-01 has:unionid -tag:x",
    history_list_limit: "最多输出的行数",
    all_accounts: "包括所有账号",
    history_show: "显示一个 openid 的全部查询记录和变化",
    history_show_openid: "要显示的 openid",
    history_export: "输出全部查询记录，最早的在前",
    history_clear: "删除查询记录",
    history_clear_openids: "只删除这些 openid 的记录",
    history_clear_before: "只删除早于此时长的记录：30s、10m、24h、7d",
    history_clear_yes: "不再询问",
    followers: "离线列出本地镜像中的关注者，最近关注的在前",
    followers_query: "筛选词：tag:VIP scene:qr_code qr:98765 status:left since:2024-01 has:unionid -tag:x",
    followers_changed_since: "只列出此时长内同步时发现有变化的人：30s、10m、24h、7d",
    stats: "统计本地镜像中的关注者：按时间、关注渠道、标签、二维码场景和一周时段",
    export: "把本地镜像中的关注者写入文件",
    export_output: "要写入的文件",
    export_format: "输出格式；默认由文件名决定",
    export_force: "文件已存在时覆盖",
    sync: "更新账号的关注者镜像；中断后从中断处继续",
    sync_full: "从头开始，即使上次同步被中断",
    sync_ids_only: "只拉取 openid，不拉取资料",
    sync_max_calls: "最多调用这么多次；再次运行即可继续",
    notes: "本地笔记：记录账号中的人，绝不发给平台",
    notes_list: "列出笔记，最新的在前",
    notes_set: "写下一个 openid 的笔记；内容为空则删除",
    notes_set_openid: "要记录的 openid",
    notes_set_text: "笔记内容；\"\" 表示删除",
    notes_import: "从含 openid 列和 note 列的 CSV 导入笔记：能导入的行一次写入，文件有误则一行也不写",
    notes_import_file: "UTF-8 的 CSV 文件；- 表示标准输入",
    notes_export: "以 CSV 输出笔记，可再导入",
    tags: "列出账号的标签",
    web: "网页 token（sns）：code 和 token 由提示或标准输入给出，绝不输出",
    web_code: "用 OAuth code 换取 token，并查询授权的人",
    web_refresh: "用 refresh_token 续期，并查询其所属的人",
    web_check: "检查网页 token（FANSCOPE_WEB_TOKEN、提示或标准输入）是否可用于某个 openid",
    web_check_openid: "要核对的 openid",
    doctor: "逐步检查配置、网络、token、额度与权限",
    doctor_rid: "显示平台对这个请求 id 的记录，其中的 token 已抹去",
    explain: "离线解释错误码、错误返回、errmsg、rid，或解读一段资料返回",
    explain_text: "要解释的文本；省略或写 - 时读取标准输入",
    config_command: "配置",
    config_path: "显示配置文件的位置",
    config_check: "列出配置中的所有问题",
    config_example: "输出示例配置文件",
    config_example_theme: "改为输出自定义主题的示例",
    config_show: "显示生效的配置，密钥已遮盖",
    demo_server: "单独运行演示接口服务器",
    demo_server_port: "127.0.0.1 上的端口；默认 0，由系统选择",
    demo_server_followers: "虚构多少个关注者",
    demo_server_seed: "虚构数据的随机种子",
    demo_server_churn: "每次重新拉取完整列表前（首次除外），有几个人取关、关注，或换备注、标签",
    completions: "输出 shell 补全脚本",
    completions_shell: "哪种 shell",
    man: "输出手册页",
};
