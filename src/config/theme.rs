//! Themes: what every role of text looks like. Those that come with the program are files of the same form as one's
//! own, so that each of them is an example.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::Problem;
use super::reader::{Placed, Reader, Section};
use crate::locale::{ConfigTexts, fill};

mod colour;
mod role;

pub use colour::{Colour, Look};
pub use role::Role;

/// `[ui] theme`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// `dark` or `light`, after the terminal's background.
    #[default]
    Auto,
    /// A built-in theme or one of the operator's own.
    Named(String),
}

/// The word for [`ThemeChoice::Auto`].
pub const AUTO: &str = "auto";

/// The background that colours are chosen for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
}

impl Background {
    const WORDS: [(&str, Self); 2] = [("dark", Self::Dark), ("light", Self::Light)];

    /// The theme that goes with it where none is named.
    pub const fn theme(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }
}

/// A theme: a look for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name in `[ui] theme`.
    pub name: String,
    /// The background it is made for.
    pub background: Background,
    looks: [Look; Role::ALL.len()],
    /// Grounds of tags; a tag takes always the same.
    pub chips: Vec<Colour>,
}

impl Theme {
    fn blank(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            background: Background::Dark,
            looks: [Look::default(); Role::ALL.len()],
            chips: Vec::new(),
        }
    }

    /// The look of a role.
    pub fn look(&self, role: Role) -> Look {
        self.looks.get(role as usize).copied().unwrap_or_default()
    }
}

/// The themes that come with the program: name and file.
const BUILT_IN: [(&str, &str); 6] = [
    ("dark", include_str!("../../themes/dark.toml")),
    ("light", include_str!("../../themes/light.toml")),
    ("contrast", include_str!("../../themes/contrast.toml")),
    ("nord", include_str!("../../themes/nord.toml")),
    ("gruvbox", include_str!("../../themes/gruvbox.toml")),
    ("latte", include_str!("../../themes/latte.toml")),
];

/// The sample of a theme of one's own, as shipped: it documents every key and says what `dark` says.
pub const THEME_EXAMPLE: &str = include_str!("../../theme.example.toml");

/// The themes that come with the program.
pub fn built_in() -> Vec<Theme> {
    let texts = &crate::locale::texts(crate::model::UiLang::En).config;
    let mut themes = Vec::new();
    for (name, text) in BUILT_IN {
        // A test sees to it that they hold no fault.
        let (theme, _) = parse(name, Path::new(name), text, &themes, texts);
        themes.push(theme);
    }
    themes
}

/// Themes of one's own, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    /// Those without a fault, by name.
    pub(super) themes: Vec<Theme>,
    /// The others' names with their problems.
    pub(super) faulty: Vec<(String, Vec<Problem>)>,
}

impl Own {
    /// Reads `themes/*.toml` below this directory; none where there is no such directory.
    pub(super) fn read(beside: &Path, texts: &'static ConfigTexts) -> Self {
        let mut own = Self::default();
        let built_in = built_in();
        for (name, path) in files(&beside.join("themes")) {
            let (theme, problems) = match std::fs::read_to_string(&path) {
                Ok(text) => parse(&name, &path, &text, &built_in, texts),
                Err(error) => (
                    Theme::blank(&name),
                    vec![Problem {
                        place: path.display().to_string(),
                        message: fill(texts.unreadable, &[&error]),
                    }],
                ),
            };
            if problems.is_empty() {
                own.themes.push(theme);
            } else {
                own.faulty.push((name, problems));
            }
        }
        own
    }

