phrases! {
    /// Work under way, what came of it, and the log of messages.
    FeedbackTexts {
        /// Done of all, in the header.
        progress: "{} of {}", "{} / {}";
        /// Elapsed time under a minute.
        seconds: "{} s", "{} 秒";
        /// Title of the log.
        log: "Messages", "消息";
        /// Nothing was said yet.
        nothing_said: "Nothing to report so far.", "目前还没有消息。";
        /// The same message several times in a row.
        times: "({} times)", "（{} 次）";
        /// A lookup of several openids is over.
        looked_up: "Looked up: {}", "查询完成：{} 个";
        /// A lookup of several openids is over and some failed; how to see them.
        some_failed: "Looked up: {} · failed: {}; the filter status:failed lists them", "查询完成：{} 个，失败 {} 个；用 status:failed 筛选可列出";
        /// All failed for one reason, with our advice.
        all_failed: "All {} failed: {}", "{} 个全部失败：{}";
        /// Cancelled; what came before is kept.
        lookup_cancelled: "Cancelled: {} of {} were answered and stay; r asks again", "已取消：{} / {} 已返回并保留；按 r 可重新查询";
        /// The mouse works in the interface.
        /// In the language that has been gone over to.
        language_changed: "English from now on, until the program ends; language = \"en\" under [ui] in config.toml keeps it", "本次运行已切换为中文；在 config.toml 的 [ui] 中写 language = \"zh\" 可长期保留";
        mouse_on: "The mouse works here; hold Shift (Option on macOS) to select text, or press {} again", "鼠标已启用；按住 Shift（macOS 为 Option）可选择文字，或再按 {} 关闭";
        /// The mouse selects text.
        mouse_off: "The mouse selects text as in any terminal; {} brings clicks and the wheel back", "鼠标已交还终端，可直接选择文字；按 {} 恢复点击和滚轮";
    }
}
