phrases! {
    /// The Followers screen.
    FollowersTexts {
        /// Title of the list.
        title: "Followers", "关注者";
        /// Title of the sidebar.
        parts: "Tags", "标签";
        /// A part.
        all: "All", "全部";
        /// A part: those of whom the newest sync saw a change.
        changed: "Changed lately", "最近有变化";
        /// A part: those who left.
        left: "Left", "已取关";
        /// A part: the tag of starred followers.
        starred: "Starred", "星标组";
        /// A part.
        untagged: "Untagged", "无标签";
        /// A part.
        blacklist: "Blacklist", "黑名单";
        /// How much of the platform's list is here.
        listed: "{} of {} listed", "已列出 {} / {}";
        /// How much of the platform's list is here, where its length is not known.
        listed_some: "{} listed", "已列出 {}";
        /// What the key of the sync does.
        syncs_all: "{} syncs all", "按 {} 同步全部";
        /// The mirror's people, and those of them who left.
        people: "{} people, {} left", "共 {} 人，其中 {} 人已取关";
        /// When the newest sync ended.
        synced: "synced {}", "同步于 {}";
        /// An interrupted sync.
        unfinished: "a sync is unfinished, {} goes on", "有一次同步未完成，按 {} 继续";
        /// A part that only the mirror knows.
        needs_sync: "Only a mirror can tell: {} syncs", "需要本地镜像：按 {} 同步";
        /// The list is being fetched.
        listing: "Listing followers …", "正在列出关注者 …";
        /// The mirror is being read.
        reading: "Reading the mirror …", "正在读取本地镜像 …";
        /// The next page could not be had.
        list_failed: "Listing stopped; Enter on the sidebar starts anew", "列出中断；在侧栏按 Enter 重新列出";
        /// Nobody follows.
        nobody: "Nobody is listed here", "这里没有人";
        /// Nothing changed.
        nothing_changed: "The last sync saw no change; changes are what two syncs saw differently. {} syncs again", "上次同步没有发现变化；变化是两次同步之间的差异。按 {} 再次同步";
        /// Title of the list of changes.
        changes_title: "Since the last sync", "上次同步以来";
        /// Changes beyond those listed.
        more_changes: "more in the list: Changed lately", "更多见列表“最近有变化”";
        /// A kind of change.
        kind_new: "new", "新关注";
        /// A kind of change.
        kind_left: "left", "取消关注";
        /// A kind of change.
        kind_back: "back", "再次关注";
        /// A kind of change.
        kind_tags: "tags", "标签";
        /// A kind of change.
        kind_remark: "remark", "备注";
        /// A kind of change.
        kind_scene: "scene", "关注渠道";
        /// A kind of change.
        kind_since: "follow time", "关注时间";
        /// Both values of a change.
        from_to: "{} → {}", "{} → {}";
        /// The mirror's group in the detail.
        mirror: "Mirror", "本地镜像";
        /// In the newest list or not.
        is_listed: "Listed", "在列";
        /// Yes.
        yes: "yes", "是";
        /// No.
        no: "no", "否";
        /// A sweep noticed that the person has left.
        found_gone: "found gone {}", "{} 发现已取消关注";
        /// First listed.
        first_seen: "First seen", "首次列出";
        /// Changes of a person.
        changes: "Changes", "变化";
        /// None yet.
        no_changes: "none seen by syncs", "历次同步没有发现变化";
        /// Title of the question.
        sync: "Sync all followers", "同步全部关注者";
        /// The question: people, calls.
        sync_question: "{} followers: this needs about {} calls.", "共 {} 位关注者，大约需要 {} 次调用。";
        /// The question where one goes on.
        sync_continues: "An interrupted sync goes on: {} followers, about {} more calls.", "继续未完成的同步：共 {} 位关注者，大约还需 {} 次调用。";
        /// Quota: pages and batches, needed and left.
        sync_quota: "user/get {} of {} left today, batchget {} of {} left.", "user/get 需 {}，今日剩余 {}；batchget 需 {}，今日剩余 {}。";
        /// The quota is too small.
        sync_short: "Today's quota is too small; the sync stops there and goes on tomorrow.", "今日额度不足；同步会中途停下，明天可以继续。";
        /// Not said.
        unknown: "?", "未知";
        /// What it needs is being found out.
        preparing: "Finding out what a sync needs …", "正在估算同步所需的调用 …";
        /// Runs.
        syncing: "Syncing", "正在同步";
        /// Rests.
        resting: "Paused", "已暂停";
        /// Ids.
        stage_listing: "ids", "openid";
        /// Profiles.
        stage_fetching: "profiles", "资料";
        /// So many of so many.
        of: "{} / {}", "{} / {}";
        /// Time left.
        time_left: "{} left", "剩余 {}";
        /// Label.
        rate: "Rate", "速度";
        /// Rate.
        per_second: "{} people/s", "每秒 {} 人";
        /// Label.
        elapsed: "Elapsed", "已用";
        /// Label.
        left_time: "Time left", "剩余时间";
        /// Label.
        calls: "Calls", "调用";
        /// Label.
        quota_left: "Quota left", "剩余额度";
        /// No sync runs.
        no_sync: "No sync is running", "没有正在进行的同步";
        /// Another process syncs.
        busy: "Another fanscope is syncing this account; its result is shown when it ends", "另一个 fanscope 正在同步这个公众号；完成后可在此查看结果";
        /// Cancelled.
        stopped: "Sync stopped; {} goes on where it was", "同步已停止；按 {} 从断点继续";
        /// Ask for the raw reply.
        raw_question: "The mirror keeps no raw replies. Fetch this one? It costs one call.", "镜像不保存原始回复。现在获取吗？会消耗一次调用。";
        /// Title of that question.
        raw_title: "Raw reply", "原始回复";
        /// Asked about.
        looking_up: "Looking up {}; the answer is on the Lookup screen", "正在查询 {} 人；结果在查询界面";
        /// Title of a field.
        save_title: "Save this view as", "将当前视图保存为";
        /// Saved.
        saved: "View saved: {}", "视图已保存：{}";
        /// Deleted.
        deleted: "View deleted: {}", "视图已删除：{}";
        /// Title of a question.
        delete_title: "Delete the saved view?", "删除保存的视图？";
        /// Title of a field.
        goto_title: "Go to row or percentage, e.g. 5000 or 50%", "跳到第几行或百分比，如 5000 或 50%";
        /// Not a row.
        not_a_row: "“{}” is no row; write a number or a percentage", "“{}”不是行号；请输入数字或百分比";
    }
}
