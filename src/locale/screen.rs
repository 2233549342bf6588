/// Phrases of the terminal interface. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct ScreenTexts {}

pub(super) const EN: ScreenTexts = ScreenTexts {};

pub(super) const ZH: ScreenTexts = ScreenTexts {};
