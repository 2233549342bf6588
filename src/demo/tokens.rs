//! Global access tokens: two isolated kinds, superseded, forced and expiring (API reference, section 5).

use super::cipher::{Draw, Seed};
use super::refusal::Refusal;

/// The two kinds of global token; neither displaces the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of `/cgi-bin/token`.
    Classic,
    /// Of `/cgi-bin/stable_token`.
    Stable,
}

/// All tokens issued lately.
#[derive(Debug)]
pub(super) struct Tokens {
    seed: Seed,
    lifetime: u64,
    serial: u64,
    issued: Vec<Issued>,
    forced: Vec<u64>,
}

#[derive(Debug)]
struct Issued {
    text: String,
    kind: Kind,
    /// When its time runs out: 42001 afterwards.
    expires: u64,
    /// When a newer one has displaced it: 40001 afterwards.
    displaced: Option<u64>,
}

/// A token and the seconds it has left.
pub(super) type Grant = (String, u64);

/// Old and new token both work for five minutes.
const OVERLAP: u64 = 300;
/// As long as real ones: `73_` and some 130 characters.
const LETTERS: usize = 133;
const FORCED_PER_DAY: usize = 20;
const FORCED_APART: u64 = 30;
const DAY: u64 = 86_400;
/// More than a client can hold; older ones are forgotten and answer 40001.
const REMEMBERED: usize = 64;

impl Tokens {
    /// `serial` makes the tokens of one run differ from those of another.
    pub(super) fn new(seed: Seed, lifetime: u64, serial: u64) -> Self {
        Self {
            seed,
            lifetime,
            serial,
            issued: Vec::new(),
            forced: Vec::new(),
        }
    }

    /// `/cgi-bin/token`: always a new one; the previous one works for the overlap.
    pub(super) fn classic(&mut self, now: u64) -> Grant {
        self.displace(Kind::Classic, now + OVERLAP);
        self.issue(Kind::Classic, now)
    }

    /// `stable_token` in normal mode: the current one, or a new one shortly before its end.
    pub(super) fn stable(&mut self, now: u64) -> Grant {
        let swap = OVERLAP.min(self.lifetime / 24);
        let current = self
            .issued
            .iter()
            .rfind(|token| token.kind == Kind::Stable && token.displaced.is_none() && token.expires > now + swap);
        match current {
            Some(token) => (token.text.clone(), token.expires - now),
            None => self.issue(Kind::Stable, now),
        }
    }

    /// `stable_token` with `force_refresh`: kills the current one; 20 a day, 30 s apart.
    pub(super) fn forced(&mut self, now: u64) -> Result<Grant, Refusal> {
        self.forced.retain(|at| at + DAY > now);
        if self.forced.last().is_some_and(|last| last + FORCED_APART > now) {
            return Err(Refusal::MINUTE_QUOTA);
        }
        if self.forced.len() >= FORCED_PER_DAY {
            return Err(Refusal::DAY_QUOTA);
        }
        self.forced.push(now);
        self.displace(Kind::Stable, now);
        Ok(self.issue(Kind::Stable, now))
    }

    /// Whether a call may pass with this token.
    pub(super) fn check(&self, text: Option<&str>, now: u64) -> Result<(), Refusal> {
        let text = well_formed(text)?;
        let token = self
            .issued
            .iter()
            .find(|token| token.text == text)
            .ok_or(Refusal::TOKEN_INVALID)?;
        if token.displaced.is_some_and(|at| at <= now) {
            return Err(Refusal::TOKEN_INVALID);
        }
        if token.expires <= now {
            return Err(Refusal::TOKEN_EXPIRED);
        }
        Ok(())
    }

    /// All tokens run out now (42001); the next call for one gets a new one.
    pub(super) fn expire(&mut self, now: u64) {
        for token in &mut self.issued {
            token.expires = token.expires.min(now);
        }
    }

    /// Someone else forced a new token: those handed out so far are dead (40001).
    pub(super) fn revoke(&mut self, now: u64) {
        self.displace(Kind::Classic, now);
        self.displace(Kind::Stable, now);
    }

    fn displace(&mut self, kind: Kind, at: u64) {
        for token in self.issued.iter_mut().filter(|token| token.kind == kind) {
            token.displaced = Some(token.displaced.map_or(at, |earlier| earlier.min(at)));
        }
    }

