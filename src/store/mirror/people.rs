//! Taking over the people of a list: the stored rows and the list are walked side by side in the order of openids, so
//! that one pass finds who is new, who changed, who came back and who left.

use std::collections::BTreeSet;

use rusqlite::types::ValueRef;
use rusqlite::{Row, Transaction, params};

use super::row::{COLUMNS, Cell, Encoded, WATCHED, bind, same_tags};
use super::scene::scene;
use super::sync::{signed, state};
use super::{Group, MirrorId, Seen, SyncState};
use crate::model::{ChangeKind, OpenId, Profile, SyncCounts};

/// Ordinals in one piece of a packed column.
const CHUNK: i64 = 16_384;

/// See [`crate::store::Store::keep_people`].
pub(super) fn keep(db: &Transaction<'_>, mirror: MirrorId, group: &Group) -> rusqlite::Result<SyncState> {
    let sync = state(db, mirror)?;
    let mut work = Work::begin(db, mirror, &sync)?;
    for step in steps(db, mirror, &sync, group)? {
        work.take(&step)?;
    }
    work.end(&sync, group)?;
    state(db, mirror)
}

/// What is to be done about one person.
struct Step<'a> {
    listed: Option<&'a (OpenId, Seen)>,
    stored: Option<Stored>,
}

/// What decisions need of a row. Fields are read only where they differ.
struct Stored {
    id: i64,
    listed: bool,
    missed: bool,
    told: Told,
    /// None where the answer equals the row.
    before: Option<Vec<(ChangeKind, Option<String>)>>,
}

/// What a row says of its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Their profile never came.
    Nothing,
    /// That they do not follow, and nothing about any time when they did: the first profile is no change.
    Absence,
    /// What a follower's profile says.
    Follow,
}

impl Told {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let follows = row.get::<_, Option<i64>>(Stored::FIRST_CELL)? != Some(0);
        let has_time = row.get_ref(Stored::FIRST_CELL + 1)? != ValueRef::Null;
        Ok(match row.get(4)? {
            false => Self::Nothing,
            true if follows || has_time => Self::Follow,
            true => Self::Absence,
        })
    }
}

/// Pairs list and rows between the sync's cursor and the end of the group. Those with nothing to do are left out.
fn steps<'a>(
    db: &Transaction<'_>,
    MirrorId(mirror): MirrorId,
    sync: &SyncState,
    group: &'a Group,
) -> rusqlite::Result<Vec<Step<'a>>> {
    let upto = match (&group.people[..], group.last) {
        (_, true) => None,
        ([], false) => return Ok(Vec::new()),
        ([.., (openid, _)], false) => Some(openid.as_str()),
    };
    // Both name the parameter: a statement must not get more than it names.
    let limit = upto.map_or("AND ?3 IS NULL", |_| "AND openid <= ?3");
    let sql = format!(
        "SELECT openid, id, listed, missed, fetched_at IS NOT NULL, repaired, {} FROM followers
        WHERE mirror = ?1 AND openid > ?2 {limit} ORDER BY openid",
        COLUMNS.join(", ")
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params![mirror, sync.done_to, upto])?;
    let mut listed = group.people.iter().peekable();
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let openid = row.get_ref(0)?.as_str()?;
        while let Some(new) = listed.next_if(|(listed, _)| listed.as_str() < openid) {
            steps.push(Step {
                listed: Some(new),
                stored: None,
            });
        }
        let found = listed.next_if(|(listed, _)| listed.as_str() == openid);
        let stored = Stored::read(row, found.map(|(_, seen)| seen))?;
        if stored.needs_work(found.map(|(_, seen)| seen)) {
            steps.push(Step {
                listed: found,
                stored: Some(stored),
            });
        }
    }
    steps.extend(listed.map(|new| Step {
        listed: Some(new),
        stored: None,
    }));
    Ok(steps)
}

impl Stored {
    const FIRST_CELL: usize = 6;

