//! What the interface does and shows, driven by fabricated events; drawn into a test terminal.

mod figures;
mod people;
mod stage;

#[cfg(feature = "images")]
mod avatars;
mod first_run;
mod folding;
mod followers;
mod keys;
mod language;
mod marks;
mod matrix;
mod noting;
mod palette;
mod pictures;
mod pointing;
mod reaching;
mod readme;
mod scripts;
mod stats;
mod stress;
mod tables;
mod tour;
