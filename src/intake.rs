//! From anything pasted or read from a file to openids: splitting, cleaning, checking. Pure.
//!
//! Follows the product contract, "Ids": JSON and JSON Lines by key, delimited text by column, anything else split.

use std::collections::HashSet;

use crate::model::{Malformed, OpenId, clean};

mod decode;
mod delimited;
mod json;
mod notes;

pub use notes::{InvalidRow, NOTE_COLUMNS, NoteFault, NoteFile, RowFault, guarded_note, read_notes};

/// One id as it was found, before duplicates are merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The cleaned text. Empty only for a row of delimited text whose other cells hold something: such a row is no id,
    /// [`Intake::distinct`] leaves it out, and `--keep-rows` still gives it its place.
    pub text: String,
    /// The openid in it, or what is wrong with it.
    pub parsed: Result<OpenId, Malformed>,
    /// The other cells of its CSV row, in the order of [`Intake::columns`]; empty elsewhere.
    pub cells: Vec<String>,
}

/// Everything found in one input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    /// Ids in order of appearance, duplicates included.
    pub entries: Vec<Entry>,
    /// Names of the other CSV columns.
    pub columns: Vec<String>,
}

/// Why an input cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeError {
    /// A spreadsheet file: "save as CSV".
    Spreadsheet,
}

/// What looking up an input would mean. The three add up to the ids found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Openids, each counted once, that nobody asked about yet.
    pub new: usize,
    /// Second and later appearances, and openids already known.
    pub repeated: usize,
    /// Texts, each counted once, that cannot be openids.
    pub malformed: usize,
}

impl Intake {
    /// Reads a paste or a file (product contract, "Ids").
    pub fn read(bytes: &[u8]) -> Result<Self, IntakeError> {
        if decode::is_spreadsheet(bytes) {
            return Err(IntakeError::Spreadsheet);
        }
        Ok(Self::of_text(&decode::text(bytes)))
    }

    /// Takes one command-line argument as one id. Nothing but dirt is no id.
    pub fn push_argument(&mut self, argument: &str) {
        self.entries.extend(Entry::of(argument));
    }

    /// Appends what another input holds; its columns become further columns.
    pub fn append(&mut self, other: Self) {
        let before = self.columns.len();
        let after = before + other.columns.len();
        self.columns.extend(other.columns);
        for entry in &mut self.entries {
            entry.cells.resize(after, String::new());
        }
        self.entries.extend(other.entries.into_iter().map(|mut entry| {
            entry.cells.splice(0..0, std::iter::repeat_n(String::new(), before));
            entry.cells.resize(after, String::new());
            entry
        }));
    }

    /// Distinct entries in order of first appearance.
    pub fn distinct(&self) -> Vec<&Entry> {
        let mut seen = HashSet::with_capacity(self.entries.len());
        self.ids().filter(|entry| seen.insert(entry.text.as_str())).collect()
    }

    /// Counts what is new, repeated and malformed. `is_known` tells the openids that are listed already.
    pub fn summary(&self, is_known: impl Fn(&OpenId) -> bool) -> Summary {
        let mut summary = Summary::default();
        let distinct = self.distinct();
        summary.repeated = self.ids().count() - distinct.len();
        for entry in distinct {
            match &entry.parsed {
                Err(_) => summary.malformed += 1,
                Ok(id) if is_known(id) => summary.repeated += 1,
                Ok(_) => summary.new += 1,
            }
        }
        summary
    }

    fn ids(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.text.is_empty())
    }

    fn of_text(text: &str) -> Self {
        json::ids(text)
            .map(|ids| Self::of_ids(ids.iter().map(String::as_str)))
            .or_else(|| delimited::read(text))
            .or_else(|| Some(Self::split(&delimited::without_unionids(text)?)))
            .unwrap_or_else(|| Self::split(text))
    }

    fn split(text: &str) -> Self {
        Self::of_ids(text.split(is_separator))
    }

    fn of_ids<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        Self {
            entries: ids.filter_map(Entry::of).collect(),
            columns: Vec::new(),
        }
    }
}

impl Entry {
    /// The id in a text; `None` where cleaning leaves nothing.
    fn of(text: &str) -> Option<Self> {
        Some(Self::with_cells(text, Vec::new())).filter(|entry| !entry.text.is_empty())
    }

