/// Phrases of the command line. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct CommandTexts {}

pub(super) const EN: CommandTexts = CommandTexts {};

pub(super) const ZH: CommandTexts = CommandTexts {};
