//! From roles to looks: the theme in use, as far as the terminal can show it.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::app::line::Tone;
use crate::app::{Depth, State};
use crate::config::{Colour, Look, Role};

mod colour;

pub(super) use self::colour::shown;

/// The looks of all roles, made once a frame.
#[derive(Clone, Debug)]
pub struct Roles {
    styles: [Style; Role::ALL.len()],
    chips: Vec<Style>,
}

/// The looks in use.
#[derive(Clone, Copy, Debug)]
pub struct Theme<'a>(&'a Roles);

impl Roles {
    /// The looks that a state asks for.
    pub fn of(state: &State) -> Self {
        let depth = state.setup.looks.depth;
        match state.theme() {
            Some(theme) if depth > Depth::Mono => Self {
                styles: Role::ALL.map(|role| style(theme.look(role), depth)),
                chips: theme.chips.iter().map(|ground| chip(*ground, depth)).collect(),
            },
            _ => Self {
                styles: Role::ALL.map(|role| style(without_colours(role), Depth::Mono)),
                chips: Vec::new(),
            },
        }
    }

    /// To draw with.
    pub const fn theme(&self) -> Theme<'_> {
        Theme(self)
    }

    fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

fn style(look: Look, depth: Depth) -> Style {
    let mut style = Style::new();
    style.fg = look.fg.map(|colour| colour::shown(colour, depth));
    style.bg = look.bg.map(|colour| colour::shown(colour, depth));
    // Two colours that are one here would hide the text.
    if let (Some(ground), true) = (look.bg, style.fg == style.bg && style.bg != Some(Color::Reset)) {
        style.fg = Some(colour::shown(colour::ink(ground), depth));
    }
    for (is_set, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
    ] {
        if is_set {
            style = style.add_modifier(modifier);
        }
    }
    style
}

fn chip(ground: Colour, depth: Depth) -> Style {
    let ink = colour::shown(colour::ink(ground), depth);
    Style::new().fg(ink).bg(colour::shown(ground, depth))
}

/// What every theme looks like without colours.
fn without_colours(role: Role) -> Look {
    let plain = Look::default();
    let bold = Look { bold: true, ..plain };
    match role {
        Role::Text | Role::Good | Role::Warning | Role::JsonText | Role::JsonNumber => plain,
        Role::Quiet | Role::Border | Role::Before => Look { dim: true, ..plain },
        Role::Strong
        | Role::Accent
        | Role::Bad
        | Role::BorderFocus
        | Role::Title
        | Role::TitleFocus
        | Role::SelectedBlur
        | Role::JsonName
        | Role::JsonWord
        | Role::After => bold,
        Role::Selected => Look { reverse: true, ..plain },
        Role::Match | Role::Link => Look {
            underline: true,
            ..plain
        },
        Role::Badge => Look { reverse: true, ..bold },
    }
}

