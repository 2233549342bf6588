//! Profiles by the million: batches for a sync, which wants them in order and nothing kept of the replies.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::ask::Ask;
use super::batch::{Asking, Emit};
use super::engine::Engine;
use super::gate::Run;
use super::lean::{LeanRecord, read_lean};
use super::refusals::{Outcome, Refusals, cost};
use super::{Answer, Client};
use crate::model::{Failure, Kind, Lang, OpenId, Profile, Timestamp};

/// Most openids of one batch (API reference, section 2).
pub const BATCH: usize = super::batch::FULL;

/// What came of one openid of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Whose.
    pub openid: OpenId,
    /// The profile, or what the platform has against this openid.
    pub result: Result<Profile, Failure>,
    /// The reply had to be mended before it could be read.
    pub repaired: bool,
    /// When the reply came; `None` where nothing was sent for it.
    pub at: Option<Timestamp>,
}

/// One operation that asks for batch after batch. What stops an endpoint stops all that are still to come.
#[derive(Clone)]
pub struct Bulk {
    engine: Arc<Engine>,
    run: Run,
    lang: Lang,
    refusals: Arc<Refusals>,
}

impl Client {
    /// Begins to ask for about so many batches of `user/info/batchget` (API reference, section 2): finding out who
    /// spoils some of them costs no more than a small multiple of these.
    pub fn bulk(&self, lang: Lang, batches: u64) -> Bulk {
        Bulk {
            engine: Arc::clone(&self.engine),
            run: self.begin(),
            lang,
            refusals: Arc::new(Refusals::new(batches)),
        }
    }

    /// How many batches of one operation are worth keeping under way: twice the calls that may run at once, so that a
    /// free place never waits for work.
    pub fn at_once(&self) -> usize {
        self.engine.at_once()
    }
}

impl Bulk {
    /// Asks for at most [`BATCH`] distinct openids and answers in their order. One that the platform refuses spoils no
    /// other. An error means that the batch as a whole is still to be asked for.
    ///
    /// # Errors
    /// [`Cause::ListRefused`](crate::model::Cause::ListRefused) where the platform refuses so many that it is not about
    /// them.
    pub async fn fetch(&self, ids: &[OpenId]) -> Result<Vec<Found>, Failure> {
        self.refusals.check()?;
        let ask = Ask::batch_get(ids, self.lang);
        match self.engine.call(self.run, &ask, read_lean).await {
            Ok(reply) => self.join(ids, reply.value, reply.at).await,
            Err(fault) if fault.failure.kind == Kind::InvalidOpenid => self.take_apart(ids).await,
            Err(fault) => Err(*fault.failure),
        }
    }

    /// Joins a reply to what was asked, by openid. Who is missing is asked for alone.
    async fn join(&self, ids: &[OpenId], records: Vec<LeanRecord>, at: Timestamp) -> Result<Vec<Found>, Failure> {
        let found = |openid: &OpenId, record: LeanRecord| Found {
            openid: openid.clone(),
            result: Ok(record.profile),
            repaired: record.repaired,
            at: Some(at),
        };
        let is_of = |record: &LeanRecord, id: &OpenId| record.profile.openid.as_deref() == Some(id.as_str());
        if records.len() == ids.len() && records.iter().zip(ids).all(|(record, id)| is_of(record, id)) {
            self.note(ids.len(), 0, 0)?;
            return Ok(ids.iter().zip(records).map(|(id, record)| found(id, record)).collect());
        }
        let _turn = self.refusals.turn().await?;
        let mut by_openid = HashMap::new();
        for record in records {
            let openid = record.profile.openid.clone().unwrap_or_default();
            by_openid.entry(openid).or_insert(record);
        }
        let mut alone = 0;
        let mut all = Vec::new();
        for id in ids {
            if let Some(record) = by_openid.remove(id.as_str()) {
                all.push(found(id, record));
            } else {
                alone += 1;
                all.push(self.alone(id).await?);
            }
        }
        self.note(ids.len(), refused(&all), alone)?;
        Ok(all)
    }

    /// Asks alone for one whom a reply did not mention.
    async fn alone(&self, id: &OpenId) -> Result<Found, Failure> {
        let answers = Answers::default();
        let emit = answers.taking();
        self.asking(&emit).absent(id).await;
        answers.of(id)
    }

    /// Finds out who spoils a batch.
    async fn take_apart(&self, ids: &[OpenId]) -> Result<Vec<Found>, Failure> {
        let _turn = self.refusals.turn().await?;
        let answers = Answers::default();
        let emit = answers.taking();
        match ids {
            [id] => self.asking(&emit).single(id).await,
            _ => self.asking(&emit).spoiled(ids).await,
        }
        let all: Vec<Found> = ids.iter().map(|id| answers.of(id)).collect::<Result<_, _>>()?;
        let refused = refused(&all);
        self.note(ids.len(), refused, cost(ids.len(), refused))?;
        Ok(all)
    }

    fn note(&self, asked: usize, refused: usize, cost: usize) -> Result<(), Failure> {
        self.refusals.note(Outcome { asked, refused, cost })
    }

    fn asking<'a>(&'a self, emit: Emit<'a>) -> Asking<'a> {
        Asking {
            engine: &self.engine,
            run: self.run,
            lang: self.lang,
            emit,
        }
    }
}

fn refused(all: &[Found]) -> usize {
    all.iter().filter(|found| found.result.is_err()).count()
}

/// Answers as they come, in any order.
#[derive(Default)]
struct Answers(Mutex<HashMap<OpenId, Answer>>);

impl Answers {
    fn taking(&self) -> impl Fn(&OpenId, Answer) + Sync {
        |id, answer| {
            let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            answers.insert(id.clone(), answer);
        }
    }

    /// The answer about one openid; an error where it says nothing about the person.
    fn of(&self, id: &OpenId) -> Result<Found, Failure> {
        let answer = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        let answer = answer.ok_or_else(|| Failure::local("an openid was not answered"))?;
        match answer.result {
            Err(failure) if !failure.is_about_the_person() => Err(failure),
            result => Ok(Found {
                openid: id.clone(),
                result,
                repaired: answer.repaired,
                at: answer.fetched_at,
            }),
        }
    }
}
