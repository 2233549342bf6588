use std::convert::Infallible;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Canvas, Fault};

/// Built without pictures: there is none.
#[derive(Clone, Copy, Debug)]
pub struct Picture(Infallible);

impl Picture {
    /// Nothing is readable.
    pub fn make(_bytes: &[u8], _canvas: Canvas) -> Result<Self, Fault> {
        Err(Fault::Unreadable)
    }

    /// Never called: there is no picture.
    pub fn draw(&self, _area: Rect, _buffer: &mut Buffer) {
        match self.0 {}
    }
}
