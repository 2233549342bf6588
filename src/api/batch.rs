//! Batches: who rides with whom, and how a spoiled batch is taken apart.

use std::collections::{HashMap, HashSet};
use std::pin::Pin;

use futures_util::StreamExt;
use futures_util::future::{join, join_all};
use futures_util::stream;

use super::Answer;
use super::Reading;
use super::ask::Ask;
use super::engine::Engine;
use super::fault::{Fault, Reply};
use super::gate::Run;
use super::records::{BatchRecord, read_batch};
use super::wire::{bad_reply, read_profile};
use crate::model::{Cause, Kind, Lang, OpenId, Profile};

/// The platform's limit (API reference, section 2).
pub(super) const FULL: usize = 100;

/// Openids of a spoiled group that are not worth asking for together again.
const FEW: usize = 4;

/// How a set of openids is asked for.
#[derive(Debug, PartialEq)]
pub(super) struct Plan {
    /// Alone, because they could spoil a batch.
    pub(super) alone: Vec<OpenId>,
    /// In full batches of their own.
    pub(super) full: Vec<Vec<OpenId>>,
    /// With whoever else asks at the moment.
    pub(super) shared: Vec<OpenId>,
}

/// Plans distinct openids.
pub(super) fn plan(ids: &[OpenId]) -> Plan {
    let (alone, good): (Vec<_>, Vec<_>) = ids.iter().cloned().partition(OpenId::is_suspicious);
    let chunks = good.chunks_exact(FULL);
    let shared = chunks.remainder().to_vec();
    Plan {
        alone,
        full: chunks.map(<[OpenId]>::to_vec).collect(),
        shared,
    }
}

/// The openids without repetitions, in order of first appearance.
pub(super) fn distinct(ids: &[OpenId]) -> Vec<OpenId> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| seen.insert(*id)).cloned().collect()
}

/// Takes answers, in any order.
pub(super) type Emit<'a> = &'a (dyn Fn(&OpenId, Answer) + Sync);

/// One way of asking for follower profiles.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) engine: &'a Engine,
    pub(super) run: Run,
    pub(super) lang: Lang,
    pub(super) emit: Emit<'a>,
}

/// What came of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nobody in it spoils a batch; all are answered.
    Clean,
    /// It is one openid and a bad one; it is answered.
    Culprit,
    /// Somebody in it spoils the batch; nobody is answered.
    Spoiled,
    /// It failed for another reason; all are answered.
    Lost,
}

type Boxed<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

