//! Subscribe scenes as `followers` keeps them: the known ones by number, which saves a twentieth of the file.

use rusqlite::Row;
use rusqlite::types::ValueRef;

/// What a number stands for. Numbers are in files: entries are added at the end and never moved.
const NUMBERED: [&str; 13] = [
    "ADD_SCENE_SEARCH",
    "ADD_SCENE_ACCOUNT_MIGRATION",
    "ADD_SCENE_PROFILE_CARD",
    "ADD_SCENE_QR_CODE",
    "ADD_SCENE_PROFILE_LINK",
    "ADD_SCENE_PROFILE_ITEM",
    "ADD_SCENE_PAID",
    "ADD_SCENE_WECHAT_ADVERTISEMENT",
    "ADD_SCENE_REPRINT",
    "ADD_SCENE_LIVESTREAM",
    "ADD_SCENE_CHANNELS",
    "ADD_SCENE_WXA",
    "ADD_SCENE_OTHERS",
];

/// The number of a known scene.
pub(super) fn number_of(scene: &str) -> Option<i64> {
    let place = NUMBERED.iter().position(|known| *known == scene)?;
    i64::try_from(place).ok()
}

/// The wire value that a column holds, by number or as it came.
pub(in crate::store) fn scene(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(number) => match usize::try_from(number).ok().and_then(|place| NUMBERED.get(place)) {
            Some(known) => Ok(Some((*known).to_owned())),
            None => Err(rusqlite::Error::IntegralValueOutOfRange(column, number)),
        },
        ValueRef::Text(text) => Ok(Some(std::str::from_utf8(text)?.to_owned())),
        other => Err(rusqlite::Error::InvalidColumnType(
            column,
            "subscribe_scene".to_owned(),
            other.data_type(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::model::SCENES;

    #[test]
    fn every_scene_comes_back_as_it_went_in() {
        let db = Connection::open_in_memory().unwrap();
        let read = |sql: &str| db.query_row(sql, [], |row| scene(row, 0));
        for (wire, ..) in SCENES {
            let number = number_of(wire).unwrap_or_else(|| panic!("{wire} has no number"));
            assert_eq!(read(&format!("SELECT {number}")).unwrap().as_deref(), Some(wire));
        }
        assert_eq!(number_of("ADD_SCENE_MOON"), None);
        assert_eq!(read("SELECT '3'").unwrap().as_deref(), Some("3"), "text is what came");
        assert_eq!(read("SELECT NULL").unwrap(), None);
        assert!(read("SELECT 99").is_err() && read("SELECT 1.5").is_err());
    }
}
