//! What was called: counters for tests, and the recent calls that `rid/get` can tell about.

use std::collections::{HashMap, VecDeque};

use super::cipher::{Draw, Seed};

/// One call as the server saw it.
#[derive(Clone, Debug)]
pub struct Call {
    /// Path without query.
    pub path: String,
    /// Query as sent, with the token.
    pub query: String,
    /// Body as sent; cut at 16 KiB.
    pub body: String,
    /// Errcode of the answer; 0 for success and for scripted answers without one.
    pub errcode: i64,
    /// The request's id.
    pub rid: String,
    pub(super) response: String,
    pub(super) at: u64,
    pub(super) cost_ms: u64,
}

/// Calls counted and remembered.
#[derive(Debug)]
pub(super) struct Journal {
    seed: Seed,
    serial: u64,
    counts: HashMap<String, u64>,
    total: u64,
    in_flight: u64,
    peak: u64,
    recent: VecDeque<Call>,
}

/// Enough for any test, and for a person who looks up a rid within the same session.
const REMEMBERED: usize = 512;
const LONGEST_BODY: usize = 16 * 1024;
const LONGEST_RESPONSE: usize = 2 * 1024;

impl Journal {
    pub(super) fn new(seed: Seed, serial: u64) -> Self {
        Self {
            seed,
            serial,
            counts: HashMap::new(),
            total: 0,
            in_flight: 0,
            peak: 0,
            recent: VecDeque::new(),
        }
    }

    /// A call begins.
    pub(super) fn arrive(&mut self, path: &str) {
        *self.counts.entry(path.to_owned()).or_default() += 1;
        self.total += 1;
        self.in_flight += 1;
        self.peak = self.peak.max(self.in_flight);
    }

    /// A call ends, answered or given up.
    pub(super) fn leave(&mut self) {
        self.in_flight = self.in_flight.saturating_sub(1);
    }

    /// A new rid: the first group is the time, as in every dated sample (API reference, section 8).
    pub(super) fn rid(&mut self, now: u64) -> String {
        let rest = self.draw(Draw::Token);
        format!(
            "{:08x}-{:08x}-{:08x}",
            now & 0xffff_ffff,
            rest >> 32,
            rest & 0xffff_ffff
        )
    }

    /// A new hint, as old errmsgs carry.
    pub(super) fn hint(&mut self) -> String {
        let value = self.draw(Draw::Hint);
        self.seed.letters(Draw::Hint, value, 16)
    }

    pub(super) fn remember(&mut self, call: Call) {
        if self.recent.len() >= REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back(call);
    }

    pub(super) fn find(&self, rid: &str) -> Option<&Call> {
        self.recent.iter().find(|call| call.rid == rid)
    }

    pub(super) fn recent(&self) -> Vec<Call> {
        self.recent.iter().cloned().collect()
    }

    pub(super) fn count(&self, path: &str) -> u64 {
        self.counts.get(path).copied().unwrap_or(0)
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    pub(super) fn peak(&self) -> u64 {
        self.peak
    }

    fn draw(&mut self, purpose: Draw) -> u64 {
        self.serial = self.serial.wrapping_add(1);
        self.seed.draw(purpose, self.serial)
    }
}

/// The beginning of a request body, as text.
pub(super) fn body_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_BODY)]).into_owned()
}

/// The beginning of a reply, as text.
pub(super) fn response_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_RESPONSE)]).into_owned()
}
