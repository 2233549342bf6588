//! Names, remarks and places to invent people of.

use std::sync::LazyLock;

use super::cipher::pick;

/// Nicknames, one a line: as real users choose them, Chinese and English.
const NICKNAMES: &str = include_str!("../../assets/demo/nicknames.txt");
/// Remarks, one a line: as operators write them.
const REMARKS: &str = include_str!("../../assets/demo/remarks.txt");

/// Country, province and city in simplified Chinese, traditional Chinese and English.
pub(super) type Region = [[&'static str; 3]; 3];

pub(super) const REGIONS: [Region; 14] = [
    [
        ["中国", "广东", "广州"],
        ["中國", "廣東", "廣州"],
        ["China", "Guangdong", "Guangzhou"],
    ],
    [
        ["中国", "上海", "浦东新区"],
        ["中國", "上海", "浦東新區"],
        ["China", "Shanghai", "Pudong New District"],
    ],
    [
        ["中国", "北京", "海淀"],
        ["中國", "北京", "海淀"],
        ["China", "Beijing", "Haidian"],
    ],
    [
        ["中国", "浙江", "杭州"],
        ["中國", "浙江", "杭州"],
        ["China", "Zhejiang", "Hangzhou"],
    ],
    [
        ["中国", "四川", "成都"],
        ["中國", "四川", "成都"],
        ["China", "Sichuan", "Chengdu"],
    ],
    [
        ["中国", "广东", "深圳"],
        ["中國", "廣東", "深圳"],
        ["China", "Guangdong", "Shenzhen"],
    ],
    [
        ["中国", "湖北", "武汉"],
        ["中國", "湖北", "武漢"],
        ["China", "Hubei", "Wuhan"],
    ],
    [
        ["中国", "陕西", "西安"],
        ["中國", "陝西", "西安"],
        ["China", "Shaanxi", "Xi'an"],
    ],
    [
        ["中国台湾", "台北市", ""],
        ["中國台灣", "台北市", ""],
        ["Taiwan, China", "Taipei City", ""],
    ],
    [["中国香港", "", ""], ["中國香港", "", ""], ["Hong Kong, China", "", ""]],
    [["新加坡", "", ""], ["新加坡", "", ""], ["Singapore", "", ""]],
    [
        ["美国", "加利福尼亚", "旧金山"],
        ["美國", "加利福尼亞", "舊金山"],
        ["United States", "California", "San Francisco"],
    ],
    [["冰岛", "", ""], ["冰島", "", ""], ["Iceland", "", ""]],
    [["", "", ""], ["", "", ""], ["", "", ""]],
];

/// Index of a reply language in a [`Region`]; anything unknown is simplified Chinese.
pub(super) fn lang_index(lang: &str) -> usize {
    match lang {
        "zh_TW" => 1,
        "en" => 2,
        _ => 0,
    }
}

pub(super) fn nickname(draw: u64) -> &'static str {
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| NICKNAMES.lines().collect());
    pick(&LINES, draw)
}

pub(super) fn remark(draw: u64) -> &'static str {
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| REMARKS.lines().collect());
    pick(&LINES, draw)
}