    fn read(row: &Row<'_>, seen: Option<&Seen>) -> rusqlite::Result<Self> {
        let before = match seen {
            Some(Seen::Profile { profile, repaired, .. }) => {
                let encoded = Encoded::new(profile)?;
                let cells = encoded.cells();
                // Of who does not follow only that is taken over, see `Work::update`.
                let compared = if profile.subscribe == Some(0) {
                    &cells[..1]
                } else {
                    &cells[..]
                };
                let same = row.get::<_, bool>(5)? == *repaired && is_same(row, compared)?;
                (!same).then(|| watched(row)).transpose()?
            }
            _ => None,
        };
        Ok(Self {
            id: row.get(1)?,
            listed: row.get(2)?,
            missed: row.get(3)?,
            told: Told::read(row)?,
            before,
        })
    }

    fn needs_work(&self, seen: Option<&Seen>) -> bool {
        match seen {
            None => self.listed,
            Some(Seen::Unasked) => !self.listed,
            Some(Seen::Missed) => !self.listed || !self.missed,
            Some(Seen::Profile { .. }) => {
                !self.listed || self.missed || self.told == Told::Nothing || self.before.is_some()
            }
        }
    }
}

fn is_same(row: &Row<'_>, cells: &[Cell<'_>]) -> rusqlite::Result<bool> {
    for (column, cell) in (Stored::FIRST_CELL..).zip(cells) {
        if !cell.is_in(row, column)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn watched(row: &Row<'_>) -> rusqlite::Result<Vec<(ChangeKind, Option<String>)>> {
    let told = |(column, kind): (usize, ChangeKind)| {
        if kind == ChangeKind::Scene {
            let scene = scene(row, Stored::FIRST_CELL + column)?;
            return Ok((kind, scene.filter(|scene| !scene.is_empty())));
        }
        let cell = match row.get_ref(Stored::FIRST_CELL + column)? {
            ValueRef::Integer(number) => Cell::Number(number),
            ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text)?),
            _ => Cell::Nothing,
        };
        Ok((kind, cell.told()))
    };
    WATCHED.into_iter().map(told).collect()
}

/// One transaction's worth of writing.
struct Work<'a> {
    db: &'a Transaction<'a>,
    mirror: i64,
    first: bool,
    whole: bool,
    listed_at: i64,
    checked_at: Option<i64>,
    rows: i64,
    listed: i64,
    profiles: i64,
    counts: SyncCounts,
    dirty: BTreeSet<i64>,
}

