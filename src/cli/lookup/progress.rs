//! What an operator should know while calls run: on stderr, in words.

use jiff::tz::TimeZone;
use tokio::sync::watch;

use crate::api::Notice;
use crate::cli::notes::Notes;
use crate::error::failure_text;
use crate::locale::fill;
use crate::model::{Failure, OpenId};
use crate::person::clock;

/// Openids named one by one before the rest is only counted.
const NAMED: usize = 5;

/// Tells.
#[derive(Clone, Debug)]
pub struct Progress {
    notes: Notes,
    time_zone: TimeZone,
}

impl Progress {
    /// In the language of the notes; clock times in this zone.
    pub const fn new(notes: Notes, time_zone: TimeZone) -> Self {
        Self { notes, time_zone }
    }

    /// Most likely the wrong account is chosen.
    pub fn known_elsewhere(&self, known: &[(OpenId, String)]) {
        let words = self.notes.words();
        for (openid, account) in known.iter().take(NAMED) {
            self.notes.warn(&fill(words.known_elsewhere, &[openid, account]));
        }
        if known.len() > NAMED {
            self.notes
                .warn(&fill(words.known_elsewhere_more, &[&(known.len() - NAMED)]));
        }
    }

    /// Something that spoils no row.
    pub fn warning(&self, failure: &Failure) {
        self.notes.warn(&failure_text(failure, self.notes.lang()));
    }

    /// Tells every wait for the next minute, after making room for the line; never ends by itself.
    pub async fn watch(&self, mut notices: watch::Receiver<Option<Notice>>, make_room: impl Fn()) {
        while notices.changed().await.is_ok() {
            let notice = notices.borrow_and_update().clone();
            if let Some(Notice::WaitingForMinute { endpoint, until }) = notice {
                make_room();
                let until = clock(until, &self.time_zone);
                Notes::say(&fill(
                    self.notes.words().waiting_for_minute,
                    &[&endpoint.path(), &until],
                ));
            }
        }
        std::future::pending::<()>().await;
    }
}
