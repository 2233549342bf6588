//! Schema 2: the mirror of each account's followers (product contract, section 5).

/// `mirrors` has a row for each account: how many people it holds (`rows`), how many of them the newest full sweep
/// listed (`listed`) and of how many a profile is known (`profiles`); when the newest sync began (`began_at`), when its
/// list was complete (`swept_at`), since when its profiles were asked for (`checked_at`) and when it ended
/// (`synced_at`).
///
/// `followers` has a row for each person ever listed; its id is `mirror << 32 | ordinal`, ordinals are dense from 0 in
/// the order of arrival, so that packed columns and bitmaps can be addressed by ordinal. `tagid_list` is a JSON array
/// and `extra` a JSON object, or NULL where they were not sent; `subscribe_scene` is a number for those that are known. A sync that finds a profile as it was leaves the row
/// alone: such a row was fetched at `mirrors.checked_at`, if that is later than its own `fetched_at`. That does not
/// hold for people no longer listed, and not for `missed` ones: asked for in vain, or back without being asked for.
///
/// `dirty_chunks` names the pieces of packed columns (by `ordinal / 16384`) that rows have changed since; whoever
/// changes rows adds to it in the same transaction. `packed.id` is `mirror << 40 | column << 32 | chunk`; an order is
/// two more columns. `packings.version` counts what was packed, so that an order can tell whether it is of the columns
/// as they are.
///
/// `syncs` and `sweep` are the sync under way, kept in the same transaction as the rows they speak of. `sweep` has the
/// ids listed so far: each page sorted and cut into parts of about a file page, because rows in the order of openids
/// would touch the whole table with every page. `last` is a part's greatest id.
pub(super) const V2: &str = "
CREATE TABLE mirrors (
    id INTEGER PRIMARY KEY,
    app_id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    rows INTEGER NOT NULL DEFAULT 0,
    listed INTEGER NOT NULL DEFAULT 0,
    profiles INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0,
    began_at INTEGER,
    swept_at INTEGER,
    checked_at INTEGER,
    synced_at INTEGER
) STRICT;
CREATE TABLE followers (
    id INTEGER PRIMARY KEY,
    mirror INTEGER NOT NULL,
    openid TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    listed INTEGER NOT NULL,
    left_at INTEGER,
    fetched_at INTEGER,
    missed INTEGER NOT NULL DEFAULT 0,
    repaired INTEGER NOT NULL DEFAULT 0,
    subscribe INTEGER,
    subscribe_time INTEGER,
    subscribe_scene ANY,
    qr_scene INTEGER,
    qr_scene_str TEXT,
    remark TEXT,
    tagid_list TEXT,
    groupid INTEGER,
    unionid TEXT,
    nickname TEXT,
    sex INTEGER,
    language TEXT,
    country TEXT,
    province TEXT,
    city TEXT,
    headimgurl TEXT,
    extra TEXT
) STRICT;
CREATE UNIQUE INDEX followers_by_openid ON followers (mirror, openid);
CREATE TABLE follower_changes (
    id INTEGER PRIMARY KEY,
    mirror INTEGER NOT NULL,
    follower INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX follower_changes_by_time ON follower_changes (mirror, at, kind);
CREATE INDEX follower_changes_by_person ON follower_changes (follower);
CREATE TABLE packings (
    mirror INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
CREATE TABLE packed (
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE packed_chunks (
    mirror INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (mirror, chunk)
) STRICT, WITHOUT ROWID;
CREATE TABLE packed_orders (
    mirror INTEGER NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    people INTEGER NOT NULL,
    valued INTEGER NOT NULL,
    PRIMARY KEY (mirror, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_chunks (
    mirror INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    PRIMARY KEY (mirror, chunk)
) STRICT, WITHOUT ROWID;
CREATE TABLE syncs (
    mirror INTEGER PRIMARY KEY,
    began_at INTEGER NOT NULL,
    ids_only INTEGER NOT NULL,
    first INTEGER NOT NULL,
    stage TEXT NOT NULL,
    next_openid TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    least_total INTEGER NOT NULL DEFAULT 0,
    listed INTEGER NOT NULL DEFAULT 0,
    listed_at INTEGER,
    whole INTEGER NOT NULL DEFAULT 0,
    done_to TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    back INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    missed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE sweep (
    mirror INTEGER NOT NULL,
    page INTEGER NOT NULL,
    part INTEGER NOT NULL,
    cursor TEXT,
    last TEXT NOT NULL,
    ids TEXT NOT NULL,
    PRIMARY KEY (mirror, page, part)
) STRICT;
";
