//! Lookups of many openids: every one answered exactly once, also when cancelled.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use futures_util::StreamExt;
use futures_util::stream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_util::sync::CancellationToken;

use super::ask::{Ask, Auth};
use super::batch::{Asking, answer, distinct, plan};
use super::coalesce::Outbox;
use super::engine::Engine;
use super::gate::Run;
use super::wire::read_profile;
use super::{Answer, Client, Sink};
use crate::model::{Cause, Endpoint, Failure, Kind, Lang, OpenId, Secret};

impl Client {
    /// Asks for follower profiles, `user/info/batchget` for usual openids and `user/info` for suspicious ones (API
    /// reference, sections 2 and 1): batched, bisected, retried. Every distinct id is answered exactly once and in any
    /// order, also after a cancel; what went wrong stands in its [`Answer`].
    pub async fn followers(&self, ids: &[OpenId], lang: Lang, cancel: &CancellationToken, sink: Sink<'_>) {
        let ids = distinct(ids);
        let (outbox, inbox) = unbounded_channel();
        let work = ask_followers(Arc::clone(&self.engine), lang, ids.clone(), outbox);
        deliver(&ids, work, inbox, cancel, sink).await;
    }

    /// Asks the web source, `sns/userinfo` with the web token (API reference, section 4): one call per distinct openid.
    /// Each is answered exactly once, also after a cancel; without a web token nothing is sent.
    pub async fn web_profiles(&self, ids: &[OpenId], lang: Lang, cancel: &CancellationToken, sink: Sink<'_>) {
        let ids = distinct(ids);
        let (outbox, inbox) = unbounded_channel();
        let token = self
            .engine
            .web_token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let work = ask_web(Arc::clone(&self.engine), token, lang, ids.clone(), outbox);
        deliver(&ids, work, inbox, cancel, sink).await;
    }
}

/// One piece of a lookup.
enum Piece {
    Batch(Vec<OpenId>),
    Alone(OpenId),
}

async fn ask_followers(engine: Arc<Engine>, lang: Lang, ids: Vec<OpenId>, outbox: Outbox) {
    let run = engine.gates.begin();
    let plan = plan(&ids);
    engine.pool.add(&engine, lang, plan.shared, &outbox);
    let pieces = plan.full.into_iter().map(Piece::Batch);
    let pieces = pieces.chain(plan.alone.into_iter().map(Piece::Alone));
    let emit = emit_to(&outbox);
    let asking = Asking {
        engine: &engine,
        run,
        lang,
        emit: &emit,
    };
    stream::iter(pieces)
        .map(|piece| async move {
            match piece {
                Piece::Batch(ids) => asking.group(&ids).await,
                Piece::Alone(id) => asking.single(&id).await,
            }
        })
        .buffer_unordered(engine.at_once())
        .collect::<()>()
        .await;
}

async fn ask_web(engine: Arc<Engine>, token: Option<Secret>, lang: Lang, ids: Vec<OpenId>, outbox: Outbox) {
    let run = engine.gates.begin();
    let (engine, token) = (&engine, &token);
    let emit = &emit_to(&outbox);
    stream::iter(ids)
        .map(|id| async move {
            let found = match token {
                Some(token) => ask_one_web(engine, run, token, &id, lang).await,
                None => unanswered(Failure {
                    web: true,
                    ..Failure::new(Kind::Credential, Cause::NoWebToken)
                }),
            };
            emit(&id, found);
        })
        .buffer_unordered(engine.at_once())
        .collect::<()>()
        .await;
}

async fn ask_one_web(engine: &Engine, run: Run, token: &Secret, id: &OpenId, lang: Lang) -> Answer {
    let ask = Ask::get(Endpoint::SnsUserInfo, Auth::Web(token.clone()))
        .with("openid", id.as_str())
        .with("lang", lang.as_str());
    answer(engine.call(run, &ask, read_profile).await)
}

fn emit_to(outbox: &Outbox) -> impl Fn(&OpenId, Answer) + Sync {
    |id, answer| {
        // The other end closes only when the operation was dropped.
        let _ = outbox.send((id.clone(), answer));
    }
}

const fn unanswered(failure: Failure) -> Answer {
    Answer {
        result: Err(failure),
        raw: Vec::new(),
        repaired: false,
        fetched_at: None,
    }
}

/// Does the work and passes its answers on until all are there or the operator cancels; then answers the rest.
async fn deliver(
    ids: &[OpenId],
    work: impl Future<Output = ()> + Send,
    mut inbox: UnboundedReceiver<(OpenId, Answer)>,
    cancel: &CancellationToken,
    sink: Sink<'_>,
) {
    let mut open: HashSet<&OpenId> = ids.iter().collect();
    let mut pass_on = |(id, answer): (OpenId, Answer)| {
        if open.remove(&id) {
            sink(id, answer);
        }
    };
    let mut work = std::pin::pin!(work);
    let mut is_working = true;
    loop {
        tokio::select! {
            biased;
            () = cancel.cancelled() => break,
            arrived = inbox.recv() => match arrived {
                Some(arrived) => pass_on(arrived),
                None => break,
            },
            () = &mut work, if is_working => is_working = false,
        }
    }
    while let Ok(arrived) = inbox.try_recv() {
        pass_on(arrived);
    }
    let failure = if cancel.is_cancelled() {
        Failure::cancelled()
    } else {
        Failure::local("the lookup ended early")
    };
    for id in ids {
        if open.contains(id) {
            sink(id.clone(), unanswered(failure.clone()));
        }
    }
}
