//! What crosses for the columns of tables.

/// Work for the columns of tables.
#[derive(Clone, Debug)]
pub enum LayoutJob {
    /// What is remembered for the account. Answered by [`super::Event::Layouts`].
    Load,
    /// Remember the columns of a table; `None` forgets them.
    Keep {
        /// The table's name.
        table: &'static str,
        /// Its columns, as the interface writes them.
        columns: Option<String>,
    },
}
