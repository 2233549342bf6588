use serde::{Deserialize, Serialize};

/// Language of the interface: screen words, table labels, hints. JSON is always English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UiLang {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl UiLang {
    /// The one of two values that belongs to this language.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// The `lang` parameter of the profile endpoints; it only ever affected region names (API reference, section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// `zh_CN`, the platform's default.
    #[default]
    #[serde(rename = "zh_CN")]
    ZhCn,
    /// `zh_TW`.
    #[serde(rename = "zh_TW")]
    ZhTw,
    /// `en`.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// All values, in the order in which help lists them.
    pub const ALL: [Self; 3] = [Self::ZhCn, Self::ZhTw, Self::En];

    /// The wire value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh_CN",
            Self::ZhTw => "zh_TW",
            Self::En => "en",
        }
    }

    /// The inverse of [`Lang::as_str`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == word)
    }
}

/// Which API a record comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// `user/info` and `batchget`, with the account's access token.
    #[default]
    Follower,
    /// `sns/userinfo`, with a person's web token.
    Web,
}

impl Source {
    /// The word in JSON, CSV and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Follower => "follower",
            Self::Web => "web",
        }
    }

    /// The inverse of [`Source::as_str`].
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Follower, Self::Web]
            .into_iter()
            .find(|source| source.as_str() == word)
    }
}

/// `sex` of a profile: 1 male, 2 female, 0 unknown; any other number is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sex(pub i64);

impl Sex {
    /// The label to show; a number nobody documented is its own label.
    pub fn label(self, lang: UiLang) -> String {
        match self.0 {
            0 => lang.pick("unknown", "未知").to_owned(),
            1 => lang.pick("male", "男").to_owned(),
            2 => lang.pick("female", "女").to_owned(),
            other => other.to_string(),
        }
    }
}
