/// Phrases of the terminal's shell: copying, and what the demo suggests to paste. `{}` marks a value.
#[derive(Debug)]
pub struct TerminalTexts {
    /// Size in bytes, largest size in bytes.
    pub too_long_to_copy: &'static str,
    /// The documentation's follower in the old filled shape.
    pub demo_old: &'static str,
    /// A follower as the platform sends them today.
    pub demo_today: &'static str,
    /// Someone who does not follow.
    pub demo_not_following: &'static str,
    /// A nickname full of control sequences.
    pub demo_hostile: &'static str,
    /// A subscribe scene that nobody documented.
    pub demo_unknown_scene: &'static str,
    /// Not an openid.
    pub demo_malformed: &'static str,
}

pub(super) const EN: TerminalTexts = TerminalTexts {
    too_long_to_copy: "{} bytes are too many for the terminal's clipboard, which takes {}",
    demo_old: "a follower with every field filled, as before 2021",
    demo_today: "a follower as the platform sends them today",
    demo_not_following: "someone who does not follow",
    demo_hostile: "a nickname that attacks the terminal",
    demo_unknown_scene: "a subscribe scene that nobody documented",
    demo_malformed: "not an openid at all",
};

pub(super) const ZH: TerminalTexts = TerminalTexts {
    too_long_to_copy: "内容有 {} 字节，超出终端剪贴板 {} 字节的上限",
    demo_old: "字段齐全的关注者（2021 年以前的样子）",
    demo_today: "平台如今返回的关注者",
    demo_not_following: "未关注的人",
    demo_hostile: "昵称里藏着终端控制字符",
    demo_unknown_scene: "文档没有列出的关注渠道",
    demo_malformed: "根本不是 openid",
};
