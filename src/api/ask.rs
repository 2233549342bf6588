use serde::Serialize;

use crate::model::{Endpoint, Lang, OpenId, Secret};

/// Whose authority a call is made with.
#[derive(Clone, Debug)]
pub(super) enum Auth {
    /// None, or part of the request itself.
    Inside,
    /// The account's access token.
    Account,
    /// A person's web token.
    Web(Secret),
}

/// One call, before its token is known.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) endpoint: Endpoint,
    pub(super) auth: Auth,
    /// Query parameters without the token.
    pub(super) query: Vec<(&'static str, String)>,
    /// JSON to post; `None` makes it a GET.
    pub(super) body: Option<Vec<u8>>,
    /// The body for every attempt after the first, where that differs.
    pub(super) next_body: Option<Vec<u8>>,
    /// Whether a retry can help: a single-use code is gone after the first try.
    pub(super) retriable: bool,
}

impl Ask {
    pub(super) fn get(endpoint: Endpoint, auth: Auth) -> Self {
        Self {
            endpoint,
            auth,
            query: Vec::new(),
            body: None,
            next_body: None,
            retriable: true,
        }
    }

    pub(super) fn post(endpoint: Endpoint, auth: Auth, body: &impl Serialize) -> Self {
        Self {
            body: Some(to_json(body)),
            ..Self::get(endpoint, auth)
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// The body of attempt number `sent`.
    pub(super) fn body_of(&self, sent: u32) -> Option<&[u8]> {
        let next = self.next_body.as_ref().filter(|_| sent > 0);
        next.or(self.body.as_ref()).map(Vec::as_slice)
    }

    /// Whether it goes to the web source, where some codes mean something else.
    pub(super) fn is_web(&self) -> bool {
        self.endpoint.path().starts_with("/sns/")
    }

    /// `user/info` (API reference, section 1).
    pub(super) fn user_info(id: &OpenId, lang: Lang) -> Self {
        Self::get(Endpoint::UserInfo, Auth::Account)
            .with("openid", id.as_str())
            .with("lang", lang.as_str())
    }

    /// `user/info/batchget` (API reference, section 2).
    pub(super) fn batch_get(ids: &[OpenId], lang: Lang) -> Self {
        #[derive(Serialize)]
        struct Body<'a> {
            user_list: Vec<Item<'a>>,
        }
        #[derive(Serialize)]
        struct Item<'a> {
            openid: &'a str,
            lang: &'a str,
        }
        let item = |id| Item {
            openid: OpenId::as_str(id),
            lang: lang.as_str(),
        };
        let user_list = ids.iter().map(item).collect();
        Self::post(Endpoint::BatchGet, Auth::Account, &Body { user_list })
    }
}

/// JSON with raw UTF-8: escaped text is refused by the platform (API reference, section 8).
pub(super) fn to_json(body: &impl Serialize) -> Vec<u8> {
    // Only maps with other keys than text and failing Serialize implementations can fail; neither is posted here.
    serde_json::to_vec(body).unwrap_or_default()
}
