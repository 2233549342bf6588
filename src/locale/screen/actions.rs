/// How an action is called: in the help and in the footer.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// A short sentence for the help and the README.
    pub help: &'static str,
    /// One or two words for the footer.
    pub hint: &'static str,
}

macro_rules! action_phrases {
    ($($(#[$doc:meta])* $name:ident: $en_help:literal, $en_hint:literal; $zh_help:literal, $zh_hint:literal;)*) => {
        /// One phrase per action.
        #[derive(Debug)]
        pub struct ActionTexts {
            $($(#[$doc])* pub $name: Phrase,)*
        }

        pub(super) const EN: ActionTexts = ActionTexts {
            $($name: Phrase { help: $en_help, hint: $en_hint },)*
        };

        pub(super) const ZH: ActionTexts = ActionTexts {
            $($name: Phrase { help: $zh_help, hint: $zh_hint },)*
        };
    };
}

action_phrases! {
    /// Help.
    help: "Show or hide this help", "help"; "显示或隐藏帮助", "帮助";
    /// Command palette.
    palette: "Find and run a command by name", "commands"; "按名称查找并执行命令", "命令";
    /// Lookup screen.
    lookup_screen: "Lookup screen", "lookup"; "查询界面", "查询";
    /// Followers screen.
    followers_screen: "Followers screen", "followers"; "关注者界面", "关注者";
    /// History screen.
    history_screen: "History screen", "history"; "查询历史界面", "历史";
    /// Stats screen.
    stats_screen: "Stats screen", "stats"; "统计界面", "统计";
    /// Charts of a list.
    charts: "Charts of the people listed", "charts"; "当前列表的统计图表", "图表";
    /// Shorter columns.
    finer: "Over time: shorter columns (month, week, day)", "finer"; "增长趋势：更细（月、周、日）", "更细";
    /// Longer columns.
    coarser: "Over time: longer columns (day, week, month)", "coarser"; "增长趋势：更粗（日、周、月）", "更粗";
    /// One chart.
    one_chart: "One chart, or all side by side", "one chart"; "只看一个图表，或并排显示全部", "单个图表";
    /// Next pane.
    next_pane: "Next pane or chart", "panes"; "下一个窗格或图表", "切换窗格";
    /// Previous pane.
    previous_pane: "Previous pane or chart", "panes"; "上一个窗格或图表", "切换窗格";
    /// Cancel, else quit.
    interrupt: "Cancel what runs; with nothing running, or a second time, quit", "quit"; "取消正在进行的查询；没有查询或再按一次则退出", "退出";
    /// Message log.
    messages: "Messages of this run, with their times", "messages"; "本次运行的消息及时间", "消息";
    /// Next question.
    set_up_next: "Go on to the next question", "next"; "下一步", "下一步";
    /// Keep the account.
    save_set_up: "Keep the account in the configuration and begin", "keep and begin"; "保存公众号配置并开始", "保存并开始";
    /// Try again.
    check_again: "Test the account again", "test again"; "重新测试公众号", "重新测试";
    /// Write a note.
    note: "Write a local note on the person, or on the marked ones", "note"; "给此人或已标记的人写本地笔记", "笔记";
    /// Keep the note.
    save_note: "Save the note; an empty one is deleted", "save"; "保存笔记；内容为空则删除", "保存";
    /// Another line.
    new_line: "Begin a new line", "new line"; "换行", "换行";
    /// Leave the note.
    leave_note: "Leave the note", "leave"; "离开笔记", "离开";
    /// Earlier inputs.
    input_history: "Search the inputs typed here before; again: the next one", "earlier inputs"; "查找此前的输入；再按：下一条", "输入记录";
    /// Mouse.
    mouse: "Let the mouse work here, or leave it to the terminal to select text", "mouse"; "启用鼠标，或交还终端用于选择文字", "鼠标";
    /// Suspend.
    suspend: "Suspend to the shell", "suspend"; "挂起，回到命令行", "挂起";
    /// Quit.
    quit: "Quit", "quit"; "退出", "退出";
    /// Input.
    input: "Go to the input", "input"; "回到输入框", "输入";
    /// Submit.
    submit: "Look up everything in the input", "look up"; "查询输入框中的全部 openid", "查询";
    /// Older input.
    older_input: "Earlier input", "earlier"; "上一次的输入", "上一次";
    /// Newer input.
    newer_input: "Later input", "later"; "下一次的输入", "下一次";
    /// Leave.
    leave: "Leave the field, the filter or the pane; never cancels work", "leave"; "离开输入框、筛选或窗格（不会取消查询）", "离开";
    /// Up.
    up: "Up", "up"; "上移", "上移";
    /// Down.
    down: "Down", "down"; "下移", "下移";
    /// Left.
    left: "To the list; in a chart one to the left", "list"; "回到列表；在图表中左移", "列表";
    /// Right.
    right: "To the detail; in a chart one to the right", "detail"; "转到详情；在图表中右移", "详情";
    /// Top.
    top: "First row or line", "first"; "第一行", "首行";
    /// Bottom.
    bottom: "Last row or line", "last"; "最后一行", "末行";
    /// Page up.
    page_up: "One page up (scrolls the detail in the input)", "page up"; "上翻一页（在输入框中滚动详情）", "上页";
    /// Page down.
    page_down: "One page down (scrolls the detail in the input)", "page down"; "下翻一页（在输入框中滚动详情）", "下页";
    /// Half page up.
    half_page_up: "Half a page up", "½ up"; "上翻半页", "上半页";
    /// Half page down.
    half_page_down: "Half a page down", "½ down"; "下翻半页", "下半页";
    /// Open.
    open: "Open the detail; in history: open it on the Lookup screen", "open"; "查看详情；在历史中：回到查询界面打开", "打开";
    /// Filter.
    filter: "Filter the rows: words, tag:VIP, scene:qr_code, qr:98765, status:left, since:2024-01..2024-06, has:unionid, -tag:x", "filter"; "筛选：文字、tag:VIP、scene:qr_code、qr:98765、status:left、since:2024-01..2024-06、has:unionid、-tag:x", "筛选";
    /// Accept the filter.
    accept: "Keep the filter and go to the rows", "keep"; "保留筛选条件，回到列表", "保留";
    /// Sort.
    sort: "Sort by a column, or the other way round", "sort"; "按某一列排序，或反转顺序", "排序";
    /// Columns.
    columns: "Choose, order and size the columns", "columns"; "选择列、调整顺序和宽度", "列";
    /// Chooser.
    toggle_column: "Show or hide the column", "show/hide"; "显示或隐藏该列", "显示/隐藏";
    /// Chooser.
    column_up: "Move the column forward", "forward"; "列前移", "前移";
    /// Chooser.
    column_down: "Move the column back", "back"; "列后移", "后移";
    /// Chooser.
    wider: "Make the column wider", "wider"; "加宽该列", "加宽";
    /// Chooser.
    narrower: "Make the column narrower", "narrower"; "收窄该列", "收窄";
    /// Chooser.
    reset_columns: "Show the usual columns again", "reset"; "恢复默认的列", "恢复默认";
    /// Scroll columns.
    columns_left: "Scroll to the columns at the left", "left"; "向左滚动列", "左移";
    /// Scroll columns.
    columns_right: "Scroll to the columns at the right", "right"; "向右滚动列", "右移";
    /// Marks.
    mark_all: "Mark every row that passes the filter", "mark all"; "标记筛选出的全部行", "全部标记";
    /// Marks.
    mark_none: "Take all marks away", "unmark"; "清除全部标记", "清除标记";
    /// Marks.
    invert_marks: "Invert the marks of the rows that pass the filter", "invert"; "反转筛选出的行的标记", "反选";
    /// Filter.
    drop_word: "Take the last word of the filter away", "drop word"; "去掉筛选的最后一个词", "去掉一词";
    /// Export.
    export_columns: "Export all fields or the columns shown", "columns"; "导出全部字段或所显示的列", "列";
    /// Copy.
    copy: "Copy a field, the row or its JSON; the marked rows where there are any", "copy"; "复制字段、整行或 JSON；有标记时复制已标记的行", "复制";
    /// Refresh.
    refresh: "Ask the platform again: this row, or the marked ones (spends calls)", "refresh"; "重新查询这一行或已标记的行（消耗调用次数）", "刷新";
    /// Raw.
    raw: "Raw reply; again: exactly as received", "raw"; "原始回复；再按：按收到的原样显示", "原文";
    /// Changes.
    changes: "What changed between lookups", "changes"; "历次查询之间的变化", "变化";
    /// Source.
    source: "Switch the source: follower or web", "source"; "切换来源：关注者或网页授权", "来源";
    /// Delete.
    delete: "Delete this person or the marked ones from history (asks first)", "delete"; "从查询历史中删除这一行或已标记的行（会先确认）", "删除";
    /// Account.
    account: "Switch the account", "account"; "切换公众号", "账号";
    /// Fold.
    fold: "Fold or open the group, object or list", "fold"; "折叠或展开当前分组、对象或数组", "折叠";
    /// Fold all.
    fold_all: "Fold or open all of them", "fold all"; "全部折叠或展开", "全部折叠";
    /// Next fold.
    next_fold: "Next group, object or list", "next"; "下一个分组、对象或数组", "下一个";
    /// Previous fold.
    previous_fold: "Group, object or list before", "previous"; "上一个分组、对象或数组", "上一个";
    /// Pictures.
    picture: "Show or hide the person's picture", "picture"; "显示或隐藏头像", "头像";
    /// Theme.
    theme: "Choose a theme, seen while you choose", "theme"; "选择主题（边选边预览）", "主题";
    /// Language.
    language: "Go over to Chinese (切换到中文)", "中文"; "切换到英文（Switch to English）", "English";
    /// Cancel.
    cancel: "Cancel what runs; what has arrived stays", "cancel"; "取消正在进行的任务（已返回的结果保留）", "取消";
    /// Clear.
    clear: "Clear the table; history stays", "clear"; "清空表格（不影响查询历史）", "清空";
    /// Close.
    close: "Close", "close"; "关闭", "关闭";
    /// Choose.
    choose: "Choose", "choose"; "选择", "选择";
    /// Confirm.
    confirm: "Yes", "yes"; "是", "是";
    /// Decline.
    decline: "No", "no"; "否", "否";
    /// Mark.
    mark: "Mark the row, or take its mark away", "mark"; "标记这一行，或取消标记", "标记";
    /// Range.
    range: "Mark a range of rows: begin it, move, end it", "range"; "标记一段：按下开始，移动后再按结束", "选段";
    /// Export.
    export: "Export the filtered or the marked rows: CSV, JSON Lines, XLSX", "export"; "导出筛选出的行或已标记的行：CSV、JSON Lines、XLSX", "导出";
    /// Write.
    write: "Write the file", "write"; "写入文件", "写入";
    /// Next format.
    next_format: "Next file format", "format"; "下一种文件格式", "格式";
    /// Previous format.
    previous_format: "File format before", "format"; "上一种文件格式", "格式";
    /// Rows of the export.
    export_rows: "Filtered or marked rows", "rows"; "导出筛选出的行，或已标记的行", "切换行";
    /// Sync.
    sync: "Sync all followers to the local mirror (asks first); while it runs: show how far it is", "sync"; "把全部关注者同步到本地镜像（会先确认）；同步中：查看进度", "同步";
    /// Rest.
    rest: "In the sync box that the sync key opens: pause the sync, or let it go on", "pause"; "在同步进度框中（用同步键打开）：暂停同步，或继续", "暂停";
    /// Changed.
    changed: "What the last sync saw change: new, left, back, tags, remarks", "what changed"; "上次同步发现的变化：新关注、取关、再次关注、标签、备注", "变化列表";
    /// Save view.
    save_view: "Save the filter and the order as a view in the sidebar", "save view"; "把筛选和排序保存为侧栏中的视图", "保存视图";
    /// Go to.
    go_to: "Go to a row by its number, or to a percentage", "go to"; "跳到第几行，或某个百分比", "跳转";
    /// Answer.
    answer: "Take what is typed", "ok"; "确定", "确定";
    /// Search.
    search: "Search in this text", "search"; "在文本中查找", "查找";
    /// Next match.
    next_match: "Next match", "next"; "下一处", "下一处";
    /// Previous match.
    previous_match: "Previous match", "previous"; "上一处", "上一处";
}