    fn with_cells(text: &str, cells: Vec<String>) -> Self {
        let text = clean(text);
        Self {
            text: text.to_owned(),
            parsed: OpenId::parse(text),
            cells,
        }
    }
}

/// White space, separators, quotes and brackets, each also in the form that a Chinese keyboard types.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || ",;|'\"`()[]{}<>，；、｜‘’“”「」『』【】（）《》〈〉［］｛｝＜＞＂＇".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
    const B: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
    const C: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";

    fn texts(intake: &Intake) -> Vec<&str> {
        intake.entries.iter().map(|entry| entry.text.as_str()).collect()
    }

    /// `A`, `B` and `C` stand for openids in the inputs below.
    fn fill(template: &str) -> String {
        template.replace("<A>", A).replace("<B>", B).replace("<C>", C)
    }

    #[test]
    fn ids_are_found_in_every_form() {
        for (input, want) in [
            ("<A>", vec![A]),
            ("<A> <B>\n<C>\n", vec![A, B, C]),
            ("<A>,<B>;<C>|abc", vec![A, B, C, "abc"]),
            ("'<A>', \"<B>\" (<C>)", vec![A, B, C]),
            ("<A>，<B>、「<C>」", vec![A, B, C]),
            ("[<A>,<B>,]", vec![A, B]),
            (r#"["<A>","<B>",]"#, vec![A, B]),
            (r#""<A>""#, vec![A]),
            ("\u{FEFF}<A>\u{200B}\r\n", vec![A]),
            (r#"["<A>", " <B> ", "", {"openid":"<C>"}, 5]"#, vec![A, B, C]),
            (r#"{"openid":"<A>","unionid":"<B>"}"#, vec![A]),
            (r#"{"unionid":"<B>"}"#, vec![]),
            (
                r#"{"total":2,"data":{"openid":["","<A>","<B>"]},"next_openid":"<B>"}"#,
                vec![A, B],
            ),
            (r#"{"openid_list":["<A>","<B>"],"tagid":134}"#, vec![A, B]),
            (
                r#"{"user_list":[{"openid":"<A>","lang":"en"},{"openid":"<B>"}]}"#,
                vec![A, B],
            ),
            (
                "{\"openid\":\"<A>\"}\n{\"openid\":\"<B>\",\"privilege\":[\"x\"]}\n",
                vec![A, B],
            ),
            (r#"{"OpenID":"<A>","openId":"<B>"}"#, vec![A, B]),
            (
                "{\"openid\":\"<A>\"}\n{\"openid\" : \"<B>\",\"nick\u{7}\n{\"openid\":\"<C>\"",
                vec![A, B, C],
            ),
            (r#"{"data":{"openid":["<A>","<B>",]},}"#, vec![A, B]),
            (r#"{"openid":123}"#, vec!["123"]),
            (r#"{"openid":null}"#, vec![]),
            ("openid\n<A>\n\n<B>\n", vec![A, B]),
            ("name,openid,unionid\nx,<A>,<C>\ny,<B>,<C>\n", vec![A, B]),
            ("name\tOpenID\nx\t<A>\n", vec![A]),
            ("\"name\";\"openid\"\n\"a;b\";\"<A>\"\n", vec![A]),
            ("sep=;\nname;openid\n\"a\nb\";<A>\n", vec![A]),
            ("user,unionid\n<A>,<C>\n<B>,<C>\n", vec!["user", A, B]),
            ("unionid\n<C>\n", vec![]),
            ("", vec![]),
            (" \n,;[]\"\" ", vec![]),
        ] {
            let input = fill(input);
            let read = Intake::read(input.as_bytes()).unwrap();
            assert_eq!(texts(&read), want, "{input:?}");
        }
    }

    #[test]
    fn undecodable_bytes_are_skipped_and_utf16_is_read() {
        for broken in [&b"\xFF\xFE"[..], b"\xFE\xFF", b"\xFF"] {
            let bytes = [broken, A.as_bytes(), b"\xC3\n", B.as_bytes()].concat();
            assert_eq!(texts(&Intake::read(&bytes).unwrap()), [A, B], "{broken:?}");
        }
        let mut bytes = vec![0xFF, b' '];
        bytes.extend_from_slice(A.as_bytes());
        bytes.extend_from_slice(&[0xB0, b'\n', 0xC3]);
        assert_eq!(texts(&Intake::read(&bytes).unwrap()), [A]);
        let excel: Vec<u8> = format!("\u{FEFF}名字\topenid\r\n张三\t{A}\r\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let read = Intake::read(&excel).unwrap();
        assert_eq!(texts(&read), [A]);
        assert_eq!(read.entries[0].cells, ["张三"]);
    }

    #[test]
    fn spreadsheets_are_refused() {
        for magic in [&b"PK\x03\x04rest"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"] {
            assert_eq!(Intake::read(magic), Err(IntakeError::Spreadsheet));
        }
    }

    #[test]
    fn other_cells_stay_beside_their_id() {
        let read =
            Intake::read(fill("ticket,openid,what\n1,<A>,\"a,b\"\n2,,empty\n3,<A>\n4,<B>,x,more\n,,\n").as_bytes());
        let read = read.unwrap();
        assert_eq!(read.columns, ["ticket", "what", ""]);
        let rows: Vec<_> = read
            .entries
            .iter()
            .map(|entry| (entry.text.as_str(), entry.cells.join("/")))
            .collect();
        let want = [(A, "1/a,b/"), ("", "2/empty/"), (A, "3//"), (B, "4/x/more")];
        assert_eq!(rows, want.map(|(text, cells)| (text, cells.to_owned())));
        let distinct: Vec<&str> = read.distinct().iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(distinct, [A, B]);
    }

    #[test]
    fn arguments_are_one_id_each() {
        let mut intake = Intake::default();
        for argument in [A, "\"abc\",", "a b", "", " , "] {
            intake.push_argument(argument);
        }
        assert_eq!(texts(&intake), [A, "abc", "a b"]);
        assert_eq!(intake.entries[1].parsed, Err(Malformed::TooShort { chars: 3 }));
        assert_eq!(
            intake.entries[2].parsed,
            Err(Malformed::IllegalCharacter { found: ' ', at: 2 })
        );
    }

    #[test]
    fn inputs_follow_each_other() {
        let mut intake = Intake::default();
        intake.push_argument(B);
        intake.append(Intake::read(fill("openid,x\n<A>,1\n").as_bytes()).unwrap());
        intake.append(Intake::read(fill("openid,y\n<C>,2\n").as_bytes()).unwrap());
        assert_eq!(texts(&intake), [B, A, C]);
        assert_eq!(intake.columns, ["x", "y"]);
        let cells: Vec<_> = intake.entries.iter().map(|entry| entry.cells.join("/")).collect();
        assert_eq!(cells, ["/", "1/", "/2"]);
    }

    #[test]
    fn the_summary_adds_up() {
        let read = Intake::read(fill("<A> <B> <A> abc <C> abc").as_bytes()).unwrap();
        let summary = read.summary(|id| id.as_str() == C);
        let want = Summary {
            new: 2,
            repeated: 3,
            malformed: 1,
        };
        assert_eq!(summary, want);
    }

    #[test]
    fn a_large_paste_is_read_whole() {
        let line = |n: usize| format!("o{n:027}\n");
        let text: String = (0..40_000).map(line).chain((0..40_000).map(line)).collect();
        let read = Intake::read(text.as_bytes()).unwrap();
        assert_eq!((read.entries.len(), read.distinct().len()), (80_000, 40_000));
        assert!(read.entries.iter().all(|entry| entry.parsed.is_ok()));
    }

    proptest::proptest! {
        #[test]
        fn any_input_is_survived_and_leaves_clean_texts(bytes: Vec<u8>, text in "[\\[{\"':,;\\]}o-qA-C0-9\\-_\\n\\t ]{0,80}|\\PC{0,60}|(\\{\"openid(_list)?\" ?: ?\\[?\"\\PC{0,8}){0,3}") {
            for input in [bytes.as_slice(), text.as_bytes()] {
                let Ok(read) = Intake::read(input) else { continue };
                for entry in &read.entries {
                    proptest::prop_assert_eq!(clean(&entry.text), entry.text.as_str());
                    proptest::prop_assert_eq!(entry.cells.len(), read.columns.len());
                }
                let summary = read.summary(|_| false);
                proptest::prop_assert_eq!(summary.new + summary.malformed, read.distinct().len());
            }
        }
    }
}
