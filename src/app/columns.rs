//! The columns that a list can have, and the orders they give.

mod chooser;
mod chosen;
mod place;
mod words;

use crate::locale::ScreenTexts;

pub use chooser::{Chooser, Entry};
pub use chosen::{WIDTHS, Wanted, from_text, is_chosen, to_text, wanted};
pub use place::{GAP, MARKS, Placed, Placement, has_more, place, placement, usual_width, within_limits};
pub use words::words;

/// One column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The openid.
    Openid,
    /// The judgement in words.
    Status,
    /// Remark, else nickname.
    Name,
    /// The nickname alone.
    Nickname,
    /// The remark alone.
    Remark,
    /// Day of the last follow, or what stands in its place.
    Since,
    /// Subscribe scene.
    Scene,
    /// QR scene with its label.
    Qr,
    /// Tag names.
    Tags,
    /// The local note.
    Note,
    /// The unionid.
    Unionid,
    /// Sex.
    Sex,
    /// Country, province, city.
    Region,
    /// The profile's language.
    Language,
    /// The legacy group.
    Group,
    /// Which API answered.
    Source,
    /// The account's name.
    Account,
    /// Lookups stored.
    Lookups,
    /// When it was fetched.
    Fetched,
    /// When the first lookup was made, or when the mirror first listed the person.
    First,
    /// When a sweep found the person gone.
    Left,
}

impl Column {
    /// All columns, in the order in which choosers list them.
    pub const ALL: [Self; 21] = [
        Self::Openid,
        Self::Status,
        Self::Name,
        Self::Nickname,
        Self::Remark,
        Self::Since,
        Self::Scene,
        Self::Qr,
        Self::Tags,
        Self::Note,
        Self::Unionid,
        Self::Sex,
        Self::Region,
        Self::Language,
        Self::Group,
        Self::Source,
        Self::Account,
        Self::Lookups,
        Self::Fetched,
        Self::First,
        Self::Left,
    ];

    /// Its name in `[ui] columns` and in the local file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Openid => "openid",
            Self::Status => "status",
            Self::Name => "name",
            Self::Nickname => "nickname",
            Self::Remark => "remark",
            Self::Since => "since",
            Self::Scene => "scene",
            Self::Qr => "qr",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::Unionid => "unionid",
            Self::Sex => "sex",
            Self::Region => "region",
            Self::Language => "language",
            Self::Group => "groupid",
            Self::Source => "source",
            Self::Account => "account",
            Self::Lookups => "lookups",
            Self::Fetched => "fetched_at",
            Self::First => "first_at",
            Self::Left => "left_at",
        }
    }

    /// The inverse of [`Column::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// The fields of a record that it shows, by the names that files use.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Openid => &["openid"],
            Self::Status => &["status"],
            Self::Name => &["remark", "nickname"],
            Self::Nickname => &["nickname"],
            Self::Remark => &["remark"],
            Self::Since => &["subscribed_at"],
            Self::Scene => &["subscribe_scene", "subscribe_scene_label"],
            Self::Qr => &["qr_scene", "qr_scene_str", "qr_label"],
            Self::Tags => &["tagid_list", "tag_names", "tags"],
            Self::Note => &["note"],
            Self::Unionid => &["unionid"],
            Self::Sex => &["sex", "sex_label"],
            Self::Region => &["country", "province", "city"],
            Self::Language => &["language"],
            Self::Group => &["groupid"],
            Self::Source => &["source"],
            Self::Account => &["account"],
            Self::Lookups => &["lookups"],
            Self::Fetched => &["fetched_at"],
            Self::First => &["first_at"],
            Self::Left => &["left_at"],
        }
    }

    /// What stands above it.
    pub const fn label(self, texts: &ScreenTexts) -> &'static str {
        let texts = &texts.table;
        match self {
            Self::Openid => texts.openid,
            Self::Status => texts.status,
            Self::Name => texts.name,
            Self::Nickname => texts.nickname,
            Self::Remark => texts.remark,
            Self::Since => texts.since,
            Self::Scene => texts.scene,
            Self::Qr => texts.qr,
            Self::Tags => texts.tags,
            Self::Note => texts.note,
            Self::Unionid => texts.unionid,
            Self::Sex => texts.sex,
            Self::Region => texts.region,
            Self::Language => texts.language,
            Self::Group => texts.group,
            Self::Source => texts.source,
            Self::Account => texts.account,
            Self::Lookups => texts.lookups,
            Self::Fetched => texts.fetched,
            Self::First => texts.first,
            Self::Left => texts.left_at,
        }
    }
}

/// The columns of one list, as far as they differ from the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Those chosen here, in their order; `None`: as the configuration says.
    pub chosen: Option<Vec<Wanted>>,
    /// How many behind the first one are scrolled away.
    pub first: usize,
    /// The local file does not know of them yet.
    pub is_new: bool,
    /// The one whose right edge is being dragged: its width and the place of the mouse then.
    pub dragged: Option<(Column, u16, u16)>,
}

/// An order of rows by a column; rows without a value stand last in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// The largest first.
    pub descending: bool,
}

impl Sort {
    /// The order that one would look for first: times newest first, all else smallest first.
    pub const fn by(column: Column) -> Self {
        let descending = matches!(
            column,
            Column::Since | Column::Fetched | Column::First | Column::Left | Column::Lookups
        );
        Self { column, descending }
    }

    /// Which way it goes: shapes that are one column wide everywhere.
    pub const fn arrow(self) -> &'static str {
        if self.descending { "▾" } else { "▴" }
    }

    /// The other way round.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            descending: !self.descending,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_configuration() {
        assert_eq!(Column::ALL.map(Column::name), crate::config::COLUMNS);
        for column in Column::ALL {
            assert_eq!(Column::from_name(column.name()), Some(column));
        }
        assert_eq!(Column::from_name("shoes"), None);
    }
}
