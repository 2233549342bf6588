//! Notes from a table: delimited text with a column `openid` and one of notes.

use csv::{ReaderBuilder, StringRecord};

use super::decode;
use super::delimited::{column, columns, delimiter, without_declaration};
use crate::model::{Malformed, Note, OpenId, clean};

/// Names of a column of notes. The first is that of an export, so it is meant wherever it is there.
pub const NOTE_COLUMNS: [&str; 5] = ["note", "notes", "笔记", "本地笔记", "备注"];

/// Notes read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteFile {
    /// Name of the column that the notes were taken from, as the file has it.
    pub column: String,
    /// Openid and text, in the order of the file; an openid that came again stands once, with its last text.
    pub notes: Vec<(String, String)>,
    /// Rows that cannot be taken.
    pub invalid: Vec<InvalidRow>,
    /// Rows whose note is empty: an import takes no note away.
    pub empty: usize,
    /// Rows of an openid that has a later row.
    pub repeated: usize,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: RowFault,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowFault {
    /// This cannot be an openid.
    Openid(Malformed),
    /// The note is longer than [`Note::LONGEST`] characters.
    TooLong,
}

/// Why a file cannot be read as a whole; nothing of it is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteFault {
    /// A spreadsheet file: "save as CSV".
    Spreadsheet,
    /// The bytes are no UTF-8 from this line on.
    NotUtf8 {
        /// The line, from 1.
        line: u64,
    },
    /// The first line has no cell `openid`.
    NoOpenid,
    /// No column is named as one of notes. Any other could be anything: a nickname is no note.
    NoNotes {
        /// The columns that are there.
        columns: Vec<String>,
    },
    /// Several columns are.
    SeveralNotes {
        /// These.
        columns: Vec<String>,
    },
    /// The quote that opens in this line is never closed.
    OpenQuote {
        /// The line, from 1.
        line: u64,
    },
}

/// Reads a table of notes.
pub fn read_notes(bytes: &[u8]) -> Result<NoteFile, NoteFault> {
    if decode::is_spreadsheet(bytes) {
        return Err(NoteFault::Spreadsheet);
    }
    let text = whole_text(bytes)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let (body, declared) = without_declaration(text);
    let delimiter = declared
        .or_else(|| delimiter(body, "openid"))
        .ok_or(NoteFault::NoOpenid)?;
    let lines_before = u64::from(declared.is_some());
    if let Some(line) = open_quote(body, delimiter) {
        return Err(NoteFault::OpenQuote {
            line: line + lines_before,
        });
    }
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes())
        .into_records()
        .filter_map(Result::ok);
    let head = rows.next().ok_or(NoteFault::NoOpenid)?;
    let openids = column(&head, "openid").ok_or(NoteFault::NoOpenid)?;
    let notes = note_column(&head)?;
    let mut file = NoteFile {
        column: head.get(notes).unwrap_or_default().trim().to_owned(),
        notes: Vec::new(),
        invalid: Vec::new(),
        empty: 0,
        repeated: 0,
    };
    let mut places = std::collections::HashMap::new();
    for row in rows {
        let line = row.position().map_or(0, csv::Position::line) + lines_before;
        file.take(&row, (openids, notes), line, &mut places);
    }
    Ok(file)
}

impl NoteFile {
    fn take(
        &mut self,
        row: &StringRecord,
        (openids, notes): (usize, usize),
        line: u64,
        places: &mut std::collections::HashMap<String, usize>,
    ) {
        let (openid, note) = (row.get(openids).unwrap_or_default(), row.get(notes).unwrap_or_default());
        if clean(openid).is_empty() && note.trim().is_empty() {
            return;
        }
        let parsed = match (OpenId::parse(openid), Note::tidied(unguarded(note))) {
            (Err(malformed), _) => Err(RowFault::Openid(malformed)),
            (_, None) => Err(RowFault::TooLong),
            (Ok(openid), Some(text)) => Ok((openid.as_str().to_owned(), text)),
        };
        match parsed {
            Err(fault) => self.invalid.push(InvalidRow { line, fault }),
            Ok((_, text)) if text.is_empty() => self.empty += 1,
            Ok((openid, text)) => {
                if let Some(place) = places.get(&openid) {
                    self.repeated += 1;
                    self.notes[*place].1 = text;
                } else {
                    places.insert(openid.clone(), self.notes.len());
                    self.notes.push((openid, text));
                }
            }
        }
    }
}

/// A note as a cell that no spreadsheet runs, such that [`read_notes`] gives it back: a text that could be taken for a
/// guarded one gets a `'` of its own. What a spreadsheet would run itself is guarded by whoever writes the file.
pub fn guarded_note(text: &str) -> String {
    if is_guarded(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn unguarded(cell: &str) -> &str {
    if is_guarded(cell) { &cell[1..] } else { cell }
}

/// Quotation marks before what a spreadsheet would run.
fn is_guarded(text: &str) -> bool {
    text.starts_with('\'')
        && text
            .trim_start_matches('\'')
            .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The whole text. A table in another encoding would lose letters without a word, so it is refused.
fn whole_text(bytes: &[u8]) -> Result<String, NoteFault> {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Ok(decode::text(bytes)),
        _ => std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            NoteFault::NotUtf8 {
                line: 1 + before.split(|byte| *byte == b'\n').skip(1).count() as u64,
            }
        }),
    }
}

