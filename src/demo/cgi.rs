//! Answers of the `/cgi-bin/*` paths (API reference, sections 1 to 3, 5 and 6).

use serde_json::{Value, json};

use super::endpoint::{Endpoint, Guard};
use super::people::People;
use super::profile;
use super::refusal::Refusal;
use super::request::Request;
use super::tags::Tag;
use super::wire::{self, Object};
use super::world::World;

/// Most openids in one `batchget`.
const BATCH: usize = 100;

/// Most openids on a page of the blacklist.
const BLACKLIST_PAGE: usize = 1000;

/// Room for a profile and for an openid in a list, to spare a reply from growing step by step.
const PROFILE_BYTES: usize = 448;
const OPENID_BYTES: usize = 31;

/// `grant_type` of both token calls.
const GRANT_TYPE: &str = "client_credential";

/// `/cgi-bin/token`.
pub(super) fn token(world: &mut World, request: &Request, now: u64) -> Result<Value, Refusal> {
    world.check_app(
        request.query("appid"),
        (request.query("grant_type"), GRANT_TYPE),
        request.query("secret"),
    )?;
    world.meter.spend(Endpoint::Token, now)?;
    Ok(grant(world.tokens.classic(now)))
}

/// `/cgi-bin/stable_token`.
pub(super) fn stable_token(world: &mut World, request: &Request, now: u64) -> Result<Value, Refusal> {
    let body = request.json()?;
    let text = |key| body.get(key).and_then(Value::as_str);
    world.check_app(text("appid"), (text("grant_type"), GRANT_TYPE), text("secret"))?;
    world.meter.spend(Endpoint::StableToken, now)?;
    if body.get("force_refresh") == Some(&Value::Bool(true)) {
        return world.tokens.forced(now).map(grant);
    }
    Ok(grant(world.tokens.stable(now)))
}

/// `/cgi-bin/user/info`.
pub(super) fn user_info(people: &People, request: &Request) -> Result<Vec<u8>, Refusal> {
    let openid = request.query("openid").ok_or(Refusal::OPENID_MISSING)?;
    let person = people.find(openid).ok_or(Refusal::OPENID)?;
    let mut reply = Vec::new();
    profile::follower(&mut reply, &person, request.query("lang").unwrap_or_default());
    Ok(reply)
}

/// `/cgi-bin/user/info/batchget`: one openid that is malformed or of another account spoils the whole batch.
pub(super) fn batchget(people: &People, request: &Request) -> Result<Vec<u8>, Refusal> {
    let body = request.json()?;
    let list = body
        .get("user_list")
        .and_then(Value::as_array)
        .ok_or(Refusal::OPENID_LIST)?;
    if list.is_empty() || list.len() > BATCH {
        return Err(Refusal::OPENID_LIST_SIZE);
    }
    let asked: Result<Vec<_>, _> = list
        .iter()
        .map(|item| {
            let openid = item.get("openid").and_then(Value::as_str).ok_or(Refusal::OPENID)?;
            let lang = item.get("lang").and_then(Value::as_str).unwrap_or_default();
            Ok((people.find(openid).ok_or(Refusal::OPENID)?, lang))
        })
        .collect();
    let asked = asked?;
    let mut reply = Vec::with_capacity(asked.len() * PROFILE_BYTES);
    let mut object = Object::begin(&mut reply);
    object.value("user_info_list", |out| {
        wire::write_list(out, &asked, |out, (person, lang)| profile::follower(out, person, lang));
    });
    object.end();
    Ok(reply)
}

/// `/cgi-bin/user/get`: the only page has a cursor too; the page after the last has no `data`.
pub(super) fn user_get(world: &mut World, page_size: usize, request: &Request, now: u64) -> Result<Vec<u8>, Refusal> {
    let people = &mut world.people;
    let after = match request.query("next_openid") {
        Some(openid) => Some(people.index(openid).ok_or(Refusal::OPENID)?),
        None => None,
    };
    if let (Some(churn), None) = (&mut world.churn, after) {
        churn.begin(people, now);
    }
    let page = people.page(after, page_size);
    if let Some(churn) = &mut world.churn {
        churn.give(people, &page);
    }
    Ok(page_reply(Some(people.total()), &page))
}

/// `/cgi-bin/tags/get`.
pub(super) fn tags(people: &People) -> Value {
    let tags: Vec<_> = people
        .tags()
        .into_iter()
        .map(|(id, name, count)| json!({"id": id, "name": name, "count": count}))
        .collect();
    json!({"tags": tags})
}

