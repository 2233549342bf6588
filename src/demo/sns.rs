//! Answers of the `/sns/*` paths and of the consent page (API reference, section 4).

use serde_json::{Value, json};

use super::cipher::Draw;
use super::oauth::{self, Grant, Scope};
use super::profile;
use super::refusal::Refusal;
use super::request::Request;
use super::world::World;

/// `/sns/oauth2/access_token`.
pub(super) fn token(world: &mut World, request: &Request, now: u64) -> Result<Value, Refusal> {
    let grant_type = (request.query("grant_type"), "authorization_code");
    world.check_app(request.query("appid"), grant_type, request.query("secret"))?;
    let code = request.query("code").ok_or(Refusal::CODE_MISSING)?;
    let grant = world.consents.exchange(code, now)?;
    let mut reply = reply(&grant);
    let person = world.people.find(&grant.openid).filter(|_| grant.scope != Scope::Base);
    if let Some(unionid) = person.and_then(|person| person.unionid) {
        reply["unionid"] = json!(unionid);
    }
    if grant.scope == Scope::Snapshot {
        reply["is_snapshotuser"] = json!(1);
    }
    Ok(reply)
}

/// `/sns/oauth2/refresh_token`.
pub(super) fn refresh(world: &mut World, request: &Request, now: u64) -> Result<Value, Refusal> {
    world.check_app_id(request.query("appid"))?;
    if request.query("grant_type") != Some("refresh_token") {
        return Err(Refusal::GRANT_TYPE);
    }
    let refresh = request.query("refresh_token").ok_or(Refusal::REFRESH_TOKEN_MISSING)?;
    world.consents.refresh(refresh, now).map(|grant| reply(&grant))
}

/// `/sns/auth`.
pub(super) fn auth(world: &World, request: &Request, now: u64) -> Result<Value, Refusal> {
    check(world, request, now)?;
    Ok(json!({"errcode": 0, "errmsg": "ok"}))
}

/// `/sns/userinfo`: a web token of scope `snsapi_base`, and one of a snapshot page, get 48001.
pub(super) fn user_info(world: &World, request: &Request, now: u64) -> Result<Vec<u8>, Refusal> {
    let (openid, scope) = check(world, request, now)?;
    if scope != Scope::UserInfo {
        return Err(Refusal::UNAUTHORIZED);
    }
    let person = world.people.find(openid).ok_or(Refusal::OPENID)?;
    let mut reply = Vec::new();
    profile::web(&mut reply, &person);
    Ok(reply)
}

/// The consent page: someone of the account consents at once. Gives the address to return to.
pub(super) fn authorize(world: &mut World, request: &Request, now: u64) -> Result<String, Refusal> {
    world.check_app_id(request.query("appid"))?;
    let back = request.query("redirect_uri").ok_or(Refusal::URL)?;
    let mut back = url::Url::parse(back).map_err(|_| Refusal::URL)?;
    let scope = if request.query("scope") == Some("snsapi_base") {
        Scope::Base
    } else {
        Scope::UserInfo
    };
    let everyone = world.people.page(None, 1000);
    let chosen = world.seed.draw(Draw::Token, world.journal.total()) % (everyone.len().max(1) as u64);
    let openid = usize::try_from(chosen)
        .ok()
        .and_then(|at| everyone.get(at))
        .ok_or(Refusal::OPENID)?;
    let code = world.consents.consent(openid, scope, now);
    back.query_pairs_mut()
        .append_pair("code", &code)
        .append_pair("state", request.query("state").unwrap_or_default());
    Ok(back.into())
}

fn check<'a>(world: &World, request: &'a Request, now: u64) -> Result<(&'a str, Scope), Refusal> {
    let token = request.query("access_token").ok_or(Refusal::TOKEN_MISSING)?;
    let openid = request.query("openid").ok_or(Refusal::OPENID_MISSING)?;
    let scope = world.consents.check(Some(token), openid, now)?;
    world.people.index(openid).ok_or(Refusal::OPENID)?;
    Ok((openid, scope))
}

fn reply(grant: &Grant) -> Value {
    json!({
        "access_token": grant.access,
        "expires_in": oauth::LIFETIME,
        "refresh_token": grant.refresh,
        "openid": grant.openid,
        "scope": grant.scope.wire(),
    })
}
