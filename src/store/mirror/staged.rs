//! Ids staged page by page, and read back in the order of openids: a merge of sorted pages.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::MirrorId;
use crate::model::OpenId;

/// Ids in one part: with 28 characters each they just fit into a page of the file.
const PART: usize = 128;

/// Between the ids of a part.
const SEPARATOR: char = '\n';

/// Keeps a page of ids, sorted and without repetitions; says how many these are.
pub(super) fn stage(
    db: &Transaction<'_>,
    MirrorId(mirror): MirrorId,
    page: u64,
    mut ids: Vec<OpenId>,
) -> rusqlite::Result<u64> {
    ids.sort_unstable();
    ids.dedup();
    let mut insert =
        db.prepare_cached("INSERT INTO sweep (mirror, page, part, last, ids) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (part, ids) in (0_i64..).zip(ids.chunks(PART)) {
        let texts: Vec<&str> = ids.iter().map(OpenId::as_str).collect();
        let last = texts.last().copied().unwrap_or_default();
        insert.execute(params![
            mirror,
            i64::try_from(page).unwrap_or(i64::MAX),
            part,
            last,
            texts.join("\n")
        ])?;
    }
    Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX))
}

/// Forgets all pages.
pub(super) fn clear(db: &Transaction<'_>, MirrorId(mirror): MirrorId) -> rusqlite::Result<()> {
    // Overwriting tens of megabytes would hide nothing: these ids stand in `followers`.
    let overwrite = |on: bool| db.pragma_update_and_check(None, "secure_delete", on, |_| Ok(()));
    overwrite(false)?;
    let cleared = db.execute("DELETE FROM sweep WHERE mirror = ?1", [mirror]);
    overwrite(true)?;
    cleared.map(drop)
}

/// A place in the list of staged ids. Holds one part of every page, whatever their number.
#[derive(Clone, Debug)]
pub struct Staged {
    mirror: MirrorId,
    after: String,
    pages: u64,
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<Head>>,
    opened: bool,
}

/// One page being read.
#[derive(Clone, Debug)]
struct Run {
    page: i64,
    part: i64,
    ids: String,
    at: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    id: String,
    run: usize,
}

impl Staged {
    /// The ids of so many pages that come after `after`.
    pub const fn new(mirror: MirrorId, pages: u64, after: String) -> Self {
        Self {
            mirror,
            after,
            pages,
            runs: Vec::new(),
            heads: BinaryHeap::new(),
            opened: false,
        }
    }

    /// The next ids, at most `limit`; none at the end.
    pub(super) fn next(&mut self, db: &Connection, limit: usize) -> rusqlite::Result<Vec<OpenId>> {
        let mut ids = Vec::new();
        while ids.len() < limit
            && let Some(id) = self.next_text(db)?
        {
            // Only what could be parsed was staged.
            ids.extend(OpenId::parse(&id));
        }
        Ok(ids)
    }

    /// How many ids are left.
    pub(super) fn count(mut self, db: &Connection) -> rusqlite::Result<u64> {
        let mut n = 0;
        while self.next_text(db)?.is_some() {
            n += 1;
        }
        Ok(n)
    }

    fn next_text(&mut self, db: &Connection) -> rusqlite::Result<Option<String>> {
        if !self.opened {
            self.open(db)?;
        }
        while let Some(Reverse(head)) = self.heads.pop() {
            if let Some(id) = self.runs[head.run].next(db, self.mirror)? {
                self.heads.push(Reverse(Head { id, run: head.run }));
            }
            if head.id > self.after {
                self.after.clone_from(&head.id);
                return Ok(Some(head.id));
            }
        }
        Ok(None)
    }

    /// Opens every page at its first part that reaches beyond `after`.
    fn open(&mut self, db: &Connection) -> rusqlite::Result<()> {
        self.opened = true;
        let mut first = db.prepare_cached(
            "SELECT part, ids FROM sweep WHERE mirror = ?1 AND page = ?2 AND last > ?3 ORDER BY part LIMIT 1",
        )?;
        for page in 0..i64::try_from(self.pages).unwrap_or(i64::MAX) {
            let part = first
                .query_row(params![self.mirror.0, page, self.after], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            let Some((part, ids)) = part else { continue };
            let mut run = Run { page, part, ids, at: 0 };
            if let Some(id) = run.next(db, self.mirror)? {
                let number = self.runs.len();
                self.runs.push(run);
                self.heads.push(Reverse(Head { id, run: number }));
            }
        }
        Ok(())
    }
}

impl Run {
    fn next(&mut self, db: &Connection, MirrorId(mirror): MirrorId) -> rusqlite::Result<Option<String>> {
        if self.at >= self.ids.len() {
            self.part += 1;
            self.at = 0;
            let sql = "SELECT ids FROM sweep WHERE mirror = ?1 AND page = ?2 AND part = ?3";
            let ids: Option<String> = db
                .prepare_cached(sql)?
                .query_row(params![mirror, self.page, self.part], |row| row.get(0))
                .optional()?;
            self.ids = ids.unwrap_or_default();
        }
        let rest = self.ids.get(self.at..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(None);
        }
        let id = rest.split(SEPARATOR).next().unwrap_or_default();
        self.at += id.len() + SEPARATOR.len_utf8();
        Ok(Some(id.to_owned()))
    }
}
