phrases! {
    /// Themes, folding, pictures.
    LooksTexts {
        /// Title of the menu of themes.
        themes: "Theme", "主题";
        /// What `auto` means.
        auto: "dark or light, as the terminal is", "随终端背景选深色或浅色";
        /// For a dark ground.
        for_dark: "dark", "深色";
        /// For a light ground.
        for_light: "light", "浅色";
        /// A theme was chosen: its name, and how to keep it.
        chosen: "Theme {} for this run; to keep it, write theme = \"{}\" under [ui] in config.toml", "已换用主题 {}（仅本次运行）；要保留，请在 config.toml 的 [ui] 下写 theme = \"{}\"";
        /// There is no group, object or array here.
        nothing_folds: "Nothing here folds", "这里没有可折叠的内容";
        /// The terminal shows no colours.
        no_colours: "This terminal shows no colours (NO_COLOR, TERM or --color)", "当前终端不显示颜色（NO_COLOR、TERM 或 --color）";
    }
}
