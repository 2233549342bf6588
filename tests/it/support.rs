//! What several tests share.

pub mod pty;
pub mod screen;
