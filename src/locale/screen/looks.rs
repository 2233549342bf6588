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
        /// Pictures are shown from now on.
        pictures_on: "Pictures are on: each is fetched from WeChat's picture host when its person is shown; this costs traffic but no API call", "已开启头像：查看某人时从微信头像服务器下载；会产生流量，但不消耗接口调用次数";
        /// Why no picture is drawn.
        images_not_built: "this program was built without pictures", "此程序编译时未包含头像功能";
        /// Why no picture is drawn.
        images_off: "pictures are switched off in the configuration ([ui] images)", "配置中已关闭头像（[ui] images）";
        /// Why no picture is drawn.
        images_need_colours: "pictures need 256 colours, and this terminal shows fewer", "头像需要 256 色，此终端的颜色不够";
        /// The profile names no picture.
        no_picture: "no picture", "没有头像";
        /// It is on its way.
        picture_awaited: "fetching …", "下载中…";
        /// The address is dead.
        picture_gone: "picture changed since", "头像已更换";
        /// The address leads elsewhere; the host.
        picture_host: "host not allowed: {}", "主机不在名单内：{}";
        /// It is no picture.
        picture_unreadable: "not a picture", "不是图片";
        /// It is too large.
        picture_too_large: "too large", "图片过大";
        /// It did not come; why.
        picture_failed: "not fetched: {}", "下载失败：{}";
        /// The terminal shows no colours.
        no_colours: "This terminal shows no colours (NO_COLOR, TERM or --color)", "当前终端不显示颜色（NO_COLOR、TERM 或 --color）";
    }
}
