//! The charts of the screen.

/// One chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// New and gone people over time.
    #[default]
    Time,
    /// People by subscribe scene.
    Scenes,
    /// People by tag.
    Tags,
    /// People by QR scene.
    Qrs,
    /// Follows by hour of the week.
    Week,
    /// Share who left by subscribe scene.
    LeftScenes,
    /// Share who left by QR scene.
    LeftQrs,
}

impl Chart {
    /// All charts, in the order in which keys go through them.
    pub const ALL: [Self; 7] = [
        Self::Time,
        Self::Scenes,
        Self::Tags,
        Self::Qrs,
        Self::Week,
        Self::LeftScenes,
        Self::LeftQrs,
    ];

    /// The chart so many steps on, round the end.
    #[must_use]
    pub fn step(self, step: isize) -> Self {
        let next = (self as usize).cast_signed() + step;
        Self::ALL[next.rem_euclid(Self::ALL.len().cast_signed()).cast_unsigned()]
    }

    /// The word for it in names of files.
    pub const fn file_word(self) -> &'static str {
        match self {
            Self::Time => "over-time",
            Self::Scenes => "by-scene",
            Self::Tags => "by-tag",
            Self::Qrs => "by-qr",
            Self::Week => "by-hour",
            Self::LeftScenes => "left-by-scene",
            Self::LeftQrs => "left-by-qr",
        }
    }

    /// Whether its bars show shares who left instead of people.
    pub const fn is_of_left(self) -> bool {
        matches!(self, Self::LeftScenes | Self::LeftQrs)
    }
}
