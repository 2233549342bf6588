//! A reader for JSON as the platform's documentation prints it: for samples that people paste, never for replies.
//!
//! Accepts trailing and missing commas, unquoted words, `//` and `/* */` comments, `["A" "B"]`, white space inside
//! names (`"\nopenid"`), typographic quotes, raw line breaks in strings, and an end that comes too early (API
//! reference, section 9).

use std::iter::Peekable;
use std::str::Chars;

use serde_json::{Map, Number, Value};

/// Reads an object or an array; `None` where the text is neither. Text after it is ignored.
pub fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader {
        rest: text.trim_start_matches('\u{FEFF}').chars().peekable(),
    };
    reader.skip_filling();
    match reader.rest.peek()? {
        '{' | '[' => reader.value(0),
        _ => None,
    }
}

/// Deeper nesting than any reply has; keeps the recursion bounded.
const DEEPEST: usize = 64;

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        match self.rest.peek()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            c if closing_quote(*c).is_some() => self.string().map(Value::String),
            _ => Some(self.word()),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.rest.next();
        let mut map = Map::new();
        loop {
            self.skip_filling();
            match self.rest.peek() {
                None => return Some(Value::Object(map)),
                Some('}') => {
                    self.rest.next();
                    return Some(Value::Object(map));
                }
                Some(']' | ':') => {
                    self.rest.next();
                }
                Some(_) => self.member(&mut map, depth)?,
            }
        }
    }

    /// `name: value`; a name without a value is dropped.
    fn member(&mut self, map: &mut Map<String, Value>, depth: usize) -> Option<()> {
        let name = match self.value(depth + 1)? {
            Value::String(name) => name.trim().to_owned(),
            other => other.to_string(),
        };
        self.skip_blank();
        if self.rest.next_if(|c| matches!(c, ':' | '：')).is_none() {
            return Some(());
        }
        self.skip_blank();
        match self.rest.peek() {
            None | Some('}' | ']' | ',') => map.insert(name, Value::Null),
            Some(_) => {
                let value = self.value(depth + 1)?;
                map.insert(name, value)
            }
        };
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.rest.next();
        let mut list = Vec::new();
        loop {
            self.skip_filling();
            match self.rest.peek() {
                None => return Some(Value::Array(list)),
                Some(']') => {
                    self.rest.next();
                    return Some(Value::Array(list));
                }
                Some('}' | ':') => {
                    self.rest.next();
                }
                Some(_) => list.push(self.value(depth + 1)?),
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let closing = self.rest.next().and_then(closing_quote)?;
        let mut out = String::new();
        while let Some(c) = self.rest.next() {
            match c {
                c if closing.contains(c) => return Some(out),
                '\\' => self.escape(&mut out),
                c => out.push(c),
            }
        }
        Some(out)
    }

    fn escape(&mut self, out: &mut String) {
        match self.rest.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{C}'),
            Some('u') => self.unicode_escape(out),
            Some(c @ ('"' | '\\' | '/' | '\'')) => out.push(c),
            Some(c) => out.extend(['\\', c]),
            None => out.push('\\'),
        }
    }

    fn unicode_escape(&mut self, out: &mut String) {
        let Some(first) = self.hex4() else {
            out.push_str("\\u");
            return;
        };
        let mut units = vec![first];
        if (0xD800..0xDC00).contains(&first) {
            let mut ahead = self.rest.clone();
            if ahead.next() == Some('\\') && ahead.next() == Some('u') {
                let mut after = Reader { rest: ahead };
                if let Some(second) = after.hex4() {
                    units.push(second);
                    self.rest = after.rest;
                }
            }
        }
        out.push_str(&String::from_utf16_lossy(&units));
    }

    /// Four hexadecimal digits; takes nothing where they are not there.
    fn hex4(&mut self) -> Option<u16> {
        let digits: String = self.rest.clone().take(4).collect();
        let all_hex = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = all_hex.then(|| u16::from_str_radix(&digits, 16).ok()).flatten()?;
        for _ in 0..4 {
            self.rest.next();
        }
        Some(number)
    }

    /// A word without quotes: `true`, `null`, a number, or a text such as `NICKNAME`.
    fn word(&mut self) -> Value {
        let mut word = String::new();
        while let Some(c) = self.rest.peek().copied() {
            // The colon of `http://` belongs to the word, the one after a name does not.
            let ends = match c {
                ':' => !self.followed_by_slashes(),
                c => c.is_whitespace() || "{}[],\"：，".contains(c),
            };
            if ends && !word.is_empty() {
                break;
            }
            word.push(c);
            self.rest.next();
        }
        match word.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            number => number.parse::<Number>().map_or(Value::String(word), Value::Number),
        }
    }

    fn followed_by_slashes(&self) -> bool {
        let mut ahead = self.rest.clone();
        ahead.next() == Some(':') && ahead.next() == Some('/') && ahead.next() == Some('/')
    }

    /// Skips white space, comments, commas and the dots that stand for "and so on".
    fn skip_filling(&mut self) {
        loop {
            self.skip_blank();
            if self
                .rest
                .next_if(|c| matches!(c, ',' | '，' | ';' | '.' | '…'))
                .is_none()
            {
                return;
            }
        }
    }

    fn skip_blank(&mut self) {
        loop {
            while self.rest.next_if(|c| c.is_whitespace() || *c == '\u{FEFF}').is_some() {}
            let mut ahead = self.rest.clone();
            match (ahead.next(), ahead.next()) {
                (Some('/'), Some('/')) => while self.rest.next_if(|c| *c != '\n').is_some() {},
                (Some('/'), Some('*')) => self.skip_block_comment(),
                _ => return,
            }
        }
    }

    fn skip_block_comment(&mut self) {
        let mut before = '\0';
        self.rest.next();
        self.rest.next();
        for c in self.rest.by_ref() {
            if before == '*' && c == '/' {
                return;
            }
            before = c;
        }
    }
}

