//! Reading the mirror's rows back as followers.

use rusqlite::{OptionalExtension, Row, params};
use serde_json::{Map, Value};

use super::mirror::scene;
use super::reader::Reading;
use super::row::{json, moment};
use super::side;
use crate::model::{
    AccountKey, ChangeKind, ChangePlace, Follower, FollowerChange, Profile, QrLabels, Record, Source, Status, Tag,
    Timestamp, resolve_tags,
};

/// Bits of `followers.id` below the mirror's number.
const ORDINAL_BITS: u32 = 32;

/// Columns of `followers` (called `f`) and `notes` (called `n`) as [`follower`] reads them.
const COLUMNS: &str = "f.id, f.openid, f.first_at, f.listed, f.left_at, CASE WHEN f.listed AND NOT f.missed \
    THEN max(f.fetched_at, coalesce(m.checked_at, f.fetched_at)) ELSE f.fetched_at END, f.repaired, f.subscribe, \
    f.subscribe_time, f.subscribe_scene, f.qr_scene, f.qr_scene_str, f.remark, f.tagid_list, f.groupid, f.unionid, \
    f.nickname, f.sex, f.language, f.country, f.province, f.city, f.headimgurl, f.extra, n.text";

/// The mirror is joined second whatever the planner thinks: it is one row.
const TABLES: &str = "followers f CROSS JOIN mirrors m ON m.id = f.mirror \
    LEFT JOIN notes n ON n.app_id = ?1 AND n.openid = f.openid";

/// What the operator calls things: it makes a record of a row.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The account.
    pub account: AccountKey,
    /// Names of QR scenes.
    pub qr_labels: QrLabels,
    /// Names of tags.
    pub tags: Vec<Tag>,
}

/// A mirror that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number in the file.
    pub id: i64,
    /// Rows it has; ordinals are below.
    pub rows: u32,
    /// People listed now.
    pub listed: u32,
    /// People of whom a profile is stored.
    pub profiles: u32,
    /// When the newest sync that ended began.
    pub began_at: Option<Timestamp>,
    /// When it ended.
    pub synced_at: Option<Timestamp>,
    /// A sync has begun and not ended.
    pub unfinished: bool,
}

