//! Lookups asked for at nearly the same time share a batch, whoever asks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::join_all;
use tokio::sync::mpsc::UnboundedSender;

use super::Answer;
use super::batch::{Asking, FULL};
use super::engine::Engine;
use crate::model::{Lang, OpenId};

/// Where one operation's answers go.
pub(super) type Outbox = UnboundedSender<(OpenId, Answer)>;

/// Openids that wait for company.
#[derive(Default)]
pub(super) struct Pool {
    waiting: Mutex<Vec<Waiting>>,
}

struct Waiting {
    id: OpenId,
    lang: Lang,
    outboxes: Vec<Outbox>,
}

impl Pool {
    /// Adds openids; the first ones start the clock, a full batch goes out without waiting for it.
    pub(super) fn add(&self, engine: &Arc<Engine>, lang: Lang, ids: Vec<OpenId>, outbox: &Outbox) {
        let mut waiting = self.lock();
        let starts_clock = !ids.is_empty() && !waiting.iter().any(|entry| entry.lang == lang);
        for id in ids {
            match waiting.iter_mut().find(|entry| entry.id == id && entry.lang == lang) {
                Some(entry) => entry.outboxes.push(outbox.clone()),
                None => waiting.push(Waiting {
                    id,
                    lang,
                    outboxes: vec![outbox.clone()],
                }),
            }
        }
        while waiting.iter().filter(|entry| entry.lang == lang).count() >= FULL {
            tokio::spawn(send(Arc::clone(engine), take(&mut waiting, lang)));
        }
        drop(waiting);
        if starts_clock {
            let engine = Arc::clone(engine);
            tokio::spawn(async move {
                tokio::time::sleep(engine.rhythm.gather).await;
                let group = take(&mut engine.pool.lock(), lang);
                send(engine, group).await;
            });
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes up to a full batch in one language.
fn take(waiting: &mut Vec<Waiting>, lang: Lang) -> Vec<Waiting> {
    let (mut group, mut rest) = (Vec::new(), Vec::new());
    for entry in waiting.drain(..) {
        let joins = entry.lang == lang && group.len() < FULL;
        if joins { &mut group } else { &mut rest }.push(entry);
    }
    *waiting = rest;
    group
}

/// Asks for a group and hands the answers out. Ends early when nobody listens any more.
async fn send(engine: Arc<Engine>, mut group: Vec<Waiting>) {
    group.retain(|entry| !entry.outboxes.iter().all(Outbox::is_closed));
    let Some(lang) = group.first().map(|entry| entry.lang) else {
        return;
    };
    let ids: Vec<_> = group.iter().map(|entry| entry.id.clone()).collect();
    let emit = |id: &OpenId, answer: Answer| {
        let outboxes = group.iter().find(|entry| entry.id == *id).map(|entry| &entry.outboxes);
        for outbox in outboxes.into_iter().flatten() {
            // An operation that was dropped meanwhile has closed its end.
            let _ = outbox.send((id.clone(), answer.clone()));
        }
    };
    let asking = Asking {
        engine: &engine,
        run: engine.gates.newest(),
        lang,
        emit: &emit,
    };
    let nobody_listens = join_all(group.iter().flat_map(|entry| &entry.outboxes).map(Outbox::closed));
    tokio::select! {
        biased;
        _ = nobody_listens => {}
        () = asking.group(&ids) => {}
    }
}