impl<'a> Work<'a> {
    fn begin(db: &'a Transaction<'a>, MirrorId(mirror): MirrorId, sync: &SyncState) -> rusqlite::Result<Self> {
        let sql = "SELECT m.rows, m.checked_at, coalesce(s.listed_at, s.began_at)
            FROM mirrors m JOIN syncs s ON s.mirror = m.id WHERE m.id = ?1";
        let (rows, checked_at, listed_at) = db
            .prepare_cached(sql)?
            .query_row([mirror], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(Self {
            db,
            mirror,
            first: sync.first,
            whole: sync.whole,
            listed_at,
            checked_at,
            rows,
            listed: 0,
            profiles: 0,
            counts: SyncCounts::default(),
            dirty: BTreeSet::new(),
        })
    }

    fn take(&mut self, step: &Step<'_>) -> rusqlite::Result<()> {
        match (step.listed, &step.stored) {
            (Some((openid, seen)), None) => self.add(openid, seen),
            (Some((_, seen)), Some(stored)) => self.renew(stored, seen),
            (None, Some(stored)) if self.whole => self.let_go(stored.id),
            (None, _) => Ok(()),
        }
    }

    /// Somebody whom the mirror does not know.
    fn add(&mut self, openid: &OpenId, seen: &Seen) -> rusqlite::Result<()> {
        let id = self.mirror << 32 | self.rows;
        let (fetched_at, repaired) = match seen {
            Seen::Profile { at, repaired, .. } => (Some(at.as_second()), *repaired),
            Seen::Missed | Seen::Unasked => (None, false),
        };
        let missed = matches!(seen, Seen::Missed);
        let mut insert = self.db.prepare_cached(INSERT)?;
        insert.raw_bind_parameter(1, id)?;
        insert.raw_bind_parameter(2, self.mirror)?;
        insert.raw_bind_parameter(3, openid.as_str())?;
        insert.raw_bind_parameter(4, self.listed_at)?;
        insert.raw_bind_parameter(5, fetched_at)?;
        insert.raw_bind_parameter(6, missed)?;
        insert.raw_bind_parameter(7, repaired)?;
        match seen {
            Seen::Profile { profile, .. } => bind(&mut insert, 8, &Encoded::new(profile)?.cells())?,
            Seen::Missed | Seen::Unasked => bind(&mut insert, 8, &[Cell::Nothing; COLUMNS.len()])?,
        }
        insert.raw_execute()?;
        self.rows += 1;
        self.listed += 1;
        self.profiles += i64::from(fetched_at.is_some());
        self.counts.missed += u64::from(missed);
        self.dirty.insert((id & 0xFFFF_FFFF) / CHUNK);
        if !self.first {
            self.counts.new += 1;
            self.change(id, self.listed_at, ChangeKind::New, None, None)?;
        }
        Ok(())
    }

    /// Somebody whom the mirror knows, and of whom something is other than it knows.
    fn renew(&mut self, stored: &Stored, seen: &Seen) -> rusqlite::Result<()> {
        self.dirty.insert((stored.id & 0xFFFF_FFFF) / CHUNK);
        if !stored.listed {
            // The mirror's time of checking does not hold for who was away.
            let sql = "UPDATE followers SET listed = 1, left_at = NULL, missed = 1 WHERE id = ?1";
            self.db.prepare_cached(sql)?.execute([stored.id])?;
            self.listed += 1;
            self.counts.back += 1;
            self.change(stored.id, self.listed_at, ChangeKind::Back, None, None)?;
        }
        match seen {
            Seen::Unasked => Ok(()),
            Seen::Missed => self.miss(stored),
            Seen::Profile { .. } => self.update(stored, seen),
        }
    }

    /// The row's own time says when it was last fetched, now that the mirror's no longer holds for it.
    fn miss(&mut self, stored: &Stored) -> rusqlite::Result<()> {
        self.counts.missed += 1;
        if stored.missed || !stored.listed {
            return Ok(());
        }
        let sql =
            "UPDATE followers SET missed = 1, fetched_at = max(fetched_at, coalesce(?2, fetched_at)) WHERE id = ?1";
        self.db
            .prepare_cached(sql)?
            .execute(params![stored.id, self.checked_at])?;
        Ok(())
    }

    fn update(&mut self, stored: &Stored, seen: &Seen) -> rusqlite::Result<()> {
        let Seen::Profile { profile, repaired, at } = seen else {
            return Ok(());
        };
        let at = at.as_second();
        self.profiles += i64::from(stored.told == Told::Nothing);
        if profile.subscribe == Some(0) && stored.told != Told::Nothing {
            // Such a reply carries nothing else that is worth knowing: what was known of the person stays.
            let sql = "UPDATE followers SET subscribe = 0, missed = 0, fetched_at = ?2, repaired = ?3 WHERE id = ?1";
            self.db.prepare_cached(sql)?.execute(params![stored.id, at, repaired])?;
            return Ok(());
        }
        let encoded = Encoded::new(profile)?;
        let cells = encoded.cells();
        let mut update = self.db.prepare_cached(&update_sql())?;
        update.raw_bind_parameter(1, stored.id)?;
        update.raw_bind_parameter(2, at)?;
        update.raw_bind_parameter(3, repaired)?;
        bind(&mut update, 4, &cells)?;
        update.raw_execute()?;
        drop(update);
        match &stored.before {
            Some(before) if stored.told == Told::Follow => self.compare(stored.id, at, before, (profile, &cells)),
            _ => Ok(()),
        }
    }

    fn compare(
        &mut self,
        id: i64,
        at: i64,
        before: &[(ChangeKind, Option<String>)],
        (profile, cells): (&Profile, &[Cell<'_>]),
    ) -> rusqlite::Result<()> {
        let mut changed = false;
        for ((column, kind), (_, from)) in WATCHED.into_iter().zip(before) {
            let to = match kind {
                ChangeKind::Scene => profile.subscribe_scene.clone().filter(|scene| !scene.is_empty()),
                _ => cells[column].told(),
            };
            let same = match kind {
                ChangeKind::Tags => same_tags(from.as_deref(), to.as_deref()),
                _ => *from == to,
            };
            if !same {
                changed = true;
                self.change(id, at, kind, from.as_deref(), to.as_deref())?;
            }
        }
        self.counts.changed += u64::from(changed);
        Ok(())
    }

    /// Somebody whom a whole list no longer has.
    fn let_go(&mut self, id: i64) -> rusqlite::Result<()> {
        let sql = "UPDATE followers SET listed = 0, left_at = ?2,
                fetched_at = iif(missed, fetched_at, max(fetched_at, coalesce(?3, fetched_at)))
            WHERE id = ?1";
        self.db
            .prepare_cached(sql)?
            .execute(params![id, self.listed_at, self.checked_at])?;
        self.dirty.insert((id & 0xFFFF_FFFF) / CHUNK);
        self.listed -= 1;
        self.counts.left += 1;
        self.change(id, self.listed_at, ChangeKind::Left, None, None)
    }

    fn change(
        &self,
        follower: i64,
        at: i64,
        kind: ChangeKind,
        before: Option<&str>,
        after: Option<&str>,
    ) -> rusqlite::Result<()> {
        let sql = "INSERT INTO follower_changes (mirror, follower, at, kind, before, after)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.db
            .prepare_cached(sql)?
            .execute(params![self.mirror, follower, at, kind.as_str(), before, after])?;
        Ok(())
    }

    /// Moves the cursor behind the group, and books what was found.
    fn end(self, sync: &SyncState, group: &Group) -> rusqlite::Result<()> {
        let mut insert = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO dirty_chunks (mirror, chunk) VALUES (?1, ?2)")?;
        for chunk in &self.dirty {
            insert.execute([self.mirror, *chunk])?;
        }
        if !self.dirty.is_empty() {
            let sql = "UPDATE mirrors SET rows = ?2, listed = listed + ?3, profiles = profiles + ?4,
                generation = generation + 1 WHERE id = ?1";
            self.db
                .prepare_cached(sql)?
                .execute([self.mirror, self.rows, self.listed, self.profiles])?;
        }
        let done_to = group
            .people
            .last()
            .map_or(sync.done_to.as_str(), |(openid, _)| openid.as_str());
        let sql = "UPDATE syncs SET done_to = ?2, done = done + ?3, new = new + ?4, gone = gone + ?5, back = back + ?6,
            changed = changed + ?7, missed = missed + ?8 WHERE mirror = ?1";
        self.db.prepare_cached(sql)?.execute(params![
            self.mirror,
            done_to,
            signed(u64::try_from(group.people.len()).unwrap_or(u64::MAX)),
            signed(self.counts.new),
            signed(self.counts.left),
            signed(self.counts.back),
            signed(self.counts.changed),
            signed(self.counts.missed),
        ])?;
        Ok(())
    }
}

const INSERT: &str = "INSERT INTO followers (id, mirror, openid, first_at, listed, fetched_at, missed, repaired,
        subscribe, subscribe_time, subscribe_scene, qr_scene, qr_scene_str, remark, tagid_list, groupid, unionid,
        nickname, sex, language, country, province, city, headimgurl, extra)
    VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
        ?23, ?24)";

fn update_sql() -> String {
    let columns: Vec<String> = (4..)
        .zip(COLUMNS)
        .map(|(parameter, column)| format!("{column} = ?{parameter}"))
        .collect();
    format!(
        "UPDATE followers SET missed = 0, fetched_at = ?2, repaired = ?3, {} WHERE id = ?1",
        columns.join(", ")
    )
}