    fn issue(&mut self, kind: Kind, now: u64) -> Grant {
        self.serial = self.serial.wrapping_add(1);
        let text = format!("73_{}", self.seed.letters(Draw::Token, self.serial, LETTERS));
        if self.issued.len() >= REMEMBERED {
            self.issued.remove(0);
        }
        self.issued.push(Issued {
            text: text.clone(),
            kind,
            expires: now + self.lifetime,
            displaced: None,
        });
        (text, self.lifetime)
    }
}

/// The token of a query, unless missing (41001) or malformed (40014): with characters that no token has. Any other text,
/// however short, is an unknown token (40001), as the platform was seen to say (API reference, section 5).
pub(super) fn well_formed(text: Option<&str>) -> Result<&str, Refusal> {
    let text = text.filter(|text| !text.is_empty()).ok_or(Refusal::TOKEN_MISSING)?;
    let is_legal = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !is_legal {
        return Err(Refusal::TOKEN_MALFORMED);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: u64 = 1_788_235_200;

    fn tokens() -> Tokens {
        Tokens::new(Seed::new(1), 7200, 0)
    }

    #[test]
    fn a_text_that_was_never_issued_is_named_by_its_form() {
        for (text, refusal) in [
            (None, Refusal::TOKEN_MISSING),
            (Some(""), Refusal::TOKEN_MISSING),
            (Some("short"), Refusal::TOKEN_INVALID),
            (Some("a token with spaces in it"), Refusal::TOKEN_MALFORMED),
            (Some("73_abcdefghijklmnopqrstuvwxyz"), Refusal::TOKEN_INVALID),
        ] {
            assert_eq!(tokens().check(text, T), Err(refusal), "{text:?}");
        }
    }

    #[test]
    fn a_second_classic_token_supersedes_the_first_after_five_minutes() {
        let mut tokens = tokens();
        let (first, _) = tokens.classic(T);
        let (second, left) = tokens.classic(T + 10);
        assert_ne!(first, second);
        assert_eq!(left, 7200);
        assert_eq!(tokens.check(Some(&first), T + 309), Ok(()));
        assert_eq!(tokens.check(Some(&first), T + 310), Err(Refusal::TOKEN_INVALID));
        assert_eq!(tokens.check(Some(&second), T + 7209), Ok(()));
        assert_eq!(tokens.check(Some(&second), T + 7210), Err(Refusal::TOKEN_EXPIRED));
    }

    #[test]
    fn a_stable_token_is_the_same_until_shortly_before_its_end() {
        let mut tokens = tokens();
        let (first, _) = tokens.stable(T);
        assert_eq!(tokens.stable(T + 6855), (first.clone(), 345));
        let (second, left) = tokens.stable(T + 6900);
        assert_ne!(first, second);
        assert_eq!(left, 7200);
        assert_eq!(
            tokens.check(Some(&first), T + 7199),
            Ok(()),
            "both work to the end of the first"
        );
        assert_eq!(tokens.check(Some(&first), T + 7200), Err(Refusal::TOKEN_EXPIRED));
    }

    #[test]
    fn forcing_kills_the_current_token_and_is_rationed() {
        let mut tokens = tokens();
        let (classic, _) = tokens.classic(T);
        let (old, _) = tokens.stable(T);
        let (new, _) = tokens.forced(T).unwrap();
        assert_eq!(tokens.check(Some(&old), T), Err(Refusal::TOKEN_INVALID));
        assert_eq!(tokens.check(Some(&new), T), Ok(()));
        assert_eq!(tokens.check(Some(&classic), T), Ok(()), "the kinds are isolated");
        assert_eq!(tokens.stable(T).0, new);
        assert_eq!(tokens.forced(T + 29), Err(Refusal::MINUTE_QUOTA));
        for time in 1..20 {
            assert!(tokens.forced(T + 30 * time).is_ok());
        }
        assert_eq!(tokens.forced(T + 900), Err(Refusal::DAY_QUOTA));
        assert!(tokens.forced(T + DAY).is_ok());
    }

    #[test]
    fn expired_and_revoked_differ() {
        let mut tokens = tokens();
        let (first, _) = tokens.stable(T);
        tokens.expire(T);
        assert_eq!(tokens.check(Some(&first), T), Err(Refusal::TOKEN_EXPIRED));
        let (second, _) = tokens.stable(T);
        assert_ne!(first, second);
        tokens.revoke(T);
        assert_eq!(tokens.check(Some(&second), T), Err(Refusal::TOKEN_INVALID));
        assert_ne!(tokens.stable(T).0, second);
    }
}