fn note_column(head: &StringRecord) -> Result<usize, NoteFault> {
    let columns = |name: &str| columns(head, name).collect::<Vec<_>>();
    let called_note = columns(NOTE_COLUMNS[0]);
    let found = if called_note.is_empty() {
        NOTE_COLUMNS.iter().flat_map(|name| columns(name)).collect()
    } else {
        called_note
    };
    let name = |place: usize| clean(head.get(place).unwrap_or_default()).to_owned();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(NoteFault::NoNotes {
            columns: (0..head.len()).map(name).collect(),
        }),
        several => Err(NoteFault::SeveralNotes {
            columns: several.iter().map(|place| name(*place)).collect(),
        }),
    }
}

/// The line in which a quote opens that is never closed: everything behind it would be one note.
fn open_quote(text: &str, delimiter: u8) -> Option<u64> {
    let (mut line, mut opened) = (1, None);
    let mut is_start = true;
    for byte in text.bytes() {
        match (byte, opened) {
            (b'"', Some(_)) => opened = None,
            // Within a quoted cell `""` closes and opens again.
            (b'"', None) if is_start => opened = Some(line),
            _ => {}
        }
        is_start = (opened.is_none() && (byte == delimiter || byte == b'\n')) || (byte == b'"' && opened.is_none());
        line += u64::from(byte == b'\n');
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
    const TWO: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";

    fn read(text: &str) -> Result<NoteFile, NoteFault> {
        read_notes(text.replace("ONE", ONE).replace("TWO", TWO).as_bytes())
    }

    fn notes(text: &str) -> Vec<(String, String)> {
        read(text).unwrap_or_else(|fault| panic!("{fault:?}: {text}")).notes
    }

    #[test]
    fn a_column_of_notes_is_found_and_named() {
        for (text, column) in [
            ("openid,note\nONE,x", "note"),
            ("a;Openid;NOTES\n1;ONE;x", "NOTES"),
            ("\u{feff}remark\t笔记\topenid\nr\tx\tONE", "笔记"),
            ("openid,Note\r\nONE,x\r\n", "Note"),
            ("sep=;\nopenid;备注;note\nONE;r;x", "note"),
            ("openid,备注,name\nONE,x,n", "备注"),
        ] {
            let file = read(text).unwrap();
            assert_eq!(file.column, column, "{text}");
            assert_eq!(file.notes, [(ONE.to_owned(), "x".to_owned())], "{text}");
        }
    }

    #[test]
    fn rows_are_counted_by_what_becomes_of_them() {
        let file = read("openid,note\nONE, first \nshort,x\n,\nTWO,\nONE,\"two\r\nlines\"\noooooooooooooooooo中oo,y\n")
            .unwrap();
        assert_eq!(file.notes, [(ONE.to_owned(), "two\nlines".to_owned())]);
        assert_eq!((file.empty, file.repeated), (1, 1));
        let lines: Vec<_> = file.invalid.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 8]);
        let long = format!("openid,note\nONE,{}\n", "字".repeat(Note::LONGEST + 1));
        assert_eq!(read(&long).unwrap().invalid[0].fault, RowFault::TooLong);
    }

    #[test]
    fn a_broken_file_is_refused_as_a_whole() {
        let columns = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let cases: [(&[u8], NoteFault); 9] = [
            (b"PK\x03\x04", NoteFault::Spreadsheet),
            (b"", NoteFault::NoOpenid),
            (b"id,note\nx,y", NoteFault::NoOpenid),
            (b"openid,note\nx,\xb1\xb8\xd7\xa2\n", NoteFault::NotUtf8 { line: 2 }),
            (
                b"openid,note\nx,\"a\n\"\"b\"\ny,\"open\nz,w\n",
                NoteFault::OpenQuote { line: 4 },
            ),
            (
                b"openid,a,b\n",
                NoteFault::NoNotes {
                    columns: columns(&["openid", "a", "b"]),
                },
            ),
            (
                b"openid,nickname\nx,Band\n",
                NoteFault::NoNotes {
                    columns: columns(&["openid", "nickname"]),
                },
            ),
            (
                "笔记,openid,备注\n".as_bytes(),
                NoteFault::SeveralNotes {
                    columns: columns(&["笔记", "备注"]),
                },
            ),
            (
                b"openid,note,Note\n",
                NoteFault::SeveralNotes {
                    columns: columns(&["note", "Note"]),
                },
            ),
        ];
        for (bytes, fault) in cases {
            assert_eq!(read_notes(bytes), Err(fault), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_guarded_note_comes_back() {
        for text in ["=1+1", "'=1", "''-x", "'quoted'", "-1", "plain", "a,\"b\"\nc"] {
            let mut out = csv::Writer::from_writer(Vec::new());
            let cell = guarded_note(text);
            let cell = if cell.starts_with(['=', '-']) {
                format!("'{cell}")
            } else {
                cell
            };
            out.write_record(["openid", "note"]).unwrap();
            out.write_record([ONE, &cell]).unwrap();
            let file = String::from_utf8(out.into_inner().unwrap()).unwrap();
            assert_eq!(notes(&file), [(ONE.to_owned(), text.to_owned())], "{file}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>, text in "openid,note\n[otvxTs0-9,\"\n ]{0,80}") {
            let _ = read_notes(&bytes);
            let _ = read_notes(text.as_bytes());
        }
    }
}
