phrases! {
    /// The first run: nothing is configured yet.
    WelcomeTexts {
        /// Title.
        title: "Welcome to fanscope", "欢迎使用 fanscope";
        /// What the program is.
        about: "Paste openids of your WeChat Official Account and read decoded people: following or not, since when, from which channel and QR code, with which tags.", "粘贴公众号关注者的 openid，即可看到解读后的资料：是否关注、何时关注、来自哪个渠道和二维码、有哪些标签。";
        /// Entry.
        demo: "Try the demo", "试用演示";
        /// What it means.
        demo_about: "an invented account on this machine: no network, nothing to set up", "本机上的虚拟公众号，不联网，无需任何设置";
        /// Entry.
        account: "Set up an account", "设置公众号";
        /// What it means.
        account_about: "app id and secret; tested before anything is kept", "填写 AppID 和 AppSecret，测试通过后再保存";
        /// Entry.
        sample: "Write a commented configuration", "生成带注释的配置文件";
        /// Entry.
        quit: "Quit", "退出";
        /// Heading of the promises.
        promises: "What fanscope does to your account, and what it never does", "fanscope 会对公众号做什么，绝不做什么";
        /// What it does.
        does_read: "It only reads: profiles, tags, follower lists. Every screen shows the calls spent.", "只读取资料、标签和关注者列表；每个界面都显示已消耗的调用次数。";
        /// What it does.
        does_token: "It takes stable_token without forcing a refresh: the tokens of your servers stay valid.", "使用 stable_token 且不强制刷新：您服务器上的 access token 不受影响。";
        /// What it does.
        does_store: "Lookups are kept in one file on this machine, readable by you alone.", "查询结果保存在本机的一个文件中，仅您本人可读。";
        /// What it never does.
        never_token: "It never calls /cgi-bin/token unless you configure that, and never forces a refresh unless you type --force-refresh.", "除非您在配置中指定，绝不调用 /cgi-bin/token；除非您输入 --force-refresh，绝不强制刷新。";
        /// What it never does.
        never_write: "It never clears quotas and never changes anything in your account.", "绝不清零调用额度，绝不修改公众号的任何内容。";
        /// What it never does.
        never_secret: "It never writes a token or secret into its data, its log or the screen.", "绝不把凭证或密钥写入数据文件、日志或屏幕。";
        /// Question.
        ask_app_id: "App id of the account", "公众号的 AppID";
        /// Where it is found.
        app_id_help: "It begins with wx and stands in the platform's console at mp.weixin.qq.com, under Settings and development › Basic configuration.", "以 wx 开头，见微信公众平台 mp.weixin.qq.com 的「设置与开发 › 基本配置」。";
        /// Question.
        ask_way: "How is the app secret to be given?", "AppSecret 以何种方式提供？";
        /// A way.
        by_variable: "An environment variable", "环境变量";
        /// What it means.
        variable_about: "the configuration holds its name only", "配置文件只记录变量名";
        /// A way.
        by_command: "A command", "命令";
        /// What it means.
        command_about: "a password manager prints it when it is needed", "需要时由密码管理器输出";
        /// A way.
        by_file: "A file that you have", "已有的文件";
        /// What it means.
        file_about: "the configuration holds its path only", "配置文件只记录路径";
        /// A way.
        by_typing: "Type it now", "现在输入";
        /// What it means.
        typing_about: "kept in a file of its own that only you can read (0600), not in config.toml", "单独存入仅您可读的文件（0600），不写入 config.toml";
        /// Question.
        ask_variable: "Name of the environment variable", "环境变量的名称";
        /// What to type.
        variable_help: "For example WX_SECRET. It has to be set in the shell that starts fanscope.", "例如 WX_SECRET。启动 fanscope 的终端中必须已设置该变量。";
        /// Question.
        ask_command: "Command that prints the secret", "输出 AppSecret 的命令";
        /// What to type.
        command_help: "For example: pass wx/main. Its first line is taken; it runs without a shell, each time a token is needed.", "例如：pass wx/main。取输出的第一行；不经过 shell，需要 access token 时运行。";
        /// Question.
        ask_file: "Path of the file that holds the secret", "存放 AppSecret 的文件路径";
        /// What to type.
        file_help: "Absolute, from ~/, or relative to config.toml. It should be readable by you alone: chmod 600.", "绝对路径、以 ~/ 开头，或相对于 config.toml。文件应仅您可读：chmod 600。";
        /// Question.
        ask_secret: "App secret", "AppSecret";
        /// What to type.
        secret_help: "It is shown as dots. After the test it goes into a private file beside config.toml.", "输入内容以圆点显示。测试之后保存到 config.toml 旁仅您可读的文件中。";
        /// Title of the check.
        checking: "Testing the account", "测试公众号";
        /// While it runs.
        check_runs: "Testing; this spends a few calls of the account.", "正在测试，会消耗少量调用次数。";
        /// It went well.
        check_good: "The account works. {} keeps it in {}", "公众号可以使用。按 {} 保存到 {}";
        /// It did not.
        check_bad: "Not everything works yet: mend what is marked ✗ and press {}, go back with {}, or keep the account all the same with {}.", "还有问题：处理标有 ✗ 的步骤后按 {} 重试，按 {} 返回修改，或按 {} 仍然保存。";
        /// The check was cancelled.
        check_cancelled: "The test was cancelled; {} tries again, {} goes back.", "测试已取消；按 {} 重试，按 {} 返回。";
        /// Not a possible app id.
        bad_app_id: "An app id holds letters and digits only, such as wx0123456789abcdef; copy it from mp.weixin.qq.com", "AppID 只含字母和数字，例如 wx0123456789abcdef；请从 mp.weixin.qq.com 复制";
        /// Not a possible name.
        bad_variable: "A variable's name holds letters, digits and _ only and begins with no digit, such as WX_SECRET", "变量名只含字母、数字和 _，且不以数字开头，例如 WX_SECRET";
        /// A variable that holds nothing.
        unset_variable: "{} is not set here: leave fanscope, set it and start again, or go back with Esc", "当前环境没有设置 {}：请退出后设置再启动，或按 Esc 返回修改";
        /// Not a command.
        bad_command: "This is no command: check that every quotation mark is closed", "这不是命令：请检查引号是否成对";
        /// Nothing typed.
        nothing_typed: "Type it first; Esc goes back", "请先输入；按 Esc 返回";
        /// The configuration of an account that is only tried; a path.
        not_kept_yet: "written to {} once the account is kept", "保存后写入 {}";
        /// A configuration that cannot be added to.
        not_toml: "{} cannot be added to: it is no TOML or its accounts are no tables; see fanscope config check", "无法写入 {}：不是合法的 TOML，或 accounts 不是表；可运行 fanscope config check 检查";
        /// Saved.
        saved: "The account was saved in {}", "公众号已保存到 {}";
        /// Saved, with a secret file.
        saved_with_secret: "The account was saved in {}, its secret in {}", "公众号已保存到 {}，AppSecret 保存到 {}";
        /// Sample written.
        sampled: "Written: {}. Fill in an account there, or choose \"Set up an account\", which keeps its comments", "已生成 {}。可在其中填写公众号，或选择「设置公众号」，注释会保留";
        /// There is one.
        exists: "{} is there already and was left as it is; \"Set up an account\" adds to it", "{} 已存在，未作改动；「设置公众号」会在其中添加";
        /// It could not be done.
        refused: "Could not write: {}. Mend it and try again", "无法写入：{}。请处理后重试";
        /// Greeting of the demo that was started from here.
        in_demo: "This is the demo: every person is invented and nothing leaves this machine. Quit and start again to set up your account", "这是演示：人物均为虚构，数据不会离开本机。退出后重新启动即可设置公众号";
    }
}
