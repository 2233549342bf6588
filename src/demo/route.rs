//! From a request to its answer: which endpoint it is, what it needs to pass, who answers.

use super::endpoint::{Endpoint, Guard};
use super::refusal::Refusal;
use super::request::Request;
use super::world::{Answer, JSON, PLAIN, World};
use super::{cgi, picture, sns, wire};

impl World {
    /// Answers a call and remembers it.
    pub(super) fn answer(&mut self, request: &Request) -> Answer {
        let outcome = self.route(request);
        match outcome {
            Ok(answer) => {
                let rid = self.rid();
                self.remember(request, rid, 0, &answer);
                answer
            }
            Err(refusal) => self.refuse(request, refusal, None),
        }
    }

    fn route(&mut self, request: &Request) -> Result<Answer, Refusal> {
        let endpoint = Endpoint::at(&request.kind).ok_or(Refusal::URL)?;
        match (endpoint.is_post(), request.is_post) {
            (true, false) => return Err(Refusal::REQUIRE_POST),
            (false, true) => return Err(Refusal::REQUIRE_GET),
            _ => {}
        }
        let now = self.now();
        match endpoint.guard() {
            // Token calls check the app before they count.
            Guard::Secret => {}
            Guard::Global => {
                self.tokens.check(request.query("access_token"), now)?;
                self.meter.spend(endpoint, now)?;
            }
            Guard::Web => self.meter.spend(endpoint, now)?,
            Guard::Open => return Ok(self.picture(request)),
        }
        if endpoint == Endpoint::Authorize {
            let location = sns::authorize(self, request, now)?;
            return Ok(Answer {
                status: 302,
                content_type: PLAIN,
                location: Some(location),
                body: Vec::new(),
            });
        }
        let content_type = if endpoint.guard() == Guard::Web { PLAIN } else { JSON };
        let body = self.body(endpoint, request, now)?;
        Ok(Answer {
            status: 200,
            content_type,
            location: None,
            body,
        })
    }

    /// An avatar; as gone as the platform's where there is none.
    fn picture(&self, request: &Request) -> Answer {
        let path = request.path.strip_prefix(picture::PREFIX).unwrap_or_default();
        let picture = picture::at(self.seed, path);
        Answer {
            status: if picture.is_some() { 200 } else { 404 },
            content_type: if picture.is_some() { "image/png" } else { PLAIN },
            location: None,
            body: picture.unwrap_or_default(),
        }
    }

    fn body(&mut self, endpoint: Endpoint, request: &Request, now: u64) -> Result<Vec<u8>, Refusal> {
        let value = match endpoint {
            Endpoint::UserInfo => return cgi::user_info(&self.people, request),
            Endpoint::BatchGet => return cgi::batchget(&self.people, request),
            Endpoint::UserGet => return cgi::user_get(self, self.page_size, request, now),
            Endpoint::TagMembers => return cgi::tag_members(&self.people, self.page_size, request),
            Endpoint::Blacklist => return cgi::blacklist(&self.people, self.page_size, request),
            Endpoint::WebUserInfo => return sns::user_info(self, request, now),
            Endpoint::Token => cgi::token(self, request, now),
            Endpoint::StableToken => cgi::stable_token(self, request, now),
            Endpoint::Tags => Ok(cgi::tags(&self.people)),
            Endpoint::TagIds => cgi::tag_ids(&self.people, request),
            Endpoint::DomainIp => Ok(cgi::domain_ip()),
            Endpoint::Quota => cgi::quota(self, request, now),
            Endpoint::Rid => cgi::rid(self, request),
            Endpoint::WebToken => sns::token(self, request, now),
            Endpoint::WebRefresh => sns::refresh(self, request, now),
            Endpoint::WebAuth => sns::auth(self, request, now),
            // Answered with a redirect or a picture before.
            Endpoint::Authorize | Endpoint::Picture => Err(Refusal::URL),
        };
        value.map(|value| wire::write(&value))
    }
}
