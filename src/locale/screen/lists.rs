phrases! {
    /// Columns, orders, marks and places of lists.
    ListTexts {
        /// Title of the chooser.
        columns: "Columns", "列";
        /// A column that is as wide as it needs to be.
        auto_width: "auto", "自动";
        /// Title of the menu of orders.
        sort: "Sort by", "排序方式";
        /// The order in which rows came.
        arrival: "As they came", "到达顺序";
        /// The largest or newest first.
        descending: "descending", "降序";
        /// The smallest or oldest first.
        ascending: "ascending", "升序";
        /// Nothing to search for.
        no_words: "Nothing has been searched for in this list; / asks for words", "还没有在此列表中查找过；按 / 输入要找的词";
        /// Search without a match.
        no_match: "No row holds: {}", "没有匹配的行：{}";
        /// Search with one match, which is selected already.
        only_match: "Only this row holds: {}", "只有此行匹配：{}";
        /// A column that says nothing of people of the mirror.
        no_order: "the mirror has no order by this column", "镜像不能按此列排序";
        /// An order that the rows are not in yet; a column's name.
        sorting: "sorting by {}…", "正在按{}排序…";
        /// Rows are being marked; how many.
        marking: "Marking {} rows…", "正在标记 {} 行…";
        /// Rows are marked; how many are by now.
        marked_all: "Rows marked: {}", "已标记 {} 行";
        /// Marking was cancelled; how many are marked.
        marking_stopped: "Marking stopped · rows marked: {}", "已停止标记 · 已标记 {} 行";
        /// Why marked rows cannot be used yet.
        still_marking: "rows are still being marked: wait a moment, or cancel that first", "仍在标记行：请稍候，或先取消标记";
        /// Why a range cannot be used yet.
        open_range: "not every row of this range is loaded: end the range first, which marks them", "此范围内的行尚未全部加载：请先结束范围选择以完成标记";
        /// Why a range cannot be ended.
        still_arranging: "the rows are still being put in order: wait a moment", "仍在排列各行：请稍候";
        /// Why the keys stay with a question.
        answer_first: "answer the question first", "请先回答这个问题";
        /// Why the keys stay with what is being typed.
        leave_first: "finish this first, or leave it", "请先完成或离开此处";
        /// Why a note that was typed is not left without a word.
        note_first: "save the note first, or leave it", "请先保存笔记，或离开笔记";
        /// Rows are picked of those loaded only; how many these are.
        of_loaded: "of the {} loaded", "共 {} 人已加载";
        /// Where nobody of them fits.
        only_loaded: "Only the {} people whose profile is loaded are searched: {} syncs all", "只在已加载资料的 {} 人中查找：按 {} 同步全部";
        /// The same where more could be loaded: how.
        loads_more: "Only the {} people whose profile is loaded are searched: {} loads more, {} syncs all", "只在已加载资料的 {} 人中查找：按 {} 加载更多，按 {} 同步全部";
        /// The same while more are being loaded.
        loading_more: "Only the {} people whose profile is loaded are searched: loading more …", "只在已加载资料的 {} 人中查找：正在加载更多 …";
        /// What only people of the mirror have; the blacklist is listed by the platform.
        not_mirrored: "the blacklist is no part of the mirror: this works on the other parts", "黑名单不在镜像中：请在其他部分使用";
        /// Nothing to be dropped one after the other.
        nothing_to_leave: "there is no range, search, filter or mark to drop", "没有可以取消的范围、查找、筛选或标记";
        /// The screen that is wanted is there.
        shown_already: "this screen is shown already", "已经在此界面";
        /// The keys have nowhere else to go.
        one_pane: "there is nothing else to go to on this screen", "此界面没有其他窗格";
        /// The first input of the run and of those before.
        no_older: "nothing was typed here before", "此前没有输入过内容";
        /// No earlier input is shown.
        no_newer: "this is the newest input", "这已是最新的输入";
        /// No columns were chosen.
        usual_columns: "these are the usual columns", "已是默认的列";
        /// No marks to take away.
        no_marks: "no row is marked", "没有已标记的行";
        /// No filter.
        no_filter: "there is no filter", "当前没有筛选";
        /// All columns are in view.
        no_more_columns: "there are no more columns at this side", "这一侧没有更多的列";
        /// Chips that do not fit.
        more_words: "+{}", "+{}";
        /// Label of the export dialog.
        export_columns: "Fields", "字段";
        /// A chart has no fields to choose from.
        chart_has_all: "a chart is written as it is", "图表按原样写入";
        /// All fields of the record.
        all_fields: "all", "全部";
        /// Those of the columns shown.
        shown_columns: "columns shown · {}", "所显示的列 · {}";
        /// Title of a question.
        refresh: "Ask again", "重新查询";
        /// Question before many calls.
        refresh_question: "Ask the platform about {} people again? That takes at least {} calls.", "要重新查询 {} 人吗？至少需要调用 {} 次接口。";
        /// Entry of the copy menu, for marked rows; a column's name is in it.
        column_of_rows: "{}, one a line", "{}（每行一个）";
        /// A row of a long list that has not arrived yet.
        loading_row: "…", "…";
    }
}
