//! A bit a row for each ASCII character: a word of one character, as every word is when it begins to be typed, is
//! found without reading a text.

use std::ops::Range;

use super::bits::{BYTES, ChunkBits};

/// ASCII characters.
const COUNT: usize = 128;

/// Bytes of a piece that say where each character's bits stand.
pub(super) const HEAD: usize = COUNT;

/// The bits of a chunk in the making.
#[derive(Debug, Default)]
pub(super) struct LettersPacker {
    rows: Vec<ChunkBits>,
    places: Places,
}

/// The place in `rows` of each character, counted from 1.
#[derive(Debug)]
struct Places([u8; COUNT]);

impl Default for Places {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl LettersPacker {
    /// Adds a text of a row, in lower case.
    pub(super) fn push(&mut self, row: u16, text: &[u8]) {
        for byte in text {
            let Some(place) = self.places.0.get_mut(usize::from(*byte)) else {
                continue;
            };
            if *place == 0 {
                self.rows.push(ChunkBits::none());
                // There are 128 at most.
                *place = u8::try_from(self.rows.len()).unwrap_or_default();
            }
            if let Some(bits) = self.rows.get_mut(usize::from(*place) - 1) {
                bits.set(row.into());
            }
        }
    }

    /// The piece: where each character's bits stand, then the bits.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut piece = self.places.0.to_vec();
        for bits in &self.rows {
            bits.write_to(&mut piece);
        }
        piece
    }
}

/// Where a character's bits stand in a piece that begins so; `None` for one that no row holds.
pub(super) fn bits_of(head: &[u8], letter: u8) -> Option<Range<usize>> {
    let place = usize::from(*head.get(usize::from(letter))?).checked_sub(1)?;
    let start = HEAD + place * BYTES;
    Some(start..start + BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_knows_its_rows() {
        let mut packer = LettersPacker::default();
        for (row, text) in [(0, "ab"), (3, "b-b"), (16_383, "老a\u{7f}")] {
            packer.push(row, text.as_bytes());
        }
        let piece = packer.finish();
        assert_eq!(piece.len(), HEAD + 4 * BYTES);
        let rows = |letter: u8| {
            let mut found = ChunkBits::none();
            if let Some(part) = bits_of(&piece, letter) {
                found.add_bytes(&piece[part]);
            }
            found.rows().collect::<Vec<_>>()
        };
        let cases: [(u8, &[usize]); 6] = [
            (b'a', &[0, 16_383]),
            (b'b', &[0, 3]),
            (b'-', &[3]),
            (0x7f, &[16_383]),
            (b'c', &[]),
            (0xE8, &[]),
        ];
        for (letter, expected) in cases {
            assert_eq!(rows(letter), expected, "{letter}");
        }
    }
}
