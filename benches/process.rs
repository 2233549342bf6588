//! Whole processes at size, measured from outside: `cargo bench --bench process -- [--followers N] [--others]`.
//!
//! Starts the demo server with N followers (a million unless told) on loopback, syncs twice, then drives the real
//! program in a pseudo-terminal. Linux only: peak memory is read from `/proc`. With `--others` csvlens, VisiData and fzf
//! are timed on the same rows, where they are installed. Prints the rows of the table in `docs/performance.md`.
#![allow(missing_docs, reason = "a program, not an interface")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that fails has no figure"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "small counts"
)]

#[cfg(target_os = "linux")]
#[path = "process/account.rs"]
mod account;
#[cfg(target_os = "linux")]
#[path = "process/others.rs"]
mod others;
#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
#[path = "../tests/it/support/pty.rs"]
mod pty;
#[cfg(target_os = "linux")]
#[path = "process/screen.rs"]
mod screen;
#[cfg(target_os = "linux")]
#[path = "process/sync.rs"]
mod sync;

#[cfg(target_os = "linux")]
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `cargo test --benches` and plain listing run this file, too: without being asked it does nothing for minutes.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let asked = arguments.iter().position(|argument| argument == "--followers");
    let followers = asked
        .and_then(|place| arguments.get(place + 1)?.parse().ok())
        .unwrap_or(1_000_000);
    println!("{followers} followers, {} cores", cores());
    let account = account::Account::start(followers);
    sync::measure(&account);
    screen::measure(&account);
    if arguments.iter().any(|argument| argument == "--others") {
        others::measure(&account);
    }
}

#[cfg(target_os = "linux")]
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("measured on Linux only");
}
