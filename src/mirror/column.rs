//! Packed texts of a chunk's rows, and looking for a word in them.

use memchr::memmem::Finder;

use super::bits::ChunkBits;

/// Stands between two texts of one row. UTF-8 never holds it.
pub(super) const BETWEEN: u8 = 0xFF;

/// Mode, width, count; then a bit for each byte that occurs.
pub(super) const HEAD: usize = 8 + 32;

const FIXED: u8 = 1;
const LISTED: u8 = 2;

/// Texts in the making.
#[derive(Debug, Default)]
pub(super) struct TextPacker {
    rows: Vec<u16>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl TextPacker {
    /// Adds the text of a row; rows ascend, and one without text may be left out.
    pub(super) fn push(&mut self, row: u16, text: &[u8]) {
        self.rows.push(row);
        self.bytes.extend_from_slice(text);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// The piece. Texts of all `people` that are of one length, as openids are, need no list of ends.
    pub(super) fn finish(self, people: usize) -> Vec<u8> {
        let width = self.ends.first().copied().unwrap_or_default();
        let is_even = (1..).zip(&self.ends).all(|(n, end)| *end == n * width);
        let is_fixed = self.rows.len() == people && is_even && width > 0 && u16::try_from(width).is_ok();
        let mut piece = Vec::with_capacity(HEAD + self.bytes.len());
        piece.extend([if is_fixed { FIXED } else { LISTED }, 0]);
        piece.extend(u16::try_from(width).unwrap_or_default().to_le_bytes());
        piece.extend(u32::try_from(self.rows.len()).unwrap_or_default().to_le_bytes());
        let mut occurs = [0_u8; 32];
        for byte in &self.bytes {
            occurs[usize::from(byte / 8)] |= 1 << (byte % 8);
        }
        piece.extend(occurs);
        if !is_fixed {
            piece.extend(self.rows.iter().flat_map(|row| row.to_le_bytes()));
            piece.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        }
        piece.extend(self.bytes);
        piece
    }
}

/// A word to look for, in lower case.
#[derive(Debug)]
pub(super) struct Word {
    finder: Finder<'static>,
}

impl Word {
    pub(super) fn new(word: &str) -> Self {
        Self {
            finder: Finder::new(word).into_owned(),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Whether a piece that begins so can hold the word at all: Chinese is in no openid.
    pub(super) fn may_be_in(&self, head: &[u8]) -> bool {
        let Some(occurs) = head.get(8..HEAD) else { return false };
        let occurs = |byte: &u8| occurs[usize::from(byte / 8)] >> (byte % 8) & 1 == 1;
        self.bytes().iter().all(occurs)
    }

    /// Adds the rows of a piece whose text holds the word.
    pub(super) fn find(&self, piece: &[u8], found: &mut ChunkBits) {
        let [mode, _, width @ .., _, _, _, _] = piece.get(..8).unwrap_or(&[0; 8]) else {
            return;
        };
        let body = piece.get(HEAD..).unwrap_or_default();
        match (*mode, <[u8; 2]>::try_from(width)) {
            (FIXED, Ok(width)) => self.find_fixed(body, u16::from_le_bytes(width).into(), found),
            (LISTED, _) => self.find_listed(body, number(&piece[4..]) as usize, found),
            _ => {}
        }
    }

    fn find_fixed(&self, body: &[u8], width: usize, found: &mut ChunkBits) {
        match (self.bytes(), width) {
            (_, 0) => {}
            // Openids are 28 long; with a length that is known the loop is a few instructions a row.
            ([byte], 28) => {
                let (texts, _) = body.as_chunks::<28>();
                for (row, text) in texts.iter().enumerate() {
                    found.set_if(row, text.iter().fold(false, |holds, other| holds | (other == byte)));
                }
            }
            (word, _) => {
                let mut at = 0;
                while let Some(hit) = body.get(at..).and_then(|rest| self.finder.find(rest)) {
                    let hit = at + hit;
                    let row = hit / width;
                    if hit % width + word.len() <= width {
                        found.set(row);
                        at = (row + 1) * width;
                    } else {
                        at = hit + 1;
                    }
                }
            }
        }
    }

    fn find_listed(&self, body: &[u8], count: usize, found: &mut ChunkBits) {
        let Some((rows, rest)) = body.split_at_checked(count * 2) else {
            return;
        };
        let Some((ends, bytes)) = rest.split_at_checked(count * 4) else {
            return;
        };
        let (rows, ends) = (rows.as_chunks::<2>().0, ends.as_chunks::<4>().0);
        let end_of = |entry: usize| u32::from_le_bytes(ends[entry]) as usize;
        let (mut at, mut entry) = (0, 0);
        while let Some(hit) = bytes.get(at..).and_then(|rest| self.finder.find(rest)) {
            let hit = at + hit;
            entry += ends[entry..].partition_point(|end| u32::from_le_bytes(*end) as usize <= hit);
            let Some(row) = rows.get(entry) else { return };
            let end = end_of(entry);
            if hit + self.bytes().len() <= end {
                found.set(u16::from_le_bytes(*row).into());
                at = end;
            } else {
                at = hit + 1;
            }
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[(u16, &[u8])], people: usize, word: &str) -> Vec<usize> {
        let mut packer = TextPacker::default();
        texts.iter().for_each(|(row, text)| packer.push(*row, text));
        let piece = packer.finish(people);
        let mut bits = ChunkBits::none();
        let word = Word::new(word);
        word.find(&piece, &mut bits);
        let rows: Vec<usize> = bits.rows().collect();
        assert!(rows.is_empty() || word.may_be_in(&piece), "{:?}", word.bytes());
        rows
    }

    #[test]
    fn words_are_found_within_rows_only() {
        let even: [(u16, &[u8]); 4] = [(0, b"abab"), (1, b"cdab"), (2, b"abcd"), (3, b"xxxx")];
        for (word, rows) in [
            ("ab", &[0, 1, 2][..]),
            ("bc", &[2]),
            ("dab", &[1]),
            ("x", &[3]),
            ("bcda", &[]),
            ("abcdx", &[]),
        ] {
            assert_eq!(found(&even, 4, word), rows, "{word}");
            // Not all rows have a text: the other form.
            assert_eq!(found(&even, 5, word), rows, "{word}");
        }
        let uneven: [(u16, &[u8]); 3] = [(1, "老客户".as_bytes()), (7, b""), (9, b"vip\xFF\xE8\x80\x81")];
        for (word, rows) in [
            ("老", &[1, 9][..]),
            ("客户", &[1]),
            ("户v", &[]),
            ("p老", &[]),
            ("vip", &[9]),
        ] {
            assert_eq!(found(&uneven, 20, word), rows, "{word}");
        }
        assert!(found(&[], 3, "a").is_empty());
        let ids: Vec<String> = (0..100).map(|n| format!("openid{n:022}")).collect();
        let texts: Vec<(u16, &[u8])> = (0..).zip(&ids).map(|(row, id)| (row, id.as_bytes())).collect();
        assert_eq!(found(&texts, 100, "7").len(), 19);
        assert_eq!(found(&texts, 100, "77"), [77]);
    }

    #[test]
    fn what_no_row_holds_is_known_from_the_head() {
        let mut packer = TextPacker::default();
        packer.push(0, b"abc");
        let piece = packer.finish(1);
        assert!(Word::new("cb").may_be_in(&piece[..HEAD]) && !Word::new("老").may_be_in(&piece[..HEAD]));
    }
}
