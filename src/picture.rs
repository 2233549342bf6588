//! Pictures for a terminal: decoded within limits, cut to a place of so many cells, encoded for what the terminal can
//! draw. Takes its time: never on the interface's task.

#[cfg(feature = "images")]
mod drawn;
#[cfg(not(feature = "images"))]
mod without;

#[cfg(feature = "images")]
pub use drawn::Picture;
#[cfg(not(feature = "images"))]
pub use without::Picture;

/// How a terminal draws pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Kitty's graphics protocol, by placeholders.
    Kitty,
    /// Sixel.
    Sixel,
    /// iTerm2's inline images.
    Iterm2,
    /// Two colours in each cell.
    HalfBlocks,
}

impl Way {
    /// Whether what is drawn stays when its cells are written over by the same text as before: such pictures need a
    /// whole new frame to go.
    pub const fn leaves_traces(self) -> bool {
        matches!(self, Self::Sixel | Self::Iterm2)
    }
}

/// The place that a picture is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canvas {
    /// How it is drawn.
    pub way: Way,
    /// Columns and rows.
    pub cells: (u16, u16),
    /// Width and height of one cell in pixels.
    pub cell: (u16, u16),
    /// Which of the numbers that pictures have in the terminal's memory; the one before it goes.
    pub slot: u8,
}

impl Canvas {
    /// Width and height in pixels: as much as can be seen.
    pub fn pixels(self) -> (u32, u32) {
        let (columns, rows) = (u32::from(self.cells.0), u32::from(self.cells.1));
        match self.way {
            Way::HalfBlocks => (columns, rows * 2),
            _ => (columns * u32::from(self.cell.0), rows * u32::from(self.cell.1)),
        }
    }
}

/// Why there is no picture in what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is none of the formats known, or damaged.
    Unreadable,
    /// It has more pixels than any avatar.
    TooLarge,
}

/// Numbers of pictures in a terminal's memory begin here, so that other programs' pictures stay.
const NUMBERS: u32 = 0x00fa_5c00;

/// What makes a terminal with kitty's protocol forget all pictures of this program.
pub fn forget_all() -> String {
    let last = NUMBERS + u32::from(u8::MAX);
    format!("\u{1b}_Ga=d,d=R,x={NUMBERS},y={last},q=2\u{1b}\\")
}
