//! Schema 3: local notes on people, and people by unionid.

/// `lookups_by_unionid` finds a person of one account in the history of another. One note for a person of an account; it outlives the person's lookups and the mirror.
pub(super) const V3: &str = "
CREATE TABLE notes (
    app_id TEXT NOT NULL,
    openid TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (app_id, openid)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookups_by_unionid ON lookups (json_extract(profile, '$.unionid'))
    WHERE json_extract(profile, '$.unionid') IS NOT NULL;
";
