//! The packed form of 16 384 rows: texts, dictionaries, and a code a row into each dictionary.

use std::collections::HashMap;
use std::hash::Hash;

use super::column::{BETWEEN, TextPacker};
use crate::model::{Follower, Profile, Record, Status};
use crate::query::{Beside, fields_of};
use crate::store::Pieces;

/// The columns that are packed, in the order of [`Pieces::columns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Column {
    /// Openids in lower case.
    Openid,
    /// Unionids in lower case.
    Unionid,
    /// Remark and nickname in lower case, of those who have one.
    Names,
    /// [`Dictionaries`].
    Dictionaries,
    /// Follow time, 0 for none: eight bytes a row.
    Times,
    /// Place in [`Dictionaries::kinds`]: two bytes a row.
    Kinds,
    /// Place in [`Dictionaries::tag_sets`].
    TagSets,
    /// Place in [`Dictionaries::qrs`].
    Qrs,
    /// Row and time of those found gone.
    Lefts,
}

/// Columns before the first order's: there is room for more.
pub(super) const FIRST_ORDER: u8 = 32;

/// What many rows have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    pub(super) status: Status,
    pub(super) scene: Option<String>,
    /// See [`fields_of`]; without note and QR label, which are not the row's own.
    pub(super) fields: u32,
}

/// A row's QR scene.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Qr {
    pub(super) number: Option<u64>,
    pub(super) text: Option<String>,
}

/// What the codes of a chunk stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dictionaries {
    pub(super) kinds: Vec<Kind>,
    pub(super) tag_sets: Vec<Option<Vec<u64>>>,
    pub(super) qrs: Vec<Qr>,
}

/// Gives each value a code.
struct Coder<T> {
    codes: HashMap<T, u16>,
    values: Vec<T>,
    rows: Vec<u8>,
}

impl<T: Clone + Eq + Hash> Coder<T> {
    fn new() -> Self {
        Self {
            codes: HashMap::new(),
            values: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn push(&mut self, value: T) {
        let next = u16::try_from(self.values.len()).unwrap_or(u16::MAX);
        let code = *self.codes.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        });
        self.rows.extend(code.to_le_bytes());
    }
}

/// A chunk in the making.
pub(super) struct ChunkPacker {
    people: u16,
    openids: TextPacker,
    unionids: TextPacker,
    names: TextPacker,
    times: Vec<u8>,
    kinds: Coder<Kind>,
    tag_sets: Coder<Option<Vec<u64>>>,
    qrs: Coder<Qr>,
    lefts: Vec<u8>,
}

impl ChunkPacker {
    pub(super) fn new() -> Self {
        Self {
            people: 0,
            openids: TextPacker::default(),
            unionids: TextPacker::default(),
            names: TextPacker::default(),
            times: Vec::new(),
            kinds: Coder::new(),
            tag_sets: Coder::new(),
            qrs: Coder::new(),
            lefts: Vec::new(),
        }
    }

    /// Adds the next row.
    pub(super) fn push(&mut self, follower: Follower) {
        let row = self.people;
        self.people += 1;
        let mut record = follower.record;
        record.qr_label = None;
        let fields = fields_of(&record, Beside::default());
        self.texts(row, &record);
        let profile = record.profile;
        let since = profile.subscribed_at().map_or(0, jiff::Timestamp::as_second);
        self.times.extend(since.to_le_bytes());
        self.kinds.push(Kind {
            status: record.status,
            scene: profile.subscribe_scene,
            fields,
        });
        self.tag_sets.push(profile.tagid_list);
        self.qrs.push(Qr {
            number: profile.qr_scene,
            text: profile.qr_scene_str,
        });
        if let Some(at) = follower.left_at {
            self.lefts.extend(row.to_le_bytes());
            self.lefts.extend(at.as_second().to_le_bytes());
        }
    }

    fn texts(&mut self, row: u16, record: &Record) {
        let Profile {
            unionid,
            remark,
            nickname,
            ..
        } = &record.profile;
        self.openids.push(row, record.openid.to_lowercase().as_bytes());
        if let Some(unionid) = filled(unionid.as_ref()) {
            self.unionids.push(row, unionid.to_lowercase().as_bytes());
        }
        if filled(remark.as_ref()).is_some() || filled(nickname.as_ref()).is_some() {
            let mut text = remark.as_deref().unwrap_or_default().to_lowercase().into_bytes();
            text.push(BETWEEN);
            text.extend(nickname.as_deref().unwrap_or_default().to_lowercase().into_bytes());
            self.names.push(row, &text);
        }
    }

    /// The pieces of all columns.
    pub(super) fn finish(self) -> Pieces {
        let people = usize::from(self.people);
        let dictionaries = Dictionaries {
            kinds: self.kinds.values,
            tag_sets: self.tag_sets.values,
            qrs: self.qrs.values,
        };
        Pieces {
            columns: vec![
                self.openids.finish(people),
                self.unionids.finish(people),
                self.names.finish(people),
                dictionaries.to_bytes(),
                self.times,
                self.kinds.rows,
                self.tag_sets.rows,
                self.qrs.rows,
                self.lefts,
            ],
            people: self.people.into(),
        }
    }
}

fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// Codes of a piece.
pub(super) fn codes(piece: &[u8]) -> impl Iterator<Item = usize> + '_ {
    piece.as_chunks().0.iter().map(|code| u16::from_le_bytes(*code).into())
}

/// Follow times of a piece.
pub(super) fn times(piece: &[u8]) -> impl Iterator<Item = i64> + '_ {
    piece.as_chunks().0.iter().map(|time| i64::from_le_bytes(*time))
}

/// Rows and times of those found gone.
pub(super) fn lefts(piece: &[u8]) -> impl Iterator<Item = (usize, i64)> + '_ {
    piece
        .as_chunks::<10>()
        .0
        .iter()
        .map(|[a, b, time @ ..]| (u16::from_le_bytes([*a, *b]).into(), i64::from_le_bytes(*time)))
}

const STATUSES: [Status; 5] = [
    Status::Following,
    Status::NotFollowing,
    Status::Left,
    Status::Authorized,
    Status::Failed,
];

impl Dictionaries {
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_count(&mut bytes, self.kinds.len());
        for kind in &self.kinds {
            let status = STATUSES.iter().position(|status| *status == kind.status);
            put_count(&mut bytes, status.unwrap_or_default());
            bytes.extend(kind.fields.to_le_bytes());
            put_text(&mut bytes, kind.scene.as_deref());
        }
        put_count(&mut bytes, self.tag_sets.len());
        for set in &self.tag_sets {
            put_count(&mut bytes, set.as_ref().map_or(0, |ids| ids.len() + 1));
            let ids = set.iter().flatten();
            bytes.extend(ids.flat_map(|id| id.to_le_bytes()));
        }
        put_count(&mut bytes, self.qrs.len());
        for qr in &self.qrs {
            bytes.push(u8::from(qr.number.is_some()));
            bytes.extend(qr.number.unwrap_or_default().to_le_bytes());
            put_text(&mut bytes, qr.text.as_deref());
        }
        bytes
    }

    /// Reads the piece; one that is cut off gives what could be read.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let mut read = Self::default();
        // A piece that ends early leaves the rest empty; rows with such a code fit nothing.
        let _ = read.fill(&mut Input(bytes));
        read
    }

    fn fill(&mut self, input: &mut Input<'_>) -> Option<()> {
        for _ in 0..input.count()? {
            let status = *STATUSES.get(input.count()?)?;
            let fields = u32::from_le_bytes(input.take()?);
            let mut kind = Kind {
                status,
                scene: None,
                fields,
            };
            input.text(&mut kind.scene)?;
            self.kinds.push(kind);
        }
        for _ in 0..input.count()? {
            let ids = match input.count()? {
                0 => None,
                count => Some(
                    (1..count)
                        .map(|_| input.take().map(u64::from_le_bytes))
                        .collect::<Option<_>>()?,
                ),
            };
            self.tag_sets.push(ids);
        }
        for _ in 0..input.count()? {
            let [has_number] = input.take()?;
            let number = u64::from_le_bytes(input.take()?);
            let mut qr = Qr {
                number: (has_number == 1).then_some(number),
                text: None,
            };
            input.text(&mut qr.text)?;
            self.qrs.push(qr);
        }
        Some(())
    }
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

/// Length plus one, 0 for none.
fn put_text(bytes: &mut Vec<u8>, text: Option<&str>) {
    put_count(bytes, text.map_or(0, |text| text.len() + 1));
    bytes.extend(text.unwrap_or_default().as_bytes());
}

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.take()?)).ok()
    }

    /// Puts a text into its place; `None` where the piece ends before it does.
    fn text(&mut self, place: &mut Option<String>) -> Option<()> {
        let length = self.count()?.checked_sub(1);
        let (text, rest) = self.0.split_at_checked(length.unwrap_or_default())?;
        self.0 = rest;
        *place = length.map(|_| String::from_utf8_lossy(text).into_owned());
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_come_back_as_they_went() {
        let text = |text: &str| Some(text.to_owned());
        let dictionaries = Dictionaries {
            kinds: vec![
                Kind {
                    status: Status::Left,
                    scene: text("ADD_SCENE_QR_CODE"),
                    fields: 0x8000_0001,
                },
                Kind {
                    status: Status::Following,
                    scene: None,
                    fields: 0,
                },
            ],
            tag_sets: vec![None, Some(vec![]), Some(vec![2, u64::MAX])],
            qrs: vec![
                Qr::default(),
                Qr {
                    number: Some(0),
                    text: text("海报"),
                },
            ],
        };
        let bytes = dictionaries.to_bytes();
        assert_eq!(Dictionaries::from_bytes(&bytes), dictionaries);
        for cut in 0..bytes.len() {
            Dictionaries::from_bytes(&bytes[..cut]);
        }
    }
}