    /// Every name that `[ui] theme` may hold.
    pub(super) fn names(&self) -> Vec<String> {
        let built_in = BUILT_IN.iter().map(|(name, _)| *name);
        let own = self.themes.iter().map(|theme| theme.name.as_str());
        let faulty = self.faulty.iter().map(|(name, _)| name.as_str());
        let mut names: Vec<String> = Vec::new();
        for name in [AUTO].into_iter().chain(built_in).chain(own).chain(faulty) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

/// Theme files with their names, in order; a name that is taken by the program or is no plain word is left alone.
fn files(directory: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let mut files: Vec<(String, PathBuf)> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .filter(|(name, _)| is_name(name) && name != AUTO && !BUILT_IN.iter().any(|(taken, _)| taken == name))
        .collect();
    files.sort();
    files
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
}

/// Reads a theme; `known` are those it can be based on.
fn parse(name: &str, path: &Path, text: &str, known: &[Theme], texts: &'static ConfigTexts) -> (Theme, Vec<Problem>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(path, text, texts);
    for error in &errors {
        let message = fill(texts.syntax, &[&error.message()]);
        reader.problem(&error.span().unwrap_or_default(), message);
    }
    if !errors.is_empty() {
        return (Theme::blank(name), reader.into_problems());
    }
    let mut top = Section::new(texts.top_level, Some(root.get_ref()));
    let base = top.text(&mut reader, "base");
    let base = base.and_then(|found| based_on(&mut reader, &found, known));
    let mut theme = Theme {
        name: name.to_owned(),
        // What a theme does not say, it takes from the plain one.
        ..base.or(known.first()).cloned().unwrap_or_else(|| Theme::blank(name))
    };
    if let Some(background) = top.word(&mut reader, "background", &Background::WORDS) {
        theme.background = background.value;
    }
    let chips = top.texts(&mut reader, "chips");
    if let Some(chips) = chips.and_then(|found| colours(&mut reader, &found)) {
        theme.chips = chips;
    }
    let roles = top.table(&mut reader, "roles");
    read_roles(&mut reader, roles, &mut theme);
    top.finish(&mut reader);
    (theme, reader.into_problems())
}

fn based_on<'t>(reader: &mut Reader<'_>, found: &Placed<String>, known: &'t [Theme]) -> Option<&'t Theme> {
    let allowed: Vec<(&str, &Theme)> = known.iter().map(|theme| (theme.name.as_str(), theme)).collect();
    super::reader::check_word(reader, "base", found, &allowed)
}

fn colours(reader: &mut Reader<'_>, found: &Placed<Vec<String>>) -> Option<Vec<Colour>> {
    let mut colours = Vec::new();
    for word in &found.value {
        let placed = Placed {
            value: word.clone(),
            span: found.span.clone(),
        };
        colours.push(colour::read(reader, "chips", &placed)?);
    }
    if colours.is_empty() {
        let message = fill(reader.texts.blank, &[&"chips"]);
        reader.problem(&found.span, message);
        return None;
    }
    Some(colours)
}

fn read_roles(reader: &mut Reader<'_>, table: Option<&DeTable<'_>>, theme: &mut Theme) {
    let mut section = Section::new("[roles]", table);
    for role in Role::ALL {
        if let Some(table) = section.table(reader, role.name()) {
            let look = colour::read_look(reader, role.name(), table);
            if let Some(place) = theme.looks.get_mut(role as usize) {
                *place = look;
            }
        }
    }
    section.finish(reader);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::texts;
    use crate::model::UiLang;

    fn read(text: &str) -> (Theme, Vec<String>) {
        let texts = &texts(UiLang::En).config;
        let (theme, problems) = parse("mine", Path::new("mine.toml"), text, &built_in(), texts);
        let told = problems
            .into_iter()
            .map(|found| format!("{} {}", found.place, found.message));
        (theme, told.collect())
    }

    #[test]
    fn the_built_in_themes_name_every_role_without_a_fault() {
        let texts = &texts(UiLang::En).config;
        for (name, text) in BUILT_IN {
            let (_, problems) = parse(name, Path::new(name), text, &built_in(), texts);
            assert_eq!(problems, [], "{name}");
            for role in Role::ALL {
                assert!(
                    text.contains(&format!("\n{} = {{", role.name())),
                    "{name} lacks {}",
                    role.name()
                );
            }
        }
    }

    #[test]
    fn the_sample_says_what_dark_says() {
        let (theme, problems) = read(THEME_EXAMPLE);
        assert_eq!(problems, [""; 0]);
        let dark = Theme {
            name: "mine".to_owned(),
            ..built_in().remove(0)
        };
        assert_eq!(theme, dark);
        for role in Role::ALL {
            assert!(
                THEME_EXAMPLE.contains(&format!("\n{} = {{", role.name())),
                "{}",
                role.name()
            );
        }
    }

    #[test]
    fn what_a_theme_does_not_say_comes_from_its_base() {
        let (theme, problems) = read("base = \"light\"\n[roles]\naccent = { fg = \"#ff8800\", bold = true }\n");
        assert_eq!(problems, [""; 0]);
        let light = &built_in()[1];
        assert_eq!(theme.background, Background::Light);
        assert_eq!(theme.look(Role::Bad), light.look(Role::Bad));
        let accent = theme.look(Role::Accent);
        assert_eq!((accent.fg, accent.bold), (Some(Colour::Rgb(255, 136, 0)), true));
    }

    #[test]
    fn faults_have_their_place_and_a_suggestion() {
        for (text, expected) in [
            (
                "base = \"drak\"",
                "mine.toml:1:8 `base` cannot be \"drak\"; allowed: dark, light, contrast, nord, gruvbox, latte; did you mean `dark`?",
            ),
            ("[roles]\naccnt = {}", "mine.toml:2:1 unknown key `accnt` in [roles]"),
            (
                "[roles]\naccent = { fg = \"cyann\" }",
                "mine.toml:2:17 `fg` cannot be \"cyann\"",
            ),
            (
                "[roles]\naccent = { fg = \"#12345\" }",
                "mine.toml:2:17 `fg` cannot be \"#12345\"",
            ),
            (
                "[roles]\naccent = { colour = \"red\" }",
                "mine.toml:2:12 unknown key `colour` in [roles] accent",
            ),
            ("[roles]\naccent = \"red\"", "mine.toml:2:10 "),
            ("chips = []", "mine.toml:1:9 "),
            ("background = \"grey\"", "mine.toml:1:14 "),
            ("[roles", "mine.toml:1:"),
        ] {
            let (_, told) = read(text);
            assert!(told.iter().any(|told| told.starts_with(expected)), "{text}: {told:#?}");
        }
    }

    #[test]
    fn own_themes_lie_beside_the_configuration() {
        let home = tempfile::tempdir().unwrap();
        let texts = &texts(UiLang::En).config;
        assert_eq!(Own::read(home.path(), texts).names().len(), 1 + BUILT_IN.len());
        let folder = home.path().join("themes");
        std::fs::create_dir(&folder).unwrap();
        for (file, text) in [
            ("mine.toml", "base = \"nord\""),
            ("broken.toml", "base = 1"),
            ("dark.toml", "base = \"light\""),
            ("notes.txt", ""),
        ] {
            std::fs::write(folder.join(file), text).unwrap();
        }
        let own = Own::read(home.path(), texts);
        assert_eq!(own.themes.iter().map(|theme| &theme.name).collect::<Vec<_>>(), ["mine"]);
        assert_eq!(own.faulty.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["broken"]);
        assert!(own.names().contains(&"broken".to_owned()));
    }
}
