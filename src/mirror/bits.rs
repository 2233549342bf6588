//! Sets of rows, one bit each.

use crate::store::CHUNK;

/// Words of a chunk's bits.
const WORDS: usize = CHUNK as usize / 64;

/// Bytes of a chunk's bits as they are stored.
pub(super) const BYTES: usize = CHUNK as usize / 8;

/// Rows of one chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChunkBits(Box<[u64; WORDS]>);

impl ChunkBits {
    pub(super) fn none() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The first `rows`.
    pub(super) fn first(rows: usize) -> Self {
        let mut bits = Self::none();
        for (index, word) in bits.0.iter_mut().enumerate() {
            *word = match rows.saturating_sub(index * 64) {
                0 => 0,
                left @ 1..64 => (1 << left) - 1,
                _ => u64::MAX,
            };
        }
        bits
    }

    pub(super) fn set(&mut self, row: usize) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Sets the bit where it is to be, without a branch: for loops over all rows.
    pub(super) fn set_if(&mut self, row: usize, is_set: bool) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word |= u64::from(is_set) << (row % 64);
        }
    }

    pub(super) fn is_set(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Keeps only what `other` has, or has not.
    pub(super) fn keep(&mut self, other: &Self, negated: bool) {
        for (word, other) in self.0.iter_mut().zip(other.0.iter()) {
            *word &= if negated { !other } else { *other };
        }
    }

    /// Adds the rows of stored bits.
    pub(super) fn add_bytes(&mut self, bytes: &[u8]) {
        for (word, bytes) in self.0.iter_mut().zip(bytes.as_chunks().0) {
            *word |= u64::from_le_bytes(*bytes);
        }
    }

    /// Appends what [`ChunkBits::add_bytes`] reads.
    pub(super) fn write_to(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.0.iter().flat_map(|word| word.to_le_bytes()));
    }

    /// The rows, ascending.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.0.iter().enumerate();
        words.flat_map(|(index, word)| Ones(*word).map(move |bit| index * 64 + bit))
    }
}

/// Places of the ones in a word.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit as usize)
    }
}

/// Words between two counts of [`Places`].
const STRIDE: usize = 64;

/// Places in an order where somebody stands who fits; it finds the nth of them, and how many stand before one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    words: Vec<u64>,
    /// Ones before each stride.
    before: Vec<u32>,
    total: u32,
}

impl Places {
    /// `words` has a bit for each place.
    pub(super) fn new(words: Vec<u64>) -> Self {
        let mut total = 0;
        let mut before = Vec::with_capacity(words.len().div_ceil(STRIDE));
        for stride in words.chunks(STRIDE) {
            before.push(total);
            total += stride.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        Self { words, before, total }
    }

    pub(super) fn total(&self) -> u32 {
        self.total
    }

    pub(super) fn is_set(&self, place: u32) -> bool {
        let (word, bit) = (place as usize / 64, place % 64);
        self.words.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }

    /// Ones before a place.
    pub(super) fn count_before(&self, place: u32) -> u32 {
        let word = (place as usize / 64).min(self.words.len());
        let stride = word / STRIDE;
        let Some(before) = self.before.get(stride) else {
            return self.total;
        };
        let whole = &self.words[stride * STRIDE..word];
        let part = self.words.get(word).map_or(0, |word| word & ((1 << (place % 64)) - 1));
        before + whole.iter().map(|word| word.count_ones()).sum::<u32>() + part.count_ones()
    }

    /// The place of the nth one, from 0.
    pub(super) fn nth(&self, n: u32) -> Option<u32> {
        if n >= self.total {
            return None;
        }
        let stride = self.before.partition_point(|before| *before <= n).saturating_sub(1);
        let mut left = n - self.before.get(stride)?;
        for (index, word) in self.words.iter().enumerate().skip(stride * STRIDE) {
            let ones = word.count_ones();
            if left < ones {
                let bit = Ones(*word).nth(left as usize)?;
                return u32::try_from(index * 64 + bit).ok();
            }
            left -= ones;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunk_bits_are_sets() {
        for rows in [0, 1, 63, 64, 65, 16_384] {
            assert_eq!(
                ChunkBits::first(rows).rows().collect::<Vec<_>>(),
                (0..rows).collect::<Vec<_>>()
            );
        }
        let mut bits = ChunkBits::first(200);
        let mut odd = ChunkBits::none();
        (0..200).for_each(|row| odd.set_if(row, row % 2 == 1));
        bits.keep(&odd, true);
        assert_eq!(
            (bits.rows().count(), bits.is_set(2), bits.is_set(3), bits.is_empty()),
            (100, true, false, false)
        );
    }

    #[test]
    fn places_are_found_and_counted() {
        let set: Vec<u32> = (0..40_000_u32)
            .filter(|n| n % 7 == 3 || (5_000..5_200).contains(n))
            .collect();
        let mut words = vec![0; 625];
        for place in &set {
            words[*place as usize / 64] |= 1_u64 << (place % 64);
        }
        let places = Places::new(words);
        assert_eq!(places.total() as usize, set.len());
        for (n, place) in (0..).zip(&set) {
            assert_eq!((places.nth(n), places.count_before(*place)), (Some(*place), n));
            assert!(places.is_set(*place));
        }
        assert_eq!(places.nth(places.total()), None);
        assert_eq!(places.count_before(40_000), places.total());
        assert_eq!(Places::default().nth(0), None);
    }
}
