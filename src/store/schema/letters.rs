//! Schema 5: packed chunks have one more column, the rows of each ASCII character.

/// What was packed without it is packed anew when it is next wanted; until then nothing counts as packed.
pub(super) const V5: &str = "
INSERT OR IGNORE INTO dirty_chunks (mirror, chunk) SELECT mirror, chunk FROM packed_chunks;
DELETE FROM packed_orders;
UPDATE packings SET version = 0;
";
