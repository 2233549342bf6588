//! Phrases of the terminal interface. `{}` marks a value, filled by [`super::fill`].

/// Declares a struct of phrases with its English and its Chinese constant; each phrase stands beside its translation.
macro_rules! phrases {
    ($(#[$about:meta])* $texts:ident { $($(#[$doc:meta])* $name:ident: $en:literal, $zh:literal;)* }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $texts {
            $($(#[$doc])* pub $name: &'static str,)*
        }

        impl $texts {
            pub(super) const EN: Self = Self { $($name: $en,)* };
            pub(super) const ZH: Self = Self { $($name: $zh,)* };
        }
    };
}

mod actions;
mod chrome;
mod feedback;
mod followers;
mod help;
mod inputs;
mod jotting;
mod lists;
mod looks;
mod notes;
mod panes;
mod stats;
mod welcome;

pub use actions::{ActionTexts, Phrase};
pub use chrome::ChromeTexts;
pub use feedback::FeedbackTexts;
pub use followers::FollowersTexts;
pub use help::{HelpTexts, KeyTexts, PaletteTexts};
pub use inputs::InputHistoryTexts;
pub use jotting::JottingTexts;
pub use lists::ListTexts;
pub use looks::LooksTexts;
pub use notes::{NoteTexts, WhyNotTexts};
pub use panes::{CopyTexts, DetailTexts, DialogTexts, FaultTexts, InputTexts, KindTexts, TableTexts, ViewerTexts};
pub use stats::StatsTexts;
pub use welcome::WelcomeTexts;

/// Phrases of the terminal interface, by area.
#[derive(Debug)]
pub struct ScreenTexts {
    /// Header, tabs, smallest sizes.
    pub chrome: ChromeTexts,
    /// The input.
    pub input: InputTexts,
    /// Local notes.
    pub jotting: JottingTexts,
    /// Lists.
    pub table: TableTexts,
    /// The Followers screen.
    pub followers: FollowersTexts,
    /// Columns, orders, marks and places of lists.
    pub lists: ListTexts,
    /// What is wrong with a text that cannot be an openid.
    pub faults: FaultTexts,
    /// Kinds of failure, short enough for a row.
    pub kinds: KindTexts,
    /// The Stats screen.
    pub stats: StatsTexts,
    /// The detail.
    pub detail: DetailTexts,
    /// Help, raw reply, changes.
    pub viewer: ViewerTexts,
    /// The copy menu.
    pub copy: CopyTexts,
    /// Questions and the token field.
    pub dialog: DialogTexts,
    /// What happened.
    pub notes: NoteTexts,
    /// Why an action does nothing now.
    pub why_not: WhyNotTexts,
    /// The help.
    pub help: HelpTexts,
    /// The command palette.
    pub palette: PaletteTexts,
    /// Problems of `[keys]`.
    pub keys: KeyTexts,
    /// Inputs typed before.
    pub inputs: InputHistoryTexts,
    /// The first run.
    pub welcome: WelcomeTexts,
    /// Work under way, what came of it, the log of messages.
    pub feedback: FeedbackTexts,
    /// Themes, folding, pictures.
    pub looks: LooksTexts,
    /// Actions.
    pub actions: ActionTexts,
}

pub(super) const EN: ScreenTexts = ScreenTexts {
    chrome: ChromeTexts::EN,
    input: InputTexts::EN,
    table: TableTexts::EN,
    lists: ListTexts::EN,
    followers: FollowersTexts::EN,
    faults: FaultTexts::EN,
    kinds: KindTexts::EN,
    stats: StatsTexts::EN,
    detail: DetailTexts::EN,
    viewer: ViewerTexts::EN,
    copy: CopyTexts::EN,
    dialog: DialogTexts::EN,
    notes: NoteTexts::EN,
    why_not: WhyNotTexts::EN,
    help: HelpTexts::EN,
    palette: PaletteTexts::EN,
    keys: KeyTexts::EN,
    inputs: InputHistoryTexts::EN,
    welcome: WelcomeTexts::EN,
    feedback: FeedbackTexts::EN,
    jotting: JottingTexts::EN,
    looks: LooksTexts::EN,
    actions: actions::EN,
};

pub(super) const ZH: ScreenTexts = ScreenTexts {
    chrome: ChromeTexts::ZH,
    input: InputTexts::ZH,
    table: TableTexts::ZH,
    lists: ListTexts::ZH,
    followers: FollowersTexts::ZH,
    faults: FaultTexts::ZH,
    kinds: KindTexts::ZH,
    stats: StatsTexts::ZH,
    detail: DetailTexts::ZH,
    viewer: ViewerTexts::ZH,
    copy: CopyTexts::ZH,
    dialog: DialogTexts::ZH,
    notes: NoteTexts::ZH,
    why_not: WhyNotTexts::ZH,
    help: HelpTexts::ZH,
    palette: PaletteTexts::ZH,
    keys: KeyTexts::ZH,
    inputs: InputHistoryTexts::ZH,
    welcome: WelcomeTexts::ZH,
    feedback: FeedbackTexts::ZH,
    jotting: JottingTexts::ZH,
    looks: LooksTexts::ZH,
    actions: actions::ZH,
};
