/// Phrases of `notes` on the command line. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct JottingTexts {
    /// Nothing noted yet.
    pub none: &'static str,
    /// Saved; value: openid.
    pub saved: &'static str,
    /// Deleted; value: openid.
    pub deleted: &'static str,
    /// As it was; value: openid.
    pub unchanged: &'static str,
    /// Longer than a note may be; value: most characters.
    pub too_long: &'static str,
    /// Which column an import took; values: file, column.
    pub column: &'static str,
    /// What an import did; values: written, unchanged, invalid.
    pub imported: &'static str,
    /// Value: rows without a note.
    pub empty_rows: &'static str,
    /// Value: rows of an openid that came again.
    pub repeated_rows: &'static str,
    /// A row that cannot be taken; values: line, why.
    pub invalid_row: &'static str,
    /// Value: how many more such rows.
    pub more_invalid: &'static str,
    /// The file as a whole cannot be read, nothing was taken; values: file, why.
    pub refused: &'static str,
    /// Value: line.
    pub not_utf8: &'static str,
    /// No column `openid`.
    pub no_openid: &'static str,
    /// No column of notes; values: names that are known, columns of the file.
    pub no_notes: &'static str,
    /// Several columns of notes; values: these.
    pub several_notes: &'static str,
    /// Value: line.
    pub open_quote: &'static str,
    /// Title of the column of notes.
    pub column_note: &'static str,
    /// Title of the column of times.
    pub column_noted_at: &'static str,
}

pub(super) const EN: JottingTexts = JottingTexts {
    none: "No notes yet: fanscope notes set OPENID TEXT writes one.",
    saved: "Note on {} saved.",
    deleted: "Note on {} deleted.",
    unchanged: "Nothing to change: the note on {} is the same.",
    too_long: "A note has at most {} characters.",
    column: "{}: notes taken from the column {}.",
    imported: "Imported: {} · unchanged: {} · invalid: {}",
    empty_rows: "Rows without a note, left alone: {}",
    repeated_rows: "Rows replaced by a later row of the same openid: {}",
    invalid_row: "line {}: {}",
    more_invalid: "… and {} more",
    refused: "{}: {} Nothing was imported.",
    not_utf8: "line {} is not UTF-8; save the file as CSV UTF-8.",
    no_openid: "the first line has no column openid.",
    no_notes: "which column holds the notes? Name it one of {}; the file has {}.",
    several_notes: "several columns may hold the notes: {}. Call the right one note.",
    open_quote: "the quote that opens in line {} is never closed.",
    column_note: "Note",
    column_noted_at: "Noted at",
};

pub(super) const ZH: JottingTexts = JottingTexts {
    none: "还没有笔记：用 fanscope notes set OPENID 内容 写一条。",
    saved: "已保存 {} 的笔记。",
    deleted: "已删除 {} 的笔记。",
    unchanged: "没有变化：{} 的笔记内容相同。",
    too_long: "一条笔记最多 {} 个字符。",
    column: "{}：从“{}”列读取笔记。",
    imported: "已导入：{} · 未变：{} · 无效：{}",
    empty_rows: "没有笔记内容而跳过的行：{}",
    repeated_rows: "被同一 openid 的后一行取代的行：{}",
    invalid_row: "第 {} 行：{}",
    more_invalid: "……还有 {} 行",
    refused: "{}：{}没有导入任何内容。",
    not_utf8: "第 {} 行不是 UTF-8；请另存为“CSV UTF-8”。",
    no_openid: "首行没有 openid 列。",
    no_notes: "哪一列是笔记？请把它命名为 {} 之一；文件中的列有 {}。",
    several_notes: "有几列都可能是笔记：{}。请把正确的一列命名为 note。",
    open_quote: "第 {} 行开始的引号没有结束。",
    column_note: "笔记",
    column_noted_at: "写于",
};
