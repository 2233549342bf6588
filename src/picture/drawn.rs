use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use image::imageops::FilterType;
use image::{DynamicImage, ImageError, ImageReader, Limits};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::halfblocks::Halfblocks;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::protocol::sixel::Sixel;

use super::{Canvas, Fault, NUMBERS, Way};

/// Widest and highest picture that is decoded; the platform's are at most 640 pixels.
const LARGEST: u32 = 2048;
/// Memory that decoding may take, in bytes.
const MEMORY: u64 = 64 * 1024 * 1024;

/// A picture ready to be drawn; cheap to clone.
#[derive(Clone)]
pub struct Picture(Arc<Protocol>);

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Size { width, height } = self.0.size();
        write!(f, "Picture({width}x{height})")
    }
}

impl Picture {
    /// Decodes what came and makes it fill the canvas; what does not fit is cut at the edges.
    pub fn make(bytes: &[u8], canvas: Canvas) -> Result<Self, Fault> {
        let (width, height) = canvas.pixels();
        let image = decode(bytes)?.resize_to_fill(width.max(1), height.max(1), FilterType::Triangle);
        let size = Size::new(canvas.cells.0, canvas.cells.1);
        let protocol = match canvas.way {
            Way::HalfBlocks => Halfblocks::new(image, size).map(Protocol::Halfblocks),
            Way::Sixel => Sixel::new(image, size, false).map(Protocol::Sixel),
            Way::Iterm2 => Iterm2::new(image, size, false).map(Protocol::ITerm2),
            Way::Kitty => {
                let number = NUMBERS + u32::from(canvas.slot);
                Kitty::new(image, size, number, false, false).map(Protocol::Kitty)
            }
        };
        protocol
            .map(|found| Self(Arc::new(found)))
            .map_err(|_| Fault::Unreadable)
    }

    /// Draws it, where all of it has room.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) {
        Image::new(&self.0).render(area, buffer);
    }
}

/// The kind is told by what the bytes begin with: neither address nor header can be relied on.
fn decode(bytes: &[u8]) -> Result<DynamicImage, Fault> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Fault::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST);
    limits.max_image_height = Some(LARGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => Fault::TooLarge,
        _ => Fault::Unreadable,
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, image::Rgb([200, 10, 10])))
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .unwrap();
        bytes
    }

    fn canvas(way: Way) -> Canvas {
        Canvas {
            way,
            cells: (4, 2),
            cell: (10, 20),
            slot: 7,
        }
    }

    #[test]
    fn every_way_fills_its_place_and_nothing_else() {
        for way in [Way::HalfBlocks, Way::Kitty, Way::Sixel, Way::Iterm2] {
            let picture = Picture::make(&png(32, 32), canvas(way)).unwrap();
            let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 4));
            picture.draw(Rect::new(1, 1, 4, 2), &mut buffer);
            let is_drawn = |x, y| buffer[(x, y)].symbol() != " " || buffer[(x, y)].bg != ratatui::style::Color::Reset;
            assert!(is_drawn(1, 1), "{way:?}");
            for place in [(0, 0), (0, 1), (5, 1), (1, 3), (7, 3)] {
                assert!(!is_drawn(place.0, place.1), "{way:?} {place:?}");
            }
            let mut small = Buffer::empty(Rect::new(0, 0, 8, 4));
            picture.draw(Rect::new(0, 0, 3, 2), &mut small);
            assert_eq!(
                small,
                Buffer::empty(Rect::new(0, 0, 8, 4)),
                "{way:?} in too little room"
            );
        }
    }

    #[test]
    fn a_terminal_knows_pictures_by_our_numbers() {
        let picture = Picture::make(&png(8, 8), canvas(Way::Kitty)).unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        picture.draw(buffer.area, &mut buffer);
        let number = format!("i={}", NUMBERS + 7);
        assert!(buffer[(0, 0)].symbol().contains(&number));
        assert!(crate::picture::forget_all().contains(&format!("x={NUMBERS},y={}", NUMBERS + 255)));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_told_apart() {
        let make = |bytes: &[u8]| Picture::make(bytes, canvas(Way::HalfBlocks)).unwrap_err();
        assert_eq!(make(b"<html>gone</html>"), Fault::Unreadable);
        assert_eq!(make(b""), Fault::Unreadable);
        assert_eq!(make(&png(64, 64)[..60]), Fault::Unreadable);
        assert_eq!(make(&png(LARGEST + 1, 1)), Fault::TooLarge);
    }
}
