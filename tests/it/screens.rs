//! What the interface does and shows, driven by fabricated events; drawn into a test terminal.

mod people;
mod stage;

#[cfg(feature = "images")]
mod avatars;
mod first_run;
mod folding;
mod keys;
mod marks;
mod palette;
mod pictures;
mod readme;
mod scripts;
mod stress;
