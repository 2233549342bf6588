phrases! {
    /// The input.
    InputTexts {
        /// Title; the source follows.
        title: "Openid", "Openid";
        /// While it is empty.
        placeholder: "Paste one openid or a whole list, then press Enter", "粘贴一个或一批 openid，然后按 Enter";
        /// Ids not listed yet.
        new: "{} new", "新 {}";
        /// Ids listed already or twice.
        repeated: "{} repeated", "重复 {}";
        /// Texts that cannot be openids.
        malformed: "{} malformed", "格式错误 {}";
        /// No id in the text.
        nothing: "no openid in it", "没有 openid";
        /// A spreadsheet file.
        spreadsheet: "a spreadsheet: save as CSV", "电子表格：请另存为 CSV";
    }
}

phrases! {
    /// Lists.
    TableTexts {
        /// Title of the Lookup screen's list.
        results: "Results", "结果";
        /// Title of the History screen's list.
        history: "History", "查询历史";
        /// Rows in all, where some are hidden.
        in_all: "{} in all", "共 {}";
        /// Marked rows.
        marked: "{} marked", "已标记 {}";
        /// Rows of the range being marked.
        range: "range of {}", "选段 {}";
        /// Order; the column and an arrow follow.
        by: "by {}", "按{}";
        /// Column.
        openid: "Openid", "Openid";
        /// Column.
        name: "Name/remark", "名称/备注";
        /// Column.
        since: "Since", "关注时间";
        /// Column.
        scene: "Scene", "关注渠道";
        /// Column.
        source: "Source", "来源";
        /// Column.
        fetched: "Fetched", "查询时间";
        /// Column: number of lookups stored.
        lookups: "Lookups", "次数";
        /// Column.
        status: "Status", "状态";
        /// Column.
        nickname: "Nickname", "昵称";
        /// Column.
        remark: "Remark", "备注";
        /// Column.
        qr: "QR scene", "二维码场景";
        /// Column.
        tags: "Tags", "标签";
        /// Column.
        note: "Note", "笔记";
        /// Column.
        unionid: "Unionid", "Unionid";
        /// Column.
        sex: "Sex", "性别";
        /// Column.
        region: "Region", "地区";
        /// Column.
        language: "Language", "语言";
        /// Column.
        group: "Group", "分组";
        /// Column.
        account: "Account", "公众号";
        /// Column.
        first: "First seen", "首次记录";
        /// Column.
        left_at: "Left", "取关时间";
        /// Status in a cell.
        failed: "failed", "失败";
        /// A row without an answer yet.
        waiting: "waiting", "等待回复";
        /// Does not follow.
        not_following: "not following", "未关注";
        left: "left", "已取关";
        /// Followed once.
        left_between: "left between {} and {}", "于 {} 至 {} 之间取消关注";
        /// The web source answered.
        authorized: "authorized", "已授权";
        /// Follows, time unknown.
        following: "following", "已关注";
        /// Mark of rows answered from history, in the legend of the title.
        from_history: "from history", "取自历史";
        /// Field of the filter.
        filter: "Filter", "筛选";
        /// Every row is hidden.
        no_match: "No row fits the filter", "没有符合筛选条件的行";
        /// How to drop the filter.
        no_match_next: "Esc clears it", "按 Esc 清除";
        /// History is empty.
        history_empty: "Nothing looked up yet", "还没有查询过";
        /// Where it is kept.
        history_place: "Every lookup is kept in {}", "每次查询都保存在 {}";
        /// History loads.
        history_loading: "Reading history …", "正在读取查询历史 …";
        /// Results are empty.
        results_empty: "Nothing looked up yet", "还没有查询过";
        /// What to do.
        results_next: "Paste openids above: separated by anything, as CSV or as JSON. Nothing is sent before Enter.", "在上方粘贴 openid：任意分隔符、CSV 或 JSON 均可。按 Enter 之前不会发送任何请求。";
        /// Demo: what to paste.
        suggestions: "Try one of these:", "可以试试：";
    }
}

phrases! {
    /// What is wrong with a text that cannot be an openid.
    FaultTexts {
        /// Too short.
        short: "malformed: {} characters", "格式错误：只有 {} 个字符";
        /// Too short, one.
        short_one: "malformed: 1 character", "格式错误：只有 1 个字符";
        /// Too long.
        long: "malformed: {} characters", "格式错误：长达 {} 个字符";
        /// A character that cannot be in it.
        illegal: "malformed: {} at place {}", "格式错误：{}（第 {} 个字符）";
    }
}

phrases! {
    /// Kinds of failure, short enough for a row.
    KindTexts {
        /// A kind and our advice.
        with_hint: "{}: {}", "{}：{}";
        /// Kind.
        invalid_openid: "invalid openid", "openid 无效";
        /// Kind.
        credential: "credential refused", "凭证被拒绝";
        /// Kind.
        permission: "no permission", "没有权限";
        /// Kind.
        ip_whitelist: "IP not in whitelist", "IP 不在白名单";
        /// Kind.
        quota: "quota used up", "调用额度用尽";
        /// Kind.
        rate_limit: "rate limit", "触发频率限制";
        /// Kind.
        platform: "platform error", "平台错误";
        /// Kind.
        network: "network fault", "网络故障";
        /// Kind.
        timeout: "no answer in time", "等待超时";
        /// Kind.
        bad_reply: "unusable reply", "回复无法使用";
        /// Kind.
        cancelled: "cancelled", "已取消";
        /// Kind.
        local: "local fault", "本机故障";
    }
}