/// The characters that close a string opened by this one.
fn closing_quote(opening: char) -> Option<&'static str> {
    match opening {
        '"' => Some("\""),
        '\'' => Some("'"),
        '“' | '”' => Some("“”"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_documentations_own_samples_are_read() {
        let cases = [
            (
                r#"{"openid":"OPENID","nickname": NICKNAME,"sex": 1,"privilege":[ "PRIVILEGE1" "PRIVILEGE2"     ],"unionid": "o6"}"#,
                json!({"openid":"OPENID","nickname":"NICKNAME","sex":1,"privilege":["PRIVILEGE1","PRIVILEGE2"],"unionid":"o6"}),
            ),
            (
                "{\n \"subscribe\": 1, // follows\n \"unionid\": \"o7\"\n \"remark\": \"\",\n \"tagid_list\":[128,2],\n}",
                json!({"subscribe":1,"unionid":"o7","remark":"","tagid_list":[128,2]}),
            ),
            (
                r#"{"total":2,"data":{"\nopenid":["","OPENID1","OPENID2",...]},}"#,
                json!({"total":2,"data":{"openid":["","OPENID1","OPENID2"]}}),
            ),
            ("{\"data\":{\"\nopenid\":[]}}", json!({"data":{"openid":[]}})),
            (
                "{'a': 'b', c: http://x/y /* why */ d: “中”}",
                json!({"a":"b","c":"http://x/y","d":"中"}),
            ),
            (
                r#"[1 -2.5 true null "\u4e2d\ud83d\ude00\q"]"#,
                json!([1, -2.5, true, null, "中😀\\q"]),
            ),
            (r#"{"a":{"b":[1,2"#, json!({"a":{"b":[1,2]}})),
            (r#"{"a":,"b":}"#, json!({"a":null,"b":null})),
            (r#"{"a":"b"} and so on"#, json!({"a":"b"})),
        ];
        for (text, value) in cases {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_object_and_no_array_is_nothing() {
        for text in ["", "40001", "invalid openid", "\"text\"", "// nothing"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }
}
