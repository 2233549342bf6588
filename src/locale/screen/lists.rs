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
        /// Only what is in memory can be searched.
        filter_instead: "this list is too long to be searched row by row; / filters it", "此列表太长，无法逐行查找；请按 / 筛选";
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
