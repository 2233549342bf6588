//! The orders of a view: by one column, newest follow first among equals.

use std::collections::BTreeMap;

use super::chunk::{Column, Dictionaries, FIRST_ORDER, codes, times};
use super::plan::{self, Chunk};
use crate::model::{Profile, Record, Status};
use crate::store::{CHUNK, Naming, ReadResult, Reading, SortColumn, StoredOrder};

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The last follow.
    #[default]
    Since,
    /// Case matters: byte by byte.
    Openid,
    /// As openid.
    Unionid,
    /// Remark, else nickname: what a list calls the person.
    Name,
    /// The operator's remark.
    Remark,
    /// The nickname.
    Nickname,
    /// The local note.
    Note,
    /// Following, not following, left.
    Status,
    /// The subscribe scene's code.
    Scene,
    /// `qr_scene_str`, else the number; numbers before texts.
    Qr,
    /// The first tag's id, then the second's …
    Tags,
    /// `sex`.
    Sex,
    /// Country, province, city.
    Region,
    /// `language`.
    Language,
    /// When the profile was fetched.
    Fetched,
    /// When the mirror first listed the person.
    First,
    /// When the person was found gone.
    LeftAt,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Since,
        Self::Openid,
        Self::Unionid,
        Self::Name,
        Self::Remark,
        Self::Nickname,
        Self::Note,
        Self::Status,
        Self::Scene,
        Self::Qr,
        Self::Tags,
        Self::Sex,
        Self::Region,
        Self::Language,
        Self::Fetched,
        Self::First,
        Self::LeftAt,
    ];

    /// What is compared in the orders that packed dictionaries know; `None` for people without a value.
    fn record_key(self, record: &Record) -> Option<Key> {
        let profile = &record.profile;
        match self {
            Self::Status => Some(Key::Number(rank(record.status))),
            Self::Scene => text(profile.subscribe_scene.as_deref()),
            Self::Qr => {
                let number = profile.qr_scene.filter(|number| *number != 0);
                let number = number.map(|number| Key::Number(i64::try_from(number).unwrap_or(i64::MAX)));
                text(profile.qr_scene_str.as_deref()).or(number)
            }
            Self::Tags => {
                let tags = profile.tagid_list.clone().filter(|tags| !tags.is_empty());
                tags.map(Key::Numbers)
            }
            _ => None,
        }
    }
}

/// One comparable value. Only values of the same column are compared; in `Qr` numbers stand before texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(i64),
    Numbers(Vec<u64>),
    Text(String),
}

const fn rank(status: Status) -> i64 {
    match status {
        Status::Following => 0,
        Status::NotFollowing => 1,
        Status::Left => 2,
        Status::Authorized | Status::Failed => 3,
    }
}

fn text(text: Option<&str>) -> Option<Key> {
    text.filter(|text| !text.is_empty())
        .map(|text| Key::Text(text.to_owned()))
}

/// An order made, not yet kept.
pub(super) struct Made {
    pub(super) stored: StoredOrder,
    /// Ordinals by place, and places by ordinal.
    pub(super) columns: [(u8, Vec<u32>); 2],
}

impl Order {
    /// Its number in the file; never given to another.
    pub(super) fn number(self) -> u8 {
        let place = Self::ALL.iter().position(|order| *order == self);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or_default()
    }

    /// The column of ordinals by place.
    pub(super) fn ordinals(self) -> u8 {
        FIRST_ORDER + 2 * self.number()
    }

    /// The column of places by ordinal.
    pub(super) fn places(self) -> u8 {
        self.ordinals() + 1
    }
}

/// Makes an order of the rows that are packed; `None` where the order by follow time, which stands behind every other,
/// is not there.
pub(super) fn make(reading: &Reading<'_>, mirror: i64, order: Order, naming: &Naming) -> ReadResult<Option<Made>> {
    let version = reading.packing(mirror)?.version;
    let people = reading.packed_people(mirror)?;
    let by_place = match order {
        Order::Since => Some(by_time(reading, mirror, people)?),
        _ => match newest_first(reading, mirror)? {
            None => None,
            Some(newest) if order.is_coded() => Some(by_code(reading, mirror, order, naming, &newest)?),
            Some(newest) => Some(by_rows(reading, mirror, order, &naming.account.app_id, &newest)?),
        },
    };
    let Some((by_place, valued)) = by_place else {
        return Ok(None);
    };
    let mut places = vec![0_u32; by_place.len()];
    for (place, ordinal) in (0..).zip(&by_place) {
        if let Some(slot) = places.get_mut(*ordinal as usize) {
            *slot = place;
        }
    }
    let stored = StoredOrder {
        number: order.number(),
        version,
        people,
        valued,
    };
    let columns = [(order.ordinals(), by_place), (order.places(), places)];
    Ok(Some(Made { stored, columns }))
}

/// Ordinals by place, and how many of them have a value.
type ByPlace = (Vec<u32>, u32);

/// Bits of a sort key below the time: as many people as a mirror can have.
const PERSON_BITS: u32 = 26;

