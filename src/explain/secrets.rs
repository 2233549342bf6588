//! Tokens and secrets leave a pasted text before it is read.

use serde_json::Value;

use crate::api::redact;

const MASK: &str = "***";

/// The text without the values that its names call secret.
pub(super) fn masked(text: &str) -> String {
    redact(text)
}

/// The value without anything secret, whatever form the text had: names may have been unquoted there.
pub(super) fn mask(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                let name = key.to_lowercase();
                if name.contains("token") || name.contains("secret") {
                    *value = Value::String(MASK.to_owned());
                } else {
                    mask(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mask),
        Value::String(text) => *text = redact(text),
        _ => {}
    }
}
