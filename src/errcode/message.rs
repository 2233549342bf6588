//! What an errmsg and a rid hold besides words.

use std::net::IpAddr;

use crate::model::Timestamp;

/// The platform keeps what it recorded about a rid for so many days (API reference, section 7).
pub const RID_KEPT_DAYS: i64 = 7;

/// The address to add to the IP whitelist, from any generation of the 40164 errmsg (API reference, section 5):
/// `invalid ip 1.2.3.4, not in whitelist` or `invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist`.
///
/// An IPv4 address mapped into IPv6 comes back as IPv4, which is what the console takes.
pub fn whitelist_address(errmsg: &str) -> Option<IpAddr> {
    let (_, rest) = errmsg.split_once("invalid ip ")?;
    let (addresses, _) = rest.split_once("not in whitelist")?;
    let words = addresses
        .split([' ', ','])
        .filter(|word| !word.is_empty() && *word != "ipv6");
    let mut parsed = words
        .filter_map(|word| word.parse::<IpAddr>().ok())
        .map(|address| address.to_canonical());
    let first = parsed.next()?;
    Some(if first.is_ipv4() {
        first
    } else {
        parsed.find(IpAddr::is_ipv4).unwrap_or(first)
    })
}

/// When the call of this rid was made: its first group is the Unix time in hex (API reference, section 8).
/// `None` for what is no rid.
pub fn rid_time(rid: &str) -> Option<Timestamp> {
    let groups: Vec<&str> = rid.split('-').collect();
    let is_group = |group: &&str| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    if groups.len() != 3 || !groups.iter().all(is_group) {
        return None;
    }
    Timestamp::from_second(i64::from_str_radix(groups[0], 16).ok()?).ok()
}

/// Whether the platform can still be asked about this rid. `None` for what is no rid.
pub fn rid_is_queryable(rid: &str, now: Timestamp) -> Option<bool> {
    let age = now.as_second() - rid_time(rid)?.as_second();
    Some(age < RID_KEPT_DAYS * 24 * 60 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_cut_from_every_generation() {
        for (errmsg, want) in [
            (
                "invalid ip 1.2.3.4, not in whitelist hint: [3yfuHA0202nfo1]",
                Some("1.2.3.4"),
            ),
            (
                "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist hint: [jotvMa01143580]",
                Some("1.2.3.4"),
            ),
            (
                "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 658cff8e-7783352d-44cb33e5",
                Some("1.2.3.4"),
            ),
            (
                "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist",
                Some("1.2.3.4"),
            ),
            ("invalid ip ::ffff:9.8.7.6, not in whitelist", Some("9.8.7.6")),
            ("invalid ip 2001:db8::1, not in whitelist", Some("2001:db8::1")),
            ("invalid ip \u{1B}[2J, not in whitelist", None),
            ("invalid openid", None),
        ] {
            let found = whitelist_address(errmsg).map(|address| address.to_string());
            assert_eq!(found.as_deref(), want, "{errmsg}");
        }
    }

    #[test]
    fn a_rid_tells_its_time_and_age() {
        let time = rid_time("6aac0063-7ed08fb9-1250f724").map(|time| time.to_string());
        assert_eq!(time.as_deref(), Some("2026-09-17T14:59:47Z"));
        for wrong in [
            "",
            "6aac0063",
            "6aac0063-7ed08fb9",
            "6aac0063-7ed08fb9-1250f72",
            "6aac006g-7ed08fb9-1250f724",
        ] {
            assert_eq!(rid_time(wrong), None, "{wrong}");
        }
        let at = |text: &str| rid_is_queryable("6aac0063-7ed08fb9-1250f724", text.parse().unwrap());
        assert_eq!(at("2026-09-24T14:59:46Z"), Some(true));
        assert_eq!(at("2026-09-24T14:59:47Z"), Some(false));
    }
}
