//! `notes`: local notes on people of the account, offline. (What goes to stderr is [`super::notes`].)

mod import;

use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::args::{Jottings, Listing, NoteSet};
use super::context::Context;
use super::format::Format;
use super::notes::Notes;
use super::setup;
use crate::config::Config;
use crate::error::{Error, Exit, Usage};
use crate::export::{ArrayWriter, Cell, Column, Table, plain_csv, time, write_line};
use crate::intake::guarded_note;
use crate::locale::{JottingTexts, fill, texts};
use crate::model::{Failure, Note, OpenId};
use crate::ops::lookup::now;
use crate::person::clock;
use crate::store::Store;

/// Names of the columns, in JSON and CSV alike.
const COLUMNS: [&str; 3] = ["openid", "note", "noted_at"];

/// Runs one of the four.
pub async fn run(context: &Context, action: Jottings, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
    let mut config = context.config()?;
    // Only the running demo knows the app id under which its notes are kept.
    let _demo = setup::start_demo(&mut config).await?;
    let app_id = setup::account(&config)?.key.app_id.clone();
    let book = Book {
        context,
        store: Store::open(&config.db).await?,
        config,
        app_id,
    };
    let exit = match action {
        Jottings::List(args) => book.list(&args, out).await?,
        Jottings::Set(args) => book.set(&args).await?,
        Jottings::Import(args) => import::run(&book, &args.file).await?,
        Jottings::Export => book.export(out).await?,
    };
    book.store.close().await;
    Ok(exit)
}

/// The account's notes at hand.
struct Book<'a> {
    context: &'a Context,
    config: Config,
    store: Store,
    app_id: String,
}

impl Book<'_> {
    fn words(&self) -> &'static JottingTexts {
        &texts(self.context.lang()).jottings
    }

    /// Newest first.
    async fn list(&self, args: &Listing, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
        let notes = self.store.notes(&self.app_id).await?;
        let mut out = BufWriter::new(out);
        let format = self.context.format(args.format, Format::Jsonl);
        let printed = match format {
            Format::Table => self.table(&notes).write(&mut out, self.context.layout()),
            Format::Json => {
                let mut array = ArrayWriter::new(&mut out);
                notes
                    .iter()
                    .try_for_each(|note| array.push(&value(note)))
                    .and_then(|()| array.finish().map(drop))
            }
            Format::Jsonl => notes.iter().try_for_each(|note| write_line(&mut out, &value(note))),
            Format::Csv => self.csv(&notes, &mut out),
        };
        printed.and_then(|()| out.flush()).map_err(Error::output)?;
        if notes.is_empty() {
            Notes::say(self.words().none);
        }
        Ok(Exit::Done)
    }

    /// An empty text deletes.
    async fn set(&self, args: &NoteSet) -> Result<Exit, Error> {
        let openid = OpenId::parse(&args.openid).map_err(Failure::malformed)?;
        let words = self.words();
        let text = Note::tidied(&args.text.join(" ")).ok_or(Usage::NoteTooLong)?;
        let note = (openid.as_str().to_owned(), text);
        let kept = self.store.keep_notes(&self.app_id, vec![note], now()).await?;
        let said = match (kept.written, kept.deleted) {
            (0, 0) => words.unchanged,
            (0, _) => words.deleted,
            _ => words.saved,
        };
        Notes::say(&fill(said, &[&openid.as_str()]));
        Ok(Exit::Done)
    }

    /// By openid, so that two exports can be compared; what an import reads back.
    async fn export(&self, out: &mut (dyn Write + Send)) -> Result<Exit, Error> {
        let mut notes = self.store.notes(&self.app_id).await?;
        notes.sort_by(|one, other| one.openid.cmp(&other.openid));
        let mut out = BufWriter::new(out);
        self.csv(&notes, &mut out).map_err(Error::output)?;
        Ok(Exit::Done)
    }

    fn csv(&self, notes: &[Note], out: &mut impl Write) -> io::Result<()> {
        let row = |note: &Note| vec![note.openid.clone(), guarded_note(&note.text), time(note.at)];
        plain_csv(out, &COLUMNS, notes.iter().map(row), self.context.out_is_terminal)
    }

    fn table(&self, notes: &[Note]) -> Table {
        let words = self.words();
        let columns = [
            Column {
                openid: true,
                ..Column::text("Openid")
            },
            Column {
                whole: true,
                rank: 1,
                ..Column::text(words.column_noted_at)
            },
            Column::text(words.column_note),
        ];
        let mut table = Table::new(columns.into());
        for note in notes {
            let at = clock(note.at, &self.config.ui.time_zone);
            table.push([note.openid.clone(), at, note.text.clone()].map(Cell::from));
        }
        table
    }
}

fn value(note: &Note) -> Value {
    let [openid, text, at] = COLUMNS;
    json!({ openid: note.openid, text: note.text, at: time(note.at) })
}
