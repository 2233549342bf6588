//! What several tests share.

pub mod crowd;
pub mod home;
#[cfg(unix)]
pub mod pty;
#[cfg(unix)]
pub mod screen;
pub mod server;
pub mod svg;
