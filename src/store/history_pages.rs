//! People in history handed on while they are read, so that a list of them all takes no more memory than a page.

use tokio::sync::mpsc::{self, Receiver};
use tokio::task::JoinHandle;

use super::{Error, HistoryRow, Reader, Result, Wanted, history};

/// People of one page.
const PAGE: usize = 500;

/// A list of people being read, see [`super::Store::history_pages`]. Dropping it ends the reading.
#[derive(Debug)]
pub struct HistoryPages {
    pages: Receiver<Vec<HistoryRow>>,
    reading: JoinHandle<Result<()>>,
}

impl HistoryPages {
    pub(super) fn begin(reader: Reader, wanted: Wanted) -> Self {
        // The next page is read while one is in use.
        let (give, pages) = mpsc::channel(1);
        let reading = tokio::spawn(async move {
            let read = move |reading: super::Reading<'_>| {
                let mut page = Vec::with_capacity(PAGE);
                history::each_person(reading.db, &wanted, |person| {
                    page.push(person);
                    page.len() < PAGE || give.blocking_send(std::mem::take(&mut page)).is_ok()
                })?;
                // Nobody listening is no failure.
                give.blocking_send(page).ok();
                Ok(())
            };
            reader.run(read).await
        });
        Self { pages, reading }
    }

    /// The next people; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<HistoryRow>>> {
        if let Some(page) = self.pages.recv().await {
            return Ok(Some(page));
        }
        let ended = (&mut self.reading).await;
        ended.unwrap_or_else(|error| Err(Error::Statement(error.to_string())))?;
        Ok(None)
    }
}
