//! Lists of openids that come page by page: all followers, those of a tag, the blacklist (API reference, sections 3
//! and 6).

use serde::Serialize;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::Client;
use super::ask::{Ask, Auth};
use super::single::Object;
use super::wire::{bad_reply, id, read_object, unsigned};
use crate::model::{Cause, Endpoint, Failure, OpenId};

/// One page of a list of openids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowerPage {
    /// All there are, as far as the reply says; members of a tag are never counted.
    pub total: Option<u64>,
    /// Openids on this page as the reply counts them; 0 ends the list.
    pub count: Option<u64>,
    /// The openids; empty texts and what cannot be an openid are left out.
    pub ids: Vec<OpenId>,
    /// Texts in the list that cannot be openids, apart from empty ones.
    pub unreadable: usize,
    /// Where the next page begins; `None` at the end.
    pub next_openid: Option<String>,
}

impl Client {
    /// One page of the account's followers, `user/get` (API reference, section 3): up to 10 000 openids, from the
    /// beginning or after `next_openid`.
    ///
    /// # Errors
    /// A cursor that the platform does not take fails with its errcode; a reply without a list with
    /// [`Cause::WrongShape`].
    pub async fn user_get(
        &self,
        next_openid: Option<&str>,
        cancel: &CancellationToken,
    ) -> Result<FollowerPage, Failure> {
        let mut ask = Ask::get(Endpoint::UserGet, Auth::Account);
        if let Some(next) = next_openid {
            ask = ask.with("next_openid", next);
        }
        self.single(ask, cancel, page_of).await
    }

    /// One page of the followers that wear a tag, `user/tag/get` (API reference, section 6), from the beginning or after
    /// `next_openid`. How many there are in all is never said.
    ///
    /// # Errors
    /// 45159 for a tag that does not exist.
    pub async fn tag_members(
        &self,
        tag: u64,
        next_openid: Option<&str>,
        cancel: &CancellationToken,
    ) -> Result<FollowerPage, Failure> {
        #[derive(Serialize)]
        struct Body<'a> {
            tagid: u64,
            next_openid: &'a str,
        }
        let body = Body {
            tagid: tag,
            next_openid: next_openid.unwrap_or_default(),
        };
        let ask = Ask::post(Endpoint::TagMembers, Auth::Account, &body);
        self.single(ask, cancel, page_of).await
    }

    /// One page of the blacklist, `tags/members/getblacklist` (API reference, section 6): up to 1 000 openids, from the
    /// beginning or after `begin_openid`, which is the `next_openid` of the page before.
    pub async fn blacklist(
        &self,
        begin_openid: Option<&str>,
        cancel: &CancellationToken,
    ) -> Result<FollowerPage, Failure> {
        #[derive(Serialize)]
        struct Body<'a> {
            begin_openid: &'a str,
        }
        let body = Body {
            begin_openid: begin_openid.unwrap_or_default(),
        };
        let ask = Ask::post(Endpoint::Blacklist, Auth::Account, &body);
        self.single(ask, cancel, page_of).await
    }
}

/// Reads a page of openids: a reply of `user/get`, `user/tag/get` or `getblacklist`.
pub fn read_page(bytes: &[u8]) -> Result<FollowerPage, Failure> {
    page_of(&read_object(bytes)?.value).ok_or(bad_reply(Cause::WrongShape))
}

/// `None` for an object that is no page at all. `data` is absent or null where nobody is on the page.
fn page_of(map: &Object) -> Option<FollowerPage> {
    let number = |name| map.get(name).and_then(unsigned);
    let ids = match map.get("data").and_then(|data| data.get("openid")) {
        None | Some(Value::Null) => Vec::new(),
        Some(ids) => ids
            .as_array()?
            .iter()
            .filter_map(id)
            .filter(|id| !id.is_empty())
            .collect(),
    };
    let total = ids.len();
    let ids: Vec<_> = ids.iter().filter_map(|id| OpenId::parse(id).ok()).collect();
    let page = FollowerPage {
        total: number("total"),
        count: number("count"),
        unreadable: total - ids.len(),
        ids,
        next_openid: map.get("next_openid").and_then(id).filter(|id| !id.is_empty()),
    };
    (page.total.is_some() || page.count.is_some() || !page.ids.is_empty()).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
    const TWO: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";

    /// Total, count, ids, unreadable, cursor.
    type Read<'a> = (Option<u64>, Option<u64>, Vec<&'a str>, usize, Option<&'a str>);

    fn read(reply: &str) -> Option<FollowerPage> {
        read_page(reply.as_bytes()).ok()
    }

    #[test]
    fn pages_are_read_in_every_shape_seen() {
        let cases: [(&str, Read); 9] = [
            (
                r#"{"total":2,"count":2,"data":{"openid":["ONE","TWO"]},"next_openid":"TWO"}"#,
                (Some(2), Some(2), vec![ONE, TWO], 0, Some(TWO)),
            ),
            (
                r#"{"total":0,"count":0,"next_openid":""}"#,
                (Some(0), Some(0), vec![], 0, None),
            ),
            (r#"{"count":0,"next_openid":""}"#, (None, Some(0), vec![], 0, None)),
            (r#"{"count":0}"#, (None, Some(0), vec![], 0, None)),
            (
                r#"{"count":"1","data":{"openid":["", " ONE "]},"next_openid":" ONE "}"#,
                (None, Some(1), vec![ONE], 0, Some(ONE)),
            ),
            (
                r#"{"count":2,"data":{"openid":["ONE","中"]},"next_openid":null}"#,
                (None, Some(2), vec![ONE], 1, None),
            ),
            (r#"{"count":0,"data":null}"#, (None, Some(0), vec![], 0, None)),
            (
                r#"{"total":1,"count":0,"data":{"openid":null}}"#,
                (Some(1), Some(0), vec![], 0, None),
            ),
            (
                r#"{"errcode":0,"errmsg":"ok","data":{"openid":["ONE"]}}"#,
                (None, None, vec![ONE], 0, None),
            ),
        ];
        for (reply, (total, count, ids, unreadable, next)) in cases {
            let page = read(&reply.replace("ONE", ONE).replace("TWO", TWO)).unwrap_or_else(|| panic!("{reply}"));
            let read: Vec<_> = page.ids.iter().map(OpenId::as_str).collect();
            assert_eq!(
                (
                    page.total,
                    page.count,
                    read,
                    page.unreadable,
                    page.next_openid.as_deref()
                ),
                (total, count, ids, unreadable, next),
                "{reply}"
            );
        }
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for reply in [
            "{}",
            "[]",
            r#"{"errcode":0,"errmsg":"ok"}"#,
            r#"{"data":{"openid":[]}}"#,
            r#"{"count":1,"data":{"openid":"ONE"}}"#,
            r#"{"next_openid":"ONE"}"#,
        ] {
            assert_eq!(read(reply), None, "{reply}");
        }
        let failure = read_page(br#"{"errcode":45159,"errmsg":"invalid tag id"}"#).unwrap_err();
        assert_eq!(failure.errcode, Some(45159));
    }
}
