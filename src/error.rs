//! The top error: what went wrong, in words, and the exit code it means.
