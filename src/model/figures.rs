use jiff::civil::Date;

/// The figures behind the charts, of everybody whom a query finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Everybody found.
    pub total: Tally,
    /// Days with at least one event, oldest first, in the interface's time zone; screens add them up to weeks and
    /// months.
    pub days: Vec<Day>,
    /// By `subscribe_scene` (the wire value; empty where none is known), largest first.
    pub scenes: Vec<Slice>,
    /// By tag, largest first; a person with two tags counts in both. Without those who have none.
    pub tags: Vec<Slice>,
    /// Those without any tag, as far as that is known.
    pub untagged: Tally,
    /// By QR scene (`qr_scene`, else `qr_scene_str`), largest first. Without those who have none.
    pub qrs: Vec<Slice>,
    /// Those without a QR scene, as far as that is known.
    pub without_qr: Tally,
    /// Those of whom no profile was ever fetched: neither scene, tags, QR scene nor follow time are known.
    pub unfetched: Tally,
    /// Follows by hour of the week: `[weekday from Monday][hour]`, in the interface's time zone.
    pub hours: [[u64; 24]; 7],
}

/// How many there are, and how many of them have left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All, those who left included.
    pub people: u64,
    /// Those of them who have left.
    pub left: u64,
}

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// People whose last follow is of this day.
    pub new: u64,
    /// People found gone on this day.
    pub left: u64,
}

/// One bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What a query asks for: the scene's code, the tag's id, the QR scene.
    pub key: String,
    /// Name of the tag, label of the QR scene, where there is one.
    pub name: Option<String>,
    /// How many.
    pub tally: Tally,
}
