//! The row of a sync under way: its two cursors, and what ends it.

use jiff::SignedDuration;
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};

use super::staged::{Staged, clear, stage as stage_ids};
use super::{ListEnd, MirrorId, StagedPage, SyncState};
use crate::model::{SyncCounts, SyncStage, Timestamp};
use crate::store::row::moment;

/// How long an interrupted sync can go on. An older list no longer says who follows; a shorter limit would never let
/// an account end whose list takes more than a day's quota.
const FRESH: SignedDuration = SignedDuration::from_hours(3 * 24);

/// People by which a list that the platform calls complete may fall short of its total.
const MOST_COMING_AND_GOING: u64 = 100;

/// People listed before, of whom an empty list may be true.
const MOST_WHO_ALL_LEAVE: u64 = 100;

/// See [`crate::store::Store::mirror_id`].
pub(super) fn mirror_id(db: &Transaction<'_>, app_id: &str, account: &str) -> rusqlite::Result<MirrorId> {
    let sql = "INSERT INTO mirrors (app_id, account) VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET account = excluded.account WHERE account <> excluded.account";
    db.execute(sql, [app_id, account])?;
    db.query_row("SELECT id FROM mirrors WHERE app_id = ?1", [app_id], |row| row.get(0))
        .map(MirrorId)
}

/// See [`crate::store::Store::begin_sync`].
pub(super) fn begin(
    db: &Transaction<'_>,
    mirror: MirrorId,
    full: bool,
    ids_only: bool,
    now: Timestamp,
) -> rusqlite::Result<SyncState> {
    match find(db, mirror)? {
        Some(found) if !full && now.duration_since(found.began_at) < FRESH => go_on(db, &found, ids_only),
        _ => {
            abandon(db, mirror)?;
            let sql = "INSERT INTO syncs (mirror, began_at, ids_only, first, stage)
                SELECT id, ?2, ?3, swept_at IS NULL, ?4 FROM mirrors WHERE id = ?1";
            db.execute(
                sql,
                params![mirror.0, now.as_second(), ids_only, SyncStage::Listing.as_str()],
            )?;
            state(db, mirror)
        }
    }
}

/// An interrupted sync goes on as this run wants it. Profiles that it has passed over are asked for after all.
fn go_on(db: &Transaction<'_>, found: &SyncState, ids_only: bool) -> rusqlite::Result<SyncState> {
    if found.ids_only != ids_only {
        let sql = "UPDATE syncs SET ids_only = ?2, done_to = iif(?2, done_to, ''), done = iif(?2, done, 0)
            WHERE mirror = ?1";
        db.execute(sql, params![found.mirror.0, ids_only])?;
    }
    state(db, found.mirror)
}

/// See [`crate::store::Store::abandon_sync`].
pub(super) fn abandon(db: &Transaction<'_>, mirror: MirrorId) -> rusqlite::Result<()> {
    db.execute("DELETE FROM syncs WHERE mirror = ?1", [mirror.0])?;
    clear(db, mirror)
}

/// See [`crate::store::Store::stage_page`].
pub(super) fn stage(
    db: &Transaction<'_>,
    mirror: MirrorId,
    page: StagedPage,
    now: Timestamp,
) -> rusqlite::Result<SyncState> {
    let number = state(db, mirror)?.pages;
    let staged = stage_ids(db, mirror, number, page.ids)?;
    // A reply without ids that is not the first says nothing of how many there are: one that cuts a list short says 0.
    let total = page.total.filter(|_| staged > 0 || number == 0);
    let sql = "UPDATE syncs SET pages = pages + 1, next_openid = :cursor, listed = listed + :staged,
            total = coalesce(:total, total),
            least_total = iif(:total IS NULL, least_total, iif(pages = 0, :total, min(least_total, :total)))
        WHERE mirror = :mirror";
    db.execute(
        sql,
        named_params! {
            ":mirror": mirror.0,
            ":cursor": page.cursor,
            ":staged": signed(staged),
            ":total": total.map(signed),
        },
    )?;
    if let Some(end) = page.end {
        end_listing(db, mirror, end, now)?;
    }
    state(db, mirror)
}

/// See [`crate::store::Store::restart_listing`].
pub(super) fn restart(db: &Transaction<'_>, mirror: MirrorId) -> rusqlite::Result<SyncState> {
    clear(db, mirror)?;
    let sql = "UPDATE syncs SET next_openid = '', pages = 0, listed = 0, total = 0, least_total = 0 WHERE mirror = ?1";
    db.execute(sql, [mirror.0])?;
    state(db, mirror)
}

