//! A query against packed columns, chunk by chunk. Texts are scanned; everything else is judged once for each entry of
//! a chunk's dictionaries, by the very code that judges a record, and rows follow by their codes.

mod judge;

use judge::Judge;

use std::ops::Range;
use std::sync::Arc;

use super::bits::ChunkBits;
use super::chunk::{Column, Dictionaries, codes, times};
use super::column::{Grid, HEAD, Word};
use super::letters;
use crate::model::{Profile, Record, Source, Status, resolve_tags};
use crate::query::{Beside, Condition, Query, Term};
use crate::store::{CHUNK, ColumnId, ColumnReader, Naming, ReadResult};

/// A note and whose it is.
pub(super) type Noted = (u32, String);

/// A query made ready.
#[derive(Debug)]
pub(super) struct Plan {
    steps: Vec<Step>,
    /// Only these; ascending.
    only: Option<Arc<Vec<u32>>>,
    pub(super) naming: Naming,
    /// Of the file when the plan was made.
    pub(super) data_version: i64,
}

#[derive(Debug)]
struct Step {
    condition: Condition,
    /// For plain words.
    word: Option<Word>,
    /// People whose note fits; ascending.
    noted: Vec<u32>,
    /// Of what dictionaries know.
    judge: Judge,
}

impl Plan {
    /// `notes` and `only` are in the order of ordinals.
    pub(super) fn new(
        query: &Query,
        notes: &[Noted],
        only: Option<Arc<Vec<u32>>>,
        naming: Naming,
        data_version: i64,
    ) -> Self {
        let blank = record(&naming, Profile::default());
        let step = |condition: &Condition| {
            let fits = |note: &str| {
                let beside = Beside {
                    note: Some(note),
                    left: false,
                };
                condition.term.matches(&blank, beside)
            };
            let is_of_note = matches!(condition.term, Term::Plain(_) | Term::Has(_));
            let fitting = notes.iter().filter(|(_, note)| is_of_note && fits(note));
            Step {
                condition: condition.clone(),
                word: match &condition.term {
                    Term::Plain(word) => Some(Word::new(word)),
                    _ => None,
                },
                noted: fitting.map(|(ordinal, _)| *ordinal).collect(),
                judge: Judge::new(&condition.term, &naming),
            }
        };
        let mut steps: Vec<Step> = query.conditions().iter().map(step).collect();
        // Scanning texts is the dear part: it is left out where nobody is left.
        steps.sort_by_key(|step| step.word.is_some());
        Self {
            steps,
            only,
            naming,
            data_version,
        }
    }

    /// The rows of a chunk that fit.
    pub(super) fn search(&self, chunk: &mut Chunk<'_, '_>) -> ReadResult<ChunkBits> {
        let mut fitting = ChunkBits::first(chunk.people);
        if let Some(only) = &self.only {
            fitting.keep(&chunk.bits_of(only), false);
        }
        for step in &self.steps {
            if fitting.is_empty() {
                break;
            }
            let found = step.search(chunk, &fitting, &self.naming)?;
            fitting.keep(&found, step.condition.negated);
        }
        Ok(fitting)
    }
}

impl Step {
    /// The rows that fit the term, of those among whom they are looked for at least.
    fn search(&self, chunk: &mut Chunk<'_, '_>, among: &ChunkBits, naming: &Naming) -> ReadResult<ChunkBits> {
        let mut found = chunk.bits_of(&self.noted);
        if let Some(word) = &self.word {
            chunk.find_word(word, among, &mut found)?;
        }
        let term = &self.condition.term;
        if let Term::Since(period) = term {
            let seconds = |at: jiff::Timestamp| at.as_second();
            let (from, before) = (period.from.map(seconds), period.before.map(seconds));
            let holds = |time: i64| {
                time > 0 && from.is_none_or(|from| from <= time) && before.is_none_or(|before| time < before)
            };
            let piece = chunk.read(Column::Times)?;
            times(piece)
                .enumerate()
                .for_each(|(row, time)| found.set_if(row, holds(time)));
            return Ok(found);
        }
        if self.judge.is_needed() {
            let judged = self.judge.judge(chunk.dictionaries()?, naming);
            chunk.mark(Column::Kinds, &judged.kinds, &mut found)?;
            chunk.mark(Column::TagSets, &judged.tag_sets, &mut found)?;
            chunk.mark(Column::Qrs, &judged.qrs, &mut found)?;
        }
        Ok(found)
    }
}

