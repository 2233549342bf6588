//! The interface's core: state, actions, key table, update. No tokio, no clock, no file, no terminal call.
