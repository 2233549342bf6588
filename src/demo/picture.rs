//! Avatars: a small picture made of the address alone, so that none is stored.
//!
//! Addresses in profiles stay the platform's (`http://wx.qlogo.cn/mmopen/…/132`); the demo server answers for all its
//! picture hosts at `/picture` followed by the path of the address: `GET /picture/mmopen/…/132`, without a token.

use super::cipher::{Draw, Seed, pick};
use super::examples;

/// Where the path of a picture's address is asked for.
pub(super) const PREFIX: &str = "/picture";

/// Cells in a row of the pattern; left and right mirror each other.
const CELLS: u32 = 5;
/// A margin of half a cell on each side, counted in half cells.
const HALVES: u32 = 2 * CELLS + 2;

/// Background, main and second colour.
const COLORS: [[[u8; 3]; 3]; 8] = [
    [[0xfd, 0xf0, 0xd5], [0xc1, 0x12, 0x1f], [0x66, 0x9b, 0xbc]],
    [[0xe0, 0xfb, 0xfc], [0x29, 0x32, 0x41], [0xee, 0x6c, 0x4d]],
    [[0xf1, 0xfa, 0xee], [0x1d, 0x35, 0x57], [0xe6, 0x39, 0x46]],
    [[0xfe, 0xfa, 0xe0], [0x28, 0x36, 0x18], [0xdd, 0xa1, 0x5e]],
    [[0xed, 0xe7, 0xf6], [0x5e, 0x35, 0xb1], [0xff, 0xb3, 0x00]],
    [[0x26, 0x46, 0x53], [0x2a, 0x9d, 0x8f], [0xe9, 0xc4, 0x6a]],
    [[0x22, 0x22, 0x3b], [0xf2, 0xe9, 0xe4], [0xc9, 0xad, 0xa7]],
    [[0x00, 0x30, 0x49], [0xfc, 0xbf, 0x49], [0xd6, 0x28, 0x28]],
];

/// The picture at this path below [`PREFIX`] as PNG; `None` for an address that never was one, and for that of someone
/// who has changed the picture since.
pub(super) fn at(seed: Seed, path: &str) -> Option<Vec<u8>> {
    let (address, size) = path.strip_prefix("/mmopen/")?.rsplit_once('/')?;
    let edge = match size {
        "0" => 640,
        "46" => 46,
        "64" => 64,
        "96" => 96,
        "132" => 132,
        _ => return None,
    };
    let number = address
        .bytes()
        .fold(0, |number, byte| seed.draw(Draw::Picture, number ^ u64::from(byte)));
    let is_gone = number.is_multiple_of(11) && !examples::AVATAR.contains(address);
    (!is_gone).then(|| encode(number, edge)).flatten()
}

fn encode(number: u64, side: u32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Two);
    encoder.set_palette(pick(&COLORS, number).concat());
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels(number >> 8, side)).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// Colour numbers, four to a byte, each row beginning with a byte of its own.
fn pixels(pattern: u64, side: u32) -> Vec<u8> {
    let row = |y: u32| {
        (0..side.div_ceil(4)).map(move |byte| {
            (0..4).fold(0, |packed, place| {
                let x = byte * 4 + place;
                (packed << 2) | if x < side { color(pattern, x, y, side) } else { 0 }
            })
        })
    };
    (0..side).flat_map(row).collect()
}

/// The colour number of a pixel: 0 background, 1 main, 2 second.
fn color(pattern: u64, x: u32, y: u32, side: u32) -> u8 {
    let cell = |at: u32| (at * HALVES / side).checked_sub(1).map(|half| half / 2);
    match (cell(x), cell(y)) {
        (Some(column), Some(row)) if column < CELLS && row < CELLS => {
            let column = column.min(CELLS - 1 - column);
            match (pattern >> (3 * (3 * row + column))) & 7 {
                0..=3 => 0,
                4..=6 => 1,
                _ => 2,
            }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        (frame.width, frame.height, pixels)
    }

    #[test]
    fn a_picture_has_the_size_of_its_address_and_mirrors_itself() {
        let seed = Seed::new(1);
        let path = examples::AVATAR.strip_prefix("http://wx.qlogo.cn").unwrap();
        let (trunk, _) = path.rsplit_once('/').unwrap();
        for (size, side) in [("0", 640), ("46", 46), ("64", 64), ("96", 96), ("132", 132)] {
            let bytes = at(seed, &format!("{trunk}/{size}")).unwrap();
            assert!(bytes.len() < 8 * 1024, "{size}: {}", bytes.len());
            let (width, height, pixels) = decode(&bytes);
            assert_eq!((width, height), (side, side));
            assert!(pixels.chunks(3).any(|pixel| pixel != &pixels[..3]), "more than a blank");
            // Away from the edges of cells, where a side that is no multiple of the cells rounds.
            let middle = &pixels[(side * side / 2 * 3) as usize..][..(side * 3) as usize];
            let pixel = |x: u32| &middle[(x * 3) as usize..][..3];
            for x in [side / 6, side * 5 / 16] {
                assert_eq!(pixel(x), pixel(side - 1 - x));
            }
        }
    }

    #[test]
    fn pictures_differ_some_are_gone_and_other_addresses_never_were() {
        let seed = Seed::new(1);
        let mut gone = 0;
        let mut drawn = std::collections::BTreeSet::new();
        for number in 0..200 {
            match at(seed, &format!("/mmopen/vi_32/{number}/46")) {
                Some(bytes) => drop(drawn.insert(bytes)),
                None => gone += 1,
            }
        }
        assert!((5..40).contains(&gone), "{gone}");
        assert!(drawn.len() + gone > 195, "{}", drawn.len());
        for path in [
            "",
            "/",
            "/mmopen",
            "/mmopen/x",
            "/mmopen/x/47",
            "/other/x/46",
            "mmopen/x/46",
        ] {
            assert_eq!(at(seed, path), None, "{path}");
        }
    }
}
