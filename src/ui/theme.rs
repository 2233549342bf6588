//! Roles of text and their looks. The terminal's own colours, so that light and dark schemes both read well.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Palette;
use crate::app::line::Tone;

/// The looks in use.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: Palette,
}

impl Theme {
    /// The looks of a palette.
    pub const fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// How a piece of text looks.
    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Strong => self.strong(),
            Tone::Quiet => self.quiet(),
            Tone::Accent => self.accent(),
            Tone::Good => self.coloured(Color::Green, Modifier::empty()),
            Tone::Warning => self.coloured(Color::Yellow, Modifier::empty()),
            Tone::Bad => self.coloured(Color::Red, Modifier::BOLD),
        }
    }

    /// What matters most.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What only helps. Dim instead of grey: grey is the background of some schemes.
    pub fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Titles and keys.
    pub fn accent(self) -> Style {
        self.coloured(Color::Cyan, Modifier::BOLD)
    }

    /// What was searched for, within a row.
    pub fn found(self) -> Style {
        self.accent().add_modifier(Modifier::UNDERLINED)
    }

    /// The frame of a pane.
    pub fn border(self, has_focus: bool) -> Style {
        match (has_focus, self.palette) {
            (true, Palette::Colour | Palette::Light) => self.coloured(Color::Cyan, Modifier::empty()),
            (true, Palette::Mono) => self.strong(),
            (false, _) => self.quiet(),
        }
    }

    /// The title of a pane.
    pub fn title(self, has_focus: bool) -> Style {
        if has_focus { self.accent() } else { self.strong() }
    }

    /// The selected row, tab or entry: one even bar, so colours below it go. Words and glyphs keep their meaning.
    pub fn selected(self, has_focus: bool) -> Style {
        if has_focus {
            let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
            plain.remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
        } else {
            self.strong()
        }
    }

    /// The DEMO badge.
    pub fn badge(self) -> Style {
        match self.palette {
            Palette::Colour | Palette::Light => Style::new()
                .fg(Color::Black)
                .bg(Color::Yellow)
                .add_modifier(Modifier::BOLD),
            Palette::Mono => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
        }
    }

    fn coloured(self, colour: Color, with: Modifier) -> Style {
        match self.palette {
            Palette::Colour => Style::new().fg(colour).add_modifier(with),
            Palette::Light => Style::new().fg(on_light(colour)).add_modifier(with),
            Palette::Mono => Style::new().add_modifier(with),
        }
    }
}

/// Yellow and cyan can hardly be seen on white.
const fn on_light(colour: Color) -> Color {
    match colour {
        Color::Yellow => Color::Magenta,
        Color::Cyan => Color::Blue,
        other => other,
    }
}
