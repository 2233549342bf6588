//! How pictures are drawn here: as the configuration says, else by what the terminal answered, else by what the
//! environment says of it.

use super::probe::{Answers, Told};
use crate::app::Depth;
use crate::app::pictures::{Drawing, Undrawn};
use crate::config::{Env, ImageMode};
use crate::picture::Way;

/// A cell where the terminal does not tell its pixels.
const CELL: (u16, u16) = (10, 20);

/// As the terminal can; or why not.
pub(super) fn drawing(mode: ImageMode, depth: Depth, env: &Env, answers: &Answers) -> Result<Drawing, Undrawn> {
    if !cfg!(feature = "images") {
        return Err(Undrawn::NotBuilt);
    }
    let way = match mode {
        ImageMode::Off => return Err(Undrawn::Off),
        _ if depth == Depth::Mono => return Err(Undrawn::Colours),
        ImageMode::Kitty => Way::Kitty,
        ImageMode::Sixel => Way::Sixel,
        ImageMode::Iterm2 => Way::Iterm2,
        ImageMode::Halfblocks => Way::HalfBlocks,
        ImageMode::Auto => found(env, answers, depth).ok_or(Undrawn::Colours)?,
    };
    let cell = answers.cell.or_else(measured).unwrap_or(CELL);
    Ok(Drawing { way, cell })
}

/// Whether tmux or screen stands between us and the terminal.
pub(super) fn is_in_tmux(env: &Env) -> bool {
    let term = env.get("TERM").unwrap_or_default();
    env.get("TMUX").is_some() || term.starts_with("tmux") || term.starts_with("screen")
}

/// Within tmux only what consists of cells: its popups swallow everything else.
fn found(env: &Env, answers: &Answers, depth: Depth) -> Option<Way> {
    let way = if is_in_tmux(env) {
        None
    } else if answers.state == Told::All {
        answered(env, answers)
    } else {
        named(env)
    };
    way.or_else(|| (depth >= Depth::Indexed).then_some(Way::HalfBlocks))
}

/// Kitty's pictures are drawn by placeholders, which not every terminal with its protocol knows.
fn answered(env: &Env, answers: &Answers) -> Option<Way> {
    let name = answers.name.as_deref().unwrap_or_default();
    let is_one = |known: &[&str]| known.iter().any(|known| name.starts_with(known));
    let by_name = named(env);
    if is_one(&["iterm2", "wezterm", "mintty"]) || by_name == Some(Way::Iterm2) {
        return Some(Way::Iterm2);
    }
    if answers.has_kitty && (is_one(&["kitty", "ghostty"]) || by_name == Some(Way::Kitty)) {
        return Some(Way::Kitty);
    }
    answers.has_sixel.then_some(Way::Sixel)
}

fn named(env: &Env) -> Option<Way> {
    let term = env.get("TERM").unwrap_or_default();
    let program = env.get("TERM_PROGRAM").unwrap_or_default();
    if matches!(program, "iTerm.app" | "WezTerm" | "mintty") || env.get("LC_TERMINAL") == Some("iTerm2") {
        return Some(Way::Iterm2);
    }
    if env.get("KITTY_WINDOW_ID").is_some() || term == "xterm-kitty" || term == "xterm-ghostty" {
        return Some(Way::Kitty);
    }
    let has_sixel = ["foot", "mlterm", "contour"]
        .iter()
        .any(|known| term.starts_with(known));
    has_sixel.then_some(Way::Sixel)
}

/// The size of a cell as the system knows it.
fn measured() -> Option<(u16, u16)> {
    let size = crossterm::terminal::window_size().ok()?;
    let width = size.width.checked_div(size.columns).filter(|width| *width > 0)?;
    let height = size.height.checked_div(size.rows).filter(|height| *height > 0)?;
    Some((width, height))
}

#[cfg(test)]
#[cfg(feature = "images")]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_drawn_as_the_terminal_can() {
        let xterm: &[(&str, &str)] = &[("TERM", "xterm-256color")];
        for (mode, depth, pairs, expected) in [
            (ImageMode::Auto, Depth::Indexed, xterm, Ok(Way::HalfBlocks)),
            (
                ImageMode::Auto,
                Depth::Sixteen,
                &[("TERM", "xterm")],
                Err(Undrawn::Colours),
            ),
            (ImageMode::Auto, Depth::Mono, xterm, Err(Undrawn::Colours)),
            (ImageMode::Kitty, Depth::Mono, xterm, Err(Undrawn::Colours)),
            (
                ImageMode::Off,
                Depth::Full,
                &[("TERM", "xterm-kitty")],
                Err(Undrawn::Off),
            ),
            (ImageMode::Auto, Depth::Full, &[("TERM", "xterm-kitty")], Ok(Way::Kitty)),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-ghostty")],
                Ok(Way::Kitty),
            ),
            (ImageMode::Auto, Depth::Full, &[("TERM", "foot")], Ok(Way::Sixel)),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
                Ok(Way::Iterm2),
            ),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")],
                Ok(Way::HalfBlocks),
            ),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/t")],
                Ok(Way::HalfBlocks),
            ),
            (ImageMode::Sixel, Depth::Indexed, xterm, Ok(Way::Sixel)),
            (ImageMode::Halfblocks, Depth::Sixteen, xterm, Ok(Way::HalfBlocks)),
        ] {
            let env = Env(pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect());
            let found = drawing(mode, depth, &env, &Answers::default()).map(|drawing| drawing.way);
            assert_eq!(found, expected, "{mode:?} {depth:?} {pairs:?}");
        }
    }

    #[test]
    fn what_the_terminal_answers_beats_what_the_environment_says() {
        let answers = |name: &str, has_kitty, has_sixel| Answers {
            name: Some(name.to_owned()),
            has_kitty,
            has_sixel,
            cell: Some((9, 18)),
            state: Told::All,
            ..Answers::default()
        };
        for (term, tmux, answers, expected) in [
            ("xterm-256color", false, answers("kitty(0.42)", true, false), Way::Kitty),
            ("xterm-256color", false, answers("ghostty 1.2", true, false), Way::Kitty),
            (
                "xterm-256color",
                false,
                answers("wezterm 2024", true, true),
                Way::Iterm2,
            ),
            (
                "xterm-256color",
                false,
                answers("konsole 24.08", true, true),
                Way::Sixel,
            ),
            ("xterm-256color", false, answers("other", true, false), Way::HalfBlocks),
            ("xterm-256color", false, answers("xterm(390)", false, true), Way::Sixel),
            ("xterm-kitty", false, answers("", true, false), Way::Kitty),
            ("xterm-kitty", false, answers("zellij", false, false), Way::HalfBlocks),
            ("foot", false, answers("foot(1.16)", false, false), Way::HalfBlocks),
            (
                "xterm-256color",
                true,
                answers("kitty(0.42)", true, true),
                Way::HalfBlocks,
            ),
        ] {
            let mut pairs = vec![("TERM".to_owned(), term.to_owned())];
            pairs.extend(tmux.then(|| ("TMUX".to_owned(), "/t".to_owned())));
            let env = Env(pairs.into_iter().collect());
            let found = drawing(ImageMode::Auto, Depth::Full, &env, &answers).unwrap();
            assert_eq!(
                (found.way, found.cell),
                (expected, (9, 18)),
                "{term} {tmux} {answers:?}"
            );
        }
        let env = Env([("TERM".to_owned(), "xterm".to_owned())].into());
        let sixteen = drawing(ImageMode::Auto, Depth::Sixteen, &env, &answers("x", false, false));
        assert_eq!(sixteen, Err(Undrawn::Colours), "sixteen colours draw no face");
    }
}
