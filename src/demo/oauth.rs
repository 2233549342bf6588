//! Web authorisation: codes, web tokens and whom they answer for (API reference, section 4).

use std::collections::HashMap;

use super::cipher::{Draw, Seed};
use super::refusal::Refusal;
use super::tokens::well_formed;

/// What a person consented to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `snsapi_base`: the openid only; `sns/userinfo` answers 48001.
    Base,
    /// `snsapi_userinfo`: nickname and picture too.
    UserInfo,
    /// `snsapi_userinfo` of a snapshot page: a virtual user, 48001 as well.
    Snapshot,
}

/// Codes, web tokens and refresh tokens.
#[derive(Debug)]
pub(super) struct Consents {
    seed: Seed,
    serial: u64,
    /// The token that answers for every openid of the account.
    master: String,
    codes: HashMap<String, Code>,
    grants: Vec<Grant>,
}

#[derive(Debug)]
struct Code {
    openid: String,
    scope: Scope,
    expires: u64,
    used: bool,
}

/// One person's consent, exchanged.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) access: String,
    pub(super) refresh: String,
    pub(super) openid: String,
    pub(super) scope: Scope,
    access_expires: u64,
    refresh_expires: u64,
}

/// Seconds that a web token lives.
pub(super) const LIFETIME: u64 = 7200;
const REFRESH_LIFETIME: u64 = 30 * 86_400;
const CODE_LIFETIME: u64 = 300;

/// A web token for everyone of the account.
pub(super) fn master(seed: Seed) -> String {
    format!("73_{}", seed.letters(Draw::Token, u64::MAX, 83))
}

impl Scope {
    /// The value of `scope` on the wire.
    pub(super) fn wire(self) -> &'static str {
        match self {
            Self::Base => "snsapi_base",
            Self::UserInfo | Self::Snapshot => "snsapi_userinfo",
        }
    }
}

impl Consents {
    pub(super) fn new(seed: Seed, master: String, serial: u64) -> Self {
        Self {
            seed,
            serial,
            master,
            codes: HashMap::new(),
            grants: Vec::new(),
        }
    }

    /// A person consents: the code of that.
    pub(super) fn consent(&mut self, openid: &str, scope: Scope, now: u64) -> String {
        let code = format!("0{}", self.text(31));
        self.codes.insert(
            code.clone(),
            Code {
                openid: openid.to_owned(),
                scope,
                expires: now + CODE_LIFETIME,
                used: false,
            },
        );
        code
    }

    /// Exchanges a code, once.
    pub(super) fn exchange(&mut self, code: &str, now: u64) -> Result<Grant, Refusal> {
        let known = self.codes.get_mut(code).ok_or(Refusal::CODE)?;
        if known.used {
            return Err(Refusal::CODE_USED);
        }
        if known.expires <= now {
            return Err(Refusal::CODE_EXPIRED);
        }
        known.used = true;
        let (openid, scope) = (known.openid.clone(), known.scope);
        let grant = Grant {
            access: format!("73_{}", self.text(83)),
            refresh: format!("73_{}", self.text(83)),
            openid,
            scope,
            access_expires: now + LIFETIME,
            refresh_expires: now + REFRESH_LIFETIME,
        };
        self.grants.push(grant.clone());
        Ok(grant)
    }

    /// A new web token for a refresh token, which stays.
    pub(super) fn refresh(&mut self, refresh: &str, now: u64) -> Result<Grant, Refusal> {
        let access = format!("73_{}", self.text(83));
        let grant = self
            .grants
            .iter_mut()
            .find(|grant| grant.refresh == refresh)
            .ok_or(Refusal::REFRESH_TOKEN)?;
        if grant.refresh_expires <= now {
            return Err(Refusal::REFRESH_TOKEN_EXPIRED);
        }
        grant.access = access;
        grant.access_expires = now + LIFETIME;
        Ok(grant.clone())
    }

    /// Whether a web token answers for an openid, and with which scope.
    pub(super) fn check(&self, token: Option<&str>, openid: &str, now: u64) -> Result<Scope, Refusal> {
        let token = well_formed(token)?;
        if token == self.master {
            return Ok(Scope::UserInfo);
        }
        let grant = self
            .grants
            .iter()
            .find(|grant| grant.access == token)
            .ok_or(Refusal::TOKEN_INVALID)?;
        if grant.access_expires <= now {
            return Err(Refusal::TOKEN_EXPIRED);
        }
        if grant.openid != openid {
            return Err(Refusal::OPENID);
        }
        Ok(grant.scope)
    }

    fn text(&mut self, letters: usize) -> String {
        self.serial = self.serial.wrapping_add(1);
        // Turned, so that no global token is drawn from the same number.
        self.seed.letters(Draw::Token, self.serial.rotate_left(32), letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: u64 = 1_788_235_200;
    const WHO: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";

    fn consents() -> Consents {
        Consents::new(Seed::new(1), "73_master_token_of_tests".to_owned(), 0)
    }

    #[test]
    fn a_code_works_once_and_not_for_long() {
        let mut consents = consents();
        let code = consents.consent(WHO, Scope::UserInfo, T);
        assert_eq!(consents.exchange("0nobody", T).map(|_| ()), Err(Refusal::CODE));
        assert!(consents.exchange(&code, T).is_ok());
        assert_eq!(consents.exchange(&code, T).map(|_| ()), Err(Refusal::CODE_USED));
        let late = consents.consent(WHO, Scope::UserInfo, T);
        assert_eq!(
            consents.exchange(&late, T + 300).map(|_| ()),
            Err(Refusal::CODE_EXPIRED)
        );
    }

    #[test]
    fn a_web_token_answers_for_its_person_until_refreshed_or_expired() {
        let mut consents = consents();
        let code = consents.consent(WHO, Scope::Base, T);
        let grant = consents.exchange(&code, T).unwrap();
        assert_eq!(consents.check(Some(&grant.access), WHO, T), Ok(Scope::Base));
        assert_eq!(consents.check(Some(&grant.access), "oOther", T), Err(Refusal::OPENID));
        assert_eq!(
            consents.check(Some(&grant.access), WHO, T + 7200),
            Err(Refusal::TOKEN_EXPIRED)
        );
        let renewed = consents.refresh(&grant.refresh, T + 8000).unwrap();
        assert_eq!(
            consents.check(Some(&grant.access), WHO, T + 8000),
            Err(Refusal::TOKEN_INVALID)
        );
        assert_eq!(consents.check(Some(&renewed.access), WHO, T + 8000), Ok(Scope::Base));
        assert_eq!(consents.refresh("73_x", T).map(|_| ()), Err(Refusal::REFRESH_TOKEN));
        assert_eq!(
            consents.refresh(&grant.refresh, T + REFRESH_LIFETIME).map(|_| ()),
            Err(Refusal::REFRESH_TOKEN_EXPIRED)
        );
        assert_eq!(
            consents.check(Some("73_master_token_of_tests"), "anyone", T),
            Ok(Scope::UserInfo)
        );
    }
}