impl Reading<'_> {
    /// The account's mirror; `None` where it was never synced.
    pub fn mirror(&self, app_id: &str) -> rusqlite::Result<Option<Found>> {
        let sql = "SELECT id, rows, listed, profiles, began_at, synced_at,
                  EXISTS (SELECT 1 FROM syncs WHERE mirror = mirrors.id)
             FROM mirrors WHERE app_id = ?1";
        let read = |row: &Row<'_>| {
            Ok(Found {
                id: row.get(0)?,
                rows: row.get(1)?,
                listed: row.get(2)?,
                profiles: row.get(3)?,
                began_at: optional_moment(row, 4)?,
                synced_at: optional_moment(row, 5)?,
                unfinished: row.get(6)?,
            })
        };
        self.db.prepare_cached(sql)?.query_row([app_id], read).optional()
    }

    /// How things are called today.
    pub fn naming(&self, account: &AccountKey, qr_labels: &QrLabels) -> rusqlite::Result<Naming> {
        let tags = side::tags(self.db, &account.app_id)?;
        Ok(Naming {
            account: account.clone(),
            qr_labels: qr_labels.clone(),
            tags: tags.map(|(tags, _)| tags).unwrap_or_default(),
        })
    }

    /// The rows of these ordinals, in their order; one that is not there is left out.
    pub fn followers(&self, mirror: i64, ordinals: &[u32], naming: &Naming) -> rusqlite::Result<Vec<Follower>> {
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE f.id = ?2");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = Vec::with_capacity(ordinals.len());
        for ordinal in ordinals {
            let values = params![naming.account.app_id, row_id(mirror, *ordinal)];
            let row = statement.query_row(values, |row| follower(row, naming)).optional()?;
            found.extend(row);
        }
        Ok(found)
    }

    /// The openids of these ordinals, in their order; one that is not there is left out.
    pub fn openids(&self, mirror: i64, ordinals: &[u32]) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.db.prepare_cached("SELECT openid FROM followers WHERE id = ?1")?;
        let mut found = Vec::with_capacity(ordinals.len());
        for ordinal in ordinals {
            let openid = statement.query_row([row_id(mirror, *ordinal)], |row| row.get(0));
            found.extend(openid.optional()?);
        }
        Ok(found)
    }

    /// Hands on all rows from an ordinal on, up to another.
    pub fn each_follower(
        &self,
        mirror: i64,
        ordinals: std::ops::Range<u32>,
        naming: &Naming,
        mut each: impl FnMut(Follower),
    ) -> rusqlite::Result<()> {
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE f.id >= ?2 AND f.id < ?3 ORDER BY f.id");
        let mut statement = self.db.prepare_cached(&sql)?;
        let ends = (row_id(mirror, ordinals.start), row_id(mirror, ordinals.end));
        let mut rows = statement.query(params![naming.account.app_id, ends.0, ends.1])?;
        while let Some(row) = rows.next()? {
            each(follower(row, naming)?);
        }
        Ok(())
    }

    /// One person.
    pub fn follower(&self, mirror: i64, openid: &str, naming: &Naming) -> rusqlite::Result<Option<Follower>> {
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE f.mirror = ?2 AND f.openid = ?3");
        let mut statement = self.db.prepare_cached(&sql)?;
        statement
            .query_row(params![naming.account.app_id, mirror, openid], |row| {
                follower(row, naming)
            })
            .optional()
    }

    /// The number of a person within the mirror.
    pub fn ordinal(&self, mirror: i64, openid: &str) -> rusqlite::Result<Option<u32>> {
        let sql = "SELECT id FROM followers WHERE mirror = ?1 AND openid = ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        statement
            .query_row(params![mirror, openid], |row| row.get(0).map(ordinal))
            .optional()
    }

    /// All changes of a person, newest first.
    pub fn changes_of(&self, mirror: i64, ordinal: u32, openid: &str) -> rusqlite::Result<Vec<FollowerChange>> {
        let sql = "SELECT at, id, kind, before, after FROM follower_changes WHERE follower = ?1
             ORDER BY at DESC, id DESC";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([row_id(mirror, ordinal)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.extend(change(row, openid.to_owned())?);
        }
        Ok(found)
    }

    /// At most `limit` changes at or after `since`, newest first, those behind `after` in this order.
    pub fn changes(
        &self,
        mirror: i64,
        since: Timestamp,
        after: Option<ChangePlace>,
        limit: usize,
    ) -> rusqlite::Result<Vec<FollowerChange>> {
        let sql = "SELECT c.at, c.id, c.kind, c.before, c.after, f.openid
             FROM follower_changes c JOIN followers f ON f.id = c.follower
             WHERE c.mirror = ?1 AND c.at >= ?2 AND c.at <= ?3 AND (c.at, c.id) < (?3, ?4)
             ORDER BY c.at DESC, c.id DESC LIMIT ?5";
        let (at, id) = after.map_or((i64::MAX, i64::MAX), |place| (place.at.as_second(), place.id));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![mirror, since.as_second(), at, id, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.extend(change(row, row.get(5)?)?);
        }
        Ok(found)
    }

    /// Numbers of all whom a change speaks of since then; a number may come twice.
    pub fn changed_since(&self, mirror: i64, since: Timestamp) -> rusqlite::Result<Vec<u32>> {
        let sql = "SELECT follower FROM follower_changes WHERE mirror = ?1 AND at >= ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        statement
            .query_map(params![mirror, since.as_second()], |row| row.get(0).map(ordinal))?
            .collect()
    }
}