/// Oldest follow first, oldest arrival first within a second; then those without a time, newest arrival first.
fn by_time(reading: &Reading<'_>, mirror: i64, people: u32) -> ReadResult<ByPlace> {
    let mut columns = reading.columns();
    let mut keys: Vec<u64> = Vec::with_capacity(people as usize);
    let mut without = Vec::new();
    let last = (1_u64 << PERSON_BITS) - 1;
    for number in 0..people.div_ceil(CHUNK) {
        let mut chunk = Chunk::new(&mut columns, mirror, number, people);
        for (ordinal, time) in (number * CHUNK..).zip(times(chunk.read(Column::Times)?)) {
            match u64::try_from(time) {
                Ok(time @ 1..) => keys.push(time << PERSON_BITS | u64::from(ordinal)),
                _ => without.push(ordinal),
            }
        }
    }
    keys.sort_unstable();
    let ordinal = |key: &u64| u32::try_from(key & last).unwrap_or_default();
    let valued = u32::try_from(keys.len()).unwrap_or(u32::MAX);
    let ordinals = keys.iter().map(ordinal).chain(without.into_iter().rev());
    Ok((ordinals.collect(), valued))
}

/// Everybody, newest follow first: how equals stand in every other order.
fn newest_first(reading: &Reading<'_>, mirror: i64) -> ReadResult<Option<Vec<u32>>> {
    let Some(stored) = reading.order(mirror, Order::Since.number())? else {
        return Ok(None);
    };
    let mut columns = reading.columns();
    let mut ordinals = Vec::with_capacity(stored.people as usize);
    for number in 0..stored.people.div_ceil(CHUNK) {
        let mut chunk = Chunk::new(&mut columns, mirror, number, stored.people);
        let piece = chunk.read_number(Order::Since.ordinals())?;
        ordinals.extend(piece.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)));
    }
    if let Some(valued) = ordinals.get_mut(..stored.valued as usize) {
        valued.reverse();
    }
    Ok(Some(ordinals))
}

/// An order whose values stand in the dictionaries: values get numbers, and people are dealt out by them.
fn by_code(reading: &Reading<'_>, mirror: i64, order: Order, naming: &Naming, newest: &[u32]) -> ReadResult<ByPlace> {
    let people = u32::try_from(newest.len()).unwrap_or(u32::MAX);
    let mut columns = reading.columns();
    let mut numbers: BTreeMap<Option<Key>, u32> = BTreeMap::new();
    let mut values: Vec<u32> = Vec::with_capacity(newest.len());
    for number in 0..people.div_ceil(CHUNK) {
        let mut chunk = Chunk::new(&mut columns, mirror, number, people);
        let (column, keys) = order.keys_of(chunk.dictionaries()?, naming);
        let mut number_of = |key: Option<Key>| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(key).or_insert(next)
        };
        let of_codes: Vec<u32> = keys.into_iter().map(&mut number_of).collect();
        let codes = codes(chunk.read(column)?);
        values.extend(codes.map(|code| of_codes.get(code).copied().unwrap_or_default()));
    }
    let mut counts = vec![0_u32; numbers.len()];
    for value in &values {
        counts[*value as usize] += 1;
    }
    // `None` is the least key, and stands at the end.
    let mut starts = vec![0_u32; numbers.len()];
    let mut next = 0;
    let valued_first = numbers.iter().filter(|(key, _)| key.is_some());
    for (_, number) in valued_first {
        starts[*number as usize] = next;
        next += counts[*number as usize];
    }
    if let Some(number) = numbers.get(&None) {
        starts[*number as usize] = next;
    }
    let mut ordinals = vec![0; newest.len()];
    for ordinal in newest {
        let start = &mut starts[values[*ordinal as usize] as usize];
        ordinals[*start as usize] = *ordinal;
        *start += 1;
    }
    Ok((ordinals, next))
}

/// An order whose values stand in the rows only: the file sorts those who have one.
fn by_rows(reading: &Reading<'_>, mirror: i64, order: Order, app_id: &str, newest: &[u32]) -> ReadResult<ByPlace> {
    let people = u32::try_from(newest.len()).unwrap_or(u32::MAX);
    let mut ordinals = reading.sorted(app_id, mirror, people, order.column())?;
    let mut has_value = vec![false; newest.len()];
    for ordinal in &ordinals {
        has_value[*ordinal as usize] = true;
    }
    let valued = u32::try_from(ordinals.len()).unwrap_or(u32::MAX);
    ordinals.extend(newest.iter().filter(|ordinal| !has_value[**ordinal as usize]));
    Ok((ordinals, valued))
}

impl Order {
    /// Whether the packed dictionaries hold what is compared.
    const fn is_coded(self) -> bool {
        matches!(self, Self::Status | Self::Scene | Self::Qr | Self::Tags)
    }

