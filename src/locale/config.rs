/// Phrases of configuration problems. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct ConfigTexts {}

pub(super) const EN: ConfigTexts = ConfigTexts {};

pub(super) const ZH: ConfigTexts = ConfigTexts {};
