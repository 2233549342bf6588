//! The packed form of 16 384 rows: texts, dictionaries, and a code a row into each dictionary.

use std::collections::HashMap;
use std::hash::Hash;

use super::column::{BETWEEN, TextPacker};
use super::letters::LettersPacker;
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
    /// A bit a row for each ASCII character that its texts hold.
    Letters,
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

/// What the codes of a chunk stand for: read where it is asked for, since most questions want one of the three.
///
/// A piece that ends early gives what could be read; rows with a code behind that fit nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dictionaries<'a>(&'a [u8]);

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
    letters: LettersPacker,
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
            letters: LettersPacker::default(),
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
        let mut keep = |column: &mut TextPacker, text: &[u8]| {
            self.letters.push(row, text);
            column.push(row, text);
        };
        keep(&mut self.openids, record.openid.to_lowercase().as_bytes());
        if let Some(unionid) = filled(unionid.as_ref()) {
            keep(&mut self.unionids, unionid.to_lowercase().as_bytes());
        }
        if filled(remark.as_ref()).is_some() || filled(nickname.as_ref()).is_some() {
            let mut text = remark.as_deref().unwrap_or_default().to_lowercase().into_bytes();
            text.push(BETWEEN);
            text.extend(nickname.as_deref().unwrap_or_default().to_lowercase().into_bytes());
            keep(&mut self.names, &text);
        }
    }

    /// The pieces of all columns.
    pub(super) fn finish(self) -> Pieces {
        let people = usize::from(self.people);
        Pieces {
            columns: vec![
                self.openids.finish(people),
                self.unionids.finish(people),
                self.names.finish(people),
                dictionaries(&self.kinds.values, &self.tag_sets.values, &self.qrs.values),
                self.times,
                self.kinds.rows,
                self.tag_sets.rows,
                self.qrs.rows,
                self.lefts,
                self.letters.finish(),
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

/// The piece that [`Dictionaries`] reads.
fn dictionaries(kinds: &[Kind], tag_sets: &[Option<Vec<u64>>], qrs: &[Qr]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_count(&mut bytes, kinds.len());
    for kind in kinds {
        let status = STATUSES.iter().position(|status| *status == kind.status);
        put_count(&mut bytes, status.unwrap_or_default());
        bytes.extend(kind.fields.to_le_bytes());
        put_text(&mut bytes, kind.scene.as_deref());
    }
    put_count(&mut bytes, tag_sets.len());
    for set in tag_sets {
        put_count(&mut bytes, set.as_ref().map_or(0, |ids| ids.len() + 1));
        let ids = set.iter().flatten();
        bytes.extend(ids.flat_map(|id| id.to_le_bytes()));
    }
    put_count(&mut bytes, qrs.len());
    for qr in qrs {
        bytes.push(u8::from(qr.number.is_some()));
        bytes.extend(qr.number.unwrap_or_default().to_le_bytes());
        put_text(&mut bytes, qr.text.as_deref());
    }
    bytes
}

impl<'a> Dictionaries<'a> {
    pub(super) fn new(piece: &'a [u8]) -> Self {
        Self(piece)
    }

    pub(super) fn kinds(self) -> Vec<Kind> {
        Input(self.0).section(|input| {
            let (status, fields, scene) = input.kind()?;
            let scene = scene.0.map(lossy);
            Some(Kind { status, scene, fields })
        })
    }

    pub(super) fn tag_sets(self) -> Vec<Option<Vec<u64>>> {
        let mut input = Input(self.0);
        input.skip(Input::kind);
        input.section(|input| Some(input.tag_set()?.0.map(ids)))
    }

    pub(super) fn qrs(self) -> Vec<Qr> {
        let mut input = Input(self.0);
        input.skip(Input::kind);
        input.skip(Input::tag_set);
        input.section(|input| {
            let [has_number] = input.take()?;
            let number = u64::from_le_bytes(input.take()?);
            Some(Qr {
                number: (has_number == 1).then_some(number),
                text: input.text()?.0.map(lossy),
            })
        })
    }
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn ids(bytes: &[u8]) -> Vec<u64> {
    bytes.as_chunks().0.iter().map(|id| u64::from_le_bytes(*id)).collect()
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

/// A text or a list, where the person has one.
struct Held<'a>(Option<&'a [u8]>);

impl<'a> Input<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.take()?)).ok()
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<Held<'a>> {
        match self.count()?.checked_sub(1) {
            Some(length) => self.bytes(length).map(|text| Held(Some(text))),
            None => Some(Held(None)),
        }
    }

    fn kind(&mut self) -> Option<(Status, u32, Held<'a>)> {
        let status = *STATUSES.get(self.count()?)?;
        let fields = u32::from_le_bytes(self.take()?);
        Some((status, fields, self.text()?))
    }

    /// Eight bytes an id.
    fn tag_set(&mut self) -> Option<Held<'a>> {
        match self.count()?.checked_sub(1) {
            Some(ids) => self.bytes(ids.checked_mul(8)?).map(|ids| Held(Some(ids))),
            None => Some(Held(None)),
        }
    }

    /// Entries until one cannot be read.
    fn section<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Vec<T> {
        let count = self.count().unwrap_or_default();
        (0..count).map_while(|_| read(self)).collect()
    }

    fn skip<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) {
        let count = self.count().unwrap_or_default();
        (0..count).map_while(|_| read(self)).for_each(drop);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_come_back_as_they_went() {
        let text = |text: &str| Some(text.to_owned());
        let kinds = vec![
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
        ];
        let tag_sets = vec![None, Some(vec![]), Some(vec![2, u64::MAX])];
        let qrs = vec![
            Qr::default(),
            Qr {
                number: Some(0),
                text: text("海报"),
            },
        ];
        let bytes = dictionaries(&kinds, &tag_sets, &qrs);
        let read = Dictionaries::new(&bytes);
        assert_eq!((read.kinds(), read.tag_sets(), read.qrs()), (kinds, tag_sets, qrs));
        for cut in 0..bytes.len() {
            let read = Dictionaries::new(&bytes[..cut]);
            assert!(read.kinds().len() + read.tag_sets().len() + read.qrs().len() < 7);
        }
    }
}
