//! A record as a row of cells: its columns, and which of them are written.

use super::record::{scene_label, sex_label, tags, time};
use crate::errcode;
use crate::model::{Failure, Record, TagRef, UiLang};

type Column = (&'static str, fn(&Record, UiLang) -> Option<String>);

/// Header and rows are made of this one table (product contract, "csv header").
const COLUMNS: [Column; 33] = [
    ("openid", |r, _| Some(r.openid.clone())),
    ("account", |r, _| Some(r.account.clone())),
    ("source", |r, _| Some(r.source.as_str().to_owned())),
    ("status", |r, _| Some(r.status.as_str().to_owned())),
    ("fetched_at", |r, _| r.fetched_at.map(time)),
    ("from_history", |r, _| Some(r.from_history.to_string())),
    ("repaired", |r, _| Some(r.repaired.to_string())),
    ("subscribe", |r, _| number(r.profile.subscribe)),
    ("subscribe_time", |r, _| number(r.profile.subscribe_time)),
    ("subscribed_at", |r, _| r.profile.subscribed_at().map(time)),
    ("subscribe_scene", |r, _| r.profile.subscribe_scene.clone()),
    ("subscribe_scene_label", |r, lang| scene_label(&r.profile, lang)),
    ("qr_scene", |r, _| number(r.profile.qr_scene)),
    ("qr_scene_str", |r, _| r.profile.qr_scene_str.clone()),
    ("qr_label", |r, _| r.qr_label.clone()),
    ("remark", |r, _| r.profile.remark.clone()),
    ("tagid_list", |r, _| r.profile.tagid_list.as_deref().map(list)),
    ("tag_names", |r, _| tag_names(r)),
    ("groupid", |r, _| number(r.profile.groupid)),
    ("unionid", |r, _| r.profile.unionid.clone()),
    ("nickname", |r, _| r.profile.nickname.clone()),
    ("sex", |r, _| number(r.profile.sex)),
    ("sex_label", |r, lang| sex_label(&r.profile, lang)),
    ("language", |r, _| r.profile.language.clone()),
    ("country", |r, _| r.profile.country.clone()),
    ("province", |r, _| r.profile.province.clone()),
    ("city", |r, _| r.profile.city.clone()),
    ("headimgurl", |r, _| r.profile.headimgurl.clone()),
    ("privilege", |r, _| r.profile.privilege.as_deref().map(list)),
    ("error_kind", |r, _| {
        of_error(r, |error| Some(error.kind.as_str().to_owned()))
    }),
    ("errcode", |r, _| of_error(r, |error| number(error.errcode))),
    ("errmsg", |r, _| of_error(r, |error| error.errmsg.clone())),
    ("hint", |r, lang| of_error(r, |error| Some(errcode::hint(error, lang)))),
];

/// Names of the record's columns, in order.
pub const CSV_COLUMNS: [&str; COLUMNS.len()] = {
    let mut names = [""; COLUMNS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = COLUMNS[index].0;
        index += 1;
    }
    names
};

/// Columns of a file: all of the record's, or some of them in an order of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields(Vec<usize>);

impl Default for Fields {
    fn default() -> Self {
        Self((0..CSV_COLUMNS.len()).collect())
    }
}

impl Fields {
    /// Those of these names that a record has.
    pub fn named(names: &[&str]) -> Self {
        let place = |name: &&str| CSV_COLUMNS.iter().position(|known| known == name);
        Self(names.iter().filter_map(place).collect())
    }

    /// Their names.
    pub fn names(&self) -> Vec<&'static str> {
        let names = self.0.iter().filter_map(|place| CSV_COLUMNS.get(*place));
        names.copied().collect()
    }

    /// The record's cells, before any guard.
    pub fn cells(&self, record: &Record, lang: UiLang) -> Vec<String> {
        let cell = |place: &usize| COLUMNS.get(*place).and_then(|(_, cell)| cell(record, lang));
        self.0.iter().map(|place| cell(place).unwrap_or_default()).collect()
    }
}

fn number(value: Option<impl ToString>) -> Option<String> {
    value.map(|number| number.to_string())
}

fn list(items: &[impl ToString]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(";")
}

fn tag_names(record: &Record) -> Option<String> {
    let names: Vec<String> = tags(record)?.iter().map(TagRef::label).collect();
    Some(list(&names))
}

fn of_error(record: &Record, cell: impl Fn(&Failure) -> Option<String>) -> Option<String> {
    record.error.as_ref().and_then(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_picked_by_name_in_their_order() {
        let some = Fields::named(&["remark", "tags", "openid"]);
        assert_eq!(some.names(), ["remark", "openid"]);
        assert_eq!(Fields::default().names(), CSV_COLUMNS);
    }
}
