phrases! {
    /// Inputs typed before.
    InputHistoryTexts {
        /// Title.
        lookups: "Earlier inputs", "输入记录";
        /// Title.
        filters: "Earlier filters", "筛选记录";
        /// Title.
        searches: "Earlier searches", "查找记录";
        /// Title.
        exports: "Earlier file names", "文件名记录";
        /// There are none.
        none: "Nothing typed here before", "还没有输入过";
        /// None fits.
        nothing: "No earlier input fits", "没有匹配的记录";
        /// What Enter does.
        take: "take it", "取用";
    }
}