impl<'a> Asking<'a> {
    /// Answers all of a group of at most [`FULL`].
    pub(super) fn group(self, ids: &'a [OpenId]) -> Boxed<'a> {
        Box::pin(async move {
            if self.ask(ids).await == Verdict::Spoiled {
                self.split(ids).await;
            }
        })
    }

    /// Answers one openid by `user/info`.
    pub(super) async fn single(self, id: &OpenId) {
        self.ask_one(id).await;
    }

    /// Answers all of a group of which a batch was refused for the sake of one.
    pub(super) async fn spoiled(self, ids: &'a [OpenId]) {
        self.split(ids).await;
    }

    /// Answers one openid that a batch's reply did not mention.
    pub(super) async fn absent(self, id: &OpenId) {
        (self.emit)(id, answer(self.missing(id).await));
    }

    /// Takes apart a group that is known to hold a bad openid.
    ///
    /// A half that is asked and good proves that the other half is not, so that one is taken apart without being
    /// asked: `k` bad ones among `n` cost at most `1 + 2·k·⌈log2 n⌉` calls. The last few are asked one by one, which
    /// costs no more with one bad one among them, and spares a list of nothing but bad ones a quarter of its calls.
    fn split(self, ids: &'a [OpenId]) -> Boxed<'a> {
        Box::pin(async move {
            if ids.len() <= FEW {
                join_all(ids.iter().map(|id| self.single(id))).await;
                return;
            }
            let (left, right) = ids.split_at(ids.len().div_ceil(2));
            match self.ask(left).await {
                Verdict::Clean if right.len() > 1 => self.split(right).await,
                Verdict::Clean | Verdict::Culprit | Verdict::Lost => self.group(right).await,
                Verdict::Spoiled => {
                    join(self.split(left), self.group(right)).await;
                }
            }
        })
    }

    async fn ask(self, ids: &[OpenId]) -> Verdict {
        match ids {
            [] => Verdict::Clean,
            [id] => self.ask_one(id).await,
            _ => self.ask_many(ids).await,
        }
    }

    async fn ask_one(self, id: &OpenId) -> Verdict {
        let outcome = self.user_info(id).await;
        let verdict = match &outcome {
            Ok(_) => Verdict::Clean,
            Err(fault) if fault.failure.kind == Kind::InvalidOpenid => Verdict::Culprit,
            Err(_) => Verdict::Lost,
        };
        (self.emit)(id, answer(outcome));
        verdict
    }

    async fn user_info(self, id: &OpenId) -> Result<Reply<Reading<Profile>>, Fault> {
        let ask = Ask::user_info(id, self.lang);
        self.engine.call(self.run, &ask, read_profile).await
    }

    async fn ask_many(self, ids: &[OpenId]) -> Verdict {
        let ask = Ask::batch_get(ids, self.lang);
        match self.engine.call(self.run, &ask, read_batch).await {
            Ok(reply) => {
                self.deliver(ids, reply).await;
                Verdict::Clean
            }
            Err(fault) if fault.failure.kind == Kind::InvalidOpenid => Verdict::Spoiled,
            Err(fault) => {
                for id in ids {
                    (self.emit)(id, answer(Err(fault.clone())));
                }
                Verdict::Lost
            }
        }
    }

    /// Joins a reply to what was asked, by openid. Who is missing is asked for alone, once.
    async fn deliver(self, ids: &[OpenId], reply: Reply<Vec<BatchRecord>>) {
        let mut records = HashMap::new();
        for record in reply.value {
            records.entry(record.openid.clone()).or_insert(record);
        }
        let mut missing = Vec::new();
        for id in ids {
            match records.remove(id.as_str()) {
                Some(record) => (self.emit)(
                    id,
                    Answer {
                        result: Ok(record.profile),
                        raw: record.raw,
                        repaired: record.repaired,
                        fetched_at: Some(reply.at),
                    },
                ),
                None => missing.push(id.clone()),
            }
        }
        let at_once = self.engine.at_once();
        stream::iter(missing)
            .map(|id| async move { self.absent(&id).await })
            .buffer_unordered(at_once)
            .collect::<()>()
            .await;
    }

    async fn missing(self, id: &OpenId) -> Result<Reply<Reading<Profile>>, Fault> {
        self.user_info(id).await.map_err(|fault| match fault.failure.cause {
            Cause::WrongShape | Cause::BareOk => Fault {
                failure: Box::new(bad_reply(Cause::MissingFromReply)),
                ..fault
            },
            _ => fault,
        })
    }
}

/// One openid's answer from its own call.
pub(super) fn answer(outcome: Result<Reply<Reading<Profile>>, Fault>) -> Answer {
    match outcome {
        Ok(reply) => Answer {
            result: Ok(reply.value.value),
            raw: reply.raw,
            repaired: reply.value.repaired,
            fetched_at: Some(reply.at),
        },
        Err(fault) => Answer {
            result: Err(*fault.failure),
            raw: fault.raw,
            repaired: false,
            fetched_at: fault.at,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(good: usize, odd: usize) -> Vec<OpenId> {
        let good = (0..good).map(|n| format!("o{n:027}"));
        let odd = (0..odd).map(|n| format!("x{n:027}"));
        good.chain(odd).map(|text| OpenId::parse(&text).unwrap()).collect()
    }

    #[test]
    fn batches_are_full_and_suspicious_ids_ride_alone() {
        for (good, odd, full, shared) in [(0, 0, 0, 0), (1, 2, 0, 1), (100, 0, 1, 0), (250, 1, 2, 50)] {
            let plan = plan(&ids(good, odd));
            assert_eq!(
                (plan.full.len(), plan.shared.len(), plan.alone.len()),
                (full, shared, odd),
                "{good} and {odd}"
            );
            assert!(plan.full.iter().all(|batch| batch.len() == FULL));
        }
    }

    #[test]
    fn repetitions_go_and_order_stays() {
        let once = ids(3, 0);
        let twice = [once.clone(), once.clone()].concat();
        assert_eq!(distinct(&twice), once);
    }
}
