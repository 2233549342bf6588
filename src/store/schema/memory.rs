//! Schema 4: what the interface remembers: columns of each table, saved views, inputs typed before.

/// `layouts` holds the columns of a table of an account as JSON; `views` a query and an order under a name; `inputs`
/// what was typed into a field, newest by `at`.
pub(super) const V4: &str = "
CREATE TABLE layouts (
    app_id TEXT NOT NULL,
    name TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (app_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE views (
    app_id TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    sort TEXT NOT NULL,
    PRIMARY KEY (app_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE inputs (
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (field, text)
) STRICT, WITHOUT ROWID;
";
