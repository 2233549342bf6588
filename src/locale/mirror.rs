use super::Counted;

/// Phrases of `followers`, `stats` and `export`. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct MirrorTexts {
    /// Column: in the newest full list.
    pub listed: &'static str,
    /// Column: when a sync found the person gone.
    pub left_at: &'static str,
    /// Column: the local note.
    pub note: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// Value: account.
    pub no_mirror: &'static str,
    /// A sync has begun and not ended; people there are so far.
    pub unfinished: Counted,
    /// Nobody fits.
    pub nobody: &'static str,
    /// Values: people, file.
    pub exported: Counted,
    /// Value: file.
    pub exists: &'static str,
    /// Value: what is no regular file.
    pub no_file: &'static str,
    /// Value: folder.
    pub no_folder: &'static str,
    /// Value: file.
    pub no_format: &'static str,
    /// Values: people, of them left.
    pub total: Counted,
    /// Heading: per month.
    pub by_month: &'static str,
    /// Heading: by scene.
    pub by_scene: &'static str,
    /// Heading: by tag.
    pub by_tag: &'static str,
    /// Heading: by QR scene.
    pub by_qr: &'static str,
    /// Heading: follows by hour of the week.
    pub by_hour: &'static str,
    /// Column: month.
    pub month: &'static str,
    /// Column: scene.
    pub scene: &'static str,
    /// Column: tag.
    pub tag: &'static str,
    /// Column: QR scene.
    pub qr: &'static str,
    /// Column: new followers.
    pub new: &'static str,
    /// Column: left.
    pub left: &'static str,
    /// Column: new less left.
    pub net: &'static str,
    /// Column: how many.
    pub people: &'static str,
    /// Column: share who left.
    pub share_left: &'static str,
    /// Row: scene not known.
    pub unknown: &'static str,
    /// Row: nobody tagged them.
    pub untagged: &'static str,
    /// Row: came without a QR scene.
    pub without_qr: &'static str,
    /// Row: listed, and nothing else is known of them.
    pub unfetched: &'static str,
    /// Value: how many more rows there are.
    pub more: &'static str,
    /// Monday to Sunday, short.
    pub weekdays: [&'static str; 7],
}

pub(super) const EN: MirrorTexts = MirrorTexts {
    listed: "Listed",
    left_at: "Left at",
    note: "Note",
    yes: "yes",
    no: "no",
    no_mirror: "there is no mirror of account \"{}\" yet: run `fanscope sync`",
    unfinished: Counted::new(
        "the sync is unfinished: {} person is there so far; run `fanscope sync` to go on",
        "the sync is unfinished: {} people are there so far; run `fanscope sync` to go on",
    ),
    nobody: "nobody in the mirror matches",
    exported: Counted::new("{} person written to {}", "{} people written to {}"),
    exists: "{} exists already: pass --force to replace it",
    no_file: "{} is not a regular file and is not replaced: name another; to print the rows, use `fanscope followers --format csv`",
    no_folder: "there is no folder {}: create it or name another",
    no_format: "cannot tell the format of {}: name it .csv, .jsonl or .xlsx, or pass --format",
    total: Counted::new("{} person, {} of them left", "{} people, {} of them left"),
    by_month: "By month",
    by_scene: "By subscribe scene",
    by_tag: "By tag",
    by_qr: "By QR scene",
    by_hour: "Follows by hour of the week (darker: more)",
    month: "Month",
    scene: "Subscribe scene",
    tag: "Tag",
    qr: "QR scene",
    new: "New",
    left: "Left",
    net: "Net",
    people: "People",
    share_left: "Left %",
    unknown: "unknown",
    untagged: "untagged",
    without_qr: "without QR scene",
    unfetched: "profile not fetched",
    more: "… and {} more",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

pub(super) const ZH: MirrorTexts = MirrorTexts {
    listed: "在列",
    left_at: "离开时间",
    note: "笔记",
    yes: "是",
    no: "否",
    no_mirror: "账号“{}”还没有镜像：请先运行 fanscope sync",
    unfinished: Counted::same("有一次同步未完成：目前共 {} 人；运行 fanscope sync 继续"),
    nobody: "镜像中没有符合条件的人",
    exported: Counted::same("已把 {} 人写入 {}"),
    exists: "{} 已存在：如需覆盖请加 --force",
    no_file: "{} 不是普通文件，不会被替换：请换一个文件名；要直接输出，请用 fanscope followers --format csv",
    no_folder: "文件夹 {} 不存在：请先创建，或换一个位置",
    no_format: "无法判断 {} 的格式：请以 .csv、.jsonl 或 .xlsx 结尾，或用 --format 指定",
    total: Counted::same("共 {} 人，其中 {} 人已离开"),
    by_month: "按月",
    by_scene: "按关注渠道",
    by_tag: "按标签",
    by_qr: "按二维码场景",
    by_hour: "一周各时段的关注数（颜色越深越多）",
    month: "月份",
    scene: "关注渠道",
    tag: "标签",
    qr: "二维码场景",
    new: "新增",
    left: "离开",
    net: "净增",
    people: "人数",
    share_left: "离开占比",
    unknown: "未知",
    untagged: "无标签",
    without_qr: "无二维码场景",
    unfetched: "资料未拉取",
    more: "……另有 {} 项",
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
};