/// A record that has nothing but what a dictionary knows.
pub(super) fn record(naming: &Naming, profile: Profile) -> Record {
    let tags = profile.tagid_list.as_ref().map(|ids| resolve_tags(ids, &naming.tags));
    let label = naming
        .qr_labels
        .label(profile.qr_scene, profile.qr_scene_str.as_deref());
    Record {
        openid: String::new(),
        account: String::new(),
        source: Source::Follower,
        status: Status::Following,
        fetched_at: None,
        from_history: false,
        repaired: false,
        tags,
        qr_label: label.map(str::to_owned),
        profile,
        error: None,
    }
}

/// Rows up to which their texts are read one by one rather than the whole piece.
const SINGLE_TEXTS: usize = 200;

/// One chunk being read.
pub(super) struct Chunk<'a, 'b> {
    columns: &'b mut ColumnReader<'a>,
    mirror: i64,
    pub(super) number: u32,
    /// Rows in it.
    pub(super) people: usize,
}

impl<'a, 'b> Chunk<'a, 'b> {
    /// A chunk of a mirror that has `people` packed in all.
    pub(super) fn new(columns: &'b mut ColumnReader<'a>, mirror: i64, number: u32, people: u32) -> Self {
        Self {
            columns,
            mirror,
            number,
            people: people.saturating_sub(number * CHUNK).min(CHUNK) as usize,
        }
    }

    /// A piece of a column, whole.
    pub(super) fn read(&mut self, column: Column) -> ReadResult<&[u8]> {
        self.read_number(column as u8)
    }

    /// A piece of any column by its number.
    pub(super) fn read_number(&mut self, column: u8) -> ReadResult<&[u8]> {
        self.part(column, 0..usize::MAX)
    }

    fn part(&mut self, column: u8, part: Range<usize>) -> ReadResult<&[u8]> {
        let id = ColumnId {
            mirror: self.mirror,
            column,
        };
        self.columns.read(id, self.number, part)
    }

    pub(super) fn dictionaries(&mut self) -> ReadResult<Dictionaries<'_>> {
        self.read(Column::Dictionaries).map(Dictionaries::new)
    }

    /// Adds the rows of which a text holds a word, of those in `among` at least.
    fn find_word(&mut self, word: &Word, among: &ChunkBits, found: &mut ChunkBits) -> ReadResult<()> {
        if let [letter] = word.bytes() {
            return self.find_letter(*letter, found);
        }
        for column in [Column::Openid, Column::Unionid, Column::Names] {
            self.find(column, word, among, found)?;
        }
        Ok(())
    }

    fn find_letter(&mut self, letter: u8, found: &mut ChunkBits) -> ReadResult<()> {
        let head = self.part(Column::Letters as u8, 0..letters::HEAD)?;
        if let Some(part) = letters::bits_of(head, letter) {
            found.add_bytes(self.part(Column::Letters as u8, part)?);
        }
        Ok(())
    }

    fn find(&mut self, column: Column, word: &Word, among: &ChunkBits, found: &mut ChunkBits) -> ReadResult<()> {
        let head = self.part(column as u8, 0..HEAD)?;
        if !word.may_be_in(head) {
            return Ok(());
        }
        if let Some(grid) = Grid::of(head).filter(|_| among.count() <= SINGLE_TEXTS) {
            return self.find_singly(column, grid, word, among, found);
        }
        word.find(self.read(column)?, found);
        Ok(())
    }

    /// Looks at the texts of few rows alone.
    fn find_singly(
        &mut self,
        column: Column,
        grid: Grid,
        word: &Word,
        among: &ChunkBits,
        found: &mut ChunkBits,
    ) -> ReadResult<()> {
        let mut text = self.part(column as u8, grid.shared())?.to_vec();
        let shared = text.len();
        for row in among.rows() {
            text.truncate(shared);
            text.extend_from_slice(self.part(column as u8, grid.rest_of(row))?);
            found.set_if(row, word.is_in(&text));
        }
        Ok(())
    }

    /// Adds the rows whose code fits.
    fn mark(&mut self, column: Column, fits: &[bool], found: &mut ChunkBits) -> ReadResult<()> {
        if !fits.contains(&true) {
            return Ok(());
        }
        let piece = self.read(column)?;
        for (row, code) in codes(piece).enumerate() {
            found.set_if(row, fits.get(code).copied().unwrap_or_default());
        }
        Ok(())
    }

    /// Those of ascending ordinals that are in this chunk.
    fn bits_of(&self, ordinals: &[u32]) -> ChunkBits {
        let mut bits = ChunkBits::none();
        let first = self.number * CHUNK;
        let from = ordinals.partition_point(|ordinal| *ordinal < first);
        let inside = ordinals[from..].iter().take_while(|ordinal| **ordinal - first < CHUNK);
        inside.for_each(|ordinal| bits.set((ordinal - first) as usize));
        bits
    }
}
