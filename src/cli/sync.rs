//! `sync`: the mirror of the account's followers is brought up to date.

mod meter;

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use jiff::tz::TimeZone;
use tokio_util::sync::CancellationToken;

use super::args::Sync as Args;
use super::context::Context;
use super::lookup::{Progress as Waits, tell_calls};
use super::notes::Notes;
use super::{interrupt, setup};
use crate::config::Config;
use crate::error::{Error, Exit, failure_text};
use crate::locale::{SyncTexts, fill, texts};
use crate::model::{Cause, Failure, Kind, Source, SyncNeed, SyncSummary};
use crate::ops::lookup::now;
use crate::ops::sync::{Control, Options, Report, Stop, Sync};
use crate::person::clock;
use crate::session::{Overrides, Session, next_platform_day};
use crate::store::Store;
use crate::text::{grouped, span};
use meter::Meter;

/// Syncs, and tells on stderr how it goes.
pub async fn run(context: &Context, args: &Args) -> Result<Exit, Error> {
    let config = context.config()?;
    let overrides = Overrides {
        max_calls: args.max_calls,
        ..Overrides::default()
    };
    let interrupted = interrupt::watch();
    // A command that prints the secret may take its time.
    let opened = tokio::select! {
        opened = setup::open(context, config, Source::Follower, overrides, true) => opened?,
        () = interrupted.cancelled() => return Ok(Exit::Interrupted),
    };
    let session = with_store(opened.session.clone(), &opened.config).await?;
    let teller = Teller {
        notes: context.notes(),
        words: &texts(context.lang()).sync,
        time_zone: opened.config.ui.time_zone.clone(),
    };
    let options = Options {
        full: args.full,
        ids_only: args.ids_only,
        spare_quota: args.max_calls.is_some(),
    };
    let exit = sync(&session, options, &interrupted, &teller).await;
    tell_calls(context, &session);
    drop(session);
    opened.close().await;
    Ok(exit)
}

/// The mirror is kept where history is not wanted, too.
async fn with_store(mut session: Session, config: &Config) -> Result<Session, Error> {
    if session.store.is_none() {
        session.store = Some(Store::open(&config.db).await?);
    }
    Ok(session)
}

async fn sync(session: &Session, options: Options, interrupted: &CancellationToken, teller: &Teller) -> Exit {
    let began = Instant::now();
    let meter = Mutex::new(Meter::new(teller.words));
    let meter = || meter.lock().unwrap_or_else(PoisonError::into_inner);
    let waits = Waits::new(teller.notes, teller.time_zone.clone());
    let work = async {
        let sync = Sync::prepare(session, options, interrupted).await?;
        teller.need(sync.need());
        let mut report = |report| match report {
            Report::Progress(progress) => meter().show(&progress),
            Report::Warning(failure) => {
                meter().clear();
                waits.warning(&failure);
            }
        };
        sync.run(&Control::by(interrupted.clone()), &mut report).await
    };
    let ended = tokio::select! {
        ended = work => ended,
        () = waits.watch(session.client.notices(), || meter().clear()) => return Exit::Unavailable,
    };
    meter().clear();
    match ended {
        Ok(summary) => teller.done(&summary, &span(began.elapsed())),
        Err(stop) => teller.stopped(&stop, meter().latest()),
    }
}

/// Tells what a sync needs and what came of it.
struct Teller {
    notes: Notes,
    words: &'static SyncTexts,
    time_zone: TimeZone,
}

impl Teller {
    fn calls(&self, n: u64) -> String {
        self.words.call_count.of(n)
    }

    fn followers(&self, n: u64) -> String {
        self.words.follower_count.of(n)
    }

    fn need(&self, need: &SyncNeed) {
        let phrase = if need.continues {
            self.words.still_needs
        } else {
            self.words.needs
        };
        Notes::say(&fill(
            phrase,
            &[&self.calls(need.calls()), &self.followers(need.people)],
        ));
        if let (Some(pages), Some(batches)) = (need.pages_left, need.batches_left) {
            Notes::say(&fill(self.words.left_today, &[&self.calls(pages), &grouped(batches)]));
        }
        if need.exceeds_quota() {
            self.notes.warn(self.words.over_quota);
        }
    }

    fn done(&self, summary: &SyncSummary, took: &str) -> Exit {
        let line = self.words.found(summary);
        let cost = fill(self.words.cost, &[&self.calls(summary.calls.total()), &took]);
        let gap = self.notes.lang().pick(" ", "");
        Notes::say(&format!("{line}{gap}{cost}"));
        for lacking in self.words.lacking(summary) {
            self.notes.warn(&lacking);
        }
        if summary.is_complete() { Exit::Done } else { Exit::Some }
    }

    /// Says why, how far it came and how it goes on.
    fn stopped(&self, stop: &Stop, reached: Option<(u64, u64)>) -> Exit {
        let failure = match stop {
            Stop::Busy => {
                self.notes.error(self.words.busy);
                return Exit::Unavailable;
            }
            Stop::Failed(failure) => failure,
        };
        let is_cancelled = failure.kind == Kind::Cancelled;
        if !is_cancelled {
            self.notes.error(&failure_text(failure, self.notes.lang()));
        }
        if let Some((done, all)) = reached {
            let phrase = if is_cancelled {
                self.words.interrupted
            } else {
                self.words.stopped
            };
            Notes::say(&fill(phrase, &[&grouped(done), &grouped(all)]));
        }
        if let Some(line) = self.way_on(failure) {
            Notes::say(&line);
        }
        Exit::of_kind(failure.kind)
    }

    /// When and how it goes on; `None` where the failure's own hint says what is to be done first.
    fn way_on(&self, failure: &Failure) -> Option<String> {
        match (failure.kind, &failure.cause) {
            (Kind::Quota, Cause::Errcode | Cause::QuotaSpent { .. }) => {
                let midnight = clock(next_platform_day(now()), &self.time_zone);
                Some(fill(self.words.go_on_at, &[&midnight]))
            }
            (Kind::Credential | Kind::Permission | Kind::IpWhitelist | Kind::Local, _) => None,
            _ => Some(self.words.go_on.to_owned()),
        }
    }
}
