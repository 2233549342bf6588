/// Fields whose inputs are remembered. Never those of tokens and secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputKind {
    /// Openids to look up.
    Lookup,
    /// Filters of lists.
    Filter,
    /// Searches in texts.
    Search,
    /// Names of exported files.
    Export,
}

impl InputKind {
    /// Its name in the local file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lookup => "lookup",
            Self::Filter => "filter",
            Self::Search => "search",
            Self::Export => "export",
        }
    }
}
