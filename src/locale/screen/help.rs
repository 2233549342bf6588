phrases! {
    /// The help.
    HelpTexts {
        /// Title of the window.
        title: "Keys", "快捷键";
        /// Keys that work in every context.
        everywhere: "Everywhere", "任何地方";
        /// Editing keys.
        editing: "Typing edits like a shell: Ctrl-A and Ctrl-E to the ends, Ctrl-W deletes the word before, Alt-D the one after, Ctrl-U what stands before, Ctrl-K the rest, Ctrl-Y puts it back, Alt-B and Alt-F go by words.", "编辑方式与命令行相同：Ctrl-A、Ctrl-E 到行首、行尾，Ctrl-W 删除前一个词，Alt-D 删除后一个词，Ctrl-U 删到行首，Ctrl-K 删到行尾，Ctrl-Y 粘回，Alt-B、Alt-F 按词移动。";
        /// How to change keys.
        /// What an action does, and why it does nothing now.
        with_reason: "{} ({})", "{}（{}）";
        remap: "Names on the right are for [keys] in config.toml. With the mouse captured, hold Shift (Option on macOS) to select text.", "右侧名称用于 config.toml 的 [keys]。启用鼠标时，按住 Shift（macOS 为 Option）可选择文字。";
        /// Context.
        input: "Input", "输入框";
        /// Context.
        results: "Results", "结果";
        /// Context.
        detail: "Detail", "详情";
        /// Context.
        followers: "Followers", "关注者";
        /// Context.
        sync: "Sync", "同步";
        /// Context.
        prompt: "Question", "输入";
        /// Context.
        note: "Note", "笔记";
        /// Context.
        sidebar: "Sidebar", "侧栏";
        /// Context.
        history: "History", "查询历史";
        /// Context.
        stats: "Stats", "统计";
        /// Context.
        filter: "Filter", "筛选";
        /// Context.
        help: "Help", "帮助";
        /// Context.
        raw: "Raw reply", "原始回复";
        /// Context.
        changes: "Changes", "变化";
        /// Context.
        search: "Search", "查找";
        /// Context.
        menu: "Menu", "菜单";
        /// Context.
        confirm: "Question", "确认";
        /// Context.
        token: "Web token", "网页授权凭证";
        /// Context.
        export: "Export", "导出";
        /// Context.
        palette: "Commands", "命令";
        /// Context.
        columns: "Columns", "列";
    }
}

phrases! {
    /// The command palette.
    PaletteTexts {
        /// Title of the window; the context follows.
        title: "Commands", "命令";
        /// While nothing is typed.
        placeholder: "Type what you want to do", "输入想做的事";
        /// Nothing fits.
        nothing: "No command fits", "没有匹配的命令";
        /// What Enter does.
        run: "run", "执行";
    }
}

phrases! {
    /// Problems of `[keys]`, and its table.
    KeyTexts {
        /// Two actions on one key.
        conflict: "key {} of action \"{}\" is taken by \"{}\" at {}; give one of them another key", "快捷键 {}（动作 \"{}\"）与 \"{}\"（{}）冲突；请为其中一个换键";
        /// The other has it by default.
        conflict_default: "key {} of action \"{}\" is taken by \"{}\", whose default it is; name another key, or give \"{}\" one of its own", "快捷键 {}（动作 \"{}\"）是 \"{}\" 的默认键；请换一个键，或在 [keys] 中为 \"{}\" 另设按键";
        /// Not a key.
        unknown_chord: "\"{}\" is no key; write e.g. \"x\", \"G\", \"?\", \"F5\", \"Enter\", \"PgUp\", \"Ctrl-L\", \"Shift-Tab\"", "\"{}\" 不是按键；写法如 \"x\"、\"G\"、\"?\"、\"F5\"、\"Enter\"、\"PgUp\"、\"Ctrl-L\"、\"Shift-Tab\"";
        /// A printable key for an action of text fields.
        would_type: "action \"{}\" works in text fields only, where printable keys type; use a key with Ctrl, Alt or a name", "动作 \"{}\" 只在输入框中有效，可打印字符会被当作输入；请使用带 Ctrl、Alt 的组合键或功能键";
        /// No way to quit.
        no_way_out: "action \"{}\" needs at least one key that is not printable: it is the way out of text fields", "动作 \"{}\" 至少需要一个不可打印的按键：在输入框中要靠它退出";
        /// Unknown, one is close.
        unknown_action_close: "unknown action \"{}\"; did you mean \"{}\"?", "未知动作 \"{}\"；是否想写 \"{}\"？";
        /// Unknown.
        unknown_action: "unknown action \"{}\"; the actions are: {}", "未知动作 \"{}\"；可用的动作有：{}";
        /// Column of the key table.
        column_keys: "Keys", "按键";
        /// Column of the key table.
        column_action: "What it does", "作用";
    }
}
