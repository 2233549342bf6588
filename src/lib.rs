//! fanscope: a terminal explorer for the follower profiles of WeChat Official Accounts.
//!
//! # Map of the code
//!
//! A functional core in a thin shell. A module imports only from rows above its own.
//!
//! | Row | Module | Its job |
//! |---|---|---|
//! | 0 | [`model`] | openids, profiles, records, tags, failures: pure data |
//! | 0 | [`text`] | cleaning, measuring and cutting text for a terminal |
//! | 0 | [`picture`] | avatars, decoded and encoded for a terminal |
//! | 0 | [`private`] | files and directories for the user alone |
//! | 1 | [`locale`] | every word in both languages |
//! | 1 | [`intake`] | from a paste or a file to openids |
//! | 1 | [`api`] | the client of the platform |
//! | 1 | [`store`] | the local file |
//! | 1 | [`demo`] | the embedded API server |
//! | 2 | [`errcode`] | the catalogue of errcodes and the advice made of it |
//! | 2 | [`query`] | the filter language |
//! | 2 | [`config`] | file, environment and flags |
//! | 3 | [`mirror`] | questions to the local mirror of all followers |
//! | 3 | [`person`] | the decoded person: a record in words |
//! | 3 | [`session`] | one account in use: client, store, labels |
//! | 4 | [`job`] | what crosses between interface and background task |
//! | 5 | [`export`] | records to JSON, CSV, XLSX, tables |
//! | 5 | [`explain`] | errcodes, error replies, rids and profile replies in words |
//! | 5 | [`ops`] | operations, shared by command line and background task |
//! | 6 | [`app`] | the interface's state, actions and key table |
//! | 6 | [`error`] | the top error and its exit code |
//! | 7 | [`ui`] | drawing |
//! | 7 | [`worker`] | the background task |
//! | 8 | [`tui`] | the terminal and its loop |
//! | 9 | [`cli`] | the command line |
//!
//! # Absences
//!
//! `app` calls no clock, file, network or terminal; `ui` changes no state; `api` knows neither configuration nor
//! storage; `demo` and `api` share no type, so that an error in one is caught by the other; only `store`, the log,
//! an export's target and `ops::set_up` write files, made by `private`; only `tui` touches raw mode.

pub mod api;
pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod errcode;
pub mod error;
pub mod explain;
pub mod export;
pub mod intake;
pub mod job;
pub mod locale;
pub mod mirror;
pub mod model;
pub mod ops;
pub mod person;
pub mod picture;
pub mod private;
pub mod query;
pub mod session;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
pub mod worker;
