//! How many colours the terminal shows: decided once, from flag and environment.

use super::ColorChoice;
use crate::app::Depth;
use crate::config::Env;

/// Terminals with all colours that do not say so in `COLORTERM`, at least not over SSH: starts of their `TERM`.
const FULL: [&str; 7] = [
    "xterm-kitty",
    "xterm-ghostty",
    "ghostty",
    "alacritty",
    "wezterm",
    "foot",
    "contour",
];

/// The number of colours to use.
pub(super) fn depth(color: ColorChoice, env: &Env) -> Depth {
    if color.allows(env, true) {
        told(env)
    } else {
        Depth::Mono
    }
}

/// What the terminal says of itself.
fn told(env: &Env) -> Depth {
    let term = env.get("TERM").unwrap_or_default();
    let says_full = matches!(env.get("COLORTERM"), Some("truecolor" | "24bit"));
    let is_full = FULL.iter().any(|name| term.starts_with(name)) || term.ends_with("-direct");
    // Windows' own console has had them for years and sets none of the variables.
    if says_full || is_full || env.get("WT_SESSION").is_some() || (cfg!(windows) && term.is_empty()) {
        Depth::Full
    } else if term.contains("256") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_follows_flag_variables_and_terminal() {
        for (choice, pairs, expected) in [
            (ColorChoice::Auto, &[("TERM", "xterm")][..], Depth::Sixteen),
            (ColorChoice::Auto, &[("TERM", "xterm-256color")], Depth::Indexed),
            (
                ColorChoice::Auto,
                &[("TERM", "screen.xterm-256color"), ("COLORTERM", "truecolor")],
                Depth::Full,
            ),
            (
                ColorChoice::Auto,
                &[("TERM", "xterm"), ("COLORTERM", "24bit")],
                Depth::Full,
            ),
            (
                ColorChoice::Auto,
                &[("TERM", "xterm"), ("COLORTERM", "yes")],
                Depth::Sixteen,
            ),
            (ColorChoice::Auto, &[("TERM", "xterm-kitty")], Depth::Full),
            (ColorChoice::Auto, &[("TERM", "xterm-direct")], Depth::Full),
            (ColorChoice::Auto, &[("TERM", "linux")], Depth::Sixteen),
            (ColorChoice::Auto, &[("TERM", "dumb")], Depth::Mono),
            (
                ColorChoice::Auto,
                &[("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                Depth::Mono,
            ),
            (ColorChoice::Auto, &[("TERM", "xterm"), ("CLICOLOR", "0")], Depth::Mono),
            (
                ColorChoice::Auto,
                &[("TERM", "xterm"), ("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")],
                Depth::Sixteen,
            ),
            (
                ColorChoice::Always,
                &[("TERM", "dumb"), ("NO_COLOR", "1")],
                Depth::Sixteen,
            ),
            (
                ColorChoice::Always,
                &[("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                Depth::Indexed,
            ),
            (
                ColorChoice::Never,
                &[("COLORTERM", "truecolor"), ("CLICOLOR_FORCE", "1")],
                Depth::Mono,
            ),
        ] {
            let env = Env(pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect());
            assert_eq!(depth(choice, &env), expected, "{choice:?} {pairs:?}");
        }
    }
}
