//! Packed texts of a chunk's rows, and looking for a word in them.

use std::ops::Range;

use memchr::memmem::Finder;

use super::bits::ChunkBits;

/// Stands between two texts of one row. UTF-8 never holds it.
pub(super) const BETWEEN: u8 = 0xFF;

/// Form, shared, width, count; then a bit for each byte that occurs.
///
/// `shared` is how many bytes all texts begin with alike: they stand once, in front of the texts' rests. Openids of an
/// account share their first letters, and what is not stored need not be read either.
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
        let shared = if is_even { self.shared(width as usize) } else { 0 };
        piece.extend([form, u8::try_from(shared).unwrap_or_default()]);
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
        if is_even {
            piece.extend(&self.bytes[..shared]);
            let texts = self.bytes.chunks_exact(width as usize);
            texts.for_each(|text| piece.extend(&text[shared..]));
        } else {
            piece.extend(self.bytes);
        }
        piece
    }

    /// Bytes that all texts of this width begin with alike; at least one is left of each.
    fn shared(&self, width: usize) -> usize {
        let (first, others) = self.bytes.split_at(width);
        let alike = |text: &[u8]| text.iter().zip(first).take_while(|(one, other)| one == other).count();
        let shared = others.chunks_exact(width).map(alike).min().unwrap_or_default();
        shared.min(width - 1).min(u8::MAX.into())
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

    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.finder.find(text).is_some()
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
        match texts.form {
            Form::Even { shared, rest } => self.find_even(shared, rest, texts.bytes, found),
            Form::Uneven { ends } => self.find_uneven(ends, texts.bytes, found),
        }
    }

    /// Texts that begin with `shared`, and of which `rest` bytes follow.
    fn find_even(&self, shared: &[u8], rest: usize, bytes: &[u8], found: &mut ChunkBits) {
        if self.finder.find(shared).is_some() {
            return (0..bytes.len() / rest).for_each(|entry| found.set(entry));
        }
        let word = self.bytes();
        // Words that begin in what is shared and end in the rest.
        for inside in 1..word.len() {
            let (begin, end) = word.split_at(inside);
            if shared.ends_with(begin) {
                for (entry, text) in bytes.chunks_exact(rest).enumerate() {
                    found.set_if(entry, text.starts_with(end));
                }
            }
        }
        let mut at = 0;
        while let Some(hit) = bytes.get(at..).and_then(|left| self.finder.find(left)) {
            let hit = at + hit;
            if hit % rest + word.len() <= rest {
                found.set(hit / rest);
                at = (hit / rest + 1) * rest;
            } else {
                at = hit + 1;
            }
        }
    }

    fn find_uneven(&self, ends: &[[u8; 4]], bytes: &[u8], found: &mut ChunkBits) {
        let end_of = |end: &[u8; 4]| u32::from_le_bytes(*end) as usize;
        let (mut at, mut entry) = (0, 0);
        while let Some(hit) = bytes.get(at..).and_then(|rest| self.finder.find(rest)) {
            let hit = at + hit;
            entry += ends[entry..].partition_point(|end| end_of(end) <= hit);
            let Some(end) = ends.get(entry).map(end_of) else {
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

/// How a piece begins.
struct Head {
    /// Every row has an entry.
    is_full: bool,
    /// Where all texts are of one length: each entry's.
    grid: Option<Grid>,
    /// Entries.
    count: usize,
}

impl Head {
    fn of(head: &[u8]) -> Option<Self> {
        let [form, shared, low, high, count @ ..] = *head.first_chunk::<8>()?;
        let shared = usize::from(shared);
        let grid = if form & EVEN == 0 {
            None
        } else {
            let rest = usize::from(u16::from_le_bytes([low, high])).checked_sub(shared);
            let rest = rest.filter(|rest| *rest > 0)?;
            Some(Grid { shared, rest })
        };
        Some(Self {
            is_full: form & FULL != 0,
            grid,
            count: u32::from_le_bytes(count) as usize,
        })
    }
}

/// Where texts stand in a piece of which every row has one, all of one length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    shared: usize,
    rest: usize,
}

impl Grid {
    /// By how the piece begins; `None` where texts stand otherwise.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let head = Head::of(head)?;
        head.grid.filter(|_| head.is_full)
    }

    /// What all texts begin with.
    pub(super) fn shared(self) -> Range<usize> {
        HEAD..HEAD + self.shared
    }

    /// What follows in a row's text.
    pub(super) fn rest_of(self, row: usize) -> Range<usize> {
        let start = HEAD + self.shared + row * self.rest;
        start..start + self.rest
    }
}

/// A piece taken apart.
struct Texts<'a> {
    /// Every row has an entry.
    is_full: bool,
    /// The row of each entry.
    rows: &'a [[u8; 2]],
    form: Form<'a>,
    bytes: &'a [u8],
}

