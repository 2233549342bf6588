//! Single values that configuration and command line share: durations and API bases. Pure.

use std::net::IpAddr;
use std::time::Duration;

use url::{Host, Url};

/// A hundred years: what any calendar can still subtract.
const LONGEST: u64 = 36_500 * 86_400;

/// Reads `30s`, `10m`, `24h` or `7d` (product contract, "DUR"): a whole number and one unit, at most 36500d.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let (number, seconds_per_unit) = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
        .into_iter()
        .find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, seconds)))?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = number.parse::<u64>().ok()?.checked_mul(seconds_per_unit)?;
    (seconds <= LONGEST).then(|| Duration::from_secs(seconds))
}

/// Writes a duration in the largest unit that holds it whole; the inverse of [`parse_duration`].
pub fn show_duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let unit = [("d", 86_400), ("h", 3600), ("m", 60)]
        .into_iter()
        .find(|(_, size)| seconds > 0 && seconds.is_multiple_of(*size));
    unit.map_or_else(
        || format!("{seconds}s"),
        |(unit, size)| format!("{}{unit}", seconds / size),
    )
}

/// Why a text cannot be an API base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseFault {
    /// No http or https address.
    Unreadable,
    /// Path, query, fragment or user name.
    TooLong,
    /// http to another machine.
    PlainHttp,
}

/// Checks an API base and gives it without a trailing slash (product contract, "Configuration":
/// plain http only for loopback).
pub fn parse_api_base(text: &str) -> Result<String, BaseFault> {
    let url = Url::parse(text.trim()).map_err(|_| BaseFault::Unreadable)?;
    let host = url.host().ok_or(BaseFault::Unreadable)?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    if has_user || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(BaseFault::TooLong);
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&host) => {}
        "http" => return Err(BaseFault::PlainHttp),
        _ => return Err(BaseFault::Unreadable),
    }
    let mut base = url.to_string();
    base.truncate(base.trim_end_matches('/').len());
    Ok(base)
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, seconds) in [
            ("0s", 0),
            ("30s", 30),
            ("10m", 600),
            ("24h", 86_400),
            ("7d", 604_800),
            ("36500d", LONGEST),
        ] {
            let duration = parse_duration(text);
            assert_eq!(duration, Some(Duration::from_secs(seconds)), "{text}");
            assert_eq!(
                duration.map(show_duration).and_then(|text| parse_duration(&text)),
                duration
            );
        }
        for text in [
            "",
            "10",
            "m",
            "-1s",
            "+1s",
            "1.5h",
            "10 m",
            "10M",
            "1w",
            "36501d",
            "99999999999999999999s",
            "１m",
        ] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn durations_show_in_their_largest_unit() {
        let show = |seconds| show_duration(Duration::from_secs(seconds));
        assert_eq!(
            [show(0), show(90), show(600), show(86_400), show(7200)],
            ["0s", "90s", "10m", "1d", "2h"]
        );
    }

    #[test]
    fn api_bases() {
        for (text, expected) in [
            ("https://api.weixin.qq.com", Ok("https://api.weixin.qq.com")),
            ("https://api.weixin.qq.com/", Ok("https://api.weixin.qq.com")),
            ("HTTPS://API2.weixin.qq.com:443", Ok("https://api2.weixin.qq.com")),
            ("http://127.0.0.1:4711", Ok("http://127.0.0.1:4711")),
            ("http://127.9.9.9", Ok("http://127.9.9.9")),
            ("http://[::1]:80/", Ok("http://[::1]")),
            ("http://localhost:1", Ok("http://localhost:1")),
            ("http://localhost.evil.example", Err(BaseFault::PlainHttp)),
            ("http://127.0.0.1.example", Err(BaseFault::PlainHttp)),
            ("http://api.weixin.qq.com", Err(BaseFault::PlainHttp)),
            ("http://[::2]", Err(BaseFault::PlainHttp)),
            ("https://a.example/cgi-bin", Err(BaseFault::TooLong)),
            ("https://a.example?x=1", Err(BaseFault::TooLong)),
            ("https://a.example/#x", Err(BaseFault::TooLong)),
            ("https://me:pw@a.example", Err(BaseFault::TooLong)),
            ("ftp://a.example", Err(BaseFault::Unreadable)),
            ("api.weixin.qq.com", Err(BaseFault::Unreadable)),
            ("", Err(BaseFault::Unreadable)),
        ] {
            assert_eq!(parse_api_base(text), expected.map(str::to_owned), "{text}");
        }
    }
}
