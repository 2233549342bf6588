phrases! {
    /// The Followers screen.
    FollowersTexts {
        /// Title of the list.
        title: "Followers", "关注者";
        /// Title of the sidebar.
        parts: "Tags", "标签";
        /// A part.
        all: "All", "全部";
        /// A part: the tag of starred followers.
        starred: "Starred", "星标";
        /// A part.
        blacklist: "Blacklist", "黑名单";
        /// How much of the platform's list is here; the key follows.
        listed: "{} of {} listed", "已列出 {} / {}";
        /// How much of the platform's list is here, where its length is not known.
        listed_some: "{} listed", "已列出 {}";
        /// The list is being fetched.
        listing: "Listing followers …", "正在列出关注者 …";
        /// The next page could not be had.
        list_failed: "Listing stopped; Enter on the sidebar starts anew", "列出中断；在侧栏按 Enter 重新列出";
        /// Nobody follows.
        nobody: "Nobody is listed here", "这里没有人";
    }
}
