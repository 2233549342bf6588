//! What crosses between the interface and the background task: jobs one way, events the other. Closed enums.

use crate::model::{AccountKey, CallCounts, Failure, OpenId, Secret, Snapshot, Source, Timestamp};
use crate::store::{HistoryRow, Person};

/// Number of a piece of work; given by the interface, never used twice in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u64);

/// Work that the interface asks for.
#[derive(Clone, Debug)]
pub enum Job {
    /// The newest people of the account's history, for the table at start. Answered by [`Event::Rows`].
    Recent {
        /// At most this many.
        limit: usize,
    },
    /// Look openids up. Answered by [`Event::Rows`] as answers come, one row per openid.
    Lookup {
        /// Distinct openids.
        ids: Vec<OpenId>,
        /// Which API.
        source: Source,
        /// Never reuse a stored answer.
        fresh: bool,
    },
    /// The account's whole history. Answered by [`Event::History`].
    History,
    /// Everything stored about one openid. Answered by [`Event::Person`].
    Person {
        /// The openid as in the row.
        openid: String,
    },
    /// Delete people from the account's history. Answered by [`Event::Forgotten`].
    Forget {
        /// Source and openid of each.
        people: Vec<(Source, String)>,
    },
    /// Go over to another account of the configuration. Answered by [`Event::Account`].
    SwitchAccount {
        /// Its name.
        name: String,
    },
    /// Use this web token from now on; kept in memory only.
    SetWebToken(Secret),
}

/// What the header shows of the account in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCard {
    /// Name and app id.
    pub key: AccountKey,
    /// Label of the configuration, else the name.
    pub label: String,
    /// API host.
    pub host: String,
    /// A web token is there.
    pub has_web_token: bool,
}

/// What the background task reports.
#[derive(Clone, Debug)]
pub enum Event {
    /// The account in use, at start and after a switch.
    Account(AccountCard),
    /// Rows of a `Recent` or `Lookup` job, as soon as they are known, in any order.
    Rows(JobId, Vec<Snapshot>),
    /// Answer of a `History` job.
    History(JobId, Vec<HistoryRow>),
    /// Answer of a `Person` job.
    Person(JobId, Box<Person>),
    /// How many stored lookups were deleted.
    Forgotten(JobId, u64),
    /// Calls spent.
    Calls(Spent),
    /// The minute's limit was reached; work goes on at this time. `None` when it does.
    Waiting(Option<Timestamp>),
    /// Openids of a lookup that are known from another account's history only (openid, account name).
    KnownElsewhere(JobId, Vec<(OpenId, String)>),
    /// Something went wrong that spoils no row: history could not be written, tags could not be read.
    Warning(Failure),
    /// The job is over. Sent exactly once per job, last.
    Finished(JobId, Result<(), Failure>),
}

/// Calls spent, for the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// In this run.
    pub run: CallCounts,
    /// Today (platform day), all runs of this machine.
    pub today: CallCounts,
    /// Left of the quota that lookups use, where the platform told it today.
    pub left: Option<u64>,
}
