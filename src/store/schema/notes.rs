//! Schema 3: local notes on people.

/// One note for a person of an account; it outlives the person's lookups and the mirror.
pub(super) const V3: &str = "
CREATE TABLE notes (
    app_id TEXT NOT NULL,
    openid TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (app_id, openid)
) STRICT, WITHOUT ROWID;
";
