use std::collections::BTreeMap;

/// Every platform endpoint the client calls. One table for paths, so an endpoint is changed in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Endpoint {
    /// `GET /cgi-bin/token`, only with `token = "classic"`.
    Token,
    /// `POST /cgi-bin/stable_token`.
    StableToken,
    /// `GET /cgi-bin/user/info`.
    UserInfo,
    /// `POST /cgi-bin/user/info/batchget`.
    BatchGet,
    /// `GET /cgi-bin/user/get`.
    UserGet,
    /// `GET /cgi-bin/tags/get`.
    TagsGet,
    /// `POST /cgi-bin/user/tag/get`.
    TagMembers,
    /// `POST /cgi-bin/tags/members/getblacklist`.
    Blacklist,
    /// `GET /cgi-bin/get_api_domain_ip`.
    DomainIp,
    /// `POST /cgi-bin/openapi/quota/get`.
    QuotaGet,
    /// `POST /cgi-bin/openapi/rid/get`.
    RidGet,
    /// `GET /sns/userinfo`.
    SnsUserInfo,
    /// `GET /sns/oauth2/access_token`.
    SnsAccessToken,
    /// `GET /sns/oauth2/refresh_token`.
    SnsRefreshToken,
    /// `GET /sns/auth`.
    SnsAuth,
}

impl Endpoint {
    /// All endpoints, in the order in which they are shown.
    pub const ALL: [Self; 15] = [
        Self::Token,
        Self::StableToken,
        Self::UserInfo,
        Self::BatchGet,
        Self::UserGet,
        Self::TagsGet,
        Self::TagMembers,
        Self::Blacklist,
        Self::DomainIp,
        Self::QuotaGet,
        Self::RidGet,
        Self::SnsUserInfo,
        Self::SnsAccessToken,
        Self::SnsRefreshToken,
        Self::SnsAuth,
    ];

    /// Path below the API base, with the leading slash.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Token => "/cgi-bin/token",
            Self::StableToken => "/cgi-bin/stable_token",
            Self::UserInfo => "/cgi-bin/user/info",
            Self::BatchGet => "/cgi-bin/user/info/batchget",
            Self::UserGet => "/cgi-bin/user/get",
            Self::TagsGet => "/cgi-bin/tags/get",
            Self::TagMembers => "/cgi-bin/user/tag/get",
            Self::Blacklist => "/cgi-bin/tags/members/getblacklist",
            Self::DomainIp => "/cgi-bin/get_api_domain_ip",
            Self::QuotaGet => "/cgi-bin/openapi/quota/get",
            Self::RidGet => "/cgi-bin/openapi/rid/get",
            Self::SnsUserInfo => "/sns/userinfo",
            Self::SnsAccessToken => "/sns/oauth2/access_token",
            Self::SnsRefreshToken => "/sns/oauth2/refresh_token",
            Self::SnsAuth => "/sns/auth",
        }
    }
}

/// Calls spent, per endpoint. A call counts when its request is sent, whatever comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallCounts(pub BTreeMap<Endpoint, u64>);

impl CallCounts {
    /// Adds `n` calls of one endpoint.
    pub fn add(&mut self, endpoint: Endpoint, n: u64) {
        *self.0.entry(endpoint).or_default() += n;
    }

    /// Calls of all endpoints together.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Calls of one endpoint.
    pub fn of(&self, endpoint: Endpoint) -> u64 {
        self.0.get(&endpoint).copied().unwrap_or_default()
    }

    /// Calls that were not counted before yet.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        let mut news = Self::default();
        for (endpoint, n) in &self.0 {
            let n = n.saturating_sub(before.of(*endpoint));
            if n > 0 {
                news.add(*endpoint, n);
            }
        }
        news
    }
}

/// What the platform said is left of an endpoint's quota, and how far this machine had counted by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaMark {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Calls left when it was asked.
    pub remain: u64,
    /// Calls of this machine that day until then.
    pub counted: u64,
}

impl QuotaMark {
    /// Calls left by now, as far as this machine knows: other programs may have spent some since.
    pub fn left(&self, today: &CallCounts) -> u64 {
        self.remain
            .saturating_sub(today.of(self.endpoint).saturating_sub(self.counted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_calls_are_told() {
        let (mut before, mut now) = (CallCounts::default(), CallCounts::default());
        before.add(Endpoint::UserInfo, 2);
        now.add(Endpoint::UserInfo, 5);
        now.add(Endpoint::TagsGet, 1);
        let news = now.since(&before);
        assert_eq!(
            (news.of(Endpoint::UserInfo), news.of(Endpoint::TagsGet), news.total()),
            (3, 1, 4)
        );
    }

    #[test]
    fn what_is_left_shrinks_with_every_call_of_this_machine() {
        let mark = QuotaMark {
            endpoint: Endpoint::UserInfo,
            remain: 100,
            counted: 5,
        };
        let mut today = CallCounts::default();
        for (more, left) in [(5, 100), (1, 99), (98, 1), (3, 0)] {
            today.add(Endpoint::UserInfo, more);
            assert_eq!(mark.left(&today), left);
        }
    }
}