/// What the file sorts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named like the columns")]
pub enum SortColumn {
    Openid,
    Unionid,
    /// Remark, else nickname.
    Name,
    Remark,
    Nickname,
    Note,
    Sex,
    /// Country, province and city.
    Region,
    Language,
    Fetched,
    First,
    LeftAt,
}

impl SortColumn {
    /// The value compared, NULL where there is none.
    const fn value(self) -> &'static str {
        match self {
            Self::Openid => "f.openid",
            Self::Unionid => "nullif(f.unionid, '')",
            Self::Name => "coalesce(nullif(f.remark, ''), nullif(f.nickname, ''))",
            Self::Remark => "nullif(f.remark, '')",
            Self::Nickname => "nullif(f.nickname, '')",
            Self::Note => "nullif(n.text, '')",
            Self::Sex => "nullif(f.sex, 0)",
            Self::Region => {
                "CASE WHEN coalesce(f.country, '') || coalesce(f.province, '') || coalesce(f.city, '') <> ''
                 THEN coalesce(f.country, '') || char(0) || coalesce(f.province, '') || char(0) || coalesce(f.city, '')
                 END"
            }
            Self::Language => "nullif(f.language, '')",
            Self::Fetched => {
                "CASE WHEN f.listed AND NOT f.missed THEN max(f.fetched_at, coalesce(m.checked_at, f.fetched_at))
                 ELSE f.fetched_at END"
            }
            Self::First => "f.first_at",
            Self::LeftAt => "f.left_at",
        }
    }
}

impl Reading<'_> {
    /// Those of the first `people` rows that have a value, by it; among equals the newest follow first, then the
    /// newest arrival.
    pub fn sorted(&self, app_id: &str, mirror: i64, people: u32, by: SortColumn) -> rusqlite::Result<Vec<u32>> {
        let value = by.value();
        let notes = match by {
            SortColumn::Note => "JOIN notes n ON n.app_id = ?2 AND n.openid = f.openid",
            _ => "",
        };
        // What `Profile::subscribed_at` takes for a time.
        let sql = format!(
            "SELECT f.id FROM followers f CROSS JOIN mirrors m ON m.id = f.mirror {notes} WHERE f.mirror = ?1 AND ?2 = ?2 AND f.id < ?3 AND {value} IS NOT NULL
             ORDER BY {value}, CASE WHEN f.subscribe_time BETWEEN 1 AND 253402207200 THEN f.subscribe_time END DESC,
             f.id DESC"
        );
        let mut statement = self.db.prepare(&sql)?;
        let values = params![mirror, app_id, row_id(mirror, people)];
        statement.query_map(values, |row| row.get(0).map(ordinal))?.collect()
    }

    /// Notes on people of the mirror, by ordinal.
    pub fn notes(&self, app_id: &str, mirror: i64) -> rusqlite::Result<Vec<(u32, String)>> {
        let sql = "SELECT f.id, n.text FROM notes n JOIN followers f ON f.mirror = ?2 AND f.openid = n.openid
             WHERE n.app_id = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let read = |row: &Row<'_>| Ok((ordinal(row.get(0)?), row.get(1)?));
        let mut notes: Vec<(u32, String)> = statement
            .query_map(params![app_id, mirror], read)?
            .collect::<Result<_, _>>()?;
        notes.sort_unstable_by_key(|(ordinal, _)| *ordinal);
        Ok(notes)
    }

    /// Differs from the last one that this connection gave where anything was written since.
    pub fn data_version(&self) -> rusqlite::Result<i64> {
        self.db.pragma_query_value(None, "data_version", |row| row.get(0))
    }
}

/// `followers.id` of an ordinal.
pub(super) fn row_id(mirror: i64, ordinal: u32) -> i64 {
    (mirror << ORDINAL_BITS) | i64::from(ordinal)
}

