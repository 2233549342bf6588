//! The terminal: guard, input stream, the select loop, effects.
