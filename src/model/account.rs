use std::collections::BTreeMap;

/// Which account a record belongs to: the name the operator gave it, and the app id that keys storage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountKey {
    /// Name in the configuration, `demo`, or `env`.
    pub name: String,
    /// App id (`wx…`); `env` where only a token was given and no app id is known.
    pub app_id: String,
}

/// The operator's own names for QR scenes, from `[accounts.NAME.qr_labels]`.
///
/// Keys are either the decimal `qr_scene` or the text of `qr_scene_str`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QrLabels(pub BTreeMap<String, String>);

impl QrLabels {
    /// The label for a follower's QR fields. `qr_scene_str` is looked at first: it is the more specific one.
    pub fn label(&self, qr_scene: Option<u64>, qr_scene_str: Option<&str>) -> Option<&str> {
        let text = qr_scene_str.filter(|text| !text.is_empty());
        let number = qr_scene.filter(|number| *number != 0).map(|number| number.to_string());
        text.and_then(|text| self.0.get(text))
            .or_else(|| number.and_then(|number| self.0.get(&number)))
            .map(String::as_str)
    }
}
