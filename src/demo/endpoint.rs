//! The paths that are served, and what each demands.

use super::picture;

/// A served path (API reference, sections 1 to 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Endpoint {
    Token,
    StableToken,
    UserInfo,
    BatchGet,
    UserGet,
    Tags,
    TagIds,
    TagMembers,
    Blacklist,
    DomainIp,
    Quota,
    Rid,
    WebToken,
    WebRefresh,
    WebAuth,
    WebUserInfo,
    /// The page that asks the user's consent; here it consents at once and redirects with a code.
    Authorize,
    /// Everything below `/picture`.
    Picture,
}

/// How a path is guarded and how it words its errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// App id and secret; errors in the `cgi-bin` wording.
    Secret,
    /// The global access token.
    Global,
    /// What `sns` calls carry; errors with a comma before the rid.
    Web,
    /// Nothing: pictures are open to everyone.
    Open,
}

const ALL: [(Endpoint, &str); 18] = [
    (Endpoint::Token, "/cgi-bin/token"),
    (Endpoint::StableToken, "/cgi-bin/stable_token"),
    (Endpoint::UserInfo, "/cgi-bin/user/info"),
    (Endpoint::BatchGet, "/cgi-bin/user/info/batchget"),
    (Endpoint::UserGet, "/cgi-bin/user/get"),
    (Endpoint::Tags, "/cgi-bin/tags/get"),
    (Endpoint::TagIds, "/cgi-bin/tags/getidlist"),
    (Endpoint::TagMembers, "/cgi-bin/user/tag/get"),
    (Endpoint::Blacklist, "/cgi-bin/tags/members/getblacklist"),
    (Endpoint::DomainIp, "/cgi-bin/get_api_domain_ip"),
    (Endpoint::Quota, "/cgi-bin/openapi/quota/get"),
    (Endpoint::Rid, "/cgi-bin/openapi/rid/get"),
    (Endpoint::WebToken, "/sns/oauth2/access_token"),
    (Endpoint::WebRefresh, "/sns/oauth2/refresh_token"),
    (Endpoint::WebAuth, "/sns/auth"),
    (Endpoint::WebUserInfo, "/sns/userinfo"),
    (Endpoint::Authorize, "/connect/oauth2/authorize"),
    (Endpoint::Picture, picture::PREFIX),
];

impl Endpoint {
    /// The endpoint at this path.
    pub(super) fn at(path: &str) -> Option<Self> {
        ALL.iter()
            .find(|(_, known)| *known == path)
            .map(|(endpoint, _)| *endpoint)
    }

    pub(super) fn is_post(self) -> bool {
        matches!(
            self,
            Self::StableToken
                | Self::BatchGet
                | Self::TagIds
                | Self::TagMembers
                | Self::Blacklist
                | Self::Quota
                | Self::Rid
        )
    }

    pub(super) fn guard(self) -> Guard {
        match self {
            Self::Token | Self::StableToken => Guard::Secret,
            Self::WebToken | Self::WebRefresh | Self::WebAuth | Self::WebUserInfo | Self::Authorize => Guard::Web,
            Self::Picture => Guard::Open,
            _ => Guard::Global,
        }
    }

    /// Calls a day for a small account; `None` for paths without a day quota. Numbers that the documentation does not
    /// list are ours (API reference, section 0).
    pub(super) fn daily_limit(self) -> Option<u64> {
        match self {
            Self::Token => Some(2000),
            Self::StableToken | Self::BatchGet => Some(500_000),
            Self::UserInfo => Some(5_000_000),
            Self::UserGet => Some(500),
            Self::Tags | Self::TagMembers | Self::Blacklist => Some(1000),
            Self::TagIds => Some(100_000),
            Self::DomainIp | Self::Quota | Self::Rid => Some(10_000),
            Self::WebToken | Self::WebRefresh | Self::WebAuth | Self::WebUserInfo | Self::Authorize | Self::Picture => {
                None
            }
        }
    }

    /// Calls a minute, where documented.
    pub(super) fn minute_limit(self) -> Option<u64> {
        match self {
            Self::StableToken => Some(10_000),
            Self::WebToken | Self::WebRefresh | Self::WebUserInfo => Some(50_000),
            _ => None,
        }
    }
}