impl Theme<'_> {
    /// How a piece of text looks.
    pub fn tone(self, tone: Tone) -> Style {
        let role = match tone {
            Tone::Plain => return Style::new(),
            Tone::Chip(number) => return self.chip(number),
            Tone::Strong => Role::Strong,
            Tone::Quiet => Role::Quiet,
            Tone::Accent => Role::Accent,
            Tone::Good => Role::Good,
            Tone::Warning => Role::Warning,
            Tone::Bad => Role::Bad,
            Tone::JsonName => Role::JsonName,
            Tone::JsonText => Role::JsonText,
            Tone::JsonNumber => Role::JsonNumber,
            Tone::JsonWord => Role::JsonWord,
            Tone::Before => Role::Before,
            Tone::After => Role::After,
            Tone::Link => Role::Link,
        };
        self.0.style(role)
    }

    /// What matters most.
    pub fn strong(self) -> Style {
        self.0.style(Role::Strong)
    }

    /// What only helps.
    pub fn quiet(self) -> Style {
        self.0.style(Role::Quiet)
    }

    /// Headings and keys.
    pub fn accent(self) -> Style {
        self.0.style(Role::Accent)
    }

    /// The frame of a pane.
    pub fn border(self, has_focus: bool) -> Style {
        self.0.style(if has_focus { Role::BorderFocus } else { Role::Border })
    }

    /// The title of a pane.
    pub fn title(self, has_focus: bool) -> Style {
        self.0.style(if has_focus { Role::TitleFocus } else { Role::Title })
    }

    /// The selected row, tab or entry: one even bar, so colours below it go. Words and glyphs keep their meaning.
    pub fn selected(self, has_focus: bool) -> Style {
        let look = self
            .0
            .style(if has_focus { Role::Selected } else { Role::SelectedBlur });
        if look.bg.is_none() && !look.add_modifier.contains(Modifier::REVERSED) {
            return look;
        }
        let even = Style::new().fg(Color::Reset).bg(Color::Reset);
        even.patch(look).remove_modifier(Modifier::DIM | Modifier::UNDERLINED)
    }

    /// Where a search has found something.
    pub fn found(self) -> Style {
        self.0.style(Role::Match)
    }

    /// The DEMO badge.
    pub fn badge(self) -> Style {
        self.0.style(Role::Badge)
    }

    fn chip(self, number: u64) -> Style {
        let count = u64::try_from(self.0.chips.len()).unwrap_or_default();
        let place = number.checked_rem(count).and_then(|place| usize::try_from(place).ok());
        place
            .and_then(|place| self.0.chips.get(place).copied())
            .unwrap_or_default()
    }

    /// Gives everything that has no colours of its own those of the theme's text and ground.
    pub fn fill(self, buffer: &mut Buffer) {
        let text = self.0.style(Role::Text);
        let own = |colour: Option<Color>| colour.filter(|colour| *colour != Color::Reset);
        let (fg, bg) = (own(text.fg), own(text.bg));
        if fg.is_none() && bg.is_none() {
            return;
        }
        for cell in &mut buffer.content {
            if let (Some(fg), Color::Reset) = (fg, cell.fg) {
                cell.fg = fg;
            }
            if let (Some(bg), Color::Reset) = (bg, cell.bg) {
                cell.bg = bg;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Theme as Spec, built_in_themes};

    const COLOURED: [Depth; 3] = [Depth::Sixteen, Depth::Indexed, Depth::Full];

    /// The least difference that WCAG 2 asks of text (large or bold text: 3).
    const READABLE: f64 = 4.5;

    fn ground_of(theme: &Spec) -> Colour {
        let plain = match theme.background {
            crate::config::Background::Dark => Colour::Ansi(0),
            crate::config::Background::Light => Colour::Ansi(15),
        };
        theme.look(Role::Text).bg.unwrap_or(plain)
    }

    /// Themes with colours of their own; those of the terminal's sixteen are the operator's choice.
    fn with_own_ground() -> Vec<Spec> {
        let themes = built_in_themes().into_iter();
        themes.filter(|theme| theme.look(Role::Text).bg.is_some()).collect()
    }

    #[test]
    fn themes_with_their_own_ground_read_well_on_it() {
        let themes = with_own_ground();
        assert_eq!(themes.len(), 4);
        for theme in themes {
            for role in Role::ALL {
                let look = theme.look(role);
                let ground = colour::rgb(look.bg.unwrap_or(ground_of(&theme))).unwrap();
                let text = look.fg.or(theme.look(Role::Text).fg).unwrap();
                let found = colour::contrast(colour::rgb(text).unwrap(), ground);
                // Frames are no text.
                let least = match (role, theme.name.as_str()) {
                    (_, "contrast") => 7.0,
                    (Role::Border | Role::BorderFocus, _) => 3.0,
                    _ => READABLE,
                };
                assert!(found >= least, "{} {role:?}: {found:.2}", theme.name);
            }
            for ground in &theme.chips {
                let ink = colour::rgb(colour::ink(*ground)).unwrap();
                let found = colour::contrast(ink, colour::rgb(*ground).unwrap());
                assert!(found >= READABLE, "{} {ground:?}: {found:.2}", theme.name);
            }
        }
    }

    #[test]
    fn no_depth_hides_a_text() {
        for theme in built_in_themes() {
            for depth in COLOURED {
                let text = style(theme.look(Role::Text), depth);
                for role in Role::ALL {
                    let look = style(theme.look(role), depth);
                    let (fg, bg) = (look.fg.or(text.fg), look.bg.or(text.bg));
                    let is_reset = fg.is_none_or(|fg| fg == Color::Reset);
                    assert!(
                        is_reset || fg != bg,
                        "{} {role:?} {depth:?}: {fg:?} on {bg:?}",
                        theme.name
                    );
                }
            }
        }
    }

    #[test]
    fn what_must_be_told_apart_differs_in_every_theme_and_without_colours() {
        let pairs = [
            (Role::Selected, Role::Text),
            (Role::SelectedBlur, Role::Text),
            (Role::Selected, Role::SelectedBlur),
            (Role::Border, Role::BorderFocus),
            (Role::Quiet, Role::Text),
            (Role::Strong, Role::Text),
            (Role::Bad, Role::Text),
            (Role::Match, Role::Text),
            (Role::Badge, Role::Text),
            (Role::Before, Role::After),
            (Role::Link, Role::Text),
        ];
        for (one, other) in pairs {
            assert_ne!(without_colours(one), without_colours(other), "{one:?} {other:?}");
            for theme in built_in_themes() {
                for depth in COLOURED {
                    let looks = [one, other].map(|role| style(theme.look(role), depth));
                    assert_ne!(looks[0], looks[1], "{} {depth:?}: {one:?} {other:?}", theme.name);
                }
            }
        }
    }

    #[test]
    fn without_colours_there_are_none() {
        for role in Role::ALL {
            let look = style(without_colours(role), Depth::Mono);
            assert_eq!((look.fg, look.bg), (None, None), "{role:?}");
        }
    }
}
