//! `history clear`: deletes stored lookups, after asking.

use std::io::{self, BufRead};
use std::time::Duration;

use super::{app_id, open};
use crate::cli::args::HistoryClear;
use crate::cli::context::Context;
use crate::cli::notes::Notes;
use crate::config::Config;
use crate::error::{Error, Exit, Usage};
use crate::locale::fill;
use crate::model::{Timestamp, clean};
use crate::ops::lookup::now;
use crate::store::Doomed;

/// Counts, asks, deletes.
pub async fn run(context: &Context, config: &Config, args: &HistoryClear) -> Result<Exit, Error> {
    if !args.yes && !context.in_is_terminal {
        return Err(Usage::NeedsYes.into());
    }
    let doomed = Doomed {
        app_id: app_id(config, args.all_accounts)?,
        openids: args.openids.iter().map(|openid| clean(openid).to_owned()).collect(),
        source: None,
        before: args.before.map(|age| ago(now(), age)),
    };
    let store = open(config).await?;
    let count = store.count(doomed.clone()).await?;
    let notes = context.notes();
    if count > 0 && !args.yes && !confirmed(context, config, args, count)? {
        Notes::say(notes.words().not_cleared);
        return Ok(Exit::Done);
    }
    let deleted = store.forget(doomed).await?;
    store.close().await;
    Notes::say(&fill(notes.words().cleared, &[&deleted]));
    Ok(Exit::Done)
}

fn ago(now: Timestamp, age: Duration) -> Timestamp {
    let age = jiff::SignedDuration::try_from(age).unwrap_or(jiff::SignedDuration::MAX);
    now.checked_sub(age).unwrap_or(Timestamp::MIN)
}

/// Asks. Only a plain yes deletes.
fn confirmed(context: &Context, config: &Config, args: &HistoryClear, count: u64) -> Result<bool, Error> {
    let notes = context.notes();
    let words = notes.words();
    let question = match config.account() {
        Ok(account) if !args.all_accounts => fill(words.clear_question, &[&count, &account.key.name]),
        _ => fill(words.clear_question_all, &[&count]),
    };
    Notes::ask(&question);
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|source| Error::Io {
        what: "stdin".to_owned(),
        source,
    })?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_beyond_the_calendar_means_everything_is_younger() {
        let now: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
        assert_eq!(ago(now, Duration::from_secs(3_600)).to_string(), "2026-11-21T07:00:00Z");
        assert_eq!(ago(now, Duration::MAX), Timestamp::MIN);
    }
}
