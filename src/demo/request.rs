//! A call as it came in.

use serde_json::Value;

use super::picture;
use super::refusal::Refusal;

/// Method, path, query and body of a call.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) is_post: bool,
    pub(super) path: String,
    /// The path by which calls are counted and scripted: one for all pictures.
    pub(super) kind: String,
    pub(super) raw_query: String,
    pub(super) body: Vec<u8>,
    query: Vec<(String, String)>,
}

impl Request {
    pub(super) fn new(is_post: bool, path: &str, raw_query: &str, body: Vec<u8>) -> Self {
        let query = url::form_urlencoded::parse(raw_query.as_bytes()).into_owned().collect();
        let is_picture = path
            .strip_prefix(picture::PREFIX)
            .is_some_and(|rest| rest.starts_with('/'));
        Self {
            is_post,
            kind: if is_picture { picture::PREFIX } else { path }.to_owned(),
            path: path.to_owned(),
            raw_query: raw_query.to_owned(),
            body,
            query,
        }
    }

    /// A parameter of the query; an empty one counts as missing.
    pub(super) fn query(&self, key: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(name, _)| name == key)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The body as a JSON object: 44002 when empty, 47001 for anything else, such as a form.
    pub(super) fn json(&self) -> Result<Value, Refusal> {
        if self.body.is_empty() {
            return Err(Refusal::NO_BODY);
        }
        serde_json::from_slice(&self.body)
            .ok()
            .filter(Value::is_object)
            .ok_or(Refusal::BODY)
    }
}