/// Counts the list and judges whether it is whole.
fn end_listing(db: &Transaction<'_>, mirror: MirrorId, end: ListEnd, now: Timestamp) -> rusqlite::Result<()> {
    let found = state(db, mirror)?;
    let listed = Staged::new(mirror, found.pages, String::new()).count(db)?;
    let least_total: i64 = db.query_row("SELECT least_total FROM syncs WHERE mirror = ?1", [mirror.0], |row| {
        row.get(0)
    })?;
    let before: i64 = db.query_row("SELECT listed FROM mirrors WHERE id = ?1", [mirror.0], |row| row.get(0))?;
    let sql = "UPDATE syncs SET stage = ?2, listed = ?3, listed_at = ?4, whole = ?5 WHERE mirror = ?1";
    db.execute(
        sql,
        params![
            mirror.0,
            SyncStage::Fetching.as_str(),
            signed(listed),
            now.as_second(),
            is_whole(end, listed, unsigned(least_total), unsigned(before))
        ],
    )?;
    Ok(())
}

/// Whether a list covers everybody, so that who is not in it has left. Where the platform says that it ends there, it
/// may miss a few: followers come and go while it is read. These are far fewer than a page, so that a list without its
/// last page is not taken for a whole one. An empty list is not true of an account that had a crowd `before`.
fn is_whole(end: ListEnd, listed: u64, least_total: u64, before: u64) -> bool {
    if listed == 0 && before > MOST_WHO_ALL_LEAVE {
        return false;
    }
    match (end, least_total) {
        (ListEnd::Said, 0) => true,
        (ListEnd::Said, total) => listed > 0 && listed + (total / 1_000).clamp(1, MOST_COMING_AND_GOING) >= total,
        (ListEnd::Circle, total) => total > 0 && listed >= total,
        (ListEnd::Endless, _) => false,
    }
}

/// See [`crate::store::Store::end_sync`].
pub(super) fn end(db: &Transaction<'_>, mirror: MirrorId, now: Timestamp) -> rusqlite::Result<()> {
    let sql = "UPDATE mirrors SET
            began_at = s.began_at,
            swept_at = iif(s.whole, s.listed_at, swept_at),
            checked_at = iif(s.ids_only, checked_at, s.began_at),
            synced_at = ?2,
            generation = generation + 1
        FROM syncs s WHERE s.mirror = mirrors.id AND mirrors.id = ?1";
    db.execute(sql, params![mirror.0, now.as_second()])?;
    abandon(db, mirror)
}

/// The sync under way.
pub(super) fn find(db: &Transaction<'_>, mirror: MirrorId) -> rusqlite::Result<Option<SyncState>> {
    let sql =
        "SELECT mirror, began_at, ids_only, first, stage, next_openid, pages, total, listed, whole, done_to, done,
            new, gone, back, changed, missed
        FROM syncs WHERE mirror = ?1";
    db.prepare_cached(sql)?.query_row([mirror.0], read).optional()
}

/// The sync under way, which is known to be there.
pub(super) fn state(db: &Transaction<'_>, mirror: MirrorId) -> rusqlite::Result<SyncState> {
    find(db, mirror)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
}

fn read(row: &Row<'_>) -> rusqlite::Result<SyncState> {
    let number = |column| row.get(column).map(unsigned);
    let (stage, cursor): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(SyncState {
        mirror: MirrorId(row.get(0)?),
        began_at: moment(row, 1)?,
        ids_only: row.get(2)?,
        first: row.get(3)?,
        stage: SyncStage::from_word(&stage).unwrap_or(SyncStage::Listing),
        cursor: Some(cursor).filter(|cursor| !cursor.is_empty()),
        pages: number(6)?,
        total: number(7)?,
        listed: number(8)?,
        whole: row.get(9)?,
        done_to: row.get(10)?,
        done: number(11)?,
        counts: SyncCounts {
            new: number(12)?,
            left: number(13)?,
            back: number(14)?,
            changed: number(15)?,
            missed: number(16)?,
        },
    })
}

/// Counts are stored signed and are never that large.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_cut_short_is_not_whole() {
        let cases = [
            (ListEnd::Said, 300, 300, true),
            (ListEnd::Said, 299, 300, true),
            (ListEnd::Said, 298, 300, false),
            (ListEnd::Said, 305, 300, true),
            (ListEnd::Said, 0, 1, false),
            (ListEnd::Said, 20, 0, true),
            (ListEnd::Said, 49_950, 50_000, true),
            (ListEnd::Said, 49_949, 50_000, false),
            (ListEnd::Said, 999_900, 1_000_000, true),
            (ListEnd::Said, 990_000, 1_000_000, false),
            (ListEnd::Circle, 300, 300, true),
            (ListEnd::Circle, 299, 300, false),
            (ListEnd::Circle, 20, 0, false),
            (ListEnd::Endless, 20_000, 10, false),
        ];
        for (end, listed, total, whole) in cases {
            assert_eq!(is_whole(end, listed, total, 300), whole, "{end:?} {listed} of {total}");
        }
        let empty = [0, 100, 101].map(|before| is_whole(ListEnd::Said, 0, 0, before));
        assert_eq!(empty, [true, true, false]);
    }
}
