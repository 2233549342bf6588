phrases! {
    /// What happened.
    NoteTexts {
        /// On the clipboard.
        copied: "Copied: {}", "已复制：{}";
        /// Handed to the terminal, which does not answer.
        sent: "Sent to the terminal's clipboard: {}", "已交给终端的剪贴板：{}";
        /// Not on the clipboard.
        not_copied: "Could not copy {}: {}", "无法复制{}：{}";
        /// A search without a match.
        not_found: "Not found: {}", "没有找到：{}";
        /// The background task has ended.
        worker_gone: "The background task has ended; quit and start again", "后台任务已结束，请退出后重新启动";
        /// No room for more work.
        busy: "Too much is running; try again in a moment", "正在进行的任务太多，请稍后再试";
        /// Cancelling.
        cancelling: "Cancelling; {} again quits", "正在取消；再按 {} 退出";
        /// A spreadsheet was pasted.
        spreadsheet: "This is a spreadsheet file; save it as CSV and paste that", "这是电子表格文件；请另存为 CSV 后再粘贴";
        /// The source is now this.
        source_follower: "Source: follower (user/info, with the account's token)", "来源：关注者（user/info，使用公众号凭证）";
        /// The source is now this.
        source_web: "Source: web (sns/userinfo, with the web token)", "来源：网页授权（sns/userinfo，使用网页授权凭证）";
        /// Another account.
        switching: "Switching to {} …", "正在切换到 {} …";
        /// Refresh of the marked rows.
        asked_again: "People asked about again: {}", "正在重新查询 {} 人";
        /// Written.
        exported: "Rows written: {} · {}", "已写入 {} 行 · {}";
        /// Cancelled.
        export_cancelled: "Export cancelled; no file was written", "导出已取消，没有写入文件";
        /// No such directory.
        export_no_folder: "There is no folder {}; create it or choose another", "文件夹 {} 不存在；请先创建，或换一个位置";
        /// A directory.
        export_is_folder: "{} is a folder; add a file name", "{} 是文件夹；请加上文件名";
        /// A device, a pipe.
        export_not_a_file: "{} is not a regular file; choose another name", "{} 不是普通文件；请换一个文件名";
        /// The system refused.
        export_refused: "Could not write {}: {}. Choose another place or name", "无法写入 {}：{}。请换一个位置或文件名";
        /// Deleted.
        forgotten: "Deleted from history: {} lookups", "已从查询历史中删除 {} 条记录";
        /// An openid of another account.
        known_elsewhere: "This openid is known from account {} only; openids differ per account", "该 openid 只在公众号 {} 的历史中出现过；每个公众号的 openid 各不相同";
        /// Several such.
        many_known_elsewhere: "{} openids are known from other accounts only; openids differ per account", "{} 个 openid 只在其他公众号的历史中出现过；每个公众号的 openid 各不相同";
    }
}

phrases! {
    /// Why an action does nothing now.
    WhyNotTexts {
        /// No row selected.
        no_row: "no row is selected", "没有选中的行";
        /// Nothing typed.
        empty_input: "the input is empty", "输入框为空";
        /// No ids found.
        no_ids: "no openid found in the input", "输入中没有找到 openid";
        /// The account has not been tested.
        not_tested: "the test is not over", "测试还没有结束";
        /// Nothing to cancel.
        nothing_runs: "nothing is running", "没有正在进行的查询";
        /// Nothing came.
        no_raw: "no reply came for this row", "这一行没有收到回复";
        /// One account.
        one_account: "only one account is configured", "只配置了一个公众号";
        /// No rows.
        empty_table: "the list is empty", "列表为空";
        /// No search.
        no_search: "nothing is searched for", "没有查找内容";
        /// Not an openid.
        malformed: "this is no openid and is never sent", "这不是合法的 openid，不会发送";
        /// Already asked.
        is_waiting: "the answer is on its way", "正在等待回复";
        /// The detail has the focus.
        already_open: "the detail is open already", "详情已经打开";
        /// Another screen's action.
        lookup_only: "works on the Lookup screen; open the row there first", "请先在查询界面打开这一行";
        /// No marked row can be asked about.
        nothing_to_ask: "no marked row can be asked about now", "已标记的行目前都不能重新查询";
        /// What only a mirror can do.
        needs_mirror: "only a mirror can do this: S syncs all followers", "需要本地镜像：按 S 同步全部关注者";
        /// What a sync needs is being found out.
        is_preparing: "what a sync needs is being found out", "正在估算同步所需的调用";
        /// Another line of the sidebar.
        not_a_view: "only saved views can be deleted", "只能删除保存的视图";
        /// Nothing is marked.
        nothing_marked: "nothing is marked; space marks a row", "没有已标记的行；按空格标记";
        /// Only rows that wait.
        no_answers: "no row has an answer yet", "还没有任何一行收到回复";
        /// No file name typed.
        no_file_name: "type a file name", "请输入文件名";
        /// No token typed.
        empty_token: "no token was typed", "没有输入凭证";
    }
}
