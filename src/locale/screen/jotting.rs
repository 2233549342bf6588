phrases! {
    /// Local notes.
    JottingTexts {
        /// Title of the editor.
        title: "Note (local, never sent)", "笔记（仅保存在本机）";
        /// Title of the editor; how many people.
        title_many: "One note for {} people (local, never sent)", "给 {} 人写同一条笔记（仅保存在本机）";
        /// When the note was written.
        written: "Written {}", "写于 {}";
        /// There is none yet.
        new: "New note", "新笔记";
        /// How to leave and save; keys of the three.
        keys: "{} saves · {} new line · {} leaves", "{} 保存 · {} 换行 · {} 离开";
        /// Nobody is marked or selected whom a note could be about.
        nobody: "A note needs an openid; this row has none", "笔记要写在 openid 上，这一行不是 openid";
        /// Too many characters; how many there may be.
        too_long: "A note has at most {} characters", "一条笔记最多 {} 个字符";
        /// Title of the question for several people.
        many_title: "Note on several people", "给多人写笔记";
        /// Question; how many.
        many_question: "Write this note on {} people? Notes that are there are replaced.", "把这条笔记写给 {} 人？已有的笔记会被取代。";
        /// Question; how many.
        many_delete: "Delete the notes on {} people?", "删除 {} 人的笔记？";
        /// Title of the question.
        drop_title: "Leave the note", "离开笔记";
        /// Question.
        drop_question: "Drop what was typed?", "放弃已输入的内容？";
        /// Done.
        saved: "Note saved", "笔记已保存";
        /// Done; how many.
        saved_many: "Note saved on {} people", "已给 {} 人写下笔记";
        /// Done.
        deleted: "Note deleted", "笔记已删除";
        /// Done; how many.
        deleted_many: "Notes deleted: {}", "已删除 {} 条笔记";
        /// Nothing to do.
        same: "The note is the same", "笔记内容未变";
    }
}
