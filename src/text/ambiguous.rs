//! Characters that some terminals draw two columns wide: Unicode calls their width ambiguous (`[ui] ambiguous_width`).
//!
//! Signs of our own that would break the layout get an ASCII stand-in; all other text is measured as the terminal draws
//! it.

use std::cell::Cell;

use unicode_width::UnicodeWidthChar;

thread_local! {
    /// A property of the terminal that this thread draws on.
    static WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Says whether the terminal that this thread draws on gives such characters two columns.
pub fn set_ambiguous_wide(wide: bool) {
    WIDE.set(wide);
}

/// Whether it does.
pub fn is_ambiguous_wide() -> bool {
    WIDE.get()
}

/// Columns of a character. A sign with a stand-in has the stand-in's.
pub(super) fn width_of(c: char) -> usize {
    let wide = WIDE.get() && stand_in(c).is_none();
    if wide { c.width_cjk() } else { c.width() }.unwrap_or_default()
}

/// What is drawn in place of a sign where it would be two columns wide.
pub const fn stand_in(c: char) -> Option<char> {
    Some(match c {
        '–' | '─' | '━' | '▔' => '-',
        '•' | '●' => '*',
        '○' => 'o',
        '…' => '~',
        '←' => '<',
        '→' => '>',
        '↑' => '^',
        '↓' => 'v',
        '│' => '|',
        '┃' | '█' | '▆' | '▇' | '▊' | '▉' => '#',
        '◆' | '┌' | '┐' | '└' | '┘' | '╭' | '╮' | '╰' | '╯' | '├' | '┤' | '┬' | '┴' | '┼' => {
            '+'
        }
        '·' | '▏' | '▎' | '▍' | '▁' | '▂' | '▃' | '░' => '.',
        '▌' | '▋' | '▄' | '▅' | '▒' => ':',
        '▓' => '%',
        '▀' => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{truncate, width};
    use super::*;

    #[test]
    fn what_the_terminal_draws_wide_counts_wide_and_our_own_signs_do_not() {
        for (text, narrow, wide) in [("①■", 2, 4), ("●…│", 3, 3), ("老abc", 5, 5), ("“x”", 3, 5)] {
            set_ambiguous_wide(false);
            assert_eq!(width(text), narrow, "{text}");
            set_ambiguous_wide(true);
            assert_eq!(width(text), wide, "{text}");
        }
        assert_eq!(truncate("①②③", 5), "①②~");
        set_ambiguous_wide(false);
        assert_eq!(truncate("①②③①", 3), "①②…");
    }

    #[test]
    fn stand_ins_are_ascii() {
        for c in '\u{80}'..'\u{3000}' {
            assert!(stand_in(c).is_none_or(|stand_in| stand_in.is_ascii()), "{c}");
        }
    }
}