/// The inverse of [`row_id`].
fn ordinal(id: i64) -> u32 {
    u32::try_from(id & i64::from(u32::MAX)).unwrap_or_default()
}

fn follower(row: &Row<'_>, naming: &Naming) -> rusqlite::Result<Follower> {
    let openid: String = row.get(1)?;
    let listed: bool = row.get(3)?;
    let fetched_at = optional_moment(row, 5)?;
    let profile = profile(row, fetched_at.is_some().then(|| openid.clone()))?;
    let tags = profile.tagid_list.as_ref().map(|ids| resolve_tags(ids, &naming.tags));
    let qr_label = naming
        .qr_labels
        .label(profile.qr_scene, profile.qr_scene_str.as_deref());
    let status = match profile.subscribe {
        _ if !listed => Status::Left,
        Some(0) => Status::NotFollowing,
        _ => Status::Following,
    };
    Ok(Follower {
        ordinal: ordinal(row.get(0)?),
        first_at: moment(row, 2)?,
        listed,
        left_at: optional_moment(row, 4)?,
        note: row.get(24)?,
        record: Record {
            openid,
            account: naming.account.name.clone(),
            source: Source::Follower,
            status,
            fetched_at,
            from_history: false,
            repaired: row.get(6)?,
            tags,
            qr_label: qr_label.map(str::to_owned),
            profile,
            error: None,
        },
    })
}

fn profile(row: &Row<'_>, openid: Option<String>) -> rusqlite::Result<Profile> {
    let mut extra: Map<String, Value> = json(row, 23)?.unwrap_or_default();
    Ok(Profile {
        openid,
        subscribe: row.get(7)?,
        subscribe_time: row.get(8)?,
        subscribe_scene: scene(row, 9)?,
        qr_scene: unsigned(row, 10)?.or_else(|| huge(&mut extra, "qr_scene")),
        qr_scene_str: row.get(11)?,
        remark: row.get(12)?,
        tagid_list: json(row, 13)?,
        groupid: unsigned(row, 14)?.or_else(|| huge(&mut extra, "groupid")),
        unionid: row.get(15)?,
        nickname: row.get(16)?,
        sex: row.get(17)?,
        language: row.get(18)?,
        country: row.get(19)?,
        province: row.get(20)?,
        city: row.get(21)?,
        headimgurl: row.get(22)?,
        privilege: privilege(&mut extra),
        extra,
    })
}

/// A number that is too large for its column and stands among the unknown fields.
fn huge(extra: &mut Map<String, Value>, name: &str) -> Option<u64> {
    let number = extra
        .get(name)?
        .as_u64()
        .filter(|number| i64::try_from(*number).is_err())?;
    extra.remove(name);
    Some(number)
}

/// A list of texts that has no column.
fn privilege(extra: &mut Map<String, Value>) -> Option<Vec<String>> {
    let items = extra.get("privilege")?.as_array()?.iter();
    let texts = items
        .map(|item| item.as_str().map(str::to_owned))
        .collect::<Option<_>>()?;
    extra.remove("privilege");
    Some(texts)
}

/// A change, unless a newer fanscope wrote it of a kind that this one does not know.
fn change(row: &Row<'_>, openid: String) -> rusqlite::Result<Option<FollowerChange>> {
    let kind: String = row.get(2)?;
    let Some(kind) = ChangeKind::from_word(&kind) else {
        return Ok(None);
    };
    Ok(Some(FollowerChange {
        place: ChangePlace {
            at: moment(row, 0)?,
            id: row.get(1)?,
        },
        openid,
        kind,
        before: row.get(3)?,
        after: row.get(4)?,
    }))
}

fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u64>> {
    let number: Option<i64> = row.get(column)?;
    Ok(number.and_then(|number| u64::try_from(number).ok()))
}

fn optional_moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    match row.get::<_, Option<i64>>(column)? {
        None => Ok(None),
        Some(_) => moment(row, column).map(Some),
    }
}
