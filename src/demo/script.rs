//! Faults as a script: what goes wrong at which call, never at random.

use std::time::Duration;

/// One scripted fault: from the `after`-th call of a path on, for so many calls.
#[derive(Clone, Debug)]
pub struct Fault {
    path: Option<String>,
    after: u32,
    times: u32,
    act: Act,
}

/// What a fault does to a call.
#[derive(Clone, Debug)]
pub enum Act {
    /// The answer waits so long; otherwise the call goes on as scripted by other faults.
    Delay(Duration),
    /// All global tokens run out (42001), just before the call is looked at.
    ExpireTokens,
    /// All global tokens are displaced by someone else (40001), just before the call is looked at.
    RevokeTokens,
    /// This errcode, with the platform's text, rid and hint; 40164 names the caller's address.
    Errcode(i64),
    /// This errcode with a text of one's own; a rid follows.
    Error(i64, String),
    /// This HTTP status with a page of HTML, as a gateway sends.
    Status(u16),
    /// HTTP 302 to this address.
    Redirect(String),
    /// HTTP 200 with no body.
    Empty,
    /// HTTP 200 with a page of HTML, as a captive portal sends.
    Html,
    /// HTTP 200 with exactly these bytes.
    Raw(Vec<u8>),
    /// The honest answer, cut in the middle; the length header agrees with what is sent.
    Truncated,
    /// The honest answer, rewritten: elements dropped or put in another order, bytes broken.
    Rewrite(fn(Vec<u8>) -> Vec<u8>),
    /// The honest answer, in gzip.
    Gzip,
    /// The honest answer, then the connection breaks in the middle of the body.
    CutOff,
    /// The connection breaks before an answer.
    Reset,
    /// No answer, until the client gives up or the server stops.
    Hang,
    /// The honest answer, one byte each time so much has passed.
    Drip(Duration),
    /// A body of so many bytes that begins as JSON.
    Huge(u64),
}

impl Act {
    /// Whether the call goes on to its answer afterwards.
    fn is_prelude(&self) -> bool {
        matches!(self, Self::Delay(_) | Self::ExpireTokens | Self::RevokeTokens)
    }
}

impl Fault {
    /// A fault of every call of this path, such as `/cgi-bin/user/info`.
    pub fn at(path: &str, act: Act) -> Self {
        Self {
            path: Some(path.to_owned()),
            after: 0,
            times: u32::MAX,
            act,
        }
    }

    /// A fault of every call of every path.
    pub fn everywhere(act: Act) -> Self {
        Self {
            path: None,
            after: 0,
            times: u32::MAX,
            act,
        }
    }

    /// Only for the next `times` calls.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// Only after so many calls have passed unharmed.
    #[must_use]
    pub fn after(self, calls: u32) -> Self {
        Self { after: calls, ..self }
    }
}

/// The faults still to come.
#[derive(Debug, Default)]
pub(super) struct Script(Vec<Fault>);

impl Script {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Self(faults)
    }

    pub(super) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// What happens to a call of this path: preludes in order, then at most one answer of its own.
    pub(super) fn next(&mut self, path: &str) -> Vec<Act> {
        let mut acts = Vec::new();
        let mut is_answered = false;
        for fault in self
            .0
            .iter_mut()
            .filter(|fault| fault.path.as_deref().is_none_or(|wanted| wanted == path))
        {
            if is_answered && !fault.act.is_prelude() {
                continue;
            }
            if fault.after > 0 {
                fault.after -= 1;
                continue;
            }
            fault.times = if fault.times == u32::MAX {
                u32::MAX
            } else {
                fault.times.saturating_sub(1)
            };
            is_answered |= !fault.act.is_prelude();
            acts.push(fault.act.clone());
        }
        self.0.retain(|fault| fault.times > 0);
        acts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(acts: &[Act]) -> Vec<i64> {
        acts.iter()
            .map(|act| match act {
                Act::Errcode(code) => *code,
                _ => 0,
            })
            .collect()
    }

    #[test]
    fn faults_of_a_path_come_one_after_another() {
        let mut script = Script::new(vec![
            Fault::at("/a", Act::Errcode(1)).times(2),
            Fault::at("/a", Act::Errcode(2)).after(1).times(1),
            Fault::everywhere(Act::ExpireTokens).times(1),
        ]);
        let told: Vec<_> = ["/b", "/a", "/a", "/a", "/a", "/a"]
            .iter()
            .map(|path| codes(&script.next(path)))
            .collect();
        assert_eq!(told, [vec![0], vec![1], vec![1], vec![], vec![2], vec![]]);
    }
}
