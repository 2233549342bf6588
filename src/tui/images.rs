//! How pictures are drawn here: as the configuration says, else by what the terminal says of itself.

use crate::app::Depth;
use crate::app::pictures::Drawing;
use crate::config::{Env, ImageMode};
use crate::picture::Way;

/// A cell where the terminal does not tell its pixels.
const CELL: (u16, u16) = (10, 20);

/// `None` where pictures are switched off or there are no colours to draw them with.
pub(super) fn drawing(mode: ImageMode, depth: Depth, env: &Env) -> Option<Drawing> {
    if !cfg!(feature = "images") || depth == Depth::Mono {
        return None;
    }
    let way = match mode {
        ImageMode::Off => return None,
        ImageMode::Kitty => Way::Kitty,
        ImageMode::Sixel => Way::Sixel,
        ImageMode::Iterm2 => Way::Iterm2,
        ImageMode::Halfblocks => Way::HalfBlocks,
        ImageMode::Auto => told(env, depth)?,
    };
    Some(Drawing { way, cell: cell() })
}

/// Within tmux only what consists of cells: its popups swallow everything else.
fn told(env: &Env, depth: Depth) -> Option<Way> {
    let term = env.get("TERM").unwrap_or_default();
    let program = env.get("TERM_PROGRAM").unwrap_or_default();
    let is_in_tmux = env.get("TMUX").is_some() || term.starts_with("tmux") || term.starts_with("screen");
    if is_in_tmux {
        return (depth >= Depth::Indexed).then_some(Way::HalfBlocks);
    }
    if matches!(program, "iTerm.app" | "WezTerm" | "mintty") || env.get("LC_TERMINAL") == Some("iTerm2") {
        return Some(Way::Iterm2);
    }
    if env.get("KITTY_WINDOW_ID").is_some() || term == "xterm-kitty" || term == "xterm-ghostty" {
        return Some(Way::Kitty);
    }
    if term.starts_with("foot") || term.starts_with("mlterm") || term.starts_with("contour") {
        return Some(Way::Sixel);
    }
    (depth >= Depth::Indexed).then_some(Way::HalfBlocks)
}

fn cell() -> (u16, u16) {
    let Ok(size) = crossterm::terminal::window_size() else {
        return CELL;
    };
    let width = size.width.checked_div(size.columns).unwrap_or_default();
    let height = size.height.checked_div(size.rows).unwrap_or_default();
    if width == 0 || height == 0 {
        CELL
    } else {
        (width, height)
    }
}

#[cfg(test)]
#[cfg(feature = "images")]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_drawn_as_the_terminal_can() {
        let xterm: &[(&str, &str)] = &[("TERM", "xterm-256color")];
        for (mode, depth, pairs, expected) in [
            (ImageMode::Auto, Depth::Indexed, xterm, Some(Way::HalfBlocks)),
            (ImageMode::Auto, Depth::Sixteen, &[("TERM", "xterm")], None),
            (ImageMode::Auto, Depth::Mono, xterm, None),
            (ImageMode::Kitty, Depth::Mono, xterm, None),
            (ImageMode::Off, Depth::Full, &[("TERM", "xterm-kitty")], None),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-kitty")],
                Some(Way::Kitty),
            ),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-ghostty")],
                Some(Way::Kitty),
            ),
            (ImageMode::Auto, Depth::Full, &[("TERM", "foot")], Some(Way::Sixel)),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
                Some(Way::Iterm2),
            ),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")],
                Some(Way::HalfBlocks),
            ),
            (
                ImageMode::Auto,
                Depth::Full,
                &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/t")],
                Some(Way::HalfBlocks),
            ),
            (ImageMode::Sixel, Depth::Indexed, xterm, Some(Way::Sixel)),
            (ImageMode::Halfblocks, Depth::Sixteen, xterm, Some(Way::HalfBlocks)),
        ] {
            let env = Env(pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect());
            let found = drawing(mode, depth, &env).map(|drawing| drawing.way);
            assert_eq!(found, expected, "{mode:?} {depth:?} {pairs:?}");
        }
    }
}
