//! `web`: exchange an OAuth code, renew a web token, check one. Codes and tokens come by prompt or stdin, never as
//! arguments, and are never printed: what they are good for is looked up at once.

mod prompt;

use std::io::{self, Write};

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::args::{Web, WebCheck, WebGranted};
use super::context::Context;
use super::format::Format;
use super::lookup::tell_calls;
use super::notes::Notes;
use super::rows::{Look, Rows};
use super::setup::Opened;
use super::{interrupt, setup};
use crate::api::{Credentials, WebGrant};
use crate::config::TokenSource;
use crate::error::{Error, Exit, Usage, failure_text};
use crate::export::{to_json, to_text};
use crate::locale::{WebTexts, fill, texts};
use crate::model::{Failure, OpenId, Record, Secret, Source};
use crate::ops::lookup::{Options, Report, lookup};
use crate::session::credentials;
use crate::text::{pad_right, sanitize, width};

type Out<'a> = &'a mut (dyn Write + Send);

/// The scope with which a web token shows a profile (API reference, section 4).
const PROFILE_SCOPE: &str = "snsapi_userinfo";

/// Runs one of the three.
pub async fn run(context: &Context, action: Web, out: Out<'_>) -> Result<Exit, Error> {
    match action {
        Web::Code(args) => code(context, &args, out).await,
        Web::Refresh(args) => refresh(context, &args, out).await,
        Web::Check(args) => check(context, &args, out).await,
    }
}

async fn code(context: &Context, args: &WebGranted, out: Out<'_>) -> Result<Exit, Error> {
    let config = context.config()?;
    let words = &texts(context.lang()).web;
    let look = context.look(&config, context.format(args.format, Format::Json));
    let opened = setup::open_unchecked(context, config).await?;
    let (app_id, secret) = app_secret(context, &opened).await?;
    let code = prompt::secret(context, words.prompt_code)?;
    let client = &opened.session.client;
    let grant = client.web_code(&app_id, &secret, &code, &interrupt::watch()).await;
    show(context, opened, grant, look, out).await
}

async fn refresh(context: &Context, args: &WebGranted, out: Out<'_>) -> Result<Exit, Error> {
    let config = context.config()?;
    let words = &texts(context.lang()).web;
    let look = context.look(&config, context.format(args.format, Format::Json));
    let opened = setup::open_unchecked(context, config).await?;
    let app_id = opened.session.key.app_id.clone();
    let token = prompt::secret(context, words.prompt_refresh_token)?;
    let grant = opened
        .session
        .client
        .web_refresh(&app_id, &token, &interrupt::watch())
        .await;
    show(context, opened, grant, look, out).await
}

/// Whether a web token is good for an openid.
async fn check(context: &Context, args: &WebCheck, out: Out<'_>) -> Result<Exit, Error> {
    let person = OpenId::parse(&args.openid).map_err(Failure::malformed)?;
    let config = context.config()?;
    let words = &texts(context.lang()).web;
    let opened = setup::open_unchecked(context, config).await?;
    let token = match &opened.config.web_token {
        Some(token) => token.clone(),
        None => prompt::secret(context, words.prompt_token)?,
    };
    let checked = opened
        .session
        .client
        .web_check(&token, &person, &interrupt::watch())
        .await;
    end(context, opened).await;
    checked?;
    writeln!(out, "{}", fill(words.good, &[&person])).map_err(Error::output)?;
    Ok(Exit::Done)
}

/// The secret that a code is exchanged with; a token in its place does not help.
async fn app_secret(context: &Context, opened: &Opened) -> Result<(String, Secret), Error> {
    let mut account = setup::account(&opened.config)?.clone();
    account.token = TokenSource::Stable;
    let missing = |detail| {
        let account = opened.session.key.name.clone();
        Error::from(Usage::NoCredentials { account, detail })
    };
    match credentials(&account, &context.env).await {
        Credentials::Stable { app_id, secret } => Ok((app_id, secret)),
        Credentials::Missing(detail) => Err(missing(detail)),
        _ => Err(missing(String::new())),
    }
}