/// `/cgi-bin/tags/getidlist`.
pub(super) fn tag_ids(people: &People, request: &Request) -> Result<Value, Refusal> {
    let body = request.json()?;
    let openid = body
        .get("openid")
        .and_then(Value::as_str)
        .ok_or(Refusal::OPENID_MISSING)?;
    let person = people.find(openid).ok_or(Refusal::OPENID)?;
    Ok(json!({"tagid_list": person.tags}))
}

/// `/cgi-bin/user/tag/get`: pages as of `user/get`, but without `total`. A deleted tag is unknown.
pub(super) fn tag_members(people: &People, page_size: usize, request: &Request) -> Result<Vec<u8>, Refusal> {
    let body = request.json()?;
    let tag = body
        .get("tagid")
        .and_then(Value::as_u64)
        .and_then(|id| Tag::named(id))
        .ok_or(Refusal::TAG_ID)?;
    let after = position(people, &body, "next_openid")?;
    Ok(page_reply(None, &people.tag_page(tag, after, page_size)))
}

/// `/cgi-bin/tags/members/getblacklist`.
pub(super) fn blacklist(people: &People, page_size: usize, request: &Request) -> Result<Vec<u8>, Refusal> {
    let body = request.json()?;
    let after = position(people, &body, "begin_openid")?;
    let page = people.blacklist_page(after, page_size.min(BLACKLIST_PAGE));
    Ok(page_reply(Some(people.blacklist_total()), &page))
}

/// Whose index a body's cursor names; `None` for none or an empty one.
fn position(people: &People, body: &Value, name: &str) -> Result<Option<u64>, Refusal> {
    match body.get(name).and_then(Value::as_str) {
        None | Some("") => Ok(None),
        Some(openid) => people.index(openid).map(Some).ok_or(Refusal::OPENID),
    }
}

/// A page of openids: no `data` where nobody is on it.
fn page_reply(total: Option<u64>, page: &[String]) -> Vec<u8> {
    let mut reply = Vec::with_capacity((page.len() + 4) * OPENID_BYTES);
    let mut object = Object::begin(&mut reply);
    if let Some(total) = total {
        object.number("total", total);
    }
    object.number("count", page.len() as u64);
    if !page.is_empty() {
        object.value("data", |out| {
            let mut data = Object::begin(out);
            data.texts("openid", page);
            data.end();
        });
    }
    object.text("next_openid", page.last().map_or("", String::as_str));
    object.end();
    reply
}

/// `/cgi-bin/get_api_domain_ip`; addresses reserved for documentation.
pub(super) fn domain_ip() -> Value {
    json!({"ip_list": ["192.0.2.10", "192.0.2.11", "198.51.100.7"]})
}

/// `/cgi-bin/openapi/quota/get`.
pub(super) fn quota(world: &mut World, request: &Request, now: u64) -> Result<Value, Refusal> {
    let body = request.json()?;
    let path = body.get("cgi_path").and_then(Value::as_str).unwrap_or_default();
    if path.starts_with("/sns/") {
        return Err(Refusal::PATH_FORBIDDEN);
    }
    let endpoint = Endpoint::at(path)
        .filter(|endpoint| matches!(endpoint.guard(), Guard::Secret | Guard::Global))
        .ok_or(Refusal::PATH_UNKNOWN)?;
    let reading = world.meter.read(endpoint, now);
    let mut reply = json!({"errcode": 0, "errmsg": "ok", "quota": {
        "daily_limit": reading.daily_limit,
        "used": reading.used,
        "remain": reading.daily_limit.saturating_sub(reading.used),
    }});
    if let Some(limit) = reading.minute_limit {
        reply["rate_limit"] = json!({"call_count": limit, "refresh_second": 60});
    }
    Ok(reply)
}

/// `/cgi-bin/openapi/rid/get`: what the journal still knows; `request_url` contains the token, as the real one does.
pub(super) fn rid(world: &World, request: &Request) -> Result<Value, Refusal> {
    let body = request.json()?;
    let rid = body
        .get("rid")
        .and_then(Value::as_str)
        .filter(|rid| is_rid(rid))
        .ok_or(Refusal::RID_MALFORMED)?;
    let call = world
        .journal
        .find(rid)
        .filter(|call| !call.path.starts_with("/sns/"))
        .ok_or(Refusal::RID_UNKNOWN)?;
    Ok(json!({"errcode": 0, "errmsg": "ok", "request": {
        "invoke_time": call.at,
        "cost_in_ms": call.cost_ms,
        "request_url": call.query,
        "request_body": call.body,
        "response_body": call.response,
        "client_ip": world.caller.to_string(),
    }}))
}

fn is_rid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.len() == 3
        && groups
            .iter()
            .all(|group| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn grant((token, left): (String, u64)) -> Value {
    json!({"access_token": token, "expires_in": left})
}
