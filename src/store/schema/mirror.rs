//! Schema 2: the mirror of each account's followers (product contract, section 5; issue "All followers").

/// `mirrors` has a row for each account. `followers` has a row for each person ever listed; its id is
/// `mirror << 32 | ordinal`, ordinals are dense from 0 in the order of arrival, so that packed columns and bitmaps can
/// be addressed by ordinal. `dirty_chunks` names the pieces of packed columns (by `ordinal / 16384`) that rows have
/// changed since; whoever changes rows adds to it in the same transaction. `packed.id` is `mirror << 40 | column << 32 | chunk`;
/// `packings.version` counts what was packed, so that an order can tell whether it is of the columns as they are. `syncs` and `sweep` are the sync under way:
/// ids listed so far and its two cursors, kept in the same transaction as the rows they speak of.
pub(super) const V2: &str = "
CREATE TABLE mirrors (
    id INTEGER PRIMARY KEY,
    app_id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    rows INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0,
    swept_at INTEGER,
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
    repaired INTEGER NOT NULL DEFAULT 0,
    subscribe INTEGER,
    subscribe_time INTEGER,
    subscribe_scene TEXT,
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
    listed INTEGER NOT NULL,
    with_profile INTEGER NOT NULL,
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
    started_at INTEGER NOT NULL,
    ids_only INTEGER NOT NULL,
    first INTEGER NOT NULL,
    stage TEXT NOT NULL,
    next_openid TEXT NOT NULL,
    total INTEGER NOT NULL,
    done_to TEXT NOT NULL
) STRICT;
CREATE TABLE sweep (
    mirror INTEGER NOT NULL,
    openid TEXT NOT NULL,
    PRIMARY KEY (mirror, openid)
) STRICT, WITHOUT ROWID;
";