/// Says what was granted and looks the person up with it: the token itself ends with this run.
async fn show(
    context: &Context,
    opened: Opened,
    grant: Result<WebGrant, Failure>,
    look: Look,
    out: Out<'_>,
) -> Result<Exit, Error> {
    let grant = match grant {
        Ok(grant) => grant,
        Err(failure) => {
            end(context, opened).await;
            return Err(failure.into());
        }
    };
    let record = person(context, &opened, &grant).await;
    end(context, opened).await;
    let kinds = record
        .iter()
        .map(|record| record.error.as_ref().map(|error| error.kind));
    let exit = Exit::of_lookup(&kinds.collect::<Vec<_>>(), false);
    let printed = match look.format {
        Format::Table => table(&grant, record.as_ref(), look, context, out),
        _ => writeln!(out, "{}", to_text(&value(&grant, record.as_ref()))),
    };
    printed.map(|()| exit).map_err(Error::output)
}

/// The person whose token it is; nobody where the scope shows no profile.
async fn person(context: &Context, opened: &Opened, grant: &WebGrant) -> Option<Record> {
    let shows_profile = grant
        .scope
        .as_deref()
        .is_some_and(|scope| scope.contains(PROFILE_SCOPE));
    let person = OpenId::parse(grant.openid.as_deref()?).ok()?;
    if !shows_profile {
        return None;
    }
    opened.session.client.set_web_token(grant.access_token.clone());
    let (notes, mut found) = (context.notes(), None);
    let mut report = |report| match report {
        Report::Row(snapshot) => found = Some(snapshot.record),
        Report::Warning(failure) => notes.warn(&failure_text(&failure, notes.lang())),
        Report::KnownElsewhere(_) => {}
    };
    let options = Options {
        source: Source::Web,
        fresh: true,
    };
    let cancel: CancellationToken = interrupt::watch();
    lookup(&opened.session, &[person], options, &cancel, &mut report).await;
    found
}

async fn end(context: &Context, opened: Opened) {
    setup::save_calls(context, &opened.session).await;
    tell_calls(context, &opened.session);
    opened.close().await;
}

fn value(grant: &WebGrant, record: Option<&Record>) -> Value {
    json!({
        "openid": grant.openid,
        "unionid": grant.unionid,
        "scope": grant.scope,
        "expires_in": grant.expires_in,
        "is_snapshotuser": grant.is_snapshotuser,
        "has_refresh_token": grant.refresh_token.is_some(),
        "record": record.map(to_json),
    })
}

fn table(grant: &WebGrant, record: Option<&Record>, look: Look, context: &Context, out: Out<'_>) -> io::Result<()> {
    let words = &texts(context.lang()).web;
    let facts = facts(grant, words);
    let column = facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
    for (name, fact) in facts {
        writeln!(out, "{}  {}", pad_right(name, column), sanitize(&fact))?;
    }
    let Some(record) = record else {
        Notes::say(words.no_profile);
        return Ok(());
    };
    writeln!(out)?;
    let mut rows = Rows::begin(look, &[], out)?;
    rows.push(record, &[])?;
    rows.finish()
}

fn facts(grant: &WebGrant, words: &'static WebTexts) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let yes_no = |yes| if yes { words.yes } else { words.no }.to_owned();
    let seconds = grant.expires_in.map(|seconds| fill(words.seconds, &[&seconds]));
    vec![
        (words.openid, text(&grant.openid)),
        (words.unionid, text(&grant.unionid)),
        (words.scope, text(&grant.scope)),
        (words.lives, text(&seconds)),
        (words.snapshot_user, yes_no(grant.is_snapshotuser)),
        (words.refresh_token, yes_no(grant.refresh_token.is_some())),
    ]
}
