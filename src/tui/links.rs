//! Whether addresses can be clicked in this terminal (OSC 8). Older ones would show the sequence as text, so only those
//! known for it count.

use crate::config::Env;

/// Since this version (0.50) terminals on VTE know links; those before it break on them.
const VTE: u32 = 5000;

/// Whether the terminal has links.
pub(super) fn has_links(env: &Env) -> bool {
    let term = env.get("TERM").unwrap_or_default();
    if matches!(term, "" | "dumb" | "linux") {
        return cfg!(windows) && env.get("WT_SESSION").is_some();
    }
    let is_known_term = [
        "xterm-kitty",
        "xterm-ghostty",
        "alacritty",
        "foot",
        "contour",
        "wezterm",
    ]
    .iter()
    .any(|name| term.starts_with(name));
    let program = env.get("TERM_PROGRAM").unwrap_or_default();
    let is_known_program = matches!(
        program,
        "iTerm.app" | "WezTerm" | "vscode" | "ghostty" | "Hyper" | "Tabby"
    );
    let vte = env.get("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    is_known_term
        || is_known_program
        || vte.is_some_and(|version| version >= VTE)
        || ["WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION"]
            .iter()
            .any(|name| env.get(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_known_for_links_get_them() {
        for (pairs, expected) in [
            (&[("TERM", "xterm-256color")][..], false),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "4600")], false),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], true),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("TERM", "linux"), ("KONSOLE_VERSION", "230400")], false),
            (&[("TERM", "dumb"), ("VTE_VERSION", "7600")], false),
            (&[], false),
        ] {
            let env = Env(pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect());
            assert_eq!(has_links(&env), expected, "{pairs:?}");
        }
    }
}
