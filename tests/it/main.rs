//! All integration tests in one binary. They need no network and no installed tool, and pass in any order.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "tests"
)]

mod accounts;
mod cli_exit;
mod cli_history;
mod cli_lookup;
mod cli_mirror;
mod cli_notes;
mod cli_offline;
mod cli_secrets;
#[cfg(unix)]
mod cli_terminal;
mod cli_web;
mod client;
mod client_decode;
mod client_fake;
mod demo;
mod demo_churn;
mod faults;
mod followers;
mod mirror;
mod operations;
#[cfg(unix)]
mod pty_app;
#[cfg(unix)]
mod pty_first_run;
#[cfg(unix)]
mod pty_guard;
#[cfg(unix)]
mod pty_probe;
#[cfg(unix)]
mod pty_secrets;
#[cfg(unix)]
mod pty_tour;
mod runner;
mod screens;
mod store;
mod support;
mod sync;
mod sync_cli;
mod sync_list;
mod sync_refused;
mod tidy;
