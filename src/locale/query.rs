/// Words about filter queries that cannot be understood. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct QueryTexts {
    /// A prefix nobody knows: the prefix, the known ones.
    pub unknown_prefix: &'static str,
    /// A prefix without a value.
    pub no_value: &'static str,
    /// A status nobody knows: the word, the known ones.
    pub unknown_status: &'static str,
    /// A field nobody knows: the word, the known ones.
    pub unknown_field: &'static str,
    /// No day, month or year.
    pub bad_date: &'static str,
    /// The end lies before the start.
    pub backwards: &'static str,
    /// A tag id that is no number.
    pub bad_tag_id: &'static str,
}

pub(super) const EN: QueryTexts = QueryTexts {
    unknown_prefix: "“{}” is no prefix; known are {}. Put quotes around the word to search for it as it is",
    no_value: "“{}” needs a value",
    unknown_status: "“{}” is no status; known are {}",
    unknown_field: "“{}” is no field; known are {}",
    bad_date: "“{}” is no date; write since:2024, since:2024-01, since:2024-01-31, since:2024-01..2024-06 or since:..2024",
    backwards: "“{}” ends before it starts",
    bad_tag_id: "“{}” is no tag id; write tag:#128, or tag:VIP for a name",
};

pub(super) const ZH: QueryTexts = QueryTexts {
    unknown_prefix: "“{}”不是可用的前缀，可用的有 {}。若要按原文搜索，请给它加上引号",
    no_value: "“{}”后面需要一个值",
    unknown_status: "“{}”不是可用的状态，可用的有 {}",
    unknown_field: "“{}”不是可用的字段，可用的有 {}",
    bad_date: "“{}”不是日期，请写成 since:2024、since:2024-01、since:2024-01-31、since:2024-01..2024-06 或 since:..2024",
    backwards: "“{}”的结束早于开始",
    bad_tag_id: "“{}”不是标签 id，请写成 tag:#128；按名称则写 tag:VIP",
};
