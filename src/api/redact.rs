//! Secrets cut out of texts that may hold an address or a body.

/// Names whose values are secret, in query strings and in JSON.
const SECRET_NAMES: [&str; 7] = [
    "access_token",
    "refresh_token",
    "component_access_token",
    "secret",
    "appsecret",
    "app_secret",
    "code",
];

/// Replaces the values of tokens, secrets and codes by `***`: `access_token=…` and `"access_token":"…"`.
pub fn redact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, value_at)) = next_secret(rest) {
        out.push_str(&rest[..before]);
        out.push_str("***");
        rest = &rest[value_at..];
    }
    out.push_str(rest);
    out
}

/// Replaces a secret by `***` wherever a body repeats it: a gateway's error page or a mirroring proxy must not carry it
/// into history, screens or reports. Too short a text would hit innocent words and is no platform's token.
pub(super) fn scrub(body: Vec<u8>, secret: &str) -> Vec<u8> {
    const SHORTEST: usize = 8;
    let secret = secret.as_bytes();
    let Some(first) = secret.first().filter(|_| secret.len() >= SHORTEST) else {
        return body;
    };
    let mut clean = Vec::new();
    let mut rest = body.as_slice();
    let mut from = 0;
    while let Some(offset) = rest
        .get(from..)
        .and_then(|tail| tail.iter().position(|byte| byte == first))
    {
        let at = from + offset;
        match rest[at..].strip_prefix(secret) {
            Some(after) => {
                clean.extend_from_slice(&rest[..at]);
                clean.extend_from_slice(b"***");
                (rest, from) = (after, 0);
            }
            None => from = at + 1,
        }
    }
    if clean.is_empty() {
        return body;
    }
    clean.extend_from_slice(rest);
    clean
}

/// Where the next secret value begins and ends.
fn next_secret(text: &str) -> Option<(usize, usize)> {
    text.match_indices(['=', ':']).find_map(|(at, sign)| {
        let is_query = sign == "=";
        let name_end = text[..at].trim_end_matches([' ', '"', '\\', '\'']);
        let is_secret = SECRET_NAMES.iter().any(|name| ends_with_name(name_end, name));
        if !is_secret {
            return None;
        }
        let after = &text[at + 1..];
        let opening = after.len() - after.trim_start_matches([' ', '"', '\\', '\'']).len();
        let start = at + 1 + opening;
        // A bare value after a colon is prose or a number (`"code":40001`), not a secret.
        if !is_query && !after[..opening].contains(['"', '\'']) {
            return None;
        }
        let length = text[start..].find(ends_value).unwrap_or(text.len() - start);
        let is_done = length == 0 || text[start..].starts_with("***");
        (!is_done).then_some((start, start + length))
    })
}

fn ends_with_name(text: &str, name: &str) -> bool {
    let Some(start) = text.len().checked_sub(name.len()) else {
        return false;
    };
    let is_name = text.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(name));
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    is_name && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn ends_value(c: char) -> bool {
    c.is_whitespace() || "&\"'\\,;<>)}]#".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_secret_leaves_the_body() {
        for (body, secret, clean) in [
            (
                "<p>/x?access_token=73_abcdefgh</p> 73_abcdefgh",
                "73_abcdefgh",
                "<p>/x?access_token=***</p> ***",
            ),
            ("73_abcdefgh", "73_abcdefgh", "***"),
            ("73_73_abcdefg73_abcdefgh", "73_abcdefgh", "73_73_abcdefg***"),
            ("{\"remark\":\"a\"}", "73_abcdefgh", "{\"remark\":\"a\"}"),
            ("a short one", "short", "a short one"),
            ("", "73_abcdefgh", ""),
            ("nothing", "", "nothing"),
        ] {
            let scrubbed = scrub(body.as_bytes().to_vec(), secret);
            assert_eq!(String::from_utf8(scrubbed).unwrap(), clean, "{body}");
        }
    }

    #[test]
    fn values_go_and_the_rest_stays() {
        let cases = [
            (
                "https://h/p?access_token=73_abc-D&openid=o1",
                "https://h/p?access_token=***&openid=o1",
            ),
            (
                "/cgi-bin/token?appid=wx1&secret=s3cr3t",
                "/cgi-bin/token?appid=wx1&secret=***",
            ),
            (
                r#"{"access_token":"73_abc","expires_in":7200}"#,
                r#"{"access_token":"***","expires_in":7200}"#,
            ),
            (r#"{\"secret\":\"x\",\"a\":1}"#, r#"{\"secret\":\"***\",\"a\":1}"#),
            ("ACCESS_TOKEN=a refresh_token=b", "ACCESS_TOKEN=*** refresh_token=***"),
            (r#"{"errcode":40001,"code":7}"#, r#"{"errcode":40001,"code":7}"#),
            ("access_token=&x=1", "access_token=&x=1"),
            ("no secret: here", "no secret: here"),
            ("访问 access_token=中文&x", "访问 access_token=***&x"),
        ];
        for (text, redacted) in cases {
            assert_eq!(redact(text), redacted, "{text}");
            assert_eq!(redact(redacted), redacted, "twice: {text}");
        }
    }
}
