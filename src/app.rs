//! The interface's core: state, actions, key table, update. No tokio, no clock, no file, no terminal call.
//!
//! How a shell drives it:
//!
//! 1. [`State::new`] with a [`Setup`] gives the state and the first effects (or everything wrong in `[keys]`).
//! 2. [`update::on_terminal_event`] for every event of the terminal, [`update::on_event`] for every event of the
//!    background task, [`update::on_outcome`] for what came of an effect. Each returns effects to carry out, in order.
//! 3. [`update::on_tick`] about every 100 ms, only while [`State::needs_spinner`].
//! 4. With the queues empty and [`State::take_dirty`] true: `ui::draw(&state, frame)`. Otherwise write nothing.
//!
//! Time is passed in; sizes arrive by [`Setup::size`] and by resize events.

pub mod bindings;
pub mod chips;
pub mod chrome;
pub mod columns;
pub mod command_palette;
pub mod detail;
pub mod field;
pub mod first_run;
pub mod followers;
pub mod fuzzy;
pub mod input;
pub mod input_history;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod messages;
pub mod notes;
pub mod overlay;
pub mod picker;
pub mod pictures;
pub mod questions;
pub mod state;
pub mod stats;
pub mod table;
pub mod tag_chips;
pub mod update;
pub mod viewer;
pub mod windows;

mod action;
mod availability;
mod chord;
mod effect;
mod jobs;
mod looks;
mod panes;
mod people;
mod setup;

pub use action::Action;
pub use availability::why_not;
pub use bindings::Context;
pub use chord::Chord;
pub use command_palette::CommandPalette;
pub use effect::{Effect, Outcome};
pub use jobs::{Jobs, Purpose, Work};
pub use keymap::{Keymap, KeymapProblem};
pub use looks::{Depth, Looks};
pub use people::{People, left_between};
pub use setup::{AccountChoice, Setup, Suggestion};
pub use state::{Focus, Loading, Message, Mood, Screen, State};
