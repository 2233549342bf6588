//! Operations as plain async functions, shared by the command line and the background task.

pub mod demo;
pub mod doctor;
pub mod lookup;
pub mod set_up;
pub mod sync;
pub mod tags;
