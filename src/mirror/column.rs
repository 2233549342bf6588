//! Packed texts of a chunk's rows, and looking for a word in them.

use memchr::memmem::Finder;

use super::bits::ChunkBits;

/// Stands between two texts of one row. UTF-8 never holds it.
pub(super) const BETWEEN: u8 = 0xFF;

/// Form, width, count; then a bit for each byte that occurs.
pub(super) const HEAD: usize = 8 + 32;

/// Bit of the form: all texts are of one length; without it their ends are listed.
const EVEN: u8 = 1;
/// Bit of the form: every row has a text; without it the rows that have one are listed.
const FULL: u8 = 2;

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

    /// The piece. Texts of one length, as openids are, need no list of ends, and those of all `people` none of rows.
    pub(super) fn finish(self, people: usize) -> Vec<u8> {
        let width = self.ends.first().copied().unwrap_or_default();
        let is_short = width > 0 && u16::try_from(width).is_ok();
        let is_even = is_short && (1..).zip(&self.ends).all(|(n, end)| *end == n * width);
        let is_full = self.rows.len() == people;
        let form = if is_even { EVEN } else { 0 } | if is_full { FULL } else { 0 };
        let mut piece = Vec::with_capacity(HEAD + self.bytes.len());
        piece.extend([form, 0]);
        piece.extend(u16::try_from(width).unwrap_or_default().to_le_bytes());
        piece.extend(u32::try_from(self.rows.len()).unwrap_or_default().to_le_bytes());
        let mut occurs = [0_u8; 32];
        for byte in &self.bytes {
            occurs[usize::from(byte / 8)] |= 1 << (byte % 8);
        }
        piece.extend(occurs);
        if !is_full {
            piece.extend(self.rows.iter().flat_map(|row| row.to_le_bytes()));
        }
        if !is_even {
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
        let Some(texts) = Texts::of(piece) else { return };
        if texts.is_full {
            self.find_entries(&texts, found);
            return;
        }
        let mut entries = ChunkBits::none();
        self.find_entries(&texts, &mut entries);
        for row in entries.rows().filter_map(|entry| texts.rows.get(entry)) {
            found.set(u16::from_le_bytes(*row).into());
        }
    }

    /// Adds the entries of a column whose text holds the word.
    fn find_entries(&self, texts: &Texts<'_>, found: &mut ChunkBits) {
        match texts.width {
            Some(width) => self.find_even(texts.bytes, width, found),
            None => self.find_uneven(texts, found),
        }
    }

    fn find_even(&self, body: &[u8], width: usize, found: &mut ChunkBits) {
        match (self.bytes(), width) {
            // Openids are 28 long; with a length that is known the loop is a few instructions a row.
            ([byte], 28) => {
                let (texts, _) = body.as_chunks::<28>();
                for (row, text) in texts.iter().enumerate() {
                    let hits = text.iter().map(|other| u8::from(other == byte)).sum::<u8>();
                    found.set_if(row, hits > 0);
                }
            }
            (word, _) => {
                let mut at = 0;
                while let Some(hit) = body.get(at..).and_then(|rest| self.finder.find(rest)) {
                    let hit = at + hit;
                    if hit % width + word.len() <= width {
                        at = mark_alike(body, word, hit, width, found);
                    } else {
                        at = hit + 1;
                    }
                }
            }
        }
    }

    fn find_uneven(&self, texts: &Texts<'_>, found: &mut ChunkBits) {
        let end_of = |end: &[u8; 4]| u32::from_le_bytes(*end) as usize;
        let (mut at, mut entry) = (0, 0);
        while let Some(hit) = texts.bytes.get(at..).and_then(|rest| self.finder.find(rest)) {
            let hit = at + hit;
            entry += texts.ends[entry..].partition_point(|end| end_of(end) <= hit);
            let Some(end) = texts.ends.get(entry).map(end_of) else {
                return;
            };
            if hit + self.bytes().len() <= end {
                found.set(entry);
                at = end;
            } else {
                at = hit + 1;
            }
        }
    }
}

/// A piece taken apart.
struct Texts<'a> {
    /// Every row has an entry.
    is_full: bool,
    /// The row of each entry.
    rows: &'a [[u8; 2]],
    /// Length of each text, where all are alike.
    width: Option<usize>,
    /// Where each text ends.
    ends: &'a [[u8; 4]],
    bytes: &'a [u8],
}

impl<'a> Texts<'a> {
    fn of(piece: &'a [u8]) -> Option<Self> {
        let (head, body) = piece.split_at_checked(HEAD)?;
        let [form, _, low, high, count @ ..] = head.first_chunk::<8>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (is_full, is_even) = (form & FULL != 0, form & EVEN != 0);
        let (rows, body) = body.split_at_checked(if is_full { 0 } else { count * 2 })?;
        let (ends, bytes) = body.split_at_checked(if is_even { 0 } else { count * 4 })?;
        let width = usize::from(u16::from_le_bytes([*low, *high]));
        Some(Self {
            is_full,
            rows: rows.as_chunks().0,
            width: (is_even && width > 0).then_some(width),
            ends: ends.as_chunks().0,
            bytes,
        })
    }
}

/// Adds the row of a hit and those behind it that hold the word in the same place: openids begin alike, and starting
/// the search anew at each would cost more than looking. Gives where to go on.
fn mark_alike(body: &[u8], word: &[u8], hit: usize, width: usize, found: &mut ChunkBits) -> usize {
    let (first, place) = (hit / width, hit % width);
    let holds = |row: &usize| {
        let at = row * width + place;
        body.get(at..at + word.len()) == Some(word)
    };
    let last = body.len() / width;
    let after = (first + 1..last).find(|row| !holds(row)).unwrap_or(last.max(first + 1));
    (first..after).for_each(|row| found.set(row));
    after * width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[(u16, &[u8])], people: usize, word: &str) -> Vec<usize> {
        let mut packer = TextPacker::default();
        for (row, text) in texts {
            packer.push(*row, text);
        }
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
        // Alike in front, and of one length though not everybody has one.
        let gaps: [(u16, &[u8]); 4] = [(2, b"o6_xa"), (5, b"o6_bb"), (6, b"xo6_b"), (9, b"o6_xo")];
        for (word, rows) in [
            ("o6_", &[2, 5, 6, 9][..]),
            ("6_x", &[2, 9]),
            ("b", &[5, 6]),
            ("ao6", &[]),
            ("o", &[2, 5, 6, 9]),
        ] {
            assert_eq!(found(&gaps, 20, word), rows, "{word}");
        }
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
