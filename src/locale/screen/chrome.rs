phrases! {
    /// Header, tabs, smallest sizes.
    ChromeTexts {
        /// Tab of the Lookup screen.
        lookup: "Lookup", "查询";
        /// Tab of the Followers screen.
        followers: "Followers", "关注者";
        /// Tab of the History screen.
        history: "History", "历史";
        /// Tab of the Stats screen.
        stats: "Stats", "统计";
        /// Badge of the demo.
        demo: "DEMO", "演示";
        /// Before the account is known.
        no_account: "no account", "未配置公众号";
        /// Calls spent in this run.
        calls: "calls {}", "调用 {}";
        /// Calls spent today by all runs of this machine.
        calls_today: "today {}", "今日 {}";
        /// What is left of the day's quota.
        calls_left: "left {}", "剩余 {}";
        /// Work under way.
        running: "{} running", "{} 项进行中";
        /// The minute's limit was reached.
        waiting: "rate limit, goes on in {} s", "触发频率限制，{} 秒后继续";
        /// What the interrupt key does while work runs.
        cancel_then_quit: "cancel/quit", "取消/退出";
        /// The terminal is too small.
        too_small: "Terminal too small: {}×{} needed", "终端太小：至少需要 {}×{}";
    }
}