/// How the texts of a piece stand in its bytes.
enum Form<'a> {
    /// All begin with `shared`, of each `rest` bytes are listed.
    Even { shared: &'a [u8], rest: usize },
    /// As listed, up to these ends.
    Uneven { ends: &'a [[u8; 4]] },
}

impl<'a> Texts<'a> {
    fn of(piece: &'a [u8]) -> Option<Self> {
        let (head, body) = piece.split_at_checked(HEAD)?;
        let Head { is_full, grid, count } = Head::of(head)?;
        let (rows, body) = body.split_at_checked(if is_full { 0 } else { count * 2 })?;
        let (form, bytes) = if let Some(Grid { shared, rest }) = grid {
            let (shared, bytes) = body.split_at_checked(shared)?;
            (Form::Even { shared, rest }, bytes)
        } else {
            let (ends, bytes) = body.split_at_checked(count * 4)?;
            let ends = ends.as_chunks().0;
            (Form::Uneven { ends }, bytes)
        };
        Some(Self {
            is_full,
            rows: rows.as_chunks().0,
            form,
            bytes,
        })
    }
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
    fn what_all_begin_with_is_stored_once_and_found_all_the_same() {
        let ids: [(u16, &[u8]); 3] = [(0, b"o6_bma1x"), (1, b"o6_bmb1y"), (2, b"o6_bm_1a")];
        let mut packer = TextPacker::default();
        for (row, text) in ids {
            packer.push(row, text);
        }
        let piece = packer.finish(3);
        assert_eq!(piece.len(), HEAD + 5 + 3 * 3);
        let grid = Grid::of(&piece[..HEAD]).unwrap();
        for (row, text) in ids {
            let parts = [&piece[grid.shared()], &piece[grid.rest_of(row.into())]];
            assert_eq!(parts.concat(), text);
        }
        for (word, rows) in [
            ("o6_", &[0, 1, 2][..]),
            ("6_bm", &[0, 1, 2]),
            ("bma", &[0]),
            ("m", &[0, 1, 2]),
            ("o6_bmb1y", &[1]),
            ("m_1a", &[2]),
            ("1a", &[2]),
            ("a1", &[0]),
            ("xo", &[]),
            ("1xo6", &[]),
            ("o6_bma1xo", &[]),
        ] {
            assert_eq!(found(&ids, 3, word), rows, "{word}");
            assert_eq!(found(&ids, 4, word), rows, "{word}");
        }
        let twins: [(u16, &[u8]); 2] = [(0, b"abc"), (1, b"abc")];
        assert_eq!((found(&twins, 2, "bc"), found(&twins, 2, "ca")), (vec![0, 1], vec![]));
        assert_eq!(
            (found(&twins[1..], 2, "abc"), found(&twins[1..], 2, "c")),
            (vec![1], vec![1])
        );
    }

    #[test]
    fn what_no_row_holds_is_known_from_the_head() {
        let mut packer = TextPacker::default();
        packer.push(0, b"abc");
        let piece = packer.finish(1);
        assert!(Word::new("cb").may_be_in(&piece[..HEAD]) && !Word::new("老").may_be_in(&piece[..HEAD]));
    }
}
