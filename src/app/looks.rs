//! Which theme is in use, and how much of it the terminal can show.

use crate::config::{Background, Theme, ThemeChoice, built_in_themes};

use super::overlay::{Choice, Overlay};
use super::state::State;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: weight, underline and reversal carry the meaning.
    Mono,
    /// The terminal's own sixteen.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// All of 24 bits.
    Full,
}

/// Themes, the one asked for, and what the terminal told of itself.
#[derive(Clone, Debug)]
pub struct Looks {
    /// All that can be chosen; never empty.
    pub themes: Vec<Theme>,
    /// The one asked for.
    pub choice: ThemeChoice,
    /// Colours that can be shown.
    pub depth: Depth,
    /// The terminal's ground as far as it is known.
    pub background: Background,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            themes: built_in_themes(),
            choice: ThemeChoice::Auto,
            depth: Depth::default(),
            background: Background::default(),
        }
    }
}

impl Looks {
    /// These looks with the theme of this name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.choice = ThemeChoice::Named(name.to_owned());
        self
    }

    /// The theme that a choice means here.
    pub fn of<'a>(&'a self, choice: &'a ThemeChoice) -> Option<&'a Theme> {
        let name = match choice {
            ThemeChoice::Auto => self.background.theme(),
            ThemeChoice::Named(name) => name,
        };
        let found = self.themes.iter().find(|theme| theme.name == name);
        found.or_else(|| self.themes.first())
    }
}

impl State {
    /// The theme to draw with: in the menu of themes the one that is pointed at.
    pub fn theme(&self) -> Option<&Theme> {
        let looks = &self.setup.looks;
        if let Some(Overlay::Menu(menu)) = self.overlays.last()
            && let Some(Choice::Theme(pointed_at)) = menu.entries.selected().map(|entry| &entry.choice)
        {
            return looks.of(pointed_at);
        }
        looks.of(&looks.choice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auto_follows_the_ground_and_a_name_does_not() {
        for (choice, background, expected) in [
            (ThemeChoice::Auto, Background::Dark, "dark"),
            (ThemeChoice::Auto, Background::Light, "light"),
            (ThemeChoice::Named("nord".to_owned()), Background::Light, "nord"),
            (ThemeChoice::Named("gone".to_owned()), Background::Light, "dark"),
        ] {
            let looks = Looks {
                background,
                ..Looks::default()
            };
            assert_eq!(looks.of(&choice).unwrap().name, expected, "{choice:?}");
        }
    }
}
