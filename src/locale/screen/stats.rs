phrases! {
    /// The Stats screen.
    StatsTexts {
        /// A chart.
        time: "Over time", "增长趋势";
        /// A chart.
        scenes: "Scenes", "关注渠道";
        /// A chart.
        tags: "Tags", "标签";
        /// A chart.
        qrs: "QR scenes", "二维码场景";
        /// A chart.
        week: "Hours", "一周时段";
        /// The same chart in its title.
        week_title: "Hours of the week", "一周时段";
        /// A chart.
        left_scenes: "Left: scenes", "渠道取关";
        /// A chart.
        left_qrs: "Left: QR", "二维码取关";
        /// All people.
        people: "{} people", "{} 人";
        /// Those who follow.
        following: "{} following", "关注中 {}";
        /// Those who left, with their share.
        gone: "{} left ({})", "已取关 {}（{}）";
        /// When the mirror was last brought up to date.
        synced: "synced {}", "同步于 {}";
        /// The sync has not ended.
        partial: "sync not finished: figures of what has arrived", "同步未完成：仅统计已同步的部分";
        /// Asked, not answered.
        counting: "counting …", "正在统计 …";
        /// No mirror.
        no_mirror: "Nothing is mirrored yet", "尚未同步关注者";
        /// What to do about it.
        no_mirror_next: "Charts are made of the local mirror of this account's followers: fanscope sync makes it", "图表来自本机的关注者镜像：请先运行 fanscope sync";
        /// Nobody fits.
        no_match: "Nobody fits the filter", "没有符合筛选条件的人";
        /// What to do about it.
        no_match_next: "{} clears it", "按 {} 清除筛选";
        /// Nothing to draw.
        nothing: "nothing to show", "没有数据";
        /// Follows of a time.
        new: "new", "新增";
        /// People found gone.
        left: "left", "取关";
        /// New less left.
        net: "net", "净增";
        /// Net of all times up to then.
        until: "so far", "累计";
        /// Those who still follow.
        still: "following", "关注中";
        /// Column of shares.
        share_left: "left %", "取关率";
        /// The share of all.
        average: "all: {}", "总体：{}";
        /// Length of a column.
        by_day: "by day", "按日";
        /// Length of a column.
        by_week: "by week", "按周";
        /// Length of a column.
        by_month: "by month", "按月";
        /// Follows in an hour of the week.
        follows: "{} follows", "{} 次关注";
        /// Days of the week, from Monday.
        weekdays: "Mon Tue Wed Thu Fri Sat Sun", "周一 周二 周三 周四 周五 周六 周日";
        /// Scene is not known.
        no_scene: "not known", "未知";
        /// No tag.
        no_tag: "without a tag", "无标签";
        /// No QR scene.
        no_qr: "without a QR scene", "无二维码场景";
        /// Listed, and nothing else is known of them.
        unfetched: "profile not fetched", "资料未拉取";
        /// How many these are.
        unfetched_sum: "{} with no profile yet", "{} 人的资料未拉取";
        /// Copy menu: the selected line.
        copy_line: "this line, tab-separated", "这一行（制表符分隔）";
        /// Copy menu: the words that find these people.
        copy_query: "query words", "筛选条件";
        /// Copy menu: the whole chart.
        copy_chart: "the chart, tab-separated", "整个图表（制表符分隔）";
        /// Copy menu: the whole chart.
        copy_json: "the chart as JSON", "整个图表 JSON";
        /// Footer: Enter on a bar.
        people_of_bar: "people", "查看人员";
        /// Footer: the next chart.
        next_chart: "charts", "切换图表";
        /// Footer: all charts again.
        all_charts: "all charts", "全部图表";
        /// No query finds the people of this bar.
        no_query: "no query words name these people", "没有能表示这些人的筛选条件";
        /// No figures.
        no_figures: "there are no figures yet", "还没有统计数据";
        /// Only one chart fits.
        no_room: "the terminal has room for one chart only", "终端大小只够显示一个图表";
        /// This chart has no units.
        no_units: "only the chart over time has days, weeks and months", "只有增长趋势可以按日、周、月切换";
    }
}
