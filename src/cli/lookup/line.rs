//! Puts answers that come in any order back into the order of the input. Pure.

use std::collections::HashMap;

use serde_json::Value;

use crate::intake::{Entry, Intake};
use crate::model::{AccountKey, Failure, Kind, OpenId, Record, Source};

/// The rows to come.
#[derive(Debug)]
pub struct Line {
    /// One per distinct id; `None` until its answer comes.
    records: Vec<Option<Record>>,
    /// Place in `records` by openid.
    places: HashMap<String, usize>,
    /// The well-formed openids, in order.
    openids: Vec<OpenId>,
    /// Rows to print: place in `records`, and the cells that stand behind.
    rows: Vec<(usize, Vec<Value>)>,
    /// Rows printed.
    printed: usize,
}

impl Line {
    /// Rows for an input: one per distinct id, or with `keep_rows` one per input row. Malformed ids are answered here.
    pub fn new(intake: &Intake, keep_rows: bool, account: &AccountKey, source: Source) -> Self {
        let mut line = Self {
            records: Vec::new(),
            places: HashMap::new(),
            openids: Vec::new(),
            rows: Vec::new(),
            printed: 0,
        };
        let distinct = intake.distinct();
        let entries: Vec<&Entry> = if keep_rows {
            intake.entries.iter().collect()
        } else {
            distinct
        };
        for entry in entries {
            let place = line.place(entry, account, source);
            let cells = if keep_rows {
                cells(entry, intake.columns.len())
            } else {
                Vec::new()
            };
            line.rows.push((place, cells));
        }
        line
    }

    /// The well-formed openids to ask for, in order.
    pub fn openids(&self) -> Vec<OpenId> {
        self.openids.clone()
    }

    /// Takes an answer in. One for an openid that nobody asked about is dropped, a second one, too.
    pub fn put(&mut self, record: Record) {
        if let Some(slot) = self
            .places
            .get(&record.openid)
            .and_then(|place| self.records.get_mut(*place))
        {
            slot.get_or_insert(record);
        }
    }

    /// The next row whose turn it is, if its answer is known.
    pub fn next(&mut self) -> Option<(&Record, Vec<Value>)> {
        let (place, cells) = self.rows.get(self.printed)?;
        let record = self.records.get(*place)?.as_ref()?;
        self.printed += 1;
        Some((record, cells.clone()))
    }

    /// Per distinct id the kind of its failure, `None` for an answer. Ids that nobody answered are left out.
    pub fn kinds(&self) -> Vec<Option<Kind>> {
        let known = self.records.iter().flatten();
        known
            .map(|record| record.error.as_ref().map(|failure| failure.kind))
            .collect()
    }

    /// How many ids have an answer that is not just our own cancelling, of how many.
    pub fn progress(&self) -> (usize, usize) {
        let kinds = self.kinds();
        let answered = kinds.iter().filter(|kind| **kind != Some(Kind::Cancelled)).count();
        (answered, self.records.len())
    }

    fn place(&mut self, entry: &Entry, account: &AccountKey, source: Source) -> usize {
        if let Some(place) = self.places.get(&entry.text) {
            return *place;
        }
        let place = self.records.len();
        self.places.insert(entry.text.clone(), place);
        self.records.push(match &entry.parsed {
            Ok(openid) => {
                self.openids.push(openid.clone());
                None
            }
            Err(fault) => Some(Record::failed(
                entry.text.as_str(),
                account,
                source,
                None,
                Failure::malformed(fault.clone()),
            )),
        });
        place
    }
}

/// An argument has no cells, a row of a file as many as it has columns.
fn cells(entry: &Entry, columns: usize) -> Vec<Value> {
    let mut cells: Vec<Value> = entry.cells.iter().cloned().map(Value::String).collect();
    cells.resize(columns, Value::String(String::new()));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;

    const A: &str = "oAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const B: &str = "oBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    fn account() -> AccountKey {
        AccountKey {
            name: "main".to_owned(),
            app_id: "wx1".to_owned(),
        }
    }

    fn answered(openid: &str) -> Record {
        let failure = Failure::cancelled();
        let record = Record::failed(openid, &account(), Source::Follower, None, failure);
        Record {
            status: Status::Following,
            error: None,
            ..record
        }
    }

    fn drain(line: &mut Line) -> Vec<String> {
        let mut printed = Vec::new();
        while let Some((record, cells)) = line.next() {
            let cells: Vec<&str> = cells.iter().filter_map(Value::as_str).collect();
            printed.push(format!(
                "{}{}",
                &record.openid[..2.min(record.openid.len())],
                cells.concat()
            ));
        }
        printed
    }

    fn line(text: &str, keep_rows: bool) -> Line {
        let intake = Intake::read(text.as_bytes()).unwrap();
        Line::new(&intake, keep_rows, &account(), Source::Follower)
    }

    #[test]
    fn answers_wait_for_their_turn() {
        let mut line = line(&format!("{A} bad {B} {A}"), false);
        assert_eq!(line.openids().iter().map(OpenId::as_str).collect::<Vec<_>>(), [A, B]);
        assert_eq!(drain(&mut line), [""; 0]);
        line.put(answered(B));
        assert_eq!(drain(&mut line), [""; 0], "the first is not known yet");
        line.put(answered("oXXXXXXXXXXXXXXXXXXXXXXXXXXX"));
        line.put(answered(A));
        assert_eq!(drain(&mut line), ["oA", "ba", "oB"]);
        assert_eq!(line.kinds(), [None, Some(Kind::InvalidOpenid), None]);
        assert_eq!(drain(&mut line), [""; 0]);
    }

    #[test]
    fn kept_rows_repeat_their_answer_beside_their_own_cells() {
        let mut line = line(&format!("ticket,openid\n1,{A}\n2,x\n3,{A}\n"), true);
        assert_eq!(line.openids().len(), 1);
        line.put(answered(A));
        assert_eq!(drain(&mut line), ["oA1", "x2", "oA3"]);
    }

    #[test]
    fn what_was_cancelled_is_no_answer() {
        let mut line = line(&format!("{A} {B}"), false);
        line.put(answered(A));
        line.put(Record::failed(
            B,
            &account(),
            Source::Follower,
            None,
            Failure::cancelled(),
        ));
        assert_eq!(line.progress(), (1, 2));
    }
}
