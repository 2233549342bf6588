//! The command line: arguments, and one file per command, each writing to a passed-in `Write`.
