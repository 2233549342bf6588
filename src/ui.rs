//! Drawing only: reads the state of [`crate::app`] and changes nothing in it.
