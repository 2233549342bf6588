//! What the platform hangs on an errmsg, cut off again (API reference, section 8).

/// Splits an errmsg into its base text, the hint and the rid.
///
/// Knows all generations: `… hint: [x]`, `… rid: x`, both, and the web source's `…, hints: [ req_id: x ]` and
/// `…, rid: x`. What is no such tail stays in the base text.
///
/// ```
/// let (base, hint, rid) = fanscope::api::split_errmsg("invalid openid hint: [lggE] rid: 66f43076-700f44ff-0465cb1b");
/// assert_eq!((base, hint, rid), ("invalid openid", Some("lggE"), Some("66f43076-700f44ff-0465cb1b")));
/// ```
pub fn split_errmsg(text: &str) -> (&str, Option<&str>, Option<&str>) {
    let (rest, rid) = cut_rid(text.trim());
    let (rest, hint) = cut_hint(rest);
    let (base, rid) = match rid {
        Some(rid) => (rest, Some(rid)),
        None => cut_rid(rest),
    };
    (base, hint, rid)
}

fn cut_rid(text: &str) -> (&str, Option<&str>) {
    let Some((before, tail)) = text.rsplit_once("rid:") else {
        return (text, None);
    };
    let rid = tail.trim();
    let stands_alone = before.is_empty() || before.ends_with([' ', ',']);
    if stands_alone && is_rid(rid) {
        (without_comma(before), Some(rid))
    } else {
        (text, None)
    }
}

fn cut_hint(text: &str) -> (&str, Option<&str>) {
    let inner = text.trim_end_matches(['!', ' ']).strip_suffix(']');
    let Some((before, inside)) = inner.and_then(|inner| inner.rsplit_once('[')) else {
        return (text, None);
    };
    let before = before.trim_end();
    let Some(base) = before.strip_suffix("hint:").or_else(|| before.strip_suffix("hints:")) else {
        return (text, None);
    };
    let inside = inside.trim();
    let hint = inside.strip_prefix("req_id:").unwrap_or(inside).trim();
    (without_comma(base), Some(hint).filter(|hint| !hint.is_empty()))
}

fn without_comma(text: &str) -> &str {
    let text = text.trim_end();
    text.strip_suffix(',').unwrap_or(text).trim_end()
}

/// Three groups of eight hexadecimal digits.
fn is_rid(text: &str) -> bool {
    let mut groups = 0;
    text.split('-').all(|group| {
        groups += 1;
        group.len() == 8 && group.bytes().all(|b| b.is_ascii_hexdigit())
    }) && groups == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_generations_are_split() {
        const RID: &str = "66f43076-700f44ff-0465cb1b";
        let cases = [
            ("invalid openid", "invalid openid", None, None),
            (
                "invalid openid hint: [lggEzMNre-I]",
                "invalid openid",
                Some("lggEzMNre-I"),
                None,
            ),
            (
                "invalid openid hint: [lggEzMNre-I!]",
                "invalid openid",
                Some("lggEzMNre-I!"),
                None,
            ),
            (
                "invalid appid rid: 66f43076-700f44ff-0465cb1b",
                "invalid appid",
                None,
                Some(RID),
            ),
            (
                "invalid appid, rid: 66f43076-700f44ff-0465cb1b",
                "invalid appid",
                None,
                Some(RID),
            ),
            (
                "invalid openid list size hint: [xlmeHJYfk-6Hx4LA] rid: 66f43076-700f44ff-0465cb1b",
                "invalid openid list size",
                Some("xlmeHJYfk-6Hx4LA"),
                Some(RID),
            ),
            (
                "code been used, hints: [ req_id: OsIKda0848th19 ]",
                "code been used",
                Some("OsIKda0848th19"),
                None,
            ),
            (
                "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 66f43076-700f44ff-0465cb1b",
                "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist",
                None,
                Some(RID),
            ),
            ("rid is error rid: nothing", "rid is error rid: nothing", None, None),
            ("rid: 66f43076-700f44ff-0465cb1b", "", None, Some(RID)),
            ("invalid args [x]", "invalid args [x]", None, None),
            ("", "", None, None),
            ("系统繁忙 hint: []", "系统繁忙", None, None),
        ];
        for (text, base, hint, rid) in cases {
            assert_eq!(split_errmsg(text), (base, hint, rid), "{text}");
        }
    }
}