phrases! {
    /// The detail.
    DetailTexts {
        /// Title where nothing is selected.
        title: "Detail", "详情";
        /// Nothing is selected.
        empty: "Select a row to see the person", "选中一行即可查看详情";
        /// Group.
        changes: "Changes", "变化";
        /// Group.
        raw: "Raw", "原始回复";
        /// Field of provenance.
        host: "Host", "接口域名";
        /// Lookups stored, nothing changed.
        no_changes: "none (lookups: {})", "{} 次查询之间没有变化";
        /// Lookups stored.
        lookups: "Lookups stored: {}", "共保存 {} 次查询";
        /// Changes not listed.
        more_changes: "{} more", "另有 {} 处";
        /// No answer yet.
        waiting: "Waiting for the answer", "正在等待回复";
        /// Asked again.
        waiting_again: "Asked again; this is the answer before", "正在重新查询；以下是之前的结果";
        /// A failure with an older answer.
        earlier_answer: "This lookup failed; an earlier answer is shown beside it", "本次查询失败；同时显示之前的结果";
        /// Title of the group: the same unionid in other accounts.
        elsewhere: "Other accounts (same unionid)", "其他公众号（unionid 相同）";
        /// Known from another account.
        known_elsewhere: "Known from account {} only; openids differ per account", "只在公众号 {} 的历史中出现过；每个公众号的 openid 各不相同";
        /// Nothing came.
        no_raw: "no reply came", "没有收到回复";
        /// A follower from the mirror, and the key that asks for a reply.
        no_raw_in_mirror: "the mirror keeps no raw replies; {} fetches one", "镜像不保存原始回复；按 {} 可获取";
        /// Size and key.
        raw_hint: "{} bytes · {} shows them", "{} 字节 · 按 {} 查看";
        /// Size.
        raw_size: "{} bytes", "{} 字节";
    }
}

phrases! {
    /// Raw reply and changes.
    ViewerTexts {
        /// The row is gone.
        gone: "There is no reply to show", "没有可显示的回复";
        /// The reply was mended.
        repaired: "The reply was not valid JSON and was mended before reading; this is how it came.", "回复不是合法的 JSON，读取前做过修复；以下是收到的原文。";
        /// Waiting for the local file.
        loading: "Reading history …", "正在读取查询历史 …";
        /// How many lookups.
        lookups: "Lookups stored: {}", "共保存 {} 次查询";
        /// Nothing changed.
        no_changes: "Nothing has changed between lookups.", "历次查询之间没有变化。";
        /// Bytes that are not shown.
        cut: "… {} bytes more; copying takes all of them", "…… 还有 {} 字节；复制时包含全部内容";
        /// Title addition.
        as_received: "as received", "原样";
        /// Field of the search.
        search: "Search", "查找";
    }
}

phrases! {
    /// The copy menu.
    CopyTexts {
        /// Title.
        title: "Copy", "复制";
        /// Entry.
        row: "row, tab-separated", "整行（制表符分隔）";
        /// Entry.
        json: "record as JSON", "记录 JSON";
        /// Entry.
        raw: "raw reply", "原始回复";
        /// Entry, for marked rows.
        openids: "openids, one a line", "openid（每行一个）";
        /// Entry, for marked rows.
        rows: "rows, tab-separated", "多行（制表符分隔）";
        /// Entry, for marked rows.
        json_array: "records as a JSON array", "记录 JSON 数组";
        /// How many rows an entry holds.
        count: "rows: {}", "{} 行";
        /// Why marked rows of the mirror are not copied: so many of so many, the key that exports.
        not_loaded: "Not copied: {} of {} marked rows are not loaded; {} exports all of them, and openids can be copied", "未复制：已标记的行中有 {} 行未加载（共 {} 行）；按 {} 可导出全部，openid 可以直接复制";
        /// Why marked rows of the platform's list are not copied: so many of so many.
        not_listed: "Not copied: {} of {} marked rows are not loaded; their openids can be copied", "未复制：已标记的行中有 {} 行未加载（共 {} 行）；openid 可以直接复制";
        /// Title of the account menu.
        accounts: "Account", "公众号";
    }
}

phrases! {
    /// Questions and the token field.
    DialogTexts {
        /// Title.
        delete: "Delete from history", "从查询历史中删除";
        /// Question.
        delete_question: "Delete {} stored lookups of {}? This cannot be undone.", "删除 {} 条查询记录？openid：{}。此操作无法撤销。";
        /// Several people, in place of an openid.
        people: "{} people", "{} 个";
        /// Title.
        export: "Export", "导出";
        /// Label.
        export_rows: "Rows", "行";
        /// Label.
        export_format: "Format", "格式";
        /// Label.
        export_file: "File", "文件";
        /// Rows to be written.
        export_all: "all · {}", "全部 · {}";
        /// Rows to be written.
        export_filtered: "filtered · {}", "筛选出的 · {}";
        /// Rows to be written.
        export_marked: "marked · {}", "已标记的 · {}";
        /// A format.
        csv_for_excel: "CSV for Excel (UTF-8 with BOM)", "CSV，适用于 Excel（UTF-8 带 BOM）";
        /// A format.
        csv: "CSV (UTF-8)", "CSV（UTF-8）";
        /// A format.
        json_lines: "JSON Lines", "JSON Lines";
        /// A format.
        xlsx: "XLSX workbook", "XLSX 工作簿";
        /// Title.
        overwrite: "Replace the file?", "替换文件？";
        /// Question.
        overwrite_question: "{} exists already. Replace it?", "{} 已存在。要替换吗？";
        /// Title.
        token: "Web token", "网页授权凭证";
        /// Takes the token.
        token_use: "use it", "使用";
        /// What it is for.
        token_about: "The web source asks sns/userinfo with a web access token. It is kept in memory only and never stored.", "网页授权来源用网页授权 access_token 调用 sns/userinfo。凭证只保存在内存中，不会写入任何文件。";
    }
}