    /// What is compared for each code of the column in which it stands.
    fn keys_of(self, dictionaries: Dictionaries<'_>, naming: &Naming) -> (Column, Vec<Option<Key>>) {
        let key = |status: Status, profile: Profile| {
            let mut of_code = plan::record(naming, profile);
            of_code.status = status;
            self.record_key(&of_code)
        };
        match self {
            Self::Tags => {
                let sets = dictionaries.tag_sets().into_iter().map(|tagid_list| Profile {
                    tagid_list,
                    ..Profile::default()
                });
                (
                    Column::TagSets,
                    sets.map(|tagged| key(Status::Following, tagged)).collect(),
                )
            }
            Self::Qr => {
                let qrs = dictionaries.qrs().into_iter().map(|qr| Profile {
                    qr_scene: qr.number,
                    qr_scene_str: qr.text,
                    ..Profile::default()
                });
                (
                    Column::Qrs,
                    qrs.map(|scanned| key(Status::Following, scanned)).collect(),
                )
            }
            _ => {
                let kinds = dictionaries.kinds().into_iter().map(|kind| {
                    let came = Profile {
                        subscribe_scene: kind.scene,
                        ..Profile::default()
                    };
                    key(kind.status, came)
                });
                (Column::Kinds, kinds.collect())
            }
        }
    }

    /// What the file compares, for orders that it sorts.
    const fn column(self) -> SortColumn {
        match self {
            Self::Unionid => SortColumn::Unionid,
            Self::Name => SortColumn::Name,
            Self::Remark => SortColumn::Remark,
            Self::Nickname => SortColumn::Nickname,
            Self::Note => SortColumn::Note,
            Self::Sex => SortColumn::Sex,
            Self::Region => SortColumn::Region,
            Self::Language => SortColumn::Language,
            Self::Fetched => SortColumn::Fetched,
            Self::First => SortColumn::First,
            Self::LeftAt => SortColumn::LeftAt,
            Self::Since | Self::Openid | Self::Status | Self::Scene | Self::Qr | Self::Tags => SortColumn::Openid,
        }
    }
}

#[cfg(test)]
pub(super) mod plain {
    //! The same orders, told by comparing two followers.

    use std::cmp::Ordering;

    use super::{Key, Order, text};
    use crate::model::{Follower, Status, Timestamp};

    /// Among equal values the newest follow stands first, in a descending order last; those without a value stand at
    /// the end of both, newest first. By follow time, descending is newest first and ascending its reverse.
    pub(crate) fn compare(order: Order, descending: bool, one: &Follower, other: &Follower) -> Ordering {
        let since = |follower: &Follower| follower.record.profile.subscribed_at();
        let newest_first = (since(other), other.ordinal).cmp(&(since(one), one.ordinal));
        let ascending = match (key(order, one), key(order, other)) {
            (None, None) => return newest_first,
            (None, Some(_)) => return Ordering::Greater,
            (Some(_), None) => return Ordering::Less,
            (Some(_), Some(_)) if order == Order::Since => newest_first.reverse(),
            (Some(a), Some(b)) => a.cmp(&b).then(newest_first),
        };
        if descending { ascending.reverse() } else { ascending }
    }

    fn key(order: Order, follower: &Follower) -> Option<Key> {
        let profile = &follower.record.profile;
        let words = |value: &Option<String>| text(value.as_deref());
        let moment = |at: Option<Timestamp>| at.map(|at| Key::Number(at.as_second()));
        match order {
            Order::Since => moment(profile.subscribed_at()),
            Order::Openid => text(Some(&follower.record.openid)),
            Order::Unionid => words(&profile.unionid),
            Order::Name => words(&profile.remark).or_else(|| words(&profile.nickname)),
            Order::Remark => words(&profile.remark),
            Order::Nickname => words(&profile.nickname),
            Order::Note => words(&follower.note),
            Order::Sex => profile.sex.filter(|sex| *sex != 0).map(Key::Number),
            Order::Region => {
                let parts = [&profile.country, &profile.province, &profile.city];
                let parts = parts.map(|part| part.as_deref().unwrap_or_default());
                text(
                    Some(&parts.join("\0"))
                        .filter(|_| parts.concat() != "")
                        .map(String::as_str),
                )
            }
            Order::Language => words(&profile.language),
            Order::Fetched => moment(follower.record.fetched_at),
            Order::First => moment(Some(follower.first_at)),
            Order::LeftAt => moment(follower.left_at),
            Order::Status => {
                let ranks = [Status::Following, Status::NotFollowing, Status::Left];
                let rank = ranks.iter().position(|status| *status == follower.record.status);
                rank.and_then(|rank| i64::try_from(rank).ok()).map(Key::Number)
            }
            Order::Scene => words(&profile.subscribe_scene),
            Order::Qr => match profile.qr_scene {
                _ if profile.qr_scene_str.as_deref().is_some_and(|scene| !scene.is_empty()) => {
                    words(&profile.qr_scene_str)
                }
                None | Some(0) => None,
                Some(number) => i64::try_from(number).ok().map(Key::Number),
            },
            Order::Tags => match profile.tagid_list.as_deref() {
                None | Some([]) => None,
                Some(tags) => Some(Key::Numbers(tags.to_vec())),
            },
        }
    }
}
